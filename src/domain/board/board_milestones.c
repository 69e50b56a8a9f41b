/* Milestones become columns: at the end of each month the earliest one that was planned and not reached. */
#include "domain/board/board_facts.h"
#include "projects_queries.h"
#include <string.h>

enum { KINDS_MAX = 1024 };

static enum fold_date date_of(const char *project_date) {
    if (text_eq(project_date, "start")) return DATE_OF_START;
    if (text_eq(project_date, "finish")) return DATE_OF_FINISH;
    return text_eq(project_date, "production") ? DATE_OF_PRODUCTION : DATE_OF_NONE;
}

/* A milestone of a kind beyond so many is one without a name. */
enum err fold_kinds(struct fold *fold) {
    struct milestone_kind_cursor c;
    struct milestone_kind row;
    struct fold_kind *kinds = arena_array(fold->arena, struct fold_kind, KINDS_MAX);
    bool has = true;
    try(milestone_kind_known(fold->tx, fold->entry, &c));
    while (fold->kind_count < KINDS_MAX) {
        try(milestone_kind_cursor_next(&c, &row, &has));
        if (!has) break;
        struct both name = {{arena_copy(fold->arena, row.name_zh), arena_copy(fold->arena, row.name_en)}};
        kinds[fold->kind_count++] = (struct fold_kind){row.id, name, date_of(row.project_date)};
    }
    if (has) milestone_kind_cursor_close(&c);
    fold->kinds = kinds;
    return OK;
}

static const struct fold_kind *kind_of(const struct fold *fold, int64_t id) {
    for (int i = 0; id != NO_INT && i < fold->kind_count; i++)
        if (fold->kinds[i].id == id) return &fold->kinds[i];
    return NULL;
}

/* The day it was reached: its own, else the date of the project that it is; NO_DAY: it was not. */
static int32_t reached(const struct fact_milestone *m, const struct fold_kind *kind, const struct board_row *row) {
    if (m->actual_day != NO_DAY || !kind) return m->actual_day;
    switch (kind->date) {
    case DATE_OF_START: return row->actual_start_day;
    case DATE_OF_FINISH: return row->actual_finish_day;
    case DATE_OF_PRODUCTION: return row->production_day;
    case DATE_OF_NONE: break;
    }
    return NO_DAY;
}

/* Of two planned for one day, the one stated first. */
void facts_milestones(const struct fold *fold, const struct fact_milestone *at, int count, int year, struct board_row *row) {
    for (const struct fact_milestone *m = at; m < at + count; m++) {
        const struct fold_kind *kind = kind_of(fold, m->kind_id);
        int32_t done = reached(m, kind, row);
        for (int k = 0; k < YEAR_MONTHS; k++) {
            if (done != NO_DAY && done <= month_last_day(month_of(year, k + 1))) break; /* and stays so */
            if (row->milestone_day[k] != NO_DAY && row->milestone_day[k] <= m->plan_day) continue;
            row->milestone_day[k] = m->plan_day;
            if (k == YEAR_MONTHS - 1) row->milestone = kind ? kind->name : both_text(m->name ? m->name : "");
        }
    }
}
