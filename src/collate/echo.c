/* echo.c - clauses that joined quotations already know to say the same. */
#include "collate/echo.h"

/* Of a hundred bytes of either, so many must lie in the other for a clause to be all of what a
 * witness says. */
enum { WHOLE = 60, NONE = UINT32_MAX };

static uint32_t shared_bytes(stm_span a, stm_span b) {
    uint32_t start = a.start > b.start ? a.start : b.start;
    uint32_t end = a.end < b.end ? a.end : b.end;
    return start < end ? end - start : 0;
}

/* The first clause of the report that ends behind the offset. */
static uint32_t first_behind(const stm_clauses *clauses, uint32_t report, uint32_t offset) {
    uint32_t low = 0, high = clauses->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const stm_clause *clause = &clauses->items[middle];
        bool before =
            clause->report < report || (clause->report == report && clause->core.end <= offset);
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Marks the clauses of the witness as shared, and returns the one that is all it says, if one is.
 */
static uint32_t find_clause(const stm_clauses *clauses, const stm_quotation_witness *witness,
                            bool *shared) {
    uint32_t whole = 0, best = NONE, most = 0;
    for (uint32_t r = 0; r < witness->content.count; r++)
        whole += stm_span_len(witness->content.items[r]);
    for (uint32_t r = 0; r < witness->content.count; r++) {
        stm_span run = witness->content.items[r];
        for (uint32_t i = first_behind(clauses, witness->report, run.start);
             i < clauses->count && clauses->items[i].report == witness->report &&
             clauses->items[i].core.start < run.end;
             i++) {
            stm_span core = clauses->items[i].core;
            uint32_t both = shared_bytes(core, run);
            if (both * 100 < stm_span_len(core) * WHOLE) continue;
            shared[i] = true;
            if (both <= most) continue;
            most = both;
            best = i;
        }
    }
    return (uint64_t)most * 100 >= (uint64_t)whole * WHOLE ? best : NONE;
}

stm_echoes stm_echoes_find(stm_arena *arena, const stm_clauses *clauses,
                           const stm_collation *collation) {
    stm_echoes echoes = {.shared = STM_TAKE(arena, bool, clauses->count + 1)};
    for (size_t q = 0; q < collation->quotations.len; q++) {
        const stm_quotation *quotation = &collation->quotations.items[q];
        uint32_t first = NONE;
        for (size_t w = 0; w < quotation->witnesses.len && quotation->witnesses.len > 1; w++) {
            uint32_t clause = find_clause(clauses, &quotation->witnesses.items[w], echoes.shared);
            if (clause == NONE || clauses->items[clause].open) continue;
            if (first != NONE && clauses->items[first].report != clauses->items[clause].report)
                stm_vec_put(arena, &echoes.pairs, (stm_echo){first, clause});
            if (first == NONE) first = clause;
        }
    }
    return echoes;
}
