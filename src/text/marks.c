/* marks.c - quotation marks paired into quoted passages, however badly they were typed. */
#include "text/marks.h"

#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"

/* Deeper nesting than any writer means is read as noise. */
#define DEPTH_MAX 6

#define NO_MARK UINT32_MAX

typedef enum { DOUBLE, SINGLE, ANGLE, SMALL_ANGLE, FAMILIES } mark_family;

/* Which way a mark may face, judged by its shape and its neighbours. */
enum { OPENS = 1, CLOSES = 2 };

/* later_close: the next mark of the family that only closes; later: the next of the family at all;
 * both within the block, as indices, or NO_MARK. */
typedef struct {
    uint32_t start, end;
    uint32_t before, after; /* neighbouring code points; 0 at the ends of the block */
    uint32_t later, later_close;
    uint8_t family, face;
} mark;

typedef struct {
    uint32_t passage;
    uint8_t family;
} level;

/* A scan of one document. */
typedef struct {
    stm_arena *arena;
    const stm_document *doc;
    stm_slice text;
    STM_VEC(mark) marks;
    STM_VEC(stm_marked) passages;
    level levels[DEPTH_MAX];
    uint32_t depth;
} scan;

/* What a code point is as a mark: its family and the way its shape faces (both ways where the shape
 * does not tell), or face 0. */
static mark shape_of(uint32_t rune) {
    static const struct {
        uint32_t rune;
        uint8_t family, face;
    } shapes[] = {
        {'"', DOUBLE, OPENS | CLOSES},
        {'\'', SINGLE, OPENS | CLOSES},
        {'`', SINGLE, OPENS},
        {0xAB, ANGLE, OPENS | CLOSES},
        {0xBB, ANGLE, OPENS | CLOSES},
        {0x2018, SINGLE, OPENS},
        {0x2019, SINGLE, CLOSES},
        {0x201A, SINGLE, OPENS},
        {0x201C, DOUBLE, OPENS},
        {0x201D, DOUBLE, CLOSES},
        {0x201E, DOUBLE, OPENS},
        {0x201F, DOUBLE, OPENS},
        {0x2039, SMALL_ANGLE, OPENS | CLOSES},
        {0x203A, SMALL_ANGLE, OPENS | CLOSES},
        {0xFF02, DOUBLE, OPENS | CLOSES},
    };
    mark none = {0};
    if (rune != '"' && rune != '\'' && rune != '`' && rune < 0xAB) return none;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].rune == rune)
            return (mark){.family = shapes[i].family, .face = shapes[i].face};
    return none;
}

static bool is_mark(uint32_t rune) {
    return shape_of(rune).face != 0;
}

static bool is_blank(uint32_t rune) {
    return rune == 0 || stm_utf8_is_space(rune);
}

static bool is_wordly(uint32_t rune) {
    return rune != 0 && (stm_utf8_is_letter(rune) || stm_utf8_is_digit(rune));
}

static bool is_dash(uint32_t rune) {
    return rune == '-' || (rune >= 0x2010 && rune <= 0x2015);
}

static bool is_open_bracket(uint32_t rune) {
    return rune == '(' || rune == '[' || rune == '{';
}

static bool is_ending(uint32_t rune) {
    return rune == '.' || rune == ',' || rune == '!' || rune == '?' || rune == 0x2026;
}

/* A text may be marked with two small marks for each large one: ''so'', ``so''. */
static bool is_doubled(uint32_t rune, uint32_t next) {
    return (rune == '\'' || rune == '`' || rune == 0x2018 || rune == 0x2019) && rune == next;
}

/* Of three small marks behind a word the first closes the inner quotation. */
static bool is_tripled(stm_slice text, size_t next, uint32_t rune, uint32_t before) {
    return next < text.len && !is_blank(before) && !is_mark(before) &&
           stm_utf8_next(text, &next) == rune;
}

/* The way the neighbours make it face. A word on both sides says nothing, nor does neither. */
static uint8_t face_of_place(const mark *m) {
    bool free_left = is_blank(m->before) || is_open_bracket(m->before) || is_dash(m->before) ||
                     m->before == '/' || is_mark(m->before);
    bool free_right = !is_wordly(m->after) && !is_open_bracket(m->after) && m->after != '$' &&
                      m->after != '#' && m->after != '@';
    if (is_mark(m->after) && free_left && !is_mark(m->before)) free_right = false;
    if (m->after == 0x2026 || m->after == '.') free_right = !is_blank(m->before);
    if (is_dash(m->after) && is_blank(m->before)) free_right = false;
    if (free_left && !free_right) return OPENS;
    if (free_right && !free_left) return CLOSES;
    return OPENS | CLOSES;
}

