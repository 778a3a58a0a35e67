/* parse.c - HTML parsed and thrown away, by the tokenizer or by libxml2: what bench/text.py
 * compares. usage: parse tokenizer|libxml2 < LIST     names of files, a line each; prints bytes and
 * seconds Files are read before the clock starts. Exits 77 where libxml2 was not there at build
 * time. */
#include "base/file.h"
#include "read/tokenizer.h"

#include <stdio.h>
#include <time.h>
#ifdef HAVE_LIBXML2
#include <libxml/HTMLparser.h>
#endif

enum { SKIPPED = 77 };

/* As the outline does: what stands behind a start tag is told by its name. */
static stm_html_mode mode_behind(stm_slice name) {
    if (stm_slice_is(name, STM_LIT("script"))) return STM_HTML_SCRIPT;
    if (stm_slice_is(name, STM_LIT("style")) || stm_slice_is(name, STM_LIT("iframe")) ||
        stm_slice_is(name, STM_LIT("xmp")) || stm_slice_is(name, STM_LIT("noembed")) ||
        stm_slice_is(name, STM_LIT("noframes")))
        return STM_HTML_RAWTEXT;
    if (stm_slice_is(name, STM_LIT("title")) || stm_slice_is(name, STM_LIT("textarea")))
        return STM_HTML_RCDATA;
    return STM_HTML_DATA;
}

static bool tokenize(stm_slice page) {
    stm_arena *arena = stm_arena_new();
    stm_tokenizer html;
    stm_tokenizer_init(&html, arena, page);
    for (stm_html_kind kind; (kind = stm_tokenizer_next(&html)) != STM_HTML_END;)
        if (kind == STM_HTML_OPEN) html.mode = mode_behind(html.token.name);
    stm_arena_free(arena);
    return true;
}

static bool parse_libxml2(stm_slice page) {
#ifdef HAVE_LIBXML2
    int how = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
    xmlFreeDoc(htmlReadMemory(page.data, (int)page.len, NULL, "utf-8", how));
    return true;
#else
    (void)page;
    return false;
#endif
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    bool (*parse)(stm_slice) = strcmp(argv[1], "libxml2") ? tokenize : parse_libxml2;
    stm_arena *arena = stm_arena_new();
    STM_VEC(stm_slice) pages = {0};
    char path[4096];
    size_t bytes = 0;
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        stm_slice page;
        if (stm_file_read(arena, path, (size_t)1 << 30, &page, NULL) != STM_OK) return 1;
        stm_vec_put(arena, &pages, page);
        bytes += page.len;
    }
    double before = now();
    for (size_t i = 0; i < pages.len; i++)
        if (!parse(pages.items[i])) return SKIPPED;
    printf("%zu %.6f\n", bytes, now() - before);
    stm_arena_free(arena);
    return 0;
}
