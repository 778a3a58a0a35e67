/* wording.h - one quotation sorted into those who have its words and those who have its sense. */
#ifndef STM_REPORT_WORDING_H
#define STM_REPORT_WORDING_H

#include "report/utter.h"

/* Words that stand in for the base: `count` witnesses share them, whatever their case and
 * apostrophes; they stand in places[first, first + count) of the wording. witness: the first of
 * them in the quotation. */
typedef struct {
    uint32_t witness, first, count;
} stm_echo;

typedef struct {
    const stm_quotation *quotation;
    bool direct;                         /* the base has the speaker's own words */
    const stm_quotation_witness *leader; /* whose words the base are; NULL where nobody's */
    stm_utter base;
    stm_witnesses whole;      /* have the base whole, apart from the apparatus */
    stm_witnesses part;       /* have a part of it */
    STM_VEC(stm_echo) echoes; /* have words of their own, most witnesses first */
    stm_witnesses places;     /* of the echoes */
} stm_wording;

stm_wording stm_wording_make(stm_arena *arena, const stm_story *story,
                             const stm_quotation *quotation);

/* Whether the variant replaces the whole base, as an echo with words of its own does: the echoes
 * give it better. */
bool stm_wording_is_whole(const stm_wording *wording, const stm_variant *variant);

/* The reports that have the base's words at the variant, in the order of the reports. reports has
 * room for as many as the quotation has witnesses. Returns how many there are. */
size_t stm_wording_base_reports(const stm_wording *wording, const stm_variant *variant,
                                uint32_t *reports);

#endif
