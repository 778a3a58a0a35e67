/* saying.h - quotations cut into sayings, a sentence each, which can be joined. */
#ifndef STM_COLLATE_SAYING_H
#define STM_COLLATE_SAYING_H

#include "collate/align.h"
#include "collate/weight.h"

/* What one sentence of a report gives of one quotation. content: its runs, without the punctuation
 * that belongs to the sentence around it. words: their spans index the report's text. weight: of
 * all words; marked: of those between quotation marks. key: equal for sayings of the same words,
 * the same of them marked, and the same speaker; of one report alone where the words tell nothing.
 * next: the index of the next saying of this speaker in the report, or UINT32_MAX. is_sure: a name
 * or a role says who speaks, no pronoun. */
typedef struct {
    uint32_t report, quote, sentence, speaker;
    stm_quote_form form;
    stm_spans content;
    stm_align_words words;
    uint32_t weight, marked, marked_words;
    bool is_sure;
    uint64_t key;
    uint32_t next;
} stm_saying;

typedef struct {
    const stm_saying *items;
    uint32_t count;
} stm_sayings;

/* All sayings of the story's quotations, by report, then by first content byte. marked: for each
 * report what stm_marks_cover says of its tokens. */
stm_sayings stm_sayings_cut(stm_arena *arena, const stm_story *story, const stm_weights *weights,
                            const bool *const *marked);

/* The run of the quotation's content that holds the bytes, or NULL. content is in the order of the
 * text. */
const stm_span *stm_saying_run(stm_spans content, stm_span bytes);

/* The words of the runs as they are aligned; spans index the report's text; the first word of each
 * run breaks. marked: for each token of doc whether it stands between marks, or NULL where all
 * words do. */
stm_align_words stm_saying_words(stm_arena *arena, const stm_document *doc,
                                 const stm_weights *weights, const bool *marked, stm_spans runs);

#endif
