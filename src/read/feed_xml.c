/* feed_xml.c - the tags and text of a feed's XML to drafts of its entries.
 *
 * An element that is a fact gives its text, up to its first child or its end. Titles and contents
 * take their whole inside instead, tags written out again as HTML. All else is passed through, for
 * what it holds may mean something. */
#include "read/feed_xml.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "read/address.h"
#include "read/element.h"
#include "read/feed_name.h"
#include "read/feed_text.h"

enum { DEEPEST = 256, MOST_BINDINGS = 64 };

/* What the inside of a title or a content is. */
typedef enum { PLAIN, HTML, XHTML, EITHER, BASE64 } inside;

typedef struct {
    size_t name;     /* where its name, prefix and all, begins in the stack of names */
    size_t bindings; /* that hold outside it */
    stm_feed_meaning meaning;
    stm_feed_draft *draft; /* that facts inside it are of */
    stm_slice base, language;
    bool is_opaque, is_author; /* inside what means nothing, inside a person */
    bool takes_text, is_address;
} element;

typedef struct {
    stm_slice prefix;
    stm_feed_ns ns;
} binding;

struct stm_feed_xml {
    stm_arena *arena;
    bool is_lenient, is_begun;
    element stack[DEEPEST];
    size_t depth, too_deep;
    stm_buf names, text;
    stm_element_index html;
    STM_VEC(binding) bindings;
    stm_feed_draft feed, source;
    STM_VEC(stm_feed_draft *) entries;
    /* of the title or content that is being taken: */
    bool taking, has_tags;
    inside inside;
    size_t nested; /* elements of its name open inside it */
};

typedef struct {
    stm_slice name, prefix, local;
    const stm_html_attribute *attributes;
    size_t count;
    uint64_t offset;
    stm_feed_ns ns;
} tag;

static element *top(stm_feed_xml *x) {
    return x->depth ? &x->stack[x->depth - 1] : NULL;
}

static stm_slice name_of(const stm_feed_xml *x, size_t level) {
    size_t from = x->stack[level].name;
    size_t to = level + 1 < x->depth ? x->stack[level + 1].name : x->names.len;
    return (stm_slice){x->names.data + from, to - from};
}

static stm_slice local_of(stm_slice name) {
    const char *colon = name.len ? memchr(name.data, ':', name.len) : NULL;
    size_t n = colon ? (size_t)(colon - name.data) + 1 : 0;
    return (stm_slice){name.data + n, name.len - n};
}

/* By its name without prefix, or "xml:..." with it; absent where it is not given. */
static stm_slice attribute(const tag *t, const char *name) {
    bool whole = strchr(name, ':') != NULL;
    for (size_t i = 0; i < t->count; i++) {
        stm_slice given = t->attributes[i].name;
        if (stm_ascii_is(whole ? given : local_of(given), name)) return t->attributes[i].value;
    }
    return (stm_slice){0};
}

static bool is_value(stm_slice value, const char *lower_case) {
    return value.data && stm_ascii_is(value, lower_case);
}

/* --- namespaces --- */

static void bind(stm_feed_xml *x, const tag *t) {
    for (size_t i = 0; i < t->count && x->bindings.len < MOST_BINDINGS; i++) {
        stm_slice name = t->attributes[i].name;
        bool is_default = stm_ascii_is(name, "xmlns");
        if (!is_default && !stm_slice_begins(name, STM_LIT("xmlns:"))) continue;
        stm_slice prefix = is_default ? STM_LIT("") : local_of(name);
        stm_feed_ns ns = stm_feed_name_space(t->attributes[i].value);
        if (is_default && ns == STM_FEED_NS_OTHER) ns = STM_FEED_NS_RSS;
        stm_vec_put(x->arena, &x->bindings, (binding){stm_arena_copy(x->arena, prefix), ns});
    }
}

static stm_feed_ns space_of(const stm_feed_xml *x, stm_slice prefix) {
    for (size_t i = x->bindings.len; i-- > 0;)
        if (stm_slice_is(x->bindings.items[i].prefix, prefix)) return x->bindings.items[i].ns;
    return prefix.len ? stm_feed_name_prefix(prefix) : STM_FEED_NS_RSS;
}

static tag tag_of(stm_slice name, const stm_html_attribute *attributes, size_t count,
                  uint64_t offset) {
    stm_slice local = local_of(name);
    size_t n = name.len - local.len;
    return (tag){.name = name,
                 .prefix = {name.data, n ? n - 1 : 0},
                 .local = local,
                 .attributes = attributes,
                 .count = count,
                 .offset = offset};
}

