/* Meetings in the ledger, and their packs: the same bytes again after corrections, in another order of asking, with nothing
 * kept; a clock set back, a week missed, a meeting moved. */
#include "base/text.h"
#include "board_city.h"
#include "domain/dispatch/agenda.h"
#include "domain/dispatch/dispatch_freeze.h"
#include "domain/dispatch/task.h"
#include "domain/lights/lights.h"
#include "store/blob.h"
#include <time.h>

#define ON schema_of_program()

/* -- meetings -- */

static struct tx *writes(struct arena *a, struct store *s, int64_t clock_ms) {
    struct tx *t;
    assert_ok(a, store_write(s, a, &(struct entry_note){0, "test", "", clock_ms}, &t));
    return t;
}

static enum err moved(struct tx *t, struct meeting *m, const char *day, const char *why, struct faults *f) {
    int32_t to = NO_DAY;
    (void)day_read(day, &to);
    f->count = 0;
    return meeting_move(t, m, m->version, to, why, day_of(2022, 12, 1), f);
}

TEST_BOTH(a_meeting_that_is_moved_stays_between_those_before_and_after_it, ON) {
    struct tx *t = writes(a, s, 0);
    struct meeting week, next;
    struct faults f = {.count = 0};
    assert_ok(a, meeting_open(t, MEETING_WEEK, "2022-W49", &f, &week));
    assert_int_equal(week.meeting_day, day_of(2022, 12, 6));
    assert_int_equal(moved(t, &week, "2022-12-13", "市长出差", &f), ERR_INVALID); /* the next one's own day */
    assert_non_null(strstr(f.at[0].text.in[ZH], "2022-12-13"));
    assert_int_equal(moved(t, &week, "2022-11-29", "x", &f), ERR_INVALID); /* past, and the one before it */
    assert_int_equal(f.count, 2);
    assert_int_equal(moved(t, &week, "2022-12-09", "", &f), ERR_INVALID);
    assert_string_equal(f.at[0].field, "reason");
    assert_int_equal(moved(t, &week, "", "x", &f), ERR_INVALID);
    assert_ok(a, moved(t, &week, "2022-12-09", "市长出差", &f));
    assert_ok(a, meeting_open(t, MEETING_WEEK, "2022-W50", &f, &next));
    assert_int_equal(moved(t, &next, "2022-12-09", "x", &f), ERR_INVALID); /* where the other was moved to */
    assert_ok(a, moved(t, &next, "2022-12-12", "x", &f));
    assert_ok(a, moved(t, &week, "2022-12-08", "又改", &f));
    assert_int_equal(meeting_move(t, &week, week.version - 1, day_of(2022, 12, 7), "x", 0, &f), ERR_CONFLICT);
    assert_int_equal(meeting_open(t, MEETING_WEEK, "2024-W40", &f, &next), ERR_INVALID);
    struct meeting again;
    assert_ok(a, meeting_open(t, MEETING_WEEK, "2022-W49", &f, &again)); /* who prepares it twice finds it */
    assert_int_equal(again.id, week.id);
    f.count = 0;
    assert_int_equal(meeting_end(t, &week, week.version, MEETING_HELD, &f), ERR_INVALID); /* it has no pack */
    tx_end(t);
}

TEST_BOTH(an_extra_meeting_has_a_subject_and_a_day_to_come_and_several_may_be_on_one, ON) {
    struct tx *t = writes(a, s, 0);
    struct meeting one, two;
    struct faults f = {.count = 0};
    assert_int_equal(meeting_call(t, "", "key", NO_DAY, 19332, &f, &one), ERR_INVALID);
    assert_int_equal(f.count, 2);
    f.count = 0;
    assert_int_equal(meeting_call(t, "港口", "key", 19331, 19332, &f, &one), ERR_INVALID);
    f.count = 0;
    assert_ok(a, meeting_call(t, "港口专题", "platform", 19332, 19332, &f, &one));
    assert_ok(a, meeting_call(t, "资金专题", "key", 19332, 19332, &f, &two));
    assert_string_equal(one.period, "2022-12-06.1");
    assert_string_equal(two.period, "2022-12-06.2");
    tx_end(t);
}

