/* page_quotes.c - the part of a page that gives everybody's words, with the readings in the line.
 *
 * Where witnesses differ the base stands underlined, and its readings follow in brackets while they
 * are few and short; longer ones are entries below, as in the foot of a critical edition, and a
 * number in the line leads to them. */
#include "report/excerpt.h"
#include "report/page_part.h"

enum {
    VOICES_MOST = 16,
    QUOTES_MOST = 6,
    SHARED_MOST = 12,
    ECHOES_MOST = 4,
    INLINE_MOST = 8, /* variants in brackets */
    INLINE_READINGS = 3,
    INLINE_BYTES = 48
};

/* How a variant is shown. */
typedef enum { VARIANT_LEFT_OUT, VARIANT_IN_LINE, VARIANT_BELOW } variant_place;

typedef struct {
    const stm_wording *wording;
    variant_place *places; /* one a variant of the apparatus */
    uint32_t *numbers;     /* of those below, from 1 */
    uint32_t *reports;     /* room for the letters of a reading */
    uint32_t index;        /* of the quotation */
} apparatus;

static bool is_short(const stm_variant *variant) {
    if (variant->readings.len > INLINE_READINGS) return false;
    for (size_t i = 0; i < variant->readings.len; i++)
        if (variant->readings.items[i].text.len > INLINE_BYTES) return false;
    return true;
}

/* A variant that begins inside the one before has no place in the line. */
static apparatus make_apparatus(stm_page_part *part, const stm_wording *w, uint32_t index) {
    const stm_quotation *quotation = w->quotation;
    size_t count = quotation->apparatus.len, end = 0, in_line = 0;
    uint32_t below = 0;
    apparatus a = {w, STM_TAKE(part->arena, variant_place, count),
                   STM_TAKE(part->arena, uint32_t, count),
                   STM_TAKE(part->arena, uint32_t, quotation->witnesses.len), index};
    for (size_t i = 0; i < count; i++) {
        const stm_variant *variant = &quotation->apparatus.items[i];
        if (stm_wording_is_whole(w, variant)) continue;
        bool fits = variant->at.start >= end && is_short(variant) && in_line < INLINE_MOST;
        a.places[i] = fits ? VARIANT_IN_LINE : VARIANT_BELOW;
        in_line += fits;
        if (!fits) a.numbers[i] = ++below;
        if (variant->at.start >= end) end = variant->at.end;
    }
    return a;
}

static void put_sigla(stm_page_part *part, const uint32_t *reports, size_t count) {
    if (!count) return;
    stm_markup_put_text(&part->html, " ");
    stm_page_part_put_letters(part, reports, count);
}

static void put_sign(stm_page_part *part, const char *sign) {
    stm_page_part_put_in(part, "span", "sign", stm_slice_of(sign));
}

static void put_readings(stm_page_part *part, const stm_variant *variant, bool first) {
    stm_markup *html = &part->html;
    for (size_t i = 0; i < variant->readings.len; i++) {
        const stm_reading *reading = &variant->readings.items[i];
        stm_slice text = stm_excerpt_trim(reading->text);
        if (i || !first) put_sign(part, " | ");
        stm_markup_open_as(html, "span", text.len ? "reading" : "reading lacks");
        stm_markup_put(html, text.len ? text : STM_LIT("not in"));
        stm_markup_close(html);
        put_sigla(part, reading->reports.items, reading->reports.len);
    }
    if (variant->kind == STM_NUMBER_READING) put_sign(part, " (number)");
    if (variant->kind == STM_NEGATION_READING) put_sign(part, " (negation)");
}

static void put_entry_id(stm_page_part *part, const apparatus *a, size_t variant) {
    stm_item item = {STM_ITEM_QUOTATION, a->index, 0};
    stm_page_part_put_id(part, item);
    stm_markup_put_text(&part->html, "-");
    stm_markup_put_uint(&part->html, a->numbers[variant]);
}

static void put_piece(void *context, stm_slice piece) {
    stm_page_part *part = context;
    stm_markup_put(&part->html, piece);
}

static void put_base(stm_page_part *part, const apparatus *a, stm_slice words, size_t at) {
    stm_markup_open_as(&part->html, "span", "base");
    stm_utter_each(&a->wording->base, at, at + words.len, put_piece, part);
    stm_markup_close(&part->html);
}