/* Shape and place agree, or one of them decides; where they contradict, both ways stay open. */
static uint8_t face_of(const mark *m, uint32_t rune, uint8_t shape) {
    uint8_t place = face_of_place(m);
    /* « so », with spaces inside, points outwards as in French. */
    if (place == (OPENS | CLOSES) && is_blank(m->before)) {
        if (rune == 0xAB || rune == 0x2039) return OPENS;
        if (rune == 0xBB || rune == 0x203A) return CLOSES;
    }
    if (shape == (OPENS | CLOSES)) return place;
    if (place == (OPENS | CLOSES)) {
        bool adrift = is_blank(m->before) && is_blank(m->after);
        return adrift && shape == CLOSES ? place : shape;
    }
    return place == shape ? shape : OPENS | CLOSES;
}

/* "90s", "em": what an apostrophe at a word's head stands for letters left out of. */
static bool is_elision(const scan *s, const mark *m, uint32_t end) {
    stm_slice text = {s->text.data, end};
    size_t at = m->end;
    uint32_t digits = 0;
    while (at < end && s->text.data[at] >= '0' && s->text.data[at] <= '9') at++, digits++;
    if (digits == 2 && (at == end || s->text.data[at] == 's' || s->text.data[at] == ' '))
        return true;
    char word[8];
    uint32_t len = 0;
    while (at < end && len < sizeof word) {
        uint32_t rune = stm_utf8_next(text, &at);
        if (rune >= 'A' && rune <= 'Z') rune += 'a' - 'A';
        if (rune < 'a' || rune > 'z') break;
        word[len++] = (char)rune;
    }
    if (len == 0 || len == sizeof word) return false;
    uint64_t classes = stm_lexicon_classes(s->doc->lexicon, stm_hash((stm_slice){word, len}));
    return classes >> STM_LEX_ELISIONS & 1;
}

/* A small mark is an apostrophe more often than not: it must stand free to be a mark at all. */
static uint8_t face_of_single(const scan *s, const mark *m, uint8_t shape, uint32_t end) {
    if (is_wordly(m->before) && is_wordly(m->after)) return 0;
    if (is_blank(m->before) && is_blank(m->after)) return 0;
    uint8_t place = face_of_place(m);
    if (place == OPENS) {
        if (!is_wordly(m->after) && !is_mark(m->after) && m->after != 0x2026) return 0;
        if (is_elision(s, m, end)) return 0;
        return shape == CLOSES ? 0 : OPENS;
    }
    if (place == CLOSES) return shape == OPENS ? 0 : CLOSES;
    if (is_wordly(m->after) || is_blank(m->before)) return shape & OPENS;
    return shape & CLOSES;
}

/* The small mark behind a plural may be its possessive: "the leaders' plan". */
static bool may_be_possessive(const scan *s, const mark *m) {
    if (m->before != 's' && m->before != 'S' && m->before != 'z' && m->before != 'x') return false;
    size_t at = m->end;
    if (!is_blank(m->after) || at + 1 >= s->text.len) return false;
    stm_utf8_next(s->text, &at);
    if (at >= s->text.len) return false;
    return stm_utf8_is_letter(stm_utf8_next(s->text, &at));
}

static void put_mark(scan *s, mark m, uint32_t rune, uint32_t block_end) {
    uint8_t shape = m.face;
    m.face =
        m.family == SINGLE ? face_of_single(s, &m, shape, block_end) : face_of(&m, rune, shape);
    m.later = m.later_close = NO_MARK;
    if (m.face) stm_vec_put(s->arena, &s->marks, m);
}

static void gather(scan *s, stm_span block) {
    s->marks.len = 0;
    stm_slice text = {s->text.data, block.end};
    uint32_t before = 0;
    for (size_t at = block.start; at < block.end;) {
        size_t start = at;
        uint32_t rune = stm_utf8_next(text, &at);
        mark m = shape_of(rune);
        if (m.face) {
            size_t next = at;
            uint32_t after = next < block.end ? stm_utf8_next(text, &next) : 0;
            if (is_doubled(rune, after) && !is_tripled(text, next, rune, before)) {
                at = next;
                after = next < block.end ? stm_utf8_next(text, &next) : 0;
                m.family = DOUBLE;
            }
            m.start = (uint32_t)start;
            m.end = (uint32_t)at;
            m.before = before;
            m.after = after;
            put_mark(s, m, rune, block.end);
        }
        before = rune;
    }
}

static void link_marks(scan *s) {
    uint32_t later[FAMILIES], closing[FAMILIES];
    for (int f = 0; f < FAMILIES; f++) later[f] = closing[f] = NO_MARK;
    for (uint32_t i = (uint32_t)s->marks.len; i-- > 0;) {
        mark *m = &s->marks.items[i];
        m->later = later[m->family];
        m->later_close = closing[m->family];
        later[m->family] = i;
        if (m->face & CLOSES) closing[m->family] = i;
    }
}

