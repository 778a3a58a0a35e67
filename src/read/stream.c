/* stream.c - the bytes of one input, pulled as they are needed and unpacked on the way. */
#include "read/stream.h"

#include "read/unpack.h"

#include <assert.h>
#include <stdlib.h>

enum {
    PACKED = 512 << 10, /* packed bytes at hand, so that most members of archives are whole */
    ROOM = 1 << 20,     /* what a step may unpack to: most records of archives fit */
    PIECE = 256 << 10,  /* what is pulled where nothing is packed */
    KEPT = 8 << 20      /* an emptied buffer above this is freed */
};

/* Bytes [start, end) of a buffer; cap 0: the buffer is somebody else's, and full. */
typedef struct {
    char *data;
    size_t start, end, cap;
} block;

struct stm_stream {
    stm_pull *pull;
    void *context;
    bool ended, unreadable;     /* nothing more can be pulled; and that was no end */
    bool known;                 /* how the bytes are packed */
    bool done;                  /* nothing more comes into out */
    bool seeking, quiet;        /* behind damage; which was told, and no byte came since */
    bool inside;                /* a member or frame is begun and not ended */
    stm_unpacker *unpacker;     /* NULL: nothing is packed */
    block in, out;              /* packed bytes; and the window */
    uint64_t member;            /* the unpacked offset of what began last */
    uint64_t at, pulled, again; /* again: packed bytes that were looked at twice */
    stm_error fault;            /* told once the window is empty */
};

static size_t left(const block *b) {
    return b->end - b->start;
}

static stm_slice bytes_of(const block *b) {
    return (stm_slice){b->data ? b->data + b->start : "", left(b)};
}

/* Room for n bytes behind the end. Bytes are moved only where that frees half of the buffer, so
 * that no byte is moved often. */
static void make_room(block *b, size_t n) {
    size_t held = left(b);
    if (b->cap - b->end >= n) return;
    if (held > b->cap / 2 || b->cap - held < n) {
        size_t cap = b->cap * 2 > held + n ? b->cap * 2 : held + n;
        b->data = stm_realloc(b->data, cap);
        b->cap = cap;
    }
    if (held) memmove(b->data, b->data + b->start, held);
    b->start = 0;
    b->end = held;
}

/* An empty buffer begins anew, where its memory is still in the caches. */
static void restart(block *b) {
    if (left(b) || !b->cap) return;
    b->start = b->end = 0;
    if (b->cap <= KEPT) return;
    free(b->data);
    *b = (block){0};
}

static void pull_into(stm_stream *s, block *b, size_t most) {
    if (s->ended) return;
    make_room(b, most);
    ptrdiff_t got = s->pull(s->context, b->data + b->end, b->cap - b->end);
    assert(got < 0 || (size_t)got <= b->cap - b->end);
    s->ended = got <= 0;
    s->unreadable = got < 0;
    if (got <= 0) return;
    b->end += (size_t)got;
    s->pulled += (size_t)got;
}

/* Four bytes tell. What is not packed moves to the window. */
static void find_packing(stm_stream *s) {
    while (!s->ended && left(&s->in) < 4) pull_into(s, &s->in, PIECE);
    stm_packing packing = stm_packing_of(bytes_of(&s->in));
    s->known = true;
    if (packing != STM_PACKING_NONE) {
        s->unpacker = stm_unpacker_new(packing);
        return;
    }
    s->out = s->in;
    s->in = (block){0};
}

static void finish(stm_stream *s) {
    s->done = true;
    if (s->unreadable) stm_error_put(&s->fault, STM_IO, 0, "cannot be read to its end");
}

/* Inside a member nothing moves as long as there are bytes: they may have to be looked at again. So
 * half a buffer from its first byte on is there in any case. */
static void fill(stm_stream *s) {
    if (s->ended || left(&s->in) >= (s->inside ? 1 : PACKED / 2)) return;
    restart(&s->in);
    while (!s->ended && left(&s->in) < PACKED) pull_into(s, &s->in, PACKED - left(&s->in));
}

