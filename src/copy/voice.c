/* voice.c - who speaks each word of a report. */
#include "copy/voice.h"

enum {
    LABEL_MOST = 6,     /* words of a speaker's label */
    TURNS_LEAST = 3,    /* labelled blocks that make a transcript */
    CAPTION_MOST = 100, /* tokens of a caption */
    CREDIT_MOST = 16,   /* tokens of a picture's credit */
    SIGNATURE_MOST = 16 /* tokens of the name below a post */
};

/* The tokens of a block. */
typedef struct {
    const stm_token *tokens;
    uint32_t len;
} block;

static bool is_mark(const stm_token *token, uint32_t rune) {
    return token->kind == STM_PUNCT && token->rune == rune;
}

static bool is_dash(const stm_token *token) {
    return token->kind == STM_PUNCT &&
           (token->rune == '-' || (token->rune >= 0x2010 && token->rune <= 0x2015));
}

/* A transcript gives each turn a label, "REPORTER:" or "PRESIDENT ALVAREZ:", and no marks; what
 * follows is as much somebody else's words as a marked quotation is. */
static bool is_turn(block b) {
    uint32_t words = 0;
    for (uint32_t i = 0; i < b.len && words <= LABEL_MOST; i++) {
        const stm_token *token = &b.tokens[i];
        if (is_mark(token, ':')) return words > 0;
        if (is_mark(token, '.')) continue;
        bool letter = stm_span_len(token->span) == 1 && token->shape == STM_CAPITAL;
        if (token->kind != STM_WORD || (token->shape != STM_UPPER && !letter)) return false;
        words++;
    }
    return false;
}

/* "— Ana Alvarez (@anaalvarez) July 15, 2018": where the signature begins; b.len where none is. */
static uint32_t signature_of(block b) {
    uint32_t dash = b.len;
    for (uint32_t i = 0; i + 1 < b.len; i++) {
        if (is_dash(&b.tokens[i])) dash = i;
        if (dash < i && i - dash < SIGNATURE_MOST && is_mark(&b.tokens[i], '(') &&
            is_mark(&b.tokens[i + 1], '@'))
            return dash;
    }
    return b.len;
}

/* A short block that ends in "(Ana Alvarez/Northwire)". */
static bool is_caption(block b) {
    uint32_t end = b.len;
    if (end && is_mark(&b.tokens[end - 1], '.')) end--;
    if (!end || b.len > CAPTION_MOST || !is_mark(&b.tokens[end - 1], ')')) return false;
    bool stroke = false;
    for (uint32_t i = end - 1; i-- > 0 && end - i <= CREDIT_MOST;) {
        if (is_mark(&b.tokens[i], '(')) return stroke;
        stroke |= is_mark(&b.tokens[i], '/');
    }
    return false;
}

/* "(Ana Alvarez/Northwire)" alone, below the caption. */
static bool is_credit(block b) {
    return b.len <= CREDIT_MOST + 2 && is_caption(b) && is_mark(&b.tokens[0], '(');
}

/* Each block's tokens; blocks without any have none. */
static block *blocks_of(stm_arena *arena, const stm_document *doc) {
    block *blocks = STM_TAKE(arena, block, doc->report->blocks.len + 1);
    for (uint32_t s = 0; s < doc->sentence_count; s++) {
        const stm_sentence *sentence = &doc->sentences[s];
        block *b = &blocks[sentence->block];
        if (!b->len) b->tokens = doc->tokens + sentence->first;
        b->len = (uint32_t)(doc->tokens + sentence->last - b->tokens);
    }
    return blocks;
}

/* The voice of each block as a whole, before its marks are looked at. */
static uint8_t *block_voices(stm_arena *arena, const stm_document *doc) {
    size_t count = doc->report->blocks.len;
    const block *blocks = blocks_of(arena, doc);
    uint8_t *voices = STM_TAKE(arena, uint8_t, count + 1);
    size_t turns = 0, before = count; /* before: the last block that has words */
    for (size_t i = 0; i < count; i++) turns += is_turn(blocks[i]);
    for (size_t i = 0; i < count; i++) {
        stm_block_kind kind = doc->report->blocks.items[i].kind;
        uint32_t signature = signature_of(blocks[i]);
        bool posted = signature < blocks[i].len;
        if (posted && signature == 0 && before < count) voices[before] = STM_VOICE_QUOTATION;
        if (kind == STM_BLOCK_QUOTE || posted || (turns >= TURNS_LEAST && is_turn(blocks[i])))
            voices[i] = STM_VOICE_QUOTATION;
        else if (kind == STM_BLOCK_CAPTION || is_caption(blocks[i]))
            voices[i] = STM_VOICE_CAPTION;
        if (before < count && is_credit(blocks[i]) && blocks[before].len <= CAPTION_MOST &&
            voices[before] == STM_VOICE_NARRATION)
            voices[before] = STM_VOICE_CAPTION;
        if (blocks[i].len) before = i;
    }
    return voices;
}

static void set_notes(const stm_document *doc, uint8_t *voices) {
    size_t at = 0, count = doc->report->notes.len;
    const stm_note *notes = doc->report->notes.items;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        if (!doc->is_note[i]) continue;
        while (at < count && notes[at].span.end <= doc->tokens[i].span.start) at++;
        bool again = at < count && notes[at].kind == STM_NOTE_REPEAT;
        voices[i] = again ? voices[i] | STM_VOICE_AGAIN : STM_VOICE_ASIDE;
    }
}

uint8_t *stm_voices_find(stm_arena *arena, const stm_document *doc, stm_marks marks) {
    uint8_t *voices = STM_TAKE(arena, uint8_t, (size_t)doc->token_count + 1);
    const bool *marked = stm_marks_cover(arena, doc, marks);
    const uint8_t *whole = block_voices(arena, doc);
    for (uint32_t i = 0; i < doc->token_count; i++) {
        uint8_t voice = whole[doc->sentences[doc->sentence_of[i]].block];
        if (marked[i] && voice == STM_VOICE_NARRATION) voice = STM_VOICE_QUOTATION;
        voices[i] = voice;
    }
    set_notes(doc, voices);
    return voices;
}
