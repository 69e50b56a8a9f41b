#include "domain/board/builder.h"
#include <stdlib.h>
#include <string.h>

#define COLUMN(member)                                                                                       \
    {#member, offsetof(struct board_row, member), offsetof(struct chunk, member),                            \
     sizeof(((struct chunk *)0)->member[0]), 1}
#define COLUMNS(member, n)                                                                                   \
    {#member, offsetof(struct board_row, member), offsetof(struct chunk, member),                            \
     sizeof(((struct chunk *)0)->member[0][0]), n}

const struct board_column board_columns[] = {
    COLUMN(project_id),
    COLUMN(parent_id),
    COLUMN(area),
    COLUMN(field),
    COLUMN(second_area),
    COLUMN(specialist),
    COLUMN(unit_key),
    COLUMNS(department, HOLDERS_MAX),
    COLUMN(role),
    COLUMN(stage),
    COLUMN(marks),
    COLUMN(platform_months),
    COLUMNS(listed_months, LEVEL_COUNT),
    COLUMN(registered_day),
    COLUMN(withdrawn_day),
    COLUMN(planned_start_day),
    COLUMN(actual_start_day),
    COLUMN(planned_finish_day),
    COLUMN(actual_finish_day),
    COLUMN(production_day),
    COLUMN(stats_entry_day),
    COLUMN(visited_day),
    COLUMN(stopped_day),
    COLUMN(resumed_day),
    COLUMNS(milestone_day, YEAR_MONTHS),
    COLUMNS(problem_day, YEAR_MONTHS),
    COLUMNS(waited_day, YEAR_MONTHS),
    COLUMNS(note_day, YEAR_MONTHS),
    COLUMNS(declared, YEAR_MONTHS),
    COLUMNS(seen, YEAR_MONTHS),
    COLUMNS(waived_day, YEAR_MONTHS),
    COLUMNS(problems_open, YEAR_MONTHS),
    COLUMNS(problems_late, YEAR_MONTHS),
    COLUMNS(problems_solved, YEAR_MONTHS),
    COLUMNS(problems_timely, YEAR_MONTHS),
    COLUMN(total_fen),
    COLUMN(plan_fen),
    COLUMN(first_plan_fen),
    COLUMN(before_fen),
    COLUMNS(ytd_fen, YEAR_MONTHS),
    COLUMNS(month_fen, YEAR_MONTHS),
    COLUMNS(reported_day, YEAR_MONTHS),
    COLUMNS(arrived_day, YEAR_MONTHS),
    COLUMNS(excepted_day, YEAR_MONTHS),
    COLUMNS(reported, YEAR_MONTHS),
};
const int board_column_count = (int)countof(board_columns);

void board_row_clear(struct board_row *row) {
    *row = (struct board_row){.area = NO_KEY, .second_area = NO_KEY, .field = NO_KEY, .specialist = NO_KEY,
                              .name = "", .code = "", .unit = "", .number = "", .milestone = {{"", ""}}};
    for (int i = 0; i < HOLDERS_MAX; i++) row->department[i] = NO_KEY;
    row->registered_day = row->withdrawn_day = row->stats_entry_day = row->stopped_day = row->resumed_day = NO_DAY;
    row->planned_start_day = row->actual_start_day = row->planned_finish_day = row->actual_finish_day = NO_DAY;
    row->production_day = row->visited_day = NO_DAY;
    row->total_fen = row->plan_fen = row->first_plan_fen = row->before_fen = NO_FEN;
    for (int m = 0; m < YEAR_MONTHS; m++) {
        row->ytd_fen[m] = row->month_fen[m] = NO_FEN;
        row->reported_day[m] = row->milestone_day[m] = row->arrived_day[m] = row->excepted_day[m] = NO_DAY;
        row->problem_day[m] = row->waited_day[m] = row->note_day[m] = row->waived_day[m] = NO_DAY;
    }
}

/* -- memory of chunks -- */

static void *memory(void *at, size_t bytes) {
    at = realloc(at, bytes ? bytes : 1);
    must(at != NULL);
    return at;
}

static struct chunk *chunk_new(void) {
    struct chunk *c = calloc(1, sizeof *c);
    must(c != NULL);
    atomic_init(&c->references, 1);
    return c;
}

