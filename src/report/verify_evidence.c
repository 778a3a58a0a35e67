/* verify_evidence.c - statements, differences, what one alone has, times and family of a result. */
#include "report/verify_part.h"

#include "base/utf8.h"
#include "report/field.h"

/* --- witnesses --- */

typedef struct {
    uint32_t report;
    stm_span span;
    bool holds;
} pulled_witness;

typedef STM_VEC(pulled_witness) witness_list;

static pulled_witness pull_witness(stm_verifier *v) {
    static const char *const names[] = {"report", "span", NULL};
    pulled_witness pulled = {.report = STM_VERIFY_UNLISTED};
    uint32_t seen = 0;
    if (!stm_verify_open_object(v)) return pulled;
    size_t offset = stm_verify_from(v), at = offset;
    bool spanned = false;
    for (int member; (member = stm_verify_member(v, names, &seen, offset)) >= 0;) {
        if (member == 0) pulled.report = stm_verify_part_report(v);
        if (member == 1) {
            spanned = stm_verify_span(v, &pulled.span);
            at = stm_verify_from(v);
        }
        stm_verify_leave(v);
    }
    pulled.holds = spanned && stm_verify_part_holds(v, pulled.report, pulled.span, at);
    return pulled;
}

static void pull_witnesses(stm_verifier *v, witness_list *out) {
    out->len = 0;
    if (!stm_verify_open_array(v)) return;
    for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) {
        pulled_witness pulled = pull_witness(v);
        stm_vec_put(v->arena, out, pulled);
    }
}

/* How many distinct origins the witnesses have; *reports: how many distinct reports. */
static size_t count_origins(stm_verifier *v, const witness_list *witnesses, size_t *reports) {
    size_t origins = 0;
    *reports = 0;
    for (int of_origin = 0; of_origin < 2; of_origin++) {
        v->stamp++;
        for (size_t i = 0; i < witnesses->len; i++) {
            uint32_t at = witnesses->items[i].report;
            if (at == STM_VERIFY_UNLISTED) continue;
            if (of_origin) at = v->listed.items[at].origin_index;
            if (at == STM_VERIFY_UNLISTED || v->stamps[at] == v->stamp) continue;
            v->stamps[at] = v->stamp;
            *(of_origin ? &origins : reports) += 1;
        }
    }
    return origins;
}

/* The text must be what one witness's bytes say; where `within`, it may be a part of them. Bytes
 * that could not be checked excuse it, for what is wrong with them has been told. */
static void check_text(stm_verifier *v, stm_slice text, size_t offset,
                       const witness_list *witnesses, bool within) {
    v->tally->readings++;
    bool excused = false;
    stm_slice words = stm_verify_part_flat(&v->flat, text);
    for (size_t i = 0; i < witnesses->len; i++) {
        const pulled_witness *witness = &witnesses->items[i];
        if (!witness->holds) {
            excused = true;
            continue;
        }
        if (!stm_verify_part_spend(v, stm_span_len(witness->span))) return;
        stm_slice bytes = stm_verify_part_flat(
            &v->joined, stm_verify_part_text(v, witness->report, witness->span));
        if (stm_slice_is(words, bytes)) return;
        if (within && words.len && stm_verify_part_find(v, bytes, words)) return;
    }
    if (excused) return;
    stm_verify_enter(v, "text");
    if (witnesses->len)
        stm_verify_fail_span(v, offset, "is not what any witness has, such as",
                             witnesses->items[0].report, witnesses->items[0].span);
    else
        stm_verify_fail(v, offset, "has no witness");
    stm_verify_leave(v);
}

static void pull_other_id(stm_verifier *v, int list, bool may_lack) {
    stm_slice id = {0};
    if (!stm_verify_string(v, &id) || (!id.data && may_lack)) return;
    if (!id.data || stm_map_find(&v->ids[list], stm_hash(id)) == STM_MAP_NONE) {
        stm_verify_fail_name(v, stm_verify_from(v),
                             list == STM_VERIFY_STATEMENTS ? "is no statement of this result:"
                                                           : "is no difference of this result:",
                             id);
    }
}

