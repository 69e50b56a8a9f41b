/* Letters: the ladder, the chain, numbers without gaps whoever signs at once, drafts once. */
#include "domain/letters/missive.h"
#include "domain/stats/position.h"
#include "problem_fixture.h"
#include "store/blob.h"
#include <pthread.h>

#define ON schema_of_program()
enum { EVERYONE = LETTER_BY_OFFICE | LETTER_BY_SIGNER | LETTER_BY_UNIT };

TEST(the_highest_rung_that_is_reached_is_drafted) {
    static const struct { enum letter_cause cause; int stands, kind; } cases[] = {
        {LETTER_OF_YELLOW, 1, -1}, {LETTER_OF_YELLOW, 2, LETTER_REMINDER}, {LETTER_OF_YELLOW, 30, LETTER_REMINDER},
        {LETTER_OF_RED, 0, -1}, {LETTER_OF_RED, 1, LETTER_ASSIGNMENT}, {LETTER_OF_RED, 2, LETTER_ASSIGNMENT},
        {LETTER_OF_RED, 3, LETTER_SUPERVISION}, {LETTER_OF_PROBLEM, 0, -1}, {LETTER_OF_PROBLEM, 1, LETTER_REMINDER},
        {LETTER_OF_PROBLEM, 9, LETTER_REMINDER}, {LETTER_OF_PROBLEM, 10, LETTER_ASSIGNMENT},
        {LETTER_OF_PROBLEM, 19, LETTER_ASSIGNMENT}, {LETTER_OF_PROBLEM, 20, LETTER_SUPERVISION}};
    for (size_t i = 0; i < countof(cases); i++) {
        const struct letter_rung *r = letter_rung_at(cases[i].cause, cases[i].stands);
        assert_int_equal(r ? (int)r->kind : -1, cases[i].kind);
    }
}

/* The states a letter may come to, from each, by anybody: what went out never becomes a draft again. */
TEST(what_went_out_is_answered_or_withdrawn_and_never_a_draft_again) {
    for (enum letter_state s = 0; s < LETTER_STATES; s++)
        for (enum letter_action act = 0; act < LETTER_ACTIONS; act++) {
            const struct letter_row *r = letter_row_of(s, act, EVERYONE);
            bool was_out = s >= LETTER_ISSUED && s <= LETTER_WITHDRAWN;
            if (r && was_out) assert_true(r->to >= LETTER_ISSUED && r->to <= LETTER_WITHDRAWN);
            if (s == LETTER_CLOSED || s == LETTER_WITHDRAWN || s == LETTER_DROPPED) assert_null(r);
            if (r && !was_out && r->to == LETTER_ISSUED) assert_int_equal(act, LETTER_SIGN);
            assert_null(letter_row_of(s, act, 0));
        }
    assert_null(letter_row_of(LETTER_REVIEWED, LETTER_SIGN, LETTER_BY_OFFICE));
    assert_null(letter_row_of(LETTER_ISSUED, LETTER_RECEIVE, LETTER_BY_OFFICE | LETTER_BY_SIGNER));
}

static struct official_letter reviewed_new(struct pf_town *w, enum letter_kind kind, int n) {
    struct official_letter x = official_letter_empty;
    x.kind = letter_kind_key(kind), x.state = "reviewed", x.project_id = w->project_id, x.unit_id = w->unit_id[PF_LAND];
    x.source = "light", x.cause_key = arena_printf(w->a, "red:%d", n), x.title = "关于跨海大桥进度红灯的督办函";
    x.text = "跨海大桥截至2022年11月末亮红灯，已持续3个月。", x.days = 5, x.reviewer_id = w->account_id[PF_OFFICE];
    assert_ok(w->a, official_letter_put(w->t, &x, 0));
    return x;
}

static enum err sign(struct tx *t, int64_t id, int64_t account_id, int32_t today, struct faults *faults) {
    struct official_letter x;
    const struct letter_said said = {.action = LETTER_SIGN, .who = EVERYONE, .account_id = account_id, .today = today,
                                     .plan_day = NO_DAY, .now_ms = ms_of_day(today, 480)};
    faults->count = 0;
    try(official_letter_get(t, id, &x));
    official_letter_row_copy(tx_arena(t), &x);
    return letter_act(t, &x, x.version, &said, faults);
}

