/* A question becomes tables of ok-or-not, once; then each chunk goes through them column by
 * column into one byte a row, and the bytes into bits. The loops over columns run to the fixed
 * end of the chunk, unused rows included, so that the compiler can make vectors of them; unused
 * rows are on no platform and no list. */
#include "domain/board/select.h"
#include <string.h>

struct asked {
    int month_bit;
    unsigned levels;
    bool with_uncounted;
    uint8_t area[KEYS_MAX], field[KEYS_MAX], lead[KEYS_MAX], other[KEYS_MAX], stage[UINT8_MAX + 1];
    bool any_area, any_field, any_department, any_stage;
    struct span text;
};

/* One byte a key: 1 if it is asked for. True if every key is; the table is then not made, as nobody reads it. */
static bool keys_spread(const struct keys *k, uint8_t ok[KEYS_MAX]) {
    uint64_t all = 0;
    for (int w = 0; w < KEYS_MAX / 64; w++) all |= k->bits[w];
    if (all == 0) return true;
    for (uint16_t key = 0; key < KEYS_MAX; key++) ok[key] = keys_has(k, key);
    return false;
}

static void asked_init(struct asked *s, const struct board *b, const struct question *q) {
    must(month_year(q->month) == b->year && q->scope != NULL);
    s->month_bit = month_index(q->month);
    s->levels = q->levels;
    s->with_uncounted = q->with_uncounted;
    s->any_area = keys_spread(&q->areas, s->area);
    s->any_field = keys_spread(&q->fields, s->field);
    s->any_department = keys_spread(&q->departments, s->lead);
    if (!s->any_department) {
        memcpy(s->other, s->lead, sizeof s->other);
        s->other[NO_KEY] = 0; /* "not stated" is asked of the leading one; to have no second says nothing */
    }
    s->any_stage = q->stages == 0;
    for (int stage = 0; stage < STAGE_COUNT; stage++) s->stage[stage] = q->stages >> stage & 1;
    s->text = q->text ? span_of(q->text) : (struct span){0};
}

static void ask_months(const struct asked *s, const struct chunk *c, uint8_t *ok) {
    if (!s->levels) {
        for (int i = 0; i < CHUNK_ROWS; i++) ok[i] = (uint8_t)(c->platform_months[i] >> s->month_bit & 1);
        return;
    }
    memset(ok, 0, CHUNK_ROWS);
    for (int level = 0; level < LEVEL_COUNT; level++) {
        if (!(s->levels >> level & 1)) continue;
        const uint16_t *months = c->listed_months[level];
        for (int i = 0; i < CHUNK_ROWS; i++) ok[i] |= (uint8_t)(months[i] >> s->month_bit & 1);
    }
}

static void ask_counted(const struct chunk *c, uint8_t *ok) {
    _Static_assert(MARK_COUNTED == 1, "the mark is used as a number");
    for (int i = 0; i < CHUNK_ROWS; i++) ok[i] &= (uint8_t)(c->marks[i] & MARK_COUNTED);
}

static void ask_keys(const uint8_t *asked, const uint16_t *column, int rows, uint8_t *ok) {
    for (int i = 0; i < rows; i++) ok[i] &= asked[column[i]];
}

static void ask_departments(const struct asked *s, const struct chunk *c, uint8_t *ok) {
    for (int i = 0; i < c->rows; i++) {
        uint8_t any = s->lead[c->department[0][i]];
        for (int k = 1; k < HOLDERS_MAX; k++) any |= s->other[c->department[k][i]];
        ok[i] &= any;
    }
}

static void ask_stages(const uint8_t *asked, const struct chunk *c, uint8_t *ok) {
    for (int i = 0; i < c->rows; i++) ok[i] &= asked[c->stage[i]];
}

/* Rows in the running that do not have the text drop out. The search text of neighbouring rows
 * is contiguous, so each run of them is searched at once. */
