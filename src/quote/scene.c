/* scene.c - a document made ready for the search for quotations. */
#include "quote/scene.h"

#include "base/utf8.h"
#include "quote/cue.h"

bool stm_scene_is_dash(const stm_scene *scene, uint32_t at) {
    uint32_t rune = scene->doc->tokens[at].rune;
    return rune == '-' || (rune >= 0x2012 && rune <= 0x2015);
}

bool stm_scene_is_mark(const stm_scene *scene, uint32_t at) {
    uint32_t rune = scene->doc->tokens[at].rune;
    return rune == '"' || rune == '\'' || rune == '`' || rune == 0xAB || rune == 0xBB ||
           (rune >= 0x2018 && rune <= 0x201F) || rune == 0x2039 || rune == 0x203A;
}

stm_span stm_scene_tokens(const stm_scene *scene, uint32_t passage) {
    stm_span outer = scene->marks.items[passage].outer;
    uint32_t first = stm_document_token_at(scene->doc, outer.start);
    uint32_t last = stm_document_token_at(scene->doc, outer.end);
    if (last < scene->doc->token_count && scene->doc->tokens[last].span.start < outer.end) last++;
    return (stm_span){first, last};
}

bool stm_scene_is_title(const stm_scene *scene, uint32_t passage) {
    stm_span tokens = stm_scene_tokens(scene, passage);
    uint32_t words = 0;
    for (uint32_t i = tokens.start; i < tokens.end; i++) {
        const stm_token *t = &scene->doc->tokens[i];
        if (t->kind == STM_PUNCT && (t->rune == ',' || t->rune == '.')) return false;
        if (t->kind != STM_WORD) continue;
        words++;
        bool small = scene->pos[i] != STM_POS_NOUN && scene->pos[i] != STM_POS_NAME &&
                     scene->pos[i] != STM_POS_VERB;
        if (t->shape == STM_LOWER && !small) return false;
        if (t->shape == STM_LOWER && words == 1) return false;
    }
    return words > 1;
}

void stm_scene_take(stm_scene *scene, uint32_t first, uint32_t last) {
    for (; first < last; first++) scene->taken[first] = true;
}

static bool ends_loosely(const stm_scene *scene, uint32_t at, bool at_end) {
    uint32_t rune = scene->doc->tokens[at].rune;
    if (rune == ',' || rune == ';' || rune == ':' || stm_scene_is_dash(scene, at)) return true;
    if (at_end) return rune == '.';
    return rune == '.' || rune == ')';
}

/* A mark at the end of a content is left out unless its partner is inside. */
static bool is_loose_mark(const stm_scene *scene, uint32_t at, uint32_t first, uint32_t last) {
    if (!stm_scene_is_mark(scene, at)) return false;
    uint32_t p = scene->passage[at];
    if (p == STM_NO_PASSAGE) return true;
    stm_span tokens = stm_scene_tokens(scene, p);
    bool covers = tokens.start <= first && tokens.end >= last;
    return covers || tokens.start < first || tokens.end > last;
}

void stm_scene_put(stm_scene *scene, stm_scene_draft *draft, uint32_t first, uint32_t last) {
    stm_scene_take(scene, first, last);
    while (first < last &&
           (ends_loosely(scene, first, false) || is_loose_mark(scene, first, first, last)))
        first++;
    while (last > first &&
           (ends_loosely(scene, last - 1, true) || is_loose_mark(scene, last - 1, first, last)))
        last--;
    if (first == last) return;
    stm_vec_put(scene->arena, &draft->content, stm_document_span(scene->doc, first, last));
}

void stm_scene_put_passage(stm_scene *scene, stm_scene_draft *draft, uint32_t passage) {
    stm_span tokens = stm_scene_tokens(scene, passage);
    stm_scene_take(scene, tokens.start, tokens.end);
    stm_span inner = scene->marks.items[passage].inner;
    stm_slice text = scene->doc->report->text;
    while (inner.start < inner.end) {
        size_t next = inner.start;
        if (!stm_utf8_is_space(stm_utf8_next(text, &next))) break;
        inner.start = (uint32_t)next;
    }
    while (inner.end > inner.start) {
        size_t before = inner.end;
        uint32_t rune = stm_utf8_before(text, &before);
        if (!stm_utf8_is_space(rune) && rune != ',') break;
        inner.end = (uint32_t)before;
    }
    if (inner.start == inner.end) return;
    stm_vec_put(scene->arena, &draft->content, inner);
    draft->passage = passage;
}

