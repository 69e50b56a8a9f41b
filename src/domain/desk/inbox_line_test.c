/* Lines of an inbox that are kept: with texts of their own, the first one made holds, and they take bounded memory. */
#include "domain/desk/inbox_line.h"
#include "tap.h"
#include <pthread.h>
#include <string.h>

static struct both said(struct arena *a, const char *zh, const char *en) {
    return (struct both){{arena_copy(a, zh), arena_copy(a, en)}};
}

/* Every text of it lies in the arena, as what a request has made. */
static struct inbox_row row_of(struct arena *a, int n) {
    struct inbox_change *changes = arena_array(a, struct inbox_change, 1);
    struct inbox_finding *findings = arena_array(a, struct inbox_finding, 1);
    struct inbox_note *notes = arena_array(a, struct inbox_note, 1);
    struct inbox_may *may = arena_array(a, struct inbox_may, 1);
    const char *name = arena_printf(a, "pier %d", n);
    changes[0] = (struct inbox_change){said(a, "资金", "funds"), said(a, "一", "one"), said(a, "二", "two")};
    findings[0] = (struct inbox_finding){said(a, "怪", "odd")};
    notes[0] = (struct inbox_note){arena_copy(a, "sums_differ"), said(a, "不等", "differ"), 2};
    may[0] = (struct inbox_may){.action = arena_copy(a, "pass"), .is_allowed = true};
    return (struct inbox_row){
        .report_id = n, .version = 3, .name = name, .href = arena_copy(a, "/desk"), .code = arena_copy(a, "c"),
        .area = said(a, "环翠", "Huancui"), .unit = arena_copy(a, "u"), .period_name = said(a, "十一月", "November"),
        .sent_at = arena_copy(a, "s"), .back_reason = arena_copy(a, "b"), .base_name = said(a, "十月", "October"),
        .cause = arena_copy(a, "why"), .month_fen = 7, .changes = changes, .changes_count = 1, .findings = findings,
        .findings_count = 1, .notes = notes, .notes_count = 1, .may = may, .may_count = 1};
}

static void assert_row(const struct inbox_row *r, int n) {
    char name[32];
    snprintf(name, sizeof name, "pier %d", n);
    assert_true(r->report_id == n && r->version == 3 && r->month_fen == 7);
    const char *const texts[][2] = {
        {r->name, name}, {r->href, "/desk"}, {r->code, "c"}, {r->area.in[ZH], "环翠"}, {r->area.in[EN], "Huancui"},
        {r->unit, "u"}, {r->period_name.in[EN], "November"}, {r->sent_at, "s"}, {r->back_reason, "b"},
        {r->base_name.in[ZH], "十月"}, {r->cause, "why"}, {r->changes[0].label.in[EN], "funds"},
        {r->changes[0].from.in[EN], "one"}, {r->changes[0].to.in[ZH], "二"}, {r->findings[0].text.in[ZH], "怪"},
        {r->notes[0].check, "sums_differ"}, {r->notes[0].text.in[EN], "differ"}};
    for (size_t i = 0; i < countof(texts); i++) assert_string_equal(texts[i][0], texts[i][1]);
    assert_true(r->changes_count == 1 && r->findings_count == 1 && r->notes_count == 1 && r->notes[0].answers == 2);
}

TEST(a_line_outlives_the_request_that_made_it_and_says_nothing_of_who_made_it) {
    struct arena *a = arena_new(0), *request = arena_new(0);
    struct inbox_lines *l = inbox_lines_new(a, 2);
    struct inbox_row row = row_of(request, 1), other = row_of(request, 2), found;
    assert_false(inbox_line_take(l, 1, &found));
    inbox_line_keep(l, 1, &row);
    inbox_line_keep(l, 1, &other);
    arena_done(request);
    assert_true(inbox_line_take(l, 1, &found));
    assert_row(&found, 1);
    assert_true(found.may_count == 0 && !found.may);
    assert_false(inbox_line_take(l, 0, &found));
    inbox_lines_done(l);
    arena_done(a);
}

TEST(what_is_made_beyond_the_bound_is_not_kept) {
    enum { WORDS = 1 << 20, LINES = 64 };
    struct arena *a = arena_new(0);
    struct inbox_lines *l = inbox_lines_new(a, LINES);
    struct inbox_row row = row_of(a, 1), found;
    char *words = arena_bytes(a, WORDS + 1);
    size_t kept = 0;
    memset(words, 'x', WORDS);
    words[WORDS] = 0;
    row.cause = words;
    for (size_t i = 0; i < LINES; i++) inbox_line_keep(l, i, &row);
    for (size_t i = 0; i < LINES; i++) kept += inbox_line_take(l, i, &found);
    assert_true(kept >= INBOX_LINES_BYTES / WORDS - 1 && kept <= INBOX_LINES_BYTES / WORDS + 1);
    inbox_lines_done(l);
    arena_done(a);
}

enum { CROWD = 4, CROWD_LINES = 200 };

static void *look(void *at) {
    struct inbox_lines *l = at;
    struct arena *a = arena_new(0);
    struct inbox_row row;
    for (int i = 0; i < CROWD_LINES; i++) {
        if (!inbox_line_take(l, (size_t)i, &row)) {
            row = row_of(a, i);
            inbox_line_keep(l, (size_t)i, &row);
        }
        assert_row(&row, i);
        assert_true(inbox_line_take(l, (size_t)i, &row));
        assert_row(&row, i);
    }
    arena_done(a);
    return NULL;
}

TEST(many_who_look_at_once_find_whole_lines) {
    struct arena *a = arena_new(0);
    struct inbox_lines *l = inbox_lines_new(a, CROWD_LINES);
    pthread_t threads[CROWD];
    for (size_t i = 0; i < CROWD; i++) assert_int_equal(pthread_create(&threads[i], NULL, look, l), 0);
    for (size_t i = 0; i < CROWD; i++) pthread_join(threads[i], NULL);
    inbox_lines_done(l);
    arena_done(a);
}

TEST_MAIN(T(a_line_outlives_the_request_that_made_it_and_says_nothing_of_who_made_it),
          T(what_is_made_beyond_the_bound_is_not_kept), T(many_who_look_at_once_find_whole_lines))