/* --- facts --- */

static stm_slice taken(stm_feed_xml *x) {
    return stm_feed_text_mended(x->arena, stm_buf_get(&x->text));
}

/* Of several addresses: what a tracker stands in for, the entry's own, that of a page, any other
 * form, that in its id. */
enum { FROM_ID, FROM_GUID, FROM_CONTENT, FROM_FORM, FROM_PAGE, FROM_TEXT, FROM_BEFORE_TRACKER };

static bool is_web(stm_slice address) {
    return stm_slice_begins(address, STM_LIT("http:")) ||
           stm_slice_begins(address, STM_LIT("https:"));
}

static void put_link(stm_feed_xml *x, const element *e, int rank, stm_slice address) {
    address = stm_feed_text_line(x->arena, address, false);
    if (!address.len) return;
    stm_feed_draft_put(&e->draft->link, rank, STM_FEED_PLAIN,
                       stm_address_join(x->arena, e->base, address));
}

/* A link with its address in an attribute. */
static void read_link(stm_feed_xml *x, const element *e, const tag *t, stm_slice address) {
    stm_slice rel = attribute(t, "rel"), type = attribute(t, "type");
    if (is_value(rel, "self") && e->draft == &x->feed) {
        stm_slice own = stm_arena_copy(x->arena, address);
        stm_feed_draft_put(&x->feed.base, 0, STM_FEED_PLAIN, own);
    }
    bool alternate = !rel.len || is_value(rel, "alternate") ||
                     is_value(rel, "http://www.iana.org/assignments/relation/alternate");
    bool page = !type.len || is_value(type, "text/html") || is_value(type, "application/xhtml+xml");
    if (alternate) put_link(x, e, page ? FROM_PAGE : FROM_FORM, address);
}

static void put_id(stm_feed_xml *x, const element *e, stm_slice id) {
    stm_feed_draft_put(&e->draft->id, e->meaning.rank, STM_FEED_PLAIN, id);
    if (e->is_address && is_web(id)) put_link(x, e, FROM_GUID, id);
}

/* Puts the text of a fact that has come to its first child or its end. */
static void settle(stm_feed_xml *x) {
    element *e = top(x);
    if (!e || !e->takes_text) return;
    e->takes_text = false;
    stm_feed_draft *draft = e->draft;
    stm_slice value = taken(x);
    switch (e->meaning.role) {
    case STM_FEED_LINK:
        put_link(x, e, e->is_address ? FROM_BEFORE_TRACKER : FROM_TEXT, value);
        return;
    case STM_FEED_ID:
    case STM_FEED_GUID:
        put_id(x, e, stm_feed_text_line(x->arena, value, false));
        return;
    case STM_FEED_PUBLISHED:
        stm_feed_draft_put(&draft->published, e->meaning.rank, STM_FEED_PLAIN, value);
        return;
    case STM_FEED_UPDATED:
        stm_feed_draft_put(&draft->updated, e->meaning.rank, STM_FEED_PLAIN, value);
        return;
    case STM_FEED_LANGUAGE:
        stm_feed_draft_put(&draft->language, e->meaning.rank, STM_FEED_PLAIN, value);
        return;
    case STM_FEED_OUTLET:
        stm_feed_draft_put(&draft->outlet, e->meaning.rank, STM_FEED_EITHER, value);
        return;
    case STM_FEED_SOURCE:
        stm_feed_draft_put(&draft->title, e->meaning.rank, STM_FEED_EITHER, value);
        return;
    default:
        stm_feed_draft_author(x->arena, draft, value);
    }
}

/* --- titles and contents --- */

/* Atom 1.0 names types "text", "html" and "xhtml", 0.3 by their media type and a mode. */
static inside inside_of(const tag *t) {
    stm_slice type = attribute(t, "type"), mode = attribute(t, "mode");
    bool typed = type.len || mode.len || t->ns == STM_FEED_NS_ATOM;
    if (t->ns == STM_FEED_NS_XHTML) return XHTML;
    if (!typed || t->ns == STM_FEED_NS_CONTENT) return EITHER;
    if (is_value(mode, "base64")) return BASE64;
    if (!type.len || is_value(type, "text") || is_value(type, "plain")) return PLAIN;
    if (is_value(type, "xhtml") || is_value(type, "application/xhtml+xml"))
        return is_value(mode, "escaped") ? HTML : XHTML;
    if (is_value(type, "html") || is_value(type, "text/html")) return HTML;
    if (stm_ascii_ends(type, "/xml") || stm_ascii_ends(type, "+xml")) return XHTML;
    if (type.len > 5 && stm_ascii_begins(type, "text/")) return PLAIN;
    return memchr(type.data, '/', type.len) ? BASE64 : EITHER;
}

