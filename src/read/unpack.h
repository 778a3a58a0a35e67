/* unpack.h - unpacking gzip, zstd, deflate and brotli, piece by piece and within bounds. */
#ifndef STM_READ_UNPACK_H
#define STM_READ_UNPACK_H

#include "base/arena.h"
#include "base/error.h"

/* Gzip is RFC 1952, any number of members; zstd RFC 8878, any number of frames, the first of which
 * may hold the dictionary (the .warc.zst format of the IIPC). Between and behind members and frames
 * zero bytes are allowed. Deflate is what HTTP calls so: zlib (RFC 1950) or, as many servers send,
 * raw (RFC 1951). Brotli is RFC 7932. */
typedef enum {
    STM_PACKING_NONE,
    STM_PACKING_GZIP,
    STM_PACKING_ZSTD,
    STM_PACKING_DEFLATE,
    STM_PACKING_BROTLI
} stm_packing;

/* How bytes are packed that begin so, told by four of them; only gzip and zstd can be told. */
stm_packing stm_packing_of(stm_slice first);

enum {
    /* No more bytes come out than this for each that went in (deflate's own ceiling is 1032) … */
    STM_UNPACK_RATIO = 200,
    STM_UNPACK_FREE = 1 << 20, /* … and these, which may come out of anything. */
    STM_UNPACK_WINDOW = 27,    /* the most memory that zstd may look back on: 2 to this power */
    STM_UNPACK_DICTIONARY = 16 << 20 /* the most bytes of a dictionary */
};

typedef struct stm_unpacker stm_unpacker;

/* packing: not STM_PACKING_NONE. */
stm_unpacker *stm_unpacker_new(stm_packing packing);

/* NULL is allowed. */
void stm_unpacker_free(stm_unpacker *unpacker);

/* The bytes of one step. */
typedef struct {
    stm_slice packed; /* all that is at hand; afterwards, what was not taken */
    bool last;        /* nothing follows packed */
    char *out;
    size_t room, made; /* bytes at out that may be written, and that were */
    bool between;      /* afterwards: no member or frame is begun and not ended */
} stm_unpacking;

/* Unpacks some bytes. A step that neither takes nor makes any wants more packed ones, or, at the
 * last of them, is the end. Members that lie whole in packed and room are done in one go, so give
 * plenty. STM_BAD_INPUT, STM_LIMIT: what is wrong, and at which packed byte, which is the error's
 * offset too; the bytes before the damage were made all the same. */
stm_status stm_unpack(stm_unpacker *unpacker, stm_unpacking *step, stm_error *error);

/* After damage: drops packed bytes up to the next that begin a member or frame; false: there are
 * none in packed, of which no more is left than may be half of such a beginning. before: how many
 * bytes in front of packed are still there: where all that the damaged member took are, they are
 * looked at again, for it may be cut off, and what follows taken for its own. */
bool stm_unpack_seek(stm_unpacker *unpacker, size_t before, stm_slice *packed);

/* Unpacks all of packed. The error's offset counts packed bytes. More than limit bytes: STM_LIMIT.
 * out belongs to the arena, and is set even where the status is not STM_OK, to what came before. */
stm_status stm_unpack_all(stm_arena *arena, stm_packing packing, stm_slice packed, size_t limit,
                          stm_slice *out, stm_error *error);

#endif
