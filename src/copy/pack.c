/* pack.c - what the search for copies needs of a report, as bytes. */
#include "copy/pack.h"

#include "base/map.h"

/* Behind it: id, name, source, then credits (key, carries, length and name), slips (two lengths,
 * and what is printed and is right), fingerprints and the stream. */
typedef struct {
    stm_when when, updated;
    uint64_t outlet, offset, tie;
    size_t id, name, source, stream; /* bytes */
    uint32_t length, credits, fingerprints, words, slips, unused;
} head;

/* Behind it: words, voices, and spans as the distance of their starts and their lengths. */
typedef struct {
    uint32_t len, reported, narrated, slip_count;
    uint32_t slips[STM_SLIP_MOST];
} stream_head;

enum { NUMBER_MOST = 5 }; /* bytes of a packed number */

static stm_slice take_raw(stm_slice *bytes, size_t len) {
    stm_slice taken = {bytes->data, len};
    *bytes = (stm_slice){bytes->data + len, bytes->len - len};
    return taken;
}

static void read_raw(stm_slice *bytes, void *to, size_t len) {
    if (len) memcpy(to, take_raw(bytes, len).data, len);
}

/* Seven bits a byte, the low ones first. */
static size_t write_number(unsigned char *to, uint32_t number) {
    size_t len = 0;
    for (; number >= 0x80; number >>= 7) to[len++] = (unsigned char)(number | 0x80);
    to[len++] = (unsigned char)number;
    return len;
}

static uint32_t read_number(const unsigned char **at) {
    uint32_t number = *(*at)++;
    if (number < 0x80) return number;
    number &= 0x7F;
    for (unsigned shift = 7;; shift += 7) {
        uint32_t byte = *(*at)++;
        number |= (byte & 0x7F) << shift;
        if (byte < 0x80) return number;
    }
}

size_t stm_pack_most(uint32_t words) {
    return sizeof(stream_head) + words * (sizeof(uint64_t) + 1 + 2 * (size_t)NUMBER_MOST);
}

static void put_stream(const stm_speech *stream, stm_buf *out) {
    stream_head begin = {stream->len, stream->reported, stream->narrated, stream->slip_count, {0}};
    memcpy(begin.slips, stream->slips, sizeof begin.slips);
    stm_buf_put_raw(out, &begin, sizeof begin);
    stm_buf_put_raw(out, stream->words, stream->len * sizeof *stream->words);
    stm_buf_put_raw(out, stream->voices, stream->len);
    uint32_t before = 0;
    for (uint32_t i = 0; i < stream->len; i++) {
        unsigned char bytes[2 * NUMBER_MOST];
        stm_span span = stream->spans[i];
        size_t len = write_number(bytes, span.start - before);
        len += write_number(bytes + len, stm_span_len(span));
        stm_buf_put_raw(out, bytes, len);
        before = span.start;
    }
}

stm_speech stm_pack_open(char *bytes, stm_span *spans) {
    stream_head begin;
    memcpy(&begin, bytes, sizeof begin);
    char *words = bytes + sizeof begin, *voices = words + begin.len * sizeof(uint64_t);
    const unsigned char *at = (unsigned char *)voices + begin.len;
    uint32_t start = 0;
    for (uint32_t i = 0; i < begin.len; i++) {
        start += read_number(&at);
        spans[i].start = start;
        spans[i].end = start + read_number(&at);
    }
    stm_speech stream = {.words = (uint64_t *)(void *)words,
                         .spans = spans,
                         .voices = (uint8_t *)voices,
                         .len = begin.len,
                         .reported = begin.reported,
                         .narrated = begin.narrated,
                         .slip_count = begin.slip_count};
    memcpy(stream.slips, begin.slips, sizeof stream.slips);
    return stream;
}

static void put_credit(const stm_credited *credit, stm_buf *out) {
    uint32_t carries = credit->carries;
    stm_buf_put_raw(out, &credit->key, sizeof credit->key);
    stm_buf_put_raw(out, &credit->name.len, sizeof credit->name.len);
    stm_buf_put_raw(out, &carries, sizeof carries);
    stm_buf_put(out, credit->name);
}

