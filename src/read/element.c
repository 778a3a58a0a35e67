/* element.c - HTML's elements, and the names pages give to their parts. */
#include "read/element.h"

enum { LONGEST = 16 };

/* A name is shorter than LONGEST, with NUL behind it. */
typedef struct {
    char name[LONGEST];
    uint8_t element;
    uint16_t flags;
} known;

enum { B = STM_EL_BREAKS, V = STM_EL_VOID, S = STM_EL_SKIPPED };

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

enum {
    BODY = STM_HINT_BODY,
    CLUTTER = STM_HINT_CLUTTER,
    BYLINE = STM_HINT_BYLINE,
    DATE = STM_HINT_DATE,
    CAPTION = STM_HINT_CAPTION,
    POST = STM_HINT_POST,
    TALK = STM_HINT_TALK,
    /* Two words that only together say that here is the text: "story-body". */
    FIRST = 256,
    SECOND = 512
};

/* Words of class and id names. */
static const known hints[] = {{"ad", 0, CLUTTER},
                              {"addthis", 0, CLUTTER},
                              {"ads", 0, CLUTTER},
                              {"adsbygoogle", 0, CLUTTER},
                              {"advert", 0, CLUTTER},
                              {"advertisement", 0, CLUTTER},
                              {"advertising", 0, CLUTTER},
                              {"affiliate", 0, CLUTTER},
                              {"article", 0, FIRST},
                              {"articlebody", 0, BODY},
                              {"author", 0, BYLINE},
                              {"authorbox", 0, CLUTTER},
                              {"authors", 0, BYLINE},
                              {"banner", 0, CLUTTER},
                              {"bio", 0, CLUTTER},
                              {"blog", 0, FIRST},
                              {"body", 0, SECOND},
                              {"breadcrumb", 0, CLUTTER},
                              {"breadcrumbs", 0, CLUTTER},
                              {"byline", 0, BYLINE},
                              {"bylines", 0, BYLINE},
                              {"caption", 0, CAPTION},
                              {"combx", 0, TALK},
                              {"comment", 0, TALK},
                              {"comments", 0, TALK},
                              {"consent", 0, CLUTTER},
                              {"content", 0, SECOND},
                              {"cookie", 0, CLUTTER},
                              {"cookies", 0, CLUTTER},
                              {"copy", 0, SECOND},
                              {"credit", 0, CAPTION},
                              {"cta", 0, CLUTTER},
                              {"date", 0, DATE},
                              {"dateline", 0, DATE},
                              {"disclaimer", 0, CLUTTER},
                              {"disqus", 0, TALK},
                              {"donate", 0, CLUTTER},
                              {"dropdown", 0, CLUTTER},
                              {"entry", 0, FIRST},
                              {"footer", 0, CLUTTER},
                              {"gdpr", 0, CLUTTER},
                              {"hentry", 0, POST},
                              {"login", 0, CLUTTER},
                              {"masthead", 0, CLUTTER},
                              {"menu", 0, CLUTTER},
                              {"metabar", 0, CLUTTER},
                              {"modal", 0, CLUTTER},
                              {"nav", 0, CLUTTER},
                              {"navbar", 0, CLUTTER},
                              {"navigation", 0, CLUTTER},
                              {"news", 0, FIRST},
                              {"newsletter", 0, CLUTTER},
                              {"newsletters", 0, CLUTTER},
                              {"noprint", 0, CLUTTER},
                              {"offscreen", 0, CLUTTER},
                              {"outbrain", 0, CLUTTER},
                              {"pagination", 0, CLUTTER},
                              {"paywall", 0, CLUTTER},
                              {"popular", 0, CLUTTER},
                              {"popup", 0, CLUTTER},
                              {"post", 0, FIRST},
                              {"promo", 0, CLUTTER},
                              {"promoted", 0, CLUTTER},
                              {"pubdate", 0, DATE},
                              {"published", 0, DATE},
                              {"rating", 0, CLUTTER},
                              {"recirc", 0, CLUTTER},
                              {"recommendations", 0, CLUTTER},
                              {"recommended", 0, CLUTTER},
                              {"related", 0, CLUTTER},
                              {"relatedposts", 0, CLUTTER},
                              {"reply", 0, TALK},
                              {"respond", 0, TALK},
                              {"share", 0, CLUTTER},
                              {"sharedaddy", 0, CLUTTER},
                              {"sharing", 0, CLUTTER},
                              {"sidebar", 0, CLUTTER},
                              {"signup", 0, CLUTTER},
                              {"skip", 0, CLUTTER},
                              {"social", 0, CLUTTER},
                              {"sponsor", 0, CLUTTER},
                              {"sponsored", 0, CLUTTER},
                              {"story", 0, FIRST},
                              {"subscribe", 0, CLUTTER},
                              {"subscription", 0, CLUTTER},
                              {"taboola", 0, CLUTTER},
                              {"tagcloud", 0, CLUTTER},
                              {"taglist", 0, CLUTTER},
                              {"tags", 0, CLUTTER},
                              {"text", 0, SECOND},
                              {"toc", 0, CLUTTER},
                              {"toolbar", 0, CLUTTER},
                              {"tooltip", 0, CLUTTER},
                              {"trending", 0, CLUTTER}};

