/* desk_inside -- what the pages of this room share, and their handlers for the rows in desk.c. */
#pragma once
#include "domain/board/standing.h"
#include "domain/calendar/reporting.h"
#include "domain/credibility/credibility.h"
#include "domain/desk/due.h"
#include "domain/overview/asked.h"
#include "domain/reports/report.h"
#include "domain/stats/sight.h"
#include "inbox_view.h"
#include "report_form_view.h"

must_use enum err desk_page(struct req *q);
must_use enum err desk_worker(struct req *q);
must_use enum err inbox_page(struct req *q);
must_use enum err inbox_again(struct req *q);
must_use enum err inbox_post(struct req *q);
must_use enum err report_page(struct req *q);
must_use enum err report_again(struct req *q);
must_use enum err report_post(struct req *q);
must_use enum err report_act_again(struct req *q);
must_use enum err report_act_post(struct req *q);
must_use enum err report_sheet_post(struct req *q);
must_use enum err report_file_page(struct req *q);
must_use enum err report_file_drop_post(struct req *q);
must_use enum err report_file_place_post(struct req *q);
must_use enum err report_file_pin_post(struct req *q);
must_use enum err report_note_post(struct req *q);
must_use enum err note_list_page(struct req *q);
must_use enum err check_list_page(struct req *q);
must_use enum err check_switch_post(struct req *q);

/* -- who sits where -- */

/* The rows of the board for which a person sits at each desk. */
struct desk_seats {
    const struct scope *at[DESK_COUNT];
    const uint64_t *rows[DESK_COUNT]; /* of one board, see desk_seats_on; NULL where it is every row */
};
/* Read before anything is put: rights are those of the last entry. */
must_use enum err desk_seats_of(struct req *q, struct desk_seats *ret);
void desk_seats_on(struct arena *a, struct desk_seats *s, const struct board *b);
static inline bool desk_sits(const struct desk_seats *s, enum desk desk, int row) {
    return !s->rows[desk] || (s->rows[desk][row / 64] >> row % 64 & 1);
}
/* Of one row: 1 << DESK_AREA | … */
unsigned desk_seats_at(const struct desk_seats *s, int row);
/* At which he sits for anything at all. */
unsigned desk_seats_held(const struct req *q);

/* -- one report and what is known around it -- */

struct desk_one {
    struct req *q;
    int64_t project_id;
    struct period period;
    struct position *p;
    int row, i; /* of the project on the board, and in its chunk */
    const struct chunk *c;
    int32_t today;
    struct calendar calendar;
    const struct report_rule *rule; /* NULL: its lists ask for no such report */
    struct clocks clocks;
    struct report_known known;
    struct report_opened opened;
    struct report *report; /* what the page is about: opened.row */
    struct evidence_beside_row *files;
    size_t file_count;
    struct desk_seats seats;
    struct who_acts who;
    const struct cred_facts *facts; /* of the report as it was sent; NULL: nobody asked yet */
};
/* The report of the path. Everything is read before anything is put. ERR_MISSING: no such period or project. */
must_use enum err desk_one_load(struct req *q, struct desk_one *ret);
/* The desks its list leaves out. */
unsigned desk_skipped(const struct report_rule *rule);
/* "/desk/reports/7/2022-11" with a last part, which may be "". */
const char *desk_href(struct arena *a, int64_t project_id, struct period period, const char *last);
/* The day in the city's zone. */
must_use enum err desk_today(struct req *q, int32_t *ret_day);
/* What a report of a period is compared with, by the board of its year; the calendar is left to the caller. */
struct report_known desk_known(const struct position *p, int row, struct period period);
/* 还剩 1 天 13 小时, 已逾期 2 天, 已锁定; empty if nothing is due. */
struct both desk_left(struct req *q, const struct position *p, const struct desk_due *due, int32_t today);

/* -- the form -- */

/* A parameter of the route at hand: the page of a report is shown again by several, each with fields of its own. */
bool form_has(const struct req *q, const char *name);

/* What was typed, into *r; false, and the faults are told, if some of it cannot be read. */
bool form_read_typed(struct req *q, struct report *r);
/* The page of a report, with what was typed if it is shown again; `theirs` is what somebody else wrote meanwhile. */
must_use enum err form_show(struct desk_one *one, const struct report *theirs);
void form_fill_files(struct desk_one *one, struct report_form_view *v);
must_use enum err form_fill_chain(struct desk_one *one, struct report_form_view *v);

/* Looks at a report that was just sent, by the board as it was before it. */
must_use enum err notes_take(struct desk_one *one);
must_use enum err form_fill_notes(struct desk_one *one, struct report_form_view *v);
/* What became of the help it asked for. */
must_use enum err form_fill_asked(struct desk_one *one, struct report_form_view *v);
must_use enum err inbox_fill_notes(struct req *q, int64_t report_id, struct inbox_row *row);

/* Files of the request as evidence of the report; a refusal is told. */
must_use enum err files_take(struct desk_one *one);
