/* brief.c - the account of a story for people, in a terminal or any fixed-width place. */
#include "report/brief.h"

#include "report/brief_part.h"

void stm_brief_put(stm_buf *out, const stm_story *story, const stm_collation *collation,
                   stm_brief_options options) {
    stm_brief_part part = {.story = story, .collation = collation, .options = options};
    part.arena = stm_arena_new();
    stm_buf_init(&part.tail, 0);
    stm_buf_init(&part.measured, 0);
    stm_buf_init(&part.tidied, 0);
    stm_sheet_init(&part.sheet, part.arena, out, options.width, options.colour);
    stm_brief_part_head(&part);
    stm_brief_part_agreed(&part);
    stm_brief_part_different(&part);
    stm_brief_part_quotes(&part);
    stm_brief_part_only(&part);
    stm_brief_part_times(&part);
    stm_brief_part_notes(&part);
    if (part.cut) {
        stm_sheet_skip(&part.sheet);
        stm_sheet_put_text(&part.sheet, STM_INK_DIM, "Not all is shown: --full shows the rest.");
        stm_sheet_end(&part.sheet, 0, 0);
    }
    stm_sheet_release(&part.sheet);
    stm_buf_release(&part.tail);
    stm_buf_release(&part.measured);
    stm_buf_release(&part.tidied);
    stm_arena_free(part.arena);
}