static void put_bracket(stm_page_part *part, const apparatus *a, const stm_variant *variant,
                        stm_slice words, size_t at) {
    stm_markup_open_as(&part->html, "span", "variant");
    put_sign(part, words.len ? "[" : "[+ ");
    if (words.len) {
        put_base(part, a, words, at);
        put_sigla(part, a->reports, stm_wording_base_reports(a->wording, variant, a->reports));
    }
    put_readings(part, variant, !words.len);
    put_sign(part, "]");
    stm_markup_close(&part->html);
}

static void put_marked(stm_page_part *part, const apparatus *a, size_t index, stm_slice words,
                       size_t at) {
    if (words.len) put_base(part, a, words, at);
    stm_markup_open_as(&part->html, "a", "mark");
    stm_markup_begin_value(&part->html, "href");
    stm_markup_put_text(&part->html, "#");
    put_entry_id(part, a, index);
    stm_markup_end_value(&part->html);
    stm_markup_put_uint(&part->html, a->numbers[index]);
    stm_markup_close(&part->html);
}

static bool is_byte_of(stm_slice text, size_t at, const char *bytes) {
    return at < text.len && strchr(bytes, text.data[at]);
}

/* The base with its readings; what the base has of space and comma at a bracket's edges stands
 * outside. */
static void put_line(stm_page_part *part, const apparatus *a) {
    const stm_quotation *quotation = a->wording->quotation;
    stm_slice reading = a->wording->base.reading;
    size_t at = 0;
    for (size_t i = 0; i < quotation->apparatus.len; i++) {
        const stm_variant *variant = &quotation->apparatus.items[i];
        if (a->places[i] == VARIANT_LEFT_OUT || variant->at.start < at) continue;
        stm_slice words = stm_excerpt_trim(stm_slice_at(reading, variant->at));
        size_t from = (size_t)(words.data - reading.data);
        if (from < at) from = at;
        stm_utter_each(&a->wording->base, at, from, put_piece, part);
        if (!words.len && from && reading.data[from - 1] != ' ')
            stm_markup_put_text(&part->html, " ");
        if (a->places[i] == VARIANT_IN_LINE)
            put_bracket(part, a, variant, words, from);
        else
            put_marked(part, a, i, words, from);
        at = from + words.len;
        if (!words.len && at < reading.len && !is_byte_of(reading, at, " .,;:!?"))
            stm_markup_put_text(&part->html, " ");
    }
    stm_utter_each(&a->wording->base, at, reading.len, put_piece, part);
}

static void put_entry(stm_page_part *part, const apparatus *a, size_t index) {
    stm_markup *html = &part->html;
    const stm_quotation *quotation = a->wording->quotation;
    const stm_variant *variant = &quotation->apparatus.items[index];
    stm_slice base = stm_excerpt_trim(variant->base);
    stm_markup_line(html);
    stm_markup_open(html, "li");
    stm_markup_begin_value(html, "id");
    put_entry_id(part, a, index);
    stm_markup_end_value(html);
    stm_markup_open_as(html, "span", "mark");
    stm_markup_put_uint(&part->html, a->numbers[index]);
    stm_markup_close(html);
    stm_markup_put_text(html, " ");
    if (base.len) {
        stm_page_part_put_in(part, "span", "base", base);
        put_sigla(part, a->reports, stm_wording_base_reports(a->wording, variant, a->reports));
    } else {
        stm_slice word = stm_excerpt_word_before(quotation->reading, variant->at.start);
        stm_markup_put(html, word.len ? word : STM_LIT("…"));
        put_sign(part, " + ");
    }
    put_readings(part, variant, !base.len);
    stm_markup_close(html);
}

static void put_entries(stm_page_part *part, const apparatus *a) {
    size_t count = a->wording->quotation->apparatus.len;
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (a->places[i] != VARIANT_BELOW) continue;
        if (!any) stm_page_part_open_list(part, "entries");
        any = true;
        put_entry(part, a, i);
    }
    if (any) stm_markup_close(&part->html);
}

static void put_lead(stm_page_part *part, const stm_quotation_witness *witness) {
    stm_slice lead = stm_utter_lead(part->story, witness);
    if (!lead.len) return;
    stm_page_part_put_in(part, "span", "lead", lead);
    stm_markup_put_text(&part->html, " ");
}

static void put_echo(stm_page_part *part, const stm_wording *w, const stm_echo *echo) {
    stm_markup *html = &part->html;
    const stm_quotation_witness *witness = &w->quotation->witnesses.items[echo->witness];
    stm_witnesses places = {w->places.items + echo->first, echo->count, echo->count};
    stm_utter words = stm_utter_make(part->arena, part->story, witness);
    stm_markup_line(html);
    stm_markup_open(html, "li");
    stm_markup_word(html, "dir", "auto");
    stm_page_part_put_in(part, "span", "lead", STM_LIT("also"));
    stm_markup_put_text(html, " ");
    put_lead(part, witness);
    stm_utter_each(&words, 0, words.reading.len, put_piece, part);
    stm_page_part_put_places(part, places, NULL);
    stm_markup_close(html);
}

