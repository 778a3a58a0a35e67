/* brief_quotes.c - the part of a brief that gives everybody's words, in all the wordings. */
#include "report/brief_part.h"
#include "report/cast.h"
#include "report/excerpt.h"
#include "report/wording.h"

enum {
    SPEAKERS_MOST = 10,
    QUOTES_MOST = 4,
    SHARED_MOST = 8, /* of those with several witnesses */
    ALSO_MOST = 3,
    SMALL_STORY = 26,
    VARIANTS_MOST = 8,
    INLINE_VARIANTS = 4,
    INLINE_READINGS = 3,
    INLINE_CELLS = 24,
    INLINE_EXTRA = 72, /* cells of all that the brackets add */
    BASE_MOST = 480,
    ALSO_CELLS = 200,
    SOURCE_MOST = 60,
    LEFT = 2,
    QUOTE = 4,
    UNDER = 8
};

static void put_piece(void *context, stm_slice piece) {
    stm_brief_part *part = context;
    stm_sheet_put(&part->sheet, STM_INK_PLAIN, piece);
}

static void put_words(stm_brief_part *part, const stm_utter *words, size_t from, size_t to) {
    stm_utter_each(words, from, to, put_piece, part);
}

/* All of it, or its beginning and "…" where it would take more than `most` cells. */
static void put_all_words(stm_brief_part *part, const stm_utter *words, size_t most) {
    size_t fits = stm_brief_part_cut(part, words->reading, most);
    put_words(part, words, 0, fits);
    if (fits == words->reading.len) return;
    part->cut = true;
    bool open = words->marks.len && words->marks.items[words->marks.len - 1].instead[0] == '\xE2';
    stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, open ? "…”" : "…");
}

static void put_letters(stm_brief_part *part, const uint32_t *reports, size_t count) {
    if (!count) return;
    stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, " ");
    stm_sheet_put(&part->sheet, STM_INK_LETTER, stm_brief_part_letters(part, reports, count));
}

static void put_reading(stm_brief_part *part, const stm_reading *reading) {
    stm_slice text = stm_excerpt_trim(reading->text);
    stm_sheet_put(&part->sheet, STM_INK_READING, text.len ? text : STM_LIT("not in"));
    put_letters(part, reading->reports.items, reading->reports.len);
}

/* The kinds that change the sense are named. */
static void put_kind(stm_brief_part *part, stm_variant_kind kind) {
    if (kind == STM_NUMBER_READING) stm_sheet_put_text(&part->sheet, STM_INK_DIM, " (number)");
    if (kind == STM_NEGATION_READING) stm_sheet_put_text(&part->sheet, STM_INK_DIM, " (negation)");
}

/* Brackets within the words are legible while they are few, short, apart from each other, and not
 * mistaken for the speaker's own. */
static bool is_inline(stm_brief_part *part, const stm_wording *w) {
    const stm_quotation *quotation = w->quotation;
    size_t end = 0, extra = 0;
    if (!quotation->apparatus.len || quotation->apparatus.len > INLINE_VARIANTS) return false;
    if (stm_brief_part_cut(part, w->base.reading, BASE_MOST) < w->base.reading.len) return false;
    if (memchr(quotation->reading.data, '[', quotation->reading.len)) return false;
    for (size_t i = 0; i < quotation->apparatus.len; i++) {
        const stm_variant *variant = &quotation->apparatus.items[i];
        if (stm_wording_is_whole(w, variant)) continue;
        if (variant->at.start < end || variant->readings.len > INLINE_READINGS) return false;
        end = variant->at.end;
        if (stm_brief_part_cells(part, variant->base) > 2 * INLINE_CELLS) return false;
        for (size_t k = 0; k < variant->readings.len; k++) {
            size_t cells = stm_brief_part_cells(part, variant->readings.items[k].text);
            if (cells > INLINE_CELLS) return false;
            extra += cells + 8;
        }
    }
    return extra <= INLINE_EXTRA || extra <= stm_brief_part_cells(part, quotation->reading) / 3 * 2;
}

static void put_bracket(stm_brief_part *part, const stm_wording *w, const stm_variant *variant,
                        uint32_t *reports) {
    stm_sheet *sheet = &part->sheet;
    stm_slice base = stm_excerpt_trim(variant->base);
    if (base.len) {
        stm_sheet_put_text(sheet, STM_INK_DIM, "[");
        stm_sheet_put(sheet, STM_INK_PLAIN, base);
        put_letters(part, reports, stm_wording_base_reports(w, variant, reports));
    } else {
        stm_sheet_put_text(sheet, STM_INK_DIM, "[+");
    }
    for (size_t i = 0; i < variant->readings.len; i++) {
        stm_sheet_put_text(sheet, STM_INK_DIM, i || base.len ? " | " : " ");
        put_reading(part, &variant->readings.items[i]);
    }
    put_kind(part, variant->kind);
    stm_sheet_put_text(sheet, STM_INK_DIM, "]");
}

