/* spelling.c - one person whose name is written in different ways. */
#include "collate/difference.h"

#include <stdlib.h>

enum { LEAST_LETTERS = 4, LONGEST_NAME = 64, MOST_WORDS = 40 };

/* The last word of a name, as a mention has it. first: hash of the first name of the person meant.
 */
typedef struct {
    uint64_t first;
    uint32_t entity, report;
    stm_span span; /* of the whole mention */
    stm_slice word;
} spelling;

typedef STM_VEC(spelling) spellings;

static int by_spelling(const void *a, const void *b) {
    const spelling *x = a, *y = b;
    if (x->first != y->first) return x->first < y->first ? -1 : 1;
    int order = stm_slice_order(x->word, y->word);
    if (order) return order;
    if (x->report != y->report) return x->report < y->report ? -1 : 1;
    return (x->span.start > y->span.start) - (x->span.start < y->span.start);
}

static void collect(const stm_differing *d, spellings *all) {
    for (uint32_t r = 0; r < d->story->count; r++) {
        const stm_document *doc = d->story->accounts[r].doc;
        stm_mentions mentions = d->story->names->mentions[r];
        for (uint32_t i = 0; i < mentions.count; i++) {
            const stm_mention *m = &mentions.items[i];
            if (m->entity == STM_NOBODY || m->form != STM_MENTION_NAME) continue;
            if (d->story->names->entities[m->entity].kind != STM_PERSON) continue;
            const stm_token *last = &doc->tokens[m->last - 1];
            if (last->kind != STM_WORD || last->shape != STM_CAPITAL || last->possessive) continue;
            stm_slice word = stm_slice_at(doc->report->text, last->span);
            if (word.len < LEAST_LETTERS || word.len > LONGEST_NAME) continue;
            stm_slice name = d->story->names->entities[m->entity].name;
            const char *space = name.len ? memchr(name.data, ' ', name.len) : NULL;
            if (!space) continue;
            uint64_t first = stm_hash((stm_slice){name.data, (size_t)(space - name.data)});
            stm_span span = stm_document_span(doc, m->first, m->last);
            stm_vec_put(d->scratch, all, (spelling){first, m->entity, r, span, word});
        }
    }
}

/* Whether one word becomes the other by one letter put in, left out or replaced. */
static bool is_one_letter_off(stm_slice a, stm_slice b) {
    if (a.len > b.len) {
        stm_slice swap = a;
        a = b;
        b = swap;
    }
    if (b.len - a.len > 1) return false;
    size_t at = 0, end = 0;
    while (at < a.len && a.data[at] == b.data[at]) at++;
    while (end < a.len - at && a.data[a.len - 1 - end] == b.data[b.len - 1 - end]) end++;
    if (b.len - at - end > 1) return false;
    /* In another case it is the same letter. */
    return a.len != b.len || (a.data[at] ^ b.data[at]) != 0x20;
}

static stm_side side_of(const stm_differing *d, const spelling *items, size_t count) {
    const stm_report *report = d->story->accounts[items[0].report].doc->report;
    stm_side side = {.text = stm_slice_at(report->text, items[0].span),
                     .value = items[0].word,
                     .speaker = STM_NOBODY};
    uint32_t last = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        if (items[i].report == last) continue;
        last = items[i].report;
        stm_vec_put(d->arena, &side.witnesses, (stm_witness){last, items[i].span});
    }
    return side;
}

static bool shares_report(const stm_side *a, const stm_side *b) {
    for (size_t i = 0, j = 0; i < a->witnesses.len && j < b->witnesses.len;) {
        uint32_t x = a->witnesses.items[i].report, y = b->witnesses.items[j].report;
        if (x == y) return true;
        if (x < y)
            i++;
        else
            j++;
    }
    return false;
}

/* Persons of one first name. A report that writes a name both ways knows two, or mistypes one: no
 * difference of reports. */
static void compare_name(stm_differing *d, const spelling *items, size_t count) {
    const stm_entity *entity = &d->story->names->entities[items[0].entity];
    stm_side sides[MOST_WORDS];
    size_t words = 0;
    for (size_t i = 0, end; i < count && words < MOST_WORDS; i = end) {
        end = i + 1;
        while (end < count && stm_slice_is(items[end].word, items[i].word)) end++;
        sides[words++] = side_of(d, items + i, end - i);
    }
    for (size_t a = 0; a < words; a++)
        for (size_t b = a + 1; b < words; b++) {
            if (!is_one_letter_off(sides[a].value, sides[b].value)) continue;
            if (shares_report(&sides[a], &sides[b])) continue;
            stm_difference found =
                stm_difference_begin(d, STM_DIFFERS_NAME, STM_NO_CLUSTER, entity->name);
            stm_vec_put(d->arena, &found.sides, sides[a]);
            stm_vec_put(d->arena, &found.sides, sides[b]);
            stm_difference_keep(d, found);
        }
}

void stm_spellings_compare(stm_differing *d) {
    spellings all = {0};
    collect(d, &all);
    if (all.len) qsort(all.items, all.len, sizeof *all.items, by_spelling);
    for (size_t i = 0, end; i < all.len; i = end) {
        end = i + 1;
        while (end < all.len && all.items[end].first == all.items[i].first) end++;
        compare_name(d, all.items + i, end - i);
    }
}
