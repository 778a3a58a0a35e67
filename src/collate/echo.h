/* echo.h - clauses that joined quotations already know to say the same. */
#ifndef STM_COLLATE_ECHO_H
#define STM_COLLATE_ECHO_H

#include "collate/clause.h"

typedef struct {
    uint32_t a, b; /* clauses of two reports, a < b */
} stm_echo;

/* shared: for each clause whether it lies in a quotation that another report has too. pairs: the
 * clauses that make up the whole of what two witnesses of one quotation say. */
typedef struct {
    bool *shared;
    STM_VEC(stm_echo) pairs;
} stm_echoes;

/* quotations are those of the collation that stm_quotations_join made. Linear in their witnesses
 * and the clauses. */
stm_echoes stm_echoes_find(stm_arena *arena, const stm_clauses *clauses,
                           const stm_collation *collation);

#endif
