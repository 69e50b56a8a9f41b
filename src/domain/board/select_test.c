/* Asking a board: every answer against going through the rows one by one. */
#include "tap.h"
#include "board_sample.h"

static struct arena *a;
static int up(void **state) { (void)state; a = arena_new((size_t)64 << 20); return 0; }
static int down(void **state) { (void)state; arena_done(a); return 0; }

enum { ROWS = CHUNK_ROWS + 777 };

static bool key_asked(const struct keys *k, uint16_t key) {
    struct keys none = {{0}};
    return !memcmp(k, &none, sizeof none) || keys_has(k, key);
}

static bool departments_asked(const struct keys *k, const struct chunk *c, int i) {
    if (key_asked(k, c->department[0][i])) return true;
    for (int n = 1; n < HOLDERS_MAX; n++)
        if (c->department[n][i] != NO_KEY && keys_has(k, c->department[n][i])) return true;
    return false;
}

static bool answers(const struct chunk *c, int i, const struct question *q) {
    bool in = q->levels ? chunk_on_list(c, i, q->levels, q->month) : chunk_on_platform(c, i, q->month);
    if (!in || !(q->with_uncounted || c->marks[i] & MARK_COUNTED)) return false;
    if (!key_asked(&q->areas, c->area[i]) || !key_asked(&q->fields, c->field[i])) return false;
    if (!departments_asked(&q->departments, c, i)) return false;
    if (q->stages && !(q->stages >> c->stage[i] & 1)) return false;
    if (!q->text) return true;
    const char *row = arena_copy_n(a, c->search + c->search_at[i], c->search_at[i + 1] - c->search_at[i] - 1);
    return strstr(row, q->text) != NULL;
}

static void random_keys(struct sample_random *r, struct keys *k, int n) {
    if (sample_below(r, 2)) return;
    for (int i = sample_below(r, 4); i >= 0; i--) keys_add(k, sample_below(r, 5) ? (uint16_t)sample_below(r, n) : NO_KEY);
}

static struct question random_question(struct sample_random *r) {
    static const char *const texts[] = {NULL, NULL, "", "污水", "荣成", "期", "qp-0001", "-04-01-", "没有", "公司 qp", "\n威"};
    struct question q = {.scope = scope_everything(), .month = month_of(SAMPLE_YEAR, 1 + sample_below(r, 12))};
    if (sample_below(r, 2)) q.levels = (unsigned)sample_below(r, 1 << LEVEL_COUNT);
    random_keys(r, &q.areas, SAMPLE_AREAS);
    random_keys(r, &q.fields, SAMPLE_FIELDS);
    random_keys(r, &q.departments, SAMPLE_DEPARTMENTS);
    if (sample_below(r, 3) == 0) q.stages = (unsigned)sample_below(r, 1 << STAGE_COUNT);
    q.text = texts[sample_below(r, (int)countof(texts))];
    q.with_uncounted = sample_below(r, 2);
    return q;
}

TEST(every_question_is_answered_as_row_by_row) {
    struct board *b = sample_board(1, ROWS);
    struct sample_random r = {2};
    int found = 0, texts_found = 0;
    for (int round = 0; round < 300; round++) {
        struct question q = random_question(&r);
        struct selection s = board_select(a, b, &q);
        int count = 0;
        for (int row = 0; row < b->rows; row++) {
            bool expected = answers(board_chunk(b, row), row % CHUNK_ROWS, &q);
            assert_int_equal(selection_has(&s, row), expected);
            count += expected;
        }
        assert_int_equal(s.count, count);
        for (int row = b->rows; row < s.words * 64; row++) assert_false(selection_has(&s, row));
        int walked = 0;
        for (int row = selection_next(&s, 0); row >= 0; row = selection_next(&s, row + 1)) {
            assert_true(selection_has(&s, row));
            walked++;
        }
        assert_int_equal(walked, count);
        found += count;
        texts_found += q.text && *q.text ? count : 0;
        arena_reset(a);
    }
    assert_true(found > 10000);
    assert_true(texts_found > 1000);
    board_drop(b);
}

TEST(a_text_is_not_found_across_two_projects) {
    struct board *b = board_new(SAMPLE_YEAR);
    struct board_row row;
    board_row_clear(&row);
    row.platform_months = 0xFFF;
    row.project_id = 1;
    row.search = span_of("ab\ncd");
    board_push(b, &row);
    row.project_id = 2;
    row.search = span_of("ef");
    board_push(b, &row);
    board_seal(b);
    struct question q = {.scope = scope_everything(), .month = month_of(SAMPLE_YEAR, 1), .text = "d\ne"};
    assert_int_equal(board_select(a, b, &q).count, 0);
    q.text = "ab cd";
    assert_int_equal(board_select(a, b, &q).count, 1);
    q.text = "f";
    assert_true(selection_has(&(struct selection){board_select(a, b, &q).bits, CHUNK_WORDS, 1}, 1));
    board_drop(b);
}

