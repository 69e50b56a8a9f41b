/* A page of a sorted list without sorting the list: what lies outside the page is cut off by
 * pivots taken from a sample, twice or thrice, and only the rest is sorted. */
#include "domain/board/select.h"
#include <stdlib.h>
#include <string.h>

/* A 64-bit key and below it the row: one number that stands where the row stands. */
typedef unsigned __int128 item;
#define ITEM_LAST (~(item)0)
#define KEY_UNKNOWN UINT64_MAX
static item item_of(uint64_t key, int row) { return (item)key << 32 | (uint32_t)row; }
static uint64_t item_key(item x) { return (uint64_t)(x >> 32); }
static int item_row(item x) { return (int)(uint32_t)x; }

/* -- keys: unsigned numbers in the order of what they stand for -- */

static uint64_t key_of_int(int64_t n) { return (uint64_t)n ^ UINT64_C(1) << 63; }
static uint64_t key_of_fen(int64_t fen) { return fen == NO_FEN ? KEY_UNKNOWN : key_of_int(fen); }
static uint64_t key_of_day(int32_t day) { return day == NO_DAY ? KEY_UNKNOWN : key_of_int(day); }
/* Not zero, which turned round would be KEY_UNKNOWN. */
static uint64_t key_of_word(uint16_t key) { return key == NO_KEY ? KEY_UNKNOWN : key + UINT64_C(1); }

static uint64_t key_of_rate(int64_t done_fen, int64_t plan_fen) {
    if (done_fen == NO_FEN || plan_fen == NO_FEN || plan_fen <= 0) return KEY_UNKNOWN;
    double rate = (double)done_fen / (double)plan_fen;
    int64_t bits; /* of doubles of one sign, the bits are in the order of the numbers */
    memcpy(&bits, &rate, sizeof bits);
    return key_of_int(bits < 0 ? bits ^ INT64_MAX : bits);
}

/* Eight bytes of a chunk's text from `depth` on, the first the most significant, zeros behind its end. */
static uint64_t key_of_text(const char *text, size_t depth) {
    _Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && TEXT_PAD >= sizeof(uint64_t), "eight bytes are read");
    uint64_t bytes;
    if (!*text) return KEY_UNKNOWN; /* no byte of UTF-8 is 0xFF */
    memcpy(&bytes, text + depth, sizeof bytes);
    uint64_t zeros = (bytes - UINT64_C(0x0101010101010101)) & ~bytes & UINT64_C(0x8080808080808080);
    if (zeros) bytes &= (zeros & -zeros) / 0x80 - 1; /* what stands before the first of them */
    return __builtin_bswap64(bytes);
}

static const char *chunk_string(const struct chunk *c, int i, enum sort_key key) {
    return key == SORT_NAME ? chunk_name(c, i) : key == SORT_CODE ? chunk_code(c, i) : chunk_unit(c, i);
}
static bool is_text(enum sort_key key) { return key == SORT_NAME || key == SORT_CODE || key == SORT_UNIT; }

/* Inlined, for it is called for every row that is asked for. */
__attribute__((always_inline)) static inline uint64_t known_key(const struct chunk *c, int i, int row, const struct order *o) {
    int m = month_index(o->month);
    switch (o->key) {
    case SORT_LIGHT: return o->light[row];
    case SORT_RATE: return key_of_rate(c->ytd_fen[m][i], c->plan_fen[i]);
    case SORT_TOTAL: return key_of_fen(c->total_fen[i]);
    case SORT_PLAN: return key_of_fen(c->plan_fen[i]);
    case SORT_DONE: return key_of_fen(c->ytd_fen[m][i]);
    case SORT_MONTH: return key_of_fen(c->month_fen[m][i]);
    case SORT_NAME:
    case SORT_CODE:
    case SORT_UNIT: return key_of_text(chunk_string(c, i, o->key), 0);
    case SORT_AREA: return key_of_word(c->area[i]);
    case SORT_FIELD: return key_of_word(c->field[i]);
    case SORT_DEPARTMENT: return key_of_word(c->department[0][i]);
    case SORT_SPECIALIST: return key_of_word(c->specialist[i]);
    case SORT_STAGE: return c->stage[i] == STAGE_UNKNOWN ? KEY_UNKNOWN : c->stage[i];
    case SORT_START_DAY:
        return key_of_day(c->actual_start_day[i] != NO_DAY ? c->actual_start_day[i] : c->planned_start_day[i]);
    case SORT_FINISH_DAY:
        return key_of_day(c->actual_finish_day[i] != NO_DAY ? c->actual_finish_day[i] : c->planned_finish_day[i]);
    case SORT_REPORTED_DAY: return key_of_day(c->reported_day[m][i]);
    case SORT_MILESTONE_DAY: return key_of_day(c->milestone_day[m][i]);
    case SORT_VISITED_DAY: return key_of_day(c->visited_day[i]);
    case SORT_ID:
    case SORT_COUNT: break;
    }
    return (uint64_t)row;
}

