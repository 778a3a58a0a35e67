/* fact.c - what a reader is told of statements and the sides of a difference. */
#include "report/fact.h"

#include "report/date_words.h"

/* How much of the span the words of direct quotations take. */
static size_t quoted_in(const stm_account *account, stm_span span) {
    size_t inside = 0;
    uint32_t reached = span.start;
    for (uint32_t i = 0; i < account->quotes.count; i++) {
        const stm_quote *quote = &account->quotes.items[i];
        if (quote->content.count && quote->content.items[0].start >= span.end) break;
        if (quote->form != STM_DIRECT) continue;
        for (uint32_t k = 0; k < quote->content.count; k++) {
            stm_span run = quote->content.items[k];
            uint32_t from = run.start > reached ? run.start : reached;
            uint32_t to = run.end < span.end ? run.end : span.end;
            if (to <= from) continue;
            inside += to - from;
            reached = to;
        }
    }
    return inside;
}

bool stm_fact_is_quoted(const stm_story *story, const stm_statement *statement) {
    size_t quoted = 0;
    for (size_t i = 0; i < statement->witnesses.len; i++) {
        const stm_witness *witness = &statement->witnesses.items[i];
        size_t inside = quoted_in(&story->accounts[witness->report], witness->span);
        quoted += inside * 2 > witness->span.end - witness->span.start;
    }
    return quoted * 2 > statement->witnesses.len;
}

stm_slice stm_fact_speaker(const stm_story *story, uint32_t speaker, stm_slice text) {
    if (speaker == STM_NOBODY) return (stm_slice){0};
    stm_slice name = story->names->entities[speaker].name;
    size_t from = name.len;
    while (from && name.data[from - 1] != ' ') from--;
    stm_slice last = {name.data + from, name.len - from};
    for (size_t at = 0; last.len && at + last.len <= text.len; at++)
        if (!memcmp(text.data + at, last.data, last.len)) return (stm_slice){0};
    return name;
}

/* Whether the words already show the value: its letters and digits stand in them, in order. */
static bool shows(stm_slice text, stm_slice value) {
    size_t at = 0;
    for (size_t i = 0; i < value.len; i++) {
        char c = value.data[i];
        bool counts = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!counts) continue;
        while (at < text.len && (text.data[at] | 32) != (c | 32)) at++;
        if (at++ >= text.len) return false;
    }
    return true;
}

/* "Jan. 20" shows January 20: the month's beginning and the day. */
static bool shows_date(stm_slice text, stm_slice words) {
    size_t space = 0;
    while (space < words.len && words.data[space] != ' ') space++;
    stm_slice day = {words.data + space, words.len - space};
    const char *comma = day.len ? memchr(day.data, ',', day.len) : NULL;
    if (comma) day.len = (size_t)(comma - day.data);
    if (shows(text, words)) return true;
    return words.len > 3 && day.len && shows(text, (stm_slice){words.data, 3}) && shows(text, day);
}

/* Small numbers are read as easily in letters. */
static bool is_small(stm_slice value) {
    bool digits = value.len == 1 || (value.len == 2 && value.data[0] == '1');
    for (size_t i = 0; digits && i < value.len; i++)
        digits = value.data[i] >= '0' && value.data[i] <= '9';
    return digits;
}

static void put_date(stm_buf *out, const stm_side *side) {
    stm_buf words;
    stm_buf_init(&words, 0);
    stm_date_words_put(&words, side->value);
    if (!shows_date(side->text, stm_buf_get(&words))) stm_buf_put(out, stm_buf_get(&words));
    stm_buf_release(&words);
}

void stm_fact_put_value(stm_buf *out, stm_difference_kind kind, const stm_side *side) {
    bool amounts = kind == STM_DIFFERS_NUMBER || kind == STM_DIFFERS_DATE;
    if (!side->value.len || shows(side->text, side->value)) return;
    if (kind == STM_DIFFERS_NUMBER && is_small(side->value)) return;
    if (!amounts && stm_slice_is(side->value, STM_LIT("stated"))) return;
    if (kind == STM_DIFFERS_ATTRIBUTION && side->speaker != STM_NOBODY) return;
    if (kind == STM_DIFFERS_DATE)
        put_date(out, side);
    else
        stm_buf_put(out, side->value);
}

const char *stm_fact_kind(stm_difference_kind kind) {
    static const char *const words[] = {
        [STM_DIFFERS_NUMBER] = "figures",
        [STM_DIFFERS_DATE] = "when",
        [STM_DIFFERS_NEGATION] = "yes or no",
        [STM_DIFFERS_MODALITY] = "how certain",
        [STM_DIFFERS_ATTRIBUTION] = "who says it",
        [STM_DIFFERS_NAME] = "name",
        [STM_DIFFERS_PLACE] = "where",
    };
    return words[kind];
}

const char *stm_fact_note(stm_note_kind kind, bool many) {
    static const char *const words[STM_FACT_NOTES][2] = {
        {" copyright line", " copyright lines"},
        {" update note", " update notes"},
        {" correction", " corrections"},
        {" credit line", " credit lines"},
        {" contact line", " contact lines"},
        {" promo", " promos"},
        {" label", " labels"},
        {" repeated passage", " repeated passages"},
    };
    return words[kind][many];
}
