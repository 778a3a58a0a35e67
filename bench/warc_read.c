/* warc_read.c - what bench/warc.py measures in-process: reads an archive and prints how many
 * records and unpacked bytes it has.  usage: warc_read records|contents|zlib|libdeflate FILE
 * records: as the library reads them; contents: HTTP undone, too; zlib, libdeflate: only unpacked,
 * from memory, member by member. */
#include "base/file.h"
#include "read/capture.h"

#include <libdeflate.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

static ptrdiff_t pull(void *context, char *bytes, size_t most) {
    FILE *file = context;
    size_t n = fread(bytes, 1, most, file);
    return ferror(file) ? -1 : (ptrdiff_t)n;
}

static void tell(size_t records, uint64_t bytes) {
    printf("%zu %ju\n", records, (uintmax_t)bytes);
}

static void read_records(FILE *file, bool contents) {
    stm_stream *stream = stm_stream_new(pull, file);
    size_t records = 0;
    for (;;) {
        stm_warc_record record;
        stm_capture capture;
        stm_error error;
        stm_status status = stm_warc_next(stream, &record, &error);
        if (status == STM_OK && record.kind == STM_WARC_END) break;
        stm_arena *arena = stm_arena_new();
        if (status == STM_OK && contents)
            status = stm_capture_find(arena, &record, &capture, &error);
        if (status != STM_OK) fprintf(stderr, "%s\n", error.message);
        stm_arena_free(arena);
        records++;
    }
    tell(records, stm_stream_at(stream));
    stm_stream_free(stream);
}

static void unpack_by_zlib(stm_slice packed) {
    static unsigned char out[1 << 16];
    z_stream z = {.next_in = (z_const Bytef *)packed.data};
    size_t members = 0;
    uint64_t bytes = 0;
    if (inflateInit2(&z, 16 + MAX_WBITS) != Z_OK) abort();
    const Bytef *end = z.next_in + packed.len;
    while (z.next_in < end) {
        z.avail_in = end - z.next_in < UINT_MAX ? (uInt)(end - z.next_in) : UINT_MAX;
        z.next_out = out;
        z.avail_out = sizeof out;
        int result = inflate(&z, Z_NO_FLUSH);
        bytes += sizeof out - z.avail_out;
        if (result == Z_STREAM_END)
            members++, inflateReset(&z);
        else if (result != Z_OK)
            abort();
    }
    inflateEnd(&z);
    tell(members, bytes);
}

/* Room for the largest member is given at once: the limit of what can be had. */
static void unpack_by_libdeflate(stm_slice packed) {
    enum { ROOM = 64 << 20 };
    char *out = stm_alloc(ROOM);
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    size_t members = 0, taken, made;
    uint64_t bytes = 0;
    for (; packed.len; packed.data += taken, packed.len -= taken, members++, bytes += made)
        if (libdeflate_gzip_decompress_ex(d, packed.data, packed.len, out, ROOM, &taken, &made) !=
            LIBDEFLATE_SUCCESS)
            abort();
    libdeflate_free_decompressor(d);
    free(out);
    tell(members, bytes);
}

int main(int count, char **arguments) {
    FILE *file = count == 3 ? fopen(arguments[2], "rb") : NULL;
    if (!file) {
        fputs("usage: warc_read records|contents|zlib|libdeflate FILE\n", stderr);
        return 2;
    }
    stm_slice mode = stm_slice_of(arguments[1]);
    if (stm_slice_is(mode, STM_LIT("zlib")) || stm_slice_is(mode, STM_LIT("libdeflate"))) {
        stm_arena *arena = stm_arena_new();
        stm_slice packed;
        stm_error error;
        if (stm_file_read(arena, arguments[2], SIZE_MAX / 2, &packed, &error) != STM_OK) abort();
        if (stm_slice_is(mode, STM_LIT("zlib")))
            unpack_by_zlib(packed);
        else
            unpack_by_libdeflate(packed);
        stm_arena_free(arena);
    } else {
        read_records(file, stm_slice_is(mode, STM_LIT("contents")));
    }
    fclose(file);
    return 0;
}
