/* quote.c - who said what: quotations with their source, cue and speaker. */
#include "quote/quote.h"

#include "quote/carry.h"
#include "quote/content.h"
#include "quote/cue.h"
#include "quote/extent.h"
#include "quote/scene.h"
#include "quote/speaker.h"

#include "quote/tag.h"

#include <stdlib.h>

static bool is_skipped(const stm_scene *scene, stm_frame frame) {
    if (scene->doc->is_note[frame.first]) return true;
    return scene->doc->report->blocks.items[frame.block].kind == STM_BLOCK_HEADING;
}

static bool is_hedged(const stm_scene *scene, uint32_t first, uint32_t last) {
    for (; first < last; first++)
        if (stm_token_in(&scene->doc->tokens[first], STM_LEX_HEDGES)) return true;
    return false;
}

/* “The Last Loaf” after "called" or "wrote" is a work, not what somebody said. */
static bool is_title(const stm_scene *scene, const stm_scene_draft *draft) {
    if (draft->content.len != 1) return false;
    uint32_t at = stm_document_token_at(scene->doc, draft->content.items[0].start);
    uint32_t p = scene->passage[at];
    if (p == STM_NO_PASSAGE ||
        !stm_span_holds(scene->marks.items[p].outer, draft->content.items[0]))
        return false;
    return stm_scene_is_title(scene, p);
}

static void put_draft(stm_scene *scene, stm_scene_draft *draft, uint32_t group, uint32_t flags) {
    if (draft->content.len == 0 || is_title(scene, draft)) return;
    const stm_verb_group *g = &scene->phrases.groups[group];
    draft->negated = g->negated || flags & STM_CUE_DENIAL;
    draft->hedged = flags & STM_CUE_HEDGE || g->modal || is_hedged(scene, g->first, g->last);
    stm_vec_put(scene->arena, &scene->drafts, *draft);
}

static void set_source(stm_scene_draft *draft, const stm_subject *subject) {
    draft->source_first = subject->first;
    draft->source_last = subject->last;
    draft->source_core = subject->core;
}

static bool is_word(const stm_scene *scene, uint32_t at, const char *word) {
    stm_slice bytes = stm_slice_at(scene->doc->report->text, scene->doc->tokens[at].span);
    return stm_slice_is(bytes, stm_slice_of(word));
}

/* Behind a passive the one who says it follows "by". */
static bool find_agent(const stm_scene *scene, stm_frame frame, uint32_t at,
                       stm_scene_draft *draft) {
    if (at + 1 >= frame.last || scene->pos[at] != STM_POS_PREPOSITION) return false;
    if (!is_word(scene, at, "by")) return false;
    uint32_t end = stm_phrase_long_end(scene->doc, &scene->phrases, at + 1, frame.last);
    if (end == at + 1) return false;
    draft->source_first = at + 1;
    draft->source_last = draft->source_core = end;
    return true;
}

static void read_passive(stm_scene *scene, size_t frame_index, uint32_t group, uint32_t flags,
                         uint32_t words) {
    stm_frame frame = scene->frames.items[frame_index];
    const stm_verb_group *g = &scene->phrases.groups[group];
    const stm_subject *subject = &scene->subjects[group];
    uint32_t at = g->head + words;
    stm_scene_draft draft = {.cue_first = g->head,
                             .cue_last = at,
                             .frame = (uint32_t)frame_index,
                             .passage = STM_NO_PASSAGE};
    bool agent = find_agent(scene, frame, at, &draft);
    uint32_t rest = agent ? draft.source_last : at;
    stm_content c = {STM_CONTENT_NONE, rest};
    const stm_verb_group *next = rest < frame.last && scene->phrases.group_of[rest] != STM_NO_GROUP
                                     ? &scene->phrases.groups[scene->phrases.group_of[rest]]
                                     : NULL;
    bool as = rest + 1 < frame.last && is_word(scene, rest, "as");
    if (as && flags & STM_CUE_NOUN)
        c = (stm_content){STM_CONTENT_NOUN, rest};
    else if (next && next->infinitive)
        c = (stm_content){STM_CONTENT_CLAUSE, rest};
    else
        c = stm_content_behind(scene, frame, group, rest, flags & ~(uint32_t)STM_CUE_NOUN);
    if (!agent && (!c.kind || g->infinitive)) return;
    bool impersonal = c.kind && scene->pos[subject->first] == STM_POS_PRONOUN;
    if (!impersonal && subject->own && subject->first < subject->last)
        stm_scene_put(scene, &draft, subject->first, subject->last);
    if (c.kind) stm_scene_put(scene, &draft, c.start, stm_extent_end(scene, frame, group, c));
    put_draft(scene, &draft, group, flags);
}

