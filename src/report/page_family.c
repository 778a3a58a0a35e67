/* page_family.c - the part of a page that lists the reports as a family tree on an axis of time.
 *
 * A row is a report, below the one it is from; the reasons fold out of it. Beside it runs its lane
 * of the drawing: a node when it was published, a line across the day where only the day is known,
 * and the edge that comes down from its parent. */
#include "report/field.h"
#include "report/letter.h"
#include "report/page_axis.h"
#include "report/page_part.h"
#include "report/provenance.h"

#include <stdlib.h>

enum { ROWS_MOST = 40, DEPTH_SHOWN = 6, MIDDLE = 14, UNDATED_AT = 6 };

typedef struct {
    uint32_t report, depth;
    uint32_t last; /* the row of its last child; its own where it has none */
} row;

typedef struct {
    stm_page_part *part;
    stm_axis axis;
    row *rows;
    uint32_t *row_of;         /* a report's row */
    const stm_pair **edge_of; /* the edge to a report's parent, or NULL */
    uint32_t *number_of;      /* of that edge among the family's */
    uint32_t count;
} tree;

/* For sorting: by whether it has children, by time, then by place. */
typedef struct {
    uint32_t report;
    uint32_t parent;
    bool is_parent;
    stm_when when;
} member;

static int by_time(const member *one, const member *other) {
    bool no = one->when.precision == STM_WHEN_ABSENT,
         none = other->when.precision == STM_WHEN_ABSENT;
    if (no != none) return no ? 1 : -1;
    if (one->when.first != other->when.first) return one->when.first < other->when.first ? -1 : 1;
    return (one->report > other->report) - (one->report < other->report);
}

/* Children by parent; roots (whose parent is UINT32_MAX) last, those with children first. */
static int by_parent(const void *a, const void *b) {
    const member *one = a, *other = b;
    if (one->parent != other->parent) return one->parent < other->parent ? -1 : 1;
    if (one->parent == UINT32_MAX && one->is_parent != other->is_parent)
        return one->is_parent ? -1 : 1;
    return by_time(one, other);
}

static member *sort_members(stm_page_part *part) {
    const stm_family *family = part->story->family;
    member *members = STM_TAKE(part->arena, member, part->story->count);
    bool *is_parent = STM_TAKE(part->arena, bool, part->story->count);
    for (uint32_t i = 0; i < part->story->count; i++)
        if (family->parent[i] != UINT32_MAX) is_parent[family->parent[i]] = true;
    for (uint32_t i = 0; i < part->story->count; i++)
        members[i] = (member){i, family->parent[i], is_parent[i],
                              stm_when_read(stm_page_part_report(part, i)->published)};
    qsort(members, part->story->count, sizeof *members, by_parent);
    return members;
}

