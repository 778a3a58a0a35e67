/* page_facts.c - the parts of a page that list what reports state. */
#include "report/fact.h"
#include "report/lone.h"
#include "report/page_part.h"

#include <stdlib.h>

enum { AGREED_MOST = 24, DIFFERENT_MOST = 30, SIDES_MOST = 8, LONE_MOST = 4, ORIGINS_MOST = 12 };

/* Whom the words are laid to, where the words do not name him. */
static bool put_speaker(stm_page_part *part, uint32_t speaker, stm_slice text) {
    stm_slice name = stm_fact_speaker(part->story, speaker, text);
    if (!name.len) return false;
    stm_page_part_put_name(part, "who", name);
    stm_markup_put_text(&part->html, ": ");
    return true;
}

static void put_differences(stm_page_part *part, const stm_statement *statement) {
    stm_markup *html = &part->html;
    for (size_t i = 0; i < statement->differences.len; i++) {
        stm_item item = {STM_ITEM_DIFFERENCE, statement->differences.items[i], 0};
        stm_markup_put_text(html, " ");
        stm_markup_open_as(html, "span", "but");
        stm_markup_put_text(html, "but see");
        stm_page_part_put_link(part, item);
        stm_markup_close(html);
    }
}

static void put_statement(stm_page_part *part, size_t index) {
    stm_markup *html = &part->html;
    const stm_statement *statement = &part->collation->statements.items[index];
    stm_item item = {STM_ITEM_STATEMENT, (uint32_t)index, 0};
    stm_page_part_open_item(part, "li", "item statement", item, statement->witnesses,
                            statement->speaker);
    stm_markup_open_as(html, "b", "origins");
    stm_markup_put_uint(html, statement->origins);
    stm_markup_close(html);
    stm_markup_open_as(html, "div", "words");
    stm_markup_word(html, "dir", "auto");
    bool said = put_speaker(part, statement->speaker, statement->text);
    stm_page_part_put_excerpt(part, statement->text, !said);
    put_differences(part, statement);
    stm_page_part_put_places(part, statement->witnesses, NULL);
    stm_page_part_put_link(part, item);
    stm_markup_close(html);
    stm_markup_close(html);
}

/* Those that are told before those whose words the quotations give better; what copies of one
 * origin share is not agreement, and stands with what one origin alone has. */
static size_t find_agreed(stm_page_part *part, size_t *agreed, size_t *told) {
    const stm_collation *collation = part->collation;
    size_t *quoted = STM_TAKE(part->arena, size_t, collation->statements.len), count = 0;
    *told = 0;
    for (size_t i = 0; i < collation->statements.len; i++) {
        const stm_statement *statement = &collation->statements.items[i];
        if (statement->origins < 2) continue;
        if (stm_fact_is_quoted(part->story, statement))
            quoted[count++] = i;
        else
            agreed[(*told)++] = i;
    }
    if (count) memcpy(agreed + *told, quoted, count * sizeof *quoted);
    return *told + count;
}

void stm_page_part_agreed(stm_page_part *part) {
    size_t told, *agreed = STM_TAKE(part->arena, size_t, part->collation->statements.len);
    size_t count = find_agreed(part, agreed, &told);
    size_t shown = told < AGREED_MOST ? told : AGREED_MOST;
    if (!count) return;
    stm_page_part_open_section(part, "agreed", "Agreed", "how many origins state it");
    stm_page_part_open_list(part, "statements");
    for (size_t i = 0; i < count; i++) {
        stm_page_part_fold(part, "statements", i, shown, count);
        put_statement(part, agreed[i]);
    }
    stm_page_part_close_list(part, shown, count);
    stm_markup_close(&part->html);
}

static void put_value(stm_page_part *part, stm_difference_kind kind, const stm_side *side) {
    stm_buf_clear(&part->text);
    stm_fact_put_value(&part->text, kind, side);
    if (!part->text.len) return;
    stm_markup_put_text(&part->html, " ");
    stm_markup_open_as(&part->html, "span", "value");
    stm_markup_put_text(&part->html, "(");
    stm_markup_put(&part->html, stm_buf_get(&part->text));
    stm_markup_put_text(&part->html, ")");
    stm_markup_close(&part->html);
}

static void put_side(stm_page_part *part, uint32_t index, uint32_t side_index) {
    const stm_difference *difference = &part->collation->differences.items[index];
    const stm_side *side = &difference->sides.items[side_index];
    stm_item item = {STM_ITEM_DIFFERENCE, index, side_index + 1};
    stm_page_part_open_item(part, "li", "side", item, side->witnesses, side->speaker);
    stm_markup_word(&part->html, "dir", "auto");
    if (difference->succeeds && side->published.data) {
        stm_page_part_put_date(part, side->published);
        stm_markup_put_text(&part->html, " ");
    }
    put_speaker(part, side->speaker, side->text);
    stm_markup_open_as(&part->html, "span", "reading");
    stm_page_part_put_excerpt(part, side->text, false);
    stm_markup_close(&part->html);
    put_value(part, difference->kind, side);
    stm_page_part_put_places(part, side->witnesses, NULL);
    stm_markup_close(&part->html);
}