/* -- packs of a city that is edited at random -- */

enum { WEEKS = 5, FIRST_TUESDAY = 19101 /* 2022-04-19 */ };

struct weeks {
    struct city *c;
    struct position_cache *cache;
    int64_t id[WEEKS];
};

static struct weeks weeks_new(struct arena *a, struct store *s, uint64_t seed) {
    struct weeks w = {.c = city_new(a, s, seed, 240), .cache = position_cache_new(4)};
    city_begin(w.c);
    assert_ok(a, lights_install(w.c->t));
    city_commit(w.c);
    return w;
}
static void weeks_done(struct weeks *w) {
    position_cache_done(w->cache);
    city_done(w->c);
}

/* Freezes the week of a day, as seen from a day; its id. */
static int64_t froze(struct weeks *w, int32_t tuesday, int32_t today) {
    struct city *c = w->c;
    struct faults f = {.count = 0};
    struct pack_asked asked;
    struct meeting m = meeting_empty;
    city_begin(c);
    m.kind = "week", m.period = meeting_period(c->a, MEETING_WEEK, tuesday), m.level = "platform";
    const char *period = m.period;
    assert_ok(c->a, freeze_asked(c->t, w->cache, &m, today, &asked));
    assert_ok(c->a, meeting_open(c->t, MEETING_WEEK, period, &f, &m));
    m.level = "platform";
    assert_ok(c->a, meeting_put(c->t, &m, m.version));
    assert_ok(c->a, meeting_freeze(c->t, &m, m.version, &asked, &f));
    int64_t id = m.id;
    city_commit(c);
    return id;
}

static struct meeting read_meeting(struct city *c, int64_t id) {
    struct meeting m;
    assert_ok(c->a, store_read(c->s, c->a, &c->t));
    assert_ok(c->a, meeting_get(c->t, id, &m));
    meeting_row_copy(c->a, &m);
    return m;
}

/* Items that are there whatever is in the pack. */
static void added(struct weeks *w, int64_t id) {
    struct meeting m;
    struct agenda_item item;
    struct faults f = {.count = 0};
    city_begin(w->c);
    assert_ok(w->c->a, meeting_get(w->c->t, id, &m));
    for (int i = 0; i < 4; i++) assert_ok(w->c->a, agenda_add(w->c->t, &m, NO_INT, "补充议题", &f, &item));
    city_commit(w->c);
}

/* Decides something on the first items of a meeting. */
static void decided(struct weeks *w, int64_t id) {
    struct city *c = w->c;
    struct agenda_of_meeting_row *rows;
    size_t count;
    city_begin(c);
    struct meeting m;
    assert_ok(c->a, meeting_get(c->t, id, &m));
    meeting_row_copy(c->a, &m);
    assert_ok(c->a, agenda_of_meeting(c->t, id, &rows, &count));
    for (size_t i = 0; i < count && i < 4; i++) {
        struct agenda_item item;
        struct decided done;
        struct faults f = {.count = 0};
        struct owner owner = {c->departments.at[i], NO_INT, NO_INT, "", ""};
        const struct decision_read read = {&owner, m.meeting_day + 3 + (int32_t)i * 4, "召开专题会"};
        assert_ok(c->a, agenda_item_get(c->t, rows[i].id, &item));
        assert_ok(c->a, decide(c->t, &m, &item, &read, 1, c->clock_ms, &f, &done));
    }
    city_commit(c);
}

static void edited(struct weeks *w, int entries) {
    for (int i = 0; i < entries; i++) {
        city_begin(w->c);
        for (int k = 0; k < 5; k++) city_edit(w->c);
        city_commit(w->c);
    }
}