/* The base with its readings in brackets; what the base has at a bracket's edges of space and comma
 * stands outside. */
static void put_inline(stm_brief_part *part, const stm_wording *w) {
    stm_slice reading = w->base.reading;
    uint32_t *reports = STM_TAKE(part->arena, uint32_t, w->quotation->witnesses.len);
    size_t at = 0;
    for (size_t i = 0; i < w->quotation->apparatus.len; i++) {
        const stm_variant *variant = &w->quotation->apparatus.items[i];
        if (stm_wording_is_whole(w, variant)) continue;
        stm_slice words = stm_excerpt_trim(stm_slice_at(reading, variant->at));
        size_t from = (size_t)(words.data - reading.data);
        if (from < at) from = at;
        put_words(part, &w->base, at, from);
        if (!words.len && from && reading.data[from - 1] != ' ')
            stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, " ");
        put_bracket(part, w, variant, reports);
        at = from + words.len;
        if (!words.len && at < reading.len && !memchr(" .,;:!?", reading.data[at], 7))
            stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, " ");
    }
    put_words(part, &w->base, at, reading.len);
}

static void put_entry(stm_brief_part *part, const stm_quotation *quotation,
                      const stm_variant *variant) {
    stm_sheet *sheet = &part->sheet;
    stm_slice base = stm_excerpt_trim(variant->base);
    if (base.len) {
        stm_brief_part_put(part, STM_INK_PLAIN, base, 3 * INLINE_CELLS);
        stm_sheet_put_text(sheet, STM_INK_DIM, " | ");
    } else {
        stm_slice word = stm_excerpt_word_before(quotation->reading, variant->at.start);
        stm_sheet_put(sheet, STM_INK_PLAIN, word.len ? word : STM_LIT("…"));
        stm_sheet_put_text(sheet, STM_INK_DIM, " + ");
    }
    for (size_t i = 0; i < variant->readings.len; i++) {
        if (i) stm_sheet_put_text(sheet, STM_INK_DIM, " | ");
        put_reading(part, &variant->readings.items[i]);
    }
    put_kind(part, variant->kind);
}

/* The readings below the base, as a critical edition has them. */
static void put_below(stm_brief_part *part, const stm_wording *w) {
    const stm_quotation *quotation = w->quotation;
    size_t count = 0, put = 0;
    for (size_t i = 0; i < quotation->apparatus.len; i++)
        count += !stm_wording_is_whole(w, &quotation->apparatus.items[i]);
    size_t shown = stm_brief_part_shown(part, count, VARIANTS_MOST);
    for (size_t i = 0; i < quotation->apparatus.len && put < shown; i++) {
        if (stm_wording_is_whole(w, &quotation->apparatus.items[i])) continue;
        if (put++) stm_sheet_put_text(&part->sheet, STM_INK_DIM, "  ·  ");
        put_entry(part, quotation, &quotation->apparatus.items[i]);
    }
    if (shown < count) {
        part->cut = true;
        stm_sheet_put_text(&part->sheet, STM_INK_DIM, "  ·  + ");
        stm_sheet_put_uint(&part->sheet, STM_INK_DIM, count - shown);
        stm_sheet_put_text(&part->sheet, STM_INK_DIM, " more");
    }
    stm_sheet_end(&part->sheet, UNDER, UNDER);
}

/* Who is named there, where that is no person's name: "(a spokeswoman)". */
static void put_source(stm_brief_part *part, const stm_quotation_witness *witness) {
    stm_slice source = stm_utter_source(part->story, witness);
    if (!source.len) return;
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, "(");
    stm_brief_part_put(part, STM_INK_DIM, source, SOURCE_MOST);
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, ") ");
}

static void put_lead(stm_brief_part *part, const stm_quotation_witness *witness) {
    stm_slice lead = stm_utter_lead(part->story, witness);
    if (!lead.len) return;
    stm_sheet_put(&part->sheet, STM_INK_DIM, lead);
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, " ");
}

