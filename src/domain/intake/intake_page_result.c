/* What an intake did; to take it back; the file as it came. */
#include "base/text.h"
#include "domain/intake/intake_page.h"
#include "domain/people/account.h"
#include "people_queries.h"
#include "projects_queries.h"
#include "result_view.h"
#include "store/blob.h"
#include "store/journal.h"

enum { LEFT_SHOWN = 500, SMALL_ROWS = 2000 };

static const char *person_name(struct req *q, int64_t account_id) {
    struct person p;
    return account_id && account_by_id(q->tx, account_id, q->now_ms, &p) == OK ? p.name : "";
}

/* -- after an undo -- */

/* An entry of a dictionary by its name; "" if it is none. */
static const char *dictionary_told(struct req *q, const struct intake_kept *k) {
    struct area area;
    struct field field;
    struct unit unit;
    if (text_eq(k->table, "area") && area_get(q->tx, k->row_id, &area) == OK) return area.name_zh;
    if (text_eq(k->table, "field") && field_get(q->tx, k->row_id, &field) == OK) return field.name_zh;
    if (text_eq(k->table, "unit") && unit_get(q->tx, k->row_id, &unit) == OK) return unit.name_zh;
    return "";
}

static struct result_left left_view(struct req *q, const struct intake_kept *k) {
    const char *entry = k->project_id ? "" : dictionary_told(q, k);
    return (struct result_left){
        .name = k->project_id && *k->project_name ? k->project_name
                : *entry                          ? entry
                                                  : arena_printf(q->a, "%s %lld", k->table, (long long)k->row_id),
        .href = k->project_id ? arena_printf(q->a, "/projects/%lld", (long long)k->project_id) : NULL,
        .at = *entry ? "" : intake_moment(q, k->changed_ms),
        .why = *entry ? both_word(W_result_left_used) : SAY(q->a, W_result_left_by, both_text(person_name(q, k->actor_id)))};
}

static bool is_told(const struct intake_kept *const *told, size_t count, const struct intake_kept *k) {
    for (size_t i = 0; i < count; i++)
        if (told[i]->project_id == k->project_id && (k->project_id || told[i]->row_id == k->row_id)) return true;
    return false;
}

/* Each project once, however many of its rows stay. */
static void left_fill(struct req *q, struct result_view *v, const struct intake_undone *u) {
    struct result_left *left = arena_array(q->a, struct result_left, LEFT_SHOWN);
    const struct intake_kept **told = arena_array(q->a, const struct intake_kept *, LEFT_SHOWN);
    size_t count = 0;
    for (size_t i = 0; i < u->kept_count; i++) {
        if (is_told(told, count, &u->kept[i])) continue;
        if (count == LEFT_SHOWN) {
            v->left_out++;
            continue;
        }
        told[count] = &u->kept[i];
        left[count++] = left_view(q, &u->kept[i]);
    }
    v->left = left;
    v->left_count = count;
    v->went_back = u->back;
    v->went_away = u->gone;
}

static enum err undone_fill(struct req *q, struct result_view *v, int64_t undone_entry, struct intake_job *job) {
    struct journal_row j;
    try(journal_entry(q->tx, undone_entry, &j));
    v->is_undone = true;
    v->undone_entry = undone_entry;
    v->undone_at = intake_moment(q, j.recorded_ms);
    v->undone_who = person_name(q, j.actor_id);
    v->undone_reason = j.reason;
    if (!job) return OK;
    struct job_look look = intake_job_look(job, 0);
    if (look.state == JOB_DONE) left_fill(q, v, look.undone);
    return OK;
}

/* -- the page -- */

static void sums_fill(struct req *q, struct result_view *v, const struct intakes_of_entry_row *rows, size_t count) {
    struct out *sheets = out_in(q->a, 0);
    for (size_t i = 0; i < count; i++) {
        out_printf(sheets, "%s%s", i ? " " : "", rows[i].sheet);
        v->rows += rows[i].rows;
        v->new += rows[i].new_count;
        v->changed += rows[i].changed_count;
        v->unchanged += rows[i].unchanged_count;
        v->refused += rows[i].refused_count;
        v->skipped += rows[i].skipped_count;
    }
    v->sheets = out_text_of(sheets);
}

