/* language.c - exttextcat behind a narrow door: its handle keeps the answer inside itself, so a
 * handle serves one thread. */
#include "read/language.h"

#include "base/arena.h"

#include <libexttextcat/textcat.h>
#include <stdlib.h>

enum {
    LOOK = 4096, /* bytes of the text that are weighed */
    LEAST = 120, /* fewer tell little */
};

struct stm_languages {
    void *handle;
    candidate_t *candidates;
};

stm_languages *stm_languages_new(void) {
    void *handle = special_textcat_Init(STM_TEXTCAT_DIR "/fpdb.conf", STM_TEXTCAT_DIR "/");
    if (!handle) return NULL;
    stm_languages *languages = stm_alloc(sizeof *languages);
    *languages = (stm_languages){handle, textcat_GetClassifyFullOutput(handle)};
    return languages;
}

void stm_languages_free(stm_languages *languages) {
    if (!languages) return;
    textcat_ReleaseClassifyFullOutput(languages->handle, languages->candidates);
    textcat_Done(languages->handle);
    free(languages);
}

/* "en--utf8" and "zh-CN-utf8" as the tag alone. */
static stm_slice tag_of(const char *name) {
    stm_slice tag = stm_slice_of(name);
    for (size_t i = 0; i + 1 < tag.len; i++)
        if (tag.data[i] == '-' && (tag.data[i + 1] == '-' || tag.data[i + 1] == 'u')) tag.len = i;
    return tag;
}

static bool is_language(stm_slice tag, const char *language) {
    stm_slice base = tag;
    for (size_t i = 0; i < base.len; i++)
        if (base.data[i] == '-') base.len = i;
    return stm_slice_is(base, stm_slice_of(language));
}

/* Languages close enough to English to tie with it on news, and never meant. */
static bool is_near_english(stm_slice tag) {
    return is_language(tag, "sco") || is_language(tag, "en");
}

stm_slice stm_language_find(stm_languages *languages, stm_slice text) {
    if (!languages || text.len < LEAST) return (stm_slice){0};
    size_t len = text.len < LOOK ? text.len : LOOK;
    while (len > 0 && len < text.len && (text.data[len] & 0xC0) == 0x80) len--;
    candidate_t *found = languages->candidates;
    int count = textcat_ClassifyFull(languages->handle, text.data, len, found);
    if (count < 1 || !found[0].name) return (stm_slice){0};
    stm_slice best = {0};
    bool english = false;
    for (int i = 0; i < count; i++) {
        stm_slice tag = tag_of(found[i].name);
        english |= is_language(tag, "en");
        if (!best.data)
            best = tag;
        else if (!(is_near_english(best) && is_near_english(tag)))
            return (stm_slice){0};
    }
    return english ? STM_LIT("en") : best;
}
