/* slip.c - words that a report got wrong, as far as it shows by itself. */
#include "copy/slip.h"

#include "base/map.h"

/* A name's word, where it stands first, and how often. */
typedef struct {
    stm_slice text;
    uint32_t token, times;
    bool known; /* in some list of words */
} name;

typedef STM_VEC(name) names;

static bool is_doubled(const stm_document *doc, uint32_t i) {
    if (!i || doc->words[i] != doc->words[i - 1]) return false;
    const stm_token *token = &doc->tokens[i], *before = token - 1;
    return token->kind == STM_WORD && before->kind == STM_WORD && token->shape == STM_LOWER &&
           stm_token_in(token, STM_LEX_SINGLE_WORDS) && before->span.end + 1 == token->span.start &&
           doc->report->text.data[before->span.end] == ' ';
}

/* The token with the one before it. */
static stm_slice both_words(const stm_document *doc, uint32_t i) {
    return stm_slice_at(doc->report->text, stm_document_span(doc, i - 1, i + 1));
}

static names find_names(stm_arena *arena, const stm_document *doc) {
    enum { LEAST = 6, MOST = 256 /* names, so that their pairs are few */ };
    names found = {0};
    stm_map numbers = {0};
    for (uint32_t i = 0; i < doc->token_count && found.len < MOST; i++) {
        const stm_token *token = &doc->tokens[i];
        if (token->kind != STM_WORD || token->shape != STM_CAPITAL) continue;
        stm_slice text = stm_slice_at(doc->report->text, token->span);
        if (token->possessive || text.len < LEAST) continue;
        uint32_t *number = stm_map_put(arena, &numbers, token->word);
        if (*number == STM_MAP_NONE) {
            *number = (uint32_t)found.len;
            stm_vec_put(arena, &found, (name){text, i, 0, token->lex != 0});
        }
        found.items[*number].times++;
    }
    return found;
}

/* Whether x is y with one letter more, less or other, or two exchanged: neither the first nor one
 * of the last two, which make other words and forms of words. */
static bool is_misprint(stm_slice x, stm_slice y) {
    enum { END = 2 };
    size_t before = 1, behind = END;
    if (x.len > y.len + 1 || y.len > x.len + 1 || x.data[0] != y.data[0]) return false;
    if (memcmp(x.data + x.len - END, y.data + y.len - END, END) != 0) return false;
    size_t least = x.len < y.len ? x.len : y.len;
    while (before < least && x.data[before] == y.data[before]) before++;
    while (behind < least - before && x.data[x.len - 1 - behind] == y.data[y.len - 1 - behind])
        behind++;
    size_t rest_x = x.len - before - behind, rest_y = y.len - before - behind;
    if (rest_x == 2 && rest_y == 2)
        return x.data[before] == y.data[before + 1] && x.data[before + 1] == y.data[before];
    return rest_x <= 1 && rest_y <= 1;
}

/* The name that this one was meant to be; NULL where none looks so. */
static const name *meant(const names *all, const name *once) {
    for (size_t i = 0; i < all->len; i++)
        if (all->items[i].times > 1 && is_misprint(once->text, all->items[i].text))
            return &all->items[i];
    return NULL;
}

static void put(stm_slips *slips, stm_slip slip) {
    if (slips->count < STM_SLIP_MOST) slips->items[slips->count++] = slip;
}

stm_slips stm_slips_find(stm_arena *arena, const stm_document *doc) {
    stm_slips slips = {.count = 0};
    names all = find_names(arena, doc);
    size_t next = 0; /* names stand in the order of the text */
    for (uint32_t i = 0; i < doc->token_count; i++) {
        if (is_doubled(doc, i)) put(&slips, (stm_slip){i, both_words(doc, i), {NULL, 0}});
        if (next == all.len || all.items[next].token != i) continue;
        const name *once = &all.items[next++];
        const name *right = once->times == 1 && !once->known ? meant(&all, once) : NULL;
        if (right) put(&slips, (stm_slip){i, once->text, right->text});
    }
    return slips;
}
