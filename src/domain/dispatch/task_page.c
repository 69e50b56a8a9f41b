/* One task: what was decided, what was done with it, and what the reader may do. */
#include "base/text.h"
#include "domain/dispatch/dispatch_inside.h"
#include "domain/reports/evidence.h"
#include "people_queries.h"
#include "projects_queries.h"
#include "store/blob.h"
#include "task_view.h"

/* The task of the path, if the reader sees its project or it is his to do. */
static enum err task_find(struct req *q, const struct dispatch_reader *r, struct task *ret) {
    try(task_get(q->tx, req_int(q, "task", 0), ret));
    if (ret->gone || !dispatch_sees_task(q, r, ret->project_id, ret->unit_id, ret->post_id)) return ERR_MISSING;
    task_row_copy(q->a, ret);
    return OK;
}

static enum err owner_fill(struct req *q, const struct dispatch_reader *r, const struct task *x, struct task_view *v) {
    struct unit unit;
    struct post post;
    struct account who;
    struct post_of_task_held_row held;
    try(unit_get(q->tx, x->unit_id, &unit));
    unit_row_copy(q->a, &unit);
    v->owner = (struct both){{unit.name_zh, unit.name_en}};
    if (x->post_id != NO_INT) {
        try(post_get(q->tx, x->post_id, &post));
        v->post = arena_copy(q->a, post.name);
    }
    if (x->account_id == NO_INT) return OK;
    try(post_of_task_held(q->tx, x->account_id, x->unit_id, x->post_id == NO_INT ? 0 : x->post_id, r->today, &held));
    if (!held.n) return OK; /* it stays with the post that he left */
    try(account_get(q->tx, x->account_id, &who));
    v->person = arena_copy(q->a, who.name);
    return OK;
}

static enum err around_fill(struct req *q, const struct dispatch_reader *r, const struct task *x, struct task_view *v) {
    struct decision d;
    struct project project;
    try(meeting_named(q, r, x->meeting_id, &v->meeting, &v->meeting_href));
    try(decision_get(q->tx, x->decision_id, &d));
    v->decided = arena_copy(q->a, d.text);
    if (x->project_id == NO_INT || !dispatch_sees(q, r, x->project_id)) return OK;
    try(project_get(q->tx, x->project_id, &project));
    v->project_id = x->project_id;
    v->project = arena_copy(q->a, project.name);
    v->project_href = arena_printf(q->a, "/projects/%lld", (long long)x->project_id);
    return OK;
}

static enum err told_fill(struct req *q, const struct task *x, struct task_view *v) {
    struct task_steps_of_row *steps;
    struct task_files_of_row *files;
    try(task_steps_of(q->tx, x->id, &steps, &v->steps_count));
    struct task_acted *at = arena_array(q->a, struct task_acted, v->steps_count);
    for (size_t i = 0; i < v->steps_count; i++)
        at[i] = (struct task_acted){
            .action = steps[i].task_action, .action_name = both_word(task_action_word(task_action_read(steps[i].task_action))),
            .person = steps[i].person ? steps[i].person : "", .on_day = steps[i].on_day, .text = steps[i].text ? steps[i].text
                : "",
            .due_day = steps[i].due_day,
            .unit = steps[i].unit_zh ? (struct both){{steps[i].unit_zh, steps[i].unit_en}} : both_text("")};
    v->steps = at;
    try(task_files_of(q->tx, x->id, &files, &v->files_count));
    struct task_shown_file *shown = arena_array(q->a, struct task_shown_file, v->files_count);
    for (size_t i = 0; i < v->files_count; i++)
        shown[i] = (struct task_shown_file){files[i].id, files[i].file_name, files[i].bytes,
                                            arena_printf(q->a, "%s/files/%lld", v->here_href, (long long)files[i].id)};
    v->files = shown;
    return OK;
}

static bool may(const struct task *x, enum task_action action, unsigned who, int64_t account_id) {
    const struct task_row *row = task_row_of(task_state_read(x->state), action, who);
    return row && !(row->with & BY_ANOTHER && x->done_by_id == account_id);
}

static enum err forms_fill(struct req *q, const struct dispatch_reader *r, const struct task *x, struct task_view *v) {
    unsigned who = task_who(q->who.reach, x);
    int64_t me = q->who.account_id;
    struct owners owners;
    v->may_take = may(x, TASK_TAKE, who, me) && x->account_id != me, v->may_report = may(x, TASK_REPORT, who, me);
    v->may_confirm = may(x, TASK_CONFIRM, who, me), v->may_reopen = may(x, TASK_REOPEN, who, me);
    v->may_extend = may(x, TASK_EXTEND, who, me), v->may_hand = may(x, TASK_HAND, who, me);
    v->inputs_text = edit_lines(q, "result", W_task_result, "");
    v->inputs_why = edit_input(q, "text", W_task_why, "");
    v->inputs_due = edit_day(q, "due", W_task_new_due, NO_DAY);
    struct task_fault *faults = arena_array(q->a, struct task_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++) faults[i] = (struct task_fault){q->faults.at[i].field, q->faults.at[i].text};
    v->faults = faults;
    v->faults_count = q->faults.count;
    if (!v->may_hand) return OK;
    try(owners_load(q->tx, x->project_id, "", r->today, &owners));
    struct part_choice_view *at = arena_array(q->a, struct part_choice_view, owners.count + 1);
    at[0] = (struct part_choice_view){.value = "", .label = both_word(W_task_same_owner)};
    for (size_t i = 0; i < owners.count; i++)
        at[i + 1] = (struct part_choice_view){.value = owners.at[i].name_zh,
                                              .label = {{owners.at[i].name_zh, owners.at[i].name_en}}};
    v->inputs_owner = edit_select(q, "owner", W_task_new_owner, at, owners.count + 1, "");
    return OK;
}

