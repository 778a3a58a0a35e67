/* content.c - where what a cue takes begins. */
#include "quote/content.h"

#include "quote/cue.h"

/* Between a cue and what it takes stands an addressee, a place or a time, seldom longer. */
#define BETWEEN_MAX 40

typedef struct {
    const stm_scene *scene;
    stm_frame frame;
    uint32_t group, flags;
} seeker;

static uint8_t pos_at(const seeker *s, uint32_t at) {
    return at < s->frame.last ? s->scene->pos[at] : STM_POS_MARK;
}

static bool is_rune(const seeker *s, uint32_t at, uint32_t rune) {
    return at < s->frame.last && stm_scene_is(s->scene, at, rune);
}

static const stm_verb_group *group_at(const seeker *s, uint32_t at) {
    if (at >= s->frame.last) return NULL;
    uint32_t g = s->scene->phrases.group_of[at];
    return g == STM_NO_GROUP ? NULL : &s->scene->phrases.groups[g];
}

static bool is_time(const seeker *s, uint32_t at) {
    const stm_token *token = &s->scene->doc->tokens[at];
    return stm_token_in(token, STM_LEX_WEEKDAYS) || stm_token_in(token, STM_LEX_MONTHS) ||
           stm_token_in(token, STM_LEX_TIME_UNITS);
}

/* Passes over adverbs and times: "said late on Thursday that". */
static uint32_t skip_times(const seeker *s, uint32_t at) {
    while (at < s->frame.last) {
        uint8_t pos = s->scene->pos[at];
        if (pos == STM_POS_ADVERB) {
            at++;
            continue;
        }
        uint32_t start = at + (pos == STM_POS_PREPOSITION);
        uint32_t end = stm_phrase_end(s->scene->doc, &s->scene->phrases, start, s->frame.last);
        if (end == start || end > start + 5) break;
        if (pos == STM_POS_NAME && is_time(s, at)) {
            /* "said Friday President Putin": a day stands alone before a name. */
            end = at + 1;
            while (end < s->frame.last &&
                   (s->scene->pos[end] == STM_POS_NUMBER ||
                    (stm_scene_is(s->scene, end, ',') && pos_at(s, end + 1) == STM_POS_NUMBER)))
                end++;
        }
        bool timed = false;
        for (uint32_t i = start; i < end; i++) timed |= is_time(s, i);
        if (!timed || s->scene->doc->tokens[end - 1].possessive ||
            !(is_time(s, end - 1) || s->scene->pos[end - 1] == STM_POS_NUMBER))
            break;
        at = end;
    }
    return at;
}

static stm_content content(stm_content_kind kind, uint32_t start) {
    return (stm_content){kind, start};
}

/* A passage right here, or behind a comma or a colon. */
static bool find_passage(const seeker *s, uint32_t at, uint32_t *start) {
    if (is_rune(s, at, ',') || is_rune(s, at, ':') ||
        (at < s->frame.last && stm_scene_is_dash(s->scene, at)))
        at++;
    if (pos_at(s, at) == STM_POS_THAT) at++;
    if (at >= s->frame.last || !s->scene->apart[at]) return false;
    if (s->scene->taken[at]) return false;
    *start = at;
    return true;
}

/* "that" which leads in a clause, not "that man" or "the plan that fails". */
static bool leads_clause(const seeker *s, uint32_t at) {
    if (pos_at(s, at) != STM_POS_THAT || at + 1 >= s->frame.last) return false;
    bool verb = false;
    for (uint32_t i = at + 1; i < s->frame.last && !verb; i++) {
        const stm_verb_group *g = group_at(s, i);
        verb = (g && g->finite) || s->scene->passage[i] != STM_NO_PASSAGE;
        if (stm_scene_is(s->scene, i, ';') || i > at + 2 * BETWEEN_MAX) break;
    }
    if (!verb) return false;
    /* "at that time, ..." */
    if (s->scene->pos[at + 1] == STM_POS_NOUN && at + 2 < s->frame.last && is_rune(s, at + 2, ','))
        return false;
    const stm_verb_group *next = group_at(s, at + 1);
    return !next || s->scene->pos[at + 1] == STM_POS_CONTRACTION;
}

