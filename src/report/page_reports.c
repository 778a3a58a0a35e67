/* page_reports.c - the part of a page that has the reports themselves, side by side.
 *
 * A report's text is cut at every place where a mark begins or ends; each piece names the items
 * that stand on it, and behind the last piece of a statement, a difference or a quotation a small
 * link leads to its line of the account. */
#include "report/fact.h"
#include "report/page_mark.h"

enum { ACTIVE_MOST = 24 }; /* items that one piece names; what is more on it is not lit there */

/* Where the text of one report has got to. */
typedef struct {
    stm_page_part *part;
    const stm_report *report;
    uint32_t index;
    const stm_page_marks *marks;
    size_t next_mark, next_note;
    const stm_page_mark *active[ACTIVE_MOST];
    size_t active_count;
    const stm_note *note; /* that the place lies in, or NULL */
} cursor;

static void put_own_id(stm_page_part *part, uint32_t report, size_t paragraph) {
    stm_markup_begin_value(&part->html, "id");
    stm_page_part_put_address(part, report, paragraph);
    stm_markup_end_value(&part->html);
}

/* The ids of the items on a piece; a side's also stands for its difference. */
static void put_items(cursor *c) {
    stm_markup *html = &c->part->html;
    if (!c->active_count) return;
    stm_markup_begin_value(html, "data-i");
    for (size_t i = 0; i < c->active_count; i++) {
        stm_item item = c->active[i]->item;
        if (i) stm_markup_put_text(html, " ");
        stm_page_part_put_id(c->part, item);
        if (!item.side) continue;
        item.side = 0;
        stm_markup_put_text(html, " ");
        stm_page_part_put_id(c->part, item);
    }
    stm_markup_end_value(html);
}

/* The class that gives a piece its look: that of a note, of a difference, else of the first kind.
 */
static const char *look_of(const cursor *c) {
    static const char *const looks[] = {"told", "differs", "quoted", "only", "only"};
    stm_item_kind first = STM_ITEM_EVENT;
    if (c->note) return "note";
    for (size_t i = 0; i < c->active_count; i++) {
        stm_item_kind kind = c->active[i]->item.kind;
        if (kind == STM_ITEM_DIFFERENCE) return "differs";
        if (kind < first) first = kind;
    }
    return looks[first];
}

static void put_piece(cursor *c, stm_span span) {
    if (span.end <= span.start) return;
    bool marked = c->active_count || c->note;
    if (marked) {
        stm_markup_open_as(&c->part->html, "span", look_of(c));
        put_items(c);
    }
    stm_markup_put(&c->part->html, stm_slice_at(c->report->text, span));
    if (marked) stm_markup_close(&c->part->html);
}

static void put_reference(cursor *c, stm_item item) {
    stm_markup *html = &c->part->html;
    if (item.kind > STM_ITEM_QUOTATION) return;
    stm_markup_open(html, "sup");
    stm_markup_open(html, "a");
    item.side = 0;
    stm_markup_begin_value(html, "href");
    stm_markup_put_text(html, "#");
    stm_page_part_put_id(c->part, item);
    stm_markup_end_value(html);
    stm_page_part_put_id(c->part, item);
    stm_markup_close(html);
    stm_markup_close(html);
}

/* Ends the marks that end at the place, each with its reference. */
static void end_marks(cursor *c, uint32_t at) {
    size_t kept = 0;
    for (size_t i = 0; i < c->active_count; i++) {
        if (c->active[i]->span.end <= at)
            put_reference(c, c->active[i]->item);
        else
            c->active[kept++] = c->active[i];
    }
    c->active_count = kept;
}

static void begin_marks(cursor *c, uint32_t at) {
    for (; c->next_mark < c->marks->len; c->next_mark++) {
        const stm_page_mark *mark = &c->marks->items[c->next_mark];
        if (mark->span.start > at) return;
        if (mark->span.end > at && c->active_count < ACTIVE_MOST)
            c->active[c->active_count++] = mark;
    }
}

static void put_note_label(cursor *c) {
    stm_markup *html = &c->part->html;
    stm_markup_open_as(html, "span", "label");
    stm_markup_put_text(html, stm_fact_note(c->note->kind, false) + 1);
    stm_markup_close(html);
    stm_markup_put_text(html, " ");
}

static void turn_note(cursor *c, uint32_t at) {
    if (c->note && c->note->span.end <= at) c->note = NULL;
    while (c->next_note < c->report->notes.len) {
        const stm_note *note = &c->report->notes.items[c->next_note];
        if (note->span.start > at) return;
        c->next_note++;
        if (note->span.end <= at) continue;
        c->note = note;
        put_note_label(c);
    }
}

/* The next place after `at` where something begins or ends, at most end. */
static uint32_t next_place(const cursor *c, uint32_t at, uint32_t end) {
    uint32_t next = end;
    for (size_t i = 0; i < c->active_count; i++)
        if (c->active[i]->span.end < next) next = c->active[i]->span.end;
    if (c->next_mark < c->marks->len && c->marks->items[c->next_mark].span.start < next)
        next = c->marks->items[c->next_mark].span.start;
    if (c->note && c->note->span.end < next) next = c->note->span.end;
    if (c->next_note < c->report->notes.len &&
        c->report->notes.items[c->next_note].span.start < next)
        next = c->report->notes.items[c->next_note].span.start;
    return next > at ? next : end;
}