/* -- concurrent signing -- */

enum { SIGNERS = 4, EACH = 8 };
struct signer {
    struct store *s;
    int64_t id[EACH], account_id;
    int retries, failed;
};

static void *sign_all(void *context) {
    struct signer *g = context;
    for (int i = 0; i < EACH;) {
        struct arena *a = arena_new(0);
        struct faults faults;
        struct tx *t;
        enum err e = store_write(g->s, a, &(struct entry_note){0, "letter_sign", "", 0}, &t);
        if (e == OK) {
            e = sign(t, g->id[i], g->account_id, PF_TODAY, &faults);
            if (e == OK) e = tx_commit(t);
            tx_end(t);
        }
        bool again = e == ERR_RETRY || e == ERR_BUSY;
        g->retries += again;
        if (!again && e != OK) g->failed++;
        if (!again || g->retries > 10000) i++;
        arena_done(a);
    }
    return NULL;
}

TEST_BOTH(who_signs_at_once_leaves_no_gap_and_no_number_twice, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct signer signers[SIGNERS];
    pthread_t thread[SIGNERS];
    for (int i = 0; i < SIGNERS; i++) {
        signers[i] = (struct signer){.s = s, .account_id = w.account_id[PF_MAYOR]};
        for (int n = 0; n < EACH; n++) signers[i].id[n] = reviewed_new(&w, n % 2, i * EACH + n).id;
    }
    assert_ok(a, tx_commit(w.t));
    tx_end(w.t);
    for (int i = 0; i < SIGNERS; i++) assert_int_equal(pthread_create(&thread[i], NULL, sign_all, &signers[i]), 0);
    for (int i = 0; i < SIGNERS; i++) pthread_join(thread[i], NULL);
    bool seen[2][SIGNERS * EACH / 2 + 1] = {{false}};
    assert_ok(a, store_read(s, a, &w.t));
    for (int i = 0; i < SIGNERS; i++) {
        assert_int_equal(signers[i].failed, 0);
        for (int n = 0; n < EACH; n++) {
            struct official_letter x;
            assert_ok(a, official_letter_get(w.t, signers[i].id[n], &x));
            assert_true(x.number >= 1 && x.number <= SIGNERS * EACH / 2 && x.year == 2022);
            assert_false(seen[n % 2][x.number]);
            seen[n % 2][x.number] = true;
        }
    }
    tx_end(w.t);
}

TEST_BOTH(a_year_counts_from_one_and_a_withdrawn_letter_keeps_its_number, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct faults faults;
    enum err e;
    struct official_letter x[3], last;
    int32_t next_year = day_of(2023, 1, 4);
    for (int i = 0; i < 3; i++) x[i] = reviewed_new(&w, LETTER_SUPERVISION, i);
    assert_int_equal(sign(w.t, x[0].id, w.account_id[PF_OFFICE], PF_TODAY, &faults), ERR_INVALID); /* who reviewed it */
    assert_ok(a, sign(w.t, x[0].id, w.account_id[PF_MAYOR], PF_TODAY, &faults));
    assert_ok(a, official_letter_get(w.t, x[0].id, &last));
    assert_string_equal(letter_number(w.t, &last, &e), "项办督〔2022〕1号");
    struct letter_said said = {.action = LETTER_WITHDRAW, .who = LETTER_BY_SIGNER, .account_id = w.account_id[PF_MAYOR],
                               .today = PF_TODAY, .plan_day = NO_DAY};
    official_letter_row_copy(a, &last);
    faults.count = 0;
    assert_int_equal(letter_act(w.t, &last, last.version, &said, &faults), ERR_INVALID); /* without a reason */
    said.why = "已整改到位", faults.count = 0;
    assert_ok(a, letter_act(w.t, &last, last.version, &said, &faults));
    assert_string_equal(last.state, "withdrawn");
    assert_int_equal(last.number, 1);
    assert_ok(a, sign(w.t, x[1].id, w.account_id[PF_MAYOR], PF_TODAY, &faults));
    assert_ok(a, official_letter_get(w.t, x[1].id, &last));
    assert_int_equal(last.number, 2);
    assert_ok(a, sign(w.t, x[2].id, w.account_id[PF_MAYOR], next_year, &faults));
    assert_ok(a, official_letter_get(w.t, x[2].id, &last));
    assert_int_equal(last.number, 1);
    assert_int_equal(last.year, 2023);
    assert_ok(a, tx_commit(w.t));
    tx_end(w.t);
}