TEST_BOTH(packs_made_week_by_week_are_the_same_again_after_all_that_came_later_with_nothing_kept, ON) {
    struct weeks w = weeks_new(a, s, 11);
    for (int i = 0; i < WEEKS; i++) {
        edited(&w, 8);
        w.id[i] = froze(&w, FIRST_TUESDAY + i * 7, FIRST_TUESDAY + i * 7 - 1);
        decided(&w, w.id[i]);
    }
    edited(&w, 40);
    city_begin(w.c); /* a department is called something else since */
    struct unit unit;
    assert_ok(a, unit_get(w.c->t, w.c->departments.at[0], &unit));
    unit.name_zh = unit.name_en = "renamed";
    assert_ok(a, unit_put(w.c->t, &unit, unit.version));
    city_commit(w.c);
    setenv("TZ", "America/New_York", 1);
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    tzset();
    struct position_cache *fresh = position_cache_new(1);
    size_t items = 0;
    for (int i = WEEKS; i-- > 0;) { /* the last first: in an order in which they were not made */
        struct meeting m = read_meeting(w.c, w.id[i]);
        struct pack_verified v;
        assert_ok(a, pack_verify(w.c->t, fresh, &m, &v));
        for (size_t k = 0; k < v.told_count; k++) print_error("%s: %s\n", m.period, v.told[k].in[EN]);
        assert_true(v.is_stored && v.is_bytes && v.is_content);
        assert_string_equal(v.pack_sha, m.pack_sha);
        items += v.items;
        arena_reset(a);
    }
    assert_true(items > 40);
    unsetenv("TZ");
    unsetenv("LC_ALL");
    position_cache_done(fresh);
    weeks_done(&w);
}

TEST_BOTH(what_does_not_fit_a_pack_is_told_item_by_item, ON) {
    struct weeks w = weeks_new(a, s, 12);
    int64_t before = city_last_entry(w.c);
    edited(&w, 20);
    w.id[0] = froze(&w, FIRST_TUESDAY, FIRST_TUESDAY - 1);
    struct meeting m = read_meeting(w.c, w.id[0]);
    struct pack_verified v;
    m.frozen_entry = before;
    assert_ok(a, pack_verify(w.c->t, w.cache, &m, &v));
    assert_true(v.is_stored && !v.is_bytes && !v.is_content && v.told_count > 0);
    weeks_done(&w);
}

/* Red in a position that has nothing to do with the one the pack was made from. */
static size_t reds_counted(struct weeks *w, const struct meeting *m, const struct pack *pack, const struct pack *before) {
    struct position_cache *own = position_cache_new(1);
    struct position *p;
    size_t reds = 0, fresh = 0, told = 0;
    assert_ok(w->c->a, position_get(own, w->c->t, m->frozen_entry, m->frozen_day, month_year(m->frozen_month), &p));
    for (int row = 0; row < p->board->rows; row++) {
        const struct chunk *c = board_chunk(p->board, row);
        int i = row % CHUNK_ROWS;
        bool counts = (c->marks[i] & MARK_COUNTED) && chunk_on_platform(c, i, m->frozen_month);
        if (!counts || lights_at(p->lights, row, m->frozen_month) != RED) continue;
        assert_true(reds < pack->red_count);
        assert_int_equal(pack->red[reds++], c->project_id[i]);
        bool was = false;
        for (size_t k = 0; before && k < before->red_count; k++) was |= before->red[k] == c->project_id[i];
        fresh += before && !was;
    }
    assert_int_equal(reds, pack->red_count);
    for (size_t k = 0; k < pack->item_count; k++) told += text_eq(pack->items[k].kind, "red");
    if (before) assert_int_equal(told, fresh);
    position_drop(p);
    position_cache_done(own);
    return fresh;
}

