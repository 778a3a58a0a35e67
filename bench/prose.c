/* prose.c - made-up prose with the statistics of news: words of syllables, sentences, paragraphs.
 */
#include "prose.h"

#include <math.h>

static const char *const function_words[] = {
    "the",   "to",    "of",     "and",  "a",       "in",    "that",  "on",    "for",    "is",
    "with",  "was",   "he",     "as",   "at",      "said",  "by",    "from",  "it",     "be",
    "his",   "has",   "have",   "but",  "are",     "an",    "not",   "they",  "who",    "were",
    "had",   "this",  "will",   "been", "their",   "or",    "which", "after", "would",  "about",
    "more",  "we",    "she",    "one",  "when",    "its",   "up",    "her",   "out",    "there",
    "than",  "two",   "also",   "over", "people",  "if",    "could", "no",    "into",   "all",
    "new",   "what",  "can",    "you",  "last",    "other", "first", "some",  "before", "year",
    "time",  "so",    "just",   "i",    "because", "only",  "do",    "while", "like",   "against",
    "years", "where", "during", "now",  "him",     "most",  "made",  "under", "them",   "between",
};

enum {
    FUNCTIONS = sizeof function_words / sizeof *function_words,
    COMMON = 1 << 16, /* ranks that are kept ready; the rarer ones are made as they come */
    SHORT = 260,      /* ranks that have two syllables */
    SYLLABLES = 80,
    DOMAINS = 64,
    NAMES = 20000, /* that recur */
    NAMES_FROM = 1 << 22
};
#define TAIL 1.75 /* the exponent behind PROSE_BEND */

typedef struct {
    char bytes[15];
    uint8_t len;
} word;

/* Alias tables (Walker 1977; Vose 1991): a column is taken evenly, and is its own or its alias. */
static struct {
    word words[COMMON];
    uint32_t own[COMMON + 1], alias[COMMON + 1]; /* own: of 2^24; the last column is the tail */
} table;

uint64_t dice_roll(dice *d) {
    uint64_t z = d->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

uint32_t dice_below(dice *d, uint32_t end) {
    return (uint32_t)((dice_roll(d) >> 32) * end >> 32);
}

double dice_share(dice *d) {
    return (double)(dice_roll(d) >> 11) * 0x1p-53;
}

double dice_normal(dice *d) {
    double radius = sqrt(-2 * log(1 - dice_share(d)));
    return radius * cos(6.283185307179586 * dice_share(d));
}

dice dice_of(uint64_t seed, uint64_t number) {
    dice first = {seed}, second = {dice_roll(&first) ^ number};
    return (dice){dice_roll(&second)};
}

/* Two, three or four syllables and sometimes a last consonant; no two ranks have one word. */
static word make_word(uint32_t rank) {
    static const char onsets[] = "bcdfghklmnprstvw", vowels[] = "aeiou", codas[] = "nrslt";
    word w = {.len = 0};
    if (rank < FUNCTIONS) {
        w.len = (uint8_t)strlen(function_words[rank]);
        memcpy(w.bytes, function_words[rank], w.len);
        return w;
    }
    const uint32_t three = SYLLABLES * SYLLABLES * SYLLABLES;
    int count = rank < SHORT ? 2 : rank < SHORT + three ? 3 : 4;
    uint64_t classes[] = {SYLLABLES * SYLLABLES, three, (uint64_t)three * SYLLABLES};
    uint64_t left = (rank * UINT64_C(0x9E3779B1)) % classes[count - 2];
    for (int i = 0; i < count; i++, left /= SYLLABLES) {
        w.bytes[w.len++] = onsets[left % SYLLABLES / 5];
        w.bytes[w.len++] = vowels[left % 5];
    }
    if (rank % 9 < 5) w.bytes[w.len++] = codas[rank % 9];
    return w;
}

static double weight_of(double rank) {
    double head = 1 / (rank + 2), bend = 1 / (PROSE_BEND + 2.0);
    return rank < PROSE_BEND ? head : bend * pow(rank / PROSE_BEND, -TAIL);
}

void prose_init(void) {
    static double weights[COMMON + 1];
    static uint32_t small[COMMON + 1], large[COMMON + 1];
    double sum = 0;
    for (uint32_t i = 0; i < COMMON; i++) {
        table.words[i] = make_word(i);
        sum += weights[i] = weight_of(i);
    }
    sum += weights[COMMON] = weight_of(COMMON) * COMMON / (TAIL - 1);
    uint32_t smalls = 0, larges = 0;
    for (uint32_t i = 0; i <= COMMON; i++) {
        weights[i] *= (COMMON + 1) / sum;
        if (weights[i] < 1)
            small[smalls++] = i;
        else
            large[larges++] = i;
    }
    while (smalls && larges) {
        uint32_t less = small[--smalls], more = large[larges - 1];
        table.own[less] = (uint32_t)(weights[less] * (1 << 24));
        table.alias[less] = more;
        weights[more] -= 1 - weights[less];
        if (weights[more] < 1) small[smalls++] = large[--larges];
    }
    while (larges) table.own[large[--larges]] = 1 << 24;
    while (smalls) table.own[small[--smalls]] = 1 << 24;
}

static uint32_t common_rank(dice *d, uint64_t roll) {
    uint32_t column = (uint32_t)((roll & 0xFFFFFFFF) * (COMMON + 1) >> 32);
    uint32_t rank = (roll >> 32 & 0xFFFFFF) < table.own[column] ? column : table.alias[column];
    if (rank < COMMON) return rank;
    double far = COMMON * pow(1 - dice_share(d), -1 / (TAIL - 1));
    return far < NAMES_FROM ? (uint32_t)far : NAMES_FROM - 1;
}

/* Small numbers are more likely than large ones, as with the words of a story. */
static uint32_t skewed(uint32_t eight_bits, uint32_t end) {
    return eight_bits * eight_bits * end >> 16;
}

static uint32_t next_rank(dice *d, const prose_topic *topic) {
    uint64_t roll = dice_roll(d);
    uint32_t rank = common_rank(d, roll);
    if (rank < FUNCTIONS || !topic) return rank;
    uint32_t kind = (uint32_t)(roll >> 56);
    if (kind >= 120) return rank;
    uint32_t bits = (uint32_t)(dice_roll(d) & 0xFF);
    if (kind < 50) return topic->story[skewed(bits, PROSE_STORY_WORDS)];
    if (kind < 66) return topic->names[skewed(bits, PROSE_NAMES)];
    return topic->domain[skewed(bits, PROSE_DOMAIN_WORDS)];
}

void prose_topic_make(prose_topic *topic, uint64_t seed, uint64_t story) {
    dice d = dice_of(seed ^ 0x70, story);
    dice domain = dice_of(seed ^ 0xD0, dice_below(&d, DOMAINS));
    for (int i = 0; i < PROSE_DOMAIN_WORDS; i++)
        topic->domain[i] = FUNCTIONS + dice_below(&domain, PROSE_BEND);
    for (int i = 0; i < PROSE_STORY_WORDS; i++) topic->story[i] = common_rank(&d, dice_roll(&d));
    for (int i = 0; i < PROSE_NAMES; i++) {
        double share = dice_share(&d);
        topic->names[i] = i % 2 ? NAMES_FROM + (uint32_t)(NAMES * share * share)
                                : NAMES_FROM + NAMES + (dice_below(&d, 1 << 22));
    }
    for (int i = 0; i < PROSE_STORY_WORDS; i++)
        if (topic->story[i] < FUNCTIONS) topic->story[i] += PROSE_BEND;
}

void prose_put_word(stm_buf *out, uint32_t rank, bool capital) {
    word made;
    const word *w = &made;
    if (rank < COMMON)
        w = &table.words[rank];
    else
        made = make_word(rank);
    if (!capital && rank < NAMES_FROM) {
        stm_buf_put(out, (stm_slice){w->bytes, w->len});
        return;
    }
    word raised = *w;
    raised.bytes[0] = (char)(raised.bytes[0] - 'a' + 'A');
    stm_buf_put(out, (stm_slice){raised.bytes, raised.len});
}

/* count words with a space between them, commas and figures among them. */
static void put_words(stm_buf *out, dice *d, const prose_topic *topic, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        uint64_t roll = i % 4 ? 0xFFFF : dice_roll(d);
        if (i) stm_buf_put(out, (roll & 0xFF) < 70 ? STM_LIT(", ") : STM_LIT(" "));
        if ((roll >> 8 & 0xFF) < 14)
            stm_buf_put_uint(out, (roll >> 16) % ((roll >> 60) ? 100 : 5000) + 2);
        else
            prose_put_word(out, next_rank(d, topic), !i);
    }
}

