/* extent.c - where what a cue takes ends. */
#include "quote/extent.h"

#include "quote/cue.h"

/* How far behind a comma the verb of a new report of speech may stand. */
#define REPORT_MAX 12

typedef struct {
    const stm_scene *scene;
    stm_frame frame;
    uint32_t group;
    stm_content content;
} measure;

typedef enum { PRESENT, PERFECT, PAST } tense;

static const stm_verb_group *group_at(const measure *m, uint32_t at) {
    if (at >= m->frame.last) return NULL;
    uint32_t g = m->scene->phrases.group_of[at];
    return g == STM_NO_GROUP ? NULL : &m->scene->phrases.groups[g];
}

static uint8_t pos_at(const measure *m, uint32_t at) {
    return at < m->frame.last ? m->scene->pos[at] : STM_POS_MARK;
}

static bool is_comma(const measure *m, uint32_t at) {
    return at < m->frame.last && stm_scene_is(m->scene, at, ',');
}

static tense tense_of(const measure *m, const stm_verb_group *g) {
    const stm_scene *scene = m->scene;
    stm_slice lead = stm_slice_at(scene->doc->report->text, scene->doc->tokens[g->first].span);
    switch (scene->pos[g->first]) {
    case STM_POS_HAVE:
        return stm_slice_is(lead, STM_LIT("had")) ? PAST : PERFECT;
    case STM_POS_BE:
        return lead.data[0] == 'w' ? PAST : PRESENT;
    case STM_POS_DO:
        return stm_slice_begins(lead, STM_LIT("did")) ? PAST : PRESENT;
    case STM_POS_MODAL:
        return stm_slice_begins(lead, STM_LIT("wou")) ? PAST : PRESENT;
    case STM_POS_VERB:
        return scene->phrases.speech.form[g->first] == STM_PAST ? PAST : PRESENT;
    default:
        return PRESENT;
    }
}

/* The verb of the content that stands nearest before `at`. */
static const stm_verb_group *verb_inside(const measure *m, uint32_t at) {
    uint32_t low = at > m->content.start + 40 ? at - 40 : m->content.start;
    while (at > low) {
        const stm_verb_group *g = group_at(m, --at);
        if (g && g->finite) return g;
    }
    return NULL;
}

/* "Smith said he is ready but voiced doubts": the verb without a subject goes with "said" where its
 * tense is that of "said", or is not that of the verb between. */
static bool resumes(const measure *m, uint32_t at, const stm_verb_group *g) {
    if (m->group == STM_NO_GROUP || !g->finite) return false;
    const stm_verb_group *own = &m->scene->phrases.groups[m->group];
    const stm_verb_group *inside = verb_inside(m, at);
    bool bare = m->scene->phrases.speech.form[g->first] == STM_BARE;
    bool cue = stm_cue_flags(m->scene->doc, g->head, m->frame.last) != 0;
    if (m->content.kind == STM_CONTENT_NOUN) {
        if (inside && tense_of(m, inside) == tense_of(m, g) && !cue) return false;
        if (bare && !inside)
            return own->finite && m->scene->phrases.speech.form[own->head] == STM_BARE;
        return !bare;
    }
    if (!inside) return own->finite && !bare;
    if (!cue)
        return own->finite && tense_of(m, g) == tense_of(m, own) &&
               tense_of(m, g) != tense_of(m, inside);
    if (!own->finite) return tense_of(m, inside) != tense_of(m, g);
    if (tense_of(m, g) == tense_of(m, own)) return true;
    return tense_of(m, own) == PERFECT && tense_of(m, g) == PAST;
}

/* Whether a report of speech begins behind the comma or with the conjunction at `at`: "and added",
 * ", saying", ", but the mayor said", "with the mayor saying". */
static bool leads_report(const measure *m, uint32_t at, bool comma) {
    const stm_scene *scene = m->scene;
    uint32_t limit = at + REPORT_MAX < m->frame.last ? at + REPORT_MAX : m->frame.last;
    bool joined = pos_at(m, at) == STM_POS_CONJUNCTION;
    at += joined;
    bool with = pos_at(m, at) == STM_POS_PREPOSITION || pos_at(m, at) == STM_POS_SUBORDINATOR;
    at += with;
    while (at < limit && scene->pos[at] == STM_POS_ADVERB) at++;
    for (uint32_t i = at; i < limit; i++) {
        const stm_verb_group *g = group_at(m, i);
        if (g && i == g->first) {
            uint32_t flags = stm_cue_flags(scene->doc, g->head, m->frame.last);
            bool speaks = flags & (STM_CUE_THAT | STM_CUE_DIRECT);
            bool ing = scene->phrases.speech.form[g->head] == STM_ING && g->first == g->head;
            if (i == at) {
                if (joined && ing && m->group != STM_NO_GROUP) {
                    /* "calling it late and asking why" */
                    const stm_verb_group *own = &scene->phrases.groups[m->group];
                    return flags && own->first == own->head &&
                           scene->phrases.speech.form[own->head] == STM_ING;
                }
                if (joined && g->finite) return resumes(m, i, g);
                return ing && comma && speaks;
            }
            const stm_subject *subject = &scene->subjects[scene->phrases.group_of[i]];
            if (subject->own && !subject->inverted && subject->first < at - joined) return false;
            return speaks && (g->finite || (ing && with));
        }
        if (scene->pos[i] == STM_POS_MARK || scene->pos[i] == STM_POS_THAT ||
            scene->pos[i] == STM_POS_WH)
            return false;
    }
    return false;
}

