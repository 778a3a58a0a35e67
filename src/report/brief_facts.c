/* brief_facts.c - the parts of a brief that list what reports state. */
#include "report/brief_part.h"

#include "base/utf8.h"
#include "report/date_words.h"
#include "report/excerpt.h"
#include "report/fact.h"

#include <stdlib.h>

enum {
    AGREED_MOST = 15,
    DIFFERENT_MOST = 12,
    SIDES_MOST = 6,
    DATES_MOST = 10,
    DATE_MOST = 18,
    TEXT_MOST = 320,
    TOPIC_MOST = 60,
    SIDE_MOST = 200,
    LEFT = 2,
    NUMBER = 5, /* where text stands behind a number of up to two digits */
    NOTED_MOST = 26
};

/* What copies of one origin share is not agreement; it stands with what one origin alone has. */
static size_t find_agreed(stm_brief_part *part, const stm_statement **agreed) {
    const stm_collation *collation = part->collation;
    size_t count = 0;
    for (size_t i = 0; i < collation->statements.len; i++) {
        const stm_statement *statement = &collation->statements.items[i];
        if (statement->origins < 2) continue;
        if (!part->options.full && stm_fact_is_quoted(part->story, statement)) {
            part->cut = true;
            continue;
        }
        agreed[count++] = statement;
    }
    return count;
}

static void put_number(stm_brief_part *part, stm_ink ink, size_t number) {
    if (number < 10) stm_sheet_put_gap(&part->sheet, 1, 0);
    stm_sheet_put_uint(&part->sheet, ink, number);
    stm_sheet_put_gap(&part->sheet, NUMBER - LEFT, 1);
}

/* False where there is nobody to name. */
static bool put_speaker(stm_brief_part *part, uint32_t speaker, stm_slice text) {
    stm_slice name = stm_fact_speaker(part->story, speaker, text);
    if (!name.len) return false;
    stm_sheet_put(&part->sheet, STM_INK_HEAD, name);
    stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, ": ");
    return true;
}

/* Without a sign that it is cut out of its sentence. */
static void put_clause(stm_brief_part *part, stm_slice text, size_t most) {
    stm_buf_clear(&part->tidied);
    stm_excerpt_put(&part->tidied, text);
    stm_brief_part_put(part, STM_INK_PLAIN, stm_buf_get(&part->tidied), most);
}

void stm_brief_part_agreed(stm_brief_part *part) {
    const stm_collation *collation = part->collation;
    const stm_statement **agreed =
        STM_TAKE(part->arena, const stm_statement *, collation->statements.len);
    size_t count = find_agreed(part, agreed);
    size_t shown = stm_brief_part_shown(part, count, AGREED_MOST);
    size_t differ = stm_brief_part_shown(part, collation->differences.len, DIFFERENT_MOST);
    if (!count) return;
    stm_brief_part_heading(part, "AGREED", "how many origins state it, and which reports where");
    for (size_t i = 0; i < shown; i++) {
        const stm_statement *statement = agreed[i];
        put_number(part, STM_INK_PLAIN, statement->origins);
        if (put_speaker(part, statement->speaker, statement->text))
            put_clause(part, statement->text, TEXT_MOST);
        else
            stm_brief_part_put_excerpt(part, statement->text, TEXT_MOST);
        for (size_t k = 0; k < statement->differences.len; k++) {
            if (statement->differences.items[k] >= differ) continue;
            stm_sheet_put_text(&part->sheet, STM_INK_READING, " (but see DIFFERENT ");
            stm_sheet_put_uint(&part->sheet, STM_INK_READING, statement->differences.items[k] + 1);
            stm_sheet_put_text(&part->sheet, STM_INK_READING, ")");
        }
        stm_sheet_end_beside(
            &part->sheet, LEFT, NUMBER, STM_INK_LETTER,
            stm_brief_part_places(part, statement->witnesses.items, statement->witnesses.len));
    }
    stm_brief_part_more(part, count - shown, NUMBER);
}

