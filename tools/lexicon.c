/* lexicon.c - build tool: turns the word lists under data/ into tables in C.
 *
 *     lexicon HEADER SOURCE DATA_DIR [LANGUAGE/CLASS.txt ...]
 *
 * The format of a list is told in src/text/lexicon.h. A malformed line fails the build, named by
 * file and line. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/lexicon_table.h"
#include "text/word.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct {
    stm_slice language, class;
    const char *path;
} list;

typedef struct {
    uint64_t key; /* phrase and class */
    uint32_t class, lemma;
    uint32_t words;               /* 0: no form, but the first words of one that has more */
    uint64_t first, second, hash; /* of the first words, of the whole form */
    stm_slice value;
} form;

typedef STM_VEC(list) lists;
typedef STM_VEC(form) forms;
typedef STM_VEC(stm_slice) slices;

static _Noreturn void fail(const char *path, size_t line, const char *why) {
    fprintf(stderr, "%s:%zu: %s\n", path, line, why);
    exit(1);
}

static stm_slice slurp(stm_arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) fail(path, 0, "cannot be opened");
    stm_buf buf;
    stm_buf_init(&buf, 0);
    char chunk[4096];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, file)) > 0;)
        stm_buf_put(&buf, (stm_slice){chunk, n});
    fclose(file);
    stm_slice text = stm_arena_copy(arena, stm_buf_get(&buf));
    stm_buf_release(&buf);
    return text;
}

static stm_slice trim(stm_slice s) {
    while (s.len && (s.data[0] == ' ' || s.data[0] == '\t')) s.data++, s.len--;
    while (s.len && (s.data[s.len - 1] == ' ' || s.data[s.len - 1] == '\t')) s.len--;
    return s;
}

/* Cuts off and returns what stands before the separator; rest.data becomes NULL after the last. */
static stm_slice cut(stm_slice *rest, const char *separator) {
    size_t n = strlen(separator);
    for (size_t i = 0; i + n <= rest->len; i++) {
        if (memcmp(rest->data + i, separator, n)) continue;
        stm_slice piece = {rest->data, i};
        *rest = (stm_slice){rest->data + i + n, rest->len - i - n};
        return piece;
    }
    stm_slice piece = *rest;
    *rest = (stm_slice){0};
    return piece;
}

static uint32_t class_number(const slices *classes, stm_slice name) {
    for (size_t i = 0; i < classes->len; i++)
        if (stm_slice_is(classes->items[i], name)) return (uint32_t)i;
    return UINT32_MAX;
}

static void read_form(stm_arena *arena, const list *from, size_t line, stm_slice text, form shape,
                      forms *out) {
    text = trim(text);
    if (!text.len) fail(from->path, line, "empty form (a stray comma?)");
    shape.words = 0;
    for (stm_slice rest = text; rest.data;) {
        stm_slice word = cut(&rest, " ");
        if (!word.len) fail(from->path, line, "two spaces inside a form");
        if (shape.words > 1)
            stm_vec_put(arena, out, (form){.key = stm_lexicon_key(shape.hash, shape.class)});
        uint64_t hash = stm_word_hash(word);
        shape.hash = shape.words ? stm_hash_join(shape.hash, hash) : hash;
        if (shape.words == 0) shape.first = hash;
        if (shape.words == 1) shape.second = hash;
        shape.words++;
    }
    if (shape.value.len > UINT16_MAX) fail(from->path, line, "value of more than 64 KiB");
    if (shape.words > STM_LEXICON_LONGEST) fail(from->path, line, "form of too many words");
    shape.key = stm_lexicon_key(shape.hash, shape.class);
    stm_vec_put(arena, out, shape);
}

static void read_list(stm_arena *arena, const list *from, uint32_t class, forms *out) {
    size_t line = 0;
    uint32_t lemma = 0;
    stm_map seen = {0};
    for (stm_slice rest = slurp(arena, from->path); rest.data;) {
        stm_slice text = trim(cut(&rest, "\n"));
        line++;
        if (!text.len || text.data[0] == '#') continue;
        stm_slice names = cut(&text, " = ");
        form shape = {.class = class, .lemma = lemma++, .value = text.data ? trim(text) : text};
        while (names.data) {
            read_form(arena, from, line, cut(&names, ","), shape, out);
            uint32_t *place = stm_map_put(arena, &seen, out->items[out->len - 1].hash);
            if (*place != STM_MAP_NONE) fail(from->path, line, "a form that the list has already");
            *place = (uint32_t)line;
        }
    }
}