/* Where the children of a report begin among the members. */
static uint32_t first_child(const member *members, uint32_t count, uint32_t parent) {
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (members[middle].parent < parent)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Lays the rows, each tree from its root down. */
static void lay_rows(tree *t, const member *members) {
    uint32_t count = t->part->story->count, depth = 0;
    uint32_t *next = STM_TAKE(t->part->arena, uint32_t, count + 1); /* the path's next members */
    for (uint32_t root = first_child(members, count, UINT32_MAX); root < count; root++) {
        next[0] = root;
        depth = 0;
        for (;;) {
            const member *m = &members[next[depth]];
            t->row_of[m->report] = t->count;
            t->rows[t->count] = (row){m->report, depth, t->count};
            if (m->parent != UINT32_MAX) t->rows[t->row_of[m->parent]].last = t->count;
            t->count++;
            if (m->is_parent) {
                next[++depth] = first_child(members, count, m->report);
                continue;
            }
            while (depth) {
                uint32_t above = members[next[depth]].parent;
                if (++next[depth] < count && members[next[depth]].parent == above) break;
                depth--;
            }
            if (!depth) break;
        }
    }
}

static tree make_tree(stm_page_part *part) {
    const stm_family *family = part->story->family;
    uint32_t count = part->story->count;
    tree t = {.part = part, .axis = stm_axis_make(part->story)};
    t.rows = STM_TAKE(part->arena, row, count);
    t.row_of = STM_TAKE(part->arena, uint32_t, count);
    t.edge_of = STM_TAKE(part->arena, const stm_pair *, count);
    t.number_of = STM_TAKE(part->arena, uint32_t, count);
    for (uint32_t i = 0; i < family->edges.len; i++) {
        const stm_pair *pair = family->edges.items[i];
        uint32_t child = family->parent[pair->a] == pair->b ? pair->a : pair->b;
        t.edge_of[child] = pair;
        t.number_of[child] = i;
    }
    lay_rows(&t, sort_members(part));
    return t;
}

/* A number in thousandths as a percentage. */
static void put_place(stm_markup *html, const char *name, unsigned at) {
    stm_markup_begin_value(html, name);
    stm_markup_put_uint(html, at / 10);
    stm_markup_put_text(html, ".");
    stm_markup_put_uint(html, at % 10);
    stm_markup_put_text(html, "%");
    stm_markup_end_value(html);
}

/* y in pixels, UINT32_MAX for the lane's foot. */
static void put_height(stm_markup *html, const char *name, unsigned y) {
    stm_markup_begin_value(html, name);
    if (y == UINT32_MAX)
        stm_markup_put_text(html, "100%");
    else
        stm_markup_put_uint(html, y);
    stm_markup_end_value(html);
}

static void put_line(stm_markup *html, const char *class_name, unsigned x1, unsigned y1,
                     unsigned x2, unsigned y2) {
    stm_markup_open_as(html, "line", class_name);
    put_place(html, "x1", x1);
    put_height(html, "y1", y1);
    put_place(html, "x2", x2);
    put_height(html, "y2", y2);
    stm_markup_close(html);
}

static unsigned place_of(const tree *t, uint32_t report) {
    stm_when when = stm_when_read(stm_page_part_report(t->part, report)->published);
    return when.precision == STM_WHEN_ABSENT ? UNDATED_AT : stm_axis_at(&t->axis, when.first);
}

/* The lines that come down from reports above to others below. */
static void put_passing(const tree *t, uint32_t index) {
    const uint32_t *parent = t->part->story->family->parent;
    for (uint32_t above = parent[t->rows[index].report]; above != UINT32_MAX; above = parent[above])
        if (t->rows[t->row_of[above]].last > index)
            put_line(&t->part->html, "edge", place_of(t, above), 0, place_of(t, above), UINT32_MAX);
}

static void put_edge_link(const tree *t, uint32_t report) {
    stm_markup_open(&t->part->html, "a");
    stm_markup_begin_value(&t->part->html, "href");
    stm_markup_put_text(&t->part->html, "#e");
    stm_markup_put_uint(&t->part->html, t->number_of[report] + 1);
    stm_markup_end_value(&t->part->html);
}

/* The edge from the parent: down along its line, then across. */
static void put_edge(const tree *t, uint32_t report, unsigned at) {
    stm_markup *html = &t->part->html;
    uint32_t parent = t->part->story->family->parent[report];
    if (parent == UINT32_MAX) return;
    unsigned from = place_of(t, parent);
    put_edge_link(t, report);
    stm_markup_word(html, "class", "edge-link");
    stm_markup_open(html, "title");
    stm_markup_put_text(html, "why");
    stm_markup_close(html);
    put_line(html, "hit", from, MIDDLE, at, MIDDLE);
    put_line(html, "edge", from, 0, from, MIDDLE);
    put_line(html, "edge", from, MIDDLE, at, MIDDLE);
    stm_markup_close(html);
}

static void put_node(const tree *t, uint32_t report, unsigned at) {
    stm_markup *html = &t->part->html;
    stm_when when = stm_when_read(stm_page_part_report(t->part, report)->published);
    if (when.precision == STM_WHEN_DAY)
        put_line(html, "day", at, MIDDLE, stm_axis_at(&t->axis, when.last), MIDDLE);
    stm_markup_open_as(html, "circle",
                       when.precision == STM_WHEN_ABSENT                      ? "node undated"
                       : t->part->story->family->parent[report] != UINT32_MAX ? "node"
                                                                              : "node root");
    put_place(html, "cx", at);
    put_height(html, "cy", MIDDLE);
    stm_markup_word(html, "r", "4");
    stm_markup_close(html);
}

static void put_ticks(const tree *t) {
    for (unsigned i = 0; i < t->axis.tick_count; i++)
        put_line(&t->part->html, "tick", t->axis.ticks[i].at, 0, t->axis.ticks[i].at, UINT32_MAX);
}

static void open_drawing(stm_markup *html) {
    stm_markup_open_as(html, "svg", "lane");
    stm_markup_word(html, "aria-hidden", "true");
}

static void put_lane(const tree *t, uint32_t index) {
    stm_markup *html = &t->part->html;
    uint32_t report = t->rows[index].report;
    unsigned at = place_of(t, report);
    open_drawing(html);
    put_ticks(t);
    put_passing(t, index);
    if (t->rows[index].last > index) put_line(html, "edge", at, MIDDLE, at, UINT32_MAX);
    put_edge(t, report, at);
    put_node(t, report, at);
    stm_markup_close(html);
}

static void put_reasons(stm_page_part *part, const stm_pair *pair) {
    char a[STM_LETTER_MOST], b[STM_LETTER_MOST];
    stm_slice a_name = {a, stm_letter_write(pair->a, a)},
              b_name = {b, stm_letter_write(pair->b, b)};
    stm_page_part_open_list(part, "why");
    for (size_t i = 0; i < pair->why.len; i++) {
        stm_buf_clear(&part->text);
        stm_field_put_reason(&part->text, &pair->why.items[i], a_name, b_name);
        stm_markup_open(&part->html, "li");
        stm_markup_put(&part->html, stm_buf_get(&part->text));
        stm_markup_close(&part->html);
    }
    stm_markup_close(&part->html);
}

/* "one source with C", and why. */
static void put_relation(const tree *t, uint32_t report) {
    stm_page_part *part = t->part;
    stm_markup *html = &part->html;
    const stm_pair *pair = t->edge_of[report];
    uint32_t parent = part->story->family->parent[report];
    if (!pair) return;
    stm_markup_put_text(html, " ");
    stm_markup_open_as(html, "details", "relation");
    stm_markup_begin_value(html, "id");
    stm_markup_put_text(html, "e");
    stm_markup_put_uint(html, t->number_of[report] + 1);
    stm_markup_end_value(html);
    stm_markup_open(html, "summary");
    const char *words = stm_provenance_words(pair->relation);
    stm_markup_put_text(html, words ? words : "shares words with ");
    stm_page_part_put_letters(part, &parent, 1);
    stm_markup_close(html);
    put_reasons(part, pair);
    stm_markup_close(html);
}

static void put_letter_link(stm_page_part *part, uint32_t report) {
    stm_markup_open_as(&part->html, "a", "letter");
    stm_markup_begin_value(&part->html, "href");
    stm_markup_put_text(&part->html, "#");
    stm_page_part_put_letter(part, report);
    stm_markup_end_value(&part->html);
    stm_page_part_put_letter(part, report);
    stm_markup_close(&part->html);
}

static void put_label(const tree *t, uint32_t index) {
    static const char *const depths[] = {"label depth-0", "label depth-1", "label depth-2",
                                         "label depth-3", "label depth-4", "label depth-5",
                                         "label depth-6"};
    stm_page_part *part = t->part;
    stm_markup *html = &part->html;
    uint32_t index_of = t->rows[index].report, depth = t->rows[index].depth;
    const stm_report *report = stm_page_part_report(part, index_of);
    stm_markup_open_as(html, "div", depths[depth < DEPTH_SHOWN ? depth : DEPTH_SHOWN]);
    put_letter_link(part, index_of);
    stm_markup_put_text(html, " ");
    stm_page_part_put_name(part, "outlet", stm_page_part_outlet(report));
    for (size_t i = 0; i < report->byline.len; i++) {
        stm_markup_put_text(html, i ? ", " : " ");
        stm_page_part_put_name(part, "byline", report->byline.items[i]);
    }
    stm_markup_put_text(html, " ");
    if (report->published.len) stm_page_part_put_date(part, report->published);
    put_relation(t, index_of);
    if (!t->edge_of[index_of] && part->provenances[index_of].len) {
        stm_markup_put_text(html, " ");
        stm_page_part_put_in(part, "span", "provenance", part->provenances[index_of]);
    }
    stm_markup_close(html);
}

static void put_row(const tree *t, uint32_t index) {
    stm_markup *html = &t->part->html;
    stm_markup_line(html);
    stm_markup_open_as(html, "li", "row");
    stm_markup_begin_value(html, "data-w");
    stm_page_part_put_letter(t->part, t->rows[index].report);
    stm_markup_end_value(html);
    put_label(t, index);
    if (t->axis.any) put_lane(t, index);
    stm_markup_close(html);
}

static void put_axis(const tree *t) {
    stm_markup *html = &t->part->html;
    stm_markup_open_as(html, "div", "axis");
    stm_markup_word(html, "aria-hidden", "true");
    open_drawing(html);
    for (unsigned i = 0; i < t->axis.tick_count; i++) {
        stm_markup_open(html, "text");
        put_place(html, "x", t->axis.ticks[i].at);
        stm_markup_word(html, "y", "12");
        stm_markup_word(html, "text-anchor", "middle");
        stm_markup_put_text(html, t->axis.ticks[i].label);
        stm_markup_close(html);
    }
    stm_markup_close(html);
    stm_markup_close(html);
}

/* Trees of several reports, and of the others as many as there is room for. */
static uint32_t rows_shown(const tree *t) {
    uint32_t in_trees = 0;
    while (in_trees < t->count && (t->rows[in_trees].depth || t->rows[in_trees].last > in_trees))
        in_trees++;
    uint32_t room = t->count < ROWS_MOST ? t->count : ROWS_MOST;
    return in_trees > room ? in_trees : room;
}

void stm_page_part_family(stm_page_part *part) {
    stm_markup *html = &part->html;
    if (!part->story->count) return;
    tree t = make_tree(part);
    uint32_t shown = rows_shown(&t);
    stm_page_part_open_section(part, "family", "Reports", "and which has its words from which");
    if (t.axis.any) put_axis(&t);
    const char *rows = t.axis.any ? "rows" : "rows timeless";
    stm_page_part_open_list(part, rows);
    for (uint32_t i = 0; i < t.count; i++) {
        stm_page_part_fold(part, rows, i, shown, t.count);
        put_row(&t, i);
    }
    stm_page_part_close_list(part, shown, t.count);
    stm_markup_close(html);
}
