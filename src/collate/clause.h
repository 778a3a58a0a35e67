/* clause.h - the sentences of a story's reports cut into clauses, each with who says it, how
 * surely, and what it is about. */
#ifndef STM_COLLATE_CLAUSE_H
#define STM_COLLATE_CLAUSE_H

#include "collate/collate.h"

typedef enum {
    STM_TERM_WORD,   /* a stem */
    STM_TERM_SENSE,  /* words that stand for one another (data/en/senses.txt) */
    STM_TERM_ENTITY, /* somebody or something named, however it is called there */
    STM_TERM_DATE,   /* a date, a time or a span of time, by its value */
    STM_TERM_COUNT   /* a quantity, by its value */
} stm_term_kind;

/* One thing a clause is about; each key stands once in a clause. weight: in 1/256, how much it
 * tells this clause from the others of its report; 0 for a DATE and a COUNT until they are matched.
 */
typedef struct {
    uint64_t key;
    uint32_t token; /* where it begins */
    uint16_t weight;
    uint8_t kind;
    bool negated;  /* within reach of a negation */
    bool direct;   /* it is what the negation denies, not only near it */
    bool hedged;   /* it is said only to be possible */
    int8_t pole;   /* 1 or -1: to which side of its axis it lies (data/en/opposites.txt); else 0 */
    uint32_t axis; /* what it weighs, 0 for nothing */
    bool common;   /* a word so common in news that sharing it proves little */
} stm_term;

/* Tokens [first, last) without the words that attribute it; shown: the bytes that read as a clause
 * by itself, attribution included where it stands beside it; core: the same without it. Terms
 * [term, term + terms) of stm_clauses.terms, sorted by key. subject: the entity the clause is
 * about; STM_NOBODY where none is certain. quote indexes the report's quotes; UINT32_MAX outside
 * quotations. */
typedef struct {
    uint32_t report, sentence;
    uint32_t first, last;
    stm_span shown, core;
    uint32_t term, terms;
    uint32_t weight; /* sum of the terms' weights */
    uint32_t speaker, subject, quote;
    stm_modality modality;
    bool negated;   /* holds a negation, or is said not to be so */
    bool open;      /* asked or supposed, not stated: a question, if, whether */
    bool wished;    /* should, must: what ought to be, not what is */
    bool twice;     /* negated more than once: what it amounts to is not certain */
    bool refused;   /* denied, refused, rejected by its words */
    bool verbatim;  /* most of it stands between quotation marks */
    bool finite;    /* has a verb of its own */
    bool dependent; /* hangs on another by until, before, as ... */
    bool frame;     /* hardly more than the words that attribute something */
    bool backward;  /* gives a year or a month: looks back, or far ahead */
    bool headless;  /* begins with its verb: the subject stands elsewhere */
    bool whole;     /* shown begins where a sentence does, without a pronoun, and is finite */
} stm_clause;

typedef struct {
    const stm_clause *items;
    const stm_term *terms;
    uint32_t count, term_count;
} stm_clauses;

/* The clauses of all reports, by report, then place. Headings and notes have none. Linear in the
 * text. */
stm_clauses *stm_clauses_find(stm_arena *arena, const stm_story *story);

/* The bytes of a clause as shown. */
stm_slice stm_clause_text(const stm_story *story, const stm_clause *clause);
stm_slice stm_clause_core(const stm_story *story, const stm_clause *clause);

/* The term with the key, or NULL. */
const stm_term *stm_clause_term(const stm_clauses *clauses, const stm_clause *clause, uint64_t key);

#endif