static enum err result_show(struct req *q, int64_t entry, struct intake_job *job, const char *fault) {
    struct intakes_of_entry_row *rows;
    struct journal_row j;
    size_t count;
    try(intakes_of_entry(q->tx, entry, &rows, &count));
    if (!count) return ERR_MISSING;
    try(journal_entry(q->tx, entry, &j));
    if (job && rows[0].undone_entry == NO_INT) return ERR_RETRY; /* it ended after our view of the ledger began */
    struct result_view v = {
        .entry = entry, .file = rows[0].file_name, .at = intake_moment(q, j.recorded_ms), .who = person_name(q, j.actor_id),
        .reason = j.reason, .undone_at = "", .undone_who = "", .undone_reason = "", .undone_entry = NO_INT,
        .went_back = NO_INT, .went_away = NO_INT, .projects_href = "/projects", .file_href = entry_href(q, entry, "file"),
        .next_href = "/intake", .fault = fault};
    sums_fill(q, &v, rows, count);
    if (rows[0].undone_entry != NO_INT) try(undone_fill(q, &v, rows[0].undone_entry, job));
    else if (text_eq(rows[0].kind, "bureau") || intake_writes_projects(q)) v.undo_href = entry_href(q, entry, "undo");
    return req_view(q, &result_view, &v);
}

enum err result_page(struct req *q) {
    int64_t entry = req_int(q, "entry", 0);
    struct intake_job *job = intake_job_find(q->app->jobs, q->a, JOB_UNDO, entry, q->who.account_id);
    if (!job) return result_show(q, entry, NULL, "");
    struct job_look look = intake_job_look(job, 0);
    if (look.state == JOB_WAITING || look.state == JOB_RUNNING) return progress_show(q, &look, q->path, NULL);
    if (look.state == JOB_DONE) return result_show(q, entry, job, "");
    intake_job_forget(job);
    struct both words = {{err_row(look.refusal)->zh, err_row(look.refusal)->en}};
    return result_show(q, entry, NULL, look.why.in[ZH] ? look.why.in[q->lang] : words.in[q->lang]);
}

enum err intake_undo_post(struct req *q) {
    int64_t entry = req_int(q, "entry", 0);
    struct intakes_of_entry_row *rows;
    struct intake_job *job;
    size_t count;
    try(intakes_of_entry(q->tx, entry, &rows, &count));
    if (!count) return ERR_MISSING;
    for (size_t i = 0; i < count; i++)
        if (!text_eq(rows[i].kind, "bureau") && !intake_writes_projects(q)) return ERR_DENIED;
    struct job_order order = {.kind = JOB_UNDO, .subject = entry, .account_id = q->who.account_id, .file_name = rows[0].file_name,
                              .file_sha = "", .sheet = "", .mapping = "", .reason = req_text(q, "reason"),
                              .is_small = rows[0].rows <= SMALL_ROWS};
    try(intake_job_take(q->app->jobs, q->a, &order, &job));
    struct job_look look = intake_job_look(job, order.is_small ? JOB_WAIT_MS : 0);
    if (look.state == JOB_REFUSED && look.refusal == ERR_CONFLICT) return ERR_CONFLICT;
    return req_redirect(q, entry_href(q, entry, ""));
}

/* -- the file -- */

static enum err to_body(void *context, const void *bytes, size_t count) {
    out_bytes(context, bytes, count);
    return OK;
}

enum err intake_file_page(struct req *q) {
    struct intakes_of_entry_row *rows;
    struct blob_info info;
    size_t count;
    try(intakes_of_entry(q->tx, req_int(q, "entry", 0), &rows, &count));
    if (!count) return ERR_MISSING;
    try(blob_find(q->tx, rows[0].file_sha, &info));
    return blob_read(q->tx, info.sha, &(struct blob_sink){to_body, req_body(q, info.media_type, rows[0].file_name)});
}