static void put_value(stm_brief_part *part, stm_difference_kind kind, const stm_side *side) {
    stm_buf_clear(&part->measured);
    stm_fact_put_value(&part->measured, kind, side);
    if (!part->measured.len) return;
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, " (");
    stm_sheet_put(&part->sheet, STM_INK_DIM, stm_buf_get(&part->measured));
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, ")");
}

static void put_side(stm_brief_part *part, const stm_difference *difference, const stm_side *side) {
    stm_sheet *sheet = &part->sheet;
    if (difference->succeeds && side->published.data) {
        stm_brief_part_put_date(part, STM_INK_DIM, side->published);
        stm_sheet_put_gap(sheet, 0, 2);
    }
    put_speaker(part, side->speaker, side->text);
    put_clause(part, side->text, SIDE_MOST);
    put_value(part, difference->kind, side);
    stm_sheet_end_beside(sheet, NUMBER + 2, NUMBER + 4, STM_INK_LETTER,
                         stm_brief_part_places(part, side->witnesses.items, side->witnesses.len));
}

/* A topic is a few words, and its first words will do where it is more: the sides follow in full.
 */
static void put_topic(stm_brief_part *part, stm_slice words) {
    stm_buf_clear(&part->tidied);
    stm_excerpt_put(&part->tidied, words);
    stm_slice topic = stm_buf_get(&part->tidied);
    size_t cells = 0, at = 0, end = 0;
    while (at < topic.len && cells < TOPIC_MOST) {
        int width = stm_utf8_width(stm_utf8_next(topic, &at));
        cells += width > 0 ? (size_t)width : 0;
        if (at == topic.len || topic.data[at] == ' ') end = at;
    }
    bool whole = at == topic.len || part->options.full;
    while (whole && topic.len && memchr(".:;", topic.data[topic.len - 1], 3)) topic.len--;
    stm_slice put = {topic.data, whole ? topic.len : end ? end : at};
    stm_sheet_put(&part->sheet, STM_INK_HEAD, stm_excerpt_trim(put));
    if (!whole) stm_sheet_put_text(&part->sheet, STM_INK_HEAD, " …");
}

static void put_difference(stm_brief_part *part, size_t index) {
    const stm_difference *difference = &part->collation->differences.items[index];
    stm_sheet *sheet = &part->sheet;
    put_number(part, STM_INK_READING, index + 1);
    if (difference->topic.len) {
        put_topic(part, difference->topic);
        stm_sheet_put_text(sheet, STM_INK_DIM, " · ");
    }
    stm_sheet_put_text(sheet, STM_INK_DIM, stm_fact_kind(difference->kind));
    if (difference->succeeds)
        stm_sheet_put_text(sheet, STM_INK_DIM, "; the later replaces the earlier");
    stm_sheet_end(sheet, LEFT, NUMBER);
    size_t shown = stm_brief_part_shown(part, difference->sides.len, SIDES_MOST);
    for (size_t i = 0; i < shown; i++) put_side(part, difference, &difference->sides.items[i]);
    stm_brief_part_more(part, difference->sides.len - shown, NUMBER + 2);
}

void stm_brief_part_different(stm_brief_part *part) {
    size_t count = part->collation->differences.len;
    size_t shown = stm_brief_part_shown(part, count, DIFFERENT_MOST);
    if (!count) return;
    stm_brief_part_heading(part, "DIFFERENT", NULL);
    for (size_t i = 0; i < shown; i++) put_difference(part, i);
    stm_brief_part_more(part, count - shown, NUMBER);
}

/* An event and how many reports have it. */
typedef struct {
    size_t index, witnesses;
    bool ahead;
} dated;

/* The best attested; of equals those nearest to the story, which stand last of what lies behind it
 * and first of what lies ahead. */
static int by_witnesses(const void *a, const void *b) {
    const dated *one = a, *other = b;
    if (one->witnesses != other->witnesses) return one->witnesses > other->witnesses ? -1 : 1;
    int order = (one->index > other->index) - (one->index < other->index);
    return one->ahead ? order : -order;
}

