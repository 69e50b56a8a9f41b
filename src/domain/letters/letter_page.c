/* One letter: what it says, what was done with it, what its reader may do now. */
#include "base/text.h"
#include "domain/letters/letters_inside.h"
#include "domain/problems/problem.h"
#include "domain/reports/evidence.h"
#include "domain/templates/template.h"
#include "letter_view.h"
#include "people_queries.h"
#include "projects_queries.h"
#include "store/blob.h"

enum { FILE_BYTES_MAX = 16 << 20 };

static enum err letter_find(struct req *q, const struct letter_reader *r, struct official_letter *ret) {
    try(official_letter_get(q->tx, req_int(q, "letter", 0), ret));
    if (ret->gone) return ERR_MISSING;
    official_letter_row_copy(q->a, ret);
    return letter_sees(q, r, ret) ? OK : ERR_MISSING;
}

static const char *letter_href(struct req *q, int64_t id) { return arena_printf(q->a, "/letters/%lld", (long long)id); }

/* -- the page -- */

static enum err around_fill(struct req *q, const struct letter_reader *r, const struct official_letter *x,
                            struct letter_view *v) {
    struct unit unit;
    struct project project;
    struct account who;
    enum err e;
    v->number = letter_number(q->tx, x, &e);
    try(e);
    try(unit_get(q->tx, x->unit_id, &unit));
    v->unit = (struct both){{arena_copy(q->a, unit.name_zh), arena_copy(q->a, unit.name_en)}};
    if (x->signer_id != NO_INT) {
        try(account_get(q->tx, x->signer_id, &who));
        v->signer = arena_copy(q->a, who.name);
    }
    if (!letter_sees_project(q, r, x->project_id)) return OK;
    try(project_get(q->tx, x->project_id, &project));
    v->project_id = x->project_id;
    v->project = arena_copy(q->a, project.name);
    v->project_href = arena_printf(q->a, "/projects/%lld", (long long)x->project_id);
    if (x->source_id != NO_INT) v->problem_href = problem_href(q->a, x->project_id, x->source_id);
    return OK;
}

static enum err told_fill(struct req *q, const struct official_letter *x, struct letter_view *v) {
    struct letter_steps_of_row *steps;
    struct letter_files_of_row *files;
    try(letter_steps_of(q->tx, x->id, &steps, &v->steps_count));
    struct letter_acted *at = arena_array(q->a, struct letter_acted, v->steps_count);
    for (size_t i = 0; i < v->steps_count; i++)
        at[i] = (struct letter_acted){.action = steps[i].letter_action,
                                      .action_name = both_word(letter_action_word(letter_action_read(steps[i].letter_action))),
                                      .person = steps[i].person ? steps[i].person : "", .on_day = steps[i].on_day,
                                      .text = steps[i].text ? steps[i].text : ""};
    v->steps = at;
    try(letter_files_of(q->tx, x->id, &files, &v->files_count));
    struct letter_shown_file *shown = arena_array(q->a, struct letter_shown_file, v->files_count);
    for (size_t i = 0; i < v->files_count; i++)
        shown[i] = (struct letter_shown_file){files[i].id, files[i].file_name, files[i].bytes,
                                              arena_printf(q->a, "%s/files/%lld", v->here_href, (long long)files[i].id)};
    v->files = shown;
    return OK;
}

static void forms_fill(struct req *q, const struct letter_reader *r, const struct official_letter *x, struct letter_view *v) {
    unsigned who = letter_who(q->who.reach, r->may_sign, x);
    int64_t me = q->who.account_id;
    v->may_edit = letter_may(x, LETTER_EDIT, who, me), v->may_review = letter_may(x, LETTER_REVIEW, who, me);
    v->may_drop = letter_may(x, LETTER_DROP, who, me), v->may_back = letter_may(x, LETTER_BACK, who, me);
    v->may_sign = letter_may(x, LETTER_SIGN, who, me), v->may_receive = letter_may(x, LETTER_RECEIVE, who, me);
    v->may_reply = letter_may(x, LETTER_REPLY, who, me), v->may_return = letter_may(x, LETTER_RETURN, who, me);
    v->may_close = letter_may(x, LETTER_CLOSE, who, me), v->may_withdraw = letter_may(x, LETTER_WITHDRAW, who, me);
    v->waits_for_another = text_eq(x->state, "reviewed") && (who & LETTER_BY_SIGNER) && !v->may_sign;
    v->input_title = edit_input(q, "title", W_letter_title, x->title);
    v->input_text = edit_lines(q, "text", W_letter_text, x->text);
    v->input_why = edit_input(q, "why", W_letter_why, "");
    v->input_plan = edit_lines(q, "plan", W_letter_plan, x->plan ? x->plan : "");
    v->input_plan_day = edit_day(q, "plan_day", W_letter_plan_day, x->plan_day);
    struct letter_fault *faults = arena_array(q->a, struct letter_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct letter_fault){q->faults.at[i].field, q->faults.at[i].text};
    v->faults = faults;
    v->faults_count = q->faults.count;
}

enum err letter_page(struct req *q) {
    struct letter_reader r;
    struct official_letter x;
    try(letter_reader_of(q, &r));
    try(letter_find(q, &r, &x));
    struct letter_view v = {
        .letter_id = x.id, .version = x.version, .kind = x.kind,

