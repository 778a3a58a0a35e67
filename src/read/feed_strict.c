/* feed_strict.c - well-formed feeds, read by expat. */
#include "read/feed_parse.h"

#include "base/buf.h"
#include "read/entities.h"

#include <expat.h>
#include <stdlib.h>

typedef struct {
    stm_arena *arena;
    stm_feed_xml *xml;
    XML_Parser expat;
    STM_VEC(stm_html_attribute) attributes;
} parse;

static void open(void *context, const XML_Char *name, const XML_Char **attributes) {
    parse *p = context;
    p->attributes.len = 0;
    for (; *attributes; attributes += 2)
        stm_vec_put(p->arena, &p->attributes,
                    (stm_html_attribute){stm_slice_of(attributes[0]), stm_slice_of(attributes[1])});
    stm_feed_xml_open(p->xml, stm_slice_of(name), p->attributes.items, p->attributes.len,
                      (uint64_t)XML_GetCurrentByteIndex(p->expat));
}

static void close(void *context, const XML_Char *name) {
    parse *p = context;
    stm_feed_xml_close(p->xml, stm_slice_of(name));
}

static void text(void *context, const XML_Char *characters, int len) {
    parse *p = context;
    stm_feed_xml_text(p->xml, (stm_slice){characters, (size_t)len});
}

/* An entity of a declaration outside the feed, which is not looked at: RSS 0.91 means those of
 * HTML. */
static void skipped_entity(void *context, const XML_Char *name, int is_parameter) {
    parse *p = context;
    if (is_parameter) return;
    stm_buf reference;
    stm_buf_init(&reference, 0);
    stm_buf_put_byte(&reference, '&');
    stm_buf_put_text(&reference, name);
    stm_buf_put_byte(&reference, ';');
    uint32_t runes[2];
    if (stm_entity_read(stm_buf_get(&reference), 0, false, runes)) {
        stm_buf_clear(&reference);
        stm_buf_put_rune(&reference, runes[0]);
        if (runes[1]) stm_buf_put_rune(&reference, runes[1]);
    }
    stm_feed_xml_text(p->xml, stm_buf_get(&reference));
    stm_buf_release(&reference);
}

/* A feed that brings its own entities may grow without bounds. */
static void declared_entity(void *context, const XML_Char *name, int is_parameter,
                            const XML_Char *value, int len, const XML_Char *base,
                            const XML_Char *system, const XML_Char *public,
                            const XML_Char *notation) {
    (void)name, (void)is_parameter, (void)value, (void)len;
    (void)base, (void)system, (void)public, (void)notation;
    parse *p = context;
    XML_StopParser(p->expat, XML_FALSE);
}

bool stm_feed_parse_strict(stm_arena *arena, stm_slice bytes, stm_feed_xml *xml) {
    const XML_Memory_Handling_Suite memory = {stm_alloc, stm_realloc, free};
    /* The bytes are UTF-8 by now, whatever their declaration says. */
    XML_Parser expat = XML_ParserCreate_MM("UTF-8", &memory, NULL);
    if (!expat) stm_out_of_memory();
    parse p = {.arena = arena, .xml = xml, .expat = expat};
    XML_SetUserData(expat, &p);
    XML_SetElementHandler(expat, open, close);
    XML_SetCharacterDataHandler(expat, text);
    XML_SetSkippedEntityHandler(expat, skipped_entity);
    XML_SetEntityDeclHandler(expat, declared_entity);
    bool fits = XML_Parse(expat, bytes.data, (int)bytes.len, 1) == XML_STATUS_OK;
    XML_ParserFree(expat);
    return fits;
}
