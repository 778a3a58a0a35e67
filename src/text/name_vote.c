/* name_vote.c - what kind of entity a phrase speaks for, and what stands beside it. */
#include "text/name_finder.h"

static void vote(stm_name_phrase *p, stm_entity_kind kind, uint8_t weight) {
    uint32_t sum = p->votes[kind] + (uint32_t)weight;
    p->votes[kind] = (uint8_t)(sum < 200 ? sum : 200);
}

static bool ends_in(const stm_finder *f, const stm_name_phrase *p, enum stm_lex_class class,
                    stm_lex_match *m) {
    *m = stm_name_match_back(f->doc, class, p->name_first, p->name_last);
    return m->words > 0;
}

/* "Bank of England": the head stands before the link. */
static uint32_t head_end(const stm_finder *f, const stm_name_phrase *p) {
    for (uint32_t at = p->name_first + 1; at < p->name_last; at++)
        if (stm_name_function(f->doc, at) == STM_LINK &&
            stm_finder_token(f, at)->shape == STM_LOWER)
            return at;
    return p->name_last;
}

static bool has_two_letters(const stm_finder *f, const stm_name_phrase *p) {
    const stm_token *t = stm_finder_token(f, p->name_first);
    return t->shape == STM_UPPER && stm_name_text(f->doc, p->name_first).len >= 2;
}

/* "Russia-Ukraine", "U.S.-led": an adjective. */
static bool is_people_pair(const stm_finder *f, uint32_t at) {
    stm_slice text = stm_name_text(f->doc, at);
    for (uint32_t i = 1; i + 1 < text.len && i < 24; i++) {
        if (text.data[i] != '-') continue;
        uint64_t part = stm_name_part(f->doc, at, 0, i);
        uint64_t classes = stm_lexicon_classes(f->doc->lexicon, part);
        return classes >> STM_LEX_COUNTRIES & 1 || classes >> STM_LEX_NATIONALITIES & 1;
    }
    return false;
}

/* "J.", "J.K." */
static bool is_initial(const stm_finder *f, uint32_t at) {
    stm_slice text = stm_name_text(f->doc, at);
    return text.len > 1 && text.len < 7 && text.data[1] == '.' &&
           !stm_name_known(f->doc, at, at + 1).words;
}

static void vote_by_words(const stm_finder *f, stm_name_phrase *p) {
    uint32_t words = p->name_last - p->name_first;
    stm_known known = stm_name_known(f->doc, p->name_first, p->name_last);
    p->country = words == 1 && is_people_pair(f, p->name_first);
    uint32_t root =
        words == 1 ? stm_map_find(f->reader->roots, f->doc->words[p->name_first]) : STM_MAP_NONE;
    if (root != STM_MAP_NONE && !p->honorific && p->title == STM_NO_ROLE) {
        p->country |= root & 1;
        vote(p, STM_PLACE, 1);
    }
    if (known.words == words) {
        p->whole = true;
        p->country = known.is_people;
        if (!known.is_people) vote(p, known.kind, 6);
        return;
    }
    stm_name_phrase head = *p;
    head.name_last = head_end(f, p);
    bool linked = head.name_last < p->name_last;
    stm_lex_match m, first = stm_finder_match(f, STM_LEX_PLACE_NOUNS, p->name_first, p->name_last);
    if (words > 1 && is_initial(f, p->name_first)) vote(p, STM_PERSON, 3);
    bool given = stm_finder_in(f, STM_LEX_GIVEN_NAMES, p->name_first) && words > 1 &&
                 stm_finder_token(f, p->name_first)->shape == STM_CAPITAL;
    if ((words > 1 || linked) && ends_in(f, &head, STM_LEX_BODY_NOUNS, &m) &&
        !stm_name_has(m.value, "many"))
        vote(p, STM_BODY, given && words == 2 ? 1 : 5);
    else if (words > 1 && ends_in(f, &head, STM_LEX_PLACE_NOUNS, &m) &&
             !stm_name_has(m.value, "first"))
        vote(p, stm_name_has(m.value, "thing") ? STM_THING : STM_PLACE,
             given && words == 2 ? 1 : 4);
    else if (words > 1 && !given && stm_name_has(first.value, "thing"))
        vote(p, STM_THING, 4);
    else if (words > 1 && !given && stm_name_has(first.value, "first") && !p->honorific)
        vote(p, STM_PLACE, 2);
    else if (words > 1 && known.words && known.words < words && !given)
        vote(p, STM_THING, 1);
    if (given) vote(p, STM_PERSON, 3);
    stm_lex_match body = stm_finder_match(f, STM_LEX_BODY_NOUNS, p->name_first, p->name_last);
    if (body.words && !given && !p->honorific && !stm_name_has(body.value, "many") &&
        !stm_name_has(body.value, "field"))
        vote(p, STM_BODY, 2);
    if (words == 1 && has_two_letters(f, p)) vote(p, STM_BODY, 2);
}

