/* brief_head.c - the head of a brief: title, dates, and the reports with their origins. */
#include "report/brief_part.h"
#include "report/date_words.h"
#include "report/letter.h"
#include "report/provenance.h"

enum {
    TITLE_MOST = 200,
    SMALL_STORY = 26,
    ROWS = 30,
    LEFT = 2,
    GAP = 2,
    OUTLET_MOST = 28,
    BYLINE_MOST = 24
};

static void put_count(stm_sheet *sheet, size_t count, const char *one, const char *many) {
    stm_sheet_put_uint(sheet, STM_INK_PLAIN, count);
    stm_sheet_put_text(sheet, STM_INK_PLAIN, count == 1 ? one : many);
}

static void put_dates(stm_brief_part *part) {
    const stm_collation *collation = part->collation;
    uint32_t undated = 0;
    for (uint32_t i = 0; i < part->story->count; i++)
        undated += !stm_brief_part_report(part, i)->published.data;
    stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, " · ");
    if (!collation->first.data) {
        stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, "no report carries a date");
        return;
    }
    stm_buf_clear(&part->measured);
    stm_date_words_put_period(&part->measured, collation->first, collation->last);
    stm_sheet_put(&part->sheet, STM_INK_PLAIN, stm_buf_get(&part->measured));
    if (!undated) return;
    stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, " · ");
    put_count(&part->sheet, undated, " without a date", " without a date");
}

/* A report as the list shows it. */
typedef struct {
    uint32_t report;
    stm_slice letter, outlet, byline, date, remark;
} listed;

typedef struct {
    listed *rows;
    size_t count;
    size_t letter, outlet, byline, date; /* the cells of the columns */
    size_t room;                         /* for the remark, where ids are left out */
    bool one_line, flows;                /* flows: too narrow for columns */
} listing;

static stm_slice keep(stm_brief_part *part, stm_buf *buf) {
    stm_slice kept = stm_arena_copy(part->arena, stm_buf_get(buf));
    stm_buf_clear(buf);
    return kept;
}

static listed make_row(stm_brief_part *part, uint32_t index, stm_slice remark, bool with_byline) {
    const stm_report *report = stm_brief_part_report(part, index);
    stm_buf buf;
    stm_buf_init(&buf, 0);
    listed made = {.report = index, .outlet = report->outlet, .remark = remark};
    stm_letter_put(&buf, index);
    made.letter = keep(part, &buf);
    for (size_t i = 0; with_byline && i < report->byline.len; i++) {
        if (i) stm_buf_put_text(&buf, ", ");
        stm_buf_put(&buf, report->byline.items[i]);
    }
    made.byline = keep(part, &buf);
    stm_date_words_put_short(&buf, report->published);
    made.date = keep(part, &buf);
    stm_buf_release(&buf);
    return made;
}

static void widen(stm_brief_part *part, size_t *column, stm_slice text) {
    size_t cells = stm_brief_part_cells(part, text);
    if (cells > *column) *column = cells;
}

static void measure(stm_brief_part *part, listing *table, bool with_id) {
    size_t remark = 0, id = 0, width = part->options.width ? part->options.width : SIZE_MAX;
    for (size_t i = 0; i < table->count; i++) {
        const listed *row = &table->rows[i];
        widen(part, &table->letter, row->letter);
        widen(part, &table->outlet, row->outlet);
        widen(part, &table->byline, row->byline);
        widen(part, &table->date, row->date);
        widen(part, &remark, row->remark);
        if (with_id) widen(part, &id, stm_brief_part_report(part, row->report)->id);
    }
    size_t fixed = LEFT + table->letter + table->date + 3 * GAP;
    if (fixed + table->outlet + table->byline > width) {
        size_t outlet = width / 3 < OUTLET_MOST ? width / 3 : OUTLET_MOST;
        size_t byline = width / 4 < BYLINE_MOST ? width / 4 : BYLINE_MOST;
        if (table->outlet > outlet) table->outlet = outlet;
        if (table->byline > byline) table->byline = byline;
    }
    size_t all = fixed + table->outlet + table->byline;
    table->flows = all > width;
    table->one_line = !with_id || !part->options.width || all + 2 * GAP + remark + id <= width;
    table->room = width > all ? width - all : 0;
}