static void put_block(cursor *c, const stm_block *block, size_t number) {
    static const char *const names[] = {"p", "h4", "p", "p", "p"};
    static const char *const classes[] = {"", "", "bullet", "caption", "block"};
    stm_markup *html = &c->part->html;
    stm_markup_line(html);
    stm_markup_open(html, names[block->kind]);
    if (*classes[block->kind]) stm_markup_word(html, "class", classes[block->kind]);
    put_own_id(c->part, c->index, number);
    stm_markup_open_as(html, "a", "number");
    stm_markup_begin_value(html, "href");
    stm_markup_put_text(html, "#");
    stm_page_part_put_address(c->part, c->index, number);
    stm_markup_end_value(html);
    stm_markup_put_uint(html, number);
    stm_markup_close(html);
    stm_markup_put_text(html, " ");
    for (uint32_t at = block->span.start; at < block->span.end;) {
        end_marks(c, at);
        begin_marks(c, at);
        turn_note(c, at);
        uint32_t next = next_place(c, at, block->span.end);
        put_piece(c, (stm_span){at, next});
        at = next;
    }
    end_marks(c, block->span.end);
    stm_markup_close(html);
}

static bool is_address(stm_slice url) {
    return stm_slice_begins(url, STM_LIT("https://")) || stm_slice_begins(url, STM_LIT("http://"));
}

static void put_fact(stm_page_part *part, stm_slice fact) {
    if (!fact.len) return;
    stm_markup_open(&part->html, "li");
    stm_markup_open(&part->html, "bdi");
    stm_markup_put(&part->html, fact);
    stm_markup_close(&part->html);
    stm_markup_close(&part->html);
}

static void put_dates(stm_page_part *part, const stm_report *report) {
    if (report->published.len) {
        stm_markup_open(&part->html, "li");
        stm_page_part_put_date(part, report->published);
        stm_markup_close(&part->html);
    }
    if (report->updated.len && !stm_slice_is(report->updated, report->published)) {
        stm_markup_open(&part->html, "li");
        stm_markup_put_text(&part->html, "updated ");
        stm_page_part_put_date(part, report->updated);
        stm_markup_close(&part->html);
    }
}

/* Only an address of the web becomes a link; where it leads is told nobody. */
static void put_source(stm_page_part *part, const stm_report *report) {
    stm_markup *html = &part->html;
    stm_markup_open_as(html, "li", "id");
    if (is_address(report->url)) {
        stm_markup_open(html, "a");
        stm_markup_attribute(html, "href", report->url);
        stm_markup_word(html, "rel", "noreferrer noopener");
        stm_markup_put(html, report->id);
        stm_markup_close(html);
    } else {
        stm_markup_put(html, report->id);
    }
    stm_markup_close(html);
}

static void put_head(stm_page_part *part, uint32_t index) {
    stm_markup *html = &part->html;
    const stm_report *report = stm_page_part_report(part, index);
    stm_markup_open(html, "header");
    stm_markup_open(html, "h3");
    stm_page_part_put_letters(part, &index, 1);
    stm_markup_put_text(html, " ");
    stm_page_part_put_name(part, "outlet", report->outlet.len ? report->outlet : STM_LIT("–"));
    stm_markup_close(html);
    if (report->title.len) {
        stm_markup_open_as(html, "p", "title");
        stm_markup_word(html, "dir", "auto");
        stm_markup_put(html, report->title);
        stm_markup_close(html);
    }
    stm_page_part_open_list(part, "facts");
    for (size_t i = 0; i < report->byline.len; i++) put_fact(part, report->byline.items[i]);
    put_dates(part, report);
    put_fact(part, part->provenances[index]);
    put_source(part, report);
    stm_markup_close(html);
    stm_markup_close(html);
}

static void put_report(stm_page_part *part, uint32_t index, const stm_page_marks *marks) {
    stm_markup *html = &part->html;
    const stm_report *report = stm_page_part_report(part, index);
    cursor c = {.part = part, .report = report, .index = index, .marks = marks};
    stm_markup_line(html);
    stm_markup_open_as(html, "article", "report");
    put_own_id(part, index, 0);
    stm_markup_word(html, "tabindex", "0"); /* it scrolls, so that keys must reach it */
    if (report->language.len) stm_markup_attribute(html, "lang", report->language);
    put_head(part, index);
    stm_markup_open_as(html, "div", "text");
    stm_markup_word(html, "dir", "auto");
    for (size_t i = 0; i < report->blocks.len; i++) put_block(&c, &report->blocks.items[i], i + 1);
    stm_markup_close(html);
    stm_markup_close(html);
}

void stm_page_part_reports(stm_page_part *part) {
    stm_markup *html = &part->html;
    stm_page_marks *marks = stm_page_marks_find(part);
    stm_markup_line(html);
    stm_markup_open(html, "section");
    stm_markup_word(html, "id", "reports");
    stm_markup_word(html, "aria-label", "The reports");
    for (uint32_t i = 0; i < part->story->count; i++) put_report(part, i, &marks[i]);
    stm_markup_line(html);
    stm_markup_close(html);
}
