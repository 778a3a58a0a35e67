/* tag.c - reporting clauses behind or inside what they report. */
#include "quote/tag.h"

#include "quote/cue.h"

typedef struct {
    stm_scene *scene;
    stm_frame frame;
    uint32_t index;
} tagger;

/* A reporting clause: tokens [first, last). */
typedef struct {
    uint32_t first, last;
    uint32_t core; /* where its subject and verb end */
} clause;

static bool is_closing_mark(const tagger *t, uint32_t at) {
    uint32_t p = t->scene->passage[at];
    return stm_scene_is_mark(t->scene, at) && p != STM_NO_PASSAGE &&
           stm_scene_tokens(t->scene, p).end == at + 1;
}

/* Where the passages end that stand right before the token, or before the comma or dash before it
 * (“...”, said Moss); 0 where none do. */
static uint32_t passages_end(const tagger *t, uint32_t at) {
    const stm_scene *scene = t->scene;
    if (at <= t->frame.first) return 0;
    if (scene->apart[at - 1]) return at;
    bool led = stm_scene_is(scene, at - 1, ',') || stm_scene_is_dash(scene, at - 1);
    bool behind = led && at >= t->frame.first + 2 && scene->apart[at - 2];
    return behind && !scene->taken[at - 2] ? at - 1 : 0;
}

/* What a reporting clause may stand behind: the end of a passage, a comma, a dash. */
static bool may_follow(const tagger *t, uint32_t at) {
    if (at <= t->frame.first) return false;
    const stm_scene *scene = t->scene;
    if (scene->apart[at - 1]) return true;
    if (stm_scene_is(scene, at - 1, ',') || stm_scene_is_dash(scene, at - 1)) return true;
    return is_closing_mark(t, at - 1) && at >= t->frame.first + 2 &&
           (stm_scene_is(scene, at - 2, ',') || stm_scene_is(scene, at - 2, '?') ||
            stm_scene_is(scene, at - 2, '!'));
}

/* Where the reporting clause ends that goes on at `at`: with the sentence, or a comma; *open where
 * the words up to there hold a clause of their own. */
static uint32_t clause_end(const tagger *t, uint32_t at, bool *open) {
    const stm_scene *scene = t->scene;
    uint32_t begin = at;
    *open = false;
    for (; at < t->frame.last; at++) {
        if (scene->apart[at] || stm_scene_is(scene, at, ',') || stm_scene_is(scene, at, ';') ||
            stm_scene_is(scene, at, ':') || stm_scene_is_dash(scene, at))
            return at;
        uint8_t pos = scene->pos[at];
        uint32_t rune = scene->doc->tokens[at].rune;
        if (rune == '.' || rune == '?' || rune == '!') return at;
        uint32_t g = scene->phrases.group_of[at];
        bool clausal =
            (g != STM_NO_GROUP && (scene->phrases.groups[g].finite ||
                                   (at == begin && scene->phrases.groups[g].infinitive))) ||
            pos == STM_POS_THAT || stm_scene_is_mark(scene, at);
        if (pos == STM_POS_SUBORDINATOR || pos == STM_POS_WH || pos == STM_POS_CONJUNCTION) {
            /* "she said when asked", "he said and left" */
            *open = pos != STM_POS_CONJUNCTION && at > 0 && *open;
            while (at < t->frame.last && !scene->apart[at] && !stm_scene_is(scene, at, ',') &&
                   !stm_scene_is(scene, at, ';') && !stm_scene_is(scene, at, '.'))
                at++;
            return at;
        }
        if (clausal) *open = true;
    }
    return at;
}

/* Behind "OVERTON, March 4 (Agency) -" the report itself begins. */
static bool ends_dateline(const tagger *t, uint32_t at) {
    return at > t->frame.first && at < t->frame.first + 16 && stm_scene_is_dash(t->scene, at) &&
           stm_scene_is(t->scene, at - 1, ')');
}

/* The first token of the unmarked clause that ends before the reporting clause: behind what earlier
 * quotations have taken. */
static uint32_t clause_start(const tagger *t, uint32_t at) {
    while (at > t->frame.first && !t->scene->taken[at - 1] &&
           !stm_scene_is(t->scene, at - 1, ';') && !ends_dateline(t, at - 1) &&
           !t->scene->apart[at - 1])
        at--;
    return at;
}

static bool has_clause(const tagger *t, uint32_t first, uint32_t last) {
    for (; first < last; first++) {
        uint32_t g = t->scene->phrases.group_of[first];
        if (g != STM_NO_GROUP && t->scene->phrases.groups[g].finite) return true;
        if (t->scene->passage[first] != STM_NO_PASSAGE) return true;
    }
    return false;
}

