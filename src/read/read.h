/* read.h - bytes to reports. The kind of an input is told by its content, never by its name. */
#ifndef STM_READ_READ_H
#define STM_READ_READ_H

#include "base/error.h"
#include "read/language.h"
#include "text/report.h"

/* One input. path: as given on the command line, "-" for standard input. Both must outlive the
 * reports read from it. */
typedef struct {
    stm_slice path, bytes;
} stm_source;

/* published: an ISO 8601 date for reports that carry none; absent: they stay without. languages:
 * finds the language of reports that name none; NULL: only a given language is told. */
typedef struct {
    stm_slice published;
    stm_languages *languages;
} stm_read_options;

/* Reads plain text, HTML and JSON lines, each also as one gzip file; other kinds that reports come
 * in (feeds, JSON Feed, WARC, zstd) fail with an error that names the kind.
 *
 * Text: plain text and JSON-lines text that are valid UTF-8 are kept byte for byte, a byte order
 * mark and control bytes included; other encodings are converted, and what no encoding explains is
 * U+FFFD. Id: the given one; else the path, with "#n" (the record's number from 1, bad ones
 * counted) where the input holds several. Offsets of errors count the bytes of the input, those of
 * a gzip file unpacked. */
typedef struct stm_reader stm_reader;

/* The bytes that one report may take in the input (unpacked); reading takes some 20 to 60 bytes of
 * memory a byte. */
#define STM_RECORD_MAX ((size_t)128 << 20)

/* Bytes of text beyond which a report is only put out: nothing is sought in it, neither dates nor
 * notes nor credits. */
#define STM_SEARCHED_MAX ((size_t)8 << 20)

/* Fails where the input as a whole cannot be read. The reader belongs to the arena and serves one
 * thread. options may be NULL. */
stm_status stm_read_open(stm_arena *arena, const stm_source *source,
                         const stm_read_options *options, stm_reader **reader, stm_error *error);

/* The next report, with all its memory but that of the source and the reader taken from arena;
 * STM_OK and NULL at the end. Any other status tells of one record that could not be read: the next
 * call goes on behind it. */
stm_status stm_read_next(stm_reader *reader, stm_arena *arena, stm_report **report,
                         stm_error *error);

typedef struct {
    STM_VEC(stm_report *) reports;
    STM_VEC(stm_error) errors; /* what could not be read, by place */
} stm_reports;

/* Appends everything that the source holds. */
void stm_read_all(stm_arena *arena, const stm_source *source, const stm_read_options *options,
                  stm_reports *out);

#endif
