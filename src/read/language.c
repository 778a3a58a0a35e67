/* language.c - English told by its function words; every other language by exttextcat, whose handle
 * keeps the answer inside itself and so serves one thread. */
#include "read/language.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "text/lexicon.h"
#include "text/word.h"

#include <errno.h>
#include <libexttextcat/textcat.h>
#include <stdlib.h>

enum {
    LOOK = 4096,            /* bytes of the text that are weighed */
    LEAST = 120,            /* fewer tell little */
    FINGERPRINTS = 4 << 20, /* bytes of memory: they take 1.7 MB */
    CLASSIFYING = 1 << 20,
    /* Of a hundred words of English news some 40 are function words; of news in languages that
     * share some of them with English, fewer than 20. */
    FUNCTION_WORDS = 30,
};

struct stm_languages {
    void *handle;
    candidate_t *candidates;
    bool tried;
};

stm_languages *stm_languages_new(void) {
    stm_languages *languages = stm_alloc(sizeof *languages);
    *languages = (stm_languages){0};
    return languages;
}

/* exttextcat does not look at what malloc gives it, so there must be enough before it asks. */
static void need(size_t size) {
    free(stm_alloc(size));
}

/* The fingerprints cost more to load than a report to read, so they wait until one is not English.
 */
static bool load(stm_languages *languages) {
    if (languages->tried) return languages->handle != NULL;
    languages->tried = true;
    need(FINGERPRINTS);
    errno = 0;
    languages->handle = special_textcat_Init(STM_TEXTCAT_DIR "/fpdb.conf", STM_TEXTCAT_DIR "/");
    if (languages->handle) languages->candidates = textcat_GetClassifyFullOutput(languages->handle);
    if (errno == ENOMEM || (languages->handle && !languages->candidates)) stm_out_of_memory();
    return languages->handle != NULL;
}

void stm_languages_free(stm_languages *languages) {
    if (!languages) return;
    if (languages->handle) {
        textcat_ReleaseClassifyFullOutput(languages->handle, languages->candidates);
        textcat_Done(languages->handle);
    }
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

static bool is_word_byte(char byte) {
    return (unsigned)((byte | 32) - 'a') < 26 || byte == '\'' || (unsigned char)byte >= 0x80;
}

static bool is_plainly_english(stm_slice text) {
    const stm_lexicon *english = stm_lexicon_get(STM_LIT("en"));
    size_t words = 0, known = 0;
    for (size_t at = 0, from = 0; at <= text.len; at++) {
        if (at < text.len && is_word_byte(text.data[at])) continue;
        if (at > from) {
            uint64_t word = stm_word_hash((stm_slice){text.data + from, at - from});
            known += stm_lexicon_classes(english, word) >> STM_LEX_STOPWORDS & 1;
            words++;
        }
        from = at + 1;
    }
    return words && known * 100 >= words * FUNCTION_WORDS;
}

stm_slice stm_language_find(stm_languages *languages, stm_slice text) {
    if (!languages || text.len < LEAST) return (stm_slice){0};
    text = stm_utf8_cut(text, LOOK, false);
    if (is_plainly_english(text)) return STM_LIT("en");
    if (!load(languages)) return (stm_slice){0};
    candidate_t *found = languages->candidates;
    need(CLASSIFYING);
    int count = textcat_ClassifyFull(languages->handle, text.data, text.len, found);
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