/* "Smith said:" at the end of a paragraph speaks of the passage that opens the next. */
static void wait_for_passage(stm_scene *scene, size_t frame_index, uint32_t group, uint32_t flags,
                             uint32_t at) {
    stm_frame frame = scene->frames.items[frame_index];
    const stm_verb_group *g = &scene->phrases.groups[group];
    bool ends = stm_scene_is(scene, frame.last - 1, ':') ||
                (at + 1 >= frame.last && flags & STM_CUE_ADDRESSEE);
    if (!ends || !(flags & (STM_CUE_THAT | STM_CUE_DIRECT))) return;
    scene->waiting = (stm_scene_draft){.cue_first = g->head,
                                       .cue_last = at > g->head ? g->head + 1 : g->last,
                                       .frame = (uint32_t)frame_index,
                                       .passage = STM_NO_PASSAGE};
    set_source(&scene->waiting, &scene->subjects[group]);
}

/* "a shop called Bread opened": a past form between two noun phrases that another verb follows. */
static bool is_reduced(const stm_scene *scene, stm_frame frame, uint32_t group, uint32_t at) {
    const stm_verb_group *g = &scene->phrases.groups[group];
    if (g->first != g->head || scene->phrases.speech.form[g->head] != STM_PAST) return false;
    for (; at < frame.last; at++) {
        uint8_t pos = scene->pos[at];
        if (pos == STM_POS_MARK || pos == STM_POS_CONJUNCTION || pos == STM_POS_THAT ||
            pos == STM_POS_WH || pos == STM_POS_SUBORDINATOR || pos == STM_POS_PREPOSITION)
            return false;
        uint32_t next = scene->phrases.group_of[at];
        if (next == STM_NO_GROUP) continue;
        const stm_verb_group *other = &scene->phrases.groups[next];
        return other->finite && scene->phrases.speech.form[other->first] != STM_BARE;
    }
    return false;
}

/* "Smith sent a letter saying": Smith says it, not the letter. */
static void pass_medium(const stm_scene *scene, stm_frame frame, uint32_t group,
                        stm_scene_draft *draft) {
    const stm_subject *subject = &scene->subjects[group];
    uint32_t words;
    if (!subject->own || subject->last == subject->first || subject->first <= frame.first) return;
    if (!(stm_cue_match(scene->doc, STM_LEX_CUE_NOUNS, subject->core - 1, subject->core, &words) &
          STM_CUE_MEDIUM))
        return;
    for (uint32_t i = subject->first; i < subject->core; i++)
        if (scene->doc->tokens[i].possessive || scene->pos[i] == STM_POS_POSSESSIVE) return;
    for (uint32_t i = subject->first; i > frame.first;) {
        uint32_t g = scene->phrases.group_of[--i];
        if (g == STM_NO_GROUP || scene->subjects[g].first == scene->subjects[g].last) continue;
        set_source(draft, &scene->subjects[g]);
        return;
    }
}

/* "Bemoaning the delay, Smith said": behind the content of a participle at the head of the sentence
 * stands the subject of both. */