static stm_credited take_credit(stm_slice *bytes) {
    stm_credited credit;
    size_t len;
    uint32_t carries;
    read_raw(bytes, &credit.key, sizeof credit.key);
    read_raw(bytes, &len, sizeof len);
    read_raw(bytes, &carries, sizeof carries);
    credit.name = take_raw(bytes, len);
    credit.carries = carries != 0;
    return credit;
}

static void put_slip(const stm_slip *slip, stm_buf *out) {
    const size_t lens[2] = {slip->words.len, slip->right.len};
    stm_buf_put_raw(out, lens, sizeof lens);
    stm_buf_put(out, slip->words);
    stm_buf_put(out, slip->right);
}

static stm_slip take_slip(stm_slice *bytes) {
    size_t lens[2];
    read_raw(bytes, lens, sizeof lens);
    stm_slice words = take_raw(bytes, lens[0]);
    return (stm_slip){.words = words, .right = take_raw(bytes, lens[1])};
}

void stm_pack_put(stm_arena *arena, const stm_document *doc, stm_marks marks, stm_buf *out) {
    const stm_report *report = doc->report;
    stm_standing standing = stm_standing_of(arena, doc);
    stm_slips slips = stm_slips_find(arena, doc);
    stm_speech stream = stm_speech_make(arena, doc, marks, &slips);
    stm_fingerprints found = stm_fingerprints_find(arena, &stream);
    stm_buf packed;
    stm_buf_init(&packed, 0);
    put_stream(&stream, &packed);
    head begin = {.when = standing.when,
                  .updated = standing.updated,
                  .outlet = standing.outlet,
                  .offset = report->offset,
                  .tie = stm_hash(report->text),
                  .id = standing.id.len,
                  .name = standing.name.len,
                  .source = report->source.len,
                  .stream = packed.len,
                  .length = standing.length,
                  .credits = (uint32_t)standing.credits.len,
                  .fingerprints = (uint32_t)found.len,
                  .words = stream.len,
                  .slips = slips.count};
    stm_buf_put_raw(out, &begin, sizeof begin);
    stm_buf_put(out, standing.id);
    stm_buf_put(out, standing.name);
    stm_buf_put(out, report->source);
    for (size_t i = 0; i < standing.credits.len; i++) put_credit(&standing.credits.items[i], out);
    for (uint32_t i = 0; i < slips.count; i++) put_slip(&slips.items[i], out);
    stm_buf_put_raw(out, found.items, found.len * sizeof *found.items);
    stm_buf_put(out, stm_buf_get(&packed));
    stm_buf_release(&packed);
}

stm_packed stm_pack_take(stm_arena *arena, stm_slice *bytes) {
    head begin;
    read_raw(bytes, &begin, sizeof begin);
    stm_packed out = {.standing = {.when = begin.when,
                                   .updated = begin.updated,
                                   .outlet = begin.outlet,
                                   .length = begin.length},
                      .offset = begin.offset,
                      .tie = begin.tie,
                      .count = begin.fingerprints,
                      .words = begin.words};
    out.standing.id = take_raw(bytes, begin.id);
    out.standing.name = take_raw(bytes, begin.name);
    out.source = take_raw(bytes, begin.source);
    for (uint32_t i = 0; i < begin.credits; i++)
        stm_vec_put(arena, &out.standing.credits, take_credit(bytes));
    for (uint32_t i = 0; i < begin.slips; i++)
        stm_vec_put(arena, &out.standing.slips, take_slip(bytes));
    out.fingerprints = STM_TAKE(arena, stm_fingerprint, begin.fingerprints);
    read_raw(bytes, out.fingerprints, begin.fingerprints * sizeof *out.fingerprints);
    out.stream = take_raw(bytes, begin.stream);
    return out;
}
