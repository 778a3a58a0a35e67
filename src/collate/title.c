/* title.c - what a story is called, and from when to when its reports are. */
#include "collate/title.h"

#include "base/map.h"
#include "base/utf8.h"

enum {
    OPENING = 2, /* sentences */
    SHORT = 3,
    LONG = 16,  /* words of a good headline */
    MOST = 400, /* bytes */
};

typedef struct {
    stm_arena *scratch;
    const stm_story *story;
    stm_map holders; /* stem: reports whose headline or opening has it */
    stm_map last;    /* stem: the last report counted */
} counting;

static bool tells(const stm_token *token) {
    return token->kind != STM_PUNCT && !stm_token_in(token, STM_LEX_STOPWORDS);
}

static void count_tokens(counting *c, const stm_document *doc, uint32_t end, uint32_t report) {
    for (uint32_t i = 0; i < end; i++) {
        if (!tells(&doc->tokens[i])) continue;
        uint32_t *seen = stm_map_put(c->scratch, &c->last, doc->tokens[i].stem);
        if (*seen == report) continue;
        *seen = report;
        uint32_t *count = stm_map_put(c->scratch, &c->holders, doc->tokens[i].stem);
        *count = *count == STM_MAP_NONE ? 1 : *count + 1;
    }
}

static const stm_document *read_title(stm_arena *scratch, const stm_report *report) {
    stm_report *title = STM_TAKE(scratch, stm_report, 1);
    *title = (stm_report){.id = report->id, .language = report->language, .text = report->title};
    stm_block block = {STM_BLOCK_PARAGRAPH, {0, (uint32_t)report->title.len}};
    stm_vec_put(scratch, &title->blocks, block);
    return stm_document_new(scratch, title);
}

static bool has_title(const stm_report *report) {
    return report->title.len > 0 && report->title.len < MOST;
}

/* The mean number of reports that have a telling word of the headline, in thousandths. */
static uint64_t headline_score(const counting *c, const stm_document *doc) {
    uint64_t sum = 0, words = 0;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        if (!tells(&doc->tokens[i])) continue;
        sum += stm_map_find(&c->holders, doc->tokens[i].stem);
        words++;
    }
    if (!words) return 0;
    uint64_t score = sum * 1000 / (words + 1);
    return words < SHORT || words > LONG ? score / 2 : score;
}

static stm_slice best_headline(const stm_story *story) {
    counting c = {.scratch = stm_arena_new(), .story = story};
    const stm_document **titles = STM_TAKE(c.scratch, const stm_document *, story->count + 1);
    for (uint32_t i = 0; i < story->count; i++) {
        const stm_document *doc = story->accounts[i].doc;
        uint32_t opening = doc->sentence_count < OPENING ? doc->sentence_count : OPENING;
        count_tokens(&c, doc, opening ? doc->sentences[opening - 1].last : 0, i);
        if (!has_title(doc->report)) continue;
        titles[i] = read_title(c.scratch, doc->report);
        count_tokens(&c, titles[i], titles[i]->token_count, i);
    }
    stm_slice best = {0};
    uint64_t most = 0;
    for (uint32_t i = 0; i < story->count; i++) {
        uint64_t score = titles[i] ? headline_score(&c, titles[i]) + 1 : 0;
        if (score <= most) continue;
        most = score;
        best = story->accounts[i].doc->report->title;
    }
    stm_arena_free(c.scratch);
    return best;
}

/* Where no clause of an opening is shared, the first clause of all stands in. */
static stm_slice best_opening(const stm_story *story, const stm_clauses *clauses,
                              const stm_clusters *clusters) {
    const stm_clause *best = clauses->count ? &clauses->items[0] : NULL;
    uint32_t most = 0, report = UINT32_MAX, first = 0;
    for (uint32_t i = 0; i < clauses->count; i++) {
        const stm_clause *clause = &clauses->items[i];
        if (clause->report != report) first = clause->sentence;
        report = clause->report;
        uint32_t cluster = clusters->of[i];
        if (cluster == STM_NO_CLUSTER || clause->sentence >= first + OPENING) continue;
        const stm_cluster *group = &clusters->clusters.items[cluster];
        if (group->reports <= most) continue;
        most = group->reports;
        best = &clauses->items[group->best];
    }
    return best ? stm_clause_text(story, best) : (stm_slice){0};
}

void stm_title_choose(stm_arena *arena, const stm_story *story, const stm_clauses *clauses,
                      const stm_clusters *clusters, stm_collation *collation) {
    stm_slice title = best_headline(story);
    if (!title.data) title = best_opening(story, clauses, clusters);
    title = stm_utf8_cut(title, MOST, true);
    while (title.len && (title.data[title.len - 1] == '.' || title.data[title.len - 1] == ','))
        title.len--;
    if (title.data) collation->title = stm_arena_copy(arena, title);
}

void stm_title_date(const stm_story *story, stm_collation *collation) {
    for (uint32_t i = 0; i < story->count; i++) {
        stm_slice date = story->accounts[i].doc->report->published;
        if (!date.len) continue;
        if (!collation->first.data || stm_slice_order(date, collation->first) < 0)
            collation->first = date;
        if (!collation->last.data || stm_slice_order(date, collation->last) > 0)
            collation->last = date;
    }
}