static void begin_taking(stm_feed_xml *x, const tag *t, const element *e) {
    x->taking = true;
    x->has_tags = false;
    x->nested = 0;
    x->inside = inside_of(t);
    if (e->meaning.role != STM_FEED_TEXT) return;
    stm_slice language = attribute(t, "xml:lang");
    if (language.len) stm_feed_draft_put(&e->draft->language, 2, STM_FEED_PLAIN, e->language);
    put_link(x, e, FROM_CONTENT, attribute(t, "src"));
}

static void put_escaped(stm_buf *out, stm_slice text) {
    size_t from = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (c != '<' && c != '&' && c != '"') continue;
        stm_buf_put(out, (stm_slice){text.data + from, i - from});
        stm_buf_put_text(out, c == '<' ? "&lt;" : c == '&' ? "&amp;" : "&quot;");
        from = i + 1;
    }
    stm_buf_put(out, (stm_slice){text.data + from, text.len - from});
}

static bool is_void(const stm_feed_xml *x, stm_slice name) {
    unsigned flags;
    stm_element_of(&x->html, name, &flags);
    return flags & STM_EL_VOID;
}

static void write_open(stm_feed_xml *x, const tag *t) {
    x->has_tags = true;
    if (x->inside == PLAIN || x->inside == BASE64) return;
    stm_buf_put_byte(&x->text, '<');
    stm_buf_put(&x->text, t->local);
    for (size_t i = 0; i < t->count; i++) {
        stm_buf_put_byte(&x->text, ' ');
        stm_buf_put(&x->text, t->attributes[i].name);
        stm_buf_put_text(&x->text, "=\"");
        put_escaped(&x->text, t->attributes[i].value);
        stm_buf_put_byte(&x->text, '"');
    }
    stm_buf_put_byte(&x->text, '>');
}

static void write_close(stm_feed_xml *x, stm_slice name) {
    stm_slice local = local_of(name);
    if (x->inside == PLAIN || x->inside == BASE64 || is_void(x, local)) return;
    stm_buf_put_text(&x->text, "</");
    stm_buf_put(&x->text, local);
    stm_buf_put_byte(&x->text, '>');
}

static void end_taking(stm_feed_xml *x) {
    element *e = top(x);
    x->taking = false;
    bool markup = x->inside == HTML || x->inside == XHTML || (x->inside == EITHER && x->has_tags);
    bool plain = x->inside == PLAIN;
    stm_feed_type type = markup ? STM_FEED_MARKUP : plain ? STM_FEED_PLAIN : STM_FEED_EITHER;
    stm_slice value = taken(x);
    if (x->inside == BASE64) value = stm_feed_text_unpack(x->arena, value);
    if (!value.data) return;
    if (e->meaning.role == STM_FEED_TITLE)
        stm_feed_draft_put(&e->draft->title, e->meaning.rank, type, value);
    else
        stm_feed_draft_text(x->arena, e->draft, e->meaning.rank, type, value);
}

/* Whether what opens inside a title or a content shows that its end tag is missing: elements that
 * HTML does not have. */
static bool is_missed_end(const stm_feed_xml *x, const tag *t) {
    stm_feed_role role = stm_feed_name_meaning(t->ns, t->local).role;
    bool in_title = x->stack[x->depth - 1].meaning.role == STM_FEED_TITLE;
    if (role == STM_FEED_LINK || role == STM_FEED_TEXT) return in_title;
    return role == STM_FEED_ENTRY || role == STM_FEED_GUID || role == STM_FEED_PUBLISHED ||
           role == STM_FEED_UPDATED;
}

/* --- elements --- */

static void pop(stm_feed_xml *x) {
    if (x->taking)
        end_taking(x);
    else
        settle(x);
    element *e = top(x);
    x->bindings.len = e->bindings;
    x->names.len = e->name;
    x->depth--;
    if (e->meaning.role == STM_FEED_ENTRY && !e->is_opaque) e->draft->is_whole = true;
    element *outer = top(x);
    if (!outer || e->draft != &x->source || outer->draft == e->draft) return;
    stm_feed_draft *entry = outer->draft;
    stm_feed_draft_put(&entry->outlet, 2, x->source.title.type, x->source.title.value);
    for (size_t i = 0; !entry->authors.len && i < x->source.authors.len; i++)
        stm_vec_put(x->arena, &entry->authors, x->source.authors.items[i]);
}

