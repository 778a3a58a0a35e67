/* page_part.h - what the parts of a page share.
 *
 * A line of the account is an item; its id is that of the JSON result where there is one ("s3",
 * "d1", "q7"), so that "#s3" opens it. A report's id is its letter, its paragraphs' "A9". */
#ifndef STM_REPORT_PAGE_PART_H
#define STM_REPORT_PAGE_PART_H

#include "report/cast.h"
#include "report/markup.h"
#include "report/page.h"
#include "report/wording.h"

typedef struct {
    stm_markup html;
    stm_arena *arena;
    const stm_story *story;
    const stm_collation *collation;
    const stm_slice *provenances; /* one a report */
    stm_cast cast;
    stm_buf text; /* text in the making */
} stm_page_part;

/* The parts, in the order in which they stand. One with nothing to say puts nothing. */
void stm_page_part_family(stm_page_part *part);
void stm_page_part_agreed(stm_page_part *part);
void stm_page_part_different(stm_page_part *part);
void stm_page_part_quotes(stm_page_part *part);
void stm_page_part_only(stm_page_part *part);
void stm_page_part_times(stm_page_part *part);
void stm_page_part_reports(stm_page_part *part);

/* In the order in which an item goes before others on one passage. */
typedef enum {
    STM_ITEM_STATEMENT,
    STM_ITEM_DIFFERENCE,
    STM_ITEM_QUOTATION,
    STM_ITEM_ONLY,
    STM_ITEM_EVENT
} stm_item_kind;

/* side: 1 and up: that side of the difference alone; else 0. */
typedef struct {
    stm_item_kind kind;
    uint32_t index, side;
} stm_item;

/* "s3", "d1", "d1-2", "q7", "o4", "t2" */
void stm_page_part_put_id(stm_page_part *part, stm_item item);

/* Opens the item's element, with its id and what the filters ask for: its reports and who speaks
 * (STM_NOBODY: nobody known). */
void stm_page_part_open_item(stm_page_part *part, const char *name, const char *class_name,
                             stm_item item, stm_witnesses witnesses, uint32_t speaker);

/* Links to the paragraphs of the witnesses, behind a word where lead is one; to the item itself. */
void stm_page_part_put_places(stm_page_part *part, stm_witnesses witnesses, const char *lead);
void stm_page_part_put_link(stm_page_part *part, stm_item item);

void stm_page_part_put_letter(stm_page_part *part, uint32_t report);

/* "A", or "A9" for its ninth paragraph. */
void stm_page_part_put_address(stm_page_part *part, uint32_t report, size_t paragraph);

/* The letters of reports: "ACD"; with spaces between where letters have two or more. */
void stm_page_part_put_letters(stm_page_part *part, const uint32_t *reports, size_t count);

/* A part's heading with a gloss (may be NULL); closed by stm_markup_close. */
void stm_page_part_open_section(stm_page_part *part, const char *id, const char *heading,
                                const char *gloss);

/* Where item `index` of `count` in a list is the first of those that are folded away, opens what
 * folds them: "… and 12 more". The list begins and ends with these, whatever is folded. */
void stm_page_part_open_list(stm_page_part *part, const char *class_name);
void stm_page_part_fold(stm_page_part *part, const char *class_name, size_t index, size_t shown,
                        size_t count);
void stm_page_part_close_list(stm_page_part *part, size_t shown, size_t count);

/* A clause cut out of its sentence, with "… " where that shows and `cut` asks for it. */
void stm_page_part_put_excerpt(stm_page_part *part, stm_slice text, bool cut);

/* Text in an element of its own. */
void stm_page_part_put_in(stm_page_part *part, const char *name, const char *class_name,
                          stm_slice text);

/* A date in words, in a time element. */
void stm_page_part_put_date(stm_page_part *part, stm_slice date);

/* A name, kept apart from the direction in which the words beside it run. */
void stm_page_part_put_name(stm_page_part *part, const char *class_name, stm_slice name);

/* The outlet, or what else names the report. */
static inline stm_slice stm_page_part_outlet(const stm_report *report) {
    return report->outlet.len ? report->outlet : report->id;
}

static inline const stm_report *stm_page_part_report(const stm_page_part *part, uint32_t index) {
    return part->story->accounts[index].doc->report;
}

#endif
