/* name_find.c - where one document names somebody or something. */
#include "text/name_finder.h"

enum { LONGEST_NAME = 12 };

static bool begins_name(const stm_finder *f, uint32_t at) {
    if (!stm_finder_is_name(f, at)) return false;
    bool followed = stm_finder_is_name(f, at + 1);
    if (stm_finder_is_date(f, at) && !followed) return false;
    if (stm_name_known(f->doc, at, f->end).words > 1) return true;
    bool given = stm_finder_in(f, STM_LEX_GIVEN_NAMES, at) && followed;
    bool title = followed && (stm_finder_is_body(f, at) || stm_finder_in(f, STM_LEX_ROLES, at) ||
                              stm_finder_in(f, STM_LEX_ROLE_MODIFIERS, at));
    return given || title || (!stm_finder_is_no_name(f, at, f->end) && !stm_finder_is_date(f, at));
}

/* Where a connecting word at `at` is passed, the capital behind it; else at. */
static uint32_t pass_connector(const stm_finder *f, uint32_t first, uint32_t at) {
    const stm_token *t = stm_finder_token(f, at);
    uint32_t next = at + 1;
    if (t->kind == STM_PUNCT) {
        bool ampersand = t->rune == '&' && stm_finder_is_name(f, next);
        return ampersand ? next : at;
    }
    if (t->shape == STM_LOWER && stm_token_in(t, STM_LEX_NAME_PARTICLES)) {
        while (next < at + 3 && stm_finder_in(f, STM_LEX_NAME_PARTICLES, next) &&
               stm_finder_token(f, next)->shape == STM_LOWER)
            next++;
        return stm_finder_is_name(f, next) && !stm_finder_is_body(f, at - 1) ? next : at;
    }
    stm_function function = stm_name_function(f->doc, at);
    if (function == STM_LINK && t->shape == STM_LOWER) {
        if (stm_name_function(f->doc, next) == STM_DEFINITE) next++;
        bool headed =
            stm_finder_is_body(f, at - 1) || stm_finder_in(f, STM_LEX_PLACE_NOUNS, at - 1);
        bool given = stm_finder_in(f, STM_LEX_GIVEN_NAMES, next);
        stm_slice word = stm_name_text(f->doc, at);
        if (word.len == 2 && (word.data[0] | 32) != 'o') return at;
        return headed && !given && stm_finder_is_name(f, next) ? next : at;
    }
    if (function == STM_JOIN && t->shape == STM_LOWER) {
        bool both = stm_finder_is_body(f, at - 1) && stm_finder_is_body(f, next) &&
                    stm_finder_is_name(f, next);
        return both && at > first ? next : at;
    }
    return at;
}

/* "Theresa May": behind a given name, any capital makes a surname. */
static bool is_surname(const stm_finder *f, uint32_t at) {
    const stm_token *t = stm_finder_token(f, at);
    return at < f->end && stm_finder_in(f, STM_LEX_GIVEN_NAMES, at - 1) &&
           !stm_finder_in(f, STM_LEX_STOPWORDS, at - 1) && t->kind == STM_WORD &&
           t->shape == STM_CAPITAL && t->span.end - t->span.start > 2;
}

/* The end of the run of capitals that begins at first. */
static uint32_t run_end(const stm_finder *f, uint32_t first) {
    uint32_t at = first;
    while (at < f->end && at < first + LONGEST_NAME) {
        stm_lex_match role = stm_finder_match(f, STM_LEX_ROLES, at, f->end);
        stm_known known = stm_name_known(f->doc, at, f->end);
        uint32_t step = role.words > known.words ? role.words : known.words;
        if (step > 1 && at + step < f->end && !stm_finder_is_name(f, at + step - 1)) step = 1;
        if (!step) step = 1;
        at += step;
        if (stm_finder_token(f, at - 1)->possessive && !stm_finder_is_body(f, at)) break;
        if (is_surname(f, at)) continue;
        if (stm_finder_is_name(f, at) && !stm_finder_is_date(f, at) &&
            (!stm_finder_is_no_name(f, at, f->end) || stm_finder_in(f, STM_LEX_ROLES, at) ||
             stm_finder_in(f, STM_LEX_GIVEN_NAMES, at) || stm_finder_is_body(f, at)))
            continue;
        uint32_t next = pass_connector(f, first, at);
        if (next == at) break;
        at = next;
    }
    return at < f->end ? at : f->end;
}