TEST_BOTH(a_night_drafts_what_the_ladder_asks_for_once, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct problem problem = pf_handling(&w, PF_TODAY);
    struct position_cache *cache = position_cache_new(2);
    struct letters_listed_row *rows;
    int64_t made;
    size_t count;
    int32_t day = problem.ends_day;
    assert_ok(a, tx_commit(w.t));
    tx_end(w.t);
    assert_ok(a, letters_draft_night(s, a, cache, day, ms_of_day(day, 480), &made));
    assert_int_equal(made, 0); /* its last day is not past yet */
    while (made == 0 && ++day < problem.ends_day + 10) assert_ok(a, letters_draft_night(s, a, cache, day,
        ms_of_day(day, 480), &made));
    assert_int_equal(made, 1);
    assert_ok(a, letters_draft_night(s, a, cache, day, ms_of_day(day, 480), &made));
    assert_int_equal(made, 0);
    assert_ok(a, letters_draft_night(s, a, cache, day + 60, ms_of_day(day + 60, 480), &made)); /* nights were missed */
    assert_int_equal(made, 1);
    assert_ok(a, store_read(s, a, &w.t));
    assert_ok(a, letters_listed(w.t, &rows, &count));
    assert_int_equal(count, 2);
    assert_string_equal(rows[0].kind, "supervision");
    assert_string_equal(rows[1].kind, "reminder");
    assert_string_equal(rows[1].title, "关于跨海大桥问题逾期的提醒函");
    assert_int_equal(rows[1].unit_id, w.unit_id[PF_LAND]);
    tx_end(w.t);
    position_cache_done(cache);
}

TEST_BOTH(what_went_out_is_the_bytes_that_were_kept, ON) {
    struct pf_town w = pf_town_new(a, s);
    struct faults faults;
    struct official_letter x = reviewed_new(&w, LETTER_ASSIGNMENT, 1);
    struct blob kept, again;
    assert_ok(a, sign(w.t, x.id, w.account_id[PF_MAYOR], PF_TODAY, &faults));
    assert_ok(a, official_letter_get(w.t, x.id, &x));
    official_letter_row_copy(a, &x);
    assert_true(x.due_day > PF_TODAY && x.signer_id == w.account_id[PF_MAYOR]);
    assert_ok(a, blob_read_bytes(w.t, x.pdf_sha, 16 << 20, &kept));
    assert_memory_equal(kept.at, "%PDF-", 5);
    assert_ok(a, letter_pdf(w.t, &x, &again)); /* made again from the same facts, it is the same */
    assert_int_equal(kept.len, again.len);
    assert_memory_equal(kept.at, again.at, kept.len);
    assert_ok(a, blob_read_bytes(w.t, x.docx_sha, 16 << 20, &kept));
    assert_memory_equal(kept.at, "PK\3\4", 4);
    assert_ok(a, tx_commit(w.t));
    tx_end(w.t);
}

TEST_MAIN(T(the_highest_rung_that_is_reached_is_drafted), T(what_went_out_is_answered_or_withdrawn_and_never_a_draft_again),
          T_BOTH(who_signs_at_once_leaves_no_gap_and_no_number_twice),
          T_BOTH(a_year_counts_from_one_and_a_withdrawn_letter_keeps_its_number),
          T_BOTH(a_night_drafts_what_the_ladder_asks_for_once), T_BOTH(what_went_out_is_the_bytes_that_were_kept))
