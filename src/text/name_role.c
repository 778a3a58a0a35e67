/* name_role.c - noun phrases that say what somebody is. */
#include "text/name_role.h"

enum { LONGEST_PHRASE = 9, LONGEST_LINK = 7 };

typedef struct {
    const stm_name_reader *from;
    const stm_document *doc;
    stm_role role;
} reader;

static void put_item(stm_role *role, uint64_t item) {
    uint8_t at = 0;
    while (at < role->item_count && role->items[at] < item) at++;
    if ((at < role->item_count && role->items[at] == item) || role->item_count == STM_ROLE_ITEMS)
        return;
    memmove(role->items + at + 1, role->items + at, (role->item_count - at) * sizeof *role->items);
    role->items[at] = item;
    role->item_count++;
}

/* Where a hyphen splits the token's text into two; 0 where none does. */
static uint32_t hyphen_of(const stm_document *doc, uint32_t at, bool last) {
    stm_slice text = stm_name_text(doc, at);
    if (text.len > 40) return 0;
    uint32_t found = 0;
    for (uint32_t i = 1; i + 1 < text.len; i++)
        if (text.data[i] == '-' && (last || !found)) found = i;
    return found;
}

static stm_lex_match match_one(const stm_document *doc, enum stm_lex_class class, uint64_t word) {
    return stm_lexicon_match(doc->lexicon, class, &word, 1);
}

typedef struct {
    stm_lex_match role, modifier;
} parts;

/* "president-elect", "ex-president": a role and a modifier in one word. */
static parts hyphenated(const stm_document *doc, uint32_t at) {
    for (int last = 0; last < 2; last++) {
        uint32_t cut = hyphen_of(doc, at, last);
        if (!cut) break;
        uint32_t end = (uint32_t)stm_name_text(doc, at).len;
        uint64_t left = stm_name_part(doc, at, 0, cut);
        uint64_t right = stm_name_part(doc, at, cut + 1, end);
        parts p = {match_one(doc, STM_LEX_ROLES, left),
                   match_one(doc, STM_LEX_ROLE_MODIFIERS, right)};
        if (p.role.words && p.modifier.words) return p;
        p = (parts){match_one(doc, STM_LEX_ROLES, right),
                    match_one(doc, STM_LEX_ROLE_MODIFIERS, left)};
        if (p.role.words && p.modifier.words) return p;
    }
    return (parts){0};
}

static uint8_t tags_of(stm_slice value) {
    uint8_t tags = 0;
    if (stm_name_has(value, "office")) tags |= STM_ROLE_OFFICE;
    if (stm_name_has(value, "leader")) tags |= STM_ROLE_LEADER | STM_ROLE_OFFICE;
    if (stm_name_has(value, "head")) tags |= STM_ROLE_HEAD;
    if (stm_name_has(value, "kin")) tags |= STM_ROLE_KIN;
    if (stm_name_has(value, "address")) tags |= STM_ROLE_ADDRESS;
    if (stm_name_has(value, "anyone")) tags |= STM_ROLE_ANYONE;
    if (stm_name_has(value, "plural") || stm_name_has(value, "many")) tags |= STM_ROLE_PLURAL;
    return tags;
}

typedef struct {
    uint32_t words; /* 0: no head here */
    uint64_t sense, manner;
    uint8_t tags;
} head;

static head head_at(const stm_document *doc, uint32_t at, uint32_t end) {
    if (stm_name_token(doc, at)->kind != STM_WORD) return (head){0};
    stm_lex_match m = stm_document_match(doc, STM_LEX_ROLES, at, end);
    stm_lex_match body = stm_document_match(doc, STM_LEX_BODY_NOUNS, at, end);
    if (m.words && m.words >= body.words)
        return (head){m.words, stm_hash_join(STM_LEX_ROLES, m.lemma), 0, tags_of(m.value)};
    if (body.words && !stm_name_has(body.value, "name") && !stm_name_has(body.value, "field"))
        return (head){body.words, stm_hash_join(STM_LEX_BODY_NOUNS, body.lemma), 0,
                      tags_of(body.value) | STM_ROLE_BODY};
    parts p = hyphenated(doc, at);
    if (!p.role.words) return (head){0};
    bool other = stm_name_has(p.modifier.value, "other");
    return (head){1, stm_hash_join(STM_LEX_ROLES, p.role.lemma),
                  other ? stm_hash_join(STM_LEX_ROLE_MODIFIERS, p.modifier.lemma) : 0,
                  tags_of(p.role.value)};
}

