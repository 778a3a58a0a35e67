/* element.c - HTML's elements, and the names pages give to their parts. */
#include "read/element.h"

#include <stdlib.h>

typedef struct {
    const char *name;
    uint8_t element, flags;
} known;

enum { B = STM_EL_BREAKS, V = STM_EL_VOID, S = STM_EL_SKIPPED };

/* Sorted by name. */
static const known elements[] = {{"a", STM_EL_A, 0},
                                 {"address", STM_EL_BLOCK, B},
                                 {"area", STM_EL_OTHER, V},
                                 {"article", STM_EL_ARTICLE, B},
                                 {"aside", STM_EL_ASIDE, B},
                                 {"audio", STM_EL_BLOCK, B | S},
                                 {"base", STM_EL_OTHER, V},
                                 {"blockquote", STM_EL_BLOCKQUOTE, B},
                                 {"body", STM_EL_BODY, B},
                                 {"br", STM_EL_BR, V},
                                 {"button", STM_EL_BUTTON, S},
                                 {"canvas", STM_EL_BLOCK, B | S},
                                 {"caption", STM_EL_FIGCAPTION, B},
                                 {"center", STM_EL_BLOCK, B},
                                 {"col", STM_EL_OTHER, V},
                                 {"datalist", STM_EL_BLOCK, B | S},
                                 {"dd", STM_EL_BLOCK, B},
                                 {"details", STM_EL_BLOCK, B},
                                 {"dialog", STM_EL_BLOCK, B | S},
                                 {"dir", STM_EL_LIST, B},
                                 {"div", STM_EL_DIV, B},
                                 {"dl", STM_EL_LIST, B},
                                 {"dt", STM_EL_BLOCK, B},
                                 {"embed", STM_EL_OTHER, V},
                                 {"fieldset", STM_EL_BLOCK, B},
                                 {"figcaption", STM_EL_FIGCAPTION, B},
                                 {"figure", STM_EL_FIGURE, B},
                                 {"footer", STM_EL_FOOTER, B},
                                 {"form", STM_EL_FORM, B},
                                 {"frameset", STM_EL_BLOCK, B},
                                 {"h1", STM_EL_H1, B},
                                 {"h2", STM_EL_H2, B},
                                 {"h3", STM_EL_H3, B},
                                 {"h4", STM_EL_H4, B},
                                 {"h5", STM_EL_H5, B},
                                 {"h6", STM_EL_H6, B},
                                 {"head", STM_EL_HEAD, B},
                                 {"header", STM_EL_HEADER, B},
                                 {"hr", STM_EL_BLOCK, B | V},
                                 {"html", STM_EL_HTML, B},
                                 {"iframe", STM_EL_BLOCK, B | S},
                                 {"img", STM_EL_OTHER, V},
                                 {"input", STM_EL_OTHER, V},
                                 {"legend", STM_EL_BLOCK, B},
                                 {"li", STM_EL_LI, B},
                                 {"link", STM_EL_LINK, V},
                                 {"main", STM_EL_MAIN, B},
                                 {"math", STM_EL_OTHER, S},
                                 {"menu", STM_EL_LIST, B},
                                 {"meta", STM_EL_META, V},
                                 {"nav", STM_EL_NAV, B},
                                 {"noscript", STM_EL_BLOCK, B | S},
                                 {"object", STM_EL_BLOCK, B | S},
                                 {"ol", STM_EL_LIST, B},
                                 {"optgroup", STM_EL_BLOCK, B | S},
                                 {"option", STM_EL_BLOCK, B | S},
                                 {"p", STM_EL_P, B},
                                 {"param", STM_EL_OTHER, V},
                                 {"pre", STM_EL_PRE, B},
                                 {"script", STM_EL_SCRIPT, S},
                                 {"section", STM_EL_SECTION, B},
                                 {"select", STM_EL_BLOCK, B | S},
                                 {"source", STM_EL_OTHER, V},
                                 {"style", STM_EL_OTHER, S},
                                 {"summary", STM_EL_BLOCK, B},
                                 {"svg", STM_EL_OTHER, S},
                                 {"table", STM_EL_TABLE, B},
                                 {"tbody", STM_EL_BLOCK, B},
                                 {"td", STM_EL_TD, 0},
                                 {"template", STM_EL_BLOCK, B | S},
                                 {"textarea", STM_EL_BLOCK, B | S},
                                 {"tfoot", STM_EL_BLOCK, B},
                                 {"th", STM_EL_TD, 0},
                                 {"thead", STM_EL_BLOCK, B},
                                 {"time", STM_EL_TIME, 0},
                                 {"title", STM_EL_TITLE, S},
                                 {"tr", STM_EL_TR, B},
                                 {"track", STM_EL_OTHER, V},
                                 {"ul", STM_EL_LIST, B},
                                 {"video", STM_EL_BLOCK, B | S},
                                 {"wbr", STM_EL_OTHER, V}};

static int by_name(const void *key, const void *item) {
    return stm_slice_order(*(const stm_slice *)key, stm_slice_of(((const known *)item)->name));
}

stm_element stm_element_of(stm_slice name, unsigned *flags) {
    const known *found =
        bsearch(&name, elements, sizeof elements / sizeof *elements, sizeof *elements, by_name);
    *flags = found ? found->flags : 0;
    if (found) return (stm_element)found->element;
    if (!name.len || !memchr(name.data, '-', name.len)) return STM_EL_OTHER;
    *flags = B;
    return STM_EL_BLOCK;
}

enum {
    BODY = STM_HINT_BODY,
    CLUTTER = STM_HINT_CLUTTER,
    BYLINE = STM_HINT_BYLINE,
    DATE = STM_HINT_DATE,
    CAPTION = STM_HINT_CAPTION,
    POST = STM_HINT_POST,
    TALK = STM_HINT_TALK
};