/* What closes an apposition. */
static bool closes(const stm_finder *f, uint32_t at) {
    if (at >= f->end) return true;
    const stm_token *t = stm_finder_token(f, at);
    if (t->kind == STM_PUNCT) return t->rune != '\'' && t->rune != 0x2019;
    stm_function function = stm_name_function(f->doc, at);
    return function == STM_RELATIVE || function == STM_JOIN || function == STM_PREPOSITION ||
           function == STM_LINK;
}

/* A place or a body holds no office, and a person is no body. */
static bool may_be(const stm_name_phrase *p, const stm_role *role) {
    uint32_t person = p->votes[STM_PERSON] + (p->honorific || p->title != STM_NO_ROLE ? 6u : 0u);
    if (role->tags & STM_ROLE_BODY) return !p->whole || p->votes[STM_BODY] ? person < 4 : false;
    return !p->whole && p->votes[STM_BODY] < 4 && p->votes[STM_PLACE] < 4;
}

/* "Jane Roe, 54, a lawyer for the utility, said". */
static void read_apposition(stm_finder *f, stm_name_phrase *p) {
    uint32_t at = p->last;
    if (!stm_name_is_mark(stm_finder_token(f, at), ',') || p->owner) return;
    at++;
    if (at + 1 < f->end && stm_finder_token(f, at)->kind == STM_NUMBER &&
        stm_name_is_mark(stm_finder_token(f, at + 1), ',')) {
        if (stm_finder_token(f, at)->span.end - stm_finder_token(f, at)->span.start <= 3)
            vote(p, STM_PERSON, 4);
        at += 2;
    }
    stm_role role;
    if (at >= f->end || !stm_role_read(f->reader, at, f->end, &role)) return;
    if (!closes(f, role.last) || role.tags & STM_ROLE_PLURAL) return;
    bool bare = role.article == STM_NO_FUNCTION;
    if (bare && role.link_last == role.link_first && stm_name_is_capital(f->doc, at)) return;
    if (bare && stm_name_known(f->doc, at, f->end).words) return;
    if (!may_be(p, &role)) return;
    p->beside = stm_finder_put_title(f, role);
    p->beside_count = 1;
    while (stm_name_function(f->doc, role.last) == STM_JOIN &&
           stm_role_read(f->reader, role.last + 1, f->end, &role) && closes(f, role.last) &&
           !(role.tags & STM_ROLE_PLURAL) && role.article) {
        stm_finder_put_title(f, role);
        p->beside_count++;
    }
}

/* "Jory Pell left", "said Jory Pell." */
static bool stands_by_verb(const stm_finder *f, const stm_name_phrase *p) {
    bool before = p->first > f->begin && stm_finder_in(f, STM_LEX_CUE_VERBS, p->first - 1);
    uint32_t next = p->last;
    bool set_off = p->first > f->begin && stm_name_is_mark(&f->doc->tokens[p->first - 1], ',');
    if (set_off && next < f->end && stm_name_is_mark(&f->doc->tokens[next], ',')) next++;
    if (next >= f->end || stm_finder_token(f, next)->shape != STM_LOWER) return before;
    return before || stm_finder_is_verb(f, next) || stm_finder_in(f, STM_LEX_CUE_VERBS, next);
}

static void vote_by_place(const stm_finder *f, stm_name_phrase *p) {
    if (p->title != STM_NO_ROLE) vote(p, STM_PERSON, 6);
    if (p->honorific) vote(p, STM_PERSON, 6);
    if (p->beside != STM_NO_ROLE) {
        bool body = f->found->titles.items[p->beside].tags & STM_ROLE_BODY;
        vote(p, body ? STM_BODY : STM_PERSON, 4);
    }
    uint32_t next = p->last + stm_name_is_mark(stm_finder_token(f, p->last), ',');
    if (stm_name_hints(f->doc, next, "person")) vote(p, STM_PERSON, 2);
    if (stands_by_verb(f, p) && p->name_last - p->name_first > 1) vote(p, STM_PERSON, 1);
    if (p->first > f->begin && p->title == STM_NO_ROLE && !p->honorific) {
        stm_function before = stm_name_function(f->doc, p->first - 1);
        if (stm_name_hints(f->doc, p->first - 1, "place")) vote(p, STM_PLACE, 2);
        if (before == STM_DEFINITE) vote(p, STM_BODY, 1);
    }
}

void stm_phrase_vote(stm_finder *f, stm_name_phrase *p) {
    vote_by_words(f, p);
    if (!p->country) read_apposition(f, p);
    vote_by_place(f, p);
}

void stm_phrase_put_beside(stm_finder *f, stm_name_phrase *p, const stm_role *role) {
    if (!may_be(p, role)) return;
    p->beside = stm_finder_put_title(f, *role);
    p->beside_count = 1;
    vote(p, role->tags & STM_ROLE_BODY ? STM_BODY : STM_PERSON, 4);
}
