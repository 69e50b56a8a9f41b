/* The page of uploading: the form, drafts of one's own, what came in before; and how far a job is. */
#include "base/day.h"
#include "base/text.h"
#include "domain/intake/intake_draft.h"
#include "domain/intake/intake_page.h"
#include "domain/people/setting.h"
#include "intake_progress_view.h"
#include "store/blob.h"
#include "upload_view.h"
#include <sodium.h>

enum { SMALL_BYTES = 1 << 20, PROGRESS_MAX = 99 };

/* -- what the pages have in common -- */

const char *intake_moment(struct req *q, int64_t ms) {
    struct settings s;
    return settings_now(q->tx, &s) == OK ? ms_print(q->a, ms, s.time_zone_min) : "";
}

static const char *href(struct req *q, const char *path, int64_t id, const char *last) {
    struct addr *to = addr_new(q->a, path);
    addr_segment_int(to, id);
    if (*last) addr_segment(to, last);
    return addr_text(to);
}

const char *draft_href(struct req *q, int64_t draft_id, const char *last) { return href(q, "/intake/drafts", draft_id, last); }
const char *entry_href(struct req *q, int64_t entry, const char *last) { return href(q, "/intake", entry, last); }

const char *sheets_told(struct req *q, const struct intake_result *r) {
    struct out *o = out_in(q->a, 0);
    for (size_t i = 0; i < r->sheet_count; i++) out_printf(o, "%s%s", i ? " " : "", r->sheets[i].name);
    return out_text_of(o);
}

bool intake_writes_projects(const struct req *q) { return q->app->web->may(&q->who, ACCESS_WRITE); }

/* What is brought in: as chosen, but never projects of ours by who may not. */
static bool is_bureau_list(const struct req *q) {
    return !intake_writes_projects(q) || text_eq(req_typed(q, "kind", req_text(q, "kind")), "bureau");
}

enum err draft_find(struct req *q, struct intake_draft_of_row *ret) {
    bool has = false;
    try(intake_draft_of(q->tx, req_int(q, "id", 0), q->who.account_id, q->now_ms - DRAFT_KEPT_MS, ret, &has));
    return has ? OK : ERR_MISSING;
}

enum err draft_order(struct req *q, const struct intake_draft_of_row *d, enum job_kind kind, struct job_order *ret) {
    struct blob_info info;
    struct job_order o = {.kind = kind, .subject = d->id, .account_id = q->who.account_id, .file_name = d->file_name,
                          .file_sha = d->file_sha, .sheet = d->sheet, .mapping = d->mapping, .reason = "",
                          .is_bureau_list = text_eq(d->kind, "bureau")};
    try(blob_find(q->tx, d->file_sha, &info));
    try(tx_last_entry(q->tx, &o.entry));
    o.is_small = info.bytes <= SMALL_BYTES;
    *ret = o;
    return OK;
}

enum err job_failed(struct req *q, const struct job_look *look) {
    if (look->story) arena_fail(q->a, look->refusal, "%s", look->story);
    return look->refusal;
}

enum err progress_show(struct req *q, const struct job_look *look, const char *here, const char *cancel_href) {
    int64_t percent = (int64_t)(look->done * 100);
    struct intake_progress_view v = {
        .file = look->file_name, .rows = look->rows, .percent = percent > PROGRESS_MAX ? PROGRESS_MAX : percent,
        .is_waiting = look->state == JOB_WAITING, .is_accept = look->kind == JOB_ACCEPT, .is_undo = look->kind == JOB_UNDO,
        .here = here, .cancel_href = cancel_href};
    req_status(q, 202);
    return req_view(q, &intake_progress_view, &v);
}

/* -- the page -- */

static const struct upload_draft *drafts_view(struct req *q, const struct intake_drafts_of_row *rows, size_t count) {
    struct upload_draft *views = arena_array(q->a, struct upload_draft, count);
    for (size_t i = 0; i < count; i++)
        views[i] = (struct upload_draft){.id = rows[i].id, .file = rows[i].file_name, .sheet = rows[i].sheet,
                                         .is_bureau = text_eq(rows[i].kind, "bureau"),
                                         .at = intake_moment(q, rows[i].made_ms), .href = draft_href(q, rows[i].id, "")};
    return views;
}

static const struct upload_intake *intakes_view(struct req *q, const struct intake_list_row *rows, size_t count) {
    struct upload_intake *views = arena_array(q->a, struct upload_intake, count);
    for (size_t i = 0; i < count; i++) {
        const struct intake_list_row *r = &rows[i];
        views[i] = (struct upload_intake){
            .id = r->id, .entry = r->came_entry, .at = intake_moment(q, r->recorded_ms), .who = r->who ? r->who : "",
            .file = r->file_name, .sheet = r->sheet, .new = r->new_count, .changed = r->changed_count,
            .refused = r->refused_count, .skipped = r->skipped_count, .is_undone = r->undone_entry != NO_INT,
            .is_bureau = text_eq(r->kind, "bureau"),
            .href = entry_href(q, r->came_entry, "")};
    }
    return views;
}

