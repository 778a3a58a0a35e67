/* name_title.c - titles in front of a name. */
#include "text/name_finder.h"

enum { LONGEST_TITLE = 8 };

/* A given name that is a title too ("Dean", "Duke") is a name where only one word follows. */
static bool is_title_word(const stm_finder *f, uint32_t at, uint32_t last) {
    return !(stm_finder_in(f, STM_LEX_GIVEN_NAMES, at) && last - at == 2);
}

/* Splits the run into title and name; returns where the name begins. */
static uint32_t split_run(const stm_finder *f, stm_name_phrase *p) {
    uint32_t first = p->name_first, last = p->name_last, name = first;
    for (uint32_t at = first; at + 1 < last;) {
        stm_lex_match honorific = stm_finder_match(f, STM_LEX_HONORIFICS, at, last);
        stm_lex_match role = stm_finder_match(f, STM_LEX_ROLES, at, last);
        uint32_t words = honorific.words > role.words ? honorific.words : role.words;
        stm_role read;
        if (!words && stm_role_read_title(f->reader, at, at + 1, &read) &&
            !(read.tags & STM_ROLE_BODY))
            words = 1;
        if (words && at + words < last && is_title_word(f, at, last)) {
            if (honorific.words == words && honorific.words) {
                p->honorific = true;
                if (stm_name_gender(honorific.value)) p->gender = stm_name_gender(honorific.value);
            }
            name = at += words;
            continue;
        }
        if (stm_finder_in(f, STM_LEX_GIVEN_NAMES, at) && !stm_name_known(f->doc, at, last).words)
            break;
        if (f->doc->tokens[at].kind == STM_WORD && f->doc->tokens[at].shape == STM_LOWER &&
            stm_finder_in(f, STM_LEX_NAME_PARTICLES, at))
            break;
        at++;
    }
    return name;
}

/* The last word of the run makes it a body or a place, titles in it or not ("Justice Department").
 */
static bool ends_as_body(const stm_finder *f, uint32_t first, uint32_t last, uint32_t name) {
    if (name == first) return false;
    bool one = last - name == 1;
    stm_lex_match body = stm_name_match_back(f->doc, STM_LEX_BODY_NOUNS, name, last);
    if (body.words && (one || body.words == last - name) && !stm_name_has(body.value, "many"))
        return true;
    stm_lex_match place = stm_finder_match(f, STM_LEX_PLACE_NOUNS, last - 1, last);
    return one && place.words && !stm_name_has(place.value, "first");
}

/* Where a lower-case role that ends at token end begins; end where none does. */
static uint32_t role_before(const stm_finder *f, uint32_t end) {
    if (end == f->begin || f->doc->tokens[end - 1].possessive) return end;
    stm_lex_match m = stm_name_match_back(f->doc, STM_LEX_ROLES, f->begin, end);
    if (m.words) return end - m.words;
    stm_role read;
    bool hyphenated =
        stm_role_read_title(f->reader, end - 1, end, &read) && !(read.tags & STM_ROLE_BODY);
    return hyphenated ? end - 1 : end;
}

/* A word that titles are made of: "former", "police", "Russian", "Kremlin". */
static bool is_title_part(const stm_finder *f, uint32_t at) {
    if (stm_name_function(f->doc, at) == STM_JOIN)
        return stm_finder_is_body(f, at - 1) && stm_finder_is_name(f, at - 1) &&
               stm_finder_is_body(f, at + 1) && stm_finder_is_name(f, at + 1);
    return stm_name_match_back(f->doc, STM_LEX_ROLE_MODIFIERS, f->begin, at + 1).words ||
           stm_finder_is_body(f, at) || stm_finder_in(f, STM_LEX_ROLES, at) ||
           stm_finder_in(f, STM_LEX_NATIONALITIES, at) || stm_finder_is_name(f, at);
}

/* The words before a title that belong to it: "the barrage's", "Kremlin", "longtime". Unknown words
 * do only where an article or an owner stands before them. */