TEST(text_beyond_all_measure_is_cut_between_two_characters) {
    struct board *b = board_new(SAMPLE_YEAR);
    struct board_row row;
    char *name = arena_alloc(a, 3 * TEXT_BYTES_MAX + 1);
    for (int i = 0; i < TEXT_BYTES_MAX; i++) memcpy(name + 3 * i, "海", 3);
    board_row_clear(&row);
    row.project_id = 1;
    row.name = name;
    row.search = span_of(name);
    board_push(b, &row);
    board_seal(b);
    assert_int_equal(strlen(chunk_name(b->chunks[0], 0)), TEXT_BYTES_MAX / 3 * 3);
    assert_true(utf8_valid(b->chunks[0]->search, b->chunks[0]->search_at[1]));
    board_drop(b);
}

TEST(an_empty_board_answers_with_nothing) {
    struct board *b = board_new(SAMPLE_YEAR);
    board_seal(b);
    struct question q = {.scope = scope_everything(), .month = month_of(SAMPLE_YEAR, 6)};
    struct selection s = board_select(a, b, &q);
    const int *rows;
    assert_int_equal(s.count, 0);
    assert_int_equal(selection_next(&s, 0), -1);
    assert_int_equal(board_top(a, b, &s, &(struct order){.month = q.month}, 0, 50, &rows), 0);
    assert_int_equal(board_row(b, 1), -1);
    board_drop(b);
}

TEST(groups_are_what_the_columns_say) {
    struct board *b = board_new(SAMPLE_YEAR);
    struct board_row row;
    board_row_clear(&row);
    row.project_id = 1;
    board_push(b, &row);
    row.project_id = 2;
    row.area = 3;
    row.field = 0;
    row.department[0] = 17;
    row.stage = SUSPENDED;
    row.listed_months[MUNICIPAL_KEY] = 0xFFF;
    row.listed_months[PROVINCIAL_MAJOR] = 1 << 4; /* May only */
    board_push(b, &row);
    board_seal(b);
    const struct chunk *c = b->chunks[0];
    int32_t april = month_of(SAMPLE_YEAR, 4);
    for (enum group_by by = BY_AREA; by < BY_COUNT; by++) assert_int_equal(chunk_key(c, 0, by, april), NO_KEY);
    assert_int_equal(chunk_key(c, 1, BY_NONE, april), 0);
    assert_int_equal(chunk_key(c, 1, BY_AREA, april), 3);
    assert_int_equal(chunk_key(c, 1, BY_FIELD, april), 0);
    assert_int_equal(chunk_key(c, 1, BY_DEPARTMENT, april), 17);
    assert_int_equal(chunk_key(c, 1, BY_STAGE, april), SUSPENDED);
    assert_int_equal(chunk_key(c, 1, BY_LEVEL, april), MUNICIPAL_KEY);
    assert_int_equal(chunk_key(c, 1, BY_LEVEL, april + 1), PROVINCIAL_MAJOR);
    assert_int_equal(chunk_key(c, 1, BY_LEVEL, april + 2), MUNICIPAL_KEY);
    board_drop(b);
}

/* -- sorted pages -- */

/* A row's sort value: how it compares, and whether it is known. */
struct sort_value {
    bool known;
    long double number;
    const char *text;
};
static struct sort_value fen_value(int64_t fen) { return (struct sort_value){fen != NO_FEN, (long double)fen, NULL}; }
static struct sort_value day_value(int32_t day) { return (struct sort_value){day != NO_DAY, day, NULL}; }
static struct sort_value word_value(uint16_t key) { return (struct sort_value){key != NO_KEY, key, NULL}; }
static struct sort_value text_value(const char *text) { return (struct sort_value){*text, 0, text}; }

static struct sort_value sort_value(const struct chunk *c, int i, const struct order *o, int row) {
    int m = month_index(o->month);
    switch (o->key) {
    case SORT_LIGHT: return word_value(o->light[row]);
    case SORT_RATE: {
        bool known = c->ytd_fen[m][i] != NO_FEN && c->plan_fen[i] != NO_FEN && c->plan_fen[i] > 0;
        return (struct sort_value){known, known ? (long double)c->ytd_fen[m][i] / (long double)c->plan_fen[i] : 0, NULL};
    }
    case SORT_TOTAL: return fen_value(c->total_fen[i]);
    case SORT_PLAN: return fen_value(c->plan_fen[i]);
    case SORT_DONE: return fen_value(c->ytd_fen[m][i]);
    case SORT_MONTH: return fen_value(c->month_fen[m][i]);
    case SORT_NAME: return text_value(chunk_name(c, i));
    case SORT_CODE: return text_value(chunk_code(c, i));
    case SORT_UNIT: return text_value(chunk_unit(c, i));
    case SORT_AREA: return word_value(c->area[i]);
    case SORT_FIELD: return word_value(c->field[i]);
    case SORT_DEPARTMENT: return word_value(c->department[0][i]);
    case SORT_SPECIALIST: return word_value(c->specialist[i]);
    case SORT_STAGE: return word_value(c->stage[i] ? c->stage[i] : NO_KEY);
    case SORT_START_DAY:
        return day_value(c->actual_start_day[i] != NO_DAY ? c->actual_start_day[i] : c->planned_start_day[i]);
    case SORT_FINISH_DAY:
        return day_value(c->actual_finish_day[i] != NO_DAY ? c->actual_finish_day[i] : c->planned_finish_day[i]);
    case SORT_REPORTED_DAY: return day_value(c->reported_day[m][i]);
    case SORT_VISITED_DAY: return day_value(c->visited_day[i]);
    case SORT_MILESTONE_DAY: return day_value(c->milestone_day[m][i]);
    default: return (struct sort_value){true, (long double)c->project_id[i], NULL};
    }
}

