/* piece.c - tokens taken apart at hyphens and between figures and letters. */
#include "text/piece.h"

#include "base/utf8.h"
#include "text/token.h"

#define PIECES_PER_TOKEN 64 /* what is cut beyond belongs to no number and no time */

static bool is_hyphen(uint32_t rune) {
    return rune == '-' || rune == 0x2010 || rune == 0x2011;
}

static bool is_ascii_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static bool all_digits(stm_slice s) {
    for (size_t i = 0; i < s.len; i++)
        if (!is_ascii_digit(s.data[i])) return false;
    return s.len > 0;
}

/* Thousands are marked by a comma before every three figures. */
static bool is_thousands(stm_slice s) {
    for (size_t i = 0; i < s.len; i++) {
        bool comma = (s.len - i) % 4 == 0;
        if (comma != (s.data[i] == ',')) return false;
        if (!comma && !is_ascii_digit(s.data[i])) return false;
    }
    return s.len > 4;
}

static double digits_value(stm_slice s) {
    double value = 0;
    for (size_t i = 0; i < s.len; i++)
        if (s.data[i] != ',') value = value * 10 + (s.data[i] - '0');
    return value;
}

/* "1/2" and the like; 0 where the figures are no fraction. */
static double slashed(stm_slice s) {
    const char *stroke = memchr(s.data, '/', s.len);
    if (!stroke) return 0;
    stm_slice over = {s.data, (size_t)(stroke - s.data)},
              under = {stroke + 1, s.len - over.len - 1};
    if (!all_digits(over) || !all_digits(under) || over.len > 3 || under.len > 3) return 0;
    double by = digits_value(under);
    return by > 0 ? digits_value(over) / by : 0;
}

static void read_figures(stm_slice s, stm_piece *piece) {
    const char *stop = memchr(s.data, '.', s.len);
    stm_slice whole = {s.data, stop ? (size_t)(stop - s.data) : s.len};
    bool thousands = is_thousands(whole);
    piece->kind = STM_PIECE_COMPOUND;
    if (!thousands && !all_digits(whole)) {
        piece->value = slashed(s);
        return;
    }
    piece->value = digits_value(whole);
    if (piece->value > STM_FIGURE_MOST) piece->value = STM_FIGURE_MOST;
    if (!stop) {
        piece->kind = STM_PIECE_FIGURE;
        if (!thousands) piece->digits = (uint8_t)(whole.len < 255 ? whole.len : 255);
        return;
    }
    stm_slice part = {stop + 1, s.len - whole.len - 1};
    if (!all_digits(part)) return;
    double scale = 1;
    for (size_t i = 0; i < part.len && i < 300; i++) scale *= 10;
    if (part.len < 300) piece->value += digits_value(part) / scale;
    piece->kind = STM_PIECE_DECIMAL;
}

/* The end of the run of figures (with their inner marks) or of letters that begins at `at`. */
static size_t run_end(stm_slice s, size_t at) {
    bool figures = is_ascii_digit(s.data[at]);
    size_t end = at;
    while (end < s.len) {
        size_t next = end;
        uint32_t rune = stm_utf8_next(s, &next);
        if (is_hyphen(rune)) break;
        bool digit = rune < 0x80 && is_ascii_digit((char)rune);
        bool inner = rune == '.' || rune == ',' || rune == ':' || rune == '/';
        if (figures ? !digit && !(inner && next < s.len && is_ascii_digit(s.data[next])) : digit)
            break;
        end = next;
    }
    return end;
}

static stm_case shape_of(stm_slice part) {
    size_t at = 0;
    return stm_utf8_is_upper(stm_utf8_next(part, &at)) ? STM_CAPITAL : STM_LOWER;
}

static uint32_t cut_token(const stm_document *doc, uint32_t index, stm_piece *out, uint32_t room) {
    const stm_token *token = &doc->tokens[index];
    stm_span base = stm_token_base(doc->report->text, token);
    stm_slice s = stm_slice_at(doc->report->text, base);
    stm_piece_join join = STM_APART;
    uint32_t count = 0;
    for (size_t at = 0; at < s.len && count < room;) {
        size_t next = at;
        if (is_hyphen(stm_utf8_next(s, &next))) {
            join = STM_HYPHENED;
            at = next;
            continue;
        }
        size_t end = run_end(s, at);
        bool whole = at == 0 && end == s.len;
        stm_slice part = {s.data + at, end - at};
        stm_piece piece = {.token = index, .join = (uint8_t)join, .shape = token->shape};
        piece.span = (stm_span){base.start + (uint32_t)at, base.start + (uint32_t)end};
        piece.word = whole ? token->word : stm_word_hash(part);
        piece.lex = whole ? token->lex : stm_lexicon_classes(doc->lexicon, piece.word);
        if (at > 0 && token->shape != STM_UPPER) piece.shape = (uint8_t)shape_of(part);
        piece.possessive = token->possessive && end == s.len;
        if (is_ascii_digit(part.data[0])) read_figures(part, &piece);
        out[count++] = piece;
        join = STM_GLUED;
        at = end;
    }
    return count;
}

/* Whether the token is a hyphen that ties the tokens at its two sides. */
static bool ties(const stm_document *doc, uint32_t index) {
    const stm_token *t = &doc->tokens[index];
    if (t->kind != STM_PUNCT || !is_hyphen(t->rune) || index == 0) return false;
    if (index + 1 >= doc->token_count || t[1].kind == STM_PUNCT || t[-1].kind == STM_PUNCT)
        return false;
    return t[-1].span.end == t->span.start && t->span.end == t[1].span.start;
}

uint32_t stm_pieces_cut(const stm_document *doc, uint32_t first, uint32_t last, stm_piece *out,
                        uint32_t room) {
    uint32_t count = 0;
    for (uint32_t i = first; i < last && count < room; i++) {
        const stm_token *t = &doc->tokens[i];
        if (ties(doc, i)) continue;
        if (t->kind == STM_PUNCT) {
            out[count++] = (stm_piece){.span = t->span,
                                       .word = t->word,
                                       .lex = t->lex,
                                       .token = i,
                                       .rune = t->rune,
                                       .kind = STM_PIECE_MARK};
            continue;
        }
        uint32_t room_left = room - count < PIECES_PER_TOKEN ? room - count : PIECES_PER_TOKEN;
        uint32_t cut = cut_token(doc, i, out + count, room_left);
        if (cut && i > first && ties(doc, i - 1))
            out[count].join = STM_HYPHENED;
        else if (cut && i > 0 && t[-1].kind != STM_PUNCT && t[-1].span.end == t->span.start)
            out[count].join = STM_GLUED;
        count += cut;
    }
    return count;
}

stm_pieces stm_pieces_make(stm_arena *arena, const stm_document *doc) {
    STM_VEC(stm_piece) pieces = {0};
    for (uint32_t i = 0; i < doc->token_count; i++) {
        stm_vec_reserve(arena, &pieces, PIECES_PER_TOKEN);
        if (ties(doc, i)) continue;
        stm_piece *at = pieces.items + pieces.len;
        uint32_t count = stm_pieces_cut(doc, i, i + 1, at, PIECES_PER_TOKEN);
        if (count && i > 0 && ties(doc, i - 1)) at->join = STM_HYPHENED;
        pieces.len += count;
    }
    uint64_t *words = STM_TAKE(arena, uint64_t, pieces.len ? pieces.len : 1);
    for (size_t i = 0; i < pieces.len; i++) words[i] = pieces.items[i].word;
    return (stm_pieces){pieces.items, words, (uint32_t)pieces.len};
}