static uint32_t find_level(const scan *s, uint8_t family) {
    for (uint32_t i = s->depth; i-- > 0;)
        if (s->levels[i].family == family) return i;
    return NO_MARK;
}

static void open_passage(scan *s, const mark *m) {
    if (s->depth == DEPTH_MAX) return;
    stm_marked passage = {{m->start, m->end}, {m->end, m->end}, s->depth, false, false};
    s->levels[s->depth++] = (level){(uint32_t)s->passages.len, m->family};
    stm_vec_put(s->arena, &s->passages, passage);
}

/* A small mark without a partner was an apostrophe: its passage is struck out. */
static void drop_levels(scan *s, uint32_t depth, uint32_t at) {
    while (s->depth > depth) {
        level l = s->levels[--s->depth];
        stm_marked *passage = &s->passages.items[l.passage];
        passage->inner.end = passage->outer.end = l.family == SINGLE ? passage->outer.start : at;
        passage->unclosed = true;
    }
}

static uint32_t trim_back(const scan *s, uint32_t from, uint32_t at) {
    while (at > from) {
        size_t before = at;
        if (!stm_utf8_is_space(stm_utf8_before(s->text, &before))) break;
        at = (uint32_t)before;
    }
    return at;
}

/* Where a passage ends that no mark closes: with its sentence where it is a part of one, else with
 * the last sentence before the limit. */
static uint32_t bound_of(const scan *s, const stm_marked *passage, uint32_t limit, bool leads) {
    const stm_document *doc = s->doc;
    uint32_t first = stm_document_token_at(doc, passage->inner.start);
    if (first >= doc->token_count || doc->tokens[first].span.start >= limit)
        return trim_back(s, passage->inner.start, limit);
    uint32_t sentence = doc->sentence_of[first];
    if (!leads) {
        uint32_t last = doc->sentences[sentence].last;
        uint32_t end = doc->tokens[last - 1].span.end;
        if (end < limit) limit = end;
    }
    return trim_back(s, passage->inner.start, limit);
}

static bool begins_lower(const scan *s, uint32_t at) {
    size_t next = at;
    if (at >= s->text.len) return false;
    uint32_t rune = stm_utf8_next(s->text, &next);
    return stm_utf8_is_letter(rune) && !stm_utf8_is_upper(rune);
}

static void end_unclosed(scan *s, uint32_t depth, uint32_t limit) {
    drop_levels(s, depth + 1, limit);
    stm_marked *passage = &s->passages.items[s->levels[depth].passage];
    if (s->levels[depth].family == SINGLE) {
        drop_levels(s, depth, limit);
        return;
    }
    bool leads = !begins_lower(s, passage->inner.start);
    passage->inner.end = passage->outer.end = bound_of(s, passage, limit, leads);
    passage->unclosed = true;
    s->depth = depth;
}

static void close_passage(scan *s, uint32_t depth, const mark *m) {
    drop_levels(s, depth + 1, m->start);
    stm_marked *passage = &s->passages.items[s->levels[depth].passage];
    passage->inner.end = m->start;
    passage->outer.end = m->end;
    s->depth = depth;
}

/* A closing mark that nothing opened still ends somebody's words where punctuation stands before
 * it: they begin with the sentence, or behind the mark before. */
static void close_unopened(scan *s, stm_span block, const mark *m) {
    if (m->family != DOUBLE || !is_ending(m->before) || s->depth > 0) return;
    uint32_t start = block.start;
    uint32_t token = stm_document_token_at(s->doc, m->start);
    if (token > 0 && token <= s->doc->token_count) {
        uint32_t sentence = s->doc->sentence_of[token - 1];
        uint32_t begins = s->doc->tokens[s->doc->sentences[sentence].first].span.start;
        if (begins > start && begins < m->start) start = begins;
    }
    if (s->passages.len > 0) {
        uint32_t end = s->passages.items[s->passages.len - 1].outer.end;
        if (end > start) return;
    }
    stm_marked passage = {{start, m->end}, {start, m->start}, 0, false, true};
    stm_vec_put(s->arena, &s->passages, passage);
}

/* Open, open, close, close is nesting; open, open, close, open is a mark forgotten. At the block's
 * end a quotation that goes on in the next block needs no closing mark. */
static bool nests(const scan *s, const mark *m, bool goes_on) {
    if (m->later == NO_MARK || !(s->marks.items[m->later].face & CLOSES)) return false;
    const mark *closing = &s->marks.items[m->later];
    if (closing->later == NO_MARK) return goes_on;
    return s->marks.items[closing->later].face == CLOSES;
}

