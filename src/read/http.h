/* http.h - the HTTP response that a record of a web archive holds (RFC 9112). */
#ifndef STM_READ_HTTP_H
#define STM_READ_HTTP_H

#include "base/arena.h"
#include "base/error.h"

/* Slices are borrowed from the message; absent where it does not tell them. */
typedef struct {
    unsigned status;         /* 200 */
    stm_slice type, charset; /* of Content-Type: the media type, as it is, and its charset */
    stm_slice coding;        /* Content-Encoding */
    bool chunked, sized;     /* or so it says */
    uint64_t length;         /* Content-Length, where sized; of the body as the server sent it */
    stm_slice body;          /* as it was sent */
} stm_http;

/* The head, and where the body lies. Interim responses (1xx) before it are passed over. False:
 * there is no HTTP response. */
bool stm_http_parse(stm_slice message, stm_http *out);

/* The content of the body: chunks joined, gzip, x-gzip, deflate, br and zstd unpacked within the
 * bounds of read/unpack.h, and to no more than STM_RECORD_MAX bytes. Many crawlers undo these and
 * leave the fields that tell of them, so a body that is not what they say is taken as it is: no
 * chunk at its beginning, no magic number of gzip or zstd, or, for deflate and br, markup. Codings
 * that are not known are not undone. Where no coding is told, a body that begins as gzip or zstd
 * does is unpacked all the same.
 *
 * content is borrowed from the message or belongs to the arena. It is set even where the status is
 * not STM_OK, to what came before the damage; offsets of errors count from the start of the body.
 */
stm_status stm_http_content(stm_arena *arena, const stm_http *http, stm_slice *content,
                            stm_error *error);

#endif
