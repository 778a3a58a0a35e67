/* name_find.c - where one document names somebody or something. */
#include "text/name_find.h"

enum { LONGEST_NAME = 12, LONGEST_TITLE = 8 };

typedef struct {
    stm_arena *arena;
    const stm_name_reader *reader;
    const stm_document *doc;
    stm_found *found;
    uint32_t begin, end; /* of the sentence */
} finder;

static const stm_token *token(const finder *f, uint32_t at) {
    return stm_name_token(f->doc, at);
}

static bool in_list(const finder *f, enum stm_lex_class class, uint32_t at) {
    return stm_token_in(token(f, at), class);
}

static stm_lex_match match(const finder *f, enum stm_lex_class class, uint32_t at, uint32_t end) {
    return stm_document_match(f->doc, class, at, end);
}

/* The first word after a mark that opens a quotation or a clause has its capital from there. */
static bool opens(const finder *f, uint32_t at) {
    if (token(f, at)->opens || at == f->begin) return true;
    const stm_token *before = token(f, at - 1);
    if (before->kind != STM_PUNCT) return false;
    return before->rune == ':' || before->rune == 0x201C || before->rune == 0x2018 ||
           before->rune == 0x2022 || before->rune == 0xAB ||
           ((before->rune == '"' || before->rune == '\'') &&
            before->span.end == token(f, at)->span.start);
}

/* Words that have a capital for another reason than naming. */
static bool is_no_name(const finder *f, uint32_t at, uint32_t end) {
    stm_lex_match m = match(f, STM_LEX_NOT_NAMES, at, end);
    if (!m.words) return false;
    return !stm_name_has(m.value, "open") || opens(f, at);
}

static bool is_date_word(const finder *f, uint32_t at) {
    return in_list(f, STM_LEX_WEEKDAYS, at) || in_list(f, STM_LEX_MONTHS, at);
}

static bool is_stopword(const finder *f, uint32_t at) {
    const stm_token *t = token(f, at);
    return stm_token_in(t, STM_LEX_STOPWORDS) && t->shape != STM_UPPER &&
           !(stm_token_in(t, STM_LEX_GIVEN_NAMES) && !opens(f, at));
}

static bool is_name_word(const finder *f, uint32_t at) {
    if (at >= f->end || !stm_name_is_capital(f->doc, at)) return false;
    return !is_stopword(f, at);
}

/* The word of a body or place that lets "of" or "and" go on: "Bank of", "Water and". */
static bool is_body_word(const finder *f, uint32_t at) {
    return in_list(f, STM_LEX_BODY_NOUNS, at);
}

static bool begins_name(const finder *f, uint32_t at) {
    if (!is_name_word(f, at)) return false;
    bool followed = is_name_word(f, at + 1);
    if (is_date_word(f, at) && !followed) return false;
    if (stm_name_known(f->doc, at, f->end).words > 1) return true;
    bool given = in_list(f, STM_LEX_GIVEN_NAMES, at) && followed;
    bool title = followed && (is_body_word(f, at) || in_list(f, STM_LEX_ROLES, at) ||
                              in_list(f, STM_LEX_ROLE_MODIFIERS, at));
    return given || title || (!is_no_name(f, at, f->end) && !is_date_word(f, at));
}

/* Where a connecting word at `at` is passed, the capital behind it; else at. */
static uint32_t pass_connector(const finder *f, uint32_t first, uint32_t at) {
    const stm_token *t = token(f, at);
    uint32_t next = at + 1;
    if (t->kind == STM_PUNCT) {
        bool ampersand = t->rune == '&' && is_name_word(f, next);
        return ampersand ? next : at;
    }
    if (t->shape == STM_LOWER && stm_token_in(t, STM_LEX_NAME_PARTICLES)) {
        while (next < at + 3 && in_list(f, STM_LEX_NAME_PARTICLES, next) &&
               token(f, next)->shape == STM_LOWER)
            next++;
        return is_name_word(f, next) && !is_body_word(f, at - 1) ? next : at;
    }
    stm_function function = stm_name_function(f->doc, at);
    if (function == STM_LINK && t->shape == STM_LOWER) {
        if (stm_name_function(f->doc, next) == STM_DEFINITE) next++;
        bool headed = is_body_word(f, at - 1) || in_list(f, STM_LEX_PLACE_NOUNS, at - 1);
        bool given = in_list(f, STM_LEX_GIVEN_NAMES, next);
        stm_slice word = stm_name_text(f->doc, at);
        if (word.len == 2 && (word.data[0] | 32) != 'o') return at;
        return headed && !given && is_name_word(f, next) ? next : at;
    }
    if (function == STM_JOIN && t->shape == STM_LOWER) {
        bool both = is_body_word(f, at - 1) && is_body_word(f, next) && is_name_word(f, next);
        return both && at > first ? next : at;
    }
    return at;
}

