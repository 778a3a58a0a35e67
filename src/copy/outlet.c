/* outlet.c - when two names mean one outlet or agency. */
#include "copy/outlet.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"

enum { NAME_MOST = 256, LABEL_SHORT = 3 };

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

uint64_t stm_outlet_key(stm_slice name) {
    if (!name.data || !name.len) return 0;
    stm_slice host = host_of(name);
    if (host.len) name = name_in_host(host);
    if (name.len > NAME_MOST) name.len = NAME_MOST;
    stm_buf folded, kept;
    stm_buf_init(&folded, 0);
    stm_buf_init(&kept, 0);
    stm_utf8_fold(name, &folded);
    stm_slice rest = stm_buf_get(&folded);
    if (stm_slice_begins(rest, STM_LIT("the "))) rest = (stm_slice){rest.data + 4, rest.len - 4};
    for (size_t at = 0; at < rest.len;) {
        uint32_t rune = stm_utf8_next(rest, &at);
        if (stm_utf8_is_letter(rune) || stm_utf8_is_digit(rune)) stm_buf_put_rune(&kept, rune);
    }
    uint64_t key = kept.len ? stm_hash(stm_buf_get(&kept)) : 0;
    stm_buf_release(&folded);
    stm_buf_release(&kept);
    return key;
}