static uint32_t widen_title(const stm_finder *f, uint32_t at, uint32_t name) {
    uint32_t sure = at;
    bool open = true;
    while (at > f->begin && name - at < LONGEST_TITLE) {
        const stm_token *t = stm_finder_token(f, at - 1);
        if (t->kind != STM_WORD) break;
        stm_function function = stm_name_function(f->doc, at - 1);
        if (function == STM_DEFINITE || function == STM_INDEFINITE || function == STM_OWNER)
            return at;
        bool part = is_title_part(f, at - 1);
        if (stm_finder_in(f, STM_LEX_STOPWORDS, at - 1) && !part) break;
        if (!part && (stm_finder_is_verb(f, at - 1) || name - at >= 4)) break;
        bool name_part = stm_finder_is_name(f, at - 1) && !stm_finder_opens(f, at - 1);
        open = (open && part) || name_part;
        at--;
        if (open) sure = at;
        if (!t->possessive) continue;
        for (sure = at; sure > f->begin && stm_finder_is_name(f, sure - 1) && at - sure < 4;)
            sure--;
        return sure;
    }
    return sure;
}

/* Whether the name is wholly a known place or body: nobody who could have the title. */
static bool is_known(const stm_finder *f, const stm_name_phrase *p) {
    uint32_t words = p->name_last - p->name_first;
    return !p->honorific && stm_name_known(f->doc, p->name_first, p->name_last).words == words;
}

/* The name is a role. One word of it may yet be a surname: behind "Mr.", or where others say so. */
static bool is_role(const stm_finder *f, stm_name_phrase *p) {
    stm_role role;
    if (!stm_role_read_title(f->reader, p->name_first, p->name_last, &role) ||
        role.head_first != p->name_first || role.tags & STM_ROLE_BODY)
        return false;
    if (p->name_last - p->name_first > 1 || role.tags & STM_ROLE_ADDRESS) return true;
    p->weak = !p->honorific;
    return false;
}

/* Where the title ends: before the honorific that is no office. */
static uint32_t title_end(const stm_finder *f, uint32_t first, uint32_t last) {
    while (last > first && stm_finder_in(f, STM_LEX_HONORIFICS, last - 1) &&
           !stm_finder_in(f, STM_LEX_ROLES, last - 1))
        last--;
    return last;
}

/* "Republican": a word of a body's field, which alone is none. */
static bool is_party(const stm_finder *f, uint32_t at) {
    stm_lex_match m = stm_finder_match(f, STM_LEX_BODY_NOUNS, at, at + 1);
    return m.words == 1 && stm_slice_is(m.value, STM_LIT("field"));
}

/* "The Veskian Luca Marl", "Republican Ann Marl": where she is from is no part of her name. */
static uint32_t skip_nationality(const stm_finder *f, uint32_t first, uint32_t last) {
    if (first + 2 >= last || !stm_finder_in(f, STM_LEX_GIVEN_NAMES, first + 1)) return first;
    bool from = stm_finder_in(f, STM_LEX_NATIONALITIES, first) || is_party(f, first);
    return from && !stm_finder_in(f, STM_LEX_GIVEN_NAMES, first) ? first + 1 : first;
}

bool stm_title_read(stm_finder *f, stm_name_phrase *p) {
    uint32_t first = p->first, last = p->name_last;
    p->name_first = split_run(f, p);
    p->name_first = skip_nationality(f, p->name_first, last);
    if (ends_as_body(f, first, last, p->name_first)) {
        p->name_first = first;
        p->honorific = false;
        p->gender = STM_ANY_GENDER;
    }
    if (is_role(f, p)) return false;
    uint32_t from = role_before(f, first);
    if (from < p->name_first) from = widen_title(f, from, p->name_first);
    uint32_t end = title_end(f, from, p->name_first);
    stm_role role;
    bool titled = end > from && stm_role_read_title(f->reader, from, end, &role);
    if (titled && is_known(f, p)) {
        p->first = p->name_first;
        return true;
    }
    p->first = from;
    if (!titled) return true;
    p->title = stm_finder_put_title(f, role);
    if (role.gender && !p->gender) p->gender = role.gender;
    return true;
}
