/* gist.h - what sorting reports into stories needs of each, as bytes. */
#ifndef STM_STORY_GIST_H
#define STM_STORY_GIST_H

#include "base/buf.h"
#include "story/vector.h"

/* headline: the title or, where there is none, the first sentence that tells what the rest is
 * about; cut short where it is long. naming: its terms. time: in seconds since 1970, or STM_UNDATED
 * (node.h). length: bytes of the text; tie: their hash. */
typedef struct {
    stm_slice id, source, published, headline;
    stm_vector vector, naming;
    int64_t time;
    uint64_t offset, tie;
    uint32_t length;
    bool titled;
} stm_gist;

/* When the report was published: stm_gist.time. */
int64_t stm_gist_time(const stm_report *report);

/* Appends some 1,000 bytes, a multiple of 8, at a multiple of 8. arena: for what is made on the
 * way. The bytes serve this machine alone. */
void stm_gist_put(stm_arena *arena, const stm_report *report, stm_buf *out);

/* How many bytes the gist takes at whose beginning they are. */
size_t stm_gist_size(const char *bytes);

/* Lies in the bytes, which begin at a multiple of 8. */
stm_gist stm_gist_open(char *bytes);

#endif
