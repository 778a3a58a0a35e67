/* speech.c - the words of a report in a row, with the voice that speaks each. */
#include "copy/speech.h"

#include "text/word.h"

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

static void put_word(stm_speech *stream, uint64_t word, stm_span span, uint8_t voice) {
    stream->words[stream->len] = word;
    stream->spans[stream->len] = span;
    stream->voices[stream->len++] = voice;
    stream->reported += stm_voice_counts(voice);
    stream->narrated += voice == STM_VOICE_NARRATION;
}

stm_speech stm_speech_make(stm_arena *arena, const stm_document *doc, stm_marks marks,
                           const stm_slips *slips) {
    uint32_t count = count_parts(doc);
    stm_speech out = {.words = STM_TAKE(arena, uint64_t, count),
                      .spans = STM_TAKE(arena, stm_span, count),
                      .voices = STM_TAKE(arena, uint8_t, count)};
    const uint8_t *voices = stm_voices_find(arena, doc, marks);
    for (uint32_t i = 0; i < doc->token_count; i++) {
        if (doc->tokens[i].kind == STM_PUNCT) continue;
        if (out.slip_count < slips->count && slips->items[out.slip_count].token == i)
            out.slips[out.slip_count++] = out.len;
        stm_span span = doc->tokens[i].span;
        stm_slice rest = stm_slice_at(doc->report->text, span);
        stm_slice part = take_part(&rest);
        put_word(&out, rest.len ? stm_word_hash(part) : doc->words[i], span, voices[i]);
        while (rest.len) {
            part = take_part(&rest);
            put_word(&out, stm_word_hash(part), span, voices[i]);
        }
    }
    return out;
}
