/* brief_facts.c - the parts of a brief that list what reports state. */
#include "report/brief_part.h"

#include "base/utf8.h"
#include "report/letter.h"

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

/* How much of the span the words of direct quotations take. */
static size_t quoted_in(const stm_account *account, stm_span span) {
    size_t inside = 0;
    uint32_t reached = span.start;
    for (uint32_t i = 0; i < account->quotes.count; i++) {
        const stm_quote *quote = &account->quotes.items[i];
        if (quote->content.count && quote->content.items[0].start >= span.end) break;
        if (quote->form != STM_DIRECT) continue;
        for (uint32_t k = 0; k < quote->content.count; k++) {
            stm_span run = quote->content.items[k];
            uint32_t from = run.start > reached ? run.start : reached;
            uint32_t to = run.end < span.end ? run.end : span.end;
            if (to <= from) continue;
            inside += to - from;
            reached = to;
        }
    }
    return inside;
}

/* More than half of it, in more than half of its witnesses, is somebody's very words: the
 * quotations give it better. */
static bool is_quoted(const stm_brief_part *part, const stm_statement *statement) {
    size_t quoted = 0;
    for (size_t i = 0; i < statement->witnesses.len; i++) {
        const stm_witness *witness = &statement->witnesses.items[i];
        size_t inside = quoted_in(&part->story->accounts[witness->report], witness->span);
        quoted += inside * 2 > witness->span.end - witness->span.start;
    }
    return quoted * 2 > statement->witnesses.len;
}

/* What copies of one origin share is not agreement; it stands with what one origin alone has. */
static size_t find_agreed(stm_brief_part *part, const stm_statement **agreed) {
    const stm_collation *collation = part->collation;
    size_t count = 0;
    for (size_t i = 0; i < collation->statements.len; i++) {
        const stm_statement *statement = &collation->statements.items[i];
        if (statement->origins < 2) continue;
        if (!part->options.full && is_quoted(part, statement)) {
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

static void put_speaker(stm_brief_part *part, uint32_t speaker) {
    if (speaker == STM_NOBODY) return;
    stm_sheet_put(&part->sheet, STM_INK_HEAD, part->story->names->entities[speaker].name);
    stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, ": ");
}

/* The name is left out where the words already have its last word. */
static bool put_speaker_if_new(stm_brief_part *part, uint32_t speaker, stm_slice text) {
    if (speaker == STM_NOBODY) return false;
    stm_slice name = part->story->names->entities[speaker].name;
    size_t from = name.len;
    while (from && name.data[from - 1] != ' ') from--;
    stm_slice last = {name.data + from, name.len - from};
    for (size_t at = 0; last.len && at + last.len <= text.len; at++)
        if (!memcmp(text.data + at, last.data, last.len)) return false;
    put_speaker(part, speaker);
    return true;
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
        if (!put_speaker_if_new(part, statement->speaker, statement->text))
            stm_brief_part_put_cut(part, statement->text);
        stm_brief_part_put(part, STM_INK_PLAIN, stm_brief_part_tidy(part, statement->text),
                           TEXT_MOST);
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

/* Whether the words already show the value: its letters and digits stand in them, in order. */
static bool shows(stm_slice text, stm_slice value) {
    size_t at = 0;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.data[i];
        bool counts = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!counts) continue;
        while (at < text.len && (text.data[at] | 32) != (c | 32)) at++;
        if (at++ >= text.len) return false;
    }
    return true;
}

/* "Jan. 20" shows January 20: the month's beginning and the day. */
static bool shows_date(stm_brief_part *part, stm_slice text, stm_slice value) {
    stm_buf_clear(&part->measured);
    stm_brief_part_date(&part->measured, value);
    stm_slice words = stm_buf_get(&part->measured);
    size_t space = 0;
    while (space < words.len && words.data[space] != ' ') space++;
    stm_slice day = {words.data + space, words.len - space};
    const char *comma = day.len ? memchr(day.data, ',', day.len) : NULL;
    if (comma) day.len = (size_t)(comma - day.data);
    if (shows(text, words)) return true;
    return words.len > 3 && day.len && shows(text, (stm_slice){words.data, 3}) && shows(text, day);
}

/* Small numbers are read as easily in letters. */
static bool is_small(stm_slice value) {
    bool digits = value.len == 1 || (value.len == 2 && value.data[0] == '1');
    for (size_t i = 0; digits && i < value.len; i++)
        digits = value.data[i] >= '0' && value.data[i] <= '9';
    return digits;
}

/* What a figure or a date amounts to where its words do not show it; of the ways of stating, all
 * but the plain one is named. */
static void put_value(stm_brief_part *part, stm_difference_kind kind, const stm_side *side) {
    bool amounts = kind == STM_DIFFERS_NUMBER || kind == STM_DIFFERS_DATE;
    if (!side->value.len || shows(side->text, side->value)) return;
    if (kind == STM_DIFFERS_DATE && shows_date(part, side->text, side->value)) return;
    if (kind == STM_DIFFERS_NUMBER && is_small(side->value)) return;
    if (!amounts && stm_slice_is(side->value, STM_LIT("stated"))) return;
    if (kind == STM_DIFFERS_ATTRIBUTION && side->speaker != STM_NOBODY) return;
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, " (");
    if (kind == STM_DIFFERS_DATE)
        stm_brief_part_put_date(part, STM_INK_DIM, side->value);
    else
        stm_sheet_put(&part->sheet, STM_INK_DIM, side->value);
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, ")");
}

