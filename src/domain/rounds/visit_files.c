/* Photos of visits: shown to who sees the project; taken back, or their place forgotten, by who took them. */
#include "base/text.h"
#include "domain/reports/evidence.h"
#include "domain/rounds/rounds_inside.h"
#include "store/blob.h"

/* The file of the path, if it is of a visit to this project. */
static enum err file_find(struct req *q, struct evidence *ret, struct visit *ret_visit) {
    try(evidence_get(q->tx, req_int(q, "file", 0), ret));
    bool is_ours = !ret->gone && ret->project_id == req_int(q, "project", 0) && ret->visit_id != NO_INT;
    if (!is_ours) return ERR_MISSING;
    return visit_get(q->tx, ret->visit_id, ret_visit);
}

enum err visit_file_page(struct req *q) {
    struct evidence row;
    struct visit visit;
    struct blob bytes;
    try(file_find(q, &row, &visit));
    try(blob_read_bytes(q->tx, row.sha, EVIDENCE_BYTES_MAX * 2, &bytes));
    struct out *o = req_body(q, row.media_type, evidence_is_picture(row.media_type) ? "" : row.file_name);
    out_bytes(o, bytes.at, bytes.len);
    return OK;
}

/* Who went there changes it, as long as he looks after the project. */
static enum err file_edit_find(struct req *q, struct evidence *ret) {
    struct visit visit;
    int32_t today;
    bool may;
    try(file_find(q, ret, &visit));
    try(rounds_today(q, &today));
    try(rounds_may_record(q, ret->project_id, today, &may));
    return may && visit.account_id == q->who.account_id ? OK : ERR_MISSING;
}

static enum err back(struct req *q, const struct evidence *row, enum err e) {
    if (e == ERR_CONFLICT) req_fault(q, "file", both_word(W_form_row_changed));
    if (e != OK) return e;
    req_notice(q, W_notice_saved);
    return req_redirect(q, arena_printf(q->a, "/projects/%lld/visits", (long long)row->project_id));
}

enum err visit_file_drop_post(struct req *q) {
    struct evidence row;
    try(file_edit_find(q, &row));
    return back(q, &row, evidence_withdraw(q->tx, row.id, req_int(q, "file_version", 0)));
}

enum err visit_file_place_post(struct req *q) {
    struct evidence row;
    try(file_edit_find(q, &row));
    return back(q, &row, evidence_forget_place(q->tx, row.id, req_int(q, "file_version", 0)));
}
