/* quote.h - who said what: quotations with their source, cue and speaker. */
#ifndef STM_QUOTE_QUOTE_H
#define STM_QUOTE_QUOTE_H

#include "text/marks.h"
#include "text/name.h"

typedef enum {
    STM_DIRECT,   /* content wholly between marks */
    STM_INDIRECT, /* content in the reporter's wording: "said that ..." */
    STM_MIXED     /* an indirect content that holds marked words */
} stm_quote_form;

typedef struct {
    stm_span *items;
    uint32_t count;
} stm_spans;

/* content: what was said, in the order of the text, marks and the cue left out; one span a run.
 * source: the words that name the speaker there ("Kremlin spokesman Dmitry Peskov", "he"); may be
 * empty. cue: the words that make it a quotation ("said", "according to"); may be empty. speaker:
 * an entity of the names, or STM_NOBODY; carried on from the sentence before where that is certain,
 * never guessed. */
typedef struct {
    stm_quote_form form;
    stm_spans content, source, cue;
    uint32_t speaker;
    uint32_t sentence; /* where the content begins */
    bool negated;      /* "did not say that", "denied that" */
    bool hedged;       /* "reportedly", "may have said" */
} stm_quote;

/* In the order of their first content byte. One may lie inside another (a quotation quoted). */
typedef struct {
    const stm_quote *items;
    uint32_t count;
} stm_quotes;

/* The quotations of names->mentions[index]'s document. Notes and headings are left out. */
stm_quotes stm_quotes_find(stm_arena *arena, const stm_document *doc, stm_marks marks,
                           const stm_names *names, uint32_t index);

#endif
