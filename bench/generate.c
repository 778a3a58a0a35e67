/* generate.c - a made-up corpus of news of any size, as JSON lines in the order of publication.
 *
 * usage: generate [--reports N] [--seed N] [--days N] [--outlets N] [--copies SHARE] [--edits
 * SHARE]
 *
 * Reports come in stories, whose sizes follow a power law. A share of the reports behind the first
 * of a story are copies: half of them whole (with edits, and some cut at the end), half of them
 * reports of their own with some paragraphs of another; both mostly from the first, which is then a
 * dispatch of an agency. Reports of a story also share quotations, and reports of an outlet a
 * closing line. What was done is told in each line: "story", and for a copy "from" (an id), "edits"
 * (the share of words that were changed) and "taken" ("whole" or "part"). The same seed and options
 * give the same bytes; bench/corpus.py checks the statistics against real sets. */
#include "base/arena.h"
#include "prose.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { STORY_MOST = 600, AGENCIES = 4, QUOTATIONS = 5, DISPATCH_LEAST = 3 };
#define STORY_EXPONENT 2.1
#define BYTES_MEDIAN   1640
#define BYTES_SPREAD   0.92

typedef enum { OWN, WHOLE, PART } taking;

typedef struct {
    uint64_t id, from;
    double when, edits; /* when: days from the beginning */
    uint64_t story;
    uint32_t outlet;
    int agency; /* whose text it says to carry; -1: none */
    taking taken;
    stm_buf title, text;
} report;

typedef struct {
    uint64_t reports, seed;
    uint32_t days, outlets;
    double copies, edits;
    double sizes[STORY_MOST + 1]; /* the share of stories of at most so many reports */
    report *waiting;              /* a heap by when */
    size_t len, cap;
    uint64_t planned, stories;
} corpus;

static uint32_t story_size(const corpus *c, dice *d) {
    double at = dice_share(d);
    uint32_t size = 1;
    while (size < STORY_MOST && c->sizes[size] < at) size++;
    return size;
}

/* Few outlets print much: Zipf's law once more. */
static uint32_t pick_outlet(const corpus *c, dice *d) {
    return (uint32_t)exp(dice_share(d) * log(c->outlets)) % c->outlets;
}

static void put_outlet(const corpus *c, uint32_t outlet, stm_buf *out) {
    static const char *const kinds[] = {" Courier",  " Gazette", " Post", " Herald",
                                        " Standard", " Times",   " Echo", " Tribune"};
    prose_put_word(out, 100000 + (uint32_t)(c->seed % 1000) * 1000 + outlet, true);
    stm_buf_put_text(out, kinds[outlet % 8]);
}

static void put_agency(int agency, stm_buf *out) {
    static const char *const names[AGENCIES] = {"Northwire", "Meridian Press", "Tidewater News",
                                                "Landline"};
    stm_buf_put_text(out, names[agency]);
}

/* What an outlet puts below its reports; most have such a line, and not everywhere. */
static void put_closing(const corpus *c, const report *r, dice *d) {
    stm_buf *text = (stm_buf *)&r->text;
    dice closing = dice_of(c->seed ^ 0xC105E, r->outlet);
    bool has = dice_below(&closing, 10) < 6;
    if (!has || dice_below(d, 10) < 3) return;
    stm_buf_put(text, STM_LIT("\n\n"));
    prose_put_sentence(text, &closing, NULL);
    stm_buf_put_byte(text, ' ');
    prose_put_sentence(text, &closing, NULL);
}

static size_t pick_length(dice *d) {
    double bytes = BYTES_MEDIAN * exp(BYTES_SPREAD * dice_normal(d));
    return (size_t)(bytes < 200 ? 200 : bytes > 60000 ? 60000 : bytes);
}

typedef struct {
    uint64_t number;
    prose_topic topic;
    stm_buf quotations[QUOTATIONS];
    report *reports;
} story;

/* Behind a credit the first paragraph goes on. */
static bool begins_paragraph(const stm_buf *text) {
    return text->len && text->data[text->len - 1] != ' ';
}

/* Paragraphs of the report's own until its text is so long. */
static void write_own(const story *s, report *r, dice *d, size_t bytes) {
    size_t first = r->text.len;
    while (r->text.len - first < bytes) {
        if (begins_paragraph(&r->text)) stm_buf_put(&r->text, STM_LIT("\n\n"));
        for (uint32_t left = 1 + dice_below(d, 3); left > 0; left--) {
            uint32_t kind = dice_below(d, 100);
            if (kind < 6)
                stm_buf_put(&r->text, stm_buf_get(&s->quotations[dice_below(d, QUOTATIONS)]));
            else if (kind < 22)
                prose_put_quotation(&r->text, d, &s->topic);
            else
                prose_put_sentence(&r->text, d, &s->topic);
            if (left > 1) stm_buf_put_byte(&r->text, ' ');
        }
    }
}

