/* verify_pull.h - a result pulled member by member, and what is wrong with it told. */
#ifndef STM_REPORT_VERIFY_PULL_H
#define STM_REPORT_VERIFY_PULL_H

#include "base/buf.h"
#include "base/json_read.h"
#include "base/map.h"
#include "base/sha256.h"
#include "report/verify.h"

enum { STM_VERIFY_DEPTH = 12 };

/* A report that the result lists. given: what was read again under its id, or NULL. */
typedef struct {
    stm_slice id, origin;
    const stm_report *given;
    size_t id_at, origin_at; /* offsets in the result */
    uint32_t origin_index;
} stm_verify_listed;

/* A level of the path: the member key, or the item index where key is NULL. */
typedef struct {
    const char *key;
    size_t index;
} stm_verify_step;

typedef struct {
    stm_json_reader json;
    stm_arena *arena;
    stm_error error;
    bool quiet; /* nothing is told */
    bool bad;   /* the text is no JSON from here on; nothing more is told */
    stm_verify_sink *sink;
    void *context;
    stm_verify_tally *tally;
    stm_buf line;
    stm_verify_step path[STM_VERIFY_DEPTH];
    size_t depth;

    const stm_report *const *reports; /* those read again, with their digests */
    const char (*digests)[STM_SHA256_HEX];
    size_t report_count;
    stm_map by_id, by_text; /* hashes of ids and of digests to their indexes */

    STM_VEC(stm_verify_listed) listed;
    stm_map listed_ids;      /* hash of id to index of listed */
    stm_map ids[3];          /* hashes of the ids of quotations, statements and differences */
    uint32_t origins;        /* distinct ones among listed */
    uint32_t *stamps, stamp; /* one a listed report: marks of the set under way */
    uint64_t effort;         /* bytes that may yet be compared and searched */
    bool is_spent;
    stm_buf joined, flat; /* scratch */
} stm_verifier;

/* --- the path --- */
void stm_verify_enter(stm_verifier *v, const char *key);
void stm_verify_enter_item(stm_verifier *v, size_t index);
void stm_verify_leave(stm_verifier *v);

/* --- what is wrong --- */
/* Tells "path: why" at the offset. */
void stm_verify_fail(stm_verifier *v, size_t offset, const char *why);
/* The same, "why bytes start-end of id": the span of a listed report. */
void stm_verify_fail_span(stm_verifier *v, size_t offset, const char *why, uint32_t listed,
                          stm_span span);
/* The same, "why name", name from outside. */
void stm_verify_fail_name(stm_verifier *v, size_t offset, const char *why, stm_slice name);

/* --- values: each pulls one value whole; false where it is of another type, which is told --- */
bool stm_verify_string(stm_verifier *v, stm_slice *text); /* absent for null */
bool stm_verify_uint(stm_verifier *v, uint64_t *number);
bool stm_verify_bool(stm_verifier *v, bool *value);
bool stm_verify_span(stm_verifier *v, stm_span *span);
void stm_verify_skip(stm_verifier *v);

/* Pulls the first event of an object or array. */
bool stm_verify_open_object(stm_verifier *v);
bool stm_verify_open_array(stm_verifier *v);

/* The next member's index in names (NULL-ended, at most 32), whose value the caller must pull
 * before it leaves the path, which is entered; members with other names are skipped, one that
 * stands twice is told, and at the end each that is missing, unless its name here begins with "?".
 * -1 at the end. *seen starts as 0. offset: where the object began. */
int stm_verify_member(stm_verifier *v, const char *const *names, uint32_t *seen, size_t offset);

/* Whether one more item follows; its path is entered. *index starts as 0. The caller pulls the
 * value and leaves the path. */
bool stm_verify_item(stm_verifier *v, size_t *index);

/* Where the value pulled last began. */
static inline size_t stm_verify_from(const stm_verifier *v) {
    return v->json.from;
}

#endif