static size_t table_size(size_t count) {
    size_t size = 16;
    while (size < count * 2) size *= 2;
    return size;
}

/* One string a language; a form's value is a place in it. */
static void write_values(FILE *out, size_t language, const forms *all) {
    fprintf(out, "static const char values_%zu[] =", language);
    for (size_t i = 0; i < all->len; i++) {
        stm_slice value = all->items[i].value;
        if (!value.len) continue;
        fputs("\n    \"", out);
        for (size_t k = 0; k < value.len; k++) fprintf(out, "\\%03o", (unsigned char)value.data[k]);
        fputc('"', out);
    }
    fputs("\n    \"\";\n\n", out);
}

static stm_lexicon_form *place_of(stm_lexicon_form *table, size_t size, uint64_t key) {
    size_t at = key & (size - 1);
    while (table[at].key && table[at].key != key) at = (at + 1) & (size - 1);
    return &table[at];
}

static void write_forms(FILE *out, size_t language, const forms *all) {
    size_t size = table_size(all->len), value = 0;
    stm_lexicon_form *table = calloc(size, sizeof *table);
    for (size_t i = 0; i < all->len; i++) {
        const form *f = &all->items[i];
        stm_lexicon_form *place = place_of(table, size, f->key);
        if (place->words) continue; /* a beginning that is a form, too */
        *place = (stm_lexicon_form){f->key,
                                    f->lemma,
                                    (uint32_t)value,
                                    (uint16_t)f->value.len,
                                    (uint8_t)f->words,
                                    f->value.data != NULL};
        value += f->value.len;
    }
    fprintf(out, "static const stm_lexicon_form forms_%zu[%zu] = {\n", language, size);
    for (size_t i = 0; i < size; i++)
        if (table[i].key)
            fprintf(out, "    [%zu] = {0x%llxu, %u, %u, %u, %u, %d},\n", i,
                    (unsigned long long)table[i].key, table[i].lemma, table[i].value,
                    table[i].value_len, table[i].words, table[i].has_value);
    fprintf(out, "};\n\n");
    free(table);
}

/* How many different words forms begin with. */
static size_t word_count(const forms *all) {
    stm_arena *arena = stm_arena_new();
    stm_map seen = {0};
    for (size_t i = 0; i < all->len; i++)
        if (all->items[i].words) *stm_map_put(arena, &seen, all->items[i].first) = 1;
    size_t count = seen.len;
    stm_arena_free(arena);
    return count;
}

static void write_words(FILE *out, size_t language, const forms *all) {
    size_t size = table_size(word_count(all));
    stm_lexicon_word *table = calloc(size, sizeof *table);
    for (size_t i = 0; i < all->len; i++) {
        const form *f = &all->items[i];
        if (!f->words) continue;
        size_t at = f->first & (size - 1);
        while (table[at].word && table[at].word != f->first) at = (at + 1) & (size - 1);
        table[at].word = f->first;
        table[at].starts |= UINT64_C(1) << f->class;
        if (f->words == 1) table[at].classes |= UINT64_C(1) << f->class;
        if (f->words > 1) table[at].seconds |= UINT64_C(1) << stm_word_number(f->second);
    }
    fprintf(out, "static const stm_lexicon_word words_%zu[%zu] = {\n", language, size);
    for (size_t i = 0; i < size; i++)
        if (table[i].word)
            fprintf(out, "    [%zu] = {0x%llxu, 0x%llxu, 0x%llxu, 0x%llxu},\n", i,
                    (unsigned long long)table[i].word, (unsigned long long)table[i].classes,
                    (unsigned long long)table[i].starts, (unsigned long long)table[i].seconds);
    fprintf(out, "};\n\n");
    fprintf(out, "static const uint16_t tags_%zu[%zu] = {\n", language, size);
    for (size_t i = 0; i < size; i++)
        if (table[i].word) fprintf(out, "    [%zu] = %u,\n", i, stm_lexicon_tag(table[i].word));
    fprintf(out, "};\n\n");
    free(table);
}