/* "Jr." tells a son from his father; "KC" and "MP" tell nobody from anybody. */
static uint64_t suffix_at(const stm_finder *f, uint32_t at) {
    stm_lex_match m = stm_document_match(f->doc, STM_LEX_NAME_SUFFIXES, at, at + 1);
    return stm_slice_is(m.value, STM_LIT("honour")) ? 0 : f->doc->words[at];
}

/* "Jr.", also behind a comma. */
static void take_suffix(const stm_finder *f, stm_name_phrase *p) {
    uint32_t at = p->name_last;
    if (at - p->name_first > 1 && stm_finder_in(f, STM_LEX_NAME_SUFFIXES, at - 1)) {
        p->name_last--;
        p->suffix = suffix_at(f, at - 1);
        return;
    }
    if (at - p->name_first < 2 || stm_finder_token(f, at - 1)->possessive) return;
    if (stm_name_is_mark(stm_finder_token(f, at), ',')) at++;
    if (at >= f->end || !stm_finder_in(f, STM_LEX_NAME_SUFFIXES, at) ||
        !stm_name_is_capital(f->doc, at))
        return;
    p->suffix = suffix_at(f, at);
    p->last = at + 1;
}

static void put_phrase(stm_finder *f, stm_name_phrase p) {
    p.owner = stm_finder_token(f, p.name_last - 1)->possessive;
    take_suffix(f, &p);
    p.key = stm_name_key(f->doc, p.name_first, p.name_last);
    stm_phrase_vote(f, &p);
    stm_vec_put(f->arena, &f->found->phrases, p);
}

/* A known country or adjective in front of more: "Russian President", "Ukraine Jane". */
static uint32_t skip_openers(const stm_finder *f, uint32_t at, uint32_t end) {
    while (at < end) {
        bool more = stm_finder_is_name(f, at + 1);
        if (stm_finder_in(f, STM_LEX_GIVEN_NAMES, at) && more) break;
        if (stm_name_known(f->doc, at, end).words > 1) break;
        bool title = stm_finder_is_body(f, at) || stm_finder_in(f, STM_LEX_ROLES, at) ||
                     stm_finder_in(f, STM_LEX_ROLE_MODIFIERS, at);
        bool empty =
            stm_finder_opens(f, at) && stm_finder_is_no_name(f, at, end) && !(more && title);
        if (!empty && !stm_finder_is_stopword(f, at)) break;
        at++;
    }
    return at;
}

static void read_run(stm_finder *f, uint32_t first, uint32_t last) {
    stm_name_phrase p = {.first = first, .last = last, .name_first = first, .name_last = last};
    p.title = p.beside = STM_NO_ROLE;
    if (!stm_title_read(f, &p)) return;
    bool named = p.title != STM_NO_ROLE;
    p.weak |= p.name_first == first && last - first == 1 && stm_finder_opens(f, first) && !named;
    stm_function before = p.first > f->begin ? stm_name_function(f->doc, p.first - 1) : 0;
    if (before == STM_DEFINITE || (named && (before == STM_INDEFINITE || before == STM_OWNER)))
        p.first--;
    put_phrase(f, p);
}

/* "Jane Roe" as a line of its own. */
static bool is_name_alone(const stm_finder *f) {
    uint32_t words = 0;
    for (uint32_t i = f->begin; i < f->end; i++) {
        const stm_token *t = stm_finder_token(f, i);
        if (t->kind == STM_PUNCT) continue;
        if (t->kind != STM_WORD || t->shape != STM_CAPITAL || stm_token_in(t, STM_LEX_STOPWORDS) ||
            ++words > 3 || (words > 1 && stm_token_in(t, STM_LEX_VERBS)))
            return false;
        if (words == 1 && !stm_token_in(t, STM_LEX_GIVEN_NAMES)) return false;
    }
    return words > 1;
}