static void put_side(stm_brief_part *part, const stm_difference *difference, const stm_side *side) {
    stm_sheet *sheet = &part->sheet;
    if (difference->succeeds && side->published.data) {
        stm_brief_part_put_date(part, STM_INK_DIM, side->published);
        stm_sheet_put_gap(sheet, 0, 2);
    }
    put_speaker_if_new(part, side->speaker, side->text);
    stm_brief_part_put(part, STM_INK_PLAIN, stm_brief_part_tidy(part, side->text), SIDE_MOST);
    put_value(part, difference->kind, side);
    stm_sheet_end_beside(sheet, NUMBER + 2, NUMBER + 4, STM_INK_LETTER,
                         stm_brief_part_places(part, side->witnesses.items, side->witnesses.len));
}

/* A topic is a few words, and its first words will do where it is more: the sides follow in full.
 */
static void put_topic(stm_brief_part *part, stm_slice topic) {
    size_t cells = 0, at = 0, end = 0;
    while (at < topic.len && cells < TOPIC_MOST) {
        int width = stm_utf8_width(stm_utf8_next(topic, &at));
        cells += width > 0 ? (size_t)width : 0;
        if (at == topic.len || topic.data[at] == ' ') end = at;
    }
    bool whole = at == topic.len || part->options.full;
    while (whole && topic.len && memchr(".:;", topic.data[topic.len - 1], 3)) topic.len--;
    stm_slice put = {topic.data, whole ? topic.len : end ? end : at};
    stm_sheet_put(&part->sheet, STM_INK_HEAD, stm_brief_part_trim(put));
    if (!whole) stm_sheet_put_text(&part->sheet, STM_INK_HEAD, " …");
}

/* What the sides differ in, as a newsroom would say it. */
static const char *kind_words(stm_difference_kind kind) {
    static const char *const words[] = {
        [STM_DIFFERS_NUMBER] = "figures",
        [STM_DIFFERS_DATE] = "when",
        [STM_DIFFERS_NEGATION] = "yes or no",
        [STM_DIFFERS_MODALITY] = "how certain",
        [STM_DIFFERS_ATTRIBUTION] = "who says it",
        [STM_DIFFERS_NAME] = "name",
        [STM_DIFFERS_PLACE] = "where",
    };
    return words[kind];
}

static void put_difference(stm_brief_part *part, size_t index) {
    const stm_difference *difference = &part->collation->differences.items[index];
    stm_sheet *sheet = &part->sheet;
    put_number(part, STM_INK_READING, index + 1);
    if (difference->topic.len) {
        put_topic(part, stm_brief_part_tidy(part, difference->topic));
        stm_sheet_put_text(sheet, STM_INK_DIM, " · ");
    }
    stm_sheet_put_text(sheet, STM_INK_DIM, kind_words(difference->kind));
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
    stm_brief_part_short_date(&part->measured, event->value);
    stm_sheet_put(&part->sheet, STM_INK_HEAD, stm_buf_get(&part->measured));
    stm_sheet_put_gap(&part->sheet, column, 2);
    stm_brief_part_put_cut(part, event->text);
    stm_brief_part_put(part, STM_INK_PLAIN, stm_brief_part_tidy(part, event->text), SIDE_MOST);
    stm_sheet_end_beside(&part->sheet, LEFT, LEFT + column, STM_INK_LETTER,
                         stm_brief_part_places(part, event->witnesses.items, event->witnesses.len));
}

static size_t date_cells(stm_brief_part *part, stm_slice value) {
    stm_buf_clear(&part->tail);
    stm_brief_part_short_date(&part->tail, value);
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

enum { NOTE_KINDS = STM_NOTE_REPEAT + 1 };

static const char *const NOTE_WORDS[NOTE_KINDS][2] = {
    {" copyright line", " copyright lines"},
    {" update note", " update notes"},
    {" correction", " corrections"},
    {" credit line", " credit lines"},
    {" contact line", " contact lines"},
    {" promo", " promos"},
    {" label", " labels"},
    {" repeated passage", " repeated passages"},
};

static void put_note_counts(stm_brief_part *part, const size_t *counts) {
    bool any = false;
    for (int kind = 0; kind < NOTE_KINDS; kind++) {
        if (!counts[kind]) continue;
        if (any) stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, ", ");
        stm_sheet_put_uint(&part->sheet, STM_INK_PLAIN, counts[kind]);
        stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, NOTE_WORDS[kind][counts[kind] > 1]);
        any = true;
    }
}

void stm_brief_part_notes(stm_brief_part *part) {
    bool by_report = part->options.full || part->story->count <= NOTED_MOST, any = false;
    size_t all[NOTE_KINDS] = {0};
    for (uint32_t i = 0; i < part->story->count; i++) {
        const stm_report *report = stm_brief_part_report(part, i);
        size_t counts[NOTE_KINDS] = {0};
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
