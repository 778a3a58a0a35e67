/* ending.c - words without their endings, cheaply. */
#include "story/ending.h"

#include <stdbool.h>
#include <string.h>

enum { SHORTEST = 3 /* bytes that are left */ };

static bool ends(const char *word, size_t len, const char *ending, size_t cut) {
    return len >= cut + SHORTEST && memcmp(word + len - cut, ending, cut) == 0;
}

/* "stopp" of "stopping" is "stop", but "kill", "pass" and "buzz" are words. */
static size_t without_double(const char *word, size_t len) {
    char last = word[len - 1];
    bool doubled = len > SHORTEST && last == word[len - 2];
    return len - (doubled && last != 'l' && last != 's' && last != 'z');
}

size_t stm_ending_cut(char *word, size_t len) {
    static const struct {
        const char *ending;
        size_t len;
    } endings[] = {{"ingly", 5}, {"edly", 4}, {"ing", 3}, {"ies", 3}, {"ed", 2},
                   {"es", 2},    {"ly", 2},   {"s", 1},   {"e", 1}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!ends(word, len, endings[i].ending, endings[i].len)) continue;
        if (endings[i].len == 1 && word[len - 1] == 's' && word[len - 2] == 's') break;
        len -= endings[i].len;
        if (endings[i].ending[0] == 'i' && endings[i].ending[1] == 'e')
            len++;
        else
            len = without_double(word, len);
        break;
    }
    if (len > 2 && word[len - 1] == 'y') word[len - 1] = 'i';
    return len;
}