                           .kind_name = both_word(letter_kind_word(letter_kind_read(x.kind))),
        .state = x.state, .state_name = both_word(letter_state_word(letter_state_read(x.state))), .title = x.title,
            .text = x.text,
        .source = x.source, .days = x.days, .due_day = x.due_day, .issued_day = x.issued_day, .received_day = x.received_day,
        .plan = x.plan ? x.plan : "", .plan_day = x.plan_day, .replied_day = x.replied_day,
            .closed_day = x.closed_day,
        .pdf_sha = x.pdf_sha ? x.pdf_sha : "", .docx_sha = x.docx_sha ? x.docx_sha : "", .signer = "", .project = "",
        .project_id = NO_INT, .is_withdrawn = text_eq(x.state, "withdrawn"),
        .left = letter_left(q->a, x.state, x.due_day, r.today),
        .is_over = letter_is_waiting(x.state) && x.due_day < r.today, .here_href = letter_href(q, x.id)};
    v.pdf_href = arena_printf(q->a, "%s/pdf", v.here_href);
    v.docx_href = arena_printf(q->a, "%s/docx", v.here_href);
    try(around_fill(q, &r, &x, &v));
    try(told_fill(q, &x, &v));
    forms_fill(q, &r, &x, &v);
    req_title(q, x.title);
    return req_view(q, &letter_view, &v);
}

/* -- acting -- */

static enum err files_take(struct req *q, const struct official_letter *x) {
    struct letter_files_of_row *before;
    size_t count;
    try(letter_files_of(q->tx, x->id, &before, &count));
    for (size_t i = 0; i < req_count(q, "file"); i++) {
        const struct upload *file = req_file_at(q, "file", i);
        struct evidence_kept kept;
        struct official_letter_file row = official_letter_file_empty;
        if (!file) continue;
        if (count++ >= LETTER_FILES_MAX)
            return req_fault(q, "file", SAY(q->a, W_letter_files_many, both_int(q->a, LETTER_FILES_MAX)));
        try(evidence_keep(q->tx, file->file_name, (struct blob){file->at, file->len}, &q->faults, &kept));
        row.letter_id = x->id, row.project_id = x->project_id, row.account_id = q->who.account_id;
        row.file_name = kept.file_name, row.media_type = kept.media_type, row.bytes = kept.bytes, row.file_sha = kept.sha;
        try(official_letter_file_put(q->tx, &row, 0));
    }
    return OK;
}

static enum err act(struct req *q, enum letter_action action) {
    struct letter_reader r;
    struct official_letter x;
    bool is_form = action != LETTER_SIGN; /* signing says nothing more */
    struct letter_said said = {.action = action, .account_id = q->who.account_id, .now_ms = q->now_ms, .plan_day = NO_DAY};
    if (is_form) {
        said.title = req_text(q, "title"), said.text = req_text(q, "text"), said.why = req_text(q, "why");
        said.plan = req_text(q, "plan"), said.plan_day = req_day(q, "plan_day");
    }
    try(letter_reader_of(q, &r));
    try(letter_find(q, &r, &x));
    said.today = r.today;
    said.who = letter_who(q->who.reach, r.may_sign, &x);
    try(letter_act(q->tx, &x, req_int(q, "version", 0), &said, &q->faults));
    if (action == LETTER_REPLY) try(files_take(q, &x));
    req_notice(q, W_notice_saved);
    return req_redirect(q, letter_href(q, x.id));
}

enum err letter_post(struct req *q) { return act(q, letter_action_read(req_text(q, "do"))); }
enum err letter_sign_post(struct req *q) { return act(q, LETTER_SIGN); }

/* -- files -- */

/* What went out is sent as it was kept; a draft is made as it stands. */
static enum err paper_file(struct req *q, bool is_pdf) {
    struct letter_reader r;
    struct official_letter x;
    struct blob bytes;
    enum err e;
    try(letter_reader_of(q, &r));
    try(letter_find(q, &r, &x));
    const char *sha = is_pdf ? x.pdf_sha : x.docx_sha, *number = letter_number(q->tx, &x, &e);
    try(e);
    if (sha) try(blob_read_bytes(q->tx, sha, FILE_BYTES_MAX, &bytes));
    else try(is_pdf ? letter_pdf(q->tx, &x, &bytes) : letter_docx(q->tx, &x, &bytes));
    if (sha) req_header(q, "X-Content-SHA256", sha);
    const char *name = *number ? number : word(q->lang, W_letter_draft);
    struct out *o = req_body(q, is_pdf ? "application/pdf" : DOCX_MEDIA,
                             arena_printf(q->a, "%s.%s", name, is_pdf ? "pdf" : "docx"));
    out_bytes(o, bytes.at, bytes.len);
    return OK;
}

enum err letter_pdf_file(struct req *q) { return paper_file(q, true); }
enum err letter_docx_file(struct req *q) { return paper_file(q, false); }

enum err letter_file_page(struct req *q) {
    struct letter_reader r;
    struct official_letter x;
    struct official_letter_file row;
    struct blob bytes;
    try(letter_reader_of(q, &r));
    try(letter_find(q, &r, &x));
    try(official_letter_file_get(q->tx, req_int(q, "file", 0), &row));
    if (row.gone || row.letter_id != x.id) return ERR_MISSING;
    official_letter_file_row_copy(q->a, &row);
    try(blob_read_bytes(q->tx, row.file_sha, EVIDENCE_BYTES_MAX * 2, &bytes));
    struct out *o = req_body(q, row.media_type, evidence_is_picture(row.media_type) ? "" : row.file_name);
    out_bytes(o, bytes.at, bytes.len);
    return OK;
}
