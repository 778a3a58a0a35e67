/* capture.c - which records of a web archive are reports. */
#include "read/capture.h"

#include "base/ascii.h"
#include "read/fields.h"
#include "read/http.h"

/* What a media type lets content be. */
typedef enum { NOTHING, UNTOLD, PAGE, TEXT, XML, JSON } media;

static media media_of(stm_slice type) {
    static const struct {
        const char *name;
        media as;
    } types[] = {{"", UNTOLD},
                 {"no-type", UNTOLD},
                 {"text/html", PAGE},
                 {"application/xhtml+xml", PAGE},
                 {"text/plain", TEXT},
                 {"text/xml", XML},
                 {"text/rss", XML},
                 {"application/xml", XML},
                 {"application/rss", XML},
                 {"application/rss+xml", XML},
                 {"application/atom+xml", XML},
                 {"application/rdf+xml", XML},
                 {"application/json", JSON},
                 {"application/feed+json", JSON}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (stm_ascii_is(type, types[i].name)) return types[i].as;
    return NOTHING;
}

/* False: no report. Servers call feeds pages and pages text, so the content has the last word. */
static bool find_kind(media as, stm_slice content, stm_kind *kind) {
    *kind = stm_sniff(content);
    switch (*kind) {
    case STM_KIND_HTML:
    case STM_KIND_FEED:
        return as != JSON;
    case STM_KIND_JSON_FEED:
        return as != XML;
    case STM_KIND_XML:
    case STM_KIND_PLAIN:
        if (as == PAGE) *kind = STM_KIND_HTML;
        return as == PAGE || (as == TEXT && *kind == STM_KIND_PLAIN);
    default:
        return false;
    }
}

/* Addresses of what is no report, though its type may be: robots.txt, without or with a query, and
 * what crawlers note about their work. */
static bool is_apart(stm_slice uri) {
    if (stm_slice_begins(uri, STM_LIT("metadata:")) || stm_slice_begins(uri, STM_LIT("urn:")))
        return true;
    const char *query = uri.len ? memchr(uri.data, '?', uri.len) : NULL;
    if (query) uri.len = (size_t)(query - uri.data);
    return stm_ascii_ends(uri, "/robots.txt");
}

static bool is_blank(stm_slice content) {
    return !stm_fields_trim(content).len;
}

static bool is_http(const stm_warc_record *record) {
    stm_slice type, charset;
    stm_fields_type(record->type, &type, &charset);
    return record->kind == STM_WARC_RESPONSE &&
           (record->arc || !type.len || stm_ascii_is(type, "application/http"));
}

stm_status stm_capture_find(stm_arena *arena, const stm_warc_record *record, stm_capture *out,
                            stm_error *error) {
    *out = (stm_capture){0};
    if (record->kind == STM_WARC_OTHER || is_blank(record->block)) return STM_OK;
    stm_http http = {.status = 200, .body = record->block};
    bool response = is_http(record), parsed = response && stm_http_parse(record->block, &http);
    if (response && !parsed && !record->arc)
        return stm_error_put(error, STM_BAD_INPUT, 0, "a response that is not one of HTTP");
    if (!parsed) {
        http = (stm_http){.status = 200, .body = record->block};
        stm_fields_type(record->type, &http.type, &http.charset);
    }
    media as = media_of(http.type);
    if (http.status / 100 != 2 || as == NOTHING || is_apart(record->uri)) return STM_OK;
    stm_slice content;
    stm_status status = stm_http_content(arena, &http, &content, error);
    if (status != STM_OK && !(record->truncated && content.len)) return status;
    if (is_blank(content) || !find_kind(as, content, &out->kind)) return STM_OK;
    out->content = content;
    out->charset = http.charset;
    return STM_OK;
}
