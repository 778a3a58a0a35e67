/* note.c - passages of a report that are not reporting. */
#include "read/note.h"

#include "read/byline.h"

#include <stdlib.h>

/* Longer blocks are reporting, whatever they begin with. */
enum { LABEL_WORDS = 10, TITLE_WORDS = 16, COLON_WORDS = 40, OPENS_WORDS = 80, SUBJECT_WORDS = 7 };

typedef struct {
    stm_arena *arena;
    stm_report *report;
    const stm_words *words;
    uint32_t block, first, last; /* tokens of the block at hand */
} noting;

static void add(noting *n, stm_note_kind kind, uint32_t first, uint32_t last) {
    const stm_token *t = n->words->tokens;
    stm_note note = {kind, {t[first].span.start, t[last - 1].span.end}, {0, 0}};
    stm_vec_put(n->arena, &n->report->notes, note);
}

static stm_note_kind kind_named(stm_slice name) {
    static const char *const names[] = {"copyright", "update", "correction", "credit",
                                        "contact",   "promo",  "label"};
    size_t i = 0;
    while (i < STM_NOTE_LABEL && !stm_slice_is(name, stm_slice_of(names[i]))) i++;
    return (stm_note_kind)i;
}

/* Whether the list puts the form at `at` in this place; its words and kind. */
static uint32_t match_place(const noting *n, uint32_t at, uint32_t end, const char *place,
                            stm_note_kind *kind) {
    stm_lex_match m = stm_words_match(n->words, STM_LEX_NOTES, at, end);
    while (m.words && m.value.len) {
        stm_slice where = stm_words_cut(&m.value), what = stm_words_cut(&m.value);
        if (!stm_slice_is(where, stm_slice_of(place))) continue;
        *kind = kind_named(what);
        return m.words;
    }
    return 0;
}

static uint32_t skip_marks(const stm_words *w, uint32_t at, uint32_t end) {
    while (at < end && w->tokens[at].kind == STM_PUNCT) at++;
    return at;
}

static bool ends_with(const noting *n, const char *marks) {
    return n->last > n->first && stm_words_is_mark(n->words, n->last - 1, marks);
}

static bool is_whole(noting *n, stm_note_kind *kind) {
    uint32_t first = skip_marks(n->words, n->first, n->last), last = n->last;
    while (last > first && n->words->tokens[last - 1].kind == STM_PUNCT) last--;
    if (first == last || last - first > LABEL_WORDS) return false;
    return match_place(n, first, last, "whole", kind) == last - first;
}

static bool is_bracket(noting *n, stm_note_kind *kind) {
    if (!stm_words_is_mark(n->words, n->first, "([") || !ends_with(n, ")].")) return false;
    return match_place(n, n->first + 1, n->last, "bracket", kind) > 0;
}

/* "Reporting by the commission was late" credits nobody. */
static bool name_follows(const stm_words *w, uint32_t at, uint32_t end) {
    enum { NEAR = 3 };
    for (uint32_t i = at; i < end && i < at + NEAR; i++)
        if (w->tokens[i].kind == STM_WORD && w->tokens[i].shape != STM_LOWER) return true;
    return false;
}

static bool is_opening(noting *n, uint32_t words, stm_note_kind *kind) {
    const stm_words *w = n->words;
    uint32_t first = skip_marks(w, n->first, n->last);
    uint32_t taken = match_place(n, first, n->last, "colon", kind);
    uint32_t next = first + taken;
    if (taken && words <= (*kind == STM_NOTE_CORRECTION ? OPENS_WORDS * 2 : COLON_WORDS) &&
        (next == n->last || stm_words_is_mark(w, next, ":—–|")))
        return true;
    if (words <= TITLE_WORDS && !ends_with(n, ".!?\"”") &&
        match_place(n, first, n->last, "title", kind))
        return true;
    taken = words <= OPENS_WORDS ? match_place(n, first, n->last, "opens", kind) : 0;
    return taken && (*kind != STM_NOTE_CREDIT || name_follows(w, first + taken, n->last));
}

static bool is_own_outlet(const noting *n, uint32_t first, uint32_t last) {
    stm_slice subject = stm_words_slice(n->words, first, last);
    if (n->report->outlet.data && stm_slice_is(subject, n->report->outlet)) return true;
    stm_source_name known = stm_words_source(n->words, first, last);
    if (known.tokens == last - first && !known.is_ambiguous) return true;
    return last - first == 1 && n->words->words[first] == stm_word_hash(STM_LIT("we"));
}

static bool is_name(const stm_words *w, uint32_t first, uint32_t last) {
    bool capital = false;
    for (uint32_t i = first; i < last; i++) {
        if (w->tokens[i].kind != STM_WORD) return false;
        capital |= i > first && w->tokens[i].shape != STM_LOWER;
    }
    return capital || (last - first == 1 && w->tokens[first].shape != STM_LOWER);
}