/* What a byte is to a word of a class or id. */
enum { NO_LETTER, SMALL, DIGIT, CAPITAL };

/* Ends and length tell most names apart. */
static uint8_t slot_of(stm_slice name) {
    unsigned char first = (unsigned char)name.data[0],
                  last = (unsigned char)name.data[name.len - 1];
    return (uint8_t)((first | 32u) * 37 + (last | 32u) * 5 + name.len * 29);
}

static void fill(uint8_t *slots, const known *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint8_t at = slot_of(stm_slice_of(names[i].name));
        while (slots[at]) at++;
        slots[at] = (uint8_t)(i + 1);
    }
}

void stm_element_index_init(stm_element_index *index) {
    _Static_assert(sizeof elements / sizeof *elements < 128, "an index must stay half empty");
    _Static_assert(sizeof hints / sizeof *hints < 128, "an index must stay half empty");
    *index = (stm_element_index){0};
    fill(index->elements, elements, sizeof elements / sizeof *elements);
    fill(index->hints, hints, sizeof hints / sizeof *hints);
    memset(&index->letters['0'], DIGIT, 10);
    memset(&index->letters['a'], SMALL, 26);
    memset(&index->letters['A'], CAPITAL, 26);
}

/* Whether the word is the name, capitals apart; a name's NUL is no byte of a word. */
static bool is_name(const char *name, stm_slice word) {
    for (size_t i = 0; i < word.len; i++) {
        char c = word.data[i];
        if (name[i] != (c >= 'A' && c <= 'Z' ? (char)(c | 32) : c) || !c) return false;
    }
    return !name[word.len];
}

/* NULL where the name is not known. */
static const known *find(const uint8_t *slots, const known *names, stm_slice word) {
    if (!word.len) return NULL;
    for (uint8_t at = slot_of(word); slots[at]; at++)
        if (is_name(names[slots[at] - 1].name, word)) return &names[slots[at] - 1];
    return NULL;
}

stm_element stm_element_of(const stm_element_index *index, stm_slice name, unsigned *flags) {
    const known *found = find(index->elements, elements, name);
    *flags = found ? found->flags : 0;
    if (found) return (stm_element)found->element;
    if (!name.len || !memchr(name.data, '-', name.len)) return STM_EL_OTHER;
    *flags = B;
    return STM_EL_BLOCK;
}

static unsigned letter(const stm_element_index *index, stm_slice names, size_t at) {
    return at < names.len ? index->letters[(unsigned char)names.data[at]] : NO_LETTER;
}

/* A word ends at what is no letter or digit, and inside "articleBody" before the hump. */
static size_t word_end(const stm_element_index *index, stm_slice names, size_t at) {
    for (unsigned last = NO_LETTER, next; (next = letter(index, names, at)); at++) {
        if (last == SMALL && next == CAPITAL) break;
        last = next;
    }
    return at;
}

unsigned stm_element_hints(const stm_element_index *index, stm_slice names) {
    enum { MOST = 400 };
    unsigned found = 0, before = 0; /* what all words say, and the last one */
    if (names.len > MOST) names.len = MOST;
    for (size_t at = 0, end; at < names.len; at = end) {
        end = word_end(index, names, at);
        if (end == at) {
            char c = names.data[end++];
            if (c == ' ' || c == '\t' || c == '\n') before = 0;
            continue;
        }
        const known *hint = find(index->hints, hints, (stm_slice){names.data + at, end - at});
        unsigned says = hint ? hint->flags : 0;
        if (before & FIRST && says & SECOND) found |= BODY;
        found |= says;
        before = says;
    }
    return found & ~(unsigned)(FIRST | SECOND);
}
