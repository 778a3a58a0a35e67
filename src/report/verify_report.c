/* verify_report.c - the reports that a result lists, against those read again. */
#include "report/field.h"
#include "report/letter.h"
#include "report/verify_part.h"

enum {
    LETTER,
    ID,
    SOURCE,
    URL,
    TITLE,
    OUTLET,
    PUBLISHED,
    UPDATED,
    DATELINE,
    LANGUAGE,
    SHA256,
    ORIGIN,
    STRINGS, /* the members above are strings, the next three lists of pieces */
    BLOCKS = STRINGS,
    NOTES,
    CREDITS,
    BYLINE,
    MEMBERS
};

static const char *const NAMES[MEMBERS + 1] = {
    "letter",    "id",      "source",   "url",      "title",  "outlet",
    "published", "updated", "dateline", "language", "sha256", "origin",
    "blocks",    "notes",   "credits",  "byline",   NULL};

/* A block, a note or a credit. */
typedef struct {
    stm_slice word;
    stm_span span, of;
    bool carries;
    size_t at;
} piece;

typedef STM_VEC(piece) piece_list;

/* What the result says of one report. */
typedef struct {
    stm_slice text[STRINGS];
    size_t at[MEMBERS];
    piece_list parts[MEMBERS - BLOCKS]; /* of a byline the words alone */
} told_report;

static piece pull_piece(stm_verifier *v) {
    static const char *const names[] = {"?kind", "?name", "span", "?of", "?carries", NULL};
    piece pulled = {0};
    uint32_t seen = 0;
    if (!stm_verify_open_object(v)) return pulled;
    pulled.at = stm_verify_from(v);
    for (int member; (member = stm_verify_member(v, names, &seen, pulled.at)) >= 0;) {
        if (member < 2) stm_verify_string(v, &pulled.word);
        if (member == 2) stm_verify_span(v, &pulled.span);
        if (member == 3) stm_verify_span(v, &pulled.of);
        if (member == 4) stm_verify_bool(v, &pulled.carries);
        stm_verify_leave(v);
    }
    return pulled;
}

static void pull_pieces(stm_verifier *v, bool strings, piece_list *out) {
    out->len = 0;
    if (!stm_verify_open_array(v)) return;
    for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) {
        piece pulled = {0};
        if (strings) {
            stm_verify_string(v, &pulled.word);
            pulled.at = stm_verify_from(v);
        } else {
            pulled = pull_piece(v);
        }
        stm_vec_put(v->arena, out, pulled);
    }
}

/* What the report that was read again has as its number index of a list; false where it has fewer.
 */
static bool given_piece(const stm_report *given, int list, size_t index, piece *out) {
    *out = (piece){0};
    if (list == BLOCKS && index < given->blocks.len) {
        out->word = stm_slice_of(stm_field_block(given->blocks.items[index].kind));
        out->span = given->blocks.items[index].span;
    } else if (list == NOTES && index < given->notes.len) {
        const stm_note *note = &given->notes.items[index];
        out->word = stm_slice_of(stm_field_note(note->kind));
        out->span = note->span;
        if (note->kind == STM_NOTE_REPEAT) out->of = note->of;
    } else if (list == CREDITS && index < given->credits.len) {
        out->word = given->credits.items[index].name;
        out->span = given->credits.items[index].span;
        out->carries = given->credits.items[index].carries;
    } else if (list == BYLINE && index < given->byline.len) {
        out->word = given->byline.items[index];
    } else {
        return false;
    }
    return true;
}

static bool same_span(stm_span a, stm_span b) {
    return a.start == b.start && a.end == b.end;
}

static void check_pieces(stm_verifier *v, const told_report *told, int list,
                         const stm_report *given) {
    const piece_list *pieces = &told->parts[list - BLOCKS];
    piece want;
    stm_verify_enter(v, NAMES[list]);
    for (size_t i = 0; i < pieces->len; i++) {
        const piece *have = &pieces->items[i];
        v->tally->spans++;
        if (given_piece(given, list, i, &want) && stm_slice_is(have->word, want.word) &&
            same_span(have->span, want.span) && same_span(have->of, want.of) &&
            have->carries == want.carries)
            continue;
        stm_verify_enter_item(v, i);
        stm_verify_fail_name(v, have->at, "is not what is found in", given->id);
        stm_verify_leave(v);
    }
    if (given_piece(given, list, pieces->len, &want))
        stm_verify_fail_name(v, told->at[list], "lacks some that are found in", given->id);
    stm_verify_leave(v);
}

static void check_string(stm_verifier *v, const told_report *told, int member, stm_slice want) {
    const stm_slice *have = &told->text[member];
    if (!have->data == !want.data && stm_slice_is(*have, want)) return;
    stm_verify_enter(v, NAMES[member]);
    stm_verify_fail(v, told->at[member], "is not what the report says");
    stm_verify_leave(v);
}

static void check_given(stm_verifier *v, const told_report *told, const stm_report *given,
                        bool by_id) {
    check_string(v, told, URL, given->url);
    check_string(v, told, TITLE, given->title);
    check_string(v, told, OUTLET, given->outlet);
    check_string(v, told, PUBLISHED, given->published);
    check_string(v, told, UPDATED, given->updated);
    check_string(v, told, DATELINE, given->dateline);
    check_string(v, told, LANGUAGE, given->language);
    if (by_id) check_string(v, told, SOURCE, given->source);
    for (int list = BLOCKS; list <= BYLINE; list++) check_pieces(v, told, list, given);
}