/* --- the lists --- */

static const char *difference_word(int kind) {
    return stm_field_difference((stm_difference_kind)kind);
}

static const char *relation_word(int kind) {
    return stm_field_relation((stm_relation)kind);
}

static void check_number(stm_verifier *v, const char *name, size_t offset, bool same) {
    if (same) return;
    stm_verify_enter(v, name);
    stm_verify_fail(v, offset, "does not follow from the witnesses");
    stm_verify_leave(v);
}

static void pull_statement(stm_verifier *v, witness_list *scratch) {
    static const char *const names[] = {"id", "text", "origins", "witnesses", "differences", NULL};
    uint32_t seen = 0;
    uint64_t origins = 0;
    stm_slice text = {0};
    scratch->len = 0;
    if (!stm_verify_open_object(v)) return;
    size_t offset = stm_verify_from(v), text_at = offset, origins_at = offset;
    for (int member; (member = stm_verify_member(v, names, &seen, offset)) >= 0;) {
        if (member == 0) stm_verify_part_id(v);
        if (member == 1) stm_verify_string(v, &text), text_at = stm_verify_from(v);
        if (member == 2) stm_verify_uint(v, &origins), origins_at = stm_verify_from(v);
        if (member == 3) pull_witnesses(v, scratch);
        if (member == 4 && stm_verify_open_array(v))
            for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v))
                pull_other_id(v, STM_VERIFY_DIFFERENCES, false);
        stm_verify_leave(v);
    }
    if (v->bad) return;
    size_t reports;
    check_number(v, "origins", origins_at, count_origins(v, scratch, &reports) == origins);
    check_number(v, "witnesses", offset, reports == scratch->len && reports > 1);
    check_text(v, text, text_at, scratch, false);
}

void stm_verify_part_statements(stm_verifier *v) {
    witness_list scratch = {0};
    if (!stm_verify_open_array(v)) return;
    for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) pull_statement(v, &scratch);
}

static void pull_side(stm_verifier *v, witness_list *scratch) {
    static const char *const names[] = {"text", "value", "witnesses", NULL};
    uint32_t seen = 0;
    stm_slice text = {0}, value = {0};
    scratch->len = 0;
    if (!stm_verify_open_object(v)) return;
    size_t offset = stm_verify_from(v), text_at = offset;
    for (int member; (member = stm_verify_member(v, names, &seen, offset)) >= 0;) {
        if (member == 0) stm_verify_string(v, &text), text_at = stm_verify_from(v);
        if (member == 1) stm_verify_string(v, &value);
        if (member == 2) pull_witnesses(v, scratch);
        stm_verify_leave(v);
    }
    if (!v->bad) check_text(v, text, text_at, scratch, true);
}

static void pull_difference(stm_verifier *v, witness_list *scratch) {
    static const char *const names[] = {"id", "kind", "statement", "readings", NULL};
    uint32_t seen = 0;
    size_t sides = 0;
    if (!stm_verify_open_object(v)) return;
    size_t offset = stm_verify_from(v);
    for (int member; (member = stm_verify_member(v, names, &seen, offset)) >= 0;) {
        if (member == 0) stm_verify_part_id(v);
        if (member == 1) stm_verify_part_word(v, difference_word);
        if (member == 2) pull_other_id(v, STM_VERIFY_STATEMENTS, true);
        if (member == 3 && stm_verify_open_array(v))
            for (; stm_verify_item(v, &sides); stm_verify_leave(v)) pull_side(v, scratch);
        stm_verify_leave(v);
    }
    if (!v->bad && sides < 2) stm_verify_fail(v, offset, "has fewer than two readings");
}

void stm_verify_part_differences(stm_verifier *v) {
    witness_list scratch = {0};
    if (!stm_verify_open_array(v)) return;
    for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) pull_difference(v, &scratch);
}

