/* brief_quotes.c - the part of a brief that gives everybody's words, in all the wordings. */
#include "report/brief_words.h"

#include "base/utf8.h"

#include <stdlib.h>

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
    SCRAP_WORDS = 4,
    LEFT = 2,
    QUOTE = 4,
    UNDER = 8
};

/* One quotation sorted into those who have its words and those who have its sense. */
typedef struct {
    const stm_quotation *quotation;
    bool direct;        /* the base has the speaker's own words */
    stm_witness *whole; /* have the base whole, apart from the apparatus */
    stm_witness *part;  /* have a part of it */
    uint32_t *other;    /* indexes of witnesses with words of their own */
    size_t whole_count, part_count, other_count;
    stm_brief_words base;
    const stm_quotation_witness *leader; /* whose words the base are */
} wording;

static wording sort_witnesses(stm_brief_part *part, const stm_quotation *quotation) {
    wording w = {.quotation = quotation};
    size_t count = quotation->witnesses.len;
    const stm_quotation_witness *base = NULL;
    w.whole = STM_TAKE(part->arena, stm_witness, count);
    w.part = STM_TAKE(part->arena, stm_witness, count);
    w.other = STM_TAKE(part->arena, uint32_t, count);
    for (size_t i = 0; i < count && !w.direct; i++) {
        const stm_quotation_witness *witness = &quotation->witnesses.items[i];
        if (!stm_slice_is(witness->reading, quotation->reading)) continue;
        w.direct = witness->form != STM_INDIRECT;
        if (!base || w.direct) base = witness;
    }
    w.base.reading = quotation->reading;
    if (base) w.base = stm_brief_words_make(part, base);
    w.leader = base;
    for (size_t i = 0; i < count; i++) {
        const stm_quotation_witness *witness = &quotation->witnesses.items[i];
        stm_witness place = {witness->report, witness->span};
        bool same = stm_slice_is(witness->reading, quotation->reading);
        if (!same && (witness->translated || (w.direct && witness->form == STM_INDIRECT)))
            w.other[w.other_count++] = (uint32_t)i;
        else if (witness->shortened)
            w.part[w.part_count++] = place;
        else
            w.whole[w.whole_count++] = place;
    }
    return w;
}

static bool is_edge(stm_slice text, size_t at) {
    return at == 0 || at >= text.len || memchr(" ,.;:!?\"", text.data[at], 8) ||
           text.data[at - 1] == ' ';
}

/* Whether the reading has the words, whatever their case and apostrophes. */
static bool holds(stm_brief_part *part, stm_slice reading, stm_slice words) {
    stm_buf_clear(&part->measured);
    stm_utf8_fold(words, &part->measured);
    size_t len = part->measured.len;
    stm_utf8_fold(reading, &part->measured);
    stm_slice all = stm_buf_get(&part->measured);
    stm_slice sought = {all.data, len}, text = {all.data + len, all.len - len};
    for (size_t at = 0; len && at + len <= text.len; at++)
        if (!memcmp(text.data + at, sought.data, len) && is_edge(text, at) &&
            is_edge(text, at + len))
            return true;
    return false;
}

static bool reads_otherwise(const stm_variant *variant, uint32_t report) {
    for (size_t i = 0; i < variant->readings.len; i++)
        for (size_t k = 0; k < variant->readings.items[i].reports.len; k++)
            if (variant->readings.items[i].reports.items[k] == report) return true;
    return false;
}

/* The reports that have the base's words at the variant, in the order of the reports. */
static size_t base_reports(stm_brief_part *part, const wording *w, const stm_variant *variant,
                           uint32_t *reports) {
    const stm_quotation *quotation = w->quotation;
    size_t count = 0;
    for (size_t i = 0; i < quotation->witnesses.len; i++) {
        const stm_quotation_witness *witness = &quotation->witnesses.items[i];
        if (witness->translated || (w->direct && witness->form == STM_INDIRECT)) continue;
        if (witness->shortened &&
            !holds(part, witness->reading, stm_brief_part_trim(variant->base)))
            continue;
        if (count && reports[count - 1] == witness->report) continue;
        if (!reads_otherwise(variant, witness->report)) reports[count++] = witness->report;
    }
    return count;
}