/* Moves to where the next member or frame may begin. No more bytes are looked at twice than were
 * taken, however many damaged members follow one another. */
static void seek(stm_stream *s) {
    stm_slice packed = bytes_of(&s->in);
    size_t before = PACKED / 2 - 1, from = s->in.start;
    uint64_t taken = s->pull ? s->pulled - packed.len : from;
    if (before > from) before = from;
    if (before + s->again > taken + PACKED) before = 0;
    s->seeking = !stm_unpack_seek(s->unpacker, before, &packed);
    s->inside = false;
    s->in.start = s->in.end - packed.len;
    if (s->in.start < from) s->again += from - s->in.start;
    if (s->seeking && s->ended) finish(s);
}

/* The damage ends the window; a limit ends the stream. What cannot be read on looks cut off. */
static void stop(stm_stream *s, const stm_error *error) {
    bool ends = error->status != STM_BAD_INPUT || (s->unreadable && !left(&s->in));
    if (ends || !s->quiet) s->fault = *error;
    s->seeking = s->quiet = true;
    if (ends) finish(s);
}

static void unpack_some(stm_stream *s) {
    if (s->seeking) seek(s);
    fill(s);
    if (s->seeking) return;
    make_room(&s->out, ROOM);
    stm_unpacking step = {bytes_of(&s->in),        s->ended, s->out.data + s->out.end,
                          s->out.cap - s->out.end, 0,        false};
    size_t packed = step.packed.len;
    if (!s->inside) s->member = s->at + left(&s->out);
    stm_error error;
    stm_status status = stm_unpack(s->unpacker, &step, &error);
    s->in.start = s->in.end - step.packed.len;
    s->out.end += step.made;
    s->inside = !step.between;
    if (step.made) s->quiet = false;
    if (status != STM_OK)
        stop(s, &error);
    else if (s->ended && !step.made && step.packed.len == packed)
        finish(s);
}

static void get_more(stm_stream *s) {
    if (!s->known) {
        find_packing(s);
    } else if (s->unpacker) {
        unpack_some(s);
    } else {
        pull_into(s, &s->out, PIECE);
        if (s->ended) finish(s);
    }
}

stm_stream *stm_stream_new(stm_pull *pull, void *context) {
    stm_stream *s = stm_alloc(sizeof *s);
    *s = (stm_stream){.pull = pull, .context = context};
    return s;
}

stm_stream *stm_stream_of(stm_slice bytes) {
    stm_stream *s = stm_stream_new(NULL, NULL);
    s->in = (block){.data = (char *)(uintptr_t)bytes.data, .end = bytes.len};
    s->ended = true;
    return s;
}

void stm_stream_free(stm_stream *s) {
    if (!s) return;
    stm_unpacker_free(s->unpacker);
    if (s->in.cap) free(s->in.data);
    if (s->out.cap) free(s->out.data);
    free(s);
}

stm_status stm_stream_need(stm_stream *s, size_t want, stm_slice *window, stm_error *error) {
    restart(&s->out);
    while (left(&s->out) < want && !s->done && s->fault.status == STM_OK) get_more(s);
    if (!left(&s->out) && s->fault.status != STM_OK) {
        stm_status status = s->fault.status;
        s->fault.offset = s->at;
        if (error) *error = s->fault;
        s->fault = (stm_error){0};
        return status;
    }
    *window = bytes_of(&s->out);
    return STM_OK;
}

void stm_stream_skip(stm_stream *s, size_t n) {
    assert(n <= left(&s->out));
    s->out.start += n;
    s->at += n;
}

bool stm_stream_is_doubtful(const stm_stream *s) {
    bool cut = s->ended && !left(&s->in);
    return s->fault.status == STM_BAD_INPUT && s->member == s->at && !cut;
}

bool stm_stream_stays(const stm_stream *s) {
    return s->known && !s->pull && !s->unpacker;
}

uint64_t stm_stream_at(const stm_stream *s) {
    return s->at;
}

uint64_t stm_stream_packed_at(const stm_stream *s) {
    return s->pull ? s->pulled : s->unpacker ? s->in.start : s->at;
}
