/* stream.c - the words of a report in a row, with the voice that speaks each. */
#include "copy/stream.h"

#include "text/word.h"

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

/* The part of a word before its first hyphen, which the rest moves behind: "off-the-charts" and
 * "off the charts" are the same words to one who copies. */
static stm_slice take_part(stm_slice *rest) {
    const char *hyphen = rest->len ? memchr(rest->data + 1, '-', rest->len - 1) : NULL;
    stm_slice part = {rest->data, hyphen ? (size_t)(hyphen - rest->data) : rest->len};
    size_t taken = part.len + (hyphen && part.len + 1 < rest->len);
    if (taken == part.len) part.len = taken = rest->len;
    *rest = (stm_slice){rest->data + taken, rest->len - taken};
    return part;
}

static uint32_t count_parts(const stm_document *doc) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        if (doc->tokens[i].kind == STM_PUNCT) continue;
        stm_slice rest = stm_slice_at(doc->report->text, doc->tokens[i].span);
        do {
            take_part(&rest);
            count++;
        } while (rest.len);
    }
    return count;
}

static void put_word(stm_stream *stream, uint32_t at, uint64_t word, uint32_t token,
                     stm_voice voice) {
    stream->words[at] = word;
    stream->tokens[at] = token;
    stream->voices[at] = (uint8_t)voice;
    stream->reported[at + 1] = stream->reported[at] + (voice != STM_VOICE_ASIDE);
    stream->narrated[at + 1] = stream->narrated[at] + (voice == STM_VOICE_NARRATION);
}

stm_stream stm_stream_make(stm_arena *arena, const stm_document *doc, stm_marks marks) {
    stm_stream out = {.len = count_parts(doc)};
    out.words = STM_TAKE(arena, uint64_t, out.len);
    out.tokens = STM_TAKE(arena, uint32_t, out.len);
    out.voices = STM_TAKE(arena, uint8_t, out.len);
    out.reported = STM_TAKE(arena, uint32_t, (size_t)out.len + 1);
    out.narrated = STM_TAKE(arena, uint32_t, (size_t)out.len + 1);
    const bool *marked = stm_marks_cover(arena, doc, marks);
    const bool *quoted = quoted_blocks(arena, doc);
    uint32_t at = 0;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        if (doc->tokens[i].kind == STM_PUNCT) continue;
        bool other = marked[i] || quoted[doc->sentences[doc->sentence_of[i]].block];
        stm_voice voice = doc->is_note[i] ? STM_VOICE_ASIDE
                          : other         ? STM_VOICE_QUOTATION
                                          : STM_VOICE_NARRATION;
        stm_slice rest = stm_slice_at(doc->report->text, doc->tokens[i].span);
        stm_slice part = take_part(&rest);
        put_word(&out, at++, rest.len ? stm_word_hash(part) : doc->words[i], i, voice);
        while (rest.len) {
            part = take_part(&rest);
            put_word(&out, at++, stm_word_hash(part), i, voice);
        }
    }
    return out;
}