/* "Northwire has contacted the ministry for comment." Where the subject is no known outlet, the
 * sentence must be a block of its own. */
static bool is_contact(noting *n, uint32_t first, uint32_t last) {
    stm_note_kind kind = STM_NOTE_CONTACT;
    uint32_t verb = first, taken = 0;
    while (verb < last && verb - first <= SUBJECT_WORDS &&
           !(taken = match_place(n, verb, last, "verb", &kind)))
        verb++;
    if (!taken || verb == first) return false;
    bool alone = first == n->first && last == n->last;
    bool own = is_own_outlet(n, first, verb);
    if (!own && !(alone && is_name(n->words, first, verb))) return false;
    for (uint32_t i = verb + taken; i < last; i++) {
        if (!match_place(n, i, last, "object", &kind)) continue;
        bool we = n->words->tokens[first].span.end - n->words->tokens[first].span.start == 2;
        stm_source_name known = stm_words_source(n->words, first, verb);
        if (!n->report->outlet.data && !we)
            n->report->outlet =
                known.name.data ? known.name : stm_words_slice(n->words, first, verb);
        return true;
    }
    return false;
}

static void note_sentences(noting *n) {
    for (uint32_t at = n->first, end; at < n->last; at = end) {
        end = stm_words_sentence_end(n->words, at, n->last);
        stm_note_kind kind = STM_NOTE_CONTACT;
        bool is = is_contact(n, at, end);
        for (uint32_t i = at; i < end && !is; i++) is = match_place(n, i, end, "holds", &kind) > 0;
        if (is) add(n, kind, at, end);
    }
}

/* --- the copyright line --- */

static bool has_word(const stm_words *w, uint32_t at, uint32_t end, const char *word) {
    return at < end && w->words[at] == stm_word_hash(stm_slice_of(word));
}

/* Behind "(c) 2024-2025 by", "Copyright ©", ...; first where the block begins with none of them. */
static uint32_t skip_copyright(const stm_words *w, uint32_t first, uint32_t last) {
    uint32_t at = first;
    bool marked = false;
    while (at < last) {
        if (at + 2 < last && stm_words_is_mark(w, at, "(") && has_word(w, at + 1, last, "c") &&
            stm_words_is_mark(w, at + 2, ")"))
            at += 3, marked = true;
        else if (stm_words_is_mark(w, at, "©") || has_word(w, at, last, "copyright"))
            at++, marked = true;
        else if (marked && (w->tokens[at].kind == STM_NUMBER || has_word(w, at, last, "by") ||
                            stm_words_is_mark(w, at, ",-–—:")))
            at++;
        else
            break;
    }
    return marked ? at : first;
}

static bool is_suffix(const stm_words *w, uint32_t at, uint32_t end) {
    stm_lex_match m = stm_words_match(w, STM_LEX_BYLINE_WORDS, at, end);
    return m.words && stm_slice_is(m.value, STM_LIT("suffix"));
}

static uint32_t owner_end(const stm_words *w, uint32_t at, uint32_t last) {
    enum { LONGEST = 8 };
    uint32_t end = at;
    while (end < last && end - at < LONGEST && !stm_words_is_mark(w, end, ".,;:·•|–—()[]") &&
           !stm_words_is_mark(w, end, "-") && w->tokens[end].kind != STM_NUMBER &&
           !(has_word(w, end, last, "all") && has_word(w, end + 1, last, "rights")) &&
           !is_suffix(w, end, last))
        end++;
    return end;
}

static void take_owner(noting *n, uint32_t at) {
    const stm_words *w = n->words;
    uint32_t end = owner_end(w, at, n->last);
    if (end == at || w->tokens[at].kind != STM_WORD || w->tokens[at].shape == STM_LOWER) return;
    stm_source_name known = stm_words_source(w, at, end);
    bool whole = known.tokens == end - at;
    stm_slice name = whole ? known.name : stm_words_slice(w, at, end);
    if (!n->report->outlet.data) n->report->outlet = name;
    if (whole && known.is_agency)
        stm_vec_put(
            n->arena, &n->report->credits,
            (stm_credit){name, {w->tokens[at].span.start, w->tokens[end - 1].span.end}, true});
    while (end < n->last && (is_suffix(w, end, n->last) || stm_words_is_mark(w, end, ".,"))) end++;
    if (n->report->byline.len || end + 1 >= n->last || !stm_words_is_mark(w, end, "·•|–—-")) return;
    stm_byline read;
    if (!stm_byline_read(n->arena, w, end + 1, n->last, false, &read)) return;
    for (size_t i = 0; i < read.people.len; i++)
        stm_vec_put(n->arena, &n->report->byline, read.people.items[i]);
}