static void pull_only(stm_verifier *v, witness_list *scratch) {
    static const char *const names[] = {"report", "span", "text", NULL};
    pulled_witness alone = {.report = STM_VERIFY_UNLISTED};
    stm_slice text = {0};
    uint32_t seen = 0;
    bool spanned = false;
    if (!stm_verify_open_object(v)) return;
    size_t offset = stm_verify_from(v), text_at = offset, span_at = offset;
    for (int member; (member = stm_verify_member(v, names, &seen, offset)) >= 0;) {
        if (member == 0) alone.report = stm_verify_part_report(v);
        if (member == 1) spanned = stm_verify_span(v, &alone.span), span_at = stm_verify_from(v);
        if (member == 2) stm_verify_string(v, &text), text_at = stm_verify_from(v);
        stm_verify_leave(v);
    }
    if (v->bad) return;
    alone.holds = spanned && stm_verify_part_holds(v, alone.report, alone.span, span_at);
    scratch->len = 0;
    stm_vec_put(v->arena, scratch, alone);
    check_text(v, text, text_at, scratch, false);
}

void stm_verify_part_only(stm_verifier *v) {
    witness_list scratch = {0};
    if (!stm_verify_open_array(v)) return;
    for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) pull_only(v, &scratch);
}

static void pull_event(stm_verifier *v, witness_list *scratch) {
    static const char *const names[] = {"value", "text", "witnesses", NULL};
    stm_slice value = {0}, text = {0};
    uint32_t seen = 0;
    scratch->len = 0;
    if (!stm_verify_open_object(v)) return;
    size_t offset = stm_verify_from(v), text_at = offset;
    for (int member; (member = stm_verify_member(v, names, &seen, offset)) >= 0;) {
        if (member == 0 && stm_verify_string(v, &value) && !value.len)
            stm_verify_fail(v, stm_verify_from(v), "is empty");
        if (member == 1) stm_verify_string(v, &text), text_at = stm_verify_from(v);
        if (member == 2) pull_witnesses(v, scratch);
        stm_verify_leave(v);
    }
    if (!v->bad) check_text(v, text, text_at, scratch, true);
}

void stm_verify_part_timeline(stm_verifier *v) {
    witness_list scratch = {0};
    if (!stm_verify_open_array(v)) return;
    for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) pull_event(v, &scratch);
}

static void pull_edge(stm_verifier *v) {
    static const char *const names[] = {"from", "to", "relation", NULL};
    uint32_t seen = 0, ends[2] = {STM_VERIFY_UNLISTED, STM_VERIFY_UNLISTED};
    if (!stm_verify_open_object(v)) return;
    size_t offset = stm_verify_from(v);
    for (int member; (member = stm_verify_member(v, names, &seen, offset)) >= 0;) {
        if (member < 2) ends[member] = stm_verify_part_report(v);
        if (member == 2) stm_verify_part_word(v, relation_word);
        stm_verify_leave(v);
    }
    if (!v->bad && ends[0] == ends[1] && ends[0] != STM_VERIFY_UNLISTED)
        stm_verify_fail(v, offset, "joins a report to itself");
}

void stm_verify_part_family(stm_verifier *v) {
    static const char *const names[] = {"edges", NULL};
    uint32_t seen = 0;
    if (!stm_verify_open_object(v)) return;
    size_t offset = stm_verify_from(v);
    for (; stm_verify_member(v, names, &seen, offset) >= 0; stm_verify_leave(v)) {
        if (!stm_verify_open_array(v)) continue;
        for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) pull_edge(v);
    }
}

void stm_verify_part_story(stm_verifier *v) {
    static const char *const names[] = {"reports", "origins", "title", "first", "last", NULL};
    uint32_t seen = 0;
    if (!stm_verify_open_object(v)) return;
    size_t offset = stm_verify_from(v);
    for (int member; (member = stm_verify_member(v, names, &seen, offset)) >= 0;) {
        uint64_t number = 0, want = member ? v->origins : v->listed.len;
        stm_slice text;
        if (member >= 2)
            stm_verify_string(v, &text);
        else if (stm_verify_uint(v, &number) && number != want)
            stm_verify_fail(v, stm_verify_from(v), "does not follow from the reports");
        stm_verify_leave(v);
    }
}