static bool ends_noun(const measure *m, uint32_t at) {
    uint8_t pos = m->scene->pos[at];
    if (stm_scene_is_dash(m->scene, at)) return true;
    if (pos == STM_POS_SUBORDINATOR) return true;
    if (!is_comma(m, at)) return false;
    /* "bread, salt and butter" goes on */
    uint32_t end = stm_phrase_long_end(m->scene->doc, &m->scene->phrases, at + 1, m->frame.last);
    uint32_t near = stm_phrase_end(m->scene->doc, &m->scene->phrases, at + 1, m->frame.last);
    if (near > at + 1 && near < m->frame.last && m->scene->pos[near] == STM_POS_CONJUNCTION)
        return false;
    bool listed = end > at + 1 && end < m->frame.last &&
                  (is_comma(m, end) || m->scene->pos[end] == STM_POS_CONJUNCTION);
    return !listed && pos_at(m, at + 1) != STM_POS_CONJUNCTION;
}

/* "While Smith says so, nobody comes": the cue's clause leads in the sentence's own. */
static bool is_fronted(const measure *m) {
    const stm_scene *scene = m->scene;
    uint32_t at = m->frame.first;
    while (at < m->frame.last &&
           (scene->pos[at] == STM_POS_MARK || scene->pos[at] == STM_POS_CONJUNCTION))
        at++;
    if (m->group == STM_NO_GROUP || at >= m->frame.last) return false;
    const stm_verb_group *own = &scene->phrases.groups[m->group];
    bool leads = scene->pos[at] == STM_POS_SUBORDINATOR || scene->pos[at] == STM_POS_WH ||
                 scene->pos[at] == STM_POS_PREPOSITION;
    const stm_verb_group *first = group_at(m, at);
    bool participle = first && !first->finite && own->first == first->first;
    if (!leads && !participle) return false;
    for (uint32_t i = at; i < own->first; i++) {
        const stm_verb_group *g = group_at(m, i);
        if (is_comma(m, i) || (g && g->finite)) return false;
    }
    return true;
}

/* Whether a clause with a subject of its own begins at the token. */
static bool begins_clause(const measure *m, uint32_t at) {
    while (at < m->frame.last && m->scene->pos[at] == STM_POS_ADVERB) at++;
    for (uint32_t i = at; i < m->frame.last && i < at + REPORT_MAX; i++) {
        const stm_verb_group *g = group_at(m, i);
        if (is_comma(m, i)) return false;
        if (!g || i != g->first || !g->finite) continue;
        const stm_subject *subject = &m->scene->subjects[m->scene->phrases.group_of[i]];
        return subject->own && !subject->relative && subject->first == at;
    }
    return false;
}

/* "Smith said the bridge is closed, raising fears of": what comes of it is the reporter's to tell.
 */
static bool adds_result(const measure *m, uint32_t at) {
    const stm_verb_group *next = group_at(m, at);
    if (!next || next->first != at || next->head != at || m->group == STM_NO_GROUP) return false;
    return m->scene->phrases.speech.form[at] == STM_ING &&
           m->scene->phrases.groups[m->group].finite;
}

static bool ends_at_comma(const measure *m, uint32_t at, bool fronted) {
    if (leads_report(m, at + 1, true)) return true;
    if (adds_result(m, at + 1)) return true;
    return fronted && begins_clause(m, at + 1);
}

static bool ends_at(const measure *m, uint32_t at, bool fronted) {
    const stm_scene *scene = m->scene;
    if (stm_scene_is(scene, at, ';'))
        return leads_report(m, at + 1, true) || begins_clause(m, at + 1);
    /* “...,” and: the comma may stand inside the marks. */
    bool inner = at >= m->content.start + 2 && scene->passage[at - 1] != STM_NO_PASSAGE &&
                 is_comma(m, at - 2);
    if (inner && (leads_report(m, at, true) || (fronted && begins_clause(m, at)))) return true;
    if (is_comma(m, at) && ends_at_comma(m, at, fronted)) return true;
    if (scene->pos[at] == STM_POS_CONJUNCTION && leads_report(m, at, false)) return true;
    return m->content.kind == STM_CONTENT_NOUN && ends_noun(m, at);
}

uint32_t stm_extent_end(const stm_scene *scene, stm_frame frame, uint32_t group, stm_content c) {
    measure m = {scene, frame, group, c};
    bool fronted = is_fronted(&m);
    for (uint32_t i = c.start; i < frame.last; i++) {
        if (scene->taken[i]) return i;
        if (scene->apart[i]) {
            bool breaks = i > c.start && (is_comma(&m, i - 1) || stm_scene_is_dash(scene, i - 1));
            if (breaks) return i;
            uint32_t end = stm_scene_tokens(scene, scene->passage[i]).end;
            return end < frame.last ? end : frame.last;
        }
        if (scene->passage[i] == STM_NO_PASSAGE && i > c.start && ends_at(&m, i, fronted)) return i;
    }
    return frame.last;
}
