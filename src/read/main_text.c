/* main_text.c - which blocks of a page are the article.
 *
 * Each block weighs what it looks like: running text its words, a list of links less than nothing.
 * The box whose blocks weigh most in sum holds the article (a box with more around it gains that
 * box's clutter, too); inside it, what is clutter by itself is left out. */
#include "read/main_text.h"

#include "read/note.h"

enum { PROSE_WORDS = 12, SENTENCE_WORDS = 6 };

typedef struct {
    stm_arena *arena;
    const stm_outline *page;
    double *weight, *gain;   /* of blocks; of boxes, with all they hold */
    bool *clutter;           /* of boxes, by themselves or by one around them */
    uint32_t *body;          /* of boxes: the nearest box around marked as the text, or 0 */
    uint32_t *prose, *words; /* of boxes, with all they hold: in running text, and all */
    bool trust_hints;
} choosing;

static stm_slice text_of(const choosing *c, size_t block) {
    return stm_slice_at(c->page->text, c->page->blocks.items[block].span);
}

static double link_share(const stm_outline_block *block) {
    uint32_t len = stm_span_len(block->span);
    return len ? (double)block->linked / len : 0;
}

static bool ends_sentence(stm_slice text) {
    static const char *const ends[] = {".", "!", "?", "\"", "”", "’", ":", "…", "。", "！", "？"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t n = strlen(ends[i]);
        if (text.len >= n && memcmp(text.data + text.len - n, ends[i], n) == 0) return true;
    }
    return false;
}

static bool is_heading(const stm_outline_block *block) {
    return block->element >= STM_EL_H1 && block->element <= STM_EL_H6;
}

static bool is_prose(const choosing *c, size_t i) {
    const stm_outline_block *block = &c->page->blocks.items[i];
    if (is_heading(block) || link_share(block) > 0.5) return false;
    stm_slice text = text_of(c, i);
    /* Scripts without spaces have few words for their length. */
    uint32_t words = block->words > text.len / 12 ? block->words : (uint32_t)(text.len / 12);
    return words >= PROSE_WORDS || (words >= SENTENCE_WORDS && ends_sentence(text));
}

static double weigh(const choosing *c, size_t i) {
    const stm_outline_block *block = &c->page->blocks.items[i];
    double links = link_share(block), words = block->words;
    if (c->clutter[block->box]) return 0;
    if (is_prose(c, i)) return words * (1 - links);
    if (links > 0.5) return -1 - words / 2;
    return is_heading(block) ? 0 : -0.25;
}

/* The parts of a page that HTML itself names. */
static bool is_clutter_element(const stm_box *box) {
    return box->element == STM_EL_NAV || box->element == STM_EL_FOOTER ||
           box->element == STM_EL_ASIDE || box->element == STM_EL_FORM;
}

/* Hints on the page's own frame speak of the page ("has-sidebar"), not of what it holds. */
static bool is_frame(const stm_box *box) {
    return box->element == STM_EL_BODY || box->element == STM_EL_MAIN ||
           box->element == STM_EL_ARTICLE || box->element == STM_EL_HTML;
}

/* The words of running text in each box, whatever its name. */
static void count_prose(choosing *c) {
    for (size_t i = 0; i < c->page->blocks.len; i++) {
        const stm_outline_block *block = &c->page->blocks.items[i];
        c->words[block->box] += block->words;
        if (is_prose(c, i)) c->prose[block->box] += block->words;
    }
    /* A box opens after the one around it, so backwards all its own are summed before it. */
    for (size_t i = c->page->boxes.len; i-- > 1;) {
        c->prose[c->page->boxes.items[i].parent] += c->prose[i];
        c->words[c->page->boxes.items[i].parent] += c->words[i];
    }
}