static void find_shared_subject(const stm_scene *scene, stm_frame frame, uint32_t from,
                                stm_scene_draft *draft) {
    for (uint32_t i = from; i < frame.last; i++) {
        uint32_t g = scene->phrases.group_of[i];
        if (scene->apart[i]) return;
        if (g == STM_NO_GROUP || !scene->phrases.groups[g].finite) continue;
        const stm_subject *subject = &scene->subjects[g];
        if (!subject->own || subject->relative || subject->first < from) continue;
        bool behind = subject->first > frame.first && !subject->inverted &&
                      scene->pos[subject->first - 1] == STM_POS_MARK;
        if (behind) set_source(draft, subject);
        return;
    }
}

static bool leads_frame(const stm_scene *scene, stm_frame frame, uint32_t at) {
    for (uint32_t i = frame.first; i < at; i++) {
        uint32_t g = scene->phrases.group_of[i];
        if (g != STM_NO_GROUP && scene->phrases.groups[g].finite) return false;
    }
    return true;
}

static void read_active(stm_scene *scene, size_t frame_index, uint32_t group, uint32_t flags,
                        uint32_t words) {
    stm_frame frame = scene->frames.items[frame_index];
    const stm_verb_group *g = &scene->phrases.groups[group];
    const stm_subject *subject = &scene->subjects[group];
    uint32_t at = g->head + words;
    if (subject->inverted && subject->own) at = subject->last;
    stm_content c = stm_content_behind(scene, frame, group, at, flags);
    if (!c.kind) wait_for_passage(scene, frame_index, group, flags, at);
    if (!c.kind || (c.kind == STM_CONTENT_NOUN && is_reduced(scene, frame, group, c.start))) return;
    stm_scene_draft draft = {.cue_first = g->head,
                             .cue_last = g->head + words,
                             .frame = (uint32_t)frame_index,
                             .passage = STM_NO_PASSAGE};
    set_source(&draft, subject);
    bool ing = scene->phrases.speech.form[g->head] == STM_ING && g->first == g->head;
    if (ing) pass_medium(scene, frame, group, &draft);
    uint32_t end = stm_extent_end(scene, frame, group, c);
    if (draft.source_first == draft.source_last && ing && leads_frame(scene, frame, g->first))
        find_shared_subject(scene, frame, end, &draft);
    if (draft.source_first == draft.source_last &&
        (c.kind == STM_CONTENT_NOUN || !(flags & (STM_CUE_THAT | STM_CUE_DIRECT))))
        return;
    if (c.kind == STM_CONTENT_PASSAGE) {
        uint32_t i = c.start;
        while (i < frame.last && scene->apart[i] && !scene->taken[i])
            stm_scene_put_passage(scene, &draft, scene->passage[i]),
                i = stm_scene_tokens(scene, scene->passage[i]).end;
    } else {
        stm_scene_put(scene, &draft, c.start, end);
    }
    stm_scene_take(scene, g->first, g->last);
    put_draft(scene, &draft, group, flags);
}

/* "a meeting to discuss", "includes reporting from": no act of the sentence's subject. */
static bool hangs_on_noun(const stm_scene *scene, const stm_verb_group *g) {
    if (g->first == 0) return false;
    if (g->infinitive) return stm_pos_is_nominal(scene->pos[g->first - 1]);
    bool ing = g->first == g->head && scene->phrases.speech.form[g->head] == STM_ING;
    return ing && scene->pos[g->first - 1] == STM_POS_VERB;
}

/* "is confident that", the adjective at token at; false where there is none, or nothing behind it.
 */
static bool read_adjective(stm_scene *scene, size_t frame_index, uint32_t group, uint32_t at) {
    stm_frame frame = scene->frames.items[frame_index];
    uint32_t words;
    uint32_t flags = stm_cue_match(scene->doc, STM_LEX_CUE_ADJECTIVES, at, frame.last, &words);
    if (!flags) return false;
    stm_scene_draft draft = {.cue_first = at,
                             .cue_last = at + words,
                             .frame = (uint32_t)frame_index,
                             .passage = STM_NO_PASSAGE};
    stm_content c = stm_content_behind(scene, frame, group, at + words, flags);
    if (!c.kind || c.kind == STM_CONTENT_PASSAGE) return false;
    set_source(&draft, &scene->subjects[group]);
    if (draft.source_first == draft.source_last) return false;
    stm_scene_put(scene, &draft, c.start, stm_extent_end(scene, frame, group, c));
    put_draft(scene, &draft, group, flags);
    return true;
}