/* Whether a noun phrase and a verb of speaking follow: “No” Smith said. */
static bool is_tagged(const stm_scene *scene, uint32_t last, uint32_t at, uint32_t *end) {
    uint32_t verb = stm_phrase_long_end(scene->doc, &scene->phrases, at, last);
    *end = last;
    if (verb == at || verb >= last) return false;
    while (verb < last && scene->pos[verb] == STM_POS_ADVERB) verb++;
    uint32_t g = verb < last ? scene->phrases.group_of[verb] : STM_NO_GROUP;
    if (g == STM_NO_GROUP || !scene->phrases.groups[g].finite) return false;
    *end = scene->phrases.groups[g].last;
    return stm_cue_flags(scene->doc, scene->phrases.groups[g].head, last) & STM_CUE_DIRECT;
}

/* “Why?” Smith asked: the reporting clause begins with a capital, and so passes for a sentence. */
static bool follows_passage(const stm_scene *scene, stm_sentence sentence) {
    uint32_t first = sentence.first, end;
    if (first == 0 ||
        scene->doc->sentences[scene->doc->sentence_of[first - 1]].block != sentence.block)
        return false;
    if (scene->passage[first - 1] == STM_NO_PASSAGE || scene->passage[first] != STM_NO_PASSAGE)
        return false;
    if (!is_tagged(scene, sentence.last, first, &end) || end >= sentence.last) return false;
    uint32_t rune = scene->doc->tokens[end].rune;
    uint32_t said = first;
    while (said > 0 && stm_scene_is_mark(scene, said - 1)) said--;
    if (said == 0) return false;
    uint32_t before = scene->doc->tokens[said - 1].rune;
    /* “It is closed.” Smith added, “It opens in May.” is two quotations. */
    bool anew = before == '.' && rune == ',' && end + 1 < sentence.last &&
                scene->passage[end + 1] != STM_NO_PASSAGE;
    if (anew) return false;
    if (rune == '.' || rune == ',') return true;
    if (before != '?' && before != '!' && before != 0x2026 && before != 0x2014) return false;
    for (; end < sentence.last; end++) {
        uint8_t pos = scene->pos[end];
        rune = scene->doc->tokens[end].rune;
        if (pos == STM_POS_THAT || scene->passage[end] != STM_NO_PASSAGE || rune == ':')
            return false;
        bool ends = rune == ',' || pos == STM_POS_SUBORDINATOR || pos == STM_POS_WH ||
                    pos == STM_POS_CONJUNCTION;
        bool when = pos == STM_POS_PREPOSITION && end + 1 < sentence.last &&
                    scene->pos[end + 1] == STM_POS_PRONOUN;
        if (ends || when) return true;
        uint32_t g = scene->phrases.group_of[end];
        bool bare = g != STM_NO_GROUP &&
                    scene->phrases.speech.form[scene->phrases.groups[g].first] == STM_PAST &&
                    stm_pos_is_nominal(scene->pos[end - 1]);
        if (g != STM_NO_GROUP && scene->phrases.groups[g].finite && !bare) return false;
    }
    return true;
}

static void find_frames(stm_scene *scene) {
    const stm_document *doc = scene->doc;
    for (uint32_t s = 0; s < doc->sentence_count; s++) {
        stm_sentence sentence = doc->sentences[s];
        uint32_t first = sentence.first;
        bool crossed = first > 0 && scene->passage[first] != STM_NO_PASSAGE &&
                       scene->passage[first] == scene->passage[first - 1];
        if ((crossed || follows_passage(scene, sentence)) && scene->frames.len > 0)
            scene->frames.items[scene->frames.len - 1].last = sentence.last;
        else
            stm_vec_put(scene->arena, &scene->frames,
                        (stm_frame){first, sentence.last, sentence.block});
    }
}

static const uint32_t *find_passages(stm_scene *scene) {
    uint32_t count = scene->doc->token_count;
    uint32_t *passage = STM_TAKE(scene->arena, uint32_t, count + 1);
    memset(passage, 0xFF, count * sizeof *passage);
    for (uint32_t p = 0; p < scene->marks.count; p++) {
        if (scene->marks.items[p].depth > 0) continue;
        stm_span tokens = stm_scene_tokens(scene, p);
        for (uint32_t i = tokens.start; i < tokens.end; i++) passage[i] = p;
    }
    return passage;
}

