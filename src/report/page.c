/* page.c - the account of a story as one HTML page that asks the network for nothing. */
#include "report/page.h"

#include "base/sha256.h"
#include "report/asset.h"
#include "report/date_words.h"
#include "report/fact.h"
#include "report/page_part.h"
#include "report/provenance.h"

enum { SMALL_STORY = 8 };

static void put_count(stm_markup *html, size_t count, const char *one, const char *many) {
    stm_markup_put_uint(html, count);
    stm_markup_put_text(html, count == 1 ? one : many);
}

static void put_hash(stm_markup *html, const char *directive, stm_slice asset) {
    char digest[STM_SHA256_BASE64];
    stm_sha256_base64(asset, digest);
    stm_markup_put_text(html, directive);
    stm_markup_put_text(html, " 'sha256-");
    stm_markup_put(html, (stm_slice){digest, sizeof digest});
    stm_markup_put_text(html, "'; ");
}

static void put_meta(stm_markup *html, const char *name, const char *content) {
    stm_markup_open(html, "meta");
    stm_markup_word(html, "name", name);
    stm_markup_word(html, "content", content);
    stm_markup_close(html);
}

/* Nothing but the page's own style and script, by their hashes: whatever a report might smuggle in
 * would neither run nor load. */
static void put_policy(stm_markup *html) {
    stm_markup_open(html, "meta");
    stm_markup_word(html, "http-equiv", "Content-Security-Policy");
    stm_markup_begin_value(html, "content");
    stm_markup_put_text(html, "default-src 'none'; ");
    put_hash(html, "style-src", stm_asset_style);
    put_hash(html, "script-src", stm_asset_script);
    stm_markup_put_text(html, "img-src data:; base-uri 'none'; form-action 'none'");
    stm_markup_end_value(html);
    stm_markup_close(html);
}

static void put_head(stm_page_part *part) {
    stm_markup *html = &part->html;
    stm_markup_open(html, "head");
    stm_markup_open(html, "meta");
    stm_markup_word(html, "charset", "utf-8");
    stm_markup_close(html);
    put_policy(html);
    put_meta(html, "viewport", "width=device-width, initial-scale=1");
    put_meta(html, "color-scheme", "light dark");
    put_meta(html, "referrer", "no-referrer");
    stm_markup_open(html, "link");
    stm_markup_word(html, "rel", "icon");
    stm_markup_word(html, "href", "data:,");
    stm_markup_close(html);
    stm_markup_line(html);
    stm_markup_open(html, "title");
    stm_page_part_put_excerpt(part, part->collation->title, false);
    stm_markup_close(html);
    stm_markup_line(html);
    stm_markup_put_asset(html, "style", stm_asset_style);
    stm_markup_close(html);
}

static void put_period(stm_page_part *part) {
    stm_markup *html = &part->html;
    uint32_t undated = 0;
    for (uint32_t i = 0; i < part->story->count; i++)
        undated += !stm_page_part_report(part, i)->published.data;
    stm_markup_put_text(html, " · ");
    if (!part->collation->first.data) {
        stm_markup_put_text(html, "no report carries a date");
        return;
    }
    stm_buf_clear(&part->text);
    stm_date_words_put_period(&part->text, part->collation->first, part->collation->last);
    stm_markup_put(html, stm_buf_get(&part->text));
    if (undated) stm_markup_put_text(html, " · ");
    if (undated) put_count(html, undated, " without a date", " without a date");
}

static void put_way(stm_markup *html, const char *href, const char *words, size_t count) {
    if (!count) return;
    stm_markup_open(html, "a");
    stm_markup_word(html, "href", href);
    stm_markup_put_text(html, words);
    stm_markup_put_text(html, " ");
    stm_markup_open(html, "small");
    stm_markup_put_uint(html, count);
    stm_markup_close(html);
    stm_markup_close(html);
}

static void put_ways(stm_page_part *part) {
    stm_markup *html = &part->html;
    const stm_collation *all = part->collation;
    size_t agreed = 0, ahead = 0;
    for (size_t i = 0; i < all->statements.len; i++) agreed += all->statements.items[i].origins > 1;
    for (size_t i = 0; i < all->timeline.len; i++) ahead += all->timeline.items[i].ahead;
    stm_markup_open(html, "nav");
    stm_markup_word(html, "aria-label", "Parts");
    put_way(html, "#family", "Reports", part->story->count);
    put_way(html, "#agreed", "Agreed", agreed);
    put_way(html, "#different", "Different", all->differences.len);
    put_way(html, "#quotes", "Who said what", all->quotations.len);
    put_way(html, "#only", "Only in one", all->only.len + all->statements.len - agreed);
    put_way(html, "#timeline", "Timeline", all->timeline.len - ahead);
    put_way(html, "#ahead", "Ahead", ahead);
    stm_markup_close(html);
}

static void open_select(stm_markup *html, const char *id, const char *label, const char *all) {
    stm_markup_open(html, "label");
    stm_markup_put_text(html, label);
    stm_markup_put_text(html, " ");
    stm_markup_open(html, "select");
    stm_markup_word(html, "id", id);
    stm_markup_open(html, "option");
    stm_markup_word(html, "value", "");
    stm_markup_put_text(html, all);
    stm_markup_close(html);
}

static void close_select(stm_markup *html) {
    stm_markup_close(html);
    stm_markup_close(html);
}