static void read_group(stm_scene *scene, size_t frame_index, uint32_t group) {
    const stm_verb_group *g = &scene->phrases.groups[group];
    stm_frame frame = scene->frames.items[frame_index];
    if (scene->taken[g->head] || scene->passage[g->head] != STM_NO_PASSAGE) return;
    uint32_t words;
    uint32_t flags = stm_cue_match(scene->doc, STM_LEX_CUE_VERBS, g->head, frame.last, &words);
    if (scene->pos[g->head] == STM_POS_BE && g->head + 1 < frame.last) {
        uint32_t at = g->last;
        while (at + 1 < frame.last && scene->pos[at] == STM_POS_ADVERB) at++;
        read_adjective(scene, frame_index, group, at);
        return;
    }
    /* "is worried that" looks like a passive. */
    if (g->passive && read_adjective(scene, frame_index, group, g->head)) return;
    if (!flags) return;
    if (hangs_on_noun(scene, g)) {
        bool ing = scene->phrases.speech.form[g->head] == STM_ING;
        if (ing && scene->pos[g->last < frame.last ? g->last : g->head] != STM_POS_THAT) return;
        flags &= ~(uint32_t)STM_CUE_NOUN;
    }
    if (g->passive)
        read_passive(scene, frame_index, group, flags, words);
    else
        read_active(scene, frame_index, group, flags, words);
}

/* "his promise to", "the mayor's claim that". */
static void read_noun(stm_scene *scene, size_t frame_index, uint32_t at) {
    stm_frame frame = scene->frames.items[frame_index];
    if (scene->taken[at] || scene->passage[at] != STM_NO_PASSAGE || scene->pos[at] != STM_POS_NOUN)
        return;
    uint32_t words;
    uint32_t flags = stm_cue_match(scene->doc, STM_LEX_CUE_NOUNS, at, frame.last, &words);
    if (!flags) return;
    uint32_t next = at + words;
    if (next >= frame.last) return;
    uint32_t g = scene->phrases.group_of[next];
    bool to = flags & STM_CUE_TO && scene->pos[next] == STM_POS_TO && g != STM_NO_GROUP &&
              scene->phrases.groups[g].infinitive;
    bool that = flags & STM_CUE_THAT && scene->pos[next] == STM_POS_THAT && g == STM_NO_GROUP &&
                next + 1 < frame.last && scene->phrases.group_of[next + 1] == STM_NO_GROUP;
    bool clause = flags & STM_CUE_THAT && scene->pos[next] == STM_POS_PRONOUN &&
                  next + 1 < frame.last && scene->phrases.group_of[next + 1] != STM_NO_GROUP &&
                  scene->phrases.groups[scene->phrases.group_of[next + 1]].finite;
    if (!to && !that && !clause) return;
    stm_scene_draft draft = {.cue_first = at,
                             .cue_last = next,
                             .frame = (uint32_t)frame_index,
                             .passage = STM_NO_PASSAGE};
    uint32_t start = stm_phrase_start(scene->doc, &scene->phrases, frame.first, at + 1);
    for (uint32_t i = start; i < at; i++) {
        if (scene->pos[i] != STM_POS_POSSESSIVE && !scene->doc->tokens[i].possessive) continue;
        draft.source_first = scene->pos[i] == STM_POS_POSSESSIVE ? i : start;
        draft.source_last = draft.source_core = i + 1;
    }
    if (to && draft.source_first == draft.source_last) return;
    stm_content c = {STM_CONTENT_CLAUSE, next};
    stm_scene_put(scene, &draft, next, stm_extent_end(scene, frame, STM_NO_GROUP, c));
    if (draft.content.len) stm_vec_put(scene->arena, &scene->drafts, draft);
}

