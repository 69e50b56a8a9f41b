/* Who sits over a project by its own rows (projects/place.h) is who sees its row on the board (scope.h). */
#include "board_sample.h"
#include "base/text.h"
#include "domain/board/scope.h"
#include "domain/projects/place.h"
#include "domain/stats/position.h"
#include "pg.h"
#include "projects_queries.h"

enum { PLACES = 40, AREAS = 4, DEPARTMENTS = 6, SEATS = 60 };
static const int32_t TODAY = 19325; /* 2022-11-29 */

struct world {
    struct arena *a;
    int64_t areas[AREAS], departments[DEPARTMENTS], projects[PLACES];
};

static const char *unit_name(struct arena *a, int n) { return arena_printf(a, "Works No. %d", n); }
static const char *unit_code(struct arena *a, int n) { return n % 3 ? NULL : arena_printf(a, "9137%dMA", n); }

static void holders_put(struct world *w, struct tx *t, struct sample_random *r, int64_t project_id) {
    for (int k = 0; k < 7; k++) {
        struct holder h = holder_empty;
        bool is_area = sample_below(r, 3) == 0;
        h.project_id = project_id, h.kind = is_area ? "area" : "department";
        h.holder_id = is_area ? w->areas[sample_below(r, AREAS)] : w->departments[sample_below(r, DEPARTMENTS)];
        h.share_bp = 1000 * (int64_t)sample_below(r, 5);
        if (sample_below(r, 2)) h.from_day = TODAY - 2 + (int32_t)sample_below(r, 4);
        if (sample_below(r, 2)) h.to_day = TODAY - 2 + (int32_t)sample_below(r, 4);
        assert_ok(w->a, holder_put(t, &h, 0));
    }
}

static void world_put(struct world *w, struct store *s, struct sample_random *r) {
    struct tx *t;
    /* Of the same day, for holders on the board are those of the day of its entry. */
    struct entry_note note = {.kind = "test", .reason = "", .clock_ms = ms_of_day(TODAY, 480)};
    assert_ok(w->a, store_write(s, w->a, &note, &t));
    for (int i = 0; i < AREAS; i++) {
        struct area row = area_empty;
        row.key = row.name_zh = row.name_en = arena_printf(w->a, "area %d", i), row.sort = i;
        assert_ok(w->a, area_put(t, &row, 0));
        w->areas[i] = row.id;
    }
    for (int i = 0; i < DEPARTMENTS; i++) {
        struct unit row = unit_empty;
        row.key = row.name_zh = row.name_en = arena_printf(w->a, "department %d", i), row.kind = "department", row.sort = i;
        assert_ok(w->a, unit_put(t, &row, 0));
        w->departments[i] = row.id;
    }
    for (int i = 0; i < PLACES; i++) {
        struct project p = project_empty;
        p.platform_no = arena_printf(w->a, "QP-%06d", i);
        p.name = p.name_folded = arena_printf(w->a, "p%d", i);
        p.unit_name = unit_name(w->a, i % 8), p.uscc = unit_code(w->a, i % 12);
        p.registered_day = TODAY - 400, p.stage = "under_construction", p.counts_as = "itself";
        if (i % 4) p.area_id = w->areas[i % AREAS];
        assert_ok(w->a, project_put(t, &p, 0));
        w->projects[i] = p.id;
        if (i % 5) holders_put(w, t, r, p.id);
    }
    assert_ok(w->a, tx_commit(t));
    tx_end(t);
}

static struct seat some_seat(const struct world *w, struct sample_random *r) {
    struct seat s = {.role = ROLE_AREA_CLERK};
    int n = (int)sample_below(r, 12);
    switch (sample_below(r, 6)) {
    case 0: s.kind = REACH_EVERYTHING; break;
    case 1: s.kind = REACH_PROJECT, s.id = w->projects[sample_below(r, PLACES)]; break;
    case 2: s.kind = REACH_UNIT, s.unit_name = unit_name(w->a, n % 8), s.uscc = unit_code(w->a, n); break;
    case 3: s.kind = REACH_AREA, s.id = w->areas[sample_below(r, AREAS)]; break;
    default: s.kind = REACH_DEPARTMENT, s.id = w->departments[sample_below(r, DEPARTMENTS)]; break;
    }
    return s;
}

TEST_BOTH(who_sits_over_a_project_is_who_sees_it_on_the_board, schema_of_program()) {
    struct world w = {.a = a};
    struct sample_random r = {11};
    struct position_cache *cache = position_cache_new(2);
    struct position *pos;
    struct tx *t;
    int64_t entry;
    int over = 0;
    world_put(&w, s, &r);
    assert_ok(a, store_read(s, a, &t));
    assert_ok(a, tx_last_entry(t, &entry));
    assert_ok(a, position_get(cache, t, entry, TODAY, 2022, &pos));
    for (int i = 0; i < SEATS; i++) {
        struct seat seat = some_seat(&w, &r);
        struct reach reach = {.roles = seat.role, .seats = &seat, .count = 1};
        const struct scope *scope = scope_of(a, &reach, ROLE_ALL, pos->board);
        for (int k = 0; k < PLACES; k++) {
            struct project_place place;
            assert_ok(a, project_place_of(t, w.projects[k], TODAY, &place));
            bool is = seat_is_over(a, &seat, &place);
            if (is != scope_sees(a, scope, w.projects[k])) print_error("seat %d (kind %d), project %d\n", i, (int)seat.kind, k);
            assert_int_equal(is, scope_sees(a, scope, w.projects[k]));
            over += is;
        }
    }
    assert_true(over > 100 && over < SEATS * PLACES - 100);
    position_drop(pos);
    tx_end(t);
    position_cache_done(cache);
}

TEST_MAIN(T_BOTH(who_sits_over_a_project_is_who_sees_it_on_the_board))
