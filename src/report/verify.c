/* verify.c - whether a result of `collate --json` holds against the reports it was made of. */
#include "report/verify.h"

#include "report/result.h"
#include "report/verify_part.h"

/* What a true result asks to be compared is a few times its own size; one that asks for far more is
 * hostile. */
enum { EFFORT_FLOOR = 1 << 24, EFFORT_A_BYTE = 64 };

enum { STEMMA, STORY, REPORTS, QUOTATIONS, STATEMENTS, DIFFERENCES, ONLY, TIMELINE, FAMILY };

static const char *const NAMES[] = {"stemma",      "story", "reports",  "quotations", "statements",
                                    "differences", "only",  "timeline", "family",     NULL};

/* Nothing but the digits may stand between the seal and the end. */
static void check_seal(stm_verifier *v, stm_slice result) {
    size_t tail = sizeof STM_RESULT_SEAL - 1 + STM_SHA256_HEX + sizeof STM_RESULT_END - 1;
    stm_slice seal = STM_LIT(STM_RESULT_SEAL), end = STM_LIT(STM_RESULT_END);
    char hex[STM_SHA256_HEX];
    size_t body = result.len < tail ? 0 : result.len - tail;
    stm_verify_enter(v, "sha256");
    if (!body || memcmp(result.data + body, seal.data, seal.len) ||
        memcmp(result.data + result.len - end.len, end.data, end.len)) {
        stm_verify_fail(v, body, "the digest is not where it was written");
    } else {
        stm_sha256((stm_slice){result.data, body}, hex);
        if (memcmp(result.data + body + seal.len, hex, sizeof hex))
            stm_verify_fail(v, body + seal.len,
                            "the result was changed after it was written; what can be told of it "
                            "follows");
    }
    stm_verify_leave(v);
}

static void check_member(stm_verifier *v, int member) {
    switch (member) {
    case STORY:
        stm_verify_part_story(v);
        break;
    case QUOTATIONS:
        stm_verify_part_quotations(v);
        break;
    case STATEMENTS:
        stm_verify_part_statements(v);
        break;
    case DIFFERENCES:
        stm_verify_part_differences(v);
        break;
    case ONLY:
        stm_verify_part_only(v);
        break;
    case TIMELINE:
        stm_verify_part_timeline(v);
        break;
    case FAMILY:
        stm_verify_part_family(v);
        break;
    default:
        stm_verify_skip(v);
    }
}

static void index_member(stm_verifier *v, int member) {
    if (member == REPORTS)
        stm_verify_part_reports(v);
    else if (member >= QUOTATIONS && member <= DIFFERENCES)
        stm_verify_part_ids(v, STM_VERIFY_QUOTATIONS + member - QUOTATIONS);
    else
        stm_verify_skip(v);
}

/* The first pass takes in what others refer to, for members may stand in any order. */
static void pass(stm_verifier *v, stm_slice result, void each(stm_verifier *v, int member)) {
    uint32_t seen = 0;
    v->bad = false;
    v->depth = 0;
    stm_json_read_init(&v->json, v->arena, result, &v->error);
    v->quiet = each == index_member;
    if (!stm_verify_open_object(v)) return;
    for (;;) {
        v->quiet = each == index_member;
        int member = stm_verify_member(v, NAMES, &seen, 0);
        v->quiet = false;
        if (member < 0) break;
        each(v, member);
        stm_verify_leave(v);
    }
    if (!v->bad && stm_json_next(&v->json) != STM_JSON_END) v->bad = true;
}

static void take_reports(stm_verifier *v, const stm_report *const *reports, size_t count) {
    char(*digests)[STM_SHA256_HEX] = stm_arena_take_many(v->arena, count, STM_SHA256_HEX);
    for (size_t i = 0; i < count; i++) {
        stm_sha256(reports[i]->text, digests[i]);
        *stm_map_put(v->arena, &v->by_id, stm_hash(reports[i]->id)) = (uint32_t)i;
        uint32_t *slot =
            stm_map_put(v->arena, &v->by_text, stm_hash((stm_slice){digests[i], STM_SHA256_HEX}));
        if (*slot == STM_MAP_NONE) *slot = (uint32_t)i;
    }
    v->reports = reports;
    v->digests = (const char(*)[STM_SHA256_HEX])digests;
    v->report_count = count;
}

stm_status stm_verify(stm_slice result, const stm_report *const *reports, size_t count,
                      stm_verify_sink *sink, void *context, stm_verify_tally *tally,
                      stm_error *error) {
    stm_verifier v = {.arena = stm_arena_new(), .sink = sink, .context = context, .tally = tally};
    *tally = (stm_verify_tally){0};
    v.effort = EFFORT_FLOOR + (uint64_t)EFFORT_A_BYTE * result.len;
    stm_buf_init(&v.line, 0);
    stm_buf_init(&v.joined, 0);
    stm_buf_init(&v.flat, 0);
    take_reports(&v, reports, count);
    check_seal(&v, result);
    pass(&v, result, index_member);
    pass(&v, result, check_member);
    stm_status status = v.bad ? v.error.status : STM_OK;
    if (v.bad && error) *error = v.error;
    stm_buf_release(&v.line);
    stm_buf_release(&v.joined);
    stm_buf_release(&v.flat);
    stm_arena_free(v.arena);
    return status;
}
