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
 * Nothing here keeps global state, reads a clock or a locale, or opens a file but the fingerprints
 * of languages that libexttextcat installs. One run serves one thread at a time; different runs may
 * be used on different threads at the same time. problem and sinks are called on the thread that
 * called, and must not use the run. The same inputs give the same bytes, whatever the number
 * of jobs and the order in which they were added, which only stemma_put_text, plain, quotes and
 * dates follow.
 *
 * What a run hands out is the run's and ends with stemma_free. A run is never NULL but in
 * stemma_free; other pointers are not NULL where nothing else is said. Running out of memory aborts
 * the process: no function reports it.
 *
 * ABI: functions, members of results and kinds of problems may be added under one STEMMA_ABI.
 * Structs that callers make never change under it, and are initialised with 0 for what is not
 * named. */
#ifndef STEMMA_H
#define STEMMA_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* All that is declared below is exported, and nothing else. */
#if defined __GNUC__
#pragma GCC visibility push(default)
#endif

#define STEMMA_VERSION "0.1.0"
#define STEMMA_ABI     1 /* the N of libstemma.so.N */

/* The version and the ABI of the library that is linked. They cannot fail and need no run. */
const char *stemma_version(void);
unsigned stemma_abi(void);

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
 * sought; of a longer one only what its fields and markup tell is put out, and its text.
 * STEMMA_STORY_MAX: the reports taken together for a story, those with the first ids (by bytes). A
 * story at its ceiling takes some 3 GB of memory; inputs are held beside that.
 * STEMMA_ORIGINS_MAX: the text of one of the stories that reports are sorted into; the origins of a
 * larger one are not counted, which is told by null and is no problem. */
#define STEMMA_RECORD_MAX  ((size_t)128 << 20)
#define STEMMA_REPORT_MAX  ((size_t)8 << 20)
#define STEMMA_STORY_MAX   ((size_t)32 << 20)
#define STEMMA_ORIGINS_MAX ((size_t)4 << 20)

#define STEMMA_JOBS_MAX 256

/* All members may be 0. */
typedef struct {
    unsigned jobs; /* threads; 0 is one, and more than STEMMA_JOBS_MAX are STEMMA_JOBS_MAX */
    const char
        *published; /* ISO 8601 date (YYYY-MM-DD, with a time or without) of reports without one */
    void (*problem)(void *context, const stemma_problem *problem);
    void *context; /* passed to problem */
} stemma_options;

/* Takes output piece by piece; anything but 0 ends the call that writes, which returns STEMMA_IO.
 */
typedef int stemma_sink(void *context, const char *bytes, size_t len);

typedef struct stemma stemma;

/* Copies options, which may be NULL for all 0. NULL where options->published is no date. Ended by
 * stemma_free, which takes NULL. */
stemma *stemma_new(const stemma_options *options);
void stemma_free(stemma *run);

/* Adds an input: plain text, HTML, a feed, JSON lines or a web archive, each also packed with gzip
 * or zstd; the kind is told by content. source (copied) becomes the id of a report that brings
 * none, with "#n" where the input holds several; a byte of it that is not UTF-8 is written %XX, in
 * problems too. bytes are borrowed until stemma_free; NULL where len is 0. STEMMA_USAGE, and
 * nothing added, once anything was asked of the run (stemma_read or what reads), or for a NULL.
 * What cannot be read is told to problem when the run is read, and is no error here. */
stemma_status stemma_add(stemma *run, const char *source, const char *bytes, size_t len);

/* Reads what was added, once; the functions below do so themselves. Returns how many reports there
 * are. Each input that cannot be read is told to problem (STEMMA_BAD_INPUT or STEMMA_LIMIT, the
 * offset in the input); the others are read all the same. */
size_t stemma_read(stemma *run);

/* How many problems there were so far. */
size_t stemma_problem_count(const stemma *run);

/* The stemma_put_ functions return STEMMA_OK, or STEMMA_IO where the sink refused; they have no
 * other error, for what could not be read is told to problem. A run may be asked for several
 * results, and for one result again.
 *
 * JSON lines, in the order of sources and of reports within them: a report, a quotation, a time
 * expression a line. Each report is read for itself. */
