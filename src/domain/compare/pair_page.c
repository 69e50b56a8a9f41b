/* Both figures of one project, month by month; questions about the gap and their answers. */
#include "base/text.h"
#include "domain/bureau/bureau.h"
#include "domain/compare/compare_inside.h"
#include "pair_view.h"
#include <math.h>

/* The project's row on the board, -1 if it is not there. */
static int row_of(const struct req *q, const struct asked *as) { return board_row(as->p->board, req_int(q, "id", 0)); }

static void months_fill(struct req *q, const struct asked *as, int row, struct pair_view *v) {
    const struct chunk *c = board_chunk(as->p->board, row);
    int i = row % CHUNK_ROWS, last = month_index(as->month);
    const struct bureau_said *said = bureau_book_find(as->p->bureau, c->project_id[i]);
    struct pair_month *months = arena_array(q->a, struct pair_month, YEAR_MONTHS);
    for (int m = 0; m <= last; m++) {
        int64_t reported = c->ytd_fen[m][i], bureau = said ? said->ytd_fen[m] : NO_FEN;
        months[m] = (struct pair_month){.at = as->month - last + m, .reported_fen = reported, .bureau_fen = bureau,
                                        .gap_fen = gap_fen(reported, bureau), .gap = gap_percent(reported, bureau)};
    }
    int32_t day = chunk_reported(c, i, as->month);
    v->months = months;
    v->months_count = (size_t)last + 1;
    v->is_listed = said != NULL;
    v->report_age = day == NO_DAY ? NO_INT : as->p->known_day - day;
    v->bureau_age = !said || said->stated_day == NO_DAY ? NO_INT : as->p->known_day - said->stated_day;
}

static enum err questions_fill(struct req *q, const struct asked *as, struct pair_view *v) {
    struct bureau_questions_of_row *rows;
    size_t count;
    int64_t id = req_int(q, "id", 0);
    bool answers = as->known_day == NO_DAY && q->app->web->may(&q->who, ACCESS_CHAIN);
    try(bureau_questions_of(q->tx, id, as->p->entry, &rows, &count));
    struct pair_question *views = arena_array(q->a, struct pair_question, count);
    for (size_t i = 0; i < count; i++)
        views[i] = (struct pair_question){
            .id = rows[i].id, .version = rows[i].version, .month = rows[i].to_month, .reported_fen = rows[i].reported_fen,
            .bureau_fen = rows[i].bureau_fen, .gap_fen = gap_fen(rows[i].reported_fen, rows[i].bureau_fen),
            .text = rows[i].text, .asker = rows[i].asker ? rows[i].asker : "", .asked_day = rows[i].asked_day,
            .answer = rows[i].answer ? rows[i].answer : "", .answerer = rows[i].answerer ? rows[i].answerer : "",
            .answered_day = rows[i].answered_day,
            .answer_href = answers && !rows[i].answer ? arena_printf(q->a, "/projects/%lld/bureau/%lld/answer", (long long)id,
                                                                     (long long)rows[i].id) : NULL};
    v->questions = views;
    v->questions_count = count;
    return OK;
}

enum err pair_page(struct req *q) {
    struct asked as;
    try(asked_read(q, &as));
    int row = row_of(q, &as);
    if (row < 0) return ERR_MISSING;
    const char *name = chunk_name(board_chunk(as.p->board, row), row % CHUNK_ROWS);
    struct pair_view v = {.id = req_int(q, "id", 0), .name = name, .month = as.month,
                          .project_href = project_href(&as, req_int(q, "id", 0)), .typed_text = req_typed(q, "text", ""),
                          .typed_answer = req_typed(q, "answer", ""), .text_fault = req_fault_text(q, "text"),
                          .answer_fault = req_fault_text(q, "answer")};
    months_fill(q, &as, row, &v);
    try(questions_fill(q, &as, &v));
    if (as.known_day == NO_DAY && q->app->web->may(&q->who, ACCESS_BUREAU))
        v.ask_href = arena_printf(q->a, "/projects/%lld/bureau/ask", (long long)v.id);
    req_title(q, SAY(q->a, W_compare_pair_title, both_text(name)).in[q->lang]);
    return req_view(q, &pair_view, &v);
}

static enum err back(struct req *q) {
    req_notice(q, W_notice_saved);
    return req_redirect(q, arena_printf(q->a, "/projects/%lld/bureau", (long long)req_int(q, "id", 0)));
}

/* The figures as they stand are kept with the question. */
enum err pair_ask_post(struct req *q) {
    struct asked as;
    struct bureau_question asked = bureau_question_empty;
    try(asked_read(q, &as));
    int row = row_of(q, &as), m = month_index(as.month);
    if (row < 0) return ERR_MISSING;
    const struct chunk *c = board_chunk(as.p->board, row);
    const struct bureau_said *said = bureau_book_find(as.p->bureau, req_int(q, "id", 0));
    asked.project_id = req_int(q, "id", 0);
    asked.to_month = as.month;
    asked.reported_fen = c->ytd_fen[m][row % CHUNK_ROWS];
    asked.bureau_fen = said ? said->ytd_fen[m] : NO_FEN;
    asked.text = req_text(q, "text");
    asked.asker_id = q->who.account_id;
    asked.asked_day = as.p->known_day;
    try(bureau_ask(q->tx, &asked, &q->faults));
    return back(q);
}

enum err pair_answer_post(struct req *q) {
    int32_t today;
    try(settings_today(q->tx, q->now_ms, &today));
    try(bureau_answer(q->tx, req_int(q, "id", 0), req_int(q, "question", 0), req_int(q, "version", 0), req_text(q, "answer"),
                      q->who.account_id, today, &q->faults));
    return back(q);
}
