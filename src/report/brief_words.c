/* brief_words.c - one witness's words with the marks that its report puts round them. */
#include "report/brief_words.h"

#include "base/utf8.h"
#include "quote/cue.h"
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

stm_slice stm_brief_words_lead(const stm_brief_part *part, const stm_quotation_witness *witness) {
    const stm_account *account = &part->story->accounts[witness->report];
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
    stm_slice words = stm_brief_part_trim(stm_slice_at(text, lead));
    return memchr(words.data, ',', words.len) ? (stm_slice){0} : words;
}

static bool ends_sentence(stm_slice reading, size_t at) {
    if (!at) return true;
    uint32_t rune = stm_utf8_before(reading, &at);
    return rune == '.' || rune == '!' || rune == '?' || rune == 0x2026;
}

/* Between two runs, where the reading has a space. A comma that led over to the reporter's words
 * goes with them. */
static void put_seam(stm_brief_part *part, stm_brief_words *words, size_t space, bool before,
                     bool after) {
    static const char *const seams[2][2] = {{" … ", " … “"}, {"” … ", "” … “"}};
    size_t from = space;
    if (before && after && ends_sentence(words->reading, space)) return;
    while (from && words->reading.data[from - 1] == ',') from--;
    stm_brief_mark mark = {from, space + 1 - from, seams[before][after]};
    stm_vec_put(part->arena, &words->marks, mark);
}

stm_brief_words stm_brief_words_make(stm_brief_part *part, const stm_quotation_witness *witness) {
    stm_slice text = stm_brief_part_report(part, witness->report)->text;
    stm_brief_words words = {.reading = witness->reading};
    size_t at = 0;
    bool marked = witness->form == STM_DIRECT;
    if (!marked && words.reading.len > 5 && !memcmp(words.reading.data, "that ", 5) &&
        !stm_brief_words_lead(part, witness).len)
        stm_vec_put(part->arena, &words.marks, (stm_brief_mark){0, 5, ""});
    for (uint32_t i = 0; i < witness->content.count; i++) {
        bool next = is_marked(text, witness, witness->content.items[i]);
        if (i && at < words.reading.len && words.reading.data[at] == ' ')
            put_seam(part, &words, at++, marked, next);
        else if (!i && next)
            stm_vec_put(part->arena, &words.marks, (stm_brief_mark){0, 0, "“"});
        marked = next;
        stm_buf_clear(&part->measured);
        stm_field_join_runs(&part->measured, text, &witness->content.items[i], 1);
        at += part->measured.len;
    }
    if (!marked) return words;
    if (!witness->content.count)
        stm_vec_put(part->arena, &words.marks, (stm_brief_mark){0, 0, "“"});
    size_t end = words.reading.len;
    while (end && (words.reading.data[end - 1] == ',' || words.reading.data[end - 1] == ' ')) end--;
    stm_brief_mark last = {end, words.reading.len - end, "”"};
    stm_vec_put(part->arena, &words.marks, last);
    return words;
}

/* The marks at the very ends belong to whatever range touches the ends, be it empty. */
void stm_brief_words_put(stm_brief_part *part, const stm_brief_words *words, size_t from,
                         size_t to) {
    stm_slice reading = words->reading;
    size_t begin = from;
    for (size_t i = 0; i < words->marks.len; i++) {
        const stm_brief_mark *mark = &words->marks.items[i];
        size_t behind = mark->at + mark->dropped;
        bool first = behind == 0 && begin == 0, last = to == reading.len && behind == to;
        if (!first && !last && (mark->at < from || mark->at >= to)) continue;
        if (mark->at > from)
            stm_sheet_put(&part->sheet, STM_INK_PLAIN,
                          (stm_slice){reading.data + from, mark->at - from});
        stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, mark->instead);
        if (behind > from) from = behind;
    }
    if (from < to)
        stm_sheet_put(&part->sheet, STM_INK_PLAIN, (stm_slice){reading.data + from, to - from});
}

void stm_brief_words_put_all(stm_brief_part *part, const stm_brief_words *words, size_t most) {
    size_t fits = stm_brief_part_cut(part, words->reading, most);
    stm_brief_words_put(part, words, 0, fits);
    if (fits == words->reading.len) return;
    part->cut = true;
    bool open = words->marks.len && words->marks.items[words->marks.len - 1].instead[0] == '\xE2';
    stm_sheet_put_text(&part->sheet, STM_INK_PLAIN, open ? "…”" : "…");
}
