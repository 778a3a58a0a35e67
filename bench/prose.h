/* prose.h - made-up prose with the statistics of news: words of syllables, sentences, paragraphs.
 */
#ifndef STM_BENCH_PROSE_H
#define STM_BENCH_PROSE_H

#include "base/buf.h"

/* A seeded source of chance (SplitMix64; Steele, Lea and Flood, OOPSLA 2014). */
typedef struct {
    uint64_t state;
} dice;

uint64_t dice_roll(dice *d);
uint32_t dice_below(dice *d, uint32_t end); /* 0 to end - 1 */
double dice_share(dice *d);                 /* 0 <= x < 1 */
double dice_normal(dice *d);                /* mean 0, deviation 1 */
dice dice_of(uint64_t seed, uint64_t number);

/* Words by rank, 0 the most frequent. The first hundred or so are English function words, so that
 * lists of such words and the guess of the language do as they do with news; the others are made of
 * syllables. Frequency falls with 1 / (rank + 2) at first and faster from rank PROSE_BEND on, which
 * makes a vocabulary grow as Heaps' law has it. */
enum { PROSE_BEND = 3000 };

/* Once, before anything else. */
void prose_init(void);

/* What a text is about: words that it says more often than chance. */
enum { PROSE_DOMAIN_WORDS = 256, PROSE_STORY_WORDS = 64, PROSE_NAMES = 8 };
typedef struct {
    uint32_t domain[PROSE_DOMAIN_WORDS]; /* of the politics, the sport, ... it belongs to */
    uint32_t story[PROSE_STORY_WORDS];   /* of its event */
    uint32_t names[PROSE_NAMES];         /* people and places of its event */
} prose_topic;

/* Stories of one domain share its words, and half of the names recur in other stories. */
void prose_topic_make(prose_topic *topic, uint64_t seed, uint64_t story);

void prose_put_word(stm_buf *out, uint32_t rank, bool capital);

/* A sentence with a full stop. */
void prose_put_sentence(stm_buf *out, dice *d, const prose_topic *topic);

/* A sentence that quotes: words between marks and who said them. */
void prose_put_quotation(stm_buf *out, dice *d, const prose_topic *topic);

/* Six to eleven words about the topic, without a full stop. */
void prose_put_headline(stm_buf *out, dice *d, const prose_topic *topic);

/* text with a share of its words dropped, replaced or followed by another, line ends kept. */
void prose_put_edited(stm_buf *out, dice *d, stm_slice text, double edits);

#endif
