/* A sheet instead of typing: what its row of the project says becomes the same draft that the form fills. */
#include "base/text.h"
#include "domain/desk/desk_inside.h"
#include "domain/desk/sheet_said.h"

/* What was read is one row's, and it has the figure of the period: stated, or the year to date less what is known. */
static enum err judge(struct desk_one *one, struct sheet_said *said) {
    struct req *q = one->q;
    if (!said->rows) return req_fault(q, "sheet", both_word(W_form_sheet_none));
    if (said->rows > 1) return req_fault(q, "sheet", SAY(q->a, W_form_sheet_several, both_int(q->a, said->rows)));
    for (size_t i = 0; i < said->faults.count; i++) (void)req_fault(q, said->faults.at[i].field, said->faults.at[i].text);
    if (said->faults.count) return ERR_INVALID;
    if (said->has_month) return OK;
    if (said->ytd_fen == NO_FEN || one->known.ytd_before_fen == NO_FEN)
        return req_fault(q, "sheet", SAY(q->a, W_form_sheet_nothing, period_name(q->a, one->period)));
    said->row.month_fen = said->ytd_fen - one->known.ytd_before_fen;
    return OK;
}

enum err report_sheet_post(struct req *q) {
    struct desk_one one;
    const struct upload *u = req_file(q, "sheet");
    struct sheet_said *said = arena_new_of(q->a, struct sheet_said);
    struct both why;
    try(desk_one_load(q, &one));
    struct sheet_wanted wanted = {
        .code = chunk_code(one.c, one.i), .number = chunk_number(one.c, one.i), .name = chunk_name(one.c, one.i),
        .period = one.period, .stood = one.report, .file_name = u->file_name, .file = {u->at, u->len}};
    enum err e = sheet_read(q->a, &wanted, said, &why);
    if (e == ERR_WORLD || e == ERR_STORE) return e;
    if (e != OK) return req_fault(q, "sheet", SAY(q->a, W_form_sheet_refused, both_text(u->file_name), why));
    try(judge(&one, said));
    *one.report = said->row;
    try(report_save(q->tx, one.report, req_int(q, "version", 0), &one.who, &q->faults));
    req_notice(q, W_notice_sheet);
    return req_redirect(q, desk_href(q->a, one.project_id, one.period, ""));
}