/* By id, and where no such id was given by the digest of the text. */
static uint32_t find_given(const stm_verifier *v, const told_report *told, bool *by_id) {
    uint32_t found = stm_map_find(&v->by_id, stm_hash(told->text[ID]));
    *by_id = found != STM_MAP_NONE;
    if (*by_id) return found;
    return stm_map_find(&v->by_text, stm_hash(told->text[SHA256]));
}

static const stm_report *check_text(stm_verifier *v, const told_report *told) {
    bool by_id;
    uint32_t found = find_given(v, told, &by_id);
    stm_verify_enter(v, NAMES[found == STM_MAP_NONE ? ID : SHA256]);
    if (found == STM_MAP_NONE) {
        stm_verify_fail_name(v, told->at[ID], "is not among the reports given:", told->text[ID]);
        stm_verify_leave(v);
        return NULL;
    }
    stm_slice digest = {v->digests[found], STM_SHA256_HEX};
    bool same = stm_slice_is(told->text[SHA256], digest);
    if (!same)
        stm_verify_fail_name(v, told->at[SHA256], "is not that of the text of", told->text[ID]);
    stm_verify_leave(v);
    check_given(v, told, v->reports[found], by_id);
    return v->reports[found];
}

static void check_letter(stm_verifier *v, const told_report *told, size_t index) {
    char letters[STM_LETTER_MOST];
    stm_slice want = {letters, stm_letter_write((uint32_t)index, letters)};
    if (stm_slice_is(told->text[LETTER], want)) return;
    stm_verify_enter(v, NAMES[LETTER]);
    stm_verify_fail_name(v, told->at[LETTER], "should be", want);
    stm_verify_leave(v);
}

static void pull_report(stm_verifier *v, told_report *told, size_t index) {
    uint32_t seen = 0;
    for (int i = 0; i < STRINGS; i++) told->text[i] = (stm_slice){0};
    for (int i = 0; i < MEMBERS - BLOCKS; i++) told->parts[i].len = 0;
    stm_verify_listed listed = {.origin_index = STM_VERIFY_UNLISTED};
    if (stm_verify_open_object(v)) {
        size_t offset = stm_verify_from(v);
        for (int i = 0; i < MEMBERS; i++) told->at[i] = offset;
        for (int member; (member = stm_verify_member(v, NAMES, &seen, offset)) >= 0;) {
            if (member < STRINGS)
                stm_verify_string(v, &told->text[member]);
            else
                pull_pieces(v, member == BYLINE, &told->parts[member - BLOCKS]);
            told->at[member] = stm_verify_from(v);
            stm_verify_leave(v);
        }
        if (!v->bad) {
            listed.given = check_text(v, told);
            check_letter(v, told, index);
        }
    }
    listed.id = told->text[ID].data ? told->text[ID] : STM_LIT("");
    listed.origin = told->text[ORIGIN];
    listed.id_at = told->at[ID];
    listed.origin_at = told->at[ORIGIN];
    stm_vec_put(v->arena, &v->listed, listed);
}

/* Ids sorted, none twice; origins that are listed and stand for themselves. */
static void check_list(stm_verifier *v) {
    v->stamps = STM_TAKE(v->arena, uint32_t, v->listed.len);
    for (size_t i = 0; i < v->listed.len; i++) {
        const stm_verify_listed *listed = &v->listed.items[i];
        stm_verify_enter_item(v, i);
        uint32_t *slot = stm_map_put(v->arena, &v->listed_ids, stm_hash(listed->id));
        if (*slot == STM_MAP_NONE)
            *slot = (uint32_t)i;
        else
            stm_verify_fail_name(v, listed->id_at, "a report is listed twice:", listed->id);
        if (i && stm_slice_order(v->listed.items[i - 1].id, listed->id) >= 0)
            stm_verify_fail(v, listed->id_at, "reports are not sorted by id");
        stm_verify_leave(v);
    }
    for (size_t i = 0; i < v->listed.len; i++) {
        stm_verify_listed *listed = &v->listed.items[i];
        uint32_t origin = stm_map_find(&v->listed_ids, stm_hash(listed->origin));
        listed->origin_index = origin;
        v->origins += origin == i;
        bool stands = origin != STM_MAP_NONE &&
                      stm_slice_is(v->listed.items[origin].origin, v->listed.items[origin].id);
        if (stands) continue;
        stm_verify_enter_item(v, i);
        stm_verify_enter(v, NAMES[ORIGIN]);
        stm_verify_fail(v, listed->origin_at, "is no report that stands for an origin");
        stm_verify_leave(v);
        stm_verify_leave(v);
    }
}

void stm_verify_part_reports(stm_verifier *v) {
    told_report told = {0};
    if (!stm_verify_open_array(v)) return;
    for (size_t i = 0; stm_verify_item(v, &i); stm_verify_leave(v)) pull_report(v, &told, i - 1);
    if (!v->bad) check_list(v);
}
