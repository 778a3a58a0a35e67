/* glossary.h - the terms of the news so far, and what is counted of each. */
#ifndef STM_STORY_GLOSSARY_H
#define STM_STORY_GLOSSARY_H

#include "story/term.h"

/* topics: that have the term; expected: reports that have it and are not filed yet; list: its place
 * in the index (index.h), or 0. All that is asked of a term lies together, for most time goes into
 * getting there. */
typedef struct {
    uint32_t key; /* 0: free */
    uint32_t topics, expected, list;
} stm_glossary_entry;

/* An open table, at most two thirds full. Zero-initialise; ended by stm_glossary_release. */
typedef struct {
    stm_glossary_entry *entries;
    size_t count, room; /* room: 0 or a power of two */
} stm_glossary;

void stm_glossary_release(stm_glossary *glossary);

/* The term's entry; a new one has counts of 0. Valid until the next put. */
stm_glossary_entry *stm_glossary_put(stm_glossary *glossary, uint32_t key);

/* NULL where the term is not known. */
stm_glossary_entry *stm_glossary_find(const stm_glossary *glossary, uint32_t key);

/* Begins to bring what is known of these terms from memory, for they are asked for next. */
void stm_glossary_fetch(const stm_glossary *glossary, stm_vector vector);

#endif