static bool is_clutter(const choosing *c, size_t i) {
    enum { LABEL_WORDS = 30, BIO_WORDS = 200, CAPTION_WORDS = 60 };
    const stm_box *box = &c->page->boxes.items[i];
    unsigned hints = box->hints;
    if (is_frame(box)) return false;
    bool trusted = c->trust_hints && !(hints & (STM_HINT_BODY | STM_HINT_POST));
    if (hints & STM_HINT_TALK && !(hints & (STM_HINT_BODY | STM_HINT_POST))) return true;
    /* Whoever holds most of the page's text is its frame, however it is called. */
    if (c->prose[i] * 5 > c->prose[0] * 3) return false;
    if (is_clutter_element(box)) return true;
    if (!trusted) return false;
    if (hints & (STM_HINT_BYLINE | STM_HINT_DATE) && c->words[i] <= LABEL_WORDS) return true;
    /* A box about the author. */
    if (hints & STM_HINT_BYLINE && c->words[i] <= BIO_WORDS && c->words[i] * 4 < c->words[0])
        return true;
    if (hints & STM_HINT_CAPTION && c->words[i] <= CAPTION_WORDS) return true;
    return hints & STM_HINT_CLUTTER || box->is_hidden;
}

static void mark_boxes(choosing *c) {
    for (size_t i = 1; i < c->page->boxes.len; i++) {
        const stm_box *box = &c->page->boxes.items[i];
        c->clutter[i] = c->clutter[box->parent] || is_clutter(c, i);
        bool body = box->hints & STM_HINT_BODY && !c->clutter[i];
        c->body[i] = body ? (uint32_t)i : c->body[box->parent];
    }
}

static void sum_gains(choosing *c) {
    for (size_t i = 0; i < c->page->blocks.len; i++) {
        c->weight[i] = weigh(c, i);
        c->gain[c->page->blocks.items[i].box] += c->weight[i];
    }
    for (size_t i = c->page->boxes.len; i-- > 1;)
        c->gain[c->page->boxes.items[i].parent] += c->gain[i];
}

/* The innermost of the boxes that weigh most; then the one marked as the text, where it holds most
 * of that. */
static uint32_t choose_box(const choosing *c) {
    uint32_t best = 0;
    for (size_t i = 1; i < c->page->boxes.len; i++)
        if (c->gain[i] >= c->gain[best]) best = (uint32_t)i;
    uint32_t marked = 0;
    for (size_t i = best; i < c->page->boxes.len; i++) {
        const stm_box *box = &c->page->boxes.items[i];
        if (box->first >= c->page->boxes.items[best].last && i > best) break;
        if (c->body[i] == i && c->gain[i] >= c->gain[best] * 0.6 &&
            (!marked || c->gain[i] > c->gain[marked]))
            marked = (uint32_t)i;
    }
    return marked ? marked : best;
}

static bool is_kept(const choosing *c, size_t i) {
    const stm_outline_block *block = &c->page->blocks.items[i];
    double links = link_share(block);
    if (c->clutter[block->box]) return false;
    if (links > 0.8) return is_heading(block);
    if (links > 0.5)
        return block->words >= PROSE_WORDS ||
               (block->words >= SENTENCE_WORDS && ends_sentence(text_of(c, i)));
    return true;
}

/* A text may end in a short sentence. */
static bool is_last(const choosing *c, size_t i) {
    const stm_outline_block *block = &c->page->blocks.items[i];
    stm_slice text = text_of(c, i);
    return is_prose(c, i) || (block->words >= 3 && !is_heading(block) && link_share(block) < 0.5 &&
                              ends_sentence(text) && text.data[text.len - 1] != ':');
}

/* Before the first running text stand titles and bylines, behind the last one lists and links. */
static void trim(const choosing *c, bool *chosen, uint32_t first, uint32_t last) {
    uint32_t from = first, to = last;
    while (from < last && !(chosen[from] && is_prose(c, from))) from++;
    while (to > from && !(chosen[to - 1] && is_last(c, to - 1))) to--;
    for (uint32_t i = first; i < last; i++)
        if (i < from || i >= to) chosen[i] = false;
    const stm_outline_block *blocks = c->page->blocks.items;
    if (from > first && from < last && is_heading(&blocks[from - 1]) &&
        blocks[from - 1].element != STM_EL_H1)
        chosen[from - 1] = true;
}

/* What a short block between others is. */
static stm_note_line line_of(const choosing *c, size_t i) {
    enum { MOST_WORDS = 25 };
    if (c->page->blocks.items[i].words > MOST_WORDS) return STM_LINE_TEXT;
    return stm_note_line_of(stm_words_of_text(c->arena, text_of(c, i), (stm_slice){0}));
}

