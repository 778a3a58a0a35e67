/* warc.h - the records of a web archive: WARC 0.17 to 1.1 (ISO 28500) and ARC 1 and 2. */
#ifndef STM_READ_WARC_H
#define STM_READ_WARC_H

#include "read/stream.h"

typedef enum {
    STM_WARC_END,      /* no record: the archive is at its end */
    STM_WARC_RESPONSE, /* what a server sent; in ARC, every capture */
    STM_WARC_RESOURCE, /* content without a protocol round it */
    STM_WARC_CONVERSION,
    STM_WARC_OTHER /* warcinfo, request, metadata, revisit, continuation, filedesc, dns, ... */
} stm_warc_kind;

/* Slices are borrowed from the stream's window: the next call on the stream takes them. Absent
 * where the record does not tell them. */
typedef struct {
    stm_warc_kind kind;
    uint64_t offset; /* of the record's first byte, unpacked */
    stm_slice uri;   /* as it is, without the "<>" that some put round it */
    stm_slice date;  /* when it was fetched, which is not when it was published; in ARC 14 digits */
    stm_slice id;    /* with its "<>"; ARC has none */
    stm_slice type;  /* the Content-Type of the block; of ARC, that of the content */
    bool arc;
    bool truncated; /* by the crawler, which says so */
    stm_slice block;
} stm_warc_record;

/* The next record, of at most STM_RECORD_MAX bytes (read.h): a larger one is passed over by its
 * length, and is an error only where it is a response, a resource or a conversion.
 *
 * Any other status tells of one record, named by its offset, that is broken or cut off, of bytes
 * that begin no record, or of damage to the stream; the call after it goes on at the next line that
 * begins a record, or at the next member of the stream. Each call but that at the end counts as one
 * record. Borne without a word: LF for CRLF, blank lines that lack or abound, and a length that
 * reaches into the next record. */
stm_status stm_warc_next(stm_stream *stream, stm_warc_record *out, stm_error *error);

#endif