stemma_status stemma_put_text(stemma *run, stemma_sink *sink, void *context);
stemma_status stemma_put_quotes(stemma *run, stemma_sink *sink, void *context);
stemma_status stemma_put_dates(stemma *run, stemma_sink *sink, void *context);

/* Only the text of the reports, an empty line behind each. */
stemma_status stemma_put_plain(stemma *run, stemma_sink *sink, void *context);

/* Streams: any number of reports, in memory that does not grow with them where each is read for
 * itself. For copies and stories it grows by some 300 bytes a report, for groups and cuts by 700,
 * and for cuts by 40 a sentence; what passes a budget beside that lies in temporary files without a
 * name, in $TMPDIR or else /tmp; one that fails is told to problem with STEMMA_IO. */
typedef enum {
    STEMMA_LINES_TEXT, /* what stemma_put_text, plain, quotes and dates write */
    STEMMA_LINES_PLAIN,
    STEMMA_LINES_QUOTES,
    STEMMA_LINES_DATES,
    STEMMA_LINES_COPIES, /* what stemma_put_copies writes */
    STEMMA_LINES_GROUPS, /* what stemma_put_groups and cuts write */
    STEMMA_LINES_CUTS,
    STEMMA_LINES_STORIES /* what stemma_put_stories writes */
} stemma_lines;

/* Gives at most `most` bytes, which is never 0: returns how many, 0 at the end, -1 where they
 * cannot be read. */
typedef ptrdiff_t stemma_pull(void *context, char *bytes, size_t most);

/* An input of any size, read once from its beginning to its end. source: as for stemma_add. */
typedef struct {
    const char *source;
    stemma_pull *pull;
    void *context; /* passed to pull */
} stemma_input;

/* next: fills in the next input and returns 1, or returns 0: there are no more. Then the input
 * before it is done with. source is copied.
 * skip: the first reports, so many of them, are left out, as if they had not been there; what of
 * them cannot be read is not told.
 * progress: called now and then with the reports written or left out so far, and the bytes pulled
 * from inputs. Anything but 0 ends the stream behind the reports that are read by then. NULL: not
 * called. What is told of all reports together (copies, groups, cuts, stories) is written once all
 * are read: of it, nothing or the first lines are written where a stream is ended so.
 * memory: bytes of what is kept of reports that are held before temporary files are used; 0: 1 GiB.
 */
typedef struct {
    stemma_lines lines;
    uint64_t skip;
    int (*next)(void *context, stemma_input *input);
    int (*progress)(void *context, uint64_t reports, uint64_t bytes);
    void *context; /* passed to next and progress */
    size_t memory;
} stemma_stream_options;

/* Reads inputs one after another and writes the lines of their reports, in order, whatever the
 * number of jobs. Everything is called on the thread that calls. Memory: some 60 times the largest
 * report and 20 MB, for each job. Groups are written by the ids of those to keep. A report whose id
 * another has already is told to problem and left out. STEMMA_IO where the sink refused;
 * STEMMA_USAGE where options->published is no date. options may be NULL. */
stemma_status stemma_stream(const stemma_options *options, const stemma_stream_options *stream,
                            stemma_sink *sink, void *context);

/* JSON lines: a pair of reports that share passages a line; a group of copies a line; the same with
 * what may be cut of each report, for others have it too. A report whose id another has already is
 * a problem and is left out, here and in what follows. */
stemma_status stemma_put_copies(stemma *run, stemma_sink *sink, void *context);
stemma_status stemma_put_groups(stemma *run, stemma_sink *sink, void *context);
stemma_status stemma_put_cuts(stemma *run, stemma_sink *sink, void *context);

/* JSON lines: the reports sorted into stories, a story a line, by the time of its first report;
 * reports without a date come first. One that is like no other is a story of one. Origins are null
 * where a story has more than STEMMA_ORIGINS_MAX of text. */
stemma_status stemma_put_stories(stemma *run, stemma_sink *sink, void *context);

/* All reports as one story: the object that `stemma collate --json` prints. */
stemma_status stemma_put_collation(stemma *run, stemma_sink *sink, void *context);

/* width: columns of the terminal, 0: no wrapping. colour: escape sequences are allowed. full:
 * nothing is cut short. */
