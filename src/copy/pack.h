/* pack.h - what the search for copies needs of a report, as bytes. */
#ifndef STM_COPY_PACK_H
#define STM_COPY_PACK_H

#include "base/buf.h"
#include "copy/fingerprint.h"
#include "copy/relation.h"

/* tie: the hash of the text. stream: for
 * stm_pack_open. All slices are of the packed bytes. */
typedef struct {
    stm_standing standing;
    stm_slice source, stream;
    uint64_t offset, tie;
    stm_fingerprint *fingerprints;
    uint32_t count; /* of fingerprints */
    uint32_t words;
} stm_packed;

/* Appends some 16 bytes a word. arena: for what is made on the way. The bytes serve this machine
 * alone. */
void stm_pack_put(stm_arena *arena, const stm_document *doc, stm_marks marks, stm_buf *out);

/* The first report of the bytes, which move behind it. Credits and fingerprints belong to the
 * arena. */
stm_packed stm_pack_take(stm_arena *arena, stm_slice *bytes);

/* The stream of a report of at most so many words, whose bytes are in `bytes`; both must outlast
 * it. spans: room for as many. */
stm_speech stm_pack_open(char *bytes, stm_span *spans);

/* Room for the stream of a report of so many words. */
size_t stm_pack_most(uint32_t words);

#endif
