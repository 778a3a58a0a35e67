/* stream.c - the words of a report in a row, with the voice that speaks each. */
#include "copy/stream.h"

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

static void put_word(stm_stream *stream, uint32_t at, uint64_t word, uint32_t token,
                     uint8_t voice) {
    stream->words[at] = word;
    stream->tokens[at] = token;
    stream->voices[at] = voice;
    stream->reported[at + 1] = stream->reported[at] + stm_voice_counts(voice);
    stream->narrated[at + 1] = stream->narrated[at] + (voice == STM_VOICE_NARRATION);
}

stm_stream stm_stream_make(stm_arena *arena, const stm_document *doc, stm_marks marks) {
    stm_stream out = {.len = count_parts(doc)};
    out.words = STM_TAKE(arena, uint64_t, out.len);
    out.tokens = STM_TAKE(arena, uint32_t, out.len);
    out.voices = STM_TAKE(arena, uint8_t, out.len);
    out.reported = STM_TAKE(arena, uint32_t, (size_t)out.len + 1);
    out.narrated = STM_TAKE(arena, uint32_t, (size_t)out.len + 1);
    const uint8_t *voices = stm_voices_find(arena, doc, marks);
    uint32_t at = 0;
    for (uint32_t i = 0; i < doc->token_count; i++) {
        if (doc->tokens[i].kind == STM_PUNCT) continue;
        uint8_t voice = voices[i];
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
