/* gist.c - what sorting reports into stories needs of each, as bytes. */
#include "story/gist.h"

#include "base/map.h"
#include "base/utf8.h"
#include "copy/when.h"
#include "story/node.h"
#include "text/document.h"

#include <math.h>

/* Behind it: the terms of vector and naming, then the bytes of the slices. */
typedef struct {
    int64_t time;
    uint64_t offset, tie;
    uint32_t length, terms, naming, titled;
    uint32_t id, source, published, headline; /* bytes */
} head;

enum { LONGEST = 400 /* bytes of a headline */ };

int64_t stm_gist_time(const stm_report *report) {
    stm_when when = stm_when_read(report->published);
    return when.precision == STM_WHEN_ABSENT ? STM_UNDATED : when.first;
}

/* The report as far as its headline is looked for. */
static stm_report opening_of(stm_arena *arena, const stm_report *report) {
    enum { FAR = 2000 /* bytes */ };
    stm_report opening = {.id = report->id, .language = report->language, .text = report->text};
    for (size_t i = 0; i < report->blocks.len; i++) {
        stm_block block = report->blocks.items[i];
        if (block.span.start > FAR) break;
        stm_slice text = stm_slice_at(report->text, block.span);
        block.span.end = block.span.start + (uint32_t)stm_utf8_cut(text, FAR, true).len;
        stm_vec_put(arena, &opening.blocks, block);
    }
    opening.notes.items = report->notes.items;
    opening.notes.len = report->notes.len;
    return opening;
}

/* How like the words are to the whole, their own number made up for. */
static double likeness(stm_arena *arena, stm_slice language, stm_slice words, stm_vector whole) {
    stm_vector vector = stm_vector_of(arena, language, words);
    double square = stm_vector_dot(vector, vector);
    return square > 0 ? stm_vector_dot(vector, whole) / sqrt(square) : 0;
}

/* Of the first sentences, the first that is about as like the whole as the likest is: what stands
 * above a report on a page, such as "Share" or a menu, tells nothing of it. */
static stm_slice first_that_tells(stm_arena *arena, const stm_report *report, stm_vector whole) {
    enum { LOOKED_AT = 16 };
    const double as_like = 0.5;
    stm_report opening = opening_of(arena, report);
    const stm_document *doc = stm_document_new(arena, &opening);
    stm_slice sentences[LOOKED_AT];
    double like[LOOKED_AT], most = 0;
    uint32_t count = 0, at = 0;
    for (uint32_t i = 0; i < doc->sentence_count && count < LOOKED_AT; i++) {
        const stm_sentence *s = &doc->sentences[i];
        if (doc->is_note[s->first]) continue;
        sentences[count] = stm_slice_at(opening.text, stm_document_span(doc, s->first, s->last));
        like[count] = likeness(arena, report->language, sentences[count], whole);
        if (most < like[count]) most = like[count];
        count++;
    }
    while (at < count && like[at] < most * as_like) at++;
    return at < count ? sentences[at] : (stm_slice){0};
}

/* A date that tells no time is none. */
static stm_slice date_of(const stm_report *report, int64_t time) {
    return time == STM_UNDATED ? (stm_slice){0} : report->published;
}

void stm_gist_put(stm_arena *arena, const stm_report *report, stm_buf *out) {
    bool titled = report->title.len != 0;
    int64_t time = stm_gist_time(report);
    stm_vector vector = stm_vector_make(arena, report);
    stm_slice headline = titled ? report->title : first_that_tells(arena, report, vector);
    headline = stm_utf8_cut(headline, LONGEST, true);
    stm_slice published = date_of(report, time);
    stm_vector naming = stm_vector_of(arena, report->language, headline);
    head begin = {.time = time,
                  .offset = report->offset,
                  .tie = stm_hash(report->text),
                  .length = (uint32_t)report->text.len,
                  .terms = vector.count,
                  .naming = naming.count,
                  .titled = titled,
                  .id = (uint32_t)report->id.len,
                  .source = (uint32_t)report->source.len,
                  .published = (uint32_t)published.len,
                  .headline = (uint32_t)headline.len};
    stm_buf_put_raw(out, &begin, sizeof begin);
    stm_buf_put_raw(out, vector.terms, vector.count * sizeof *vector.terms);
    stm_buf_put_raw(out, naming.terms, naming.count * sizeof *naming.terms);
    stm_buf_put(out, report->id);
    stm_buf_put(out, report->source);
    stm_buf_put(out, published);
    stm_buf_put(out, headline);
    stm_buf_align(out);
}

static size_t unpadded(const head *begin) {
    size_t terms = ((size_t)begin->terms + begin->naming) * sizeof(stm_term);
    return sizeof *begin + terms + begin->id + begin->source + begin->published + begin->headline;
}

size_t stm_gist_size(const char *bytes) {
    head begin;
    memcpy(&begin, bytes, sizeof begin);
    return stm_buf_aligned(unpadded(&begin));
}

static stm_slice take(const char **at, uint32_t len) {
    stm_slice taken = {len ? *at : NULL, len};
    *at += len;
    return taken;
}

stm_gist stm_gist_open(char *bytes) {
    head begin;
    memcpy(&begin, bytes, sizeof begin);
    stm_term *terms = (stm_term *)(void *)(bytes + sizeof begin);
    const char *at = (const char *)(terms + begin.terms + begin.naming);
    stm_gist gist = {.vector = {terms, begin.terms},
                     .naming = {terms + begin.terms, begin.naming},
                     .time = begin.time,
                     .offset = begin.offset,
                     .tie = begin.tie,
                     .length = begin.length,
                     .titled = begin.titled != 0};
    gist.id = take(&at, begin.id);
    gist.source = take(&at, begin.source);
    gist.published = take(&at, begin.published);
    gist.headline = take(&at, begin.headline);
    return gist;
}
