/* outlet.c - when two names mean one outlet or agency. */
#include "copy/outlet.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/word.h"

enum { NAME_MOST = 256, WORDS_MOST = 8, LABEL_SHORT = 3 };

static stm_slice without_scheme(stm_slice name) {
    for (size_t i = 0; i + 2 < name.len && i < 8; i++)
        if (memcmp(name.data + i, "://", 3) == 0)
            return (stm_slice){name.data + i + 3, name.len - i - 3};
    return name;
}

/* The host at the head of the name, or an empty slice where there is none. */
static stm_slice host_of(stm_slice name) {
    name = without_scheme(name);
    size_t len = 0, dots = 0;
    while (len < name.len && !strchr("/?#:", name.data[len])) {
        unsigned char c = (unsigned char)name.data[len++];
        if (c <= ' ') return (stm_slice){name.data, 0};
        dots += c == '.';
    }
    bool ends = len > 0 && name.data[len - 1] == '.';
    return (stm_slice){name.data, dots > 0 && !ends ? len : 0};
}

static stm_slice cut_last_label(stm_slice host) {
    size_t len = host.len;
    while (len > 0 && host.data[len - 1] != '.') len--;
    return len > 1 ? (stm_slice){host.data, len - 1} : host;
}

static stm_slice last_label(stm_slice host) {
    size_t from = host.len;
    while (from > 0 && host.data[from - 1] != '.') from--;
    return (stm_slice){host.data + from, host.len - from};
}

/* "news.example.co.uk" is named by "example": what stands before the country and the short label of
 * its second level. */
static stm_slice name_in_host(stm_slice host) {
    stm_slice rest = cut_last_label(host);
    stm_slice shorter = cut_last_label(rest);
    if (shorter.len < rest.len && last_label(rest).len <= LABEL_SHORT &&
        last_label(host).len < LABEL_SHORT)
        rest = shorter;
    return last_label(rest);
}

/* The name in the list under which the whole of this one stands, or this one. */
static stm_slice usual_name(const stm_lexicon *lexicon, stm_slice name) {
    static const enum stm_lex_class lists[] = {STM_LEX_AGENCIES, STM_LEX_OUTLETS};
    uint64_t words[WORDS_MOST];
    size_t count = 0;
    for (size_t at = 0; at < name.len;) {
        size_t end = at;
        while (end < name.len && name.data[end] != ' ') end++;
        if (end > at) {
            if (count == WORDS_MOST) return name;
            words[count++] = stm_word_hash((stm_slice){name.data + at, end - at});
        }
        at = end + 1;
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        stm_lex_match match = stm_lexicon_match(lexicon, lists[i], words, count);
        if (!match.words || match.words != count || !match.value.len) continue;
        stm_slice flag = STM_LIT(" ambiguous"), value = match.value;
        if (value.len > flag.len && stm_slice_ends(value, flag)) value.len -= flag.len;
        return value;
    }
    return name;
}

static stm_slice without_article(stm_slice name) {
    bool article = name.len > 4 && (name.data[0] | 0x20) == 't' && (name.data[1] | 0x20) == 'h' &&
                   (name.data[2] | 0x20) == 'e' && name.data[3] == ' ';
    return article ? (stm_slice){name.data + 4, name.len - 4} : name;
}

uint64_t stm_outlet_key(const stm_lexicon *lexicon, stm_slice name) {
    if (!name.data || !name.len) return 0;
    stm_slice host = host_of(name);
    if (host.len) name = name_in_host(host);
    if (name.len > NAME_MOST) name.len = NAME_MOST;
    name = without_article(usual_name(lexicon, without_article(name)));
    stm_buf folded, kept;
    stm_buf_init(&folded, 0);
    stm_buf_init(&kept, 0);
    stm_utf8_fold(name, &folded);
    stm_slice all = stm_buf_get(&folded);
    for (size_t at = 0; at < all.len;) {
        uint32_t rune = stm_utf8_next(all, &at);
        if (stm_utf8_is_letter(rune) || stm_utf8_is_digit(rune)) stm_buf_put_rune(&kept, rune);
    }
    uint64_t key = kept.len ? stm_hash(stm_buf_get(&kept)) : 0;
    stm_buf_release(&folded);
    stm_buf_release(&kept);
    return key;
}
