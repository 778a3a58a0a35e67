/* number.h - numbers in words and figures, with unit and approximation. */
#ifndef STM_TEXT_NUMBER_H
#define STM_TEXT_NUMBER_H

#include "text/document.h"

typedef enum {
    STM_EXACTLY,
    STM_ABOUT,    /* about, some, nearly, almost, roughly */
    STM_AT_LEAST, /* more than, over, at least */
    STM_AT_MOST   /* fewer than, under, up to */
} stm_bound;

/* "about 6 million people": value 6e6, bound STM_ABOUT, unit "people". "22 of 27 governors": value
 * 22, of 27. "a fifth of the territory": value 1, of 5 with is_share. "$1.5bn": value 1.5e9, unit
 * "$". "12 percent": value 12, unit "percent". "10 to 20 boats": value 10, STM_AT_LEAST. Ordinals,
 * years, ages, numbers that are part of a name, and what is vague ("several", "dozens", "tens of
 * billions of dollars") are not quantities: two reports cannot be told to differ by them. */
typedef struct {
    uint32_t first, last; /* tokens of number with approximation and unit */
    stm_span span;
    double value;
    double of; /* the whole of "22 of 27"; 0 where none */
    bool is_share;
    stm_bound bound;
    uint64_t unit; /* hash of the unit: the stem of the counted noun's head, or the word "percent"
                      or a currency's sign; 0 where none is found */
    stm_span unit_span; /* its tokens; empty where none */
} stm_quantity;

typedef struct {
    const stm_quantity *items;
    uint32_t count;
} stm_quantities;

/* All quantities of the document, in the order of the text. Tokens that times cover are left alone.
 */
struct stm_timex;
stm_quantities stm_quantities_find(stm_arena *arena, const stm_document *doc,
                                   const struct stm_timex *times, uint32_t time_count);

/* Reads one number at token at: digits, "six", "twenty-two", "three hundred and five thousand",
 * "1.5 million", "a dozen". Returns how many tokens it takes, 0 where none begins here. */
uint32_t stm_number_read(const stm_document *doc, uint32_t at, uint32_t end, double *value);

#endif