/* Whether the words inside end as an utterance does. */
static bool ends_itself(const stm_scene *scene, stm_span inner) {
    if (inner.end <= inner.start) return false;
    size_t at = inner.end;
    uint32_t rune = stm_utf8_before(scene->doc->report->text, &at);
    while (stm_utf8_is_space(rune) && at > inner.start)
        rune = stm_utf8_before(scene->doc->report->text, &at);
    return rune == '.' || rune == ',' || rune == '!' || rune == '?' || rune == 0x2026 ||
           rune == 0x2014 || rune == 0x2013 || rune == 0x2019 || rune == '\'';
}

/* A passage stands apart where it begins a sentence or follows a cue, a comma or a colon, and ends
 * as an utterance; else its words are read as a part of the reporter's sentence. */
static bool stands_apart(const stm_scene *scene, stm_frame frame, uint32_t p) {
    const stm_document *doc = scene->doc;
    stm_span tokens = stm_scene_tokens(scene, p);
    const stm_marked *marked = &scene->marks.items[p];
    bool leads = tokens.start <= frame.first;
    if (!leads) {
        uint32_t before = tokens.start - 1;
        uint32_t rune = doc->tokens[before].rune;
        leads = rune == ',' || rune == ':' || rune == '.' || rune == '?' || rune == '!' ||
                rune == 0x2026 || rune == ')' || stm_scene_is_dash(scene, before) ||
                (scene->passage[before] != STM_NO_PASSAGE && scene->passage[before] + 1 == p);
        if (!leads && scene->pos[before] == STM_POS_VERB)
            leads = stm_cue_flags(doc, before, frame.last) & STM_CUE_DIRECT;
        if (!leads) {
            /* "told reporters “...”": an addressee lies between. */
            uint32_t start = stm_phrase_start(doc, &scene->phrases, frame.first, tokens.start);
            if (start < tokens.start && start > frame.first &&
                scene->pos[start - 1] == STM_POS_VERB)
                leads = stm_cue_flags(doc, start - 1, frame.last) & STM_CUE_ADDRESSEE;
        }
    }
    if (!leads) return false;
    uint32_t end;
    if (marked->continues || ends_itself(scene, marked->inner)) return true;
    if (tokens.end >= frame.last ||
        (tokens.start <= frame.first && is_tagged(scene, frame.last, tokens.end, &end)))
        return true;
    uint32_t rune = doc->tokens[tokens.end].rune;
    return rune == ',' || rune == '.' || rune == '!' || rune == '?' || rune == ';' ||
           stm_scene_is_dash(scene, tokens.end);
}

static void find_apart(stm_scene *scene) {
    bool *apart = STM_TAKE(scene->arena, bool, scene->doc->token_count + 1);
    bool *whole = STM_TAKE(scene->arena, bool, scene->marks.count + 1);
    size_t frame = 0;
    for (uint32_t p = 0; p < scene->marks.count; p++) {
        if (scene->marks.items[p].depth > 0) continue;
        stm_span tokens = stm_scene_tokens(scene, p);
        while (frame < scene->frames.len && scene->frames.items[frame].last <= tokens.start)
            frame++;
        if (frame == scene->frames.len) break;
        whole[p] = stands_apart(scene, scene->frames.items[frame], p);
        if (!whole[p]) continue;
        for (uint32_t i = tokens.start; i < tokens.end; i++) apart[i] = true;
    }
    scene->apart = apart;
    scene->whole = whole;
}

stm_scene *stm_scene_new(stm_arena *arena, const stm_document *doc, stm_marks marks,
                         const stm_names *names, uint32_t index) {
    stm_scene *scene = STM_TAKE(arena, stm_scene, 1);
    scene->arena = arena;
    scene->doc = doc;
    scene->marks = marks;
    scene->names = names;
    scene->index = index;
    scene->waiting.frame = UINT32_MAX;
    scene->phrases = stm_phrases_find(arena, doc);
    scene->pos = scene->phrases.speech.pos;
    scene->taken = STM_TAKE(arena, bool, doc->token_count + 1);
    scene->passage = find_passages(scene);
    find_frames(scene);
    find_apart(scene);
    scene->subjects = stm_subject_find(arena, doc, &scene->phrases, scene->apart,
                                       stm_marks_cover(arena, doc, marks));
    return scene;
}