static bool take_copyright(noting *n, uint32_t words) {
    uint32_t behind = skip_copyright(n->words, n->first, n->last);
    if (behind == n->first || words > OPENS_WORDS) return false;
    /* "Copyright law was changed" is reporting: a line of rights has a sign, a year or a name. */
    bool bare = behind == n->first + 1 && has_word(n->words, n->first, n->last, "copyright");
    if (bare && (behind == n->last || n->words->tokens[behind].shape == STM_LOWER)) return false;
    take_owner(n, behind);
    add(n, STM_NOTE_COPYRIGHT, n->first, n->last);
    return true;
}

/* --- blocks --- */

/* The headlines listed below "Most Read from ..." are no reporting either. */
static uint32_t promo_list_end(const noting *n) {
    uint32_t end = n->block + 1;
    const stm_block *blocks = n->report->blocks.items;
    while (end < n->words->block_count && blocks[end].kind == STM_BLOCK_ITEM) end++;
    return end;
}

/* Returns the block to go on with. */
static uint32_t note_block(noting *n) {
    uint32_t words = stm_words_count(n->words, n->first, n->last);
    stm_note_kind kind;
    if (n->first == n->last || take_copyright(n, words)) return n->block + 1;
    if (is_whole(n, &kind) || is_bracket(n, &kind) || is_opening(n, words, &kind)) {
        add(n, kind, n->first, n->last);
        uint32_t next = n->block + 1;
        if (kind != STM_NOTE_PROMO || words > TITLE_WORDS || ends_with(n, ".!?")) return next;
        for (uint32_t end = promo_list_end(n); next < end; next++)
            if (n->words->first[next] < n->words->first[next + 1])
                add(n, STM_NOTE_PROMO, n->words->first[next], n->words->first[next + 1]);
        return next;
    }
    note_sentences(n);
    return n->block + 1;
}

static int by_place(const void *a, const void *b) {
    const stm_note *x = a, *y = b;
    if (x->span.start != y->span.start) return x->span.start < y->span.start ? -1 : 1;
    if (x->span.end != y->span.end) return x->span.end > y->span.end ? -1 : 1;
    return (x->kind > y->kind) - (x->kind < y->kind);
}

void stm_notes_sort(stm_report *report) {
    if (!report->notes.len) return;
    qsort(report->notes.items, report->notes.len, sizeof *report->notes.items, by_place);
    size_t kept = 1;
    for (size_t i = 1; i < report->notes.len; i++)
        if (report->notes.items[i].span.start >= report->notes.items[kept - 1].span.end)
            report->notes.items[kept++] = report->notes.items[i];
    report->notes.len = kept;
}

void stm_notes_find(stm_arena *arena, stm_report *report, const stm_words *words) {
    stm_notes_sort(report);
    size_t known = 0, given = report->notes.len;
    for (uint32_t b = 0; b < words->block_count;) {
        stm_span span = report->blocks.items[b].span;
        while (known < given && report->notes.items[known].span.end <= span.start) known++;
        if (known < given && stm_span_overlaps(report->notes.items[known].span, span)) {
            b++;
            continue;
        }
        noting n = {arena, report, words, b, words->first[b], words->first[b + 1]};
        b = note_block(&n);
    }
    stm_notes_sort(report);
}

/* Whether the list puts a promo here at the line's beginning. */
static bool is_promo(const noting *n, const char *place) {
    stm_note_kind kind;
    return match_place(n, n->first, n->last, place, &kind) && kind == STM_NOTE_PROMO;
}

static bool holds_promo(const noting *n) {
    stm_note_kind kind;
    for (uint32_t i = n->first; i < n->last; i++)
        if (match_place(n, i, n->last, "holds", &kind) &&
            (kind == STM_NOTE_PROMO || kind == STM_NOTE_LABEL))
            return true;
    return false;
}

stm_note_line stm_note_line_of(const stm_words *line) {
    noting n = {.words = line};
    stm_note_kind kind = STM_NOTE_LABEL;
    n.first = skip_marks(line, 0, line->count);
    /* Behind the words a mark or a count may stand: "Comments (12)". */
    for (n.last = line->count; n.last > n.first && line->tokens[n.last - 1].kind != STM_WORD;)
        n.last--;
    if (n.first == n.last) return STM_LINE_TEXT;
    uint32_t words = n.last - n.first;
    if (match_place(&n, n.first, n.last, "tail", &kind) == words)
        return kind == STM_NOTE_PROMO ? STM_LINE_PROMO : STM_LINE_TALK;
    bool whole = match_place(&n, n.first, n.last, "whole", &kind) == words;
    if (whole && kind == STM_NOTE_PROMO) return STM_LINE_PROMO;
    if (match_place(&n, n.first, n.last, "apart", &kind) == words) return STM_LINE_ASIDE;
    bool title = (words <= 2 || !stm_words_is_mark(line, line->count - 1, ".!?:\"”")) &&
                 is_promo(&n, "title");
    return title || is_promo(&n, "box") || holds_promo(&n) ? STM_LINE_BOX : STM_LINE_TEXT;
}
