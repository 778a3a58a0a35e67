/* timex_word.c - what the word lists say of each piece of a time expression. */
#include "text/timex_draft.h"

static const struct {
    const char *keyword;
    time_role role;
} roles[] = {
    {"the", ROLE_THE},
    {"of", ROLE_OF},
    {"and", ROLE_AND},
    {"or", ROLE_OR},
    {"to", ROLE_TO},
    {"in", ROLE_IN},
    {"on", ROLE_ON},
    {"at", ROLE_AT},
    {"for", ROLE_FOR},
    {"until", ROLE_UNTIL},
    {"since", ROLE_SINCE},
    {"per", ROLE_PER},
    {"every", ROLE_EVERY},
    {"other", ROLE_OTHER},
    {"times", ROLE_TIMES},
    {"ago", ROLE_AGO},
    {"earlier", ROLE_EARLIER},
    {"later", ROLE_LATER},
    {"hence", ROLE_HENCE},
    {"last", ROLE_LAST},
    {"this", ROLE_THIS},
    {"next", ROLE_NEXT},
    {"previous", ROLE_PREVIOUS},
    {"following", ROLE_FOLLOWING},
    {"same", ROLE_SAME},
    {"that", ROLE_THAT},
    {"latest", ROLE_LATEST},
    {"comparable", ROLE_COMPARABLE},
    {"recent", ROLE_RECENT},
    {"coming", ROLE_COMING},
    {"filler", ROLE_FILLER},
    {"fiscal", ROLE_FISCAL},
    {"period", ROLE_PERIOD},
    {"edge", ROLE_EDGE},
    {"early", ROLE_EARLY},
    {"old", ROLE_OLD},
    {"by", ROLE_BY},
    {"ended", ROLE_ENDED},
    {"am", ROLE_AM},
    {"pm", ROLE_PM},
    {"oclock", ROLE_OCLOCK},
    {"zone", ROLE_ZONE},
    {"era", ROLE_ERA},
    {"decades", ROLE_DECADES},
};

static const struct {
    const char *code;
    time_unit unit;
} units[] = {
    {"TS", UNIT_SECOND},    {"TM", UNIT_MINUTE}, {"TH", UNIT_HOUR},      {"D", UNIT_DAY},
    {"WE", UNIT_WEEKEND},   {"W", UNIT_WEEK},    {"2W", UNIT_FORTNIGHT}, {"M", UNIT_MONTH},
    {"Q", UNIT_QUARTER},    {"Y", UNIT_YEAR},    {"E", UNIT_DECADE},     {"C", UNIT_CENTURY},
    {"L", UNIT_MILLENNIUM},
};

static const struct {
    const char *code;
    day_part part;
} parts[] = {
    {"MO", PART_MORNING}, {"AF", PART_AFTERNOON}, {"EV", PART_EVENING},     {"NI", PART_NIGHT},
    {"DT", PART_DAYTIME}, {"12:00", PART_NOON},   {"24:00", PART_MIDNIGHT},
};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* The first word of the value. */
static stm_slice head_of(stm_slice value) {
    const char *space = value.len ? memchr(value.data, ' ', value.len) : NULL;
    if (space) value.len = (size_t)(space - value.data);
    return value;
}

static bool has_mark(stm_slice value, const char *mark) {
    stm_slice head = head_of(value);
    if (head.len == value.len) return false;
    stm_slice rest = {value.data + head.len + 1, value.len - head.len - 1};
    return stm_slice_is(rest, stm_slice_of(mark));
}

static int number_of(stm_slice s) {
    int value = 0;
    bool minus = s.len && s.data[0] == '-';
    for (size_t i = minus; i < s.len && s.data[i] >= '0' && s.data[i] <= '9'; i++)
        value = value * 10 + (s.data[i] - '0');
    return minus ? -value : value;
}

static stm_slice value_in(const stm_lexicon *lexicon, const stm_piece *piece,
                          enum stm_lex_class class) {
    if (!stm_piece_in(piece, class)) return (stm_slice){0};
    return stm_lexicon_match(lexicon, class, &piece->word, 1).value;
}

static void put_role(stm_slice value, time_word *word) {
    if (stm_slice_begins(value, STM_LIT("decade "))) {
        word->decade = (uint8_t)number_of((stm_slice){value.data + 7, value.len - 7});
        return;
    }
    for (size_t i = 0; i < LENGTH(roles); i++)
        if (stm_slice_is(value, stm_slice_of(roles[i].keyword)))
            word->role = (uint8_t)roles[i].role;
}

static uint8_t season_of(stm_slice code) {
    static const char *const codes[] = {"SP", "SU", "FA", "WI"};
    for (size_t i = 0; i < LENGTH(codes); i++)
        if (stm_slice_is(code, stm_slice_of(codes[i]))) return (uint8_t)(i + 1);
    return 0;
}

static void put_names(const stm_lexicon *lexicon, const stm_piece *piece, time_word *word) {
    stm_slice month = value_in(lexicon, piece, STM_LEX_MONTHS);
    stm_slice weekday = value_in(lexicon, piece, STM_LEX_WEEKDAYS);
    stm_slice season = value_in(lexicon, piece, STM_LEX_SEASONS);
    stm_slice ordinal = value_in(lexicon, piece, STM_LEX_ORDINALS);
    word->month = (uint8_t)number_of(month);
    word->weekday = (uint8_t)number_of(weekday);
    word->season = season_of(head_of(season));
    word->ordinal = (int8_t)(number_of(ordinal) > 100 ? 0 : number_of(ordinal));
    word->is_weak =
        has_mark(month, "weak") || has_mark(weekday, "weak") || has_mark(season, "weak");
    word->is_plural = has_mark(weekday, "plural");
}

static time_word word_of(const stm_lexicon *lexicon, const stm_piece *piece) {
    time_word word = {0};
    if (!piece->lex || piece->kind == STM_PIECE_MARK) return word;
    put_names(lexicon, piece, &word);
    stm_slice unit = value_in(lexicon, piece, STM_LEX_TIME_UNITS);
    for (size_t i = 0; unit.data && i < LENGTH(units); i++)
        if (stm_slice_is(head_of(unit), stm_slice_of(units[i].code)))
            word.unit = (uint8_t)units[i].unit;
    stm_slice part = value_in(lexicon, piece, STM_LEX_DAY_PARTS);
    for (size_t i = 0; part.data && i < LENGTH(parts); i++)
        if (stm_slice_is(head_of(part), stm_slice_of(parts[i].code)))
            word.part = (uint8_t)parts[i].part;
    if (has_mark(unit, "plural") || has_mark(part, "plural")) word.is_plural = true;
    stm_slice role = value_in(lexicon, piece, STM_LEX_TIME_GRAMMAR);
    if (role.data) put_role(role, &word);
    return word;
}

const time_word *stm_timex_words(stm_arena *arena, const stm_document *doc, stm_pieces pieces) {
    time_word *words = STM_TAKE(arena, time_word, pieces.count + 1);
    for (uint32_t i = 0; i < pieces.count; i++) words[i] = word_of(doc->lexicon, &pieces.items[i]);
    return words;
}