/* "When asked, she said" has nothing before its cue that is hers. */
static bool is_fronted(const tagger *t, uint32_t first, uint32_t last) {
    while (first < last &&
           (t->scene->pos[first] == STM_POS_MARK || t->scene->pos[first] == STM_POS_CONJUNCTION ||
            t->scene->pos[first] == STM_POS_ADVERB))
        first++;
    if (first >= last) return true;
    if (stm_token_in(&t->scene->doc->tokens[first], STM_LEX_WEEKDAYS)) return true;
    uint8_t pos = t->scene->pos[first];
    return pos == STM_POS_SUBORDINATOR || pos == STM_POS_WH || pos == STM_POS_PREPOSITION ||
           pos == STM_POS_VERB;
}

static void put_passages_before(tagger *t, stm_scene_draft *draft, uint32_t at) {
    stm_scene *scene = t->scene;
    uint32_t first = at;
    while (first > t->frame.first && scene->apart[first - 1] && !scene->taken[first - 1])
        first = stm_scene_tokens(scene, scene->passage[first - 1]).start;
    for (uint32_t i = first; i < at; i = stm_scene_tokens(scene, scene->passage[i]).end)
        stm_scene_put_passage(scene, draft, scene->passage[i]);
}

/* What goes on behind the reporting clause: passages, or, where the content is unmarked, the rest
 * of the sentence. */
static void put_rest(tagger *t, stm_scene_draft *draft, uint32_t at, bool unmarked) {
    stm_scene *scene = t->scene;
    if (at >= t->frame.last) return;
    bool comma = stm_scene_is(scene, at, ',') || stm_scene_is_dash(scene, at) ||
                 stm_scene_is(scene, at, ':');
    if (comma) at++;
    if (at < t->frame.last && scene->apart[at]) {
        while (at < t->frame.last && scene->apart[at] && !scene->taken[at]) {
            stm_scene_put_passage(scene, draft, scene->passage[at]);
            at = stm_scene_tokens(scene, scene->passage[at]).end;
        }
        return;
    }
    if (!unmarked || !comma) return;
    if (at < t->frame.last && scene->pos[at] == STM_POS_WH) return;
    uint32_t g = at < t->frame.last ? scene->phrases.group_of[at] : STM_NO_GROUP;
    if (g != STM_NO_GROUP && scene->phrases.speech.form[scene->phrases.groups[g].head] == STM_ING)
        return;
    uint32_t end = at;
    while (end < t->frame.last && !scene->taken[end] && !scene->apart[end] &&
           !stm_scene_is(scene, end, ';'))
        end++;
    if (end > at) stm_scene_put(scene, draft, at, end);
}

/* Puts the content of the reporting clause into the draft; false where there is none. */
static bool put_content(tagger *t, stm_scene_draft *draft, clause c, bool open) {
    stm_scene *scene = t->scene;
    stm_scene_take(scene, c.first, c.core);
    uint32_t behind = passages_end(t, c.first);
    if (behind) {
        put_passages_before(t, draft, behind);
        put_rest(t, draft, c.last, false);
        return draft->content.len > 0;
    }
    uint32_t start = clause_start(t, c.first);
    if (start >= c.first || open) return false;
    bool comma = c.last < t->frame.last && stm_scene_is(scene, c.last, ',');
    uint32_t rest = c.last;
    while (rest < t->frame.last && !scene->apart[rest] && !scene->taken[rest]) rest++;
    if (!has_clause(t, start, c.first) && !(comma && rest > c.last && has_clause(t, c.last, rest)))
        return false;
    bool follows = c.last + 1 < t->frame.last && (scene->apart[c.last] || scene->apart[c.last + 1]);
    if (is_fronted(t, start, c.first) && follows) return false;
    stm_scene_put(scene, draft, start, c.first);
    put_rest(t, draft, c.last, true);
    return draft->content.len > 0;
}

static void release(tagger *t, clause c) {
    for (uint32_t i = c.first; i < c.core; i++) t->scene->taken[i] = false;
}

static bool is_excluded(const tagger *t, uint32_t at) {
    uint8_t pos = t->scene->pos[at];
    return pos == STM_POS_THAT || pos == STM_POS_WH || pos == STM_POS_SUBORDINATOR ||
           pos == STM_POS_PREPOSITION;
}

/* "..., the deal shows the power of bread": no reporting clause, for its verb has an object. */
static bool takes_object(const tagger *t, uint32_t at) {
    const stm_scene *scene = t->scene;
    while (at < t->frame.last && scene->pos[at] == STM_POS_ADVERB) at++;
    if (at >= t->frame.last) return false;
    const stm_token *token = &scene->doc->tokens[at];
    bool timed = stm_token_in(token, STM_LEX_WEEKDAYS) || stm_token_in(token, STM_LEX_MONTHS);
    uint32_t end = stm_phrase_end(scene->doc, &scene->phrases, at, t->frame.last);
    for (uint32_t i = at; i < end && !timed; i++)
        timed = stm_token_in(&scene->doc->tokens[i], STM_LEX_TIME_UNITS);
    return end > at && !timed;
}