/* The end of the run of capitals that begins at first. */
static uint32_t run_end(const finder *f, uint32_t first) {
    uint32_t at = first;
    while (at < f->end && at < first + LONGEST_NAME) {
        stm_lex_match role = match(f, STM_LEX_ROLES, at, f->end);
        stm_known known = stm_name_known(f->doc, at, f->end);
        uint32_t step = role.words > known.words ? role.words : known.words;
        if (step > 1 && at + step < f->end && !is_name_word(f, at + step - 1)) step = 1;
        if (!step) step = 1;
        at += step;
        if (token(f, at - 1)->possessive && !is_body_word(f, at)) break;
        if (is_name_word(f, at) && !is_date_word(f, at) &&
            (!is_no_name(f, at, f->end) || in_list(f, STM_LEX_ROLES, at) ||
             in_list(f, STM_LEX_GIVEN_NAMES, at) || is_body_word(f, at)))
            continue;
        uint32_t next = pass_connector(f, first, at);
        if (next == at) break;
        at = next;
    }
    return at < f->end ? at : f->end;
}

static uint64_t key_of(const stm_document *doc, uint32_t first, uint32_t last) {
    uint64_t key = doc->words[first];
    for (uint32_t i = first + 1; i < last; i++)
        if (doc->tokens[i].kind != STM_PUNCT) key = stm_hash_join(key, doc->words[i]);
    return key;
}

/* "Jr.", also behind a comma. */
static void take_suffix(const finder *f, stm_name_phrase *p) {
    uint32_t at = p->name_last;
    if (at - p->name_first > 1 && in_list(f, STM_LEX_NAME_SUFFIXES, at - 1)) {
        p->name_last--;
        p->suffix = f->doc->words[at - 1];
        return;
    }
    if (at - p->name_first < 2 || token(f, at - 1)->possessive) return;
    if (stm_name_is_mark(token(f, at), ',')) at++;
    if (at >= f->end || !in_list(f, STM_LEX_NAME_SUFFIXES, at) || !stm_name_is_capital(f->doc, at))
        return;
    p->suffix = f->doc->words[at];
    p->last = at + 1;
}

static uint32_t put_title(finder *f, stm_role role) {
    stm_vec_put(f->arena, &f->found->titles, role);
    return (uint32_t)f->found->titles.len - 1;
}

/* A given name that is a title too ("Dean", "Duke") is a name where only one word follows. */
static bool is_title_word(const finder *f, uint32_t at, uint32_t last) {
    return !(in_list(f, STM_LEX_GIVEN_NAMES, at) && last - at == 2);
}

/* Splits the run [first, last) into title and name; returns where the name begins. */
static uint32_t split_title(const finder *f, uint32_t first, uint32_t last, stm_name_phrase *p) {
    uint32_t name = first;
    for (uint32_t at = first; at + 1 < last;) {
        stm_lex_match honorific = match(f, STM_LEX_HONORIFICS, at, last);
        stm_lex_match role = match(f, STM_LEX_ROLES, at, last);
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
        if (in_list(f, STM_LEX_GIVEN_NAMES, at) && !stm_name_known(f->doc, at, last).words) break;
        if (f->doc->tokens[at].kind == STM_WORD && f->doc->tokens[at].shape == STM_LOWER &&
            in_list(f, STM_LEX_NAME_PARTICLES, at))
            break;
        at++;
    }
    return name;
}

/* The last word of the run makes it a body or a place, titles in it or not ("Justice Department").
 */
static bool ends_as_body(const finder *f, uint32_t first, uint32_t last, uint32_t name) {
    if (name == first) return false;
    bool one = last - name == 1;
    stm_lex_match body = stm_name_match_back(f->doc, STM_LEX_BODY_NOUNS, name, last);
    if (body.words && (one || body.words == last - name) && !stm_name_has(body.value, "many"))
        return true;
    stm_lex_match place = match(f, STM_LEX_PLACE_NOUNS, last - 1, last);
    return one && place.words && !stm_name_has(place.value, "first");
}

static bool is_verb(const finder *f, uint32_t at) {
    return token(f, at)->shape == STM_LOWER && stm_pos_is_verbal(f->reader->phrases.speech.pos[at]);
}