typedef struct {
    unsigned width;
    int colour, full;
} stemma_brief_options;

/* All reports as one story, for people to read. options NULL: all 0. */
stemma_status stemma_put_brief(stemma *run, const stemma_brief_options *options, stemma_sink *sink,
                               void *context);

/* All reports as one story: one HTML page that asks the network for nothing, with the reports
 * beside the account. */
stemma_status stemma_put_page(stemma *run, stemma_sink *sink, void *context);

/* Results as values. A value is what the JSON has at its place: an object with members, a list, a
 * string, a number, a truth or null; stemma_put_* and stemma_find tell the same by the same names.
 *
 * Values are never changed: several threads may read them at once, while another uses the run.
 * Every function below takes NULL, which is what is not there, and a value of another kind, and
 * then returns what "none" is for it (0 or NULL), so that a path needs no checks on its way. */
typedef struct stemma_value stemma_value;

typedef enum {
    STEMMA_TEXT, /* lists of what the lines of stemma_put_text, ... hold */
    STEMMA_QUOTES,
    STEMMA_DATES,
    STEMMA_COPIES,
    STEMMA_GROUPS,
    STEMMA_COLLATION, /* the object */
    STEMMA_STORIES    /* a list again: what the lines of stemma_put_stories hold */
} stemma_result;

typedef enum {
    STEMMA_NULL,
    STEMMA_TRUTH,
    STEMMA_NUMBER,
    STEMMA_STRING,
    STEMMA_LIST,
    STEMMA_OBJECT
} stemma_kind;

/* Made when first asked for, and then the same value each time. NULL only for a result that does
 * not exist. */
const stemma_value *stemma_find(stemma *run, stemma_result result);

stemma_kind stemma_kind_of(const stemma_value *value);

/* Items of a list or members of an object, in the order of the JSON; and a member by its name. */
size_t stemma_count(const stemma_value *value);
const stemma_value *stemma_item(const stemma_value *value, size_t index);
const stemma_value *stemma_member(const stemma_value *object, const char *name);

/* The name of a member of an object. */
const char *stemma_name(const stemma_value *value);

/* UTF-8 and a NUL behind it. len, which may be NULL, counts bytes without that NUL; text may hold
 * others. NULL and 0 for null. */
const char *stemma_string(const stemma_value *value, size_t *len);

/* Spans are lists of two numbers: bytes into the text of the report. */
double stemma_number(const stemma_value *value);
int stemma_truth(const stemma_value *value);

/* A watch: reports told of one by one, as they come. It keeps of each its id and its words as
 * numbers, some 1,000 bytes and 4 a word; its cost does not grow with their number. */
typedef struct stemma_watch stemma_watch;

/* As stemma_new; jobs are not used. Ended by stemma_watch_free, which takes NULL. */
stemma_watch *stemma_watch_new(const stemma_options *options);
void stemma_watch_free(stemma_watch *watch);

/* Reads an input as stemma_add describes it, to its end, and writes a JSON line for each report:
 * {"report","copies":[{"report","similarity"}],"story"}. copies: reports that came before and are
 * one text with it but for small edits, one of each group at least; similarity: the share of word
 * triples that both have of those that either has, from 0.8 to 1. story: the first report of the
 * topic that it joined, or itself; of one topic are the reports of one event and, at times, of one
 * much like it, which only stemma_put_stories parts, since it sees them all. Give reports in the
 * order of time: one that comes late is taken to be as new as the last.
 * What cannot be read, and a report whose id another had, is told to problem and left out. bytes
 * may go after the call. STEMMA_IO where the sink refused, STEMMA_USAGE for a NULL. */
stemma_status stemma_watch_add(stemma_watch *watch, const char *source, const char *bytes,
                               size_t len, stemma_sink *sink, void *context);

/* Checks every span and reading of a result of stemma_put_collation against the run's reports. Each
 * thing that does not hold is told to problem, its source the result's name or a report's id.
 * STEMMA_OK only where all holds, else STEMMA_DIFFERS; STEMMA_BAD_INPUT or STEMMA_LIMIT where the
 * result cannot be read. */
stemma_status stemma_verify(stemma *run, const char *name, const char *result, size_t len);

#if defined __GNUC__
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