static const char *page_href(struct req *q, int64_t page) {
    struct addr *to = addr_new(q->a, "/intake");
    addr_set_int(to, "page", page);
    return addr_text(to);
}

static enum err list_fill(struct req *q, struct upload_view *v, int64_t page) {
    struct intake_count_row total;
    struct intake_list_row *rows;
    size_t count;
    try(intake_count(q->tx, &total));
    int64_t pages = (total.n + INTAKE_PAGE_ROWS - 1) / INTAKE_PAGE_ROWS;
    if (page > pages) page = pages > 0 ? pages : 1;
    int64_t before = (page - 1) * INTAKE_PAGE_ROWS;
    try(intake_list(q->tx, INTAKE_PAGE_ROWS, before, &rows, &count));
    v->total = total.n;
    v->rows = intakes_view(q, rows, count);
    v->rows_count = count;
    v->pager = (struct part_pager_view){.first = count ? before + 1 : 0, .last = before + (int64_t)count, .total = total.n,
                                        .prev_href = page > 1 ? page_href(q, page - 1) : NULL,
                                        .next_href = page < pages ? page_href(q, page + 1) : NULL};
    return OK;
}

static void kinds_fill(struct req *q, struct upload_view *v, bool is_bureau) {
    bool both = intake_writes_projects(q);
    struct part_choice_view *kinds = arena_array(q->a, struct part_choice_view, 2);
    if (both) kinds[v->kinds_count++] = (struct part_choice_view){"projects", both_word(W_upload_kind_projects), !is_bureau};
    kinds[v->kinds_count++] = (struct part_choice_view){"bureau", both_word(W_upload_kind_bureau), is_bureau};
    v->kinds = kinds;
    v->is_bureau = is_bureau;
}

static enum err upload_page_show(struct req *q, const char *fault, int64_t page, bool is_bureau) {
    struct intake_drafts_of_row *drafts;
    struct upload_view v = {.fault = fault, .rows_max = INTAKE_ROWS_MAX,
                            .bytes_max = arena_printf(q->a, "%d MB", (int)(SHEET_LIMITS.file_bytes_max >> 20))};
    kinds_fill(q, &v, is_bureau);
    try(intake_drafts_of(q->tx, q->who.account_id, q->now_ms - DRAFT_KEPT_MS, &drafts, &v.drafts_count));
    v.drafts = drafts_view(q, drafts, v.drafts_count);
    try(list_fill(q, &v, page));
    req_title(q, word(q->lang, W_upload_title));
    return req_view(q, &upload_view, &v);
}

enum err upload_show(struct req *q, const char *fault, bool is_bureau_list) {
    return upload_page_show(q, fault, 1, is_bureau_list);
}

enum err intake_page(struct req *q) {
    return upload_page_show(q, req_fault_text(q, "file"), req_int(q, "page", 1), is_bureau_list(q));
}

/* -- uploading -- */

static const char *media_type(enum sheet_format f) {
    static const char *const types[] = {"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                        "application/vnd.ms-excel"};
    return types[f];
}

/* A number that no draft had before: what is known of a draft that is gone must not be taken for another's. */
static int64_t draft_id_new(void) { return (int64_t)randombytes_random() << 16 | (int64_t)randombytes_uniform(1 << 16) | 1; }

/* What is no sheet at all is refused before anything is kept. */
static enum err upload_keep(struct req *q, const struct upload *u, int64_t *ret_draft_id) {
    struct sheet_file *file;
    struct both why;
    const char *path, *sha;
    try(sent_file_open(q->a, u->at, u->len, &path));
    enum err e = sheet_open(q->a, path, NULL, &file, &why);
    if (e == ERR_WORLD || e == ERR_STORE) return e;
    if (e != OK) return req_fault(q, "file", SAY(q->a, W_upload_refused, both_text(u->file_name), why));
    try(blob_put_bytes(q->tx, (struct blob){u->at, u->len}, media_type(sheet_format(file)), &sha));
    *ret_draft_id = draft_id_new();
    return intake_draft_add(q->tx, *ret_draft_id, q->who.account_id, u->file_name, sha,
                            is_bureau_list(q) ? "bureau" : NULL, q->now_ms, NULL);
}

enum err intake_upload_post(struct req *q) {
    int64_t id = 0;
    size_t count = req_count(q, "file");
    try(intake_drafts_sweep(q->tx, q->now_ms - DRAFT_KEPT_MS, NULL));
    for (size_t i = 0; i < count; i++) try(upload_keep(q, req_file_at(q, "file", i), &id));
    return req_redirect(q, count == 1 ? draft_href(q, id, "") : "/intake");
}