static void write_header(const char *path, const slices *classes) {
    FILE *out = fopen(path, "wb");
    if (!out) fail(path, 0, "cannot be written");
    fputs("/* Made from the files under data/. */\n#pragma once\n\nenum stm_lex_class {\n", out);
    for (size_t i = 0; i < classes->len; i++) {
        fputs("    STM_LEX_", out);
        for (size_t k = 0; k < classes->items[i].len; k++) {
            char c = classes->items[i].data[k];
            fputc(c == '-' ? '_' : c >= 'a' && c <= 'z' ? c - 32 : c, out);
        }
        fputs(",\n", out);
    }
    fputs("    STM_LEX_CLASSES\n};\n", out);
    if (fclose(out)) fail(path, 0, "cannot be written");
}

static void write_source(const char *path, const slices *languages, const forms *all) {
    FILE *out = fopen(path, "wb");
    if (!out) fail(path, 0, "cannot be written");
    fputs("/* Made from the files under data/. */\n#include \"text/lexicon_table.h\"\n\n", out);
    for (size_t i = 0; i < languages->len; i++) {
        write_values(out, i, &all[i]);
        write_forms(out, i, &all[i]);
        write_words(out, i, &all[i]);
    }
    fprintf(out, "const size_t stm_lexicon_language_count = %zu;\n", languages->len);
    fputs("const stm_lexicon stm_lexicon_languages[] = {\n", out);
    for (size_t i = 0; i < languages->len; i++) {
        fprintf(out, "    {\"%.*s\", forms_%zu, %zu, words_%zu, tags_%zu, %zu, values_%zu},\n",
                (int)languages->items[i].len, languages->items[i].data, i, table_size(all[i].len),
                i, i, table_size(word_count(&all[i])), i);
    }
    fputs("    {\"\", NULL, 0, NULL, NULL, 0, NULL},\n};\n", out);
    if (fclose(out)) fail(path, 0, "cannot be written");
}

static int by_bytes(const void *a, const void *b) {
    return stm_slice_order(*(const stm_slice *)a, *(const stm_slice *)b);
}

static void add_name(stm_arena *arena, slices *names, stm_slice name) {
    if (class_number(names, name) == UINT32_MAX) stm_vec_put(arena, names, name);
}

int main(int count, char **args) {
    if (count < 4) fail("lexicon", 0, "usage: lexicon HEADER SOURCE DATA_DIR [LIST ...]");
    stm_arena *arena = stm_arena_new();
    lists found = {0};
    slices classes = {0}, languages = {0};
    for (int i = 4; i < count; i++) {
        stm_slice rest = stm_slice_of(args[i]), language = cut(&rest, "/"), class = cut(&rest, ".");
        stm_buf path;
        stm_buf_init(&path, 0);
        stm_buf_put_text(&path, args[3]);
        stm_buf_put_byte(&path, '/');
        stm_buf_put_text(&path, args[i]);
        stm_slice kept = stm_arena_copy(arena, stm_buf_get(&path));
        stm_buf_release(&path);
        stm_vec_put(arena, &found, (list){language, class, kept.data});
        add_name(arena, &classes, class);
        add_name(arena, &languages, language);
    }
    qsort(classes.items, classes.len, sizeof *classes.items, by_bytes);
    qsort(languages.items, languages.len, sizeof *languages.items, by_bytes);
    if (classes.len > 64) fail(args[3], 0, "more than 64 classes");
    forms *all = STM_TAKE(arena, forms, languages.len + 1);
    for (size_t i = 0; i < found.len; i++)
        read_list(arena, &found.items[i], class_number(&classes, found.items[i].class),
                  &all[class_number(&languages, found.items[i].language)]);
    write_header(args[1], &classes);
    write_source(args[2], &languages, all);
    stm_arena_free(arena);
    return 0;
}