/* Words of class and id names, sorted. */
static const known hints[] = {{"ad", 0, CLUTTER},           {"addthis", 0, CLUTTER},
                              {"ads", 0, CLUTTER},          {"adsbygoogle", 0, CLUTTER},
                              {"advert", 0, CLUTTER},       {"advertisement", 0, CLUTTER},
                              {"advertising", 0, CLUTTER},  {"affiliate", 0, CLUTTER},
                              {"articlebody", 0, BODY},     {"author", 0, BYLINE},
                              {"authorbox", 0, CLUTTER},    {"authors", 0, BYLINE},
                              {"banner", 0, CLUTTER},       {"bio", 0, CLUTTER},
                              {"breadcrumb", 0, CLUTTER},   {"breadcrumbs", 0, CLUTTER},
                              {"byline", 0, BYLINE},        {"bylines", 0, BYLINE},
                              {"caption", 0, CAPTION},      {"combx", 0, TALK},
                              {"comment", 0, TALK},         {"comments", 0, TALK},
                              {"consent", 0, CLUTTER},      {"cookie", 0, CLUTTER},
                              {"cookies", 0, CLUTTER},      {"credit", 0, CAPTION},
                              {"cta", 0, CLUTTER},          {"date", 0, DATE},
                              {"dateline", 0, DATE},        {"disclaimer", 0, CLUTTER},
                              {"disqus", 0, TALK},          {"donate", 0, CLUTTER},
                              {"dropdown", 0, CLUTTER},     {"footer", 0, CLUTTER},
                              {"gdpr", 0, CLUTTER},         {"hentry", 0, POST},
                              {"login", 0, CLUTTER},        {"masthead", 0, CLUTTER},
                              {"menu", 0, CLUTTER},         {"metabar", 0, CLUTTER},
                              {"modal", 0, CLUTTER},        {"nav", 0, CLUTTER},
                              {"navbar", 0, CLUTTER},       {"navigation", 0, CLUTTER},
                              {"newsletter", 0, CLUTTER},   {"newsletters", 0, CLUTTER},
                              {"noprint", 0, CLUTTER},      {"offscreen", 0, CLUTTER},
                              {"outbrain", 0, CLUTTER},     {"pagination", 0, CLUTTER},
                              {"paywall", 0, CLUTTER},      {"popular", 0, CLUTTER},
                              {"popup", 0, CLUTTER},        {"promo", 0, CLUTTER},
                              {"promoted", 0, CLUTTER},     {"pubdate", 0, DATE},
                              {"published", 0, DATE},       {"rating", 0, CLUTTER},
                              {"recirc", 0, CLUTTER},       {"recommendations", 0, CLUTTER},
                              {"recommended", 0, CLUTTER},  {"related", 0, CLUTTER},
                              {"relatedposts", 0, CLUTTER}, {"reply", 0, TALK},
                              {"respond", 0, TALK},         {"share", 0, CLUTTER},
                              {"sharedaddy", 0, CLUTTER},   {"sharing", 0, CLUTTER},
                              {"sidebar", 0, CLUTTER},      {"signup", 0, CLUTTER},
                              {"skip", 0, CLUTTER},         {"social", 0, CLUTTER},
                              {"sponsor", 0, CLUTTER},      {"sponsored", 0, CLUTTER},
                              {"subscribe", 0, CLUTTER},    {"subscription", 0, CLUTTER},
                              {"taboola", 0, CLUTTER},      {"tagcloud", 0, CLUTTER},
                              {"taglist", 0, CLUTTER},      {"tags", 0, CLUTTER},
                              {"toc", 0, CLUTTER},          {"toolbar", 0, CLUTTER},
                              {"tooltip", 0, CLUTTER},      {"trending", 0, CLUTTER}};

static unsigned hint_of(stm_slice word) {
    const known *found =
        bsearch(&word, hints, sizeof hints / sizeof *hints, sizeof *hints, by_name);
    return found ? found->flags : 0;
}

/* Two words that only together say that here is the text. */
static bool is_body_pair(stm_slice first, stm_slice second) {
    static const char *const firsts[] = {"article", "entry", "post", "story", "blog", "news"};
    static const char *const seconds[] = {"body", "content", "text", "copy"};
    bool one = false, two = false;
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        one |= stm_slice_is(first, stm_slice_of(firsts[i]));
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++)
        two |= stm_slice_is(second, stm_slice_of(seconds[i]));
    return one && two;
}

static bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_word(char c) {
    return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

unsigned stm_element_hints(stm_slice names) {
    enum { LONGEST = 24, MOST = 400 };
    char words[2][LONGEST];
    size_t len[2] = {0, 0}, now = 0;
    unsigned found = 0;
    if (names.len > MOST) names.len = MOST;
    for (size_t i = 0; i <= names.len; i++) {
        char c = i < names.len ? names.data[i] : ' ';
        bool hump = is_upper(c) && i && names.data[i - 1] >= 'a' && names.data[i - 1] <= 'z';
        if ((!is_word(c) || hump) && len[now]) {
            stm_slice word = {words[now], len[now]}, before = {words[!now], len[!now]};
            found |= hint_of(word);
            if (is_body_pair(before, word)) found |= STM_HINT_BODY;
            now = !now;
            len[now] = 0;
        }
        if (c == ' ' || c == '\t' || c == '\n') len[!now] = 0;
        if (is_word(c) && len[now] < LONGEST)
            words[now][len[now]++] = is_upper(c) ? (char)(c | 32) : c;
    }
    return found;
}
