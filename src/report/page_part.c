/* page_part.c - what the parts of a page share. */
#include "report/page_part.h"

#include "report/date_words.h"
#include "report/excerpt.h"
#include "report/letter.h"

enum { PLACES_MOST = 12 };

void stm_page_part_put_letter(stm_page_part *part, uint32_t report) {
    char letters[STM_LETTER_MOST];
    stm_markup_put(&part->html, (stm_slice){letters, stm_letter_write(report, letters)});
}

void stm_page_part_put_address(stm_page_part *part, uint32_t report, size_t paragraph) {
    stm_page_part_put_letter(part, report);
    if (paragraph) stm_markup_put_uint(&part->html, paragraph);
}

void stm_page_part_put_id(stm_page_part *part, stm_item item) {
    static const char *const letters[] = {"s", "d", "q", "o", "t"};
    stm_markup_put_text(&part->html, letters[item.kind]);
    stm_markup_put_uint(&part->html, item.index + 1);
    if (!item.side) return;
    stm_markup_put_text(&part->html, "-");
    stm_markup_put_uint(&part->html, item.side);
}

static void put_reports_value(stm_page_part *part, stm_witnesses witnesses) {
    stm_markup_begin_value(&part->html, "data-w");
    for (size_t i = 0; i < witnesses.len; i++) {
        if (i && witnesses.items[i].report == witnesses.items[i - 1].report) continue;
        if (i) stm_markup_put_text(&part->html, " ");
        stm_page_part_put_letter(part, witnesses.items[i].report);
    }
    stm_markup_end_value(&part->html);
}

void stm_page_part_open_item(stm_page_part *part, const char *name, const char *class_name,
                             stm_item item, stm_witnesses witnesses, uint32_t speaker) {
    stm_markup *html = &part->html;
    stm_markup_line(html);
    stm_markup_open_as(html, name, class_name);
    stm_markup_begin_value(html, "id");
    stm_page_part_put_id(part, item);
    stm_markup_end_value(html);
    put_reports_value(part, witnesses);
    if (speaker == STM_NOBODY) return;
    stm_markup_begin_value(html, "data-by");
    stm_markup_put_uint(html, speaker);
    stm_markup_end_value(html);
}

static void put_place(stm_page_part *part, const stm_witness *witness) {
    const stm_report *report = stm_page_part_report(part, witness->report);
    size_t paragraph = stm_excerpt_paragraph(report, witness->span.start);
    stm_markup_open(&part->html, "a");
    stm_markup_begin_value(&part->html, "href");
    stm_markup_put_text(&part->html, "#");
    stm_page_part_put_address(part, witness->report, paragraph);
    stm_markup_end_value(&part->html);
    stm_page_part_put_address(part, witness->report, paragraph);
    stm_markup_close(&part->html);
}

void stm_page_part_put_places(stm_page_part *part, stm_witnesses witnesses, const char *lead) {
    stm_markup *html = &part->html;
    bool folds = witnesses.len > PLACES_MOST + 1;
    if (!witnesses.len) return;
    stm_markup_put_text(html, " ");
    stm_markup_open_as(html, "span", "places");
    if (lead) stm_page_part_put_in(part, "span", "lead", stm_slice_of(lead));
    for (size_t i = 0; i < witnesses.len; i++) {
        if (i || lead) stm_markup_put_text(html, " ");
        if (folds && i == PLACES_MOST) {
            stm_markup_open_as(html, "details", "more");
            stm_markup_open(html, "summary");
            stm_markup_put_text(html, "+");
            stm_markup_put_uint(html, witnesses.len - i);
            stm_markup_close(html);
        }
        put_place(part, &witnesses.items[i]);
    }
    if (folds) stm_markup_close(html);
    stm_markup_close(html);
}

void stm_page_part_put_link(stm_page_part *part, stm_item item) {
    stm_markup *html = &part->html;
    stm_markup_put_text(html, " ");
    stm_markup_open_as(html, "a", "link");
    stm_markup_begin_value(html, "href");
    stm_markup_put_text(html, "#");
    stm_page_part_put_id(part, item);
    stm_markup_end_value(html);
    stm_markup_word(html, "title", "link to this line");
    stm_page_part_put_id(part, item);
    stm_markup_close(html);
}

void stm_page_part_put_letters(stm_page_part *part, const uint32_t *reports, size_t count) {
    stm_markup *html = &part->html;
    bool apart = part->story->count > 26;
    stm_markup_open_as(html, "span", "sigla");
    for (size_t i = 0; i < count; i++) {
        if (i && apart) stm_markup_put_text(html, " ");
        if (i == PLACES_MOST && count > PLACES_MOST + 1) {
            stm_markup_put_text(html, "+");
            stm_markup_put_uint(html, count - i);
            break;
        }
        stm_page_part_put_letter(part, reports[i]);
    }
    stm_markup_close(html);
}

void stm_page_part_open_section(stm_page_part *part, const char *id, const char *heading,
                                const char *gloss) {
    stm_markup *html = &part->html;
    stm_markup_line(html);
    stm_markup_open(html, "section");
    stm_markup_word(html, "id", id);
    stm_markup_open(html, "h2");
    stm_markup_put_text(html, heading);
    if (gloss) {
        stm_markup_put_text(html, " ");
        stm_page_part_put_in(part, "small", "gloss", stm_slice_of(gloss));
    }
    stm_markup_close(html);
}

void stm_page_part_open_list(stm_page_part *part, const char *class_name) {
    stm_markup_open_as(&part->html, "ul", class_name);
}

static bool is_folded(size_t shown, size_t count) {
    return count > shown + 1; /* to fold a single line away would save nothing */
}

void stm_page_part_fold(stm_page_part *part, const char *class_name, size_t index, size_t shown,
                        size_t count) {
    if (index != shown || !is_folded(shown, count)) return;
    stm_markup_close(&part->html);
    stm_markup_open_as(&part->html, "details", "rest");
    stm_markup_open(&part->html, "summary");
    stm_markup_put_text(&part->html, "… and ");
    stm_markup_put_uint(&part->html, count - shown);
    stm_markup_put_text(&part->html, " more");
    stm_markup_close(&part->html);
    stm_page_part_open_list(part, class_name);
}

void stm_page_part_close_list(stm_page_part *part, size_t shown, size_t count) {
    stm_markup_close(&part->html);
    if (is_folded(shown, count)) stm_markup_close(&part->html);
}

void stm_page_part_put_excerpt(stm_page_part *part, stm_slice text, bool cut) {
    if (cut && stm_excerpt_is_cut(text)) stm_markup_put_text(&part->html, "… ");
    stm_buf_clear(&part->text);
    stm_excerpt_put(&part->text, text);
    stm_markup_put(&part->html, stm_buf_get(&part->text));
}

void stm_page_part_put_in(stm_page_part *part, const char *name, const char *class_name,
                          stm_slice text) {
    stm_markup_open_as(&part->html, name, class_name);
    stm_markup_put(&part->html, text);
    stm_markup_close(&part->html);
}

void stm_page_part_put_date(stm_page_part *part, stm_slice date) {
    stm_buf_clear(&part->text);
    stm_date_words_put_short(&part->text, date);
    stm_page_part_put_in(part, "span", "date", stm_buf_get(&part->text));
}

void stm_page_part_put_name(stm_page_part *part, const char *class_name, stm_slice name) {
    stm_page_part_put_in(part, "bdi", class_name, name);
}