static void take_single(scan *s, const mark *m, uint32_t at, bool goes_on) {
    if (m->face & OPENS) {
        if (m->later_close == NO_MARK && !goes_on) return;
        uint32_t open = at;
        if (open != NO_MARK) drop_levels(s, open, m->start);
        open_passage(s, m);
        return;
    }
    if (at == NO_MARK) return;
    bool another = m->later != NO_MARK && s->marks.items[m->later].face == CLOSES;
    if (another && may_be_possessive(s, m)) return;
    close_passage(s, at, m);
}

static void take_mark(scan *s, stm_span block, const mark *m, bool goes_on) {
    uint32_t at = find_level(s, m->family);
    if (m->family == SINGLE) {
        take_single(s, m, at, goes_on);
    } else if (at == NO_MARK) {
        if (m->face & OPENS)
            open_passage(s, m);
        else
            close_unopened(s, block, m);
    } else if (m->face & CLOSES) {
        close_passage(s, at, m);
    } else {
        if (!nests(s, m, goes_on)) end_unclosed(s, at, m->start);
        open_passage(s, m);
    }
}

/* The family of the mark that the block begins with, if it can open; else FAMILIES. */
static mark_family opening_of(const scan *s, stm_span block) {
    size_t at = block.start;
    stm_slice text = {s->text.data, block.end};
    if (at >= block.end) return FAMILIES;
    uint32_t rune = stm_utf8_next(text, &at);
    mark m = shape_of(rune);
    if (!m.face) return FAMILIES;
    size_t next = at;
    if (next < block.end && is_doubled(rune, stm_utf8_next(text, &next))) return DOUBLE;
    return (mark_family)m.family;
}

static void scan_block(scan *s, stm_span block, mark_family next_opening) {
    gather(s, block);
    link_marks(s);
    for (uint32_t i = 0; i < s->marks.len; i++) {
        const mark *m = &s->marks.items[i];
        take_mark(s, block, m, next_opening == m->family);
    }
    if (s->depth == 0) return;
    bool goes_on = next_opening == s->levels[0].family;
    uint32_t outermost = s->levels[0].passage;
    if (goes_on) {
        drop_levels(s, 1, block.end);
        stm_marked *passage = &s->passages.items[outermost];
        passage->inner.end = passage->outer.end = trim_back(s, passage->inner.start, block.end);
        passage->continues = true;
        s->depth = 0;
    } else {
        end_unclosed(s, 0, block.end);
    }
}

static bool has_word(const scan *s, stm_span span) {
    stm_slice text = {s->text.data, span.end};
    for (size_t at = span.start; at < span.end;)
        if (is_wordly(stm_utf8_next(text, &at))) return true;
    return false;
}

/* Strikes out what was dropped or is empty, keeps nested passages inside what holds them, and
 * counts depths. */
static void settle(scan *s) {
    uint32_t ends[DEPTH_MAX + 1];
    uint32_t depth = 0;
    size_t kept = 0;
    for (size_t i = 0; i < s->passages.len; i++) {
        stm_marked p = s->passages.items[i];
        if (p.inner.end <= p.inner.start || !has_word(s, p.inner)) continue;
        while (depth > 0 && ends[depth - 1] <= p.outer.start) depth--;
        if (depth > 0 && p.outer.end > ends[depth - 1]) continue;
        if (depth > DEPTH_MAX) continue;
        p.depth = depth;
        ends[depth++] = p.outer.end;
        s->passages.items[kept++] = p;
    }
    s->passages.len = kept;
}

stm_marks stm_marks_find(stm_arena *arena, const stm_document *doc) {
    scan s = {.arena = arena, .doc = doc, .text = doc->report->text};
    size_t count = doc->report->blocks.len;
    const stm_block *blocks = doc->report->blocks.items;
    for (size_t i = 0; i < count; i++) {
        mark_family next = i + 1 < count ? opening_of(&s, blocks[i + 1].span) : FAMILIES;
        scan_block(&s, blocks[i].span, next);
    }
    settle(&s);
    return (stm_marks){s.passages.items, (uint32_t)s.passages.len};
}

bool *stm_marks_cover(stm_arena *arena, const stm_document *doc, stm_marks marks) {
    bool *cover = STM_TAKE(arena, bool, doc->token_count);
    uint32_t token = 0;
    for (uint32_t i = 0; i < marks.count; i++) {
        if (marks.items[i].depth > 0) continue;
        stm_span outer = marks.items[i].outer;
        while (token < doc->token_count && doc->tokens[token].span.end <= outer.start) token++;
        for (; token < doc->token_count && doc->tokens[token].span.start < outer.end; token++)
            cover[token] = true;
    }
    return cover;
}