/* Where a lower-case role that ends at token end begins; end where none does. */
static uint32_t role_before(const finder *f, uint32_t end) {
    if (end == f->begin) return end;
    stm_lex_match m = stm_name_match_back(f->doc, STM_LEX_ROLES, f->begin, end);
    if (m.words) return end - m.words;
    stm_role read;
    bool hyphenated =
        stm_role_read_title(f->reader, end - 1, end, &read) && !(read.tags & STM_ROLE_BODY);
    return hyphenated ? end - 1 : end;
}

/* A word that titles are made of: "former", "police", "Russian", "Kremlin". */
static bool is_title_part(const finder *f, uint32_t at) {
    if (stm_name_function(f->doc, at) == STM_JOIN)
        return is_body_word(f, at - 1) && is_name_word(f, at - 1) && is_body_word(f, at + 1) &&
               is_name_word(f, at + 1);
    return stm_name_match_back(f->doc, STM_LEX_ROLE_MODIFIERS, f->begin, at + 1).words ||
           is_body_word(f, at) || in_list(f, STM_LEX_ROLES, at) ||
           in_list(f, STM_LEX_NATIONALITIES, at) || is_name_word(f, at);
}

/* The words before a title that belong to it: "the barrage's", "Kremlin", "longtime". Unknown words
 * do only where an article or an owner stands before them. */
static uint32_t widen_title(const finder *f, uint32_t at, uint32_t name) {
    uint32_t sure = at;
    bool open = true;
    while (at > f->begin && name - at < LONGEST_TITLE) {
        const stm_token *t = token(f, at - 1);
        if (t->kind != STM_WORD) break;
        stm_function function = stm_name_function(f->doc, at - 1);
        if (function == STM_DEFINITE || function == STM_INDEFINITE || function == STM_OWNER)
            return at;
        bool part = is_title_part(f, at - 1);
        if (in_list(f, STM_LEX_STOPWORDS, at - 1) && !part) break;
        if (!part && (is_verb(f, at - 1) || name - at >= 4)) break;
        open &= part;
        at--;
        if (open) sure = at;
        if (!t->possessive) continue;
        for (sure = at; sure > f->begin && is_name_word(f, sure - 1) && at - sure < 4;) sure--;
        return sure;
    }
    return sure;
}

static void vote(stm_name_phrase *p, stm_entity_kind kind, uint8_t weight) {
    uint32_t sum = p->votes[kind] + (uint32_t)weight;
    p->votes[kind] = (uint8_t)(sum < 200 ? sum : 200);
}

static bool ends_in(const finder *f, const stm_name_phrase *p, enum stm_lex_class class,
                    stm_lex_match *m) {
    *m = stm_name_match_back(f->doc, class, p->name_first, p->name_last);
    return m->words > 0;
}

/* "Bank of England": the head stands before the link. */
static uint32_t head_end(const finder *f, const stm_name_phrase *p) {
    for (uint32_t at = p->name_first + 1; at < p->name_last; at++)
        if (stm_name_function(f->doc, at) == STM_LINK && token(f, at)->shape == STM_LOWER)
            return at;
    return p->name_last;
}

static bool has_two_letters(const finder *f, const stm_name_phrase *p) {
    const stm_token *t = token(f, p->name_first);
    return t->shape == STM_UPPER && stm_name_text(f->doc, p->name_first).len >= 2;
}