/* Where the paragraph that holds the offset begins. */
static size_t paragraph_at(stm_slice text, size_t at) {
    while (at > 0 && text.data[at - 1] != '\n') at--;
    return at;
}

/* Behind the paragraphs that reach to the offset. */
static size_t paragraphs_to(stm_slice text, size_t at) {
    while (at < text.len && text.data[at] != '\n') at++;
    return at;
}

static void write_whole(const report *source, report *r, dice *d) {
    stm_slice text = stm_buf_get(&source->text);
    if (dice_below(d, 10) < 3) {
        double kept = 0.5 + dice_share(d) / 2;
        text.len = paragraphs_to(text, (size_t)((double)text.len * kept));
    }
    prose_put_edited(&r->text, d, text, r->edits);
}

static void write_part(const story *s, const report *source, report *r, dice *d) {
    stm_slice text = stm_buf_get(&source->text);
    size_t bytes = pick_length(d);
    write_own(s, r, d, bytes / 3);
    size_t from = paragraph_at(text, (size_t)((double)text.len * dice_share(d)));
    double share = 0.1 + 0.4 * dice_share(d);
    size_t to = from + (size_t)((double)text.len * share);
    to = paragraphs_to(text, to < text.len ? to : text.len);
    stm_buf_put(&r->text, STM_LIT("\n\n"));
    prose_put_edited(&r->text, d, (stm_slice){text.data + from, to - from}, r->edits);
    write_own(s, r, d, bytes / 3);
}

static void put_credit(report *r, const story *s) {
    prose_put_word(&r->text, s->topic.names[1], true);
    stm_buf_put(&r->text, STM_LIT(" ("));
    put_agency(r->agency, &r->text);
    stm_buf_put(&r->text, STM_LIT(") \u2014 "));
}

static report *choose_source(const story *s, uint32_t number, dice *d) {
    return &s->reports[dice_below(d, 10) < 7 ? 0 : dice_below(d, number)];
}

static void write_report(const corpus *c, story *s, uint32_t number, dice *d) {
    report *r = &s->reports[number];
    bool copies = number && dice_share(d) < c->copies;
    r->taken = copies ? (dice_below(d, 2) ? WHOLE : PART) : OWN;
    const report *source = copies ? choose_source(s, number, d) : NULL;
    r->edits = copies ? 2 * c->edits * dice_share(d) : 0;
    r->from = copies ? source->id : 0;
    if (copies && source->agency >= 0 && dice_below(d, 10) < 6) r->agency = source->agency;
    if (r->agency >= 0 && r->taken != WHOLE) put_credit(r, s);
    if (r->taken == WHOLE)
        write_whole(source, r, d);
    else if (r->taken == PART)
        write_part(s, source, r, d);
    else
        write_own(s, r, d, pick_length(d));
    prose_put_headline(&r->title, d, &s->topic);
}

static void push(corpus *c, report r) {
    if (c->len == c->cap)
        c->waiting = stm_realloc(c->waiting, (c->cap = 2 * c->cap + 64) * sizeof r);
    size_t at = c->len++;
    for (; at && c->waiting[(at - 1) / 2].when > r.when; at = (at - 1) / 2)
        c->waiting[at] = c->waiting[(at - 1) / 2];
    c->waiting[at] = r;
}

static report pop(corpus *c) {
    report first = c->waiting[0], last = c->waiting[--c->len];
    size_t at = 0;
    for (size_t child; (child = 2 * at + 1) < c->len; at = child) {
        if (child + 1 < c->len && c->waiting[child + 1].when < c->waiting[child].when) child++;
        if (c->waiting[child].when >= last.when) break;
        c->waiting[at] = c->waiting[child];
    }
    if (c->len) c->waiting[at] = last;
    return first;
}

/* The next story, all its reports put to the others that wait for their time. */
static void tell_story(corpus *c) {
    static report reports[STORY_MOST];
    story s = {.number = c->stories++, .reports = reports};
    dice d = dice_of(c->seed, s.number);
    prose_topic_make(&s.topic, c->seed, s.number);
    for (int i = 0; i < QUOTATIONS; i++) {
        stm_buf_init(&s.quotations[i], 0);
        prose_put_quotation(&s.quotations[i], &d, &s.topic);
    }
    uint32_t size = story_size(c, &d);
    if (size > c->reports - c->planned) size = (uint32_t)(c->reports - c->planned);
    double when = (double)c->planned * c->days / (double)c->reports;
    int agency = size >= DISPATCH_LEAST ? (int)dice_below(&d, AGENCIES) : -1;
    for (uint32_t i = 0; i < size; i++) {
        report *r = &reports[i];
        *r = (report){.id = dice_roll(&d), .when = when, .story = s.number};
        r->agency = i ? -1 : agency;
        r->outlet = pick_outlet(c, &d);
        stm_buf_init(&r->title, 0);
        stm_buf_init(&r->text, 0);
        write_report(c, &s, i, &d);
        when -= log(1 - dice_share(&d)) * 0.6 / sqrt(size);
    }
    for (uint32_t i = 0; i < size; i++) {
        put_closing(c, &reports[i], &d);
        push(c, reports[i]);
    }
    for (int i = 0; i < QUOTATIONS; i++) stm_buf_release(&s.quotations[i]);
    c->planned += size;
}