static void chunk_drop(struct chunk *c) {
    if (atomic_fetch_sub(&c->references, 1) != 1) return;
    free(c->text);
    free(c->search);
    free(c);
}

/* Room for so many more bytes in a growing text. */
static char *heap_room(char *heap, uint32_t *room, uint32_t used, uint32_t more) {
    if (*room - used >= more) return heap;
    *room = *room * 2 > used + more ? *room * 2 : used + more;
    return memory(heap, *room);
}

static void chunk_trim(struct chunk *c) {
    c->text_room = c->text_bytes + TEXT_PAD;
    c->text = memory(c->text, c->text_room);
    c->search_room = c->search_at[c->rows];
    c->search = memory(c->search, c->search_room);
}

/* A copy is made to be changed: a row's texts have room in it. */
enum { COPY_SPARE_BYTES = 4096 };

static struct chunk *chunk_copy(const struct chunk *c) {
    struct chunk *copy = memory(NULL, sizeof *copy);
    size_t head = offsetof(struct chunk, rows); /* other readers may be counting themselves in and out */
    memcpy((char *)copy + head, (const char *)c + head, sizeof *copy - head);
    atomic_init(&copy->references, 1);
    copy->text_room = c->text_bytes + TEXT_PAD + COPY_SPARE_BYTES;
    copy->search_room = c->search_at[c->rows] + COPY_SPARE_BYTES;
    copy->text = memcpy(memory(NULL, copy->text_room), c->text, c->text_bytes + TEXT_PAD);
    copy->search = memcpy(memory(NULL, copy->search_room), c->search, c->search_at[c->rows]);
    return copy;
}

/* -- rows -- */

/* At most TEXT_BYTES_MAX bytes, not in the middle of a character. */
static uint32_t cut(const char *text, size_t bytes) {
    if (bytes > TEXT_BYTES_MAX)
        for (bytes = TEXT_BYTES_MAX; bytes && ((unsigned char)text[bytes] & 0xC0) == 0x80;) bytes--;
    return (uint32_t)bytes;
}

static uint32_t chunk_text(struct chunk *c, const char *text) {
    uint32_t at = c->text_bytes, bytes = cut(text, strlen(text));
    c->text = heap_room(c->text, &c->text_room, at, bytes + 1 + TEXT_PAD);
    memcpy(c->text + at, text, bytes);
    memset(c->text + at + bytes, 0, 1 + TEXT_PAD);
    c->text_bytes += bytes + 1;
    return at;
}

/* The folded text of a row, `bytes` of it, and the line feed behind it. */
static void line_write(char *line, const char *text, uint32_t bytes) {
    char *end = line + bytes;
    if (bytes) memcpy(line, text, bytes);
    for (char *feed = line; (feed = memchr(feed, '\n', (size_t)(end - feed))) != NULL;) *feed = ' ';
    *end = '\n';
}

static void chunk_search(struct chunk *c, struct span search) {
    uint32_t at = c->search_at[c->rows], bytes = cut(search.at, search.len);
    c->search = heap_room(c->search, &c->search_room, at, bytes + 1);
    line_write(c->search + at, search.at, bytes);
    c->search_at[c->rows + 1] = at + bytes + 1;
}

/* The texts of row i behind all that are there. */
static void texts_push(struct chunk *c, int i, const struct board_row *row) {
    c->name_at[i] = chunk_text(c, row->name);
    c->code_at[i] = chunk_text(c, row->code);
    c->unit_at[i] = chunk_text(c, row->unit);
    c->number_at[i] = chunk_text(c, row->number);
    c->milestone_at[i] = chunk_text(c, row->milestone.in[ZH]);
    (void)chunk_text(c, row->milestone.in[EN]); /* right behind it */
}

/* The values of a column's months, levels or departments, each so many bytes behind the one before. A copy of a
 * known size is one instruction, and a row has seventy values. */
static void values_copy(char *to, size_t to_step, const char *from, size_t from_step, const struct board_column *col) {
#define COPY(n)                                                                                              \
    for (int k = 0; k < col->count; k++, to += to_step, from += from_step) memcpy(to, from, (n))
    switch (col->bytes) {
    case 1: COPY(1); break;
    case 2: COPY(2); break;
    case 4: COPY(4); break;
    case 8: COPY(8); break;
    }
#undef COPY
}

