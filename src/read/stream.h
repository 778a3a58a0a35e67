/* stream.h - the bytes of one input, pulled as they are needed and unpacked on the way. */
#ifndef STM_READ_STREAM_H
#define STM_READ_STREAM_H

#include "base/arena.h"
#include "base/error.h"

/* Gives at most `most` bytes, which is never 0: returns how many, 0 at the end, -1 where they
 * cannot be read. */
typedef ptrdiff_t stm_pull(void *context, char *bytes, size_t most);

/* Bytes that begin as gzip or zstd do are unpacked (read/unpack.h tells what that comprises), once:
 * what is packed inside is given as it is. An input may be of any size; a stream holds twice the
 * bytes that were needed at once, some 2 MiB and, for zstd, as much as its data looks back on (at
 * most 128 MiB). A stream serves one thread. */
typedef struct stm_stream stm_stream;

/* The context must outlive the stream. Nothing is pulled yet. */
stm_stream *stm_stream_new(stm_pull *pull, void *context);

/* Over bytes in memory, which must outlive the stream and are not copied. Where nothing is packed,
 * the window is all of them. */
stm_stream *stm_stream_of(stm_slice bytes);

/* NULL is allowed. */
void stm_stream_free(stm_stream *stream);

/* The unread bytes: at least `want` of them, or all that are left; empty, but never absent, at the
 * end. Valid until the next call of this function, skipped or not.
 *
 * Where the input is damaged, cut off, or cannot be read (STM_IO), what came before is given first:
 * as if the input ended there. Once that is skipped, the call fails, once for each damaged stretch;
 * the calls after it go on at the next member or frame that is whole, or are at the end. Data that
 * unpacks to too much ends with STM_LIMIT. The error's offset counts unpacked bytes, as
 * stm_stream_at does; its message names the packed byte. */
stm_status stm_stream_need(stm_stream *stream, size_t want, stm_slice *window, stm_error *error);

/* The first n bytes of the window are read; it must have as many. */
void stm_stream_skip(stm_stream *stream, size_t n);

/* Whether the window's bytes stay valid for as long as the input: where it lies in memory and is
 * not packed. Known once anything was needed. */
bool stm_stream_stays(const stm_stream *stream);

/* Whether the window begins where a member or frame does that is damaged further on. What the
 * window shows of it may be wrong already, for damage is noticed behind its place; but what is
 * merely cut off is right as far as it goes. */
bool stm_stream_is_doubtful(const stm_stream *stream);

/* The unpacked offset of the first unread byte. */
uint64_t stm_stream_at(const stm_stream *stream);

/* Bytes of the input as it was packed that were taken so far, read or not: for telling progress. */
uint64_t stm_stream_packed_at(const stm_stream *stream);

#endif
