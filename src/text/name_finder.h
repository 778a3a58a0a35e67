/* name_finder.h - what the finding of names in one document works with. */
#ifndef STM_TEXT_NAME_FINDER_H
#define STM_TEXT_NAME_FINDER_H

#include "text/name_find.h"

typedef struct {
    stm_arena *arena;
    const stm_name_reader *reader;
    const stm_document *doc;
    stm_found *found;
    uint32_t begin, end; /* of the sentence */
} stm_finder;

static inline const stm_token *stm_finder_token(const stm_finder *f, uint32_t at) {
    return stm_name_token(f->doc, at);
}

static inline bool stm_finder_in(const stm_finder *f, enum stm_lex_class class, uint32_t at) {
    return stm_token_in(stm_finder_token(f, at), class);
}

static inline stm_lex_match stm_finder_match(const stm_finder *f, enum stm_lex_class class,
                                             uint32_t at, uint32_t end) {
    return stm_document_match(f->doc, class, at, end);
}

/* The first word of a sentence, or after a mark that opens a quotation or a clause: it has its
 * capital from there. */
bool stm_finder_opens(const stm_finder *finder, uint32_t at);

/* The word has a capital for another reason than naming (data/en/not_names.txt). */
bool stm_finder_is_no_name(const stm_finder *finder, uint32_t at, uint32_t end);

/* A weekday or a month. */
bool stm_finder_is_date(const stm_finder *finder, uint32_t at);

bool stm_finder_is_stopword(const stm_finder *finder, uint32_t at);

/* A capitalised word of the sentence that may stand in a name. */
bool stm_finder_is_name(const stm_finder *finder, uint32_t at);

/* A word that makes a body of the name it stands in, or says what a body deals with. */
bool stm_finder_is_body(const stm_finder *finder, uint32_t at);

/* A verb, in lower case. */
bool stm_finder_is_verb(const stm_finder *finder, uint32_t at);

/* Adds the role and returns its number. */
uint32_t stm_finder_put_title(stm_finder *finder, stm_role role);

/* name_title.c: the phrase of capitals parted into titles, lower-case ones before it included, and
 * name. False where it is no name but a role alone. */
bool stm_title_read(stm_finder *finder, stm_name_phrase *phrase);

/* name_vote.c: reads what stands beside the phrase and tells what kind of entity it speaks for. */
void stm_phrase_vote(stm_finder *finder, stm_name_phrase *phrase);

/* Puts the role, which stands in front of the phrase, beside it, if it may be one of its kind. */
void stm_phrase_put_beside(stm_finder *finder, stm_name_phrase *phrase, const stm_role *role);

#endif