static void put_letters(stm_brief_part *part, const uint32_t *reports, size_t count) {
    if (!count) return;
    stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, " ");
    stm_sheet_put(&part->sheet, STM_INK_LETTER, stm_brief_part_letters(part, reports, count));
}

static void put_reading(stm_brief_part *part, const stm_reading *reading) {
    stm_slice text = stm_brief_part_trim(reading->text);
    stm_sheet_put(&part->sheet, STM_INK_READING, text.len ? text : STM_LIT("not in"));
    put_letters(part, reading->reports.items, reading->reports.len);
}

/* The kinds that change the sense are named. */
static void put_kind(stm_brief_part *part, stm_variant_kind kind) {
    if (kind == STM_NUMBER_READING) stm_sheet_put_text(&part->sheet, STM_INK_DIM, " (number)");
    if (kind == STM_NEGATION_READING) stm_sheet_put_text(&part->sheet, STM_INK_DIM, " (negation)");
}

/* A reading that replaces the whole base is that of a witness with words of its own, which stand
 * below. */
static bool is_whole(const wording *w, const stm_variant *variant) {
    return w->other_count && variant->at.start == 0 && variant->at.end == w->base.reading.len;
}

/* Brackets within the words are legible while they are few, short, apart from each other, and not
 * mistaken for the speaker's own. */