static unsigned told_of(const struct board_row *row, int m) {
    bool has_arrived = row->arrived_day[m] != NO_DAY, was_stated = row->reported_day[m] != NO_DAY;
    bool has_figure = was_stated ? has_arrived : row->ytd_fen[m] != NO_FEN;
    return row->reported[m] | (has_figure ? TOLD_FIGURE : 0) | (has_arrived ? TOLD_ARRIVED : 0) |
           (row->excepted_day[m] != NO_DAY ? TOLD_EXCEPTED : 0);
}

static void values_put(struct chunk *c, int i, const struct board_row *row) {
    for (const struct board_column *col = board_columns; col < board_columns + board_column_count; col++) {
        size_t bytes = (size_t)col->bytes;
        values_copy((char *)c + col->chunk_offset + (size_t)i * bytes, CHUNK_ROWS * bytes,
                    (const char *)row + col->row_offset, bytes, col);
    }
    for (int m = 0; m < YEAR_MONTHS; m++) c->told[m][i] = (uint8_t)told_of(row, m);
}

static void chunk_push(struct chunk *c, const struct board_row *row) {
    values_put(c, c->rows, row);
    texts_push(c, c->rows, row);
    chunk_search(c, row->search);
    c->rows++;
}

/* -- one row in the place of another -- */

/* Row i's texts, pushed at the end, go to where its old ones stood: a chunk has its texts in the order of its rows. */
static void texts_replace(struct chunk *c, int i, const struct board_row *row) {
    uint32_t at = c->name_at[i], end = i + 1 < c->rows ? c->name_at[i + 1] : c->text_bytes, pushed = c->text_bytes;
    uint32_t *const places[] = {c->name_at, c->code_at, c->unit_at, c->number_at, c->milestone_at};
    texts_push(c, i, row);
    uint32_t bytes = c->text_bytes - pushed;
    char *new = memcpy(memory(NULL, bytes), c->text + pushed, bytes);
    memmove(c->text + at + bytes, c->text + end, pushed - end);
    memcpy(c->text + at, new, bytes);
    free(new);
    c->text_bytes = pushed - (end - at) + bytes;
    memset(c->text + c->text_bytes, 0, TEXT_PAD);
    for (size_t k = 0; k < countof(places); k++) {
        places[k][i] -= pushed - at;
        for (int j = i + 1; j < c->rows; j++) places[k][j] += bytes - (end - at);
    }
}

static void search_replace(struct chunk *c, int i, struct span search) {
    uint32_t at = c->search_at[i], end = c->search_at[i + 1], used = c->search_at[c->rows];
    uint32_t bytes = cut(search.at, search.len);
    c->search = heap_room(c->search, &c->search_room, used, bytes + 1);
    memmove(c->search + at + bytes + 1, c->search + end, used - end);
    line_write(c->search + at, search.at, bytes);
    for (int j = i + 1; j <= c->rows; j++) c->search_at[j] += bytes + 1 - (end - at);
}

bool chunk_replace(struct chunk *c, int i, const struct board_row *row) {
    enum { OF_FAMILY = MARK_BELOW_THRESHOLD | MARK_BY_CHILDREN };
    must(atomic_load(&c->references) == 1 && c->project_id[i] == row->project_id);
    bool same_family = c->parent_id[i] == row->parent_id && !((c->marks[i] ^ row->marks) & OF_FAMILY);
    uint16_t counted = c->marks[i] & MARK_COUNTED;
    values_put(c, i, row);
    c->marks[i] = (uint16_t)((row->marks & ~MARK_COUNTED) | counted);
    texts_replace(c, i, row);
    search_replace(c, i, row->search);
    return same_family;
}

bool chunk_is_alike(const struct chunk *x, const struct chunk *y) {
    return x->rows == y->rows && !memcmp(x->project_id, y->project_id, (size_t)x->rows * sizeof *x->project_id);
}

