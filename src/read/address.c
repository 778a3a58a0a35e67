/* address.c - addresses made absolute (RFC 3986, 5.2). */
#include "read/address.h"

#include "base/buf.h"

/* Of an address or a reference; absent where not given. scheme: with its ":", authority: with its
 * "//", query: with "?", fragment: with "#". */
typedef struct {
    stm_slice scheme, authority, path, query, fragment;
} parts;

static bool is_alpha(char c) {
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static size_t scheme_len(stm_slice s) {
    if (!s.len || !is_alpha(*s.data)) return 0;
    for (size_t i = 1; i < s.len; i++) {
        char c = s.data[i];
        if (c == ':') return i + 1;
        if (!is_alpha(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.') return 0;
    }
    return 0;
}

/* Cuts off what stands before the first of the marks. */
static stm_slice cut(stm_slice *s, const char *marks) {
    size_t n = 0;
    while (n < s->len && !(s->data[n] && strchr(marks, s->data[n]))) n++;
    stm_slice head = {s->data, n};
    *s = (stm_slice){s->data + n, s->len - n};
    return head;
}

static parts split(stm_slice s) {
    parts p = {0};
    size_t n = scheme_len(s);
    if (n) p.scheme = (stm_slice){s.data, n};
    s = (stm_slice){s.data + n, s.len - n};
    if (stm_slice_begins(s, STM_LIT("//"))) {
        stm_slice rest = {s.data + 2, s.len - 2};
        p.authority = (stm_slice){s.data, cut(&rest, "/?#").len + 2};
        s = rest;
    }
    p.path = cut(&s, "?#");
    if (s.len && *s.data == '?') p.query = cut(&s, "#");
    if (s.len) p.fragment = s;
    return p;
}

bool stm_address_is_absolute(stm_slice address) {
    return scheme_len(address) > 0;
}

/* Drops the last segment that was put, and the "/" before it. */
static void drop_segment(stm_buf *out, size_t from) {
    while (out->len > from && out->data[--out->len] != '/') continue;
}

/* Appends the path without "." and ".." (5.2.4). */
static void put_path(stm_buf *out, stm_slice path) {
    size_t from = out->len;
    while (path.len) {
        bool slash = *path.data == '/';
        stm_slice rest = {path.data + slash, path.len - slash};
        stm_slice segment = cut(&rest, "/");
        bool up = stm_slice_is(segment, STM_LIT(".."));
        if (up) drop_segment(out, from);
        if (up || stm_slice_is(segment, STM_LIT("."))) {
            if (slash && !rest.len) stm_buf_put_byte(out, '/');
        } else {
            if (slash) stm_buf_put_byte(out, '/');
            stm_buf_put(out, segment);
        }
        path = rest;
    }
}

/* The reference's path seen from the base's. */
static stm_slice merged(stm_arena *arena, const parts *base, stm_slice path) {
    size_t kept = base->path.len;
    while (kept && base->path.data[kept - 1] != '/') kept--;
    bool bare = base->authority.data && !base->path.len;
    size_t len = (bare ? 1 : kept) + path.len;
    char *whole = stm_arena_take(arena, len + 1);
    if (kept) memcpy(whole, base->path.data, kept);
    if (bare) *whole = '/';
    if (path.len) memcpy(whole + len - path.len, path.data, path.len);
    return (stm_slice){whole, len};
}

static void put(stm_buf *out, stm_slice part) {
    if (part.data) stm_buf_put(out, part);
}

stm_slice stm_address_join(stm_arena *arena, stm_slice base, stm_slice reference) {
    if (!base.len || base.len > STM_ADDRESS_BASE_MAX || !reference.data) return reference;
    parts b = split(base), r = split(reference);
    if (!b.scheme.data || r.scheme.data) return reference;
    stm_buf out;
    stm_buf_init(&out, 0);
    put(&out, b.scheme);
    put(&out, r.authority.data ? r.authority : b.authority);
    if (!r.authority.data && !r.path.len) {
        put(&out, b.path);
        put(&out, r.query.data ? r.query : b.query);
    } else {
        bool rooted = r.authority.data || (r.path.len && *r.path.data == '/');
        put_path(&out, rooted ? r.path : merged(arena, &b, r.path));
        put(&out, r.query);
    }
    put(&out, r.fragment);
    stm_slice joined = stm_arena_copy(arena, stm_buf_get(&out));
    stm_buf_release(&out);
    return joined;
}
