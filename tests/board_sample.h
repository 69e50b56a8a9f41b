/* board_sample -- boards of random rows, for tests and benches; the same for a seed. */
#pragma once
#include "domain/board/builder.h"
#include "domain/board/select.h"

struct sample_random {
    uint64_t state;
};
static inline int sample_below(struct sample_random *r, int n) {
    r->state = r->state * 6364136223846793005u + 1442695040888963407u;
    return (int)((r->state >> 33) % (uint64_t)n);
}

enum { SAMPLE_AREAS = 8, SAMPLE_FIELDS = 10, SAMPLE_DEPARTMENTS = 18, SAMPLE_SPECIALISTS = 117, SAMPLE_YEAR = 2022 };

static inline const char *sample_name(struct arena *a, struct sample_random *r, int i) {
    static const char *const places[] = {"环翠", "文登", "荣成", "乳山", "高区", "经区", "临港", "南海"};
    static const char *const things[] = {"新材料产业园", "医疗器械生产基地", "海洋牧场",   "跨境电商物流中心",
                                         "污水处理厂",   "滨海旅游度假区",   "碳纤维项目", "智慧供热改造"};
    return arena_printf(a, "威海%s%s%d期", places[sample_below(r, 8)], things[sample_below(r, 8)], i);
}

static inline int64_t sample_fen(struct sample_random *r) {
    return sample_below(r, 8) ? (int64_t)sample_below(r, 2000000) * 1000000 : NO_FEN;
}

static inline void sample_row(struct arena *a, struct sample_random *r, int i, struct board_row *row) {
    board_row_clear(row);
    row->project_id = (int64_t)i * 3 + 10;
    row->area = sample_below(r, 20) ? (uint16_t)sample_below(r, SAMPLE_AREAS) : NO_KEY;
    row->field = sample_below(r, 20) ? (uint16_t)sample_below(r, SAMPLE_FIELDS) : NO_KEY;
    for (int k = 0; k < sample_below(r, HOLDERS_MAX + 1); k++)
        row->department[k] = (uint16_t)sample_below(r, SAMPLE_DEPARTMENTS);
    row->stage = (uint8_t)sample_below(r, STAGE_COUNT);
    if (i % 7) row->specialist = (uint16_t)(i % SAMPLE_SPECIALISTS), row->visited_day = 19000 + i % 90;
    if (sample_below(r, 10) == 0) row->marks |= MARK_BELOW_THRESHOLD;
    row->platform_months = (uint16_t)(0xFFF & ~((1 << sample_below(r, 10)) - 1));
    for (int level = 0; level < LEVEL_COUNT; level++)
        if (sample_below(r, 4) == 0) row->listed_months[level] = (uint16_t)sample_below(r, 1 << YEAR_MONTHS);
    row->total_fen = sample_fen(r);
    row->plan_fen = sample_fen(r);
    for (int m = 0; m < YEAR_MONTHS; m++) {
        row->ytd_fen[m] = sample_fen(r);
        row->month_fen[m] = sample_fen(r);
        if (sample_below(r, 2)) row->reported[m] = (uint8_t)sample_below(r, REPORTED_COUNT);
        if (sample_below(r, 2)) row->arrived_day[m] = 18990 + 30 * m + sample_below(r, 60);
        if (!sample_below(r, 9)) row->excepted_day[m] = 19100 + sample_below(r, 200);
        if (sample_below(r, 3)) row->reported_day[m] = 19000 + 30 * m + sample_below(r, 40);
    }
    for (int m = 0; m < YEAR_MONTHS; m++) {
        row->problems_open[m] = (uint16_t)sample_below(r, 3);
        row->problems_late[m] = (uint16_t)sample_below(r, 2);
        row->problems_solved[m] = row->problems_timely[m] = (uint16_t)sample_below(r, 2);
        if (sample_below(r, 3)) row->problem_day[m] = 18700 + 30 * m + sample_below(r, 200);
        if (sample_below(r, 3)) row->milestone_day[m] = 18700 + 30 * m + sample_below(r, 200);
    }
    if (sample_below(r, 3)) row->planned_start_day = 18000 + sample_below(r, 2000);
    if (sample_below(r, 3)) row->actual_start_day = 18000 + sample_below(r, 2000);
    row->name = sample_name(a, r, sample_below(r, 4) ? i : 7);
    row->code = sample_below(r, 4) ? arena_printf(a, "2203-371002-04-01-%06d", sample_below(r, 1000000)) : "";
    row->unit = arena_printf(a, "威海%d有限公司", sample_below(r, 500));
    row->number = arena_printf(a, "QP-%06d", i);
    row->search = span_of(arena_printf(a, "%s %s %s qp-%06d", row->name, row->code, row->unit, i));
}

static inline struct board *sample_board(uint64_t seed, int rows) {
    struct board *b = board_new(SAMPLE_YEAR);
    struct sample_random r = {seed};
    struct arena *a = arena_new(0);
    for (int i = 0; i < rows; i++) {
        struct board_row row;
        sample_row(a, &r, i, &row);
        board_push(b, &row);
        arena_reset(a);
    }
    arena_done(a);
    board_seal(b);
    return b;
}
