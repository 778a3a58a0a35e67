/* read.h - the records of inputs to reports. The kind of an input is told by its content, never by
 * its name. */
#ifndef STM_READ_READ_H
#define STM_READ_READ_H

#include "base/error.h"
#include "read/language.h"
#include "read/reader.h"
#include "text/report.h"

/* published: an ISO 8601 date for reports that carry none; absent: they stay without. languages:
 * finds the language of reports that name none; NULL: only a given language is told. skim: what
 * would be reports is told by their number, and they are left empty. */
typedef struct {
    stm_slice published;
    stm_languages *languages;
    bool skim;
} stm_read_options;

/* Bytes of text beyond which a report is only put out: nothing is sought in it, neither dates nor
 * notes nor credits. */
#define STM_SEARCHED_MAX ((size_t)8 << 20)

typedef struct {
    STM_VEC(stm_report *) reports;
    STM_VEC(stm_error) errors; /* what could not be read, by place */
} stm_reports;

/* Appends the reports of one record, which must outlive them; their memory is taken from arena. Any
 * number of records may be read at a time.
 *
 * Text: plain text and JSON-lines text that are valid UTF-8 are kept byte for byte, a byte order
 * mark and control bytes included; other encodings are converted, and what no encoding explains is
 * U+FFFD. Id: the given one; else the path, with "#n" (the record's number) where the input holds
 * several. Offsets of errors count the bytes of the input unpacked. options may be NULL. */
void stm_record_read(stm_arena *arena, const stm_record *record, const stm_read_options *options,
                     stm_reports *out);

/* One input that lies in memory. path: as given on the command line, "-" for standard input. Both
 * must outlive the reports read from it. */
typedef struct {
    stm_slice path, bytes;
} stm_source;

/* Appends everything that the source holds. */
void stm_read_all(stm_arena *arena, const stm_source *source, const stm_read_options *options,
                  stm_reports *out);

#endif
