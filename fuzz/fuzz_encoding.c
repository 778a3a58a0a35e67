/* fuzz_encoding.c - bytes in any encoding: what comes out is UTF-8, and text that was put into an
 * encoding with a byte order mark comes out as it was. */
#include "check.h"
#include "read/encoding.h"

#include <iconv.h>

static const char *const labels[] = {NULL,           "utf-8",        "UTF-16LE",   "windows-1251",
                                     "windows-1252", "iso-8859-1",   "iso-8859-2", "iso-8859-15",
                                     "koi8-r",       "macintosh",    "shift_jis",  "euc-jp",
                                     "iso-2022-jp",  "gb2312",       "gb18030",    "big5",
                                     "euc-kr",       "windows-1258", "tis-620",    "utf-7",
                                     "cp037",        "no-such",      "big5-hkscs", "iso-2022-kr",
                                     "hz",           "tcvn",         "//translit", "",
                                     "unicode",      "windows-1255", "ibm866",     "c99",
                                     "utf-8//ignore"};

static void check_read(stm_arena *arena, stm_slice bytes, const char *label) {
    stm_slice out, name = label ? stm_slice_of(label) : (stm_slice){0};
    stm_error error = {.status = STM_OK};
    if (stm_encoding_to_utf8(arena, bytes, name, &out, &error) == STM_OK) {
        fuzz_check_utf8(out);
        return;
    }
    fuzz_check(error.offset <= bytes.len);
    fuzz_check_message(error.message);
}

/* The text in the encoding, behind its mark, must be read as the text. */
static void check_marked(stm_arena *arena, stm_slice text, const char *name) {
    iconv_t with = iconv_open(name, "UTF-8");
    size_t room = text.len * 4 + 4;
    char *packed = stm_arena_take(arena, room), *at = packed;
    char *in = (char *)(uintptr_t) "\xEF\xBB\xBF";
    size_t left = 3;
    fuzz_check(iconv(with, &in, &left, &at, &room) == 0);
    in = (char *)(uintptr_t)text.data;
    left = text.len;
    fuzz_check(iconv(with, &in, &left, &at, &room) == 0);
    iconv_close(with);
    stm_slice out, bytes = {packed, (size_t)(at - packed)};
    stm_error error;
    fuzz_check(stm_encoding_to_utf8(arena, bytes, (stm_slice){0}, &out, &error) == STM_OK);
    fuzz_check(stm_slice_is(out, text));
}

/* The first byte chooses the label. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const marked[] = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"};
    if (!size) return 0;
    stm_arena *arena = stm_arena_new();
    stm_slice bytes = {(const char *)data + 1, size - 1};
    check_read(arena, bytes, labels[*data % (sizeof labels / sizeof *labels)]);
    stm_slice name = stm_encoding_named(bytes);
    if (name.data) fuzz_check(name.len && name.data + name.len <= bytes.data + bytes.len);
    stm_buf text;
    stm_buf_init(&text, 0);
    for (size_t at = 0; at < bytes.len;) stm_buf_put_rune(&text, stm_utf8_next(bytes, &at));
    /* A NUL at the head makes the mark of UTF-16LE that of UTF-32LE. */
    if (text.len && *text.data)
        check_marked(arena, stm_buf_get(&text), marked[*data % (sizeof marked / sizeof *marked)]);
    stm_buf_release(&text);
    stm_arena_free(arena);
    return 0;
}
