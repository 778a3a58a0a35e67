/* collate.h - one account of a story: what its reports share, and where they differ.
 *
 * Data moves one way: quotations joined (quotation.c); clauses cut (clause.c) and weighed (term.c)
 * -> those that say the same grouped (likeness.c, cluster.c) -> statements (statement.c) ->
 * differences typed (difference.c and its kinds) -> what one alone has (only.c), the timeline, the
 * title. */
#ifndef STM_COLLATE_COLLATE_H
#define STM_COLLATE_COLLATE_H

#include "copy/copy.h"
#include "quote/quote.h"
#include "text/number.h"
#include "text/timex.h"

/* A report of the story with all that earlier stages found in it. */
typedef struct {
    const stm_document *doc;
    stm_marks marks;
    stm_timexes times;
    stm_quantities quantities;
    stm_quotes quotes;
} stm_account;

/* accounts are sorted by report id; names and family index them in that order. */
typedef struct {
    const stm_account *accounts;
    uint32_t count;
    const stm_names *names;
    const stm_pairs *pairs;
    const stm_family *family;
} stm_story;

/* report indexes stm_story.accounts; span lies in its text. */
typedef struct {
    uint32_t report;
    stm_span span;
} stm_witness;

typedef STM_VEC(stm_witness) stm_witnesses;

/* Apparatus: a place where the witnesses of one quotation differ. */
typedef enum {
    STM_WORDING,
    STM_OMISSION, /* readings that lack words of the base */
    STM_ADDITION, /* readings that have words where the base has none */
    STM_ORDER,
    STM_NUMBER_READING,
    STM_NEGATION_READING,
    STM_TENSE
} stm_variant_kind;

typedef struct {
    stm_slice text;            /* as the witness prints it; empty for an omission */
    STM_VEC(uint32_t) reports; /* sorted */
} stm_reading;

typedef struct {
    stm_slice
        base;    /* base.data[at.start, at.end) of the quotation's reading; empty for an addition */
    stm_span at; /* bytes of the base reading */
    STM_VEC(stm_reading) readings; /* those that differ from the base, most reports first */
    stm_variant_kind kind;
} stm_variant;

/* span: the content in the report, first byte to last; content: the runs of it that give the
 * utterance; reading: these runs as printed, white space made one space, joined with a space. quote
 * indexes accounts[report].quotes: where the content begins. shortened: the witness has only a part
 * of the base (what it lacks at either end is no variant). translated: its words are too different
 * for a word-by-word apparatus. Where it quotes them, its whole reading is one variant of kind
 * STM_WORDING; where it tells them in its own words, it has no part in the apparatus. */
typedef struct {
    uint32_t report, quote;
    stm_span span;
    stm_spans content;
    stm_quote_form form;
    stm_slice reading;
    bool shortened, translated;
} stm_quotation_witness;

/* One utterance. The base reading is that of the witness with the longest direct content (then most
 * alike to the rest, then first by id). */
typedef struct {
    uint32_t speaker; /* entity, or STM_NOBODY */
    stm_slice reading;
    STM_VEC(stm_quotation_witness) witnesses; /* by report, then span */
    STM_VEC(stm_variant) apparatus;           /* by place in the base */
} stm_quotation;

/* A clause that a report states in its own voice or lays in somebody's mouth. */
typedef enum {
    STM_STATED, /* flatly, by the report */
    STM_SAID,   /* by a speaker */
    STM_DENIED,
    STM_EXPECTED, /* will, is to, is expected */
    STM_POSSIBLE  /* may, could, reportedly */
} stm_modality;

/* What at least two reports state. text: the words of its most central witness. A report is a
 * witness once, though it may say the thing twice (then by its first place). */
typedef struct {
    stm_slice text;
    uint32_t
        speaker; /* who is said to say it, where all witnesses agree on that; else STM_NOBODY */
    uint32_t origins;              /* independent origins among the witnesses */
    stm_witnesses witnesses;       /* by report */
    STM_VEC(uint32_t) differences; /* indexes of stm_collation.differences */
} stm_statement;

typedef enum {
    STM_DIFFERS_NUMBER,
    STM_DIFFERS_DATE,
    STM_DIFFERS_NEGATION,
    STM_DIFFERS_MODALITY,
    STM_DIFFERS_ATTRIBUTION,
    STM_DIFFERS_NAME,
    STM_DIFFERS_PLACE
} stm_difference_kind;

/* text: the words that differ ("14 of its 22 gates"), or the clause that does; value: what they
 * amount to ("22/27", "2025-01-20", "denied"); speaker: who says so, or STM_NOBODY for the report
 * itself; published: where readings are successive figures, when; else absent. */
typedef struct {
    stm_slice text, value, published;
    uint32_t speaker;
    stm_witnesses witnesses;
} stm_side;

/* topic: a few words that say what the sides differ about, taken from the reports. */
typedef struct {
    stm_difference_kind kind;
    uint32_t statement; /* UINT32_MAX where the sides are no witnesses of one statement */
    stm_slice topic;
    bool succeeds; /* later figures replace earlier ones: no contradiction */
    STM_VEC(stm_side) sides;
} stm_difference;

/* What one report alone states, and that holds something to check: a name, a figure, a date, a
 * place. text: the bytes of span. weight: how much there is to it, for those who show the best. */
typedef struct {
    uint32_t report;
    stm_span span;
    stm_slice text;
    uint32_t weight;
} stm_only;

/* value: a TIMEX3 date or time that is resolved, or the part of it that is known; text: what
 * happens then, in a report's words. ahead: after the story's last publication date. */
typedef struct {
    stm_slice value, text;
    bool ahead;
    stm_witnesses witnesses;
} stm_event;

typedef struct {
    stm_slice title, first, last; /* first and last publication date; absent where none has one */
    STM_VEC(stm_quotation) quotations; /* most witnesses first, then by speaker, then by place */
    STM_VEC(stm_statement) statements; /* most origins first, then most witnesses, then by place */
    STM_VEC(stm_difference) differences; /* what touches most reports first */
    STM_VEC(stm_only) only;              /* by report, then span */
    STM_VEC(stm_event) timeline;         /* by value; what is unresolved last */
} stm_collation;

/* Cannot fail; linear in the reports but for the pairs that share rare words. Memory is the
 * arena's. */
stm_collation *stm_collate(stm_arena *arena, const stm_story *story);

#endif
