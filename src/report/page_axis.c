/* page_axis.c - the axis of time on which the reports of a story stand. */
#include "report/page_axis.h"

#include "report/date_words.h"
#include "text/calendar.h"

enum { HOUR = 3600, DAY = 24 * HOUR, MARGIN = 20, WIDTH = 1000, TICKS_MOST = 5 };

static void span_reports(stm_axis *axis, const stm_story *story) {
    for (uint32_t i = 0; i < story->count; i++) {
        stm_when when = stm_when_read(story->accounts[i].doc->report->published);
        if (when.precision == STM_WHEN_ABSENT) continue;
        if (!axis->any || when.first < axis->first) axis->first = when.first;
        if (!axis->any || when.last > axis->last) axis->last = when.last;
        axis->any = true;
    }
    if (axis->any && axis->last - axis->first < HOUR) axis->last = axis->first + HOUR;
}

static int64_t floor_to(int64_t time, int64_t step) {
    int64_t rest = time % step;
    return time - (rest < 0 ? rest + step : rest);
}

static void put_tick(stm_axis *axis, int64_t time, bool with_time, bool with_day) {
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int64_t midnight = floor_to(time, DAY);
    stm_date date = stm_date_of((stm_day)(midnight / DAY));
    struct stm_axis_tick *tick = &axis->ticks[axis->tick_count];
    stm_buf label;
    if (axis->tick_count == STM_AXIS_TICKS) return;
    stm_buf_init(&label, sizeof tick->label - 1);
    if (with_time && time != midnight) {
        unsigned hour = (unsigned)((time - midnight) / HOUR);
        if (hour < 10) stm_buf_put_byte(&label, '0');
        stm_buf_put_uint(&label, hour);
        stm_buf_put_text(&label, ":00");
    } else {
        stm_buf_put_text(&label, months[date.month - 1]);
        stm_buf_put_byte(&label, ' ');
        stm_buf_put_uint(&label, (uint64_t)(with_day ? date.day : date.year));
    }
    stm_slice words = stm_buf_get(&label);
    memcpy(tick->label, words.data, words.len);
    tick->label[words.len] = '\0';
    tick->at = stm_axis_at(axis, time);
    axis->tick_count++;
    stm_buf_release(&label);
}

static bool put_hours(stm_axis *axis) {
    static const int hours[] = {1, 2, 3, 6, 12, 24, 48, 96, 168, 336};
    for (size_t i = 0; i < sizeof hours / sizeof *hours; i++) {
        int64_t step = (int64_t)hours[i] * HOUR;
        if ((axis->last - axis->first) / step > TICKS_MOST) continue;
        for (int64_t time = floor_to(axis->first, step) + step; time <= axis->last; time += step)
            put_tick(axis, time, hours[i] < 24, true);
        return true;
    }
    return false;
}

static void put_months(stm_axis *axis) {
    stm_date first = stm_date_of((stm_day)(floor_to(axis->first, DAY) / DAY));
    stm_day begin = stm_day_of((stm_date){first.year, 1, 1});
    int64_t months = (axis->last - axis->first) / (30 * (int64_t)DAY);
    int step = 1;
    while (months / step > TICKS_MOST) step = step == 1 ? 3 : step == 3 ? 12 : step * 2;
    for (int i = 0;; i += step) {
        int64_t time = (int64_t)stm_day_months_on(begin, i) * DAY;
        if (time > axis->last) return;
        if (time > axis->first) put_tick(axis, time, false, false);
    }
}

stm_axis stm_axis_make(const stm_story *story) {
    stm_axis axis = {0};
    span_reports(&axis, story);
    if (axis.any && !put_hours(&axis)) put_months(&axis);
    return axis;
}

unsigned stm_axis_at(const stm_axis *axis, int64_t time) {
    if (time <= axis->first) return MARGIN;
    if (time >= axis->last) return WIDTH - MARGIN;
    double share = (double)(time - axis->first) / (double)(axis->last - axis->first);
    return MARGIN + (unsigned)(share * (WIDTH - 2 * MARGIN) + .5);
}