/* Ends the innermost element of the name, and what is open inside it. */
static void pop_to(stm_feed_xml *x, stm_slice name) {
    size_t level = x->depth;
    while (level > 0 && !stm_slice_is(name_of(x, level - 1), name)) level--;
    while (level && x->depth >= level) pop(x);
}

static bool holds_entries(const stm_feed_xml *x, size_t level) {
    return level == 0 || x->stack[level].meaning.role == STM_FEED_ENTRY ||
           x->stack[level].meaning.role == STM_FEED_FEED;
}

/* Whether the end tag is that of an entry, a channel or the root, which nothing may keep open. */
static bool is_outer_end(const stm_feed_xml *x, stm_slice name) {
    for (size_t level = x->depth; level-- > 0;)
        if (holds_entries(x, level) && stm_slice_is(name_of(x, level), name)) return true;
    return false;
}

static stm_feed_draft *begin_entry(stm_feed_xml *x, const element *e, const tag *t) {
    element made = *e;
    made.draft = STM_TAKE(x->arena, stm_feed_draft, 1);
    made.draft->offset = t->offset;
    stm_feed_draft_put(&made.draft->language, -1, STM_FEED_PLAIN, e->language);
    stm_slice about = stm_arena_copy(x->arena, attribute(t, "about"));
    stm_feed_draft_put(&made.draft->id, 0, STM_FEED_PLAIN, about);
    if (is_web(about)) put_link(x, &made, FROM_ID, about);
    put_link(x, &made, FROM_FORM, attribute(t, "href"));
    stm_feed_draft_put(&made.draft->updated, 0, STM_FEED_PLAIN,
                       stm_arena_copy(x->arena, attribute(t, "lastmod")));
    stm_vec_put(x->arena, &x->entries, made.draft);
    return made.draft;
}

/* Of OPML. A feed is known by its address, and its site is what people read. */
static void read_outline(stm_feed_xml *x, const element *e, const tag *t) {
    stm_slice feed = attribute(t, "xmlurl"), site = attribute(t, "htmlurl");
    if (!site.len) site = attribute(t, "url");
    if (!feed.len && !site.len) return;
    element made = *e;
    stm_feed_draft *draft = made.draft = begin_entry(x, e, t);
    draft->is_whole = true;
    stm_feed_draft_put(&draft->id, 1, STM_FEED_PLAIN, stm_arena_copy(x->arena, feed));
    put_link(x, &made, FROM_TEXT, site.len ? site : feed);
    stm_slice title = attribute(t, "title"), text = attribute(t, "description");
    if (!title.len) title = attribute(t, "text");
    stm_feed_draft_put(&draft->title, 0, STM_FEED_EITHER, stm_arena_copy(x->arena, title));
    if (text.data)
        stm_feed_draft_text(x->arena, draft, 0, STM_FEED_EITHER, stm_arena_copy(x->arena, text));
}

static void begin_fact(stm_feed_xml *x, element *e, const tag *t) {
    e->takes_text = true;
    if (e->meaning.role == STM_FEED_GUID)
        e->is_address = !is_value(attribute(t, "ispermalink"), "false");
    if (e->meaning.role != STM_FEED_LINK) return;
    e->is_address = t->ns == STM_FEED_NS_FEEDBURNER;
    stm_slice address = attribute(t, "href");
    if (!address.data) return;
    e->takes_text = false;
    read_link(x, e, t, address);
}

/* What the element that was just pushed begins. */
static void begin(stm_feed_xml *x, element *e, const tag *t) {
    bool in_entry = e->draft != &x->feed && e->draft != &x->source;
    switch (e->meaning.role) {
    case STM_FEED_NOTHING:
        return;
    case STM_FEED_FEED:
        x->feed.lends_authors |= t->ns == STM_FEED_NS_ATOM;
        return;
    case STM_FEED_OPAQUE:
        e->is_opaque = true;
        return;
    case STM_FEED_ENTRY:
        e->draft = begin_entry(x, e, t);
        return;
    case STM_FEED_OUTLINE:
        read_outline(x, e, t);
        return;
    case STM_FEED_SOURCE:
        e->is_opaque = !in_entry;
        e->takes_text = in_entry;
        x->source = (stm_feed_draft){0};
        e->draft = &x->source;
        return;
    case STM_FEED_AUTHOR:
        e->is_author = e->takes_text = true;
        return;
    case STM_FEED_TITLE:
    case STM_FEED_TEXT:
        begin_taking(x, t, e);
        return;
    default:
        begin_fact(x, e, t);
    }
}