/* Most columns are the same from end to end. */
void chunk_compare(const struct chunk *x, const struct chunk *y, uint64_t ret_differs[static CHUNK_ROWS / 64]) {
    size_t rows = (size_t)x->rows;
    memset(ret_differs, 0, CHUNK_ROWS / 64 * sizeof *ret_differs);
    for (const struct board_column *col = board_columns; col < board_columns + board_column_count; col++) {
        size_t bytes = (size_t)col->bytes;
        for (size_t k = 0; k < (size_t)col->count; k++) {
            const char *of_x = (const char *)x + col->chunk_offset + k * CHUNK_ROWS * bytes;
            const char *of_y = (const char *)y + col->chunk_offset + k * CHUNK_ROWS * bytes;
            if (!memcmp(of_x, of_y, rows * bytes)) continue;
            for (size_t i = 0; i < rows; i++)
                if (memcmp(of_x + i * bytes, of_y + i * bytes, bytes) != 0) ret_differs[i / 64] |= UINT64_C(1) << i % 64;
        }
    }
}

int chunk_find(const struct chunk *c, int64_t project_id) {
    int low = 0, high = c->rows;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (c->project_id[middle] < project_id) low = middle + 1;
        else high = middle;
    }
    return low < c->rows && c->project_id[low] == project_id ? low : -1;
}

void chunk_row(const struct chunk *c, int i, struct board_row *ret) {
    for (const struct board_column *col = board_columns; col < board_columns + board_column_count; col++) {
        size_t bytes = (size_t)col->bytes;
        values_copy((char *)ret + col->row_offset, bytes, (const char *)c + col->chunk_offset + (size_t)i * bytes,
                    CHUNK_ROWS * bytes, col);
    }
    ret->name = chunk_name(c, i);
    ret->code = chunk_code(c, i);
    ret->unit = chunk_unit(c, i);
    ret->number = chunk_number(c, i);
    ret->milestone = chunk_milestone(c, i);
    ret->search = (struct span){c->search + c->search_at[i], c->search_at[i + 1] - c->search_at[i] - 1};
}

/* -- boards -- */

struct board *board_new(int year) {
    struct board *b = calloc(1, sizeof *b);
    must(b != NULL);
    atomic_init(&b->references, 1);
    b->year = year;
    b->holders_until_day = NO_DAY;
    b->arena = arena_new((size_t)64 << 20);
    return b;
}

struct board *board_keep(struct board *b) {
    atomic_fetch_add(&b->references, 1);
    return b;
}

void board_drop(struct board *b) {
    if (!b || atomic_fetch_sub(&b->references, 1) != 1) return;
    for (int i = 0; i < b->chunk_count; i++) chunk_drop(b->chunks[i]);
    free(b->chunks);
    board_drop(b->like);
    arena_done(b->arena);
    free(b);
}

struct board *board_at(struct board *b, int64_t entry, int64_t known_ms) {
    struct board *later = memory(NULL, sizeof *later);
    size_t head = offsetof(struct board, entry), bytes = (size_t)b->chunk_count * sizeof *b->chunks;
    memcpy((char *)later + head, (const char *)b + head, sizeof *later - head);
    atomic_init(&later->references, 1);
    later->entry = entry;
    later->known_ms = known_ms;
    later->chunks = memory(NULL, bytes);
    if (bytes) memcpy(later->chunks, b->chunks, bytes);
    for (int i = 0; i < b->chunk_count; i++) atomic_fetch_add(&b->chunks[i]->references, 1);
    later->like = board_keep(b->like ? b->like : b);
    later->arena = NULL;
    return later;
}

static void board_append(struct board *b, struct chunk *c) {
    if ((b->chunk_count & (b->chunk_count - 1)) == 0) { /* full at every power of two */
        size_t room = b->chunk_count ? 2 * (size_t)b->chunk_count : 1;
        b->chunks = memory(b->chunks, room * sizeof *b->chunks);
    }
    b->chunks[b->chunk_count++] = c;
}

/* The last chunk is full or the board is: it gives its spare memory back, unless it is another board's. */
static void board_close_chunk(struct board *b) {
    struct chunk *c = b->chunk_count ? b->chunks[b->chunk_count - 1] : NULL;
    if (c && atomic_load(&c->references) == 1) chunk_trim(c);
}