static void put_echoes(stm_brief_part *part, const stm_wording *w) {
    size_t most = part->story->count > SMALL_STORY ? 1 : ALSO_MOST;
    size_t shown = stm_brief_part_shown(part, w->echoes.len, most);
    for (size_t i = 0; i < shown; i++) {
        const stm_echo *echo = &w->echoes.items[i];
        const stm_quotation_witness *witness = &w->quotation->witnesses.items[echo->witness];
        stm_sheet_put_text(&part->sheet, STM_INK_DIM, "also");
        stm_sheet_put_gap(&part->sheet, 6, 2);
        stm_utter words = stm_utter_make(part->arena, part->story, witness);
        put_lead(part, witness);
        put_all_words(part, &words, ALSO_CELLS);
        stm_sheet_end_beside(
            &part->sheet, UNDER - 2, UNDER + 4, STM_INK_LETTER,
            stm_brief_part_places(part, w->places.items + echo->first, echo->count));
    }
    stm_brief_part_more(part, w->echoes.len - shown, UNDER - 2);
}

/* "A3 B2 · part C4" */
static stm_slice tail_of(stm_brief_part *part, const stm_wording *w) {
    stm_slice whole = stm_brief_part_places(part, w->whole.items, w->whole.len);
    if (!w->part.len) return whole;
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_buf_put(&buf, whole);
    stm_buf_put_text(&buf, whole.len ? " · part " : "part ");
    stm_buf_put(&buf, stm_brief_part_places(part, w->part.items, w->part.len));
    stm_slice tail = stm_arena_copy(part->arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return tail;
}

static void put_quotation(stm_brief_part *part, const stm_quotation *quotation) {
    stm_wording w = stm_wording_make(part->arena, part->story, quotation);
    bool in_line = is_inline(part, &w);
    if (w.leader && quotation->speaker == STM_NOBODY) put_source(part, w.leader);
    if (w.leader) put_lead(part, w.leader);
    if (in_line)
        put_inline(part, &w);
    else
        put_all_words(part, &w.base, BASE_MOST);
    stm_sheet_end_beside(&part->sheet, QUOTE, QUOTE + 1, STM_INK_LETTER, tail_of(part, &w));
    if (!in_line) put_below(part, &w);
    put_echoes(part, &w);
}

static void put_name(stm_brief_part *part, uint32_t speaker) {
    stm_sheet *sheet = &part->sheet;
    if (speaker == STM_NOBODY) {
        stm_sheet_put_text(sheet, STM_INK_HEAD, "Speaker not named");
    } else {
        const stm_entity *entity = &part->story->names->entities[speaker];
        stm_sheet_put(sheet, STM_INK_HEAD, entity->name);
        if (entity->role.len) stm_sheet_put_text(sheet, STM_INK_PLAIN, ", ");
        if (stm_cast_wants_article(entity->role)) stm_sheet_put_text(sheet, STM_INK_PLAIN, "the ");
        stm_sheet_put(sheet, STM_INK_PLAIN, entity->role);
    }
    stm_sheet_end(sheet, LEFT, QUOTE);
}

/* How many of a voice's turns are worth showing: scraps only where all is asked for. */
static size_t worth(stm_brief_part *part, const stm_voice *voice) {
    size_t count = voice->turns.len;
    while (!part->options.full && count && voice->turns.items[count - 1].heard == STM_HEARD_SCRAP)
        count--;
    part->cut = part->cut || count < voice->turns.len;
    return count;
}

static void put_voice(stm_brief_part *part, const stm_voice *voice, size_t count) {
    size_t most = 0;
    put_name(part, voice->speaker);
    while (most < count && most < SHARED_MOST && voice->turns.items[most].heard == STM_HEARD_SHARED)
        most++;
    size_t shown = stm_brief_part_shown(part, count, most > QUOTES_MOST ? most : QUOTES_MOST);
    for (size_t i = 0; i < shown; i++)
        put_quotation(part, &part->collation->quotations.items[voice->turns.items[i].quotation]);
    stm_brief_part_more(part, count - shown, QUOTE);
}

void stm_brief_part_quotes(stm_brief_part *part) {
    stm_cast voices = stm_cast_find(part->arena, part->story, part->collation);
    size_t count = 0, put = 0;
    for (size_t i = 0; i < voices.len; i++) count += worth(part, &voices.items[i]) > 0;
    if (!count) return;
    size_t shown = stm_brief_part_shown(part, count, SPEAKERS_MOST);
    stm_brief_part_heading(part, "WHO SAID WHAT", "[ ] where the wording differs");
    for (size_t i = 0; i < voices.len && put < shown; i++) {
        size_t turns = worth(part, &voices.items[i]);
        if (!turns) continue;
        if (put++) stm_sheet_skip(&part->sheet);
        put_voice(part, &voices.items[i], turns);
    }
    if (shown < count) {
        part->cut = true;
        stm_sheet_put_text(&part->sheet, STM_INK_DIM, "… and ");
        stm_sheet_put_uint(&part->sheet, STM_INK_DIM, count - shown);
        stm_sheet_put_text(&part->sheet, STM_INK_DIM, " more speakers");
        stm_sheet_end(&part->sheet, LEFT, LEFT);
    }
}