static element inherited(stm_feed_xml *x, const tag *t) {
    element e = {.name = x->names.len, .bindings = x->bindings.len, .draft = &x->feed};
    const element *outer = top(x);
    if (outer) {
        e.draft = outer->draft;
        e.base = outer->base, e.language = outer->language;
        e.is_opaque = outer->is_opaque, e.is_author = outer->is_author;
    }
    stm_slice base = attribute(t, "xml:base"), language = attribute(t, "xml:lang");
    if (base.data) e.base = stm_arena_copy(x->arena, stm_address_join(x->arena, e.base, base));
    if (language.data) e.language = stm_arena_copy(x->arena, language);
    return e;
}

/* Inside a person only a name counts, and a name only there. The body of an entry is its text, but
 * that of OPML holds the outlines. */
static bool counts(const stm_feed_xml *x, const element *e, const tag *t, stm_feed_role role) {
    if (role == STM_FEED_TEXT && e->draft == &x->feed && stm_ascii_is(t->local, "body"))
        return false;
    return !e->is_opaque && e->is_author == (role == STM_FEED_NAME);
}

static void push(stm_feed_xml *x, tag *t) {
    settle(x);
    if (x->depth == DEEPEST) {
        x->too_deep++;
        return;
    }
    element e = inherited(x, t);
    bind(x, t);
    t->ns = space_of(x, t->prefix);
    stm_feed_meaning meaning = stm_feed_name_meaning(t->ns, t->local);
    if (counts(x, &e, t, meaning.role)) e.meaning = meaning;
    stm_buf_put(&x->names, t->name);
    stm_buf_clear(&x->text);
    x->stack[x->depth++] = e;
    begin(x, top(x), t);
}

/* --- */

stm_feed_xml *stm_feed_xml_new(stm_arena *arena, bool is_lenient) {
    stm_feed_xml *x = STM_TAKE(arena, stm_feed_xml, 1);
    x->arena = arena;
    x->is_lenient = is_lenient;
    stm_element_index_init(&x->html);
    stm_buf_init(&x->names, 0);
    stm_buf_init(&x->text, 0);
    return x;
}

void stm_feed_xml_free(stm_feed_xml *x) {
    stm_buf_release(&x->names);
    stm_buf_release(&x->text);
}

void stm_feed_xml_open(stm_feed_xml *x, stm_slice name, const stm_html_attribute *attributes,
                       size_t count, uint64_t offset) {
    tag t = tag_of(name, attributes, count, offset);
    x->is_begun = true;
    t.ns = space_of(x, t.prefix);
    if (x->taking && !(x->is_lenient && is_missed_end(x, &t))) {
        x->nested += stm_slice_is(name_of(x, x->depth - 1), name);
        write_open(x, &t);
        return;
    }
    if (x->taking) end_taking(x);
    /* An entry inside an entry is one behind it whose end tag is missing. */
    if (x->is_lenient && stm_feed_name_meaning(t.ns, t.local).role == STM_FEED_ENTRY &&
        is_outer_end(x, name))
        pop_to(x, name);
    push(x, &t);
}

void stm_feed_xml_close(stm_feed_xml *x, stm_slice name) {
    bool outer = x->is_lenient && is_outer_end(x, name);
    if (x->taking && !outer) {
        bool own = stm_slice_is(name_of(x, x->depth - 1), name);
        if (own && !x->nested) {
            pop(x);
            return;
        }
        x->nested -= own;
        write_close(x, name);
        return;
    }
    if (x->too_deep && !outer) {
        x->too_deep--;
        return;
    }
    x->too_deep = 0;
    pop_to(x, name);
}

void stm_feed_xml_text(stm_feed_xml *x, stm_slice text) {
    if (x->taking && x->inside == XHTML)
        put_escaped(&x->text, text);
    else if (x->taking || (x->depth && top(x)->takes_text))
        stm_buf_put(&x->text, text);
}

bool stm_feed_xml_is_whole(const stm_feed_xml *x) {
    return x->is_begun && !x->depth;
}

size_t stm_feed_xml_finish(stm_feed_xml *x, stm_slice address, stm_feed *out) {
    stm_feed_draft_put(&x->feed.base, -1, STM_FEED_PLAIN, address);
    stm_feed_draft_share(x->arena, &x->feed);
    for (size_t i = 0; i < x->entries.len; i++) {
        const stm_feed_draft *entry = x->entries.items[i];
        if (entry->is_whole)
            stm_vec_put(x->arena, &out->entries, stm_feed_draft_finish(x->arena, &x->feed, entry));
    }
    return x->entries.len;
}