void board_push(struct board *b, const struct board_row *row) {
    must(row->area <= NO_KEY && row->field <= NO_KEY);
    if (b->rows % CHUNK_ROWS == 0) {
        board_close_chunk(b);
        board_append(b, chunk_new());
    }
    chunk_push(b->chunks[b->chunk_count - 1], row);
    b->rows++;
}

void board_push_chunk(struct board *b, struct chunk *c) {
    must(b->rows % CHUNK_ROWS == 0);
    board_close_chunk(b);
    atomic_fetch_add(&c->references, 1);
    board_append(b, c);
    b->rows += c->rows;
}

struct chunk *board_push_copy(struct board *b, const struct chunk *c) {
    struct chunk *copy = chunk_copy(c);
    board_push_chunk(b, copy);
    chunk_drop(copy);
    return copy;
}

void board_pop_chunk(struct board *b) {
    struct chunk *c = b->chunks[--b->chunk_count];
    b->rows -= c->rows;
    chunk_drop(c);
}

/* -- parents and children: each investment is counted once -- */

enum { ANCESTORS_MAX = 8 };

/* The row of a row's parent; -1: none, or a circle of parents, which is no family. */
static int parent_row(const struct board *b, int row) {
    int64_t self = board_chunk(b, row)->project_id[row % CHUNK_ROWS];
    int first = -1;
    for (int up = row, steps = 0; steps < ANCESTORS_MAX; steps++) {
        int64_t parent_id = board_chunk(b, up)->parent_id[up % CHUNK_ROWS];
        if (parent_id == self) return -1;
        up = parent_id ? board_row(b, parent_id) : -1;
        if (up < 0) break;
        if (steps == 0) first = up;
    }
    return first;
}

static bool marked(const struct board *b, int row, int mark) {
    return board_chunk(b, row)->marks[row % CHUNK_ROWS] & mark;
}

/* No ancestor counts for it, and it does not leave the counting to children it has. */
static bool counts_itself(const struct board *b, const uint64_t *has_child, int row) {
    if (marked(b, row, MARK_BELOW_THRESHOLD)) return false;
    if (marked(b, row, MARK_BY_CHILDREN) && has_child[row / 64] >> row % 64 & 1) return false;
    for (int up = parent_row(b, row), steps = 0; up >= 0 && steps < ANCESTORS_MAX; up = parent_row(b, up), steps++)
        if (!marked(b, up, MARK_BY_CHILDREN)) return false;
    return true;
}

/* A chunk that another board may be reading is copied before it is changed. */
static void set_counted(struct board *b, int row, bool counted) {
    struct chunk **c = &b->chunks[row / CHUNK_ROWS];
    uint16_t marks = (*c)->marks[row % CHUNK_ROWS];
    uint16_t wanted = (uint16_t)((marks & ~MARK_COUNTED) | (counted ? MARK_COUNTED : 0));
    if (marks == wanted) return;
    if (atomic_load(&(*c)->references) > 1) {
        struct chunk *copy = chunk_copy(*c);
        chunk_drop(*c);
        *c = copy;
    }
    (*c)->marks[row % CHUNK_ROWS] = wanted;
}

void board_seal(struct board *b) {
    board_close_chunk(b);
    uint64_t *has_child = calloc((size_t)b->rows / 64 + 1, sizeof *has_child);
    must(has_child != NULL);
    for (int row = 0; row < b->rows; row++) {
        int up = board_chunk(b, row)->parent_id[row % CHUNK_ROWS] ? parent_row(b, row) : -1;
        if (up >= 0) has_child[up / 64] |= UINT64_C(1) << up % 64;
    }
    for (int row = 0; row < b->rows; row++) set_counted(b, row, counts_itself(b, has_child, row));
    free(has_child);
}

int board_row(const struct board *b, int64_t project_id) {
    int low = 0, high = b->rows;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (board_chunk(b, middle)->project_id[middle % CHUNK_ROWS] < project_id) low = middle + 1;
        else high = middle;
    }
    return low < b->rows && board_chunk(b, low)->project_id[low % CHUNK_ROWS] == project_id ? low : -1;
}