/* A word of the phrase that is not its head: what it adds. Returns how many tokens it takes. */
static uint32_t take_word(reader *r, uint32_t at, uint32_t end) {
    const stm_token *t = &r->doc->tokens[at];
    stm_known known = stm_name_known(r->doc, at, end);
    stm_lex_match m = stm_document_match(r->doc, STM_LEX_ROLE_MODIFIERS, at, end);
    if (known.country && !known.is_seat) {
        put_item(&r->role, known.country);
        return known.words;
    }
    if (m.words) {
        if (stm_name_has(m.value, "other"))
            r->role.manner += stm_hash_join(STM_LEX_ROLE_MODIFIERS, m.lemma);
        return m.words;
    }
    if (stm_token_in(t, STM_LEX_STOPWORDS) && t->shape != STM_UPPER) return 1;
    uint32_t root = stm_map_find(r->from->roots, t->word);
    put_item(&r->role, root == STM_MAP_NONE ? t->stem : stm_hash_join(STM_LEX_PLACES, root >> 1));
    return 1;
}

static void take_words(reader *r, uint32_t first, uint32_t last) {
    while (first < last) {
        if (r->doc->tokens[first].kind == STM_WORD)
            first += take_word(r, first, last);
        else
            first++;
    }
}

static stm_gender gender_of(const stm_document *doc, uint32_t first, uint32_t last) {
    stm_lex_match m = stm_document_match(doc, STM_LEX_GENDERED_WORDS, first, last);
    if (!m.words) m = stm_name_match_back(doc, STM_LEX_GENDERED_WORDS, first, last);
    return stm_name_gender(m.value);
}

static void set_head(reader *r, uint32_t at, head found) {
    stm_role *role = &r->role;
    role->head_first = at;
    role->head_last = role->last = at + found.words;
    role->tags = found.tags;
    role->gender = gender_of(r->doc, at, at + found.words);
    role->manner += found.manner;
    role->sense = found.sense;
}

static bool is_plain_word(const reader *r, uint32_t at) {
    const stm_token *t = stm_name_token(r->doc, at);
    if (t->kind != STM_WORD) return false;
    if (stm_document_match(r->doc, STM_LEX_ROLE_MODIFIERS, at, at + 1).words) return true;
    if (t->shape == STM_LOWER && stm_pos_is_verbal(r->from->phrases.speech.pos[at])) return false;
    return !stm_token_in(t, STM_LEX_STOPWORDS) || t->shape == STM_UPPER;
}

/* "The school gymnasium": what would be the head only describes another noun. */
static bool goes_on(const reader *r, uint32_t at) {
    const stm_token *t = stm_name_token(r->doc, at);
    if (t->kind != STM_WORD || r->doc->tokens[at - 1].possessive) return false;
    return t->shape == STM_LOWER && r->from->phrases.speech.pos[at] == STM_POS_NOUN &&
           !stm_token_in(t, STM_LEX_STOPWORDS) && !stm_token_in(t, STM_LEX_CUE_VERBS) &&
           r->doc->sentence_of[at] == r->doc->sentence_of[at - 1];
}

/* The head: the last of the roles that follow each other without a word between ("police chief").
 */
static bool find_head(reader *r, uint32_t at, uint32_t end) {
    head found = {0};
    uint32_t place = at;
    for (uint32_t i = at; i < end && i < at + LONGEST_PHRASE;) {
        head here = head_at(r->doc, i, end);
        if (here.words) {
            found = here;
            place = i;
            i += here.words;
            if (r->doc->tokens[i - 1].possessive) break;
        } else if (found.words) {
            break;
        } else if (is_plain_word(r, i) && !r->doc->tokens[i].possessive) {
            i++;
        } else {
            break;
        }
    }
    if (!found.words || goes_on(r, place + found.words)) return false;
    take_words(r, at, place);
    set_head(r, place, found);
    return true;
}

