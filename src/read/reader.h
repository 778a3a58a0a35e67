/* reader.h - the records of one input, taken from its stream one after another. */
#ifndef STM_READ_READER_H
#define STM_READ_READER_H

#include "read/sniff.h"
#include "read/stream.h"
#include "read/warc.h"

/* The bytes that one record may take in the input (unpacked); reading one takes some 20 to 60 bytes
 * of memory a byte. */
#define STM_RECORD_MAX ((size_t)128 << 20)

/* One record, as it lies in the input: a line of JSON lines; a record of a WARC file, of which many
 * are no reports; of other kinds, all of it. */
typedef struct {
    stm_slice path; /* of the input, as given on the command line; "-": standard input */
    stm_kind kind;
    stm_slice bytes;
    stm_warc_record archived; /* what a WARC file tells of it; its block is bytes */
    bool stays;      /* bytes are valid as long as the input, and not just until the next call on
                        the reader: the input lies in memory as it is read */
    uint64_t offset; /* of its first byte in the input, unpacked */
    uint64_t number; /* from 1, bad ones counted; 0: it is the only one */
} stm_record;

typedef struct stm_reader stm_reader;

/* path and stream must outlive the reader, which serves one thread. Nothing is read yet. */
stm_reader *stm_reader_new(stm_slice path, stm_stream *stream);

/* NULL is allowed. */
void stm_reader_free(stm_reader *reader);

/* The next record; STM_OK and absent bytes at the end. Any other status tells of a record, or a
 * stretch of the input, that cannot be read, with the unpacked offset: the next call goes on behind
 * it. What came before the place where an input is damaged is given first. */
stm_status stm_reader_next(stm_reader *reader, stm_record *record, stm_error *error);

/* Copies into the arena what the next call on the reader would take back. */
void stm_record_keep(stm_arena *arena, stm_record *record);

#endif