TEST_BOTH(a_red_is_new_in_one_pack_and_struck_off_in_the_first_in_which_it_is_not_red, ON) {
    struct weeks w = weeks_new(a, s, 13);
    struct pack packs[WEEKS];
    struct arena *kept = arena_new((size_t)64 << 20);
    size_t fresh = 0, cleared = 0;
    for (int i = 0; i < WEEKS; i++) {
        struct blob bytes;
        edited(&w, 12);
        w.id[i] = froze(&w, FIRST_TUESDAY + i * 7, FIRST_TUESDAY + i * 7 - 1);
        struct meeting m = read_meeting(w.c, w.id[i]);
        assert_ok(a, blob_read_bytes(w.c->t, m.pack_sha, PACK_BYTES_MAX, &bytes));
        assert_ok(a, pack_read(kept, bytes, &packs[i]));
        fresh += reds_counted(&w, &m, &packs[i], i ? &packs[i - 1] : NULL);
        for (size_t k = 0; i && k < packs[i].item_count; k++) {
            if (!text_eq(packs[i].items[k].kind, "cleared")) continue;
            bool was = false, is = false;
            for (size_t n = 0; n < packs[i - 1].red_count; n++) was |= packs[i - 1].red[n] == packs[i].items[k].project_id;
            for (size_t n = 0; n < packs[i].red_count; n++) is |= packs[i].red[n] == packs[i].items[k].project_id;
            assert_true(was && !is);
            cleared++;
        }
        arena_reset(a);
    }
    assert_true(fresh > 0 && cleared > 0);
    arena_done(kept);
    weeks_done(&w);
}

/* -- clocks -- */

TEST_BOTH(a_clock_set_back_and_a_week_without_a_pack_leave_the_order_of_packs_as_it_is, ON) {
    struct weeks w = weeks_new(a, s, 14);
    int64_t first = froze(&w, FIRST_TUESDAY, FIRST_TUESDAY - 1);
    int64_t later = froze(&w, FIRST_TUESDAY + 21, FIRST_TUESDAY + 20); /* two weeks nobody made one */
    int64_t back = froze(&w, FIRST_TUESDAY + 28, FIRST_TUESDAY + 2);   /* the clock is weeks behind */
    int32_t day = read_meeting(w.c, later).frozen_day;
    assert_int_equal(read_meeting(w.c, first).previous_id, NO_INT);
    assert_int_equal(read_meeting(w.c, later).previous_id, first);
    assert_int_equal(read_meeting(w.c, back).previous_id, later);
    assert_int_equal(read_meeting(w.c, back).frozen_day, day);
    assert_true(read_meeting(w.c, back).frozen_entry > read_meeting(w.c, later).frozen_entry);
    struct meeting m = read_meeting(w.c, back);
    struct pack_verified v;
    assert_ok(a, pack_verify(w.c->t, w.cache, &m, &v));
    assert_true(v.is_bytes);
    weeks_done(&w);
}

TEST_BOTH(what_is_due_is_frozen_on_the_eve_once_however_often_it_is_asked, ON) {
    struct weeks w = weeks_new(a, s, 15);
    struct meeting *due;
    size_t count;
    struct faults f = {.count = 0};
    int32_t monday = day_of(2022, 5, 23);
    city_begin(w.c);
    assert_ok(a, meetings_due(w.c->t, monday - 3, &due, &count)); /* Friday: there is a worked day between */
    assert_int_equal(count, 0);
    assert_ok(a, meetings_due(w.c->t, monday, &due, &count));
    assert_int_equal(count, 1);
    assert_string_equal(due[0].period, "2022-W21");
    assert_ok(a, meeting_freeze_due(w.c->t, w.cache, &due[0], monday, &f));
    city_commit(w.c);
    city_begin(w.c);
    assert_ok(a, meetings_due(w.c->t, monday, &due, &count));
    assert_int_equal(count, 0);
    assert_ok(a, meetings_due(w.c->t, day_of(2022, 10, 8), &due, &count)); /* the Saturday of W40, and its eve was in September */
    assert_string_equal(due[0].period, "2022-W40");
    assert_ok(a, meetings_due(w.c->t, day_of(2022, 9, 30), &due, &count));
    assert_string_equal(due[0].period, "2022-W40");
    tx_end(w.c->t);
    weeks_done(&w);
}