/* "of the utility", "for Arrel Water and Power": up to the next mark or function word. */
static void read_link(reader *r, uint32_t end) {
    uint32_t at = r->role.last;
    if (at >= end || r->doc->tokens[at - 1].possessive) return;
    if (stm_name_function(r->doc, at) != STM_LINK) return;
    uint32_t first = at + 1, last = first;
    stm_function article = stm_name_function(r->doc, first);
    if (article == STM_DEFINITE || article == STM_OWNER) last++;
    uint32_t words = last;
    bool capital = stm_name_is_capital(r->doc, words);
    if (!capital && article != STM_DEFINITE) return;
    while (last < end && last < first + LONGEST_LINK) {
        bool joined = last > words && capital && stm_name_is_capital(r->doc, last + 1) &&
                      (stm_name_function(r->doc, last) == STM_LINK ||
                       stm_token_in(&r->doc->tokens[last + 1], STM_LEX_BODY_NOUNS));
        if (stm_name_token(r->doc, last)->kind != STM_WORD) break;
        if (capital && !stm_name_is_capital(r->doc, last) && !joined) break;
        if (!is_plain_word(r, last) && !joined) break;
        last++;
        if (r->doc->tokens[last - 1].possessive) break;
        if (!capital && last - words >= 2) break;
    }
    if (last == words) return;
    r->role.link_first = first;
    r->role.link_last = r->role.last = last;
    take_words(r, words, last);
}

/* "Ukraine's", "the barrage's", "President Putin's": returns where what is owned begins, or at. */
static uint32_t read_owner(reader *r, uint32_t at, uint32_t end) {
    uint32_t from = at + (stm_name_function(r->doc, at) == STM_DEFINITE);
    for (uint32_t i = from; i < end && i < from + 6; i++) {
        const stm_token *t = &r->doc->tokens[i];
        if (!is_plain_word(r, i) &&
            !(stm_name_function(r->doc, i) == STM_LINK && i > from &&
              stm_name_is_capital(r->doc, i - 1) && stm_name_is_capital(r->doc, i + 1) &&
              stm_name_text(r->doc, i).len == 2))
            return at;
        bool plural = stm_name_is_mark(stm_name_token(r->doc, i + 1), 0x2019) ||
                      stm_name_is_mark(stm_name_token(r->doc, i + 1), '\'');
        if (!t->possessive && !plural) continue;
        if (plural && !t->possessive) {
            stm_slice text = stm_name_text(r->doc, i);
            if (!text.len || (text.data[text.len - 1] | 32) != 's') return at;
        }
        if (i + 1 == end) return at;
        r->role.owner_first = at;
        r->role.owner_last = i + 1;
        return i + 1 + (plural && !t->possessive);
    }
    return at;
}

bool stm_role_read(const stm_name_reader *from, uint32_t at, uint32_t end, stm_role *role) {
    const stm_document *doc = from->doc;
    reader r = {from, doc, {.first = at}};
    stm_function article = stm_name_function(doc, at);
    uint32_t words = at;
    if (article == STM_OWNER) {
        r.role.owner_first = at;
        r.role.owner_last = words = at + 1;
        r.role.article = STM_DEFINITE;
    } else {
        words = read_owner(&r, at, end);
        if (words > at)
            r.role.article = STM_DEFINITE;
        else if (article == STM_DEFINITE || article == STM_INDEFINITE)
            r.role.article = article, words++;
        else if (article != STM_NO_FUNCTION && !stm_name_is_capital(doc, at))
            return false;
    }
    if (!find_head(&r, words, end)) return false;
    if (r.role.owner_last > r.role.owner_first && article != STM_OWNER)
        take_words(&r, r.role.owner_first, r.role.owner_last);
    read_link(&r, end);
    r.role.sense = stm_hash_join(r.role.sense, r.role.manner);
    *role = r.role;
    return true;
}

bool stm_role_read_title(const stm_name_reader *from, uint32_t first, uint32_t last,
                         stm_role *role) {
    const stm_document *doc = from->doc;
    reader r = {from, doc, {.first = first}};
    uint32_t at = first;
    for (; at < last; at++) {
        head here = head_at(doc, at, last);
        if (here.words && at + here.words == last) {
            set_head(&r, at, here);
            break;
        }
    }
    if (at == last) return false;
    take_words(&r, first, at);
    r.role.last = last;
    r.role.sense = stm_hash_join(r.role.sense, r.role.manner);
    *role = r.role;
    return true;
}

bool stm_role_items_within(const stm_role *part, const uint64_t *whole, uint32_t count) {
    for (uint8_t i = 0; i < part->item_count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < count && !found; k++) found = whole[k] == part->items[i];
        if (!found) return false;
    }
    return true;
}