/* A sentence whose words are nearly all capitalised or all in capitals. */
static bool is_titled(const stm_finder *f) {
    if (is_name_alone(f)) return false;
    uint32_t all = 0, words = 0, lower = 0, upper = 0, functions = 0;
    bool stopped = false;
    for (uint32_t i = f->begin; i < f->end; i++) {
        const stm_token *t = stm_finder_token(f, i);
        if (t->kind == STM_PUNCT) stopped = t->rune == '.' || t->rune == ',' || t->rune == ':';
        if (t->kind != STM_WORD) continue;
        all++;
        stopped = false;
        upper += t->shape == STM_UPPER;
        if (stm_token_in(t, STM_LEX_STOPWORDS)) {
            functions += t->shape == STM_CAPITAL && !stm_finder_opens(f, i) &&
                         !stm_finder_is_date(f, i) && t->span.end - t->span.start > 1;
            continue;
        }
        words++;
        lower += t->shape == STM_LOWER;
    }
    if (words >= 3 && upper * 10 >= words * 7) return true;
    if (!lower && all >= 2 && (!stopped || functions)) return true;
    return words >= 6 && lower * 6 <= words && (!stopped || functions);
}

static void find_roles(stm_finder *f) {
    for (uint32_t at = f->begin; at < f->end; at++) {
        const stm_token *t = stm_finder_token(f, at);
        if (t->kind != STM_WORD) continue;
        stm_function function = stm_name_function(f->doc, at);
        bool owner = function == STM_NO_FUNCTION && t->shape != STM_LOWER;
        if (function != STM_DEFINITE && function != STM_INDEFINITE && function != STM_OWNER &&
            !owner)
            continue;
        stm_role role;
        if (!stm_role_read(f->reader, at, f->end, &role)) continue;
        if (owner && role.article == STM_NO_FUNCTION) continue;
        stm_vec_put(f->arena, &f->found->roles, role);
    }
}

/* "Its spokeswoman, Lenore Tasker, said": the apposition stands first. */
static void turn_appositions(stm_finder *f) {
    size_t at = 0;
    for (size_t i = 0; i < f->found->roles.len; i++) {
        const stm_role *role = &f->found->roles.items[i];
        if (!stm_name_is_mark(stm_finder_token(f, role->last), ',') || role->tags & STM_ROLE_PLURAL)
            continue;
        while (at < f->found->phrases.len && f->found->phrases.items[at].first <= role->last) at++;
        if (at == f->found->phrases.len) return;
        stm_name_phrase *p = &f->found->phrases.items[at];
        bool full = p->name_last - p->name_first > 1 || p->honorific || role->tags & STM_ROLE_BODY;
        if (p->first != role->last + 1 || !full || p->beside != STM_NO_ROLE || p->owner) continue;
        const stm_token *next = stm_finder_token(f, p->last);
        bool closed = next->kind == STM_PUNCT || next->opens || p->last >= f->doc->token_count;
        if (!closed) continue;
        stm_phrase_put_beside(f, p, role);
    }
}

void stm_name_find(stm_arena *arena, const stm_name_reader *reader, stm_found *found) {
    const stm_document *doc = reader->doc;
    stm_finder f = {.arena = arena, .reader = reader, .doc = doc, .found = found};
    found->titled = STM_TAKE(arena, bool, doc->sentence_count);
    for (uint32_t s = 0; s < doc->sentence_count; s++) {
        f.begin = doc->sentences[s].first;
        f.end = doc->sentences[s].last;
        if (doc->is_note[f.begin]) continue;
        found->titled[s] = is_titled(&f);
        if (!found->titled[s]) {
            for (uint32_t at = f.begin; at < f.end;) {
                at = skip_openers(&f, at, f.end);
                if (!begins_name(&f, at)) {
                    at++;
                    continue;
                }
                uint32_t last = run_end(&f, at);
                read_run(&f, at, last);
                at = last;
            }
        }
        find_roles(&f);
    }
    turn_appositions(&f);
}