static struct {
    const struct board *b;
    const struct order *o;
} sorting;

static int compare_rows(const void *x, const void *y) {
    int r = *(const int *)x, s = *(const int *)y;
    struct sort_value v = sort_value(board_chunk(sorting.b, r), r % CHUNK_ROWS, sorting.o, r);
    struct sort_value w = sort_value(board_chunk(sorting.b, s), s % CHUNK_ROWS, sorting.o, s);
    if (v.known != w.known) return v.known ? -1 : 1;
    int order = !v.known ? 0 : v.text ? strcmp(v.text, w.text) : (v.number > w.number) - (v.number < w.number);
    if (order) return sorting.o->is_descending ? -order : order;
    return r - s;
}

static void check_pages(const struct board *b, const struct selection *s, const struct order *o) {
    int *expected = arena_array(a, int, (size_t)s->count), count = 0;
    for (int row = selection_next(s, 0); row >= 0; row = selection_next(s, row + 1)) expected[count++] = row;
    sorting.b = b;
    sorting.o = o;
    qsort(expected, (size_t)count, sizeof *expected, compare_rows);
    const int offsets[] = {0, 1, count / 3, count / 2, count - 30, count - 1, count, count + 5, 0};
    for (size_t i = 0; i < countof(offsets); i++) {
        int offset = offsets[i] < 0 ? 0 : offsets[i], left = count > offset ? count - offset : 0;
        int asked = i == countof(offsets) - 1 ? count : 50; /* at last all of it */
        const int *rows;
        int n = board_top(a, b, s, o, offset, asked, &rows);
        assert_int_equal(n, left < asked ? left : asked);
        for (int k = 0; k < n; k++) assert_int_equal(rows[k], expected[offset + k]);
    }
}

TEST(every_page_of_every_order_is_the_page_of_the_sorted_list) {
    struct board *b = sample_board(3, ROWS);
    struct sample_random r = {4};
    uint8_t *light = arena_array(a, uint8_t, ROWS);
    for (int row = 0; row < ROWS; row++) light[row] = (uint8_t)sample_below(&r, 4);
    struct arena *kept = a;
    a = arena_new((size_t)64 << 20);
    for (enum sort_key key = SORT_ID; key < SORT_COUNT; key++)
        for (int descending = 0; descending < 2; descending++)
            for (int whole = 0; whole < 2; whole++) {
                struct order o = {key, descending, month_of(SAMPLE_YEAR, 11), light};
                struct question q = {.scope = scope_everything(), .month = o.month, .with_uncounted = whole};
                if (!whole) q.text = "荣成";
                struct selection s = board_select(a, b, &q);
                check_pages(b, &s, &o);
                arena_reset(a);
            }
    arena_done(a);
    a = kept;
    board_drop(b);
}

TEST(names_that_begin_alike_are_still_sorted_to_their_ends) {
    struct board *b = board_new(SAMPLE_YEAR);
    struct sample_random r = {5};
    struct board_row row;
    for (int i = 0; i < 3000; i++) {
        board_row_clear(&row);
        row.project_id = i + 1;
        row.platform_months = 0xFFF;
        row.name = arena_printf(a, "威海市文登区工业新区基础设施%.*s%d", sample_below(&r, 3) * 8, "配套工程配套工程",
                                sample_below(&r, 900));
        board_push(b, &row);
    }
    board_seal(b);
    struct question q = {.scope = scope_everything(), .month = month_of(SAMPLE_YEAR, 1)};
    struct selection s = board_select(a, b, &q);
    for (int descending = 0; descending < 2; descending++)
        check_pages(b, &s, &(struct order){SORT_NAME, descending, q.month, NULL});
    board_drop(b);
}

#define U(name) cmocka_unit_test_setup_teardown(name, up, down)
TEST_MAIN(U(every_question_is_answered_as_row_by_row), U(a_text_is_not_found_across_two_projects),
          U(text_beyond_all_measure_is_cut_between_two_characters), U(an_empty_board_answers_with_nothing),
          U(groups_are_what_the_columns_say), U(every_page_of_every_order_is_the_page_of_the_sorted_list),
          U(names_that_begin_alike_are_still_sorted_to_their_ends))