static void put_echoes(stm_page_part *part, const stm_wording *w) {
    if (!w->echoes.len) return;
    stm_page_part_open_list(part, "echoes");
    for (size_t i = 0; i < w->echoes.len; i++) {
        stm_page_part_fold(part, "echoes", i, ECHOES_MOST, w->echoes.len);
        put_echo(part, w, &w->echoes.items[i]);
    }
    stm_page_part_close_list(part, ECHOES_MOST, w->echoes.len);
}

static stm_witnesses witnesses_of(stm_page_part *part, const stm_quotation *quotation) {
    stm_witnesses all = {0};
    for (size_t i = 0; i < quotation->witnesses.len; i++) {
        const stm_quotation_witness *witness = &quotation->witnesses.items[i];
        stm_vec_put(part->arena, &all, (stm_witness){witness->report, witness->span});
    }
    return all;
}

static void put_quotation(stm_page_part *part, uint32_t index) {
    stm_markup *html = &part->html;
    const stm_quotation *quotation = &part->collation->quotations.items[index];
    stm_wording w = stm_wording_make(part->arena, part->story, quotation);
    apparatus a = make_apparatus(part, &w, index);
    stm_item item = {STM_ITEM_QUOTATION, index, 0};
    stm_page_part_open_item(part, "li", "item quotation", item, witnesses_of(part, quotation),
                            quotation->speaker);
    stm_markup_open_as(html, "div", w.direct ? "words direct" : "words");
    stm_markup_word(html, "dir", "auto");
    if (w.leader && quotation->speaker == STM_NOBODY) {
        stm_slice source = stm_utter_source(part->story, w.leader);
        if (source.len) {
            stm_page_part_put_in(part, "span", "lead", source);
            stm_markup_put_text(html, ": ");
        }
    }
    if (w.leader) put_lead(part, w.leader);
    put_line(part, &a);
    stm_page_part_put_places(part, w.whole, NULL);
    stm_page_part_put_places(part, w.part, "part");
    stm_page_part_put_link(part, item);
    stm_markup_close(html);
    put_entries(part, &a);
    put_echoes(part, &w);
    stm_markup_close(html);
}

static void put_speaker(stm_page_part *part, uint32_t speaker) {
    stm_markup *html = &part->html;
    stm_markup_open(html, "h3");
    if (speaker == STM_NOBODY) {
        stm_markup_put_text(html, "Speaker not named");
    } else {
        const stm_entity *entity = &part->story->names->entities[speaker];
        stm_page_part_put_name(part, "who", entity->name);
        if (entity->role.len) {
            stm_markup_put_text(html, " ");
            stm_markup_open_as(html, "small", "role");
            if (stm_cast_wants_article(entity->role)) stm_markup_put_text(html, "the ");
            stm_markup_put(html, entity->role);
            stm_markup_close(html);
        }
    }
    stm_markup_close(html);
}

static void put_voice(stm_page_part *part, const stm_voice *voice) {
    size_t count = voice->turns.len, most = 0;
    while (most < count && most < SHARED_MOST && voice->turns.items[most].heard == STM_HEARD_SHARED)
        most++;
    if (most < QUOTES_MOST) most = QUOTES_MOST;
    stm_markup_line(&part->html);
    stm_markup_open_as(&part->html, "li", "voice");
    put_speaker(part, voice->speaker);
    stm_page_part_open_list(part, "quotations");
    for (size_t i = 0; i < count; i++) {
        stm_page_part_fold(part, "quotations", i, most, count);
        put_quotation(part, voice->turns.items[i].quotation);
    }
    stm_page_part_close_list(part, most, count);
    stm_markup_close(&part->html);
}

void stm_page_part_quotes(stm_page_part *part) {
    size_t count = part->cast.len;
    if (!count) return;
    stm_page_part_open_section(part, "quotes", "Who said what", "[ ] where the wording differs");
    stm_page_part_open_list(part, "voices");
    for (size_t i = 0; i < count; i++) {
        stm_page_part_fold(part, "voices", i, VOICES_MOST, count);
        put_voice(part, &part->cast.items[i]);
    }
    stm_page_part_close_list(part, VOICES_MOST, count);
    stm_markup_close(&part->html);
}
