/* Files of a report: taken with the form, shown, pinned to a figure, taken back. */
#include "base/text.h"
#include "domain/desk/desk_inside.h"
#include "domain/reports/evidence.h"
#include "store/blob.h"
#include "web/web.h"

static struct blob bytes_of_upload(const struct upload *u) {
    return u ? (struct blob){u->at, u->len} : (struct blob){NULL, 0};
}

/* `head` is the first part of the photo as the camera wrote it, sent beside the smaller one the browser made. */
static enum err file_take(struct desk_one *one, const struct upload *u, const struct upload *head, const char *kind,
                          const char *figure) {
    struct req *q = one->q;
    struct evidence row;
    struct evidence_sent sent = {
        .project_id = one->project_id, .report_id = one->report->id, .visit_id = NO_INT, .kind = kind, .figure = figure,
        .file_name = u->file_name, .file = bytes_of_upload(u), .head = bytes_of_upload(head),
        .keeps_place = req_flag(q, "keeps_place"), .today = one->today};
    try(evidence_add(q->tx, &sent, &q->faults, &row));
    one->known.photos += text_eq(kind, "photo");
    return OK;
}

enum err files_take(struct desk_one *one) {
    struct req *q = one->q;
    size_t heads = req_count(q, "head");
    for (size_t i = 0; i < req_count(q, "photo"); i++)
        try(file_take(one, req_file_at(q, "photo", i), i < heads ? req_file_at(q, "head", i) : NULL, "photo", NULL));
    const char *kind = req_text(q, "kind");
    for (size_t i = 0; i < req_count(q, "document"); i++)
        try(file_take(one, req_file_at(q, "document", i), NULL, *kind ? kind : "other", req_text(q, "figure")));
    return OK;
}

/* The file of the path, if it is one of this report. */
static enum err file_find(struct req *q, struct desk_one *one, struct evidence *ret) {
    try(desk_one_load(q, one));
    try(evidence_get(q->tx, req_int(q, "file", 0), ret));
    bool is_ours = !ret->gone && ret->project_id == one->project_id && ret->report_id != NO_INT;
    if (!is_ours) return ERR_MISSING;
    struct report r;
    try(report_get(q->tx, ret->report_id, &r)); /* of an earlier revision, too: what proved it then is still there */
    return r.to_day == one->period.to_day ? OK : ERR_MISSING;
}

static void write_body(struct out *o, struct blob bytes) { out_bytes(o, bytes.at, bytes.len); }

/* Pictures are shown, all else is saved: a document of somebody's is not opened in our name. */
enum err report_file_page(struct req *q) {
    struct desk_one one;
    struct evidence row;
    struct blob bytes;
    try(file_find(q, &one, &row));
    try(blob_read_bytes(q->tx, row.sha, EVIDENCE_BYTES_MAX * 2, &bytes));
    write_body(req_body(q, row.media_type, evidence_is_picture(row.media_type) ? "" : row.file_name), bytes);
    return OK;
}

/* A file may be changed as long as the report it belongs to may be. */
static enum err file_edit_find(struct req *q, struct desk_one *one, struct evidence *ret) {
    try(file_find(q, one, ret));
    struct report_may may = report_may(q->a, one->report, REPORT_SAVE, &one->who, &(struct report_around){0});
    if (may.is_allowed && ret->report_id == one->report->id) return OK;
    return req_fault(q, "file", may.is_allowed ? both_word(W_report_not_locked) : may.why);
}

static enum err back(struct desk_one *one, enum err e, enum word notice) {
    struct req *q = one->q;
    if (e == ERR_CONFLICT) req_fault(q, "file", both_word(W_inbox_changed));
    if (e != OK) return e;
    req_notice(q, notice);
    return req_redirect(q, arena_printf(q->a, "%s#files", desk_href(q->a, one->project_id, one->period, "")));
}

enum err report_file_drop_post(struct req *q) {
    struct desk_one one;
    struct evidence row;
    try(file_edit_find(q, &one, &row));
    return back(&one, evidence_withdraw(q->tx, row.id, req_int(q, "file_version", 0)), W_notice_file_dropped);
}

enum err report_file_place_post(struct req *q) {
    struct desk_one one;
    struct evidence row;
    try(file_edit_find(q, &one, &row));
    return back(&one, evidence_forget_place(q->tx, row.id, req_int(q, "file_version", 0)), W_notice_file_dropped);
}

enum err report_file_pin_post(struct req *q) {
    struct desk_one one;
    struct evidence row;
    try(file_edit_find(q, &one, &row));
    const char *figure = req_text(q, "figure");
    return back(&one, evidence_pin(q->tx, row.id, req_int(q, "file_version", 0), *figure ? figure : NULL), W_notice_saved);
}
