/* brief.c - the brief, for people to read. */
#include "api/run.h"

#include "report/brief.h"

stemma_status stemma_put_brief(stemma *run, const stemma_brief_options *options, stemma_sink *sink,
                               void *context) {
    const stm_story *story = stm_run_story(run);
    const stm_collation *collation = stm_collate(stm_run_arena(run), story);
    stm_brief_options wanted = {options->width, options->colour != 0, options->full != 0};
    stm_buf buf;
    stm_buf_init(&buf, 0);
    stm_brief_put(&buf, story, collation, wanted);
    stm_slice bytes = stm_buf_get(&buf);
    int refused = bytes.len ? sink(context, bytes.data, bytes.len) : 0;
    stm_buf_release(&buf);
    return refused ? STEMMA_IO : STEMMA_OK;
}