enum err task_page(struct req *q) {
    struct dispatch_reader r;
    struct task x;
    try(dispatch_reader_of(q, &r));
    try(task_find(q, &r, &x));
    bool is_open = text_eq(x.state, "open");
    struct task_view v = {.task_id = x.id, .version = x.version, .text = x.text, .state = x.state,
                          .state_name = both_word(task_state_word(task_state_read(x.state))), .post = "", .person = "",
                              .project = "",
                          .left = is_open ? days_left(q->a, x.due_day, r.today) : both_text(""),
                          .is_over = task_is_over(x.state, x.due_day, r.today),
                          .project_id = NO_INT, .first_due_day = x.first_due_day,
                          .due_day = x.due_day, .done_day = x.done_day, .result = x.result ? x.result : "",
                          .here_href = task_href(q->a, x.id)};
    try(owner_fill(q, &r, &x, &v));
    try(around_fill(q, &r, &x, &v));
    try(told_fill(q, &x, &v));
    try(forms_fill(q, &r, &x, &v));
    req_title(q, x.text);
    return req_view(q, &task_view, &v);
}

/* -- acting -- */

static enum err files_take(struct req *q, const struct task *x) {
    struct task_files_of_row *before;
    size_t count;
    try(task_files_of(q->tx, x->id, &before, &count));
    for (size_t i = 0; i < req_count(q, "file"); i++) {
        const struct upload *file = req_file_at(q, "file", i);
        struct evidence_kept kept;
        struct task_file row = task_file_empty;
        if (!file) continue;
        if (count++ >= TASK_FILES_MAX) return req_fault(q, "file", SAY(q->a, W_task_files_many, both_int(q->a, TASK_FILES_MAX)));
        try(evidence_keep(q->tx, file->file_name, (struct blob){file->at, file->len}, &q->faults, &kept));
        row.task_id = x->id, row.project_id = x->project_id, row.account_id = q->who.account_id;
        row.file_name = kept.file_name, row.media_type = kept.media_type, row.bytes = kept.bytes, row.file_sha = kept.sha;
        try(task_file_put(q->tx, &row, 0));
    }
    return OK;
}

/* The owner that was typed, for handing over. */
static enum err owner_read(struct req *q, const struct task *x, int32_t today, const struct owner **ret) {
    struct owners owners;
    struct both why;
    const char *text = req_text(q, "owner");
    *ret = NULL;
    if (!*text) return OK;
    try(owners_load(q->tx, x->project_id, text, today, &owners));
    *ret = owner_find(q->a, &owners, text, &why);
    return *ret ? OK : req_fault(q, "owner", why);
}

enum err task_post(struct req *q) {
    struct dispatch_reader r;
    struct task x;
    struct task_said said = {.action = task_action_read(req_text(q, "do")), .account_id = q->who.account_id, .now_ms = q->now_ms,
                             .due_day = req_day(q, "due")};
    said.text = req_text(q, said.action == TASK_REPORT ? "result" : "text");
    try(dispatch_reader_of(q, &r));
    try(task_find(q, &r, &x));
    said.who = task_who(q->who.reach, &x);
    said.today = r.today;
    if (said.action == TASK_HAND) try(owner_read(q, &x, r.today, &said.owner));
    try(task_act(q->tx, &x, req_int(q, "version", 0), &said, &q->faults));
    if (said.action == TASK_REPORT) try(files_take(q, &x));
    req_notice(q, W_notice_saved);
    /* Who handed it away may see it no more. */
    bool stays = dispatch_sees_task(q, &r, x.project_id, x.unit_id, x.post_id);
    return req_redirect(q, stays ? task_href(q->a, x.id) : "/tasks");
}

enum err task_file_page(struct req *q) {
    struct dispatch_reader r;
    struct task x;
    struct task_file row;
    struct blob bytes;
    try(dispatch_reader_of(q, &r));
    try(task_find(q, &r, &x));
    try(task_file_get(q->tx, req_int(q, "file", 0), &row));
    if (row.gone || row.task_id != x.id) return ERR_MISSING;
    task_file_row_copy(q->a, &row);
    try(blob_read_bytes(q->tx, row.file_sha, EVIDENCE_BYTES_MAX * 2, &bytes));
    struct out *o = req_body(q, row.media_type, evidence_is_picture(row.media_type) ? "" : row.file_name);
    out_bytes(o, bytes.at, bytes.len);
    return OK;
}