static void read_verb(tagger *t, uint32_t group) {
    stm_scene *scene = t->scene;
    const stm_verb_group *g = &scene->phrases.groups[group];
    const stm_subject *subject = &scene->subjects[group];
    if (!g->finite || g->passive || scene->taken[g->head] ||
        scene->passage[g->head] != STM_NO_PASSAGE)
        return;
    uint32_t words;
    uint32_t flags = stm_cue_match(scene->doc, STM_LEX_CUE_VERBS, g->head, t->frame.last, &words);
    if (!(flags & (STM_CUE_THAT | STM_CUE_DIRECT)) || !subject->own || subject->relative) return;
    if (subject->first == subject->last) return;
    uint32_t first = subject->first < g->first ? subject->first : g->first;
    while (first > t->frame.first && scene->pos[first - 1] == STM_POS_ADVERB) first--;
    if (!may_follow(t, first) || is_excluded(t, first)) return;
    bool dashed = !passages_end(t, first) && stm_scene_is_dash(scene, first - 1);
    uint32_t at = g->head + words;
    if (subject->inverted && subject->last > at) at = subject->last;
    bool open;
    uint32_t end = clause_end(t, at, &open);
    if (dashed && (end >= t->frame.last || !stm_scene_is_dash(scene, end))) return;
    if (!passages_end(t, first) && !(flags & STM_CUE_ADDRESSEE) && !subject->inverted &&
        takes_object(t, at))
        return;
    stm_scene_draft draft = {.source_first = subject->first,
                             .source_last = subject->last,
                             .source_core = subject->core,
                             .cue_first = g->head,
                             .cue_last = g->head + words,
                             .frame = t->index,
                             .passage = STM_NO_PASSAGE,
                             .negated = g->negated,
                             .hedged = flags & STM_CUE_HEDGE || g->modal};
    clause c = {first, end, at};
    if (put_content(t, &draft, c, open))
        stm_vec_put(scene->arena, &scene->drafts, draft);
    else
        release(t, c);
}

/* "According to the mayor, ..." and "..., according to the mayor". */
static void read_phrase(tagger *t, uint32_t at) {
    stm_scene *scene = t->scene;
    if (scene->taken[at] || scene->passage[at] != STM_NO_PASSAGE) return;
    uint32_t words = stm_document_match(scene->doc, STM_LEX_CUE_PHRASES, at, t->frame.last).words;
    if (!words || (at > t->frame.first && scene->pos[at - 1] == STM_POS_THAT)) return;
    uint32_t source = at + words;
    uint32_t last = stm_subject_beside(scene->doc, &scene->phrases, source, t->frame.last);
    if (last == source) return;
    uint32_t core = stm_phrase_long_end(scene->doc, &scene->phrases, source, t->frame.last);
    stm_scene_draft draft = {.source_first = source,
                             .source_last = last,
                             .source_core = core,
                             .cue_first = at,
                             .cue_last = source,
                             .frame = t->index,
                             .passage = STM_NO_PASSAGE};
    uint32_t start = clause_start(t, at);
    bool leads = start >= at || !has_clause(t, start, at);
    bool whole = last >= t->frame.last || scene->doc->tokens[last].rune == '.';
    if (start >= at && whole && core < last && stm_scene_is(scene, core, ','))
        last = draft.source_last = core; /* what was passed for an apposition is the clause */
    if (start < at && leads && at > t->frame.first && scene->taken[at - 1]) return;
    stm_scene_take(scene, at, last);
    if (passages_end(t, at)) {
        put_passages_before(t, &draft, passages_end(t, at));
    } else if (!leads) {
        stm_scene_put(scene, &draft, start, at);
    } else if (at > t->frame.first && scene->taken[at - 1]) {
        return;
    }
    if (draft.content.len == 0 || (last < t->frame.last && stm_scene_is(scene, last, ',')))
        put_rest(t, &draft, last, true);
    if (draft.content.len) stm_vec_put(scene->arena, &scene->drafts, draft);
}

void stm_tag_read(stm_scene *scene, size_t frame) {
    tagger t = {scene, scene->frames.items[frame], (uint32_t)frame};
    for (uint32_t i = t.frame.first; i < t.frame.last; i++) {
        uint32_t g = scene->phrases.group_of[i];
        if (g != STM_NO_GROUP && scene->phrases.groups[g].first == i) read_verb(&t, g);
    }
    for (uint32_t i = t.frame.first; i < t.frame.last; i++)
        if (stm_token_in(&scene->doc->tokens[i], STM_LEX_STOPWORDS) ||
            scene->pos[i] != STM_POS_MARK)
            read_phrase(&t, i);
}