static uint32_t sentence_length(dice *d) {
    uint64_t roll = dice_roll(d);
    return 4 + (uint32_t)((roll & 15) + (roll >> 4 & 15));
}

void prose_put_sentence(stm_buf *out, dice *d, const prose_topic *topic) {
    put_words(out, d, topic, sentence_length(d));
    stm_buf_put_byte(out, '.');
}

void prose_put_quotation(stm_buf *out, dice *d, const prose_topic *topic) {
    stm_buf_put(out, STM_LIT("\u201c"));
    put_words(out, d, topic, sentence_length(d));
    stm_buf_put(out, STM_LIT(",\u201d said "));
    prose_put_word(out, topic->names[dice_below(d, PROSE_NAMES)], true);
    stm_buf_put_byte(out, ' ');
    prose_put_word(out, topic->names[dice_below(d, PROSE_NAMES)], true);
    stm_buf_put_byte(out, '.');
}

void prose_put_headline(stm_buf *out, dice *d, const prose_topic *topic) {
    uint32_t count = 6 + dice_below(d, 6);
    for (uint32_t i = 0; i < count; i++) {
        if (i) stm_buf_put_byte(out, ' ');
        uint32_t rank = i % 2 == 0 ? topic->story[skewed(dice_below(d, 256), PROSE_STORY_WORDS)]
                                   : next_rank(d, topic);
        prose_put_word(out, i == 1 ? topic->names[0] : rank, !i);
    }
}

/* The gaps between edits are drawn, so that what stays is copied in one piece. */
void prose_put_edited(stm_buf *out, dice *d, stm_slice text, double edits) {
    while (text.len) {
        double gap = edits > 0 ? log(1 - dice_share(d)) / log(1 - edits) : 1e9;
        size_t end = 0;
        for (; gap >= 1 && end < text.len; gap--) {
            const char *space = memchr(text.data + end, ' ', text.len - end);
            end = space ? (size_t)(space - text.data) + 1 : text.len;
        }
        stm_buf_put(out, (stm_slice){text.data, end});
        text = (stm_slice){text.data + end, text.len - end};
        size_t len = 0;
        while (len < text.len && text.data[len] != ' ' && text.data[len] != '\n') len++;
        if (!text.len || !len) continue;
        uint32_t kind = dice_below(d, 3);
        if (kind > 0) prose_put_word(out, next_rank(d, NULL), false);
        if (kind == 2) stm_buf_put_byte(out, ' ');
        if (kind == 2) len = 0;
        if (kind == 0 && len < text.len && text.data[len] == ' ') len++;
        text = (stm_slice){text.data + len, text.len - len};
    }
}