static bool is_inline(stm_brief_part *part, const wording *w) {
    const stm_quotation *quotation = w->quotation;
    size_t end = 0, extra = 0;
    if (!quotation->apparatus.len || quotation->apparatus.len > INLINE_VARIANTS) return false;
    if (stm_brief_part_cut(part, w->base.reading, BASE_MOST) < w->base.reading.len) return false;
    if (memchr(quotation->reading.data, '[', quotation->reading.len)) return false;
    for (size_t i = 0; i < quotation->apparatus.len; i++) {
        const stm_variant *variant = &quotation->apparatus.items[i];
        if (is_whole(w, variant)) continue;
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

static void put_bracket(stm_brief_part *part, const wording *w, const stm_variant *variant,
                        uint32_t *reports) {
    stm_sheet *sheet = &part->sheet;
    stm_slice base = stm_brief_part_trim(variant->base);
    if (base.len) {
        stm_sheet_put_text(sheet, STM_INK_DIM, "[");
        stm_sheet_put(sheet, STM_INK_PLAIN, base);
        put_letters(part, reports, base_reports(part, w, variant, reports));
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
static void put_inline(stm_brief_part *part, const wording *w) {
    stm_slice reading = w->base.reading;
    uint32_t *reports = STM_TAKE(part->arena, uint32_t, w->quotation->witnesses.len);
    size_t at = 0;
    for (size_t i = 0; i < w->quotation->apparatus.len; i++) {
        const stm_variant *variant = &w->quotation->apparatus.items[i];
        if (is_whole(w, variant)) continue;
        stm_slice words = stm_brief_part_trim(stm_slice_at(reading, variant->at));
        size_t from = (size_t)(words.data - reading.data);
        if (from < at) from = at;
        stm_brief_words_put(part, &w->base, at, from);
        if (!words.len && from && reading.data[from - 1] != ' ')
            stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, " ");
        put_bracket(part, w, variant, reports);
        at = from + words.len;
        if (!words.len && at < reading.len && !memchr(" .,;:!?", reading.data[at], 7))
            stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, " ");
    }
    stm_brief_words_put(part, &w->base, at, reading.len);
}

/* The word before the place where others have more. */
static stm_slice word_before(stm_slice reading, size_t at) {
    stm_slice before = stm_brief_part_trim((stm_slice){reading.data, at});
    size_t from = before.len;
    while (from && before.data[from - 1] != ' ') from--;
    return (stm_slice){before.data + from, before.len - from};
}

static void put_entry(stm_brief_part *part, const stm_quotation *quotation,
                      const stm_variant *variant) {
    stm_sheet *sheet = &part->sheet;
    stm_slice base = stm_brief_part_trim(variant->base);
    if (base.len) {
        stm_brief_part_put(part, STM_INK_PLAIN, base, 3 * INLINE_CELLS);
        stm_sheet_put_text(sheet, STM_INK_DIM, " | ");
    } else {
        stm_slice word = word_before(quotation->reading, variant->at.start);
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
static void put_below(stm_brief_part *part, const wording *w) {
    const stm_quotation *quotation = w->quotation;
    size_t count = 0, put = 0;
    for (size_t i = 0; i < quotation->apparatus.len; i++)
        count += !is_whole(w, &quotation->apparatus.items[i]);
    size_t shown = stm_brief_part_shown(part, count, VARIANTS_MOST);
    for (size_t i = 0; i < quotation->apparatus.len && put < shown; i++) {
        if (is_whole(w, &quotation->apparatus.items[i])) continue;
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

/* Words that stand in for the base: count witnesses share them, the first of which is `witness`. */
typedef struct {
    stm_slice reading;
    uint32_t witness, count, first; /* first: in the array of places */
} echo;

static int by_reading(const void *a, const void *b) {
    const echo *one = a, *other = b;
    int order = stm_slice_order(one->reading, other->reading);
    return order ? order : (one->witness > other->witness) - (one->witness < other->witness);
}

static int by_count(const void *a, const void *b) {
    const echo *one = a, *other = b;
    if (one->count != other->count) return one->count > other->count ? -1 : 1;
    return (one->witness > other->witness) - (one->witness < other->witness);
}

/* Joins witnesses that print the same words of their own, whatever their case and apostrophes;
 * returns how many remain. */
static size_t join_echoes(stm_brief_part *part, const wording *w, echo *echoes,
                          stm_witness *places) {
    size_t count = 0;
    for (size_t i = 0; i < w->other_count; i++) {
        stm_buf_clear(&part->measured);
        stm_utf8_fold(w->quotation->witnesses.items[w->other[i]].reading, &part->measured);
        stm_slice folded = stm_arena_copy(part->arena, stm_buf_get(&part->measured));
        echoes[i] = (echo){folded, w->other[i], 1, 0};
    }
    if (w->other_count) qsort(echoes, w->other_count, sizeof *echoes, by_reading);
    for (size_t i = 0; i < w->other_count; i++) {
        const stm_quotation_witness *witness = &w->quotation->witnesses.items[echoes[i].witness];
        places[i] = (stm_witness){witness->report, witness->span};
        if (count && stm_slice_is(echoes[count - 1].reading, echoes[i].reading)) {
            echoes[count - 1].count++;
            continue;
        }
        echo kept = echoes[i];
        kept.first = (uint32_t)i;
        echoes[count++] = kept;
    }
    if (count) qsort(echoes, count, sizeof *echoes, by_count);
    return count;
}

/* Who is named there, where that is no person's name: "(a spokeswoman)". */
static void put_source(stm_brief_part *part, const stm_quotation_witness *witness) {
    const stm_account *account = &part->story->accounts[witness->report];
    const stm_quote *quote = &account->quotes.items[witness->quote];
    if (quote->speaker != STM_NOBODY || !quote->source.count) return;
    stm_span source = quote->source.items[0];
    uint32_t at = stm_document_token_at(account->doc, source.start);
    if (stm_token_in(&account->doc->tokens[at], STM_LEX_PRONOUNS)) return;
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, "(");
    stm_brief_part_put(part, STM_INK_DIM, stm_slice_at(account->doc->report->text, source),
                       SOURCE_MOST);
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, ") ");
}

static void put_lead(stm_brief_part *part, const stm_quotation_witness *witness) {
    stm_slice lead = stm_brief_words_lead(part, witness);
    if (!lead.len) return;
    stm_sheet_put(&part->sheet, STM_INK_DIM, lead);
    stm_sheet_put_text(&part->sheet, STM_INK_DIM, " ");
}

static void put_others(stm_brief_part *part, const wording *w) {
    echo *echoes = STM_TAKE(part->arena, echo, w->other_count);
    stm_witness *places = STM_TAKE(part->arena, stm_witness, w->other_count);
    size_t count = join_echoes(part, w, echoes, places);
    size_t most = part->story->count > SMALL_STORY ? 1 : ALSO_MOST;
    size_t shown = stm_brief_part_shown(part, count, most);
    for (size_t i = 0; i < shown; i++) {
        const stm_quotation_witness *witness = &w->quotation->witnesses.items[echoes[i].witness];
        stm_sheet_put_text(&part->sheet, STM_INK_DIM, "also");
        stm_sheet_put_gap(&part->sheet, 6, 2);
        stm_brief_words words = stm_brief_words_make(part, witness);
        put_lead(part, witness);
        stm_brief_words_put_all(part, &words, ALSO_CELLS);
        stm_sheet_end_beside(
            &part->sheet, UNDER - 2, UNDER + 4, STM_INK_LETTER,
            stm_brief_part_places(part, places + echoes[i].first, echoes[i].count));
    }
    stm_brief_part_more(part, count - shown, UNDER - 2);
}

/* "A3 B2 · part C4" */
static stm_slice tail_of(stm_brief_part *part, const wording *w) {
    stm_slice whole = stm_brief_part_places(part, w->whole, w->whole_count);
    if (!w->part_count) return whole;
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_buf_put(&buf, whole);
    stm_buf_put_text(&buf, whole.len ? " · part " : "part ");
    stm_buf_put(&buf, stm_brief_part_places(part, w->part, w->part_count));
    stm_slice tail = stm_arena_copy(part->arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return tail;
}

static void put_quotation(stm_brief_part *part, const stm_quotation *quotation) {
    wording w = sort_witnesses(part, quotation);
    bool in_line = is_inline(part, &w);
    if (w.leader && quotation->speaker == STM_NOBODY) put_source(part, w.leader);
    if (w.leader) put_lead(part, w.leader);
    if (in_line)
        put_inline(part, &w);
    else
        stm_brief_words_put_all(part, &w.base, BASE_MOST);
    stm_sheet_end_beside(&part->sheet, QUOTE, QUOTE + 1, STM_INK_LETTER, tail_of(part, &w));
    if (!in_line) put_below(part, &w);
    put_others(part, &w);
}

enum { SCRAP = 3 };

/* A quotation and how much its speaker was heard. */
typedef struct {
    uint32_t speaker;
    unsigned rank; /* 0: several witnesses, 1: one, with the speaker's words, 2: one, with the
                      sense, SCRAP: one, with less than that */
    size_t heard, quotation;
} turn;

/* Speakers by how many witnesses they have in all, those not named last; of each the quotations by
 * rank, then in the order of the collation, which puts the most witnessed first. */
static int by_speaker(const void *a, const void *b) {
    const turn *one = a, *other = b;
    bool nobody = one->speaker == STM_NOBODY;
    if (nobody != (other->speaker == STM_NOBODY)) return nobody ? 1 : -1;
    if (one->heard != other->heard) return one->heard > other->heard ? -1 : 1;
    if (one->speaker != other->speaker) return one->speaker < other->speaker ? -1 : 1;
    if (one->rank != other->rank) return one->rank < other->rank ? -1 : 1;
    return (one->quotation > other->quotation) - (one->quotation < other->quotation);
}

/* A few words of one report's telling, which say nothing by themselves ("urged caution"). */
static bool is_scrap(const stm_quotation *quotation) {
    stm_slice reading = quotation->reading;
    size_t words = 1;
    for (size_t i = 0; i < reading.len; i++) words += reading.data[i] == ' ';
    return quotation->witnesses.items[0].form == STM_INDIRECT && words < SCRAP_WORDS;
}

static unsigned rank_of(const stm_quotation *quotation) {
    if (quotation->witnesses.len != 1) return 0;
    if (quotation->witnesses.items[0].form == STM_DIRECT) return 1;
    return is_scrap(quotation) ? SCRAP : 2;
}

/* Scraps are left out unless all is asked for. */
static turn *sort_turns(stm_brief_part *part, size_t *made_count) {
    const stm_collation *collation = part->collation;
    size_t count = collation->quotations.len;
    turn *turns = STM_TAKE(part->arena, turn, count);
    size_t *heard = STM_TAKE(part->arena, size_t, part->story->names->entity_count + 1);
    for (size_t i = 0; i < count; i++) {
        const stm_quotation *quotation = &collation->quotations.items[i];
        if (quotation->speaker != STM_NOBODY) heard[quotation->speaker] += quotation->witnesses.len;
    }
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t speaker = collation->quotations.items[i].speaker;
        turn made = {speaker, rank_of(&collation->quotations.items[i]),
                     speaker == STM_NOBODY ? 0 : heard[speaker], i};
        if (made.rank < SCRAP || part->options.full) turns[kept++] = made;
    }
    part->cut = part->cut || kept < count;
    if (kept) qsort(turns, kept, sizeof *turns, by_speaker);
    *made_count = kept;
    return turns;
}

/* "barrage's chief engineer" is somebody of a thing that has no name: "the barrage's". */
static bool wants_article(stm_slice role) {
    size_t end = 0;
    while (end < role.len && role.data[end] != ' ') end++;
    if (end == role.len || end < 3 || role.data[0] < 'a' || role.data[0] > 'z') return false;
    bool straight = role.data[end - 1] == 's' && role.data[end - 2] == '\'';
    bool curly = end > 4 && role.data[end - 1] == 's' && !memcmp(role.data + end - 4, "’", 3);
    return straight || curly;
}

static void put_voice(stm_brief_part *part, const turn *turns, size_t count) {
    stm_sheet *sheet = &part->sheet;
    if (turns[0].speaker == STM_NOBODY) {
        stm_sheet_put_text(sheet, STM_INK_HEAD, "Speaker not named");
    } else {
        const stm_entity *entity = &part->story->names->entities[turns[0].speaker];
        stm_sheet_put(sheet, STM_INK_HEAD, entity->name);
        if (entity->role.len) stm_sheet_put_text(sheet, STM_INK_PLAIN, ", ");
        if (wants_article(entity->role)) stm_sheet_put_text(sheet, STM_INK_PLAIN, "the ");
        stm_sheet_put(sheet, STM_INK_PLAIN, entity->role);
    }
    stm_sheet_end(sheet, LEFT, QUOTE);
    size_t most = 0;
    while (most < count && most < SHARED_MOST && turns[most].rank == 0) most++;
    size_t shown = stm_brief_part_shown(part, count, most > QUOTES_MOST ? most : QUOTES_MOST);
    for (size_t i = 0; i < shown; i++)
        put_quotation(part, &part->collation->quotations.items[turns[i].quotation]);
    stm_brief_part_more(part, count - shown, QUOTE);
}

void stm_brief_part_quotes(stm_brief_part *part) {
    size_t count = 0, voices = 0, put = 0;
    turn *turns = sort_turns(part, &count);
    if (!count) return;
    for (size_t i = 0; i < count; i++) voices += !i || turns[i].speaker != turns[i - 1].speaker;
    size_t shown = stm_brief_part_shown(part, voices, SPEAKERS_MOST);
    stm_brief_part_heading(part, "WHO SAID WHAT", "[ ] where the wording differs");
    for (size_t i = 0, end; i < count && put < shown; i = end, put++) {
        end = i;
        while (end < count && turns[end].speaker == turns[i].speaker) end++;
        if (put) stm_sheet_skip(&part->sheet);
        put_voice(part, turns + i, end - i);
    }
    if (shown < voices) {
        part->cut = true;
        stm_sheet_put_text(&part->sheet, STM_INK_DIM, "… and ");
        stm_sheet_put_uint(&part->sheet, STM_INK_DIM, voices - shown);
        stm_sheet_put_text(&part->sheet, STM_INK_DIM, " more speakers");
        stm_sheet_end(&part->sheet, LEFT, LEFT);
    }
}