/* What stands right behind the cue, times passed over. */
static stm_content find_here(const seeker *s, uint32_t at) {
    uint32_t start;
    uint32_t flags = s->flags;
    bool speaks = flags & (STM_CUE_DIRECT | STM_CUE_THAT);
    if (speaks && find_passage(s, at, &start)) return content(STM_CONTENT_PASSAGE, start);
    if (at >= s->frame.last || s->scene->taken[at]) return content(STM_CONTENT_NONE, at);
    if (s->scene->pos[at] == STM_POS_THAT) {
        if (speaks && leads_clause(s, at)) return content(STM_CONTENT_CLAUSE, at);
        return content(flags & STM_CUE_NOUN ? STM_CONTENT_NOUN : STM_CONTENT_NONE, at);
    }
    if (is_rune(s, at, ':') && speaks && at + 1 < s->frame.last)
        return content(STM_CONTENT_CLAUSE, at + 1);
    if (is_rune(s, at, '$') || is_rune(s, at, 0xA3) || is_rune(s, at, 0x20AC))
        return content(flags & STM_CUE_NOUN ? STM_CONTENT_NOUN : STM_CONTENT_NONE, at);
    bool paused =
        is_rune(s, at, ',') && at + 1 < s->frame.last && stm_scene_is_mark(s->scene, at + 1);
    if (paused && speaks && !s->scene->taken[at + 1] && s->scene->passage[at + 1] != STM_NO_PASSAGE)
        return content(STM_CONTENT_CLAUSE, at + 1);
    if (is_rune(s, at, ',') && leads_clause(s, at + 1) && speaks)
        return content(STM_CONTENT_CLAUSE, at + 1);
    uint8_t pos = s->scene->pos[at];
    bool asks = flags & (STM_CUE_WHETHER | STM_CUE_NOUN);
    if (pos == STM_POS_WH && (asks || speaks)) return content(STM_CONTENT_CLAUSE, at);
    if (pos == STM_POS_SUBORDINATOR && asks) {
        stm_span span = s->scene->doc->tokens[at].span;
        char first = s->scene->doc->report->text.data[span.start];
        if (first == 'w' || first == 'i') return content(STM_CONTENT_CLAUSE, at);
    }
    const stm_verb_group *next = group_at(s, at);
    bool marked =
        pos == STM_POS_TO && at + 2 < s->frame.last && stm_scene_is_mark(s->scene, at + 1);
    if (pos == STM_POS_TO && ((next && next->infinitive) || marked) && flags & STM_CUE_TO)
        return content(STM_CONTENT_CLAUSE, at);
    return content(STM_CONTENT_NONE, at);
}

/* The clause whose verb comes next and whose subject begins at `at` or behind a preposition there.
 */
static bool begins_clause(const seeker *s, uint32_t at) {
    const stm_scene *scene = s->scene;
    if (pos_at(s, at) == STM_POS_CONTRACTION) return true;
    bool paused = false;
    for (uint32_t i = at; i < s->frame.last && i < at + BETWEEN_MAX; i++) {
        if (scene->apart[i]) return false;
        if (stm_scene_is(scene, i, ';')) return false;
        paused |= is_rune(s, i, ',');
        const stm_verb_group *g = group_at(s, i);
        if (!g || i != g->first) continue;
        if (!g->finite) continue;
        const stm_subject *subject = &scene->subjects[scene->phrases.group_of[i]];
        bool plain =
            s->flags & STM_CUE_THAT && s->flags & STM_CUE_DIRECT && !(s->flags & STM_CUE_NOUN);
        bool joined = i > at && scene->pos[i - 1] == STM_POS_CONJUNCTION;
        uint8_t opener = subject->first > at ? scene->pos[subject->first - 1] : STM_POS_MARK;
        bool hung = opener == STM_POS_THAT || opener == STM_POS_WH ||
                    opener == STM_POS_SUBORDINATOR ||
                    (opener == STM_POS_PREPOSITION && subject->own);
        if (hung && subject->first > at + 1) continue;
        if (plain && i > at && !joined && !subject->relative && !hung && !paused) return true;
        if (!subject->own || subject->relative || subject->inverted) continue;
        if (subject->subordinate && subject->first != at) continue;
        if (subject->first < at) return false;
        paused = false;
        for (uint32_t k = at; k < subject->first; k++) paused |= is_rune(s, k, ',');
        return !paused || s->flags & STM_CUE_DIRECT;
    }
    return false;
}

/* Whether only noun phrases and what joins them stand from at to limit. */
static bool is_plain(const seeker *s, uint32_t at, uint32_t limit) {
    for (; at < limit; at++) {
        uint8_t pos = s->scene->pos[at];
        const stm_verb_group *g = group_at(s, at);
        if (g && (g->finite || stm_cue_flags(s->scene->doc, g->head, s->frame.last))) return false;
        if (pos == STM_POS_SUBORDINATOR || pos == STM_POS_WH || pos == STM_POS_THAT) return false;
        if (s->scene->taken[at] || is_rune(s, at, ';') || is_rune(s, at, ':')) return false;
    }
    return true;
}

/* Behind an addressee, a place, an occasion: "told reporters in Oslo that", "said in a speech, “".
 */