static void put_outlets(stm_page_part *part) {
    stm_markup *html = &part->html;
    open_select(html, "by-report", "Report", "all");
    for (uint32_t i = 0; i < part->story->count; i++) {
        const stm_report *report = stm_page_part_report(part, i);
        stm_markup_open(html, "option");
        stm_markup_begin_value(html, "value");
        stm_page_part_put_letter(part, i);
        stm_markup_end_value(html);
        stm_page_part_put_letter(part, i);
        stm_markup_put_text(html, " ");
        stm_markup_put(html, stm_page_part_outlet(report));
        stm_markup_close(html);
    }
    close_select(html);
}

static void put_speakers(stm_page_part *part) {
    stm_markup *html = &part->html;
    open_select(html, "by-speaker", "Speaker", "all");
    for (size_t i = 0; i < part->cast.len; i++) {
        uint32_t speaker = part->cast.items[i].speaker;
        if (speaker == STM_NOBODY) continue;
        stm_markup_open(html, "option");
        stm_markup_begin_value(html, "value");
        stm_markup_put_uint(html, speaker);
        stm_markup_end_value(html);
        stm_markup_put(html, part->story->names->entities[speaker].name);
        stm_markup_close(html);
    }
    close_select(html);
}

static void put_kinds(stm_page_part *part) {
    stm_markup *html = &part->html;
    open_select(html, "by-kind", "Difference", "all kinds");
    for (int kind = STM_DIFFERS_NUMBER; kind <= STM_DIFFERS_PLACE; kind++) {
        bool any = false;
        for (size_t i = 0; i < part->collation->differences.len; i++)
            any = any || (int)part->collation->differences.items[i].kind == kind;
        if (!any) continue;
        stm_markup_open(html, "option");
        stm_markup_put_text(html, stm_fact_kind((stm_difference_kind)kind));
        stm_markup_close(html);
    }
    close_select(html);
}

/* Shown by the script alone, for without it they do nothing. */
static void put_filters(stm_page_part *part) {
    stm_markup *html = &part->html;
    stm_markup_open(html, "form");
    stm_markup_word(html, "id", "filters");
    stm_markup_flag(html, "hidden");
    stm_markup_word(html, "aria-label", "Show only");
    put_outlets(part);
    put_speakers(part);
    if (part->collation->differences.len) put_kinds(part);
    stm_markup_open(html, "button");
    stm_markup_word(html, "type", "reset");
    stm_markup_put_text(html, "Show all");
    stm_markup_close(html);
    stm_markup_open(html, "output");
    stm_markup_close(html);
    stm_markup_close(html);
}

static void put_masthead(stm_page_part *part) {
    stm_markup *html = &part->html;
    stm_markup_open(html, "header");
    stm_markup_word(html, "id", "top");
    stm_markup_open(html, "h1");
    stm_markup_word(html, "dir", "auto");
    stm_page_part_put_excerpt(part, part->collation->title, false);
    stm_markup_close(html);
    stm_markup_open_as(html, "p", "dek");
    put_count(html, part->story->count, " report, ", " reports, ");
    put_count(html, part->story->family->origins, " origin", " origins");
    if (part->story->count) put_period(part);
    stm_markup_close(html);
    put_ways(part);
    put_filters(part);
    stm_markup_close(html);
}

static void put_foot(stm_markup *html, stm_slice version) {
    stm_markup_line(html);
    stm_markup_open(html, "footer");
    stm_markup_open(html, "p");
    stm_markup_put_text(html, "A letter is a report, the number behind it a paragraph. Point at a "
                              "line, or reach it by keyboard, and its passages light up in the "
                              "reports. It compares reports; it does not say who is right.");
    stm_markup_close(html);
    stm_markup_open(html, "p");
    stm_markup_put_text(html, "Made by stemma ");
    stm_markup_put(html, version);
    stm_markup_put_text(html, ".");
    stm_markup_close(html);
    stm_markup_close(html);
}

static void put_body(stm_page_part *part, stm_slice version) {
    stm_markup *html = &part->html;
    stm_markup_line(html);
    stm_markup_open(html, "body");
    stm_markup_word(html, "class", part->story->count > SMALL_STORY ? "large" : "small");
    stm_markup_open_as(html, "a", "skip");
    stm_markup_word(html, "href", "#reports");
    stm_markup_put_text(html, "To the reports themselves");
    stm_markup_close(html);
    stm_markup_open(html, "main");
    put_masthead(part);
    stm_page_part_family(part);
    stm_page_part_agreed(part);
    stm_page_part_different(part);
    stm_page_part_quotes(part);
    stm_page_part_only(part);
    stm_page_part_times(part);
    put_foot(html, version);
    stm_markup_close(html);
    stm_page_part_reports(part);
    stm_markup_line(html);
    stm_markup_put_asset(html, "script", stm_asset_script);
    stm_markup_close(html);
}

void stm_page_put(stm_buf *out, stm_slice version, const stm_story *story,
                  const stm_collation *collation) {
    stm_page_part part = {.html = {.out = out}, .story = story, .collation = collation};
    part.arena = stm_arena_new();
    part.provenances = stm_provenances_find(part.arena, story);
    part.cast = stm_cast_find(part.arena, story, collation);
    stm_buf_init(&part.text, 0);
    stm_markup_begin(&part.html);
    stm_markup_open(&part.html, "html");
    stm_markup_word(&part.html, "lang", "en");
    put_head(&part);
    put_body(&part, version);
    stm_markup_close(&part.html);
    stm_markup_line(&part.html);
    stm_markup_release(&part.html);
    stm_buf_release(&part.text);
    stm_arena_free(part.arena);
}
