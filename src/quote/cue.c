/* cue.c - the words that make something a quotation, and what they take. */
#include "quote/cue.h"

static const struct {
    const char *name;
    uint32_t flag;
} names[] = {
    {"that", STM_CUE_THAT},     {"direct", STM_CUE_DIRECT}, {"whether", STM_CUE_WHETHER},
    {"to", STM_CUE_TO},         {"noun", STM_CUE_NOUN},     {"addressee", STM_CUE_ADDRESSEE},
    {"denial", STM_CUE_DENIAL}, {"hedge", STM_CUE_HEDGE},   {"medium", STM_CUE_MEDIUM},
};

static uint32_t read_flags(stm_slice value) {
    uint32_t flags = 0;
    size_t at = 0;
    while (at < value.len) {
        size_t end = at;
        while (end < value.len && value.data[end] != ' ') end++;
        stm_slice word = {value.data + at, end - at};
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (stm_slice_is(word, stm_slice_of(names[i].name))) flags |= names[i].flag;
        at = end + 1;
    }
    return flags;
}

uint32_t stm_cue_match(const stm_document *doc, enum stm_lex_class class, uint32_t at, uint32_t end,
                       uint32_t *words) {
    stm_lex_match m = stm_document_match(doc, class, at, end);
    *words = m.words;
    return m.words ? read_flags(m.value) : 0;
}

uint32_t stm_cue_flags(const stm_document *doc, uint32_t at, uint32_t end) {
    uint32_t words;
    return stm_cue_match(doc, STM_LEX_CUE_VERBS, at, end, &words);
}
