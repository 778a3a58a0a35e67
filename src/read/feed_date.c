/* feed_date.c - dates as feeds give them: the forms of RFC 822 made those that pages use. */
#include "read/feed_date.h"

#include "base/buf.h"
#include "read/date.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Whether the byte parts words: a space, or a hyphen beside a letter ("04-Mar-31"), unless that
 * stands behind a time of day ("GMT-5"). */
static bool parts(stm_slice s, size_t at) {
    if (s.data[at] == ' ') return true;
    if (s.data[at] != '-' || !at || at + 1 == s.len) return false;
    if (memchr(s.data, ':', at)) return false;
    char before = s.data[at - 1], behind = s.data[at + 1];
    return (is_letter(before) && is_digit(behind)) || (is_digit(before) && is_letter(behind));
}

static stm_slice next_word(stm_slice text, size_t *at) {
    while (*at < text.len && parts(text, *at)) ++*at;
    size_t from = *at;
    while (*at < text.len && !parts(text, *at)) ++*at;
    return (stm_slice){text.data + from, *at - from};
}

/* "GMT+1" says the same as "+1", and "UT" the same as "GMT". */
static stm_slice zone_of(stm_slice word) {
    static const char *const names[] = {"GMT", "UTC", "UT"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if (!stm_slice_begins(word, stm_slice_of(names[i]))) continue;
        if (word.len == n) return STM_LIT("GMT");
        if (strchr("+-", word.data[n])) return (stm_slice){word.data + n, word.len - n};
    }
    return word;
}

static bool is_all(stm_slice word, bool is(char)) {
    for (size_t i = 0; i < word.len; i++)
        if (!is(word.data[i])) return false;
    return word.len > 0;
}

/* The words one space apart, with years and zones written out. */
static void put_modern(stm_buf *out, stm_slice text) {
    bool day = false, month = false;
    for (size_t at = 0; at < text.len;) {
        stm_slice word = zone_of(next_word(text, &at));
        if (!word.len) break;
        if (out->len) stm_buf_put_byte(out, ' ');
        bool number = is_all(word, is_digit) && word.len <= 2;
        if (number && month && word.len == 2) stm_buf_put_text(out, *word.data < '5' ? "20" : "19");
        stm_buf_put(out, word);
        month = day && is_all(word, is_letter);
        day = number;
    }
}

stm_slice stm_feed_date_iso(stm_arena *arena, stm_slice text) {
    enum { LONGEST = 200 };
    bool is_iso = text.len > 4 && is_all((stm_slice){text.data, 4}, is_digit);
    if (!text.data || is_iso || text.len > LONGEST)
        return stm_date_iso(arena, text, (stm_slice){0});
    stm_buf modern;
    stm_buf_init(&modern, 0);
    put_modern(&modern, text);
    stm_slice iso =
        stm_date_iso(arena, stm_arena_copy(arena, stm_buf_get(&modern)), (stm_slice){0});
    stm_buf_release(&modern);
    return iso;
}
