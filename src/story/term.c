/* term.c - terms with weights, and vectors of them. */
#include "story/term.h"

/* What is not in its place yet is near it. */
static void insert_all(stm_term *terms, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        stm_term term = terms[i];
        uint32_t at = i;
        for (; at && terms[at - 1].key > term.key; at--) terms[at] = terms[at - 1];
        terms[at] = term;
    }
}

/* By the first byte of the key, in place (American flag sort), and then by insertion. */
void stm_terms_sort(stm_term *terms, uint32_t count) {
    enum { BUCKETS = 256, SHIFT = 24, FEW = 24 };
    uint32_t next[BUCKETS] = {0}, end[BUCKETS];
    if (count <= FEW) {
        insert_all(terms, count);
        return;
    }
    for (uint32_t i = 0; i < count; i++) next[terms[i].key >> SHIFT]++;
    for (uint32_t b = 0, start = 0; b < BUCKETS; b++) {
        end[b] = start + next[b];
        next[b] = start;
        start = end[b];
    }
    for (uint32_t b = 0; b < BUCKETS; b++)
        while (next[b] < end[b]) {
            stm_term term = terms[next[b]];
            uint32_t home = term.key >> SHIFT;
            terms[next[b]] = terms[next[home]];
            terms[next[home]++] = term;
        }
    insert_all(terms, count);
}

static bool is_heavier(stm_term a, stm_term b) {
    return a.weight != b.weight ? a.weight > b.weight : a.key < b.key;
}

static void swap(stm_term *a, stm_term *b) {
    stm_term kept = *a;
    *a = *b;
    *b = kept;
}

/* Hoare's selection, by the term in the middle. */
uint32_t stm_terms_select(stm_term *terms, uint32_t count, uint32_t most) {
    if (count <= most) return count;
    for (uint32_t low = 0, high = count; high - low > 1;) {
        swap(&terms[low], &terms[low + (high - low) / 2]);
        uint32_t heavier = low;
        for (uint32_t i = low + 1; i < high; i++)
            if (is_heavier(terms[i], terms[low])) swap(&terms[++heavier], &terms[i]);
        swap(&terms[low], &terms[heavier]);
        if (heavier == most) break;
        if (heavier < most)
            low = heavier + 1;
        else
            high = heavier;
    }
    return most;
}

double stm_vector_dot(stm_vector a, stm_vector b) {
    double sum = 0;
    for (uint32_t i = 0, k = 0; i < a.count && k < b.count;) {
        uint32_t x = a.terms[i].key, y = b.terms[k].key;
        sum += x == y ? (double)a.terms[i].weight * (double)b.terms[k].weight : 0;
        i += x <= y;
        k += y <= x;
    }
    return sum;
}

void stm_spread_init(stm_spread *spread, stm_vector vector) {
    spread->vector = vector;
    memset(spread->slots, 0, sizeof spread->slots);
    for (uint32_t i = 0; i < vector.count; i++) {
        uint8_t slot = (uint8_t)vector.terms[i].key;
        while (spread->slots[slot]) slot++;
        spread->slots[slot] = (uint8_t)(i + 1);
    }
}

double stm_spread_dot(const stm_spread *spread, stm_vector other) {
    double sum = 0;
    for (uint32_t i = 0; i < other.count; i++) {
        stm_term term = other.terms[i];
        for (uint8_t slot = (uint8_t)term.key; spread->slots[slot]; slot++) {
            const stm_term *own = &spread->vector.terms[spread->slots[slot] - 1];
            if (own->key != term.key) continue;
            sum += (double)own->weight * (double)term.weight;
            break;
        }
    }
    return sum;
}