static void read_frame(stm_scene *scene, size_t frame_index) {
    stm_frame frame = scene->frames.items[frame_index];
    for (uint32_t i = frame.first; i < frame.last; i++) {
        uint32_t g = scene->phrases.group_of[i];
        if (g == STM_NO_GROUP)
            read_noun(scene, frame_index, i);
        else if (scene->phrases.groups[g].first == i)
            read_group(scene, frame_index, g);
    }
}

static stm_spans one_span(const stm_scene *scene, uint32_t first, uint32_t last) {
    if (first >= last) return (stm_spans){NULL, 0};
    stm_span *span = STM_TAKE(scene->arena, stm_span, 1);
    *span = stm_document_span(scene->doc, first, last);
    return (stm_spans){span, 1};
}

static int span_order(const void *a, const void *b) {
    const stm_span *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static stm_quote_form form_of(const stm_scene *scene, const stm_scene_draft *draft) {
    bool inside = false, outside = false;
    for (size_t i = 0; i < draft->content.len; i++) {
        stm_span span = draft->content.items[i];
        uint32_t at = stm_document_token_at(scene->doc, span.start);
        for (; at < scene->doc->token_count && scene->doc->tokens[at].span.start < span.end; at++) {
            if (scene->doc->tokens[at].kind == STM_PUNCT) continue;
            if (scene->passage[at] == STM_NO_PASSAGE)
                outside = true;
            else
                inside = true;
        }
    }
    return !inside ? STM_INDIRECT : outside ? STM_MIXED : STM_DIRECT;
}

static int quote_order(const void *a, const void *b) {
    const stm_quote *x = a, *y = b;
    int order = span_order(&x->content.items[0], &y->content.items[0]);
    if (order) return order;
    if (x->content.count != y->content.count) return x->content.count < y->content.count ? -1 : 1;
    uint32_t xc = x->cue.count ? x->cue.items[0].start : 0,
             yc = y->cue.count ? y->cue.items[0].start : 0;
    return (xc > yc) - (xc < yc);
}

static stm_quotes finish(stm_scene *scene) {
    uint32_t count = (uint32_t)scene->drafts.len;
    stm_quote *quotes = STM_TAKE(scene->arena, stm_quote, count + 1);
    for (uint32_t i = 0; i < count; i++)
        qsort(scene->drafts.items[i].content.items, scene->drafts.items[i].content.len,
              sizeof(stm_span), span_order);
    const uint32_t *speakers = stm_speaker_find(scene);
    for (uint32_t i = 0; i < count; i++) {
        stm_scene_draft *d = &scene->drafts.items[i];

        stm_quote *q = &quotes[i];
        q->form = form_of(scene, d);
        q->content = (stm_spans){d->content.items, (uint32_t)d->content.len};
        q->source = one_span(scene, d->source_first, d->source_last);
        q->cue = one_span(scene, d->cue_first, d->cue_last);
        q->speaker = speakers[i];
        q->sentence =
            scene->doc->sentence_of[stm_document_token_at(scene->doc, d->content.items[0].start)];
        q->negated = d->negated;
        q->hedged = d->hedged;
    }
    qsort(quotes, count, sizeof *quotes, quote_order);
    return (stm_quotes){quotes, count};
}

stm_quotes stm_quotes_find(stm_arena *arena, const stm_document *doc, stm_marks marks,
                           const stm_names *names, uint32_t index) {
    stm_scene *scene = stm_scene_new(arena, doc, marks, names, index);
    for (size_t i = 0; i < scene->frames.len; i++) {
        if (is_skipped(scene, scene->frames.items[i])) continue;
        stm_tag_read(scene, i);
        read_frame(scene, i);
        stm_carry_read(scene, i);
    }
    return finish(scene);
}