static void put_cell(stm_brief_part *part, stm_ink ink, stm_slice text, size_t cells, size_t *at) {
    if (!cells) return;
    stm_sheet_put_gap(&part->sheet, (unsigned)*at, *at ? 1 : 0);
    if (text.len) stm_brief_part_put(part, ink, text, cells);
    *at += cells + GAP;
}

static void put_piece(stm_brief_part *part, stm_ink ink, stm_slice text) {
    if (!text.len) return;
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, " · ");
    stm_sheet_put(&part->sheet, ink, text);
}

static void put_flowing(stm_brief_part *part, const listing *table, const listed *row,
                        bool with_id) {
    unsigned hang = LEFT + (unsigned)table->letter + GAP;
    stm_sheet_put(&part->sheet, STM_INK_LETTER, row->letter);
    stm_sheet_put_gap(&part->sheet, hang - LEFT, 1);
    stm_sheet_put(&part->sheet, STM_INK_HEAD, row->outlet.len ? row->outlet : STM_LIT("–"));
    put_piece(part, STM_INK_PLAIN, row->byline);
    put_piece(part, STM_INK_PLAIN, row->date);
    put_piece(part, STM_INK_PLAIN, row->remark);
    if (with_id) put_piece(part, STM_INK_DIM, stm_brief_part_report(part, row->report)->id);
    stm_sheet_end(&part->sheet, LEFT, hang);
}

static void put_row(stm_brief_part *part, const listing *table, const listed *row, bool with_id) {
    stm_sheet *sheet = &part->sheet;
    unsigned hang = LEFT + (unsigned)table->letter + GAP;
    size_t at = 0;
    if (table->flows) {
        put_flowing(part, table, row, with_id);
        return;
    }
    put_cell(part, STM_INK_LETTER, row->letter, table->letter, &at);
    put_cell(part, row->outlet.len ? STM_INK_HEAD : STM_INK_DIM,
             row->outlet.len ? row->outlet : STM_LIT("–"), table->outlet ? table->outlet : 1, &at);
    put_cell(part, STM_INK_PLAIN, row->byline, table->byline, &at);
    put_cell(part, STM_INK_PLAIN, row->date, table->date, &at);
    bool second = !table->one_line && (row->remark.len || with_id);
    if (second) stm_sheet_end(sheet, LEFT, hang);
    if (!second && (row->remark.len || with_id)) stm_sheet_put_gap(sheet, (unsigned)at, 1);
    if (with_id)
        stm_sheet_put(sheet, STM_INK_PLAIN, row->remark);
    else if (table->room > 2 * GAP)
        stm_brief_part_put(part, STM_INK_PLAIN, row->remark, table->room);
    if (with_id) {
        if (row->remark.len) stm_sheet_put_text(sheet, STM_INK_DIM, " · ");
        stm_sheet_put(sheet, STM_INK_DIM, stm_brief_part_report(part, row->report)->id);
    }
    stm_sheet_end(sheet, second ? hang : LEFT, hang);
}

/* In a large story only those that stand for an origin, without their ids and names. */
static void put_reports(stm_brief_part *part) {
    const stm_story *story = part->story;
    bool large = !part->options.full && story->count > SMALL_STORY;
    listing table = {.rows = STM_TAKE(part->arena, listed, story->count)};
    const stm_slice *remarks = stm_provenances_find(part->arena, story);
    size_t roots = 0;
    for (uint32_t i = 0; i < story->count; i++) {
        if (large && story->family->origin[i] != i) continue;
        if (large && roots++ >= ROWS) continue;
        table.rows[table.count++] = make_row(part, i, remarks[i], !large);
    }
    measure(part, &table, !large);
    for (size_t i = 0; i < table.count; i++) put_row(part, &table, &table.rows[i], !large);
    stm_brief_part_more(part, story->count - table.count, LEFT);
}

void stm_brief_part_head(stm_brief_part *part) {
    stm_sheet *sheet = &part->sheet;
    stm_brief_part_put(part, STM_INK_HEAD, part->collation->title, TITLE_MOST);
    stm_sheet_end(sheet, 0, 0);
    put_count(sheet, part->story->count, " report, ", " reports, ");
    put_count(sheet, part->story->family->origins, " origin", " origins");
    if (part->story->count) put_dates(part);
    stm_sheet_end(sheet, 0, 0);
    if (!part->story->count) return;
    stm_sheet_skip(sheet);
    put_reports(part);
}
