/* sniff.c - telling kinds of input apart by their first bytes. */
#include "read/sniff.h"

#include "base/ascii.h"

enum { LOOK = 4096 };

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool holds(stm_slice text, const char *word) {
    for (; text.len; text.data++, text.len--)
        if (stm_ascii_begins(text, word)) return true;
    return false;
}

static stm_slice skip_space(stm_slice text) {
    while (text.len && is_space(*text.data)) text.data++, text.len--;
    return text;
}

/* Comments, declarations and processing instructions that may stand before a root element. */
static stm_slice skip_prolog(stm_slice text) {
    for (;;) {
        text = skip_space(text);
        const char *end = stm_ascii_begins(text, "<!--") ? "-->"
                          : stm_ascii_begins(text, "<?") ? "?>"
                                                         : NULL;
        if (!end) return text;
        size_t n = strlen(end);
        while (text.len >= n && memcmp(text.data, end, n) != 0) text = stm_slice_behind(text, 1);
        if (text.len < n) return (stm_slice){text.data, 0};
        text = stm_slice_behind(text, n);
    }
}

static bool is_letter(char c) {
    return stm_ascii_lower(c) >= 'a' && stm_ascii_lower(c) <= 'z';
}

/* Whether text begins with the name of a tag, and with nothing longer. */
static bool is_word(stm_slice text, const char *name) {
    size_t n = strlen(name);
    if (!stm_ascii_begins(text, name) || text.len <= n) return false;
    char next = text.data[n];
    return is_space(next) || next == '>' || next == '/';
}

/* A tag of HTML, and not "<3" or "<jane@example.org>" at the start of plain text. */
static bool is_html_tag(stm_slice text) {
    static const char *const names[] = {
        "!doctype html", "html",    "head",       "body",   "title", "meta",    "script", "style",
        "div",           "p",       "h1",         "h2",     "h3",    "table",   "link",   "article",
        "main",          "section", "span",       "a",      "b",     "i",       "em",     "br",
        "font",          "ul",      "ol",         "header", "nav",   "iframe",  "img",    "center",
        "form",          "strong",  "blockquote", "figure", "base",  "noscript"};
    if (!text.len || *text.data != '<') return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_word(stm_slice_behind(text, 1), names[i])) return true;
    return false;
}

/* What stands behind the prolog and a document type, the declarations inside that skipped. Feeds
 * bring any, even that of HTML. */
static stm_slice skip_doctype(stm_slice text) {
    if (!stm_ascii_begins(text, "<!doctype")) return text;
    bool inside = false;
    while (text.len && (inside || *text.data != '>')) {
        inside = *text.data == '[' || (inside && *text.data != ']');
        text = stm_slice_behind(text, 1);
    }
    return text.len ? skip_prolog(stm_slice_behind(text, 1)) : text;
}

/* With any prefix: "<atom:feed". */
static bool is_feed_root(stm_slice text) {
    static const char *const names[] = {"rss", "feed", "rdf", "channel", "opml"};
    if (!text.len || *text.data != '<') return false;
    text = stm_slice_behind(text, 1);
    size_t n = 0;
    while (n < text.len && (is_letter(text.data[n]))) n++;
    if (n + 1 < text.len && n && text.data[n] == ':') text = stm_slice_behind(text, n + 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_word(text, names[i])) return true;
    return false;
}

static stm_kind sniff_markup(stm_slice text) {
    stm_slice root = skip_prolog(text);
    if (is_feed_root(skip_doctype(root))) return STM_KIND_FEED;
    if (is_html_tag(root)) return STM_KIND_HTML;
    bool declared = stm_ascii_begins(text, "<?xml");
    if (holds(text, "<html") || stm_ascii_begins(root, "<!doctype html")) return STM_KIND_HTML;
    if (declared && root.len) return STM_KIND_XML;
    /* Nothing but a comment within sight: pages begin so, and nothing else does. */
    return root.len || !stm_ascii_begins(text, "<!--") ? STM_KIND_PLAIN : STM_KIND_HTML;
}

/* The beginning of an object with a first key, or an empty one. */
static bool is_object(stm_slice text) {
    text = skip_space(text);
    if (!text.len || *text.data != '{') return false;
    text = skip_space(stm_slice_behind(text, 1));
    return text.len && (*text.data == '"' || *text.data == '}');
}

/* A first line that is bad must not hide that the rest are JSON lines. */
static bool is_json_lines(stm_slice text) {
    if (is_object(text)) return true;
    if (!text.len || (*text.data != '{' && *text.data != '"')) return false;
    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.data[i] == '\n' && text.data[i + 1] == '{' &&
            is_object(stm_slice_behind(text, i + 1)))
            return true;
    return false;
}

static stm_kind sniff_magic(stm_slice b) {
    static const struct {
        const char *magic;
        size_t len;
        stm_kind kind;
    } magics[] = {
        {"\x1F\x8B", 2, STM_KIND_GZIP},
        {"\x28\xB5\x2F\xFD", 4, STM_KIND_ZSTD},
        {"WARC/", 5, STM_KIND_WARC},
        {"filedesc://", 11, STM_KIND_WARC},
        {"%PDF-", 5, STM_KIND_PDF},
        {"PK\x03\x04", 4, STM_KIND_ARCHIVE},
        {"BZh", 3, STM_KIND_ARCHIVE},
        {"\xFD"
         "7zXZ",
         5, STM_KIND_ARCHIVE},
        {"7z\xBC\xAF", 4, STM_KIND_ARCHIVE},
        {"\x89PNG", 4, STM_KIND_IMAGE},
        {"\xFF\xD8\xFF", 3, STM_KIND_IMAGE},
        {"GIF8", 4, STM_KIND_IMAGE},
    };
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (b.len >= magics[i].len && memcmp(b.data, magics[i].magic, magics[i].len) == 0)
            return magics[i].kind;
    return STM_KIND_PLAIN;
}

/* By its version, the slashes escaped or not. */
static bool is_json_feed(stm_slice text) {
    return is_object(text) && (holds(text, "://jsonfeed.org/version/") ||
                               holds(text, ":\\/\\/jsonfeed.org\\/version\\/"));
}

stm_kind stm_sniff(stm_slice bytes) {
    stm_kind kind = sniff_magic(bytes);
    if (kind != STM_KIND_PLAIN) return kind;
    if (bytes.len > LOOK) bytes.len = LOOK;
    if (stm_ascii_begins(bytes, "\xEF\xBB\xBF")) bytes = stm_slice_behind(bytes, 3);
    bytes = skip_space(bytes);
    if (stm_slice_begins(bytes, STM_LIT("WARC/"))) return STM_KIND_WARC;
    if (!bytes.len) return STM_KIND_PLAIN;
    if (*bytes.data == '<') return sniff_markup(bytes);
    if (!is_json_lines(bytes)) return STM_KIND_PLAIN;
    bool feed = is_json_feed(bytes);
    return feed ? STM_KIND_JSON_FEED : STM_KIND_JSON_LINES;
}

const char *stm_kind_name(stm_kind kind) {
    static const char *const names[] = {
        "plain text",           "HTML",        "JSON lines",  "an RSS or Atom feed",
        "a JSON Feed",          "a WARC file", "a gzip file", "a zstd file",
        "XML of no known kind", "a PDF file",  "an archive",  "an image"};
    return names[kind];
}
