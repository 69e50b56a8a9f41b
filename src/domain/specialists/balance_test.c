/* The proposal: worked out by hand, the same each time, and what it promises of random cities. */
#include "domain/specialists/balance.h"
#include "board_sample.h"
#include "tap.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new((size_t)64 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

enum { NORTH, SOUTH, PORT = 0, MILL };

static struct balance_project looked_after(int64_t id, uint16_t area, uint16_t field, int person) {
    return (struct balance_project){.project_id = id, .area = area, .field = field, .stage = 1, .person = person};
}

TEST(what_nobody_looks_after_goes_to_who_knows_its_field_and_who_has_too_few_yet) {
    const struct balance_person people[] = {{11, BALANCE_ANYWHERE}, {12, BALANCE_ANYWHERE}, {13, BALANCE_ANYWHERE}};
    const struct balance_project projects[] = {
        looked_after(1, NORTH, PORT, 0), looked_after(2, NORTH, PORT, 0), looked_after(3, NORTH, MILL, 0),
        looked_after(4, NORTH, MILL, 0), looked_after(5, NORTH, MILL, 1), looked_after(6, NORTH, MILL, 1),
        looked_after(7, SOUTH, PORT, 2), looked_after(8, SOUTH, PORT, 2), looked_after(9, NORTH, MILL, -1)};
    const struct balance_asked asked = {people, countof(people), projects, countof(projects), 2, 3};
    struct balance b = balance_propose(a, &asked);
    assert_int_equal(b.move_count, 1); /* 12 has room and knows mills: then 4 and 3, and nobody has room for more */
    assert_int_equal(b.moves[0].project, 8);
    assert_int_equal(b.moves[0].from, -1);
    assert_int_equal(b.moves[0].to, 1);
    assert_int_equal(b.moves[0].why, BALANCE_NOBODY);
    assert_int_equal(b.moves[0].to_load, 2);
    assert_int_equal(b.moves[0].same_field, 2);
    assert_int_equal(b.load[0], 4);
    assert_int_equal(b.area[2], SOUTH);
    assert_int_equal(b.unplaced, 0);
}

TEST(who_has_too_many_gives_what_fits_best_to_who_has_too_few) {
    const struct balance_person people[] = {{11, BALANCE_ANYWHERE}, {12, BALANCE_ANYWHERE}, {13, BALANCE_ANYWHERE}};
    const struct balance_project projects[] = {
        looked_after(1, NORTH, PORT, 0), looked_after(2, NORTH, PORT, 0), looked_after(3, NORTH, MILL, 0),
        looked_after(4, NORTH, PORT, 0), looked_after(5, NORTH, MILL, 1), looked_after(6, SOUTH, PORT, 2)};
    const struct balance_asked asked = {people, countof(people), projects, countof(projects), 2, 3};
    struct balance b = balance_propose(a, &asked);
    assert_int_equal(b.move_count, 1); /* 13 has too few, but nobody in the south has one to spare */
    assert_int_equal(b.moves[0].project, 2);
    assert_int_equal(b.moves[0].from, 0);
    assert_int_equal(b.moves[0].to, 1);
    assert_int_equal(b.moves[0].why, BALANCE_TOO_MANY);
    assert_int_equal(b.moves[0].from_load, 4);
}

TEST(what_nobody_has_room_for_is_counted_and_what_is_not_for_who_asks_is_left) {
    const struct balance_person people[] = {{11, NORTH}};
    struct balance_project projects[] = {looked_after(1, NORTH, PORT, 0), looked_after(2, NORTH, PORT, -1),
                                         looked_after(3, SOUTH, PORT, -1), looked_after(4, NORTH, PORT, -1)};
    projects[3].is_fixed = true;
    const struct balance_asked asked = {people, countof(people), projects, countof(projects), 1, 1};
    struct balance b = balance_propose(a, &asked);
    assert_int_equal(b.move_count, 0);
    assert_int_equal(b.unplaced, 2);
}

/* -- random cities -- */

enum { PEOPLE = 14, PROJECTS = 90, AREAS_DRAWN = 3, ROUNDS = 300 };

struct drawn {
    struct balance_person people[PEOPLE];
    struct balance_project projects[PROJECTS];
    struct balance_asked asked;
};

/* Every person belongs to an area and looks after projects there, so that any of them can go to a neighbour. */
static void draw(struct sample_random *r, struct drawn *d) {
    for (int p = 0; p < PEOPLE; p++) d->people[p] = (struct balance_person){100 + p, (uint16_t)sample_below(r, AREAS_DRAWN)};
    int count = 20 + sample_below(r, PROJECTS - 20);
    for (int i = 0; i < count; i++) {
        int person = sample_below(r, PEOPLE + 3) - 3;
        uint16_t area = person < 0 ? (uint16_t)sample_below(r, AREAS_DRAWN) : d->people[person].area;
        d->projects[i] = looked_after(i + 1, area, (uint16_t)sample_below(r, 4), person < 0 ? -1 : person);
    }
    d->asked = (struct balance_asked){d->people, PEOPLE, d->projects, count, 3 + sample_below(r, 3), 6 + sample_below(r, 3)};
}

static void assert_balanced(const struct drawn *d, const struct balance *b) {
    int load[PEOPLE] = {0}, nobody = 0, person[PROJECTS];
    for (int i = 0; i < d->asked.project_count; i++) person[i] = d->projects[i].person;
    for (int m = 0; m < b->move_count; m++) {
        assert_int_equal(person[b->moves[m].project], b->moves[m].from);
        assert_int_equal(d->people[b->moves[m].to].area, d->projects[b->moves[m].project].area);
        person[b->moves[m].project] = b->moves[m].to;
    }
    for (int i = 0; i < d->asked.project_count; i++) {
        if (person[i] >= 0) load[person[i]]++;
        else nobody++;
    }
    assert_int_equal(nobody, b->unplaced);
    for (int x = 0; x < PEOPLE; x++) {
        assert_true(load[x] <= d->asked.load_max || load[x] <= b->load[x]);
        for (int y = 0; y < PEOPLE; y++) {
            if (d->people[x].area != d->people[y].area) continue;
            assert_false(load[x] > d->asked.load_max && load[y] < d->asked.load_max);
            assert_false(load[x] > d->asked.load_min && load[y] < d->asked.load_min);
        }
    }
    for (int i = 0; i < d->asked.project_count; i++)
        for (int p = 0; person[i] < 0 && p < PEOPLE; p++)
            assert_true(d->people[p].area != d->projects[i].area || load[p] >= d->asked.load_max);
}

TEST(within_an_area_nobody_has_too_many_or_too_few_while_a_neighbour_could_help) {
    struct sample_random r = {7};
    for (int round = 0; round < ROUNDS; round++) {
        struct drawn d;
        draw(&r, &d);
        struct balance b = balance_propose(a, &d.asked), again = balance_propose(a, &d.asked);
        assert_balanced(&d, &b);
        assert_int_equal(b.move_count, again.move_count);
        assert_memory_equal(b.moves, again.moves, (size_t)b.move_count * sizeof *b.moves);
    }
}

int main(void) {
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        T(what_nobody_looks_after_goes_to_who_knows_its_field_and_who_has_too_few_yet),
        T(who_has_too_many_gives_what_fits_best_to_who_has_too_few),
        T(what_nobody_has_room_for_is_counted_and_what_is_not_for_who_asks_is_left),
        T(within_an_area_nobody_has_too_many_or_too_few_while_a_neighbour_could_help),
    };
    return cmocka_run_group_tests_name("balance_test", tests, up, down);
}
