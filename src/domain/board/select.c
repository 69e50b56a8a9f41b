/* A question becomes tables of ok-or-not, once; then each chunk goes through them, a word of rows
 * at a time, column by column into one byte a row, and the bytes into bits. The loops over columns
 * always take a whole word, unused rows included, so that the compiler can make vectors of them;
 * unused rows are on no platform and no list. */
#include "domain/board/select.h"
#include <string.h>

enum { WORD_ROWS = 64 };

/* Keys asked for of one column: any; one, which is compared with; or a table with one byte a key. */
struct asked_keys {
    int count; /* 0: any */
    uint16_t key;
    uint8_t ok[KEYS_MAX];
};

struct asked {
    int month_bit;
    unsigned levels;
    bool with_uncounted;
    struct asked_keys areas, fields, specialists;
    uint8_t lead[KEYS_MAX], other[KEYS_MAX], stage[UINT8_MAX + 1];
    bool any_department, any_stage;
    struct span text;
};

static void keys_spread(const struct keys *k, struct asked_keys *ret) {
    ret->count = 0;
    for (int w = 0; w < KEYS_MAX / 64; w++) {
        ret->count += __builtin_popcountll(k->bits[w]);
        if (k->bits[w]) ret->key = (uint16_t)(w * 64 + __builtin_ctzll(k->bits[w]));
    }
    if (ret->count < 2) return;
    for (uint16_t key = 0; key < KEYS_MAX; key++) ret->ok[key] = keys_has(k, key);
}

static void asked_init(struct asked *s, const struct board *b, const struct question *q) {
    must(month_year(q->month) == b->year && q->scope != NULL);
    s->month_bit = month_index(q->month);
    s->levels = q->levels;
    s->with_uncounted = q->with_uncounted;
    keys_spread(&q->areas, &s->areas);
    keys_spread(&q->fields, &s->fields);
    keys_spread(&q->specialists, &s->specialists);
    s->any_department = true;
    for (int w = 0; w < KEYS_MAX / 64; w++) s->any_department = s->any_department && !q->departments.bits[w];
    for (uint16_t key = 0; !s->any_department && key < KEYS_MAX; key++)
        s->lead[key] = s->other[key] = keys_has(&q->departments, key);
    s->other[NO_KEY] = 0; /* "not stated" is asked of the leading one; to have no second says nothing */
    s->any_stage = q->stages == 0;
    for (int stage = 0; stage < STAGE_COUNT; stage++) s->stage[stage] = q->stages >> stage & 1;
    s->text = q->text ? span_of(q->text) : (struct span){0};
}

/* Each looks at the word of rows that begins at `from`. */

static void ask_months(const struct asked *s, const struct chunk *c, int from, uint8_t *ok) {
    if (!s->levels) {
        const uint16_t *months = c->platform_months + from;
        for (int i = 0; i < WORD_ROWS; i++) ok[i] = (uint8_t)(months[i] >> s->month_bit & 1);
        return;
    }
    memset(ok, 0, WORD_ROWS);
    for (int level = 0; level < LEVEL_COUNT; level++) {
        if (!(s->levels >> level & 1)) continue;
        const uint16_t *months = c->listed_months[level] + from;
        for (int i = 0; i < WORD_ROWS; i++) ok[i] |= (uint8_t)(months[i] >> s->month_bit & 1);
    }
}

static void ask_counted(const struct chunk *c, int from, uint8_t *ok) {
    _Static_assert(MARK_COUNTED == 1, "the mark is used as a number");
    const uint16_t *marks = c->marks + from;
    for (int i = 0; i < WORD_ROWS; i++) ok[i] &= (uint8_t)(marks[i] & MARK_COUNTED);
}

static void ask_keys(const struct asked_keys *asked, const uint16_t *column, int rows, uint8_t *restrict ok) {
    if (asked->count == 1) {
        uint16_t key = asked->key;
        for (int i = 0; i < WORD_ROWS; i++) ok[i] &= (uint8_t)(column[i] == key);
    } else if (asked->count) {
        for (int i = 0; i < rows; i++) ok[i] &= asked->ok[column[i]];
    }
}

static void ask_departments(const struct asked *s, const struct chunk *c, int from, int rows, uint8_t *ok) {
    for (int i = 0; i < rows; i++) {
        uint8_t any = s->lead[c->department[0][from + i]];
        for (int k = 1; k < HOLDERS_MAX; k++) any |= s->other[c->department[k][from + i]];
        ok[i] &= any;
    }
}

static void ask_stages(const uint8_t *asked, const uint8_t *stage, int rows, uint8_t *ok) {
    for (int i = 0; i < rows; i++) ok[i] &= asked[stage[i]];
}

static void ask_word(const struct asked *s, const struct chunk *c, int from, uint8_t *ok) {
    int rows = c->rows - from < WORD_ROWS ? c->rows - from : WORD_ROWS;
    ask_months(s, c, from, ok);
    if (!s->with_uncounted) ask_counted(c, from, ok);
    ask_keys(&s->areas, c->area + from, rows, ok);
    ask_keys(&s->fields, c->field + from, rows, ok);
    ask_keys(&s->specialists, c->specialist + from, rows, ok);
    if (!s->any_department) ask_departments(s, c, from, rows, ok);
    if (!s->any_stage) ask_stages(s->stage, c->stage + from, rows, ok);
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

static uint64_t word_of(const uint8_t *ok) {
    uint64_t word = 0, bytes;
    for (int k = 0; k < WORD_ROWS / 8; k++) {
        memcpy(&bytes, ok + 8 * k, sizeof bytes);
        word |= bits_of_8(bytes) << 8 * k;
    }
    return word;
}

int rows_pack(const uint8_t *ok, int rows, uint64_t *bits) {
    int count = 0;
    for (int from = 0; from < rows; from += WORD_ROWS) {
        bits[from / WORD_ROWS] = word_of(ok + from);
        count += __builtin_popcountll(bits[from / WORD_ROWS]);
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
        for (int from = 0; from < c->rows; from += WORD_ROWS) ask_word(&asked, c, from, ok + from);
        if (asked.text.len) ask_text(asked.text, c, ok);
        s.count += rows_pack(ok, c->rows, s.bits + n * CHUNK_WORDS);
    }
    const uint64_t *seen = scope_rows(a, q->scope, b);
    if (seen) selection_keep(&s, seen);
    return s;
}

struct selection selection_copy(struct arena *a, const struct selection *from) {
    struct selection s = *from;
    size_t bytes = (size_t)s.words * sizeof *s.bits;
    s.bits = arena_bytes(a, bytes);
    if (bytes) memcpy(s.bits, from->bits, bytes);
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
