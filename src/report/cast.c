/* cast.c - the speakers of a story, and what each is quoted with. */
#include "report/cast.h"

#include <stdlib.h>

enum { SCRAP_WORDS = 4 };

static bool is_scrap(const stm_quotation *quotation) {
    stm_slice reading = quotation->reading;
    size_t words = 1;
    for (size_t i = 0; i < reading.len; i++) words += reading.data[i] == ' ';
    return quotation->witnesses.items[0].form == STM_INDIRECT && words < SCRAP_WORDS;
}

static stm_heard heard(const stm_quotation *quotation) {
    if (quotation->witnesses.len != 1) return STM_HEARD_SHARED;
    if (quotation->witnesses.items[0].form == STM_DIRECT) return STM_HEARD_WORDS;
    return is_scrap(quotation) ? STM_HEARD_SCRAP : STM_HEARD_SENSE;
}

static int by_heard(const void *a, const void *b) {
    const stm_turn *one = a, *next = b;
    if (one->heard != next->heard) return one->heard < next->heard ? -1 : 1;
    return (one->quotation > next->quotation) - (one->quotation < next->quotation);
}

static int by_witnesses(const void *a, const void *b) {
    const stm_voice *one = a, *next = b;
    bool nobody = one->speaker == STM_NOBODY;
    if (nobody != (next->speaker == STM_NOBODY)) return nobody ? 1 : -1;
    if (one->witnesses != next->witnesses) return one->witnesses > next->witnesses ? -1 : 1;
    return (one->speaker > next->speaker) - (one->speaker < next->speaker);
}

stm_cast stm_cast_find(stm_arena *arena, const stm_story *story, const stm_collation *collation) {
    stm_cast voices = {0};
    uint32_t nobody = story->names->entity_count;
    size_t *place = STM_TAKE(arena, size_t, nobody + 1); /* 1 + its index, 0: none yet */
    for (size_t i = 0; i < collation->quotations.len; i++) {
        const stm_quotation *quotation = &collation->quotations.items[i];
        uint32_t speaker = quotation->speaker;
        size_t *at = &place[speaker == STM_NOBODY ? nobody : speaker];
        if (!*at) {
            stm_vec_put(arena, &voices, (stm_voice){.speaker = speaker});
            *at = voices.len;
        }
        stm_voice *voice = &voices.items[*at - 1];
        voice->witnesses += quotation->witnesses.len;
        stm_vec_put(arena, &voice->turns, (stm_turn){heard(quotation), (uint32_t)i});
    }
    for (size_t i = 0; i < voices.len; i++) {
        stm_voice *voice = &voices.items[i];
        qsort(voice->turns.items, voice->turns.len, sizeof *voice->turns.items, by_heard);
    }
    if (voices.len) qsort(voices.items, voices.len, sizeof *voices.items, by_witnesses);
    return voices;
}

bool stm_cast_wants_article(stm_slice role) {
    size_t end = 0;
    while (end < role.len && role.data[end] != ' ') end++;
    if (end == role.len || end < 3 || role.data[0] < 'a' || role.data[0] > 'z') return false;
    bool straight = role.data[end - 1] == 's' && role.data[end - 2] == '\'';
    bool curly = end > 4 && role.data[end - 1] == 's' && !memcmp(role.data + end - 4, "’", 3);
    return straight || curly;
}