static void ask_text(struct span text, const struct chunk *c, uint8_t *ok) {
    bool across_rows = memchr(text.at, '\n', text.len) != NULL;
    for (int i = 0; i < c->rows;) {
        if (!ok[i]) {
            i++;
            continue;
        }
        int end = i + 1;
        while (end < c->rows && ok[end]) end++;
        while (i < end) {
            size_t left = c->search_at[end] - c->search_at[i];
            const char *found = across_rows ? NULL : memmem(c->search + c->search_at[i], left, text.at, text.len);
            size_t found_at = found ? (size_t)(found - c->search) : SIZE_MAX;
            while (i < end && c->search_at[i + 1] <= found_at) ok[i++] = 0;
            i++;
        }
    }
}

/* Eight bytes of 0 or 1 to eight bits, the first byte lowest. */
static uint64_t pack8(const uint8_t *ok) {
    uint64_t bytes;
    memcpy(&bytes, ok, sizeof bytes);
    return bytes * UINT64_C(0x0102040810204080) >> 56;
}

int rows_pack(const uint8_t *ok, uint64_t *bits) {
    int count = 0;
    for (int w = 0; w < CHUNK_WORDS; w++) {
        bits[w] = 0;
        for (int k = 0; k < 8; k++) bits[w] |= pack8(ok + w * 64 + k * 8) << k * 8;
        count += __builtin_popcountll(bits[w]);
    }
    return count;
}

static void selection_keep(struct selection *s, const uint64_t *bits) {
    s->count = 0;
    for (int w = 0; w < s->words; w++) s->count += __builtin_popcountll(s->bits[w] &= bits[w]);
}

struct selection board_select(struct arena *a, const struct board *b, const struct question *q) {
    struct selection s = {.words = b->chunk_count * CHUNK_WORDS};
    s.bits = arena_array(a, uint64_t, (size_t)s.words);
    struct asked asked;
    asked_init(&asked, b, q);
    for (int n = 0; n < b->chunk_count; n++) {
        const struct chunk *c = b->chunks[n];
        uint8_t ok[CHUNK_ROWS];
        ask_months(&asked, c, ok);
        if (!asked.with_uncounted) ask_counted(c, ok);
        if (!asked.any_area) ask_keys(asked.area, c->area, c->rows, ok);
        if (!asked.any_field) ask_keys(asked.field, c->field, c->rows, ok);
        if (!asked.any_department) ask_departments(&asked, c, ok);
        if (!asked.any_stage) ask_stages(asked.stage, c, ok);
        if (asked.text.len) ask_text(asked.text, c, ok);
        s.count += rows_pack(ok, s.bits + n * CHUNK_WORDS);
    }
    const uint64_t *seen = scope_rows(a, q->scope, b);
    if (seen) selection_keep(&s, seen);
    return s;
}

int selection_next(const struct selection *s, int row) {
    int w = row / 64;
    if (w >= s->words) return -1;
    uint64_t word = s->bits[w] >> row % 64 << row % 64;
    while (!word) {
        if (++w >= s->words) return -1;
        word = s->bits[w];
    }
    return w * 64 + __builtin_ctzll(word);
}

bool chunk_on_list(const struct chunk *c, int i, unsigned levels, int32_t month) {
    unsigned months = 0;
    for (int level = 0; level < LEVEL_COUNT; level++)
        if (levels >> level & 1) months |= c->listed_months[level][i];
    return months >> month_index(month) & 1;
}

static uint16_t highest_level(const struct chunk *c, int i, int32_t month) {
    for (unsigned level = 0; level < LEVEL_COUNT; level++)
        if (chunk_on_list(c, i, 1u << level, month)) return (uint16_t)level;
    return NO_KEY;
}

uint16_t chunk_key(const struct chunk *c, int i, enum group_by by, int32_t month) {
    switch (by) {
    case BY_AREA: return c->area[i];
    case BY_FIELD: return c->field[i];
    case BY_DEPARTMENT: return c->department[0][i];
    case BY_STAGE: return c->stage[i] == STAGE_UNKNOWN ? NO_KEY : c->stage[i];
    case BY_LEVEL: return highest_level(c, i, month);
    case BY_NONE:
    case BY_COUNT: break;
    }
    return 0;
}