static uint64_t turned(uint64_t key, const struct order *o) {
    return o->is_descending && key != KEY_UNKNOWN ? ~key : key;
}

__attribute__((always_inline)) static inline item row_item(const struct chunk *c, int row, const struct order *o) {
    return item_of(turned(known_key(c, row % CHUNK_ROWS, row, o), o), row);
}

/* -- pivots -- */

enum { SAMPLE = 256, SLACK = 24, SMALL = 512 };

/* The items that can still be on the page, which is places [from, to) of them. */
struct window {
    item *at, *spare;
    int count, from, to;
};

static int item_compare(const void *x, const void *y) {
    item a = *(const item *)x, b = *(const item *)y;
    return a < b ? -1 : a > b;
}

/* Two items of a sample between which the page will lie, but for bad luck. */
static void pivots(item sample[SAMPLE], const struct window *w, item *ret_low, item *ret_high) {
    qsort(sample, SAMPLE, sizeof *sample, item_compare);
    int64_t low = (int64_t)w->from * SAMPLE / w->count - SLACK, high = (int64_t)w->to * SAMPLE / w->count + SLACK;
    *ret_low = low < 0 ? 0 : sample[low];
    *ret_high = high >= SAMPLE ? ITEM_LAST : sample[high];
}

/* -- the first cut, while reading: what cannot be on the page is not even written down -- */

static void selection_sample(const struct board *b, const struct selection *s, const struct order *o,
                             item ret_sample[SAMPLE]) {
    int64_t seen = 0;
    for (int w = 0, k = 0; k < SAMPLE; w++) {
        uint64_t word = s->bits[w];
        int64_t end = seen + __builtin_popcountll(word);
        for (; k < SAMPLE && k * (int64_t)s->count / SAMPLE < end; k++) {
            for (; seen < k * (int64_t)s->count / SAMPLE; seen++) word &= word - 1;
            int row = w * 64 + __builtin_ctzll(word);
            ret_sample[k] = row_item(board_chunk(b, row), row, o);
        }
        seen = end;
    }
}

/* The selected items in [low, high]; false if the page is not among them. */
static bool window_read(struct window *w, const struct board *b, const struct selection *s, const struct order *o,
                        item low, item high) {
    int kept = 0, below = 0;
    for (int n = 0; n < s->words; n++) {
        const struct chunk *c = b->chunks[n / CHUNK_WORDS];
        for (uint64_t word = s->bits[n]; word; word &= word - 1) {
            item x = row_item(c, n * 64 + __builtin_ctzll(word), o);
            w->at[kept] = x;
            kept += (x >= low) & (x <= high);
            below += x < low;
        }
    }
    if (below > w->from || below + kept < w->to) return false;
    *w = (struct window){w->at, w->spare, kept, w->from - below, w->to - below};
    return true;
}

static void window_begin(struct window *w, const struct board *b, const struct selection *s, const struct order *o) {
    item low = 0, high = ITEM_LAST, sample[SAMPLE];
    if (s->count > SMALL) {
        selection_sample(b, s, o, sample);
        pivots(sample, w, &low, &high);
    }
    if (window_read(w, b, s, o, low, high) || window_read(w, b, s, o, 0, high)) return;
    must(window_read(w, b, s, o, low, ITEM_LAST) || window_read(w, b, s, o, 0, ITEM_LAST));
}

/* -- further cuts -- */

/* Keeps the items in [low, high]; false, with nothing changed, if the page is not among them. */
static bool window_cut(struct window *w, item low, item high) {
    int kept = 0, below = 0;
    for (int i = 0; i < w->count; i++) {
        w->spare[kept] = w->at[i];
        kept += (w->at[i] >= low) & (w->at[i] <= high);
        below += w->at[i] < low;
    }
    if (below > w->from || below + kept < w->to) return false;
    *w = (struct window){w->spare, w->at, kept, w->from - below, w->to - below};
    return true;
}

/* The page, and what was not worth cutting off around it, in order. */
static void window_sort(struct window *w) {
    for (int before = w->count + 1; w->count > SMALL && w->count < before;) {
        item low, high, sample[SAMPLE];
        before = w->count;
        for (int i = 0; i < SAMPLE; i++) sample[i] = w->at[(int64_t)i * w->count / SAMPLE];
        pivots(sample, w, &low, &high);
        if (!window_cut(w, low, high) && !window_cut(w, 0, high)) (void)window_cut(w, low, ITEM_LAST);
    }
    qsort(w->at, (size_t)w->count, sizeof *w->at, item_compare);
}

/* -- texts: a key holds eight bytes of them; where these are equal, the next eight decide. The
 * windows of texts hold all items of each key that is on the page, in order of row. -- */

struct text_order {
    const struct board *b;
    const struct order *o;
};

static const char *item_string(const struct text_order *t, item x) {
    int row = item_row(x);
    return chunk_string(board_chunk(t->b, row), row % CHUNK_ROWS, t->o->key);
}

