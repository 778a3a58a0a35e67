/* stemma.h - many news reports in, one cited account out.
 *
 * A run holds the reports of one piece of work and what has been found in them:
 *
 *     stemma *run = stemma_new(&(stemma_options){.problem = on_problem});
 *     stemma_add(run, "a.txt", bytes_a, len_a);
 *     stemma_add(run, "b.html", bytes_b, len_b);
 *     stemma_put_brief(run, &(stemma_brief_options){.width = 80}, sink, context);
 *     stemma_free(run);
 *
 * Nothing here keeps global state, reads a file, a clock or a locale. One run serves one thread at
 * a time; different runs may be used at the same time. The same inputs give the same bytes,
 * whatever the order in which they were added and the number of jobs. Running out of memory aborts
 * the process. */
#ifndef STEMMA_H
#define STEMMA_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define STEMMA_VERSION "0.1.0"

/* The version of the library that is linked. */
const char *stemma_version(void);

typedef enum {
    STEMMA_OK,
    STEMMA_BAD_INPUT, /* bytes are not what they claim to be */
    STEMMA_LIMIT,     /* a stated ceiling was reached */
    STEMMA_IO,        /* the sink refused */
    STEMMA_USAGE,     /* an option that does not exist or cannot be read */
    STEMMA_DIFFERS    /* stemma_verify: the result does not hold */
} stemma_status;

/* One thing that went wrong, valid during the call. source: as given to stemma_add, or the place in
 * a result; offset: the byte of it that is to blame; message: one line without a full stop or raw
 * input bytes. */
typedef struct {
    stemma_status status;
    const char *source;
    uint64_t offset;
    const char *message;
} stemma_problem;

/* What is larger is told to problem with STEMMA_LIMIT and left out, and the rest is done. In bytes;
 * a report counts with its text and 256 bytes more.
 * STEMMA_RECORD_MAX: one report as it lies in the input, unpacked, markup and all.
 * STEMMA_REPORT_MAX: the text of one report in which quotations, dates, copies or a story are
 * sought; text is put out at any length. STEMMA_COPIES_MAX, STEMMA_STORY_MAX: the reports taken
 * together, those with the first ids (by bytes). A story at its ceiling takes some 3 GB of memory,
 * copies as much; inputs are held beside that. */
#define STEMMA_RECORD_MAX ((size_t)128 << 20)
#define STEMMA_REPORT_MAX ((size_t)8 << 20)
#define STEMMA_COPIES_MAX ((size_t)128 << 20)
#define STEMMA_STORY_MAX  ((size_t)32 << 20)

/* All members may be 0. */
typedef struct {
    unsigned jobs; /* threads; 0 is one */
    const char
        *published; /* ISO 8601 date (YYYY-MM-DD, with a time or without) of reports without one */
    void (*problem)(void *context, const stemma_problem *problem);
    void *context; /* passed to problem */
} stemma_options;

/* Takes output piece by piece; anything but 0 ends the call that writes, which returns STEMMA_IO.
 */
typedef int stemma_sink(void *context, const char *bytes, size_t len);

typedef struct stemma stemma;

/* Copies options. NULL where options->published is no date. Ended by stemma_free, which takes NULL.
 */
stemma *stemma_new(const stemma_options *options);
void stemma_free(stemma *run);

/* Adds an input: plain text, HTML or JSON lines, each also as gzip; the kind is told by content.
 * source (copied) becomes the id of a report that brings none, with "#n" where the input holds
 * several. bytes are borrowed until stemma_free and at most 1 GiB. What cannot be read is told to
 * problem when the first result is asked for. Inputs may be added until then. */
void stemma_add(stemma *run, const char *source, const char *bytes, size_t len);

/* Reads what was added; the functions below do so themselves. Returns how many reports there are.
 */
size_t stemma_read(stemma *run);

/* How many problems there were so far. */
size_t stemma_problem_count(const stemma *run);

/* JSON lines, in the order of sources and of reports within them: a report, a quotation, a time
 * expression a line. Each report is read for itself. */
stemma_status stemma_put_text(stemma *run, stemma_sink *sink, void *context);
stemma_status stemma_put_quotes(stemma *run, stemma_sink *sink, void *context);
stemma_status stemma_put_dates(stemma *run, stemma_sink *sink, void *context);

/* Only the text of the reports, an empty line behind each. */
stemma_status stemma_put_plain(stemma *run, stemma_sink *sink, void *context);

/* JSON lines: a pair of reports that share passages a line; a group of copies a line. A report
 * whose id another has already is a problem and is left out, here and in what follows. */
stemma_status stemma_put_copies(stemma *run, stemma_sink *sink, void *context);
stemma_status stemma_put_groups(stemma *run, stemma_sink *sink, void *context);

/* All reports as one story: the object that `stemma collate --json` prints. */
stemma_status stemma_put_collation(stemma *run, stemma_sink *sink, void *context);

/* width: columns of the terminal, 0: no wrapping. colour: escape sequences are allowed. full:
 * nothing is cut short. */
typedef struct {
    unsigned width;
    int colour, full;
} stemma_brief_options;

/* All reports as one story, for people to read. */
stemma_status stemma_put_brief(stemma *run, const stemma_brief_options *options, stemma_sink *sink,
                               void *context);

/* Checks every span and reading of a result of stemma_put_collation against the run's reports. Each
 * thing that does not hold is told to problem, its source the result's name or a report's id.
 * STEMMA_OK only where all holds, else STEMMA_DIFFERS; STEMMA_BAD_INPUT or STEMMA_LIMIT where the
 * result cannot be read. */
stemma_status stemma_verify(stemma *run, const char *name, const char *result, size_t len);

#ifdef __cplusplus
}
#endif

#endif
