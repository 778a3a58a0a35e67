/* word.c - when two spellings are one word. */
#include "text/word.h"

#include "base/map.h"
#include "base/utf8.h"

#include <utf8proc.h>

size_t stm_word_fold(stm_slice word, char folded[256]) {
    size_t len = 0;
    for (size_t at = 0; at < word.len && len + 4 <= 256;) {
        uint32_t rune = stm_utf8_next(word, &at);
        if (rune < 0x80)
            folded[len++] = (char)(rune - 'A' < 26 ? rune | 32 : rune);
        else if (rune == 0x2019 || rune == 0x02BC)
            folded[len++] = '\'';
        else if (rune == 0x2010 || rune == 0x2011)
            folded[len++] = '-';
        else
            len += stm_utf8_put((uint32_t)utf8proc_tolower((utf8proc_int32_t)rune), folded + len);
    }
    return len > 1 && folded[len - 1] == '.' ? len - 1 : len;
}

uint64_t stm_word_hash(stm_slice word) {
    char folded[256];
    size_t len = stm_word_fold(word, folded);
    return stm_hash((stm_slice){folded, len});
}