static int text_compare(const void *x, const void *y, void *context) {
    const struct text_order *t = context;
    item a = *(const item *)x, b = *(const item *)y;
    if (item_key(a) != item_key(b)) return a < b ? -1 : 1;
    int order = strcmp(item_string(t, a), item_string(t, b));
    if (order) return t->o->is_descending ? -order : order;
    return item_row(a) < item_row(b) ? -1 : 1;
}

static item *items_new(int count) {
    item *items = malloc(((size_t)count + 1) * sizeof *items);
    must(items != NULL);
    return items;
}

/* Only the keys that are on the page; `sorted` knows them. */
static void window_cut_keys(struct window *w, const struct window *sorted) {
    uint64_t low = item_key(sorted->at[sorted->from]), high = item_key(sorted->at[sorted->to - 1]);
    must(window_cut(w, item_of(low, 0), item_of(high, -1)));
}

/* The next eight bytes, in a window of one key. */
static void window_deepen(struct window *w, const struct text_order *t, size_t depth) {
    item *copy = items_new(w->count);
    for (int i = 0; i < w->count; i++)
        w->at[i] = item_of(turned(key_of_text(item_string(t, w->at[i]), depth), t->o), item_row(w->at[i]));
    memcpy(copy, w->at, (size_t)w->count * sizeof *copy);
    struct window sorted = {copy, w->spare, w->count, w->from, w->to};
    window_sort(&sorted);
    window_cut_keys(w, &sorted);
    free(copy);
}

static bool one_key(const struct window *w) {
    for (int i = 1; i < w->count; i++)
        if (item_key(w->at[i]) != item_key(w->at[0])) return false;
    return true;
}

static void texts_sort(struct window w, const struct text_order *t, size_t depth, int *ret_rows);

/* The items of the lowest key by themselves; the page goes beyond them, and so goes *w. */
static int texts_split(struct window *w, const struct text_order *t, size_t depth, int *ret_rows) {
    uint64_t lowest = item_key(w->at[0]);
    for (int i = 1; i < w->count; i++)
        if (item_key(w->at[i]) < lowest) lowest = item_key(w->at[i]);
    struct window first = {items_new(w->count), items_new(w->count), 0, w->from, 0};
    item *at = first.at, *spare = first.spare;
    int left = 0;
    for (int i = 0; i < w->count; i++) {
        if (item_key(w->at[i]) == lowest) first.at[first.count++] = w->at[i];
        else w->at[left++] = w->at[i];
    }
    first.to = first.count;
    texts_sort(first, t, depth, ret_rows);
    free(at);
    free(spare);
    *w = (struct window){w->at, w->spare, left, 0, w->to - first.count};
    return first.to - first.from;
}

static void texts_sort(struct window w, const struct text_order *t, size_t depth, int *ret_rows) {
    bool in_order = false;
    while (w.count > SMALL && w.to - w.from <= SMALL && !in_order) {
        if (!one_key(&w)) {
            ret_rows += texts_split(&w, t, depth, ret_rows);
            continue;
        }
        uint64_t key = turned(item_key(w.at[0]), t->o);
        in_order = key == KEY_UNKNOWN || !(key & 0xFF); /* the texts have ended: all the same */
        if (!in_order) window_deepen(&w, t, depth);
        depth += 8;
    }
    struct text_order context = *t;
    if (!in_order) qsort_r(w.at, (size_t)w.count, sizeof *w.at, text_compare, &context);
    for (int i = w.from; i < w.to; i++) *ret_rows++ = item_row(w.at[i]);
}

static void window_begin_texts(struct window *w, const struct board *b, const struct selection *s, const struct order *o) {
    struct window sorted = *w;
    window_begin(&sorted, b, s, o);
    window_sort(&sorted);
    uint64_t low = item_key(sorted.at[sorted.from]), high = item_key(sorted.at[sorted.to - 1]);
    must(window_read(w, b, s, o, item_of(low, 0), item_of(high, -1)));
}

int board_top(struct arena *a, const struct board *b, const struct selection *s, const struct order *o, int offset,
              int n, const int **ret_rows) {
    must(offset >= 0 && n >= 0 && (o->key != SORT_LIGHT || o->light));
    if (offset > s->count) offset = s->count;
    if (n > s->count - offset) n = s->count - offset;
    int *rows = arena_array(a, int, (size_t)n);
    *ret_rows = rows;
    if (!n) return 0;
    item *at = items_new(s->count), *spare = items_new(s->count);
    struct window w = {at, spare, s->count, offset, offset + n};
    if (is_text(o->key)) {
        window_begin_texts(&w, b, s, o);
        texts_sort(w, &(struct text_order){b, o}, 8, rows);
    } else {
        window_begin(&w, b, s, o);
        window_sort(&w);
        for (int i = 0; i < n; i++) rows[i] = item_row(w.at[w.from + i]);
    }
    free(at);
    free(spare);
    return n;
}