static void put_line_text(stm_buf *out, stm_slice text) {
    while (text.len) {
        const char *line_end = memchr(text.data, '\n', text.len);
        size_t len = line_end ? (size_t)(line_end - text.data) : text.len;
        stm_buf_put(out, (stm_slice){text.data, len});
        if (line_end) stm_buf_put(out, STM_LIT("\\n"));
        len += line_end != NULL;
        text = (stm_slice){text.data + len, text.len - len};
    }
}

/* From 2025-01-01 on; months are counted as 28 days in every year that needs more than one, so that
 * no calendar is needed. */
static void put_date(stm_buf *out, double when) {
    uint32_t days = (uint32_t)when, minutes = (uint32_t)((when - days) * 1440);
    char bytes[40];
    snprintf(bytes, sizeof bytes, "%04u-%02u-%02uT%02u:%02u:00Z", 2025 + days / 336,
             days / 28 % 12 + 1, days % 28 + 1, minutes / 60, minutes % 60);
    stm_buf_put_text(out, bytes);
}

static void put_report(const corpus *c, const report *r, stm_buf *out) {
    char bytes[120];
    snprintf(bytes, sizeof bytes, "{\"id\":\"%016jx\",\"story\":\"%ju\",\"outlet\":\"",
             (uintmax_t)r->id, (uintmax_t)r->story);
    stm_buf_put_text(out, bytes);
    put_outlet(c, r->outlet, out);
    stm_buf_put(out, STM_LIT("\",\"published\":\""));
    put_date(out, r->when);
    stm_buf_put(out, STM_LIT("\",\"language\":\"en\",\"title\":\""));
    stm_buf_put(out, stm_buf_get(&r->title));
    if (r->from) {
        snprintf(bytes, sizeof bytes, "\",\"from\":\"%016jx\",\"edits\":%.3f,\"taken\":\"%s",
                 (uintmax_t)r->from, r->edits, r->taken == WHOLE ? "whole" : "part");
        stm_buf_put_text(out, bytes);
    }
    stm_buf_put(out, STM_LIT("\",\"text\":\""));
    put_line_text(out, stm_buf_get(&r->text));
    stm_buf_put(out, STM_LIT("\"}\n"));
}

/* A report is printed when no story to come can be earlier. */
static bool print(corpus *c) {
    stm_buf out;
    stm_buf_init(&out, 0);
    for (uint64_t done = 0; done < c->reports; done++) {
        double now = (double)c->planned * c->days / (double)c->reports;
        for (; c->planned < c->reports && (!c->len || c->waiting[0].when >= now);
             now = (double)c->planned * c->days / (double)c->reports)
            tell_story(c);
        report r = pop(c);
        put_report(c, &r, &out);
        stm_buf_release(&r.title);
        stm_buf_release(&r.text);
        if (out.len < 1 << 20 && done + 1 < c->reports) continue;
        if (fwrite(out.data, 1, out.len, stdout) != out.len) return false;
        stm_buf_clear(&out);
    }
    stm_buf_release(&out);
    free(c->waiting);
    return !fflush(stdout);
}

static bool read_options(corpus *c, int count, char **words) {
    for (int i = 1; i < count; i += 2) {
        char *end;
        if (i + 1 == count) return false;
        double value = strtod(words[i + 1], &end);
        if (*end || value < 0) return false;
        if (!strcmp(words[i], "--reports"))
            c->reports = (uint64_t)value;
        else if (!strcmp(words[i], "--seed"))
            c->seed = (uint64_t)value;
        else if (!strcmp(words[i], "--days") && value >= 1)
            c->days = (uint32_t)value;
        else if (!strcmp(words[i], "--outlets") && value >= 1)
            c->outlets = (uint32_t)value;
        else if (!strcmp(words[i], "--copies") && value <= 1)
            c->copies = value;
        else if (!strcmp(words[i], "--edits") && value < 0.5)
            c->edits = value;
        else
            return false;
    }
    return true;
}

int main(int count, char **words) {
    static corpus c = {
        .reports = 10000, .seed = 1, .days = 28, .outlets = 500, .copies = 0.35, .edits = 0.04};
    if (!read_options(&c, count, words)) {
        fputs("usage: generate [--reports N] [--seed N] [--days N] [--outlets N] [--copies SHARE] "
              "[--edits SHARE]\n",
              stderr);
        return 2;
    }
    double sum = 0;
    for (int i = 1; i <= STORY_MOST; i++) c.sizes[i] = sum += pow(i, -STORY_EXPONENT);
    for (int i = 1; i <= STORY_MOST; i++) c.sizes[i] /= sum;
    prose_init();
    return print(&c) ? 0 : 1;
}
