/* verify_part.c - what the parts of a result share. */
#include "report/verify_part.h"

#include "base/utf8.h"
#include "report/field.h"

bool stm_verify_part_is_edge(stm_slice text, size_t at) {
    return at <= text.len && (at == text.len || ((unsigned char)text.data[at] & 0xC0) != 0x80);
}

uint32_t stm_verify_part_report(stm_verifier *v) {
    stm_slice id;
    if (!stm_verify_string(v, &id)) return STM_VERIFY_UNLISTED;
    uint32_t found = id.data ? stm_map_find(&v->listed_ids, stm_hash(id)) : STM_MAP_NONE;
    if (found == STM_MAP_NONE)
        stm_verify_fail_name(v, stm_verify_from(v), "is no report of this result:", id);
    return found;
}

bool stm_verify_part_holds(stm_verifier *v, uint32_t listed, stm_span span, size_t offset) {
    v->tally->spans++;
    if (listed == STM_VERIFY_UNLISTED || !v->listed.items[listed].given) return false;
    stm_slice text = v->listed.items[listed].given->text;
    if (span.start >= span.end)
        stm_verify_fail_span(v, offset, "is empty:", listed, span);
    else if (span.end > text.len)
        stm_verify_fail_span(v, offset, "lies behind the end of the text:", listed, span);
    else if (!stm_verify_part_is_edge(text, span.start) || !stm_verify_part_is_edge(text, span.end))
        stm_verify_fail_span(v, offset, "cuts a code point:", listed, span);
    else
        return true;
    return false;
}

stm_slice stm_verify_part_text(const stm_verifier *v, uint32_t listed, stm_span span) {
    return stm_slice_at(v->listed.items[listed].given->text, span);
}

stm_slice stm_verify_part_flat(stm_buf *buf, stm_slice text) {
    stm_buf_clear(buf);
    stm_span whole = {0, (uint32_t)text.len};
    if (text.len && text.len <= STM_TEXT_MAX) stm_field_join_runs(buf, text, &whole, 1);
    return stm_buf_get(buf);
}

stm_slice stm_verify_part_letters(stm_buf *buf, stm_slice text) {
    stm_buf_clear(buf);
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t rune = stm_utf8_next(text, &at);
        if (stm_utf8_is_letter(rune) || stm_utf8_is_digit(rune))
            stm_utf8_fold((stm_slice){text.data + from, at - from}, buf);
    }
    return stm_buf_get(buf);
}

bool stm_verify_part_spend(stm_verifier *v, uint64_t bytes) {
    if (v->is_spent) return false;
    if (bytes < v->effort) {
        v->effort -= bytes + 1;
        return true;
    }
    v->is_spent = true;
    stm_verify_fail(v, v->json.from,
                    "more is asked for than a result of this size can be about; "
                    "the rest is not compared");
    return false;
}

bool stm_verify_part_find(stm_verifier *v, stm_slice text, stm_slice words) {
    if (!words.len || !stm_verify_part_spend(v, 0)) return true;
    if (!text.len) return false;
    const char *at = text.data, *end = text.data + text.len;
    while ((size_t)(end - at) >= words.len) {
        const char *next = memchr(at, words.data[0], (size_t)(end - at) - words.len + 1);
        if (!stm_verify_part_spend(v, (uint64_t)((next ? next : end) - at) + words.len))
            return true;
        if (!next) return false;
        if (!memcmp(next, words.data, words.len)) return true;
        at = next + 1;
    }
    return false;
}

static void pull_ids(stm_verifier *v, int list) {
    static const char *const names[] = {"?id", NULL};
    for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) {
        uint32_t seen = 0;
        if (!stm_verify_open_object(v)) continue;
        size_t offset = stm_verify_from(v);
        for (; stm_verify_member(v, names, &seen, offset) >= 0; stm_verify_leave(v)) {
            stm_slice id = {0};
            if (!stm_verify_string(v, &id) || !id.data) continue;
            uint32_t *slot = stm_map_put(v->arena, &v->ids[list], stm_hash(id));
            v->quiet = false;
            if (*slot != STM_MAP_NONE)
                stm_verify_fail_name(v, stm_verify_from(v), "stands for two:", id);
            v->quiet = true;
            *slot = (uint32_t)i;
        }
    }
}

/* What is of a wrong type is told when the list is checked. */
void stm_verify_part_ids(stm_verifier *v, int list) {
    v->quiet = true;
    if (stm_verify_open_array(v)) pull_ids(v, list);
    v->quiet = false;
}

void stm_verify_part_id(stm_verifier *v) {
    stm_slice id = {0};
    if (stm_verify_string(v, &id) && !id.len) stm_verify_fail(v, stm_verify_from(v), "is empty");
}

int stm_verify_part_word(stm_verifier *v, const char *word_of(int kind)) {
    stm_slice word = {0};
    if (!stm_verify_string(v, &word)) return -1;
    for (int kind = 0; word.len && *word_of(kind); kind++)
        if (stm_slice_is(word, stm_slice_of(word_of(kind)))) return kind;
    stm_verify_fail_name(v, stm_verify_from(v), "is none of the words for it:", word);
    return -1;
}