/* -- agenda and promises -- */

TEST_BOTH(the_agenda_is_edited_and_the_pack_stays, ON) {
    struct weeks w = weeks_new(a, s, 16);
    edited(&w, 5);
    int64_t id = froze(&w, FIRST_TUESDAY, FIRST_TUESDAY - 1);
    added(&w, id);
    struct meeting m = read_meeting(w.c, id);
    const char *sha = arena_copy(a, m.pack_sha);
    struct agenda_of_meeting_row *rows;
    size_t count;
    struct faults f = {.count = 0};
    struct agenda_item added;
    struct tx *t = writes(a, s, 0);
    assert_ok(a, agenda_of_meeting(t, id, &rows, &count));
    assert_true(count > 3);
    int64_t one = rows[0].id, two = rows[1].id;
    assert_ok(a, agenda_edit(t, &m, two, rows[1].version, AGENDA_UP, &f));
    assert_int_equal(agenda_edit(t, &m, two, rows[1].version, AGENDA_UP, &f), ERR_CONFLICT);
    assert_ok(a, agenda_edit(t, &m, rows[2].id, rows[2].version, AGENDA_DROP, &f));
    assert_int_equal(agenda_add(t, &m, NO_INT, "", &f, &added), ERR_INVALID);
    f.count = 0;
    assert_ok(a, agenda_add(t, &m, NO_INT, "通报冬季施工安排", &f, &added));
    assert_ok(a, agenda_of_meeting(t, id, &rows, &count));
    assert_int_equal(rows[0].id, two);
    assert_int_equal(rows[1].id, one);
    assert_string_equal(rows[2].state, "backlog");
    assert_string_equal(rows[count - 1].text, "通报冬季施工安排");
    assert_ok(a, meeting_get(t, id, &m));
    assert_string_equal(m.pack_sha, sha);
    assert_int_equal(agenda_edit(t, &m, w.c->projects.at[0], 1, AGENDA_UP, &f), ERR_MISSING);
    assert_ok(a, meeting_end(t, &m, m.version, MEETING_HELD, &f));
    assert_int_equal(agenda_edit(t, &m, two, 2, AGENDA_DOWN, &f), ERR_INVALID);
    assert_int_equal(meeting_freeze(t, &m, m.version, &(struct pack_asked){0}, &f), ERR_INVALID);
    tx_end(t);
    weeks_done(&w);
}

/* The kinds of the first items of a pack that are tasks, with their states. */
static const char *promises(struct weeks *w, int64_t id) {
    struct meeting m = read_meeting(w->c, id);
    struct pack pack;
    struct out *o = out_in(w->c->a, 0);
    assert_ok(w->c->a, pack_of(w->c->t, &m, &pack));
    for (size_t i = 0; i < pack.item_count; i++)
        if (pack.items[i].task_id != NO_INT) out_printf(o, "%s:%s ", pack.items[i].kind, pack.items[i].state);
    return out_text_of(o);
}

TEST_BOTH(the_next_pack_opens_with_what_was_promised_and_not_kept, ON) {
    struct weeks w = weeks_new(a, s, 17);
    edited(&w, 5);
    int64_t first = froze(&w, FIRST_TUESDAY, FIRST_TUESDAY - 1);
    added(&w, first);
    decided(&w, first); /* due in 3, 7, 11 and 15 days */
    struct tasks_of_meeting_row *tasks;
    size_t count;
    city_begin(w.c);
    assert_ok(a, tasks_of_meeting(w.c->t, first, &tasks, &count));
    assert_int_equal(count, 4);
    struct task x;
    struct faults f = {.count = 0};
    assert_ok(a, task_get(w.c->t, tasks[1].id, &x));
    task_row_copy(a, &x);
    const struct task_said said = {.action = TASK_REPORT, .who = TASK_OWNER, .account_id = 5, .today = FIRST_TUESDAY + 2,
                                   .text = "已开会", .due_day = NO_DAY};
    assert_ok(a, task_act(w.c->t, &x, x.version, &said, &f));
    city_commit(w.c);
    int64_t next = froze(&w, FIRST_TUESDAY + 7, FIRST_TUESDAY + 6);
    assert_string_equal(promises(&w, next), "promise:open task:done task:open task:open ");
    struct meeting m = read_meeting(w.c, next);
    struct pack pack;
    assert_ok(a, pack_of(w.c->t, &m, &pack));
    assert_string_equal(pack.items[0].kind, "promise"); /* before anything else */
    weeks_done(&w);
}

