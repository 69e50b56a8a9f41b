/* dispatch_inside -- what the pages of this room share, and their handlers for the rows in dispatch.c. */
#pragma once
#include "domain/dispatch/dispatch_pack.h"
#include "domain/dispatch/task.h"
#include "domain/overview/asked.h"
#include "web/input.h"

must_use enum err meetings_page(struct req *q);
must_use enum err meeting_open_post(struct req *q);
must_use enum err meeting_call_post(struct req *q);
must_use enum err meeting_agenda_page(struct req *q);
must_use enum err meeting_pack_file(struct req *q);
must_use enum err meeting_freeze_post(struct req *q);
must_use enum err meeting_move_post(struct req *q);
must_use enum err meeting_end_post(struct req *q);
must_use enum err meeting_edit_post(struct req *q);
must_use enum err meeting_add_post(struct req *q);
must_use enum err meeting_screen_page(struct req *q);
must_use enum err meeting_decide_post(struct req *q);
must_use enum err minutes_page(struct req *q);
must_use enum err project_decisions_page(struct req *q);
must_use enum err minutes_pdf(struct req *q);
must_use enum err minutes_docx(struct req *q);
must_use enum err tasks_page(struct req *q);
must_use enum err task_page(struct req *q);
must_use enum err task_post(struct req *q);
must_use enum err task_file_page(struct req *q);

/* Who reads: of what is of a project only what he sees, of what is of none only who sees everything, or whose task it is. */
struct dispatch_reader {
    const struct scope *scope;
    int32_t today;
    bool may_run; /* the meetings: freezes, orders, decides */
};
must_use enum err dispatch_reader_of(struct req *q, struct dispatch_reader *ret);
bool dispatch_sees(struct req *q, const struct dispatch_reader *r, int64_t project_id);
/* Also if it is his own to do. */
bool dispatch_sees_task(struct req *q, const struct dispatch_reader *r, int64_t project_id, int64_t unit_id, int64_t post_id);

/* Meetings by the calendar are known to all. What an extra one is about is not: it is shown to who sees something of it. */
must_use enum err dispatch_sees_meeting(struct req *q, const struct dispatch_reader *r, const struct meeting *m, bool *ret);
/* The meeting of the path, and who reads. ERR_MISSING: there is none, or none that he may know of. */
must_use enum err dispatch_meeting(struct req *q, struct dispatch_reader *r, struct meeting *ret);
const char *meeting_href(struct req *q, int64_t id);
/* Its short name, by id, and where it is shown; of one that the reader may not know of neither what it is about nor where. */
must_use enum err meeting_named(struct req *q, const struct dispatch_reader *r, int64_t id, struct both *ret,
                                const char **ret_href);

/* An item of the agenda as it is shown. */
struct shown_item {
    struct agenda_of_meeting_row row;
    const struct pack_item *pack; /* NULL: added by hand */
    const char *name;             /* of the project, the task or what was added */
    bool is_on;                   /* the agenda, not the backlog */
};
struct shown_agenda {
    struct pack pack; /* zeroed before it is frozen */
    struct shown_item *at;
    size_t count, on; /* of them on the agenda; those come first */
};
must_use enum err shown_agenda_load(struct req *q, const struct dispatch_reader *r, const struct meeting *m,
                                    struct shown_agenda *ret);

/* How a task stands in few words: the days it is over, else its state. */
struct both task_stands_said(struct arena *a, const char *state, int32_t due_day, int32_t today);
const char *task_href(struct arena *a, int64_t task_id);