static int by_index(const void *a, const void *b) {
    const dated *one = a, *other = b;
    return (one->index > other->index) - (one->index < other->index);
}

static void put_event(stm_brief_part *part, const stm_event *event, unsigned column) {
    stm_buf_clear(&part->measured);
    stm_date_words_put_short(&part->measured, event->value);
    stm_sheet_put(&part->sheet, STM_INK_HEAD, stm_buf_get(&part->measured));
    stm_sheet_put_gap(&part->sheet, column, 2);
    stm_brief_part_put_excerpt(part, event->text, SIDE_MOST);
    stm_sheet_end_beside(&part->sheet, LEFT, LEFT + column, STM_INK_LETTER,
                         stm_brief_part_places(part, event->witnesses.items, event->witnesses.len));
}

static size_t date_cells(stm_brief_part *part, stm_slice value) {
    stm_buf_clear(&part->tail);
    stm_date_words_put_short(&part->tail, value);
    return stm_brief_part_cells(part, stm_buf_get(&part->tail));
}

static void put_events(stm_brief_part *part, bool ahead, const char *heading) {
    const stm_collation *collation = part->collation;
    dated *events = STM_TAKE(part->arena, dated, collation->timeline.len);
    size_t count = 0, column = 0;
    for (size_t i = 0; i < collation->timeline.len; i++) {
        const stm_event *event = &collation->timeline.items[i];
        if (event->ahead == ahead) events[count++] = (dated){i, event->witnesses.len, ahead};
    }
    if (!count) return;
    size_t shown = stm_brief_part_shown(part, count, DATES_MOST);
    qsort(events, count, sizeof *events, by_witnesses);
    qsort(events, shown, sizeof *events, by_index);
    for (size_t i = 0; i < shown; i++) {
        size_t cells = date_cells(part, collation->timeline.items[events[i].index].value);
        if (cells > column && cells <= DATE_MOST) column = cells;
    }
    stm_brief_part_heading(part, heading, NULL);
    for (size_t i = 0; i < shown; i++)
        put_event(part, &collation->timeline.items[events[i].index], (unsigned)column + 2);
    stm_brief_part_more(part, count - shown, LEFT);
}

void stm_brief_part_times(stm_brief_part *part) {
    put_events(part, false, "TIMELINE");
    put_events(part, true, "AHEAD");
}

static void put_note_counts(stm_brief_part *part, const size_t *counts) {
    bool any = false;
    for (int kind = 0; kind < STM_FACT_NOTES; kind++) {
        if (!counts[kind]) continue;
        if (any) stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, ", ");
        stm_sheet_put_uint(&part->sheet, STM_INK_PLAIN, counts[kind]);
        stm_sheet_put_text(&part->sheet, STM_INK_PLAIN,
                           stm_fact_note((stm_note_kind)kind, counts[kind] > 1));
        any = true;
    }
}

void stm_brief_part_notes(stm_brief_part *part) {
    bool by_report = part->options.full || part->story->count <= NOTED_MOST, any = false;
    size_t all[STM_FACT_NOTES] = {0};
    for (uint32_t i = 0; i < part->story->count; i++) {
        const stm_report *report = stm_brief_part_report(part, i);
        size_t counts[STM_FACT_NOTES] = {0};
        for (size_t k = 0; k < report->notes.len; k++) {
            counts[report->notes.items[k].kind]++;
            all[report->notes.items[k].kind]++;
        }
        if (!report->notes.len) continue;
        if (!any) stm_brief_part_heading(part, "TOLD APART", "what is not reporting");
        if (by_report && any) stm_sheet_put_text(&part->sheet, STM_INK_DIM, " · ");
        any = true;
        if (!by_report) continue;
        stm_sheet_put(&part->sheet, STM_INK_LETTER, stm_brief_part_letters(part, &i, 1));
        stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, " ");
        put_note_counts(part, counts);
    }
    if (!by_report) put_note_counts(part, all);
    stm_sheet_end(&part->sheet, LEFT, LEFT);
}