TEST_BOTH(a_decision_without_somebody_or_a_day_is_not_accepted, ON) {
    struct weeks w = weeks_new(a, s, 18);
    int64_t id = froze(&w, FIRST_TUESDAY, FIRST_TUESDAY - 1);
    added(&w, id);
    struct meeting m = read_meeting(w.c, id), other = m;
    struct agenda_of_meeting_row *rows;
    size_t count;
    struct agenda_item item;
    struct decided done;
    struct tx *t = writes(a, s, 0);
    assert_ok(a, agenda_of_meeting(t, id, &rows, &count));
    assert_ok(a, agenda_item_get(t, rows[0].id, &item));
    struct owner owner = {w.c->departments.at[0], NO_INT, NO_INT, "", ""};
    const struct { const struct owner *owner; int32_t day; const char *text, *field; } cases[] = {
        {NULL, FIRST_TUESDAY + 9, "开会", "owner"}, {&owner, NO_DAY, "开会", "due"}, {&owner, FIRST_TUESDAY - 1, "开会", "due"},
        {&owner, FIRST_TUESDAY + 9, "", "text"}};
    for (size_t i = 0; i < countof(cases); i++) {
        struct faults f = {.count = 0};
        const struct decision_read read = {cases[i].owner, cases[i].day, cases[i].text};
        assert_int_equal(decide(t, &m, &item, &read, 1, 0, &f, &done), ERR_INVALID);
        assert_int_equal(f.count, 1);
        assert_string_equal(f.at[0].field, cases[i].field);
    }
    const struct decision_read good = {&owner, FIRST_TUESDAY, "开会"};
    struct faults f = {.count = 0};
    other.id = m.id + 1;
    assert_int_equal(decide(t, &other, &item, &good, 1, 0, &f, &done), ERR_INVALID); /* an item of another meeting */
    f.count = 0;
    assert_ok(a, decide(t, &m, &item, &good, 1, 0, &f, &done));
    assert_int_equal(done.task.decision_id, done.decision.id);
    m.state = "minuted";
    assert_int_equal(decide(t, &m, &item, &good, 1, 0, &f, &done), ERR_INVALID);
    tx_end(t);
    weeks_done(&w);
}

TEST_MAIN(T_BOTH(a_meeting_that_is_moved_stays_between_those_before_and_after_it),
          T_BOTH(an_extra_meeting_has_a_subject_and_a_day_to_come_and_several_may_be_on_one),
          T_BOTH(packs_made_week_by_week_are_the_same_again_after_all_that_came_later_with_nothing_kept),
          T_BOTH(what_does_not_fit_a_pack_is_told_item_by_item),
          T_BOTH(a_red_is_new_in_one_pack_and_struck_off_in_the_first_in_which_it_is_not_red),
          T_BOTH(a_clock_set_back_and_a_week_without_a_pack_leave_the_order_of_packs_as_it_is),
          T_BOTH(what_is_due_is_frozen_on_the_eve_once_however_often_it_is_asked),
          T_BOTH(the_agenda_is_edited_and_the_pack_stays),
          T_BOTH(the_next_pack_opens_with_what_was_promised_and_not_kept),
          T_BOTH(a_decision_without_somebody_or_a_day_is_not_accepted))