/* "Russia-Ukraine", "U.S.-led": an adjective. */
static bool is_people_pair(const finder *f, uint32_t at) {
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
static bool is_initial(const finder *f, uint32_t at) {
    stm_slice text = stm_name_text(f->doc, at);
    return text.len > 1 && text.len < 7 && text.data[1] == '.' &&
           !stm_name_known(f->doc, at, at + 1).words;
}

static void vote_by_words(const finder *f, stm_name_phrase *p) {
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
    stm_lex_match m, first = match(f, STM_LEX_PLACE_NOUNS, p->name_first, p->name_last);
    if (words > 1 && is_initial(f, p->name_first)) vote(p, STM_PERSON, 3);
    bool given = in_list(f, STM_LEX_GIVEN_NAMES, p->name_first) && words > 1 &&
                 token(f, p->name_first)->shape == STM_CAPITAL;
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
    stm_lex_match body = match(f, STM_LEX_BODY_NOUNS, p->name_first, p->name_last);
    if (body.words && !given && !p->honorific && !stm_name_has(body.value, "many") &&
        !stm_name_has(body.value, "field"))
        vote(p, STM_BODY, 2);
    if (words == 1 && has_two_letters(f, p)) vote(p, STM_BODY, 2);
}

/* "Jory Pell left", "said Jory Pell." */
static bool stands_by_verb(const finder *f, const stm_name_phrase *p) {
    bool before = p->first > f->begin && in_list(f, STM_LEX_CUE_VERBS, p->first - 1);
    return (p->last < f->end && is_verb(f, p->last)) || before;
}

static void vote_by_place(const finder *f, stm_name_phrase *p) {
    if (p->title != STM_NO_ROLE) vote(p, STM_PERSON, 6);
    if (p->honorific) vote(p, STM_PERSON, 6);
    if (p->beside != STM_NO_ROLE) {
        bool body = f->found->titles.items[p->beside].tags & STM_ROLE_BODY;
        vote(p, body ? STM_BODY : STM_PERSON, 4);
    }
    if (stands_by_verb(f, p) && p->name_last - p->name_first > 1) vote(p, STM_PERSON, 1);
    if (p->first > f->begin && p->title == STM_NO_ROLE && !p->honorific) {
        stm_function before = stm_name_function(f->doc, p->first - 1);
        if (stm_name_leads_to_place(f->doc, p->first - 1)) vote(p, STM_PLACE, 2);
        if (before == STM_DEFINITE) vote(p, STM_BODY, 1);
    }
}

/* What closes an apposition. */
static bool closes(const finder *f, uint32_t at) {
    if (at >= f->end) return true;
    const stm_token *t = token(f, at);
    if (t->kind == STM_PUNCT) return t->rune != '\'' && t->rune != 0x2019;
    stm_function function = stm_name_function(f->doc, at);
    return function == STM_RELATIVE || function == STM_JOIN || function == STM_PREPOSITION ||
           function == STM_LINK;
}

/* "Jane Roe, 54, a lawyer for the utility, said". */
static void read_apposition(finder *f, stm_name_phrase *p) {
    uint32_t at = p->last;
    if (!stm_name_is_mark(token(f, at), ',') || p->owner) return;
    at++;
    if (at + 1 < f->end && token(f, at)->kind == STM_NUMBER &&
        stm_name_is_mark(token(f, at + 1), ',')) {
        if (token(f, at)->span.end - token(f, at)->span.start <= 3) vote(p, STM_PERSON, 4);
        at += 2;
    }
    stm_role role;
    if (at >= f->end || !stm_role_read(f->reader, at, f->end, &role)) return;
    if (!closes(f, role.last) || role.tags & STM_ROLE_PLURAL) return;
    bool bare = role.article == STM_NO_FUNCTION;
    if (bare && role.link_last == role.link_first && stm_name_is_capital(f->doc, at)) return;
    if (bare && stm_name_known(f->doc, at, f->end).words) return;
    p->beside = put_title(f, role);
    p->beside_count = 1;
    while (stm_name_function(f->doc, role.last) == STM_JOIN &&
           stm_role_read(f->reader, role.last + 1, f->end, &role) && closes(f, role.last) &&
           !(role.tags & STM_ROLE_PLURAL) && role.article) {
        put_title(f, role);
        p->beside_count++;
    }
}

static void put_phrase(finder *f, stm_name_phrase p) {
    p.owner = token(f, p.name_last - 1)->possessive;
    take_suffix(f, &p);
    p.key = key_of(f->doc, p.name_first, p.name_last);
    vote_by_words(f, &p);
    if (!p.country) read_apposition(f, &p);
    vote_by_place(f, &p);
    stm_vec_put(f->arena, &f->found->phrases, p);
}

/* A known country or adjective in front of more: "Russian President", "Ukraine Jane". */
static uint32_t skip_openers(const finder *f, uint32_t at, uint32_t end) {
    while (at < end) {
        bool more = is_name_word(f, at + 1);
        if (in_list(f, STM_LEX_GIVEN_NAMES, at) && more) break;
        if (stm_name_known(f->doc, at, end).words > 1) break;
        bool title = is_body_word(f, at) || in_list(f, STM_LEX_ROLES, at) ||
                     in_list(f, STM_LEX_ROLE_MODIFIERS, at);
        bool empty = opens(f, at) && is_no_name(f, at, end) && !(more && title);
        if (!empty && !is_stopword(f, at)) break;
        at++;
    }
    return at;
}

static void read_run(finder *f, uint32_t first, uint32_t last) {
    stm_name_phrase p = {.first = first, .last = last, .name_last = last};
    p.title = p.beside = STM_NO_ROLE;
    p.name_first = split_title(f, first, last, &p);
    if (ends_as_body(f, first, last, p.name_first)) {
        p.name_first = first;
        p.honorific = false;
        p.gender = STM_ANY_GENDER;
    }
    stm_role role;
    uint32_t title_first = first, title_last = p.name_first;
    if (p.name_first == first) {
        bool whole_role =
            stm_role_read_title(f->reader, first, last, &role) && role.head_first == first;
        if (whole_role && !(role.tags & STM_ROLE_BODY)) return;
    }
    title_first = role_before(f, first);
    if (title_first < title_last) title_first = widen_title(f, title_first, title_last);
    p.first = title_first;
    while (title_last > title_first && in_list(f, STM_LEX_HONORIFICS, title_last - 1) &&
           !in_list(f, STM_LEX_ROLES, title_last - 1))
        title_last--;
    bool titled =
        title_last > title_first && stm_role_read_title(f->reader, title_first, title_last, &role);
    if (titled && role.tags & STM_ROLE_ANYONE && !p.honorific &&
        stm_name_known(f->doc, p.name_first, last).words == last - p.name_first) {
        titled = false;
        p.first = p.name_first;
    }
    if (titled) {
        p.title = put_title(f, role);
        if (role.gender && !p.gender) p.gender = role.gender;
    }
    stm_function before = p.first > f->begin ? stm_name_function(f->doc, p.first - 1) : 0;
    p.weak =
        p.name_first == first && last - first == 1 && opens(f, first) && p.title == STM_NO_ROLE;
    if (before == STM_DEFINITE || (before == STM_INDEFINITE && p.title != STM_NO_ROLE) ||
        (before == STM_OWNER && p.title != STM_NO_ROLE))
        p.first--;
    put_phrase(f, p);
}

/* A sentence whose words are nearly all capitalised or all in capitals. */
static bool is_titled(const finder *f) {
    uint32_t all = 0, words = 0, lower = 0, upper = 0, functions = 0;
    bool stopped = false;
    for (uint32_t i = f->begin; i < f->end; i++) {
        const stm_token *t = token(f, i);
        if (t->kind == STM_PUNCT) stopped = t->rune == '.' || t->rune == ',' || t->rune == ':';
        if (t->kind != STM_WORD) continue;
        all++;
        stopped = false;
        upper += t->shape == STM_UPPER;
        if (stm_token_in(t, STM_LEX_STOPWORDS)) {
            functions += t->shape == STM_CAPITAL && !opens(f, i) && !is_date_word(f, i) &&
                         t->span.end - t->span.start > 1;
            continue;
        }
        words++;
        lower += t->shape == STM_LOWER;
    }
    if (words >= 3 && upper * 10 >= words * 7) return true;
    if (!lower && all >= 2 && (!stopped || functions)) return true;
    return words >= 6 && lower * 6 <= words && (!stopped || functions);
}

static void find_roles(finder *f) {
    for (uint32_t at = f->begin; at < f->end; at++) {
        const stm_token *t = token(f, at);
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
static void turn_appositions(finder *f) {
    size_t at = 0;
    for (size_t i = 0; i < f->found->roles.len; i++) {
        const stm_role *role = &f->found->roles.items[i];
        if (!stm_name_is_mark(token(f, role->last), ',') || role->tags & STM_ROLE_PLURAL) continue;
        while (at < f->found->phrases.len && f->found->phrases.items[at].first <= role->last) at++;
        if (at == f->found->phrases.len) return;
        stm_name_phrase *p = &f->found->phrases.items[at];
        bool full = p->name_last - p->name_first > 1 || p->honorific || role->tags & STM_ROLE_BODY;
        if (p->first != role->last + 1 || !full || p->beside != STM_NO_ROLE || p->owner) continue;
        const stm_token *next = token(f, p->last);
        bool closed = next->kind == STM_PUNCT || next->opens || p->last >= f->doc->token_count;
        if (!closed) continue;
        if (role->tags & STM_ROLE_BODY && p->votes[STM_PERSON] > p->votes[STM_BODY]) continue;
        p->beside = put_title(f, *role);
        p->beside_count = 1;
        vote(p, role->tags & STM_ROLE_BODY ? STM_BODY : STM_PERSON, 4);
    }
}

void stm_name_find(stm_arena *arena, const stm_name_reader *reader, stm_found *found) {
    const stm_document *doc = reader->doc;
    finder f = {.arena = arena, .reader = reader, .doc = doc, .found = found};
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
