/* utter.c - one witness's words with the marks that its report puts round them. */
#include "report/utter.h"

#include "base/utf8.h"
#include "quote/cue.h"
#include "report/excerpt.h"
#include "report/field.h"

static bool is_mark(uint32_t rune) {
    return rune == '"' || (rune >= 0x2018 && rune <= 0x201F) || rune == 0xAB || rune == 0xBB ||
           rune == 0x2039 || rune == 0x203A;
}

/* All runs of a direct quotation stand between marks; of others, those that begin behind one. */
static bool is_marked(stm_slice text, const stm_quotation_witness *witness, stm_span run) {
    size_t at = run.start;
    if (witness->form == STM_DIRECT) return true;
    return at && is_mark(stm_utf8_before(text, &at));
}

enum { LEAD_MOST = 48 };

static bool cue_states(const stm_document *doc, stm_span cue) {
    uint32_t flags = 0, at = stm_document_token_at(doc, cue.start);
    for (; at < doc->token_count && doc->tokens[at].span.start < cue.end; at++)
        flags |= stm_cue_flags(doc, at, doc->token_count);
    return flags & STM_CUE_DIRECT && !(flags & STM_CUE_DENIAL);
}

stm_slice stm_utter_lead(const stm_story *story, const stm_quotation_witness *witness) {
    const stm_account *account = &story->accounts[witness->report];
    const stm_quote *quote = &account->quotes.items[witness->quote];
    stm_slice text = account->doc->report->text;
    if (witness->form == STM_DIRECT || !quote->cue.count || !quote->content.count)
        return (stm_slice){0};
    uint32_t begin = quote->content.items[0].start;
    stm_span cue = quote->cue.items[quote->cue.count - 1], lead = cue;
    if (cue.end > begin || begin - cue.end > LEAD_MOST) return (stm_slice){0};
    bool deed = begin + 3 < text.len && !memcmp(text.data + begin, "to ", 3); /* "agreed to buy" */
    if (!deed && !quote->negated && cue_states(account->doc, cue)) return (stm_slice){0};
    for (uint32_t i = 0; i < quote->source.count; i++) {
        uint32_t behind = quote->source.items[i].end;
        if (behind < cue.start && cue.start - behind < LEAD_MOST / 2) lead.start = behind;
    }
    lead.end = begin;
    stm_slice words = stm_excerpt_trim(stm_slice_at(text, lead));
    return memchr(words.data, ',', words.len) ? (stm_slice){0} : words;
}

static bool ends_sentence(stm_slice reading, size_t at) {
    if (!at) return true;
    uint32_t rune = stm_utf8_before(reading, &at);
    return rune == '.' || rune == '!' || rune == '?' || rune == 0x2026;
}

stm_slice stm_utter_source(const stm_story *story, const stm_quotation_witness *witness) {
    const stm_account *account = &story->accounts[witness->report];
    const stm_quote *quote = &account->quotes.items[witness->quote];
    if (quote->speaker != STM_NOBODY || !quote->source.count) return (stm_slice){0};
    stm_span source = quote->source.items[0];
    uint32_t at = stm_document_token_at(account->doc, source.start);
    if (stm_token_in(&account->doc->tokens[at], STM_LEX_PRONOUNS)) return (stm_slice){0};
    return stm_slice_at(account->doc->report->text, source);
}

/* Between two runs, where the reading has a space. A comma that led over to the reporter's words
 * goes with them. */
static void put_seam(stm_arena *arena, stm_utter *words, size_t space, bool before, bool after) {
    static const char *const seams[2][2] = {{" … ", " … “"}, {"” … ", "” … “"}};
    size_t from = space;
    if (before && after && ends_sentence(words->reading, space)) return;
    while (from && words->reading.data[from - 1] == ',') from--;
    stm_utter_mark mark = {from, space + 1 - from, seams[before][after]};
    stm_vec_put(arena, &words->marks, mark);
}

/* Marks round the runs between marks, and seams between runs. True where the last run is marked. */
static bool mark_runs(stm_arena *arena, const stm_story *story,
                      const stm_quotation_witness *witness, stm_utter *words) {
    stm_slice text = story->accounts[witness->report].doc->report->text;
    bool marked = witness->form == STM_DIRECT;
    size_t at = 0;
    stm_buf run;
    stm_buf_init(&run, 0);
    for (uint32_t i = 0; i < witness->content.count; i++) {
        bool next = is_marked(text, witness, witness->content.items[i]);
        if (i && at < words->reading.len && words->reading.data[at] == ' ')
            put_seam(arena, words, at++, marked, next);
        else if (!i && next)
            stm_vec_put(arena, &words->marks, (stm_utter_mark){0, 0, "“"});
        marked = next;
        stm_buf_clear(&run);
        stm_field_join_runs(&run, text, &witness->content.items[i], 1);
        at += run.len;
    }
    stm_buf_release(&run);
    return marked;
}

stm_utter stm_utter_make(stm_arena *arena, const stm_story *story,
                         const stm_quotation_witness *witness) {
    stm_utter words = {.reading = witness->reading};
    if (witness->form != STM_DIRECT && stm_slice_begins(words.reading, STM_LIT("that ")) &&
        !stm_utter_lead(story, witness).len)
        stm_vec_put(arena, &words.marks, (stm_utter_mark){0, 5, ""});
    if (!mark_runs(arena, story, witness, &words)) return words;
    if (!witness->content.count) stm_vec_put(arena, &words.marks, (stm_utter_mark){0, 0, "“"});
    size_t end = words.reading.len;
    while (end && (words.reading.data[end - 1] == ',' || words.reading.data[end - 1] == ' ')) end--;
    stm_utter_mark last = {end, words.reading.len - end, "”"};
    stm_vec_put(arena, &words.marks, last);
    return words;
}

/* The marks at the very ends belong to whatever range touches the ends, be it empty. */
void stm_utter_each(const stm_utter *words, size_t from, size_t to, stm_utter_take *take,
                    void *context) {
    stm_slice reading = words->reading;
    size_t begin = from;
    for (size_t i = 0; i < words->marks.len; i++) {
        const stm_utter_mark *mark = &words->marks.items[i];
        size_t behind = mark->at + mark->dropped;
        bool first = behind == 0 && begin == 0, last = to == reading.len && behind == to;
        if (!first && !last && (mark->at < from || mark->at >= to)) continue;
        if (mark->at > from) take(context, (stm_slice){reading.data + from, mark->at - from});
        take(context, stm_slice_of(mark->instead));
        if (behind > from) from = behind;
    }
    if (from < to) take(context, (stm_slice){reading.data + from, to - from});
}