static int by_report(const void *a, const void *b) {
    const stm_witness *one = a, *other = b;
    return (one->report > other->report) - (one->report < other->report);
}

/* The witnesses of all sides, by report. */
static stm_witnesses gather_witnesses(stm_page_part *part, const stm_difference *difference) {
    stm_witnesses all = {0};
    for (size_t i = 0; i < difference->sides.len; i++)
        for (size_t k = 0; k < difference->sides.items[i].witnesses.len; k++)
            stm_vec_put(part->arena, &all, difference->sides.items[i].witnesses.items[k]);
    if (all.len) qsort(all.items, all.len, sizeof *all.items, by_report);
    return all;
}

static void put_difference(stm_page_part *part, uint32_t index) {
    stm_markup *html = &part->html;
    const stm_difference *difference = &part->collation->differences.items[index];
    stm_item item = {STM_ITEM_DIFFERENCE, index, 0};
    stm_page_part_open_item(part, "li", "item difference", item, gather_witnesses(part, difference),
                            STM_NOBODY);
    stm_markup_word(html, "data-kind", stm_fact_kind(difference->kind));
    stm_markup_open(html, "h3");
    stm_markup_word(html, "dir", "auto");
    if (difference->topic.len) {
        stm_page_part_put_excerpt(part, difference->topic, false);
        stm_markup_put_text(html, " ");
    }
    stm_page_part_put_in(part, "small", "kind", stm_slice_of(stm_fact_kind(difference->kind)));
    if (difference->succeeds) {
        stm_markup_put_text(html, " ");
        stm_page_part_put_in(part, "small", "gloss", STM_LIT("the later replaces the earlier"));
    }
    stm_page_part_put_link(part, item);
    stm_markup_close(html);
    stm_page_part_open_list(part, "sides");
    for (uint32_t i = 0; i < difference->sides.len; i++) {
        stm_page_part_fold(part, "sides", i, SIDES_MOST, difference->sides.len);
        put_side(part, index, i);
    }
    stm_page_part_close_list(part, SIDES_MOST, difference->sides.len);
    stm_markup_close(html);
}

void stm_page_part_different(stm_page_part *part) {
    size_t count = part->collation->differences.len;
    if (!count) return;
    stm_page_part_open_section(part, "different", "Different", "and who says which");
    stm_page_part_open_list(part, "differences");
    for (uint32_t i = 0; i < count; i++) {
        stm_page_part_fold(part, "differences", i, DIFFERENT_MOST, count);
        put_difference(part, i);
    }
    stm_page_part_close_list(part, DIFFERENT_MOST, count);
    stm_markup_close(&part->html);
}

static void put_lone(stm_page_part *part, const stm_lone *lone) {
    bool only = lone->statement == UINT32_MAX;
    stm_item item = {only ? STM_ITEM_ONLY : STM_ITEM_STATEMENT, only ? lone->only : lone->statement,
                     0};
    stm_page_part_open_item(part, "li", "item lone", item, lone->witnesses, STM_NOBODY);
    stm_markup_word(&part->html, "dir", "auto");
    stm_page_part_put_excerpt(part, lone->text, true);
    stm_page_part_put_places(part, lone->witnesses, NULL);
    stm_page_part_put_link(part, item);
    stm_markup_close(&part->html);
}

/* The items of one origin. */
static void put_origin(stm_page_part *part, const stm_lone *lones, size_t count) {
    const stm_report *report = stm_page_part_report(part, lones[0].origin);
    stm_markup *html = &part->html;
    stm_markup_line(html);
    stm_markup_open_as(html, "li", "origin");
    stm_markup_open(html, "h3");
    stm_page_part_put_letters(part, &lones[0].origin, 1);
    stm_markup_put_text(html, " ");
    stm_page_part_put_name(part, "outlet", stm_page_part_outlet(report));
    stm_markup_close(html);
    stm_page_part_open_list(part, "lones");
    for (size_t i = 0; i < count; i++) {
        stm_page_part_fold(part, "lones", i, LONE_MOST, count);
        put_lone(part, &lones[i]);
    }
    stm_page_part_close_list(part, LONE_MOST, count);
    stm_markup_close(html);
}

void stm_page_part_only(stm_page_part *part) {
    stm_lones found = stm_lones_find(part->arena, part->story, part->collation);
    size_t origins = 0, put = 0;
    for (size_t i = 0; i < found.len; i++)
        origins += !i || found.items[i].origin != found.items[i - 1].origin;
    if (!origins) return;
    stm_page_part_open_section(part, "only", "Only in one", "what no other origin has");
    stm_page_part_open_list(part, "origins-list");
    for (size_t i = 0, end; i < found.len; i = end) {
        end = i;
        while (end < found.len && found.items[end].origin == found.items[i].origin) end++;
        stm_page_part_fold(part, "origins-list", put++, ORIGINS_MOST, origins);
        put_origin(part, found.items + i, end - i);
    }
    stm_page_part_close_list(part, ORIGINS_MOST, origins);
    stm_markup_close(&part->html);
}
