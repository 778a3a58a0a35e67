/* stream.c - the words of a report in a row, with the voice that speaks each. */
#include "copy/stream.h"

enum { LABEL_MOST = 6 };

/* A transcript gives each turn a label, "REPORTER:" or "PRESIDENT ALVAREZ:", and no marks; what
 * follows is as much somebody else's words as a marked quotation is. "HELSINKI:" would be a
 * dateline, but a text rarely opens two blocks with one, and a transcript opens all. */
static bool is_turn(const stm_document *doc, uint32_t first, uint32_t last) {
    uint32_t words = 0;
    for (uint32_t i = first; i < last && words <= LABEL_MOST; i++) {
        const stm_token *token = &doc->tokens[i];
        if (token->kind == STM_PUNCT && token->rune == ':') return words > 0;
        if (token->kind == STM_PUNCT && token->rune == '.') continue;
        bool letter = stm_span_len(token->span) == 1 && token->shape == STM_CAPITAL;
        if (token->kind != STM_WORD || (token->shape != STM_UPPER && !letter)) return false;
        words++;
    }
    return false;
}

/* Whether each block is somebody else's words as a whole. */
static bool *quoted_blocks(stm_arena *arena, const stm_document *doc) {
    size_t count = doc->report->blocks.len;
    bool *quoted = STM_TAKE(arena, bool, count + 1);
    uint32_t turns = 0;
    for (uint32_t s = 0; s < doc->sentence_count; s++) {
        const stm_sentence *sentence = &doc->sentences[s];
        if (s > 0 && doc->sentences[s - 1].block == sentence->block) continue;
        quoted[sentence->block] = is_turn(doc, sentence->first, sentence->last);
        turns += quoted[sentence->block];
    }
    for (size_t i = 0; i < count; i++) {
        if (turns < 3) quoted[i] = false;
        if (doc->report->blocks.items[i].kind == STM_BLOCK_QUOTE) quoted[i] = true;
    }
    return quoted;
}

stm_stream stm_stream_make(stm_arena *arena, const stm_document *doc, stm_marks marks) {
    stm_stream out = {0};
    for (uint32_t i = 0; i < doc->token_count; i++) out.len += doc->tokens[i].kind != STM_PUNCT;
    out.words = STM_TAKE(arena, uint64_t, out.len);
    out.tokens = STM_TAKE(arena, uint32_t, out.len);
    out.voices = STM_TAKE(arena, uint8_t, out.len);
    out.reported = STM_TAKE(arena, uint32_t, out.len + 1);
    out.narrated = STM_TAKE(arena, uint32_t, out.len + 1);
    const bool *marked = stm_marks_cover(arena, doc, marks);
    const bool *quoted = quoted_blocks(arena, doc);
    uint32_t at = 0;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        if (doc->tokens[i].kind == STM_PUNCT) continue;
        bool other = marked[i] || quoted[doc->sentences[doc->sentence_of[i]].block];
        stm_voice voice = doc->is_note[i] ? STM_VOICE_ASIDE
                          : other         ? STM_VOICE_QUOTATION
                                          : STM_VOICE_NARRATION;
        out.words[at] = doc->words[i];
        out.tokens[at] = i;
        out.voices[at] = (uint8_t)voice;
        out.reported[at + 1] = out.reported[at] + (voice != STM_VOICE_ASIDE);
        out.narrated[at + 1] = out.narrated[at] + (voice == STM_VOICE_NARRATION);
        at++;
    }
    return out;
}