static stm_content find_beyond(const seeker *s, uint32_t at) {
    uint32_t limit = at + BETWEEN_MAX < s->frame.last ? at + BETWEEN_MAX : s->frame.last;
    bool asks = s->flags & STM_CUE_WHETHER;
    for (uint32_t i = at; i < limit; i++) {
        const stm_verb_group *g = group_at(s, i);
        uint32_t start;
        if (find_passage(s, i, &start)) {
            return content(is_plain(s, at, i) ? STM_CONTENT_PASSAGE : STM_CONTENT_NONE, start);
        }
        if (is_rune(s, i, ':') && i + 1 < s->frame.last && s->flags & STM_CUE_DIRECT &&
            is_plain(s, at, i))
            return content(STM_CONTENT_CLAUSE, i + 1);
        if (s->flags & STM_CUE_THAT && s->scene->pos[i] == STM_POS_THAT && leads_clause(s, i) &&
            i > at) {
            bool listed = false;
            for (uint32_t k = at; k + 1 < i; k++) listed |= is_rune(s, k, ',');
            bool aside = is_rune(s, at, ',') && is_rune(s, i - 1, ',');
            if ((aside || !listed) && is_plain(s, at, i)) return content(STM_CONTENT_CLAUSE, i);
            break;
        }
        if (asks && i > at && s->flags & STM_CUE_ADDRESSEE &&
            i == stm_phrase_end(s->scene->doc, &s->scene->phrases, at, limit)) {
            uint8_t pos = s->scene->pos[i];
            if (pos == STM_POS_WH || pos == STM_POS_SUBORDINATOR)
                return content(STM_CONTENT_CLAUSE, i);
        }
        if (g && g->finite) break;
        if (s->scene->taken[i]) break;
    }
    return content(STM_CONTENT_NONE, at);
}

static stm_content find_addressed(const seeker *s, uint32_t at) {
    uint32_t end = stm_phrase_end(s->scene->doc, &s->scene->phrases, at, s->frame.last);
    if (end == at) return content(STM_CONTENT_NONE, at);
    const stm_verb_group *next = group_at(s, end);
    if (pos_at(s, end) == STM_POS_TO && next && next->infinitive)
        return content(STM_CONTENT_NOUN, at);
    uint32_t later = skip_times(s, end);
    if (begins_clause(s, later)) return content(STM_CONTENT_CLAUSE, later);
    return content(STM_CONTENT_NONE, at);
}

static bool begins_noun(const seeker *s, uint32_t at) {
    if (at >= s->frame.last || s->scene->apart[at]) return false;
    uint8_t pos = s->scene->pos[at];
    if (stm_pos_is_nominal(pos)) return true;
    if (pos == STM_POS_MARK) return stm_scene_is_mark(s->scene, at) && at + 1 < s->frame.last;
    if (pos == STM_POS_VERB) return s->scene->phrases.speech.form[at] == STM_ING;
    return pos == STM_POS_DETERMINER || pos == STM_POS_POSSESSIVE || pos == STM_POS_PRONOUN ||
           pos == STM_POS_OBJECT || pos == STM_POS_WH;
}

stm_content stm_content_behind(const stm_scene *scene, stm_frame frame, uint32_t group, uint32_t at,
                               uint32_t flags) {
    seeker s = {scene, frame, group, flags};
    uint32_t later = skip_times(&s, at);
    stm_content c = find_here(&s, later);
    if (c.kind) return c;
    bool speaks = flags & STM_CUE_THAT;
    if (flags & STM_CUE_ADDRESSEE) {
        c = find_beyond(&s, later);
        if (!c.kind) c = find_addressed(&s, later);
        if (c.kind) return c;
        if (flags & STM_CUE_NOUN && begins_noun(&s, later)) return content(STM_CONTENT_NOUN, later);
        return c;
    }
    uint8_t pos = pos_at(&s, later + is_rune(&s, later, ','));
    bool placed = pos == STM_POS_PREPOSITION || pos == STM_POS_TO;
    if (flags & (STM_CUE_DIRECT | STM_CUE_THAT)) {
        s.flags = placed ? flags : flags & ~(uint32_t)STM_CUE_THAT;
        c = find_beyond(&s, later);
        s.flags = flags;
        if (c.kind) return c;
    }
    if (is_rune(&s, later, ',') || later >= frame.last || scene->taken[later]) return c;
    if (speaks && begins_clause(&s, later)) return content(STM_CONTENT_CLAUSE, later);

    if (flags & (STM_CUE_THAT | STM_CUE_DIRECT) && stm_scene_is_mark(scene, later) &&
        scene->passage[later] != STM_NO_PASSAGE &&
        !stm_scene_is_title(scene, scene->passage[later]))
        return content(STM_CONTENT_CLAUSE, later);
    if (flags & STM_CUE_NOUN && begins_noun(&s, later)) return content(STM_CONTENT_NOUN, later);
    return content(STM_CONTENT_NONE, later);
}