/* Whether the text ends before such a line: comments end it behind a first few sentences, other
 * stories where half of it stands before them, a box where nearly all of it does. */
static bool ends_text(stm_note_line line, uint32_t line_words, uint32_t before, uint32_t all) {
    enum { A_FEW = 60, HEADING_WORDS = 7 };
    if (before <= A_FEW || line_words > HEADING_WORDS) return false;
    return line == STM_LINE_TALK || (line == STM_LINE_PROMO && before * 2 > all) ||
           (line == STM_LINE_BOX && before * 10 > all * 9);
}

/* Leaves out what promotes, and what follows a heading that ends the article. */
static void cut_promos(const choosing *c, bool *chosen, uint32_t first, uint32_t last) {
    const stm_outline_block *blocks = c->page->blocks.items;
    uint32_t all = 0, before = 0;
    for (uint32_t i = first; i < last; i++) all += chosen[i] ? blocks[i].words : 0;
    for (uint32_t i = first; i < last; i++) {
        if (!chosen[i]) continue;
        stm_note_line line = line_of(c, i);
        if (ends_text(line, blocks[i].words, before, all)) {
            memset(chosen + i, 0, (last - i) * sizeof *chosen);
            return;
        }
        before += blocks[i].words;
        chosen[i] = line == STM_LINE_TEXT;
    }
}

/* The page's title is no part of the text: an h1 with nothing or a standfirst before it, unless
 * titles of its parts are set the same. */
static void drop_title(const choosing *c, bool *chosen, uint32_t first, uint32_t last) {
    enum { STANDFIRST_WORDS = 60 };
    const stm_outline_block *blocks = c->page->blocks.items;
    uint32_t titles = 0, words = 0, at = first;
    for (uint32_t i = first; i < last; i++) {
        if (!chosen[i]) continue;
        if (blocks[i].element == STM_EL_H1 && !titles++ && words <= STANDFIRST_WORDS) at = i;
        words += blocks[i].words;
    }
    if (titles == 1 && blocks[at].element == STM_EL_H1) chosen[at] = false;
}

static uint32_t choose_with(choosing *c, bool *chosen) {
    size_t boxes = c->page->boxes.len, blocks = c->page->blocks.len;
    memset(c->gain, 0, boxes * sizeof *c->gain);
    memset(chosen, 0, blocks * sizeof *chosen);
    mark_boxes(c);
    sum_gains(c);
    const stm_box *box = &c->page->boxes.items[choose_box(c)];
    uint32_t words = 0;
    for (uint32_t i = box->first; i < box->last; i++) chosen[i] = is_kept(c, i);
    cut_promos(c, chosen, box->first, box->last);
    trim(c, chosen, box->first, box->last);
    drop_title(c, chosen, box->first, box->last);
    for (uint32_t i = box->first; i < box->last; i++)
        if (chosen[i]) words += c->page->blocks.items[i].words;
    return words;
}

bool *stm_main_text_choose(stm_arena *arena, const stm_outline *page) {
    enum { ENOUGH = 100 };
    size_t boxes = page->boxes.len, blocks = page->blocks.len;
    choosing c = {.arena = arena,
                  .page = page,
                  .weight = STM_TAKE(arena, double, blocks + 1),
                  .gain = STM_TAKE(arena, double, boxes),
                  .clutter = STM_TAKE(arena, bool, boxes),
                  .body = STM_TAKE(arena, uint32_t, boxes),
                  .prose = STM_TAKE(arena, uint32_t, boxes),
                  .words = STM_TAKE(arena, uint32_t, boxes),
                  .trust_hints = true};
    count_prose(&c);
    bool *chosen = STM_TAKE(arena, bool, blocks + 1), *other = STM_TAKE(arena, bool, blocks + 1);
    uint32_t words = choose_with(&c, chosen);
    if (words >= ENOUGH) return chosen;
    /* A page that calls its article what others call their clutter. */
    c.trust_hints = false;
    return choose_with(&c, other) > words * 2 ? other : chosen;
}
