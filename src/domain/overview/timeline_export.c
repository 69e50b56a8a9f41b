/* The timeline as csv and xlsx: a row a milestone, under headings by which intake reads the same sheet back. */
#include "base/text.h"
#include "domain/overview/timeline.h"
#include "domain/people/exports.h"

enum { EXPORT_COLUMNS = 11, BLOCK_ROWS = 512, BLOCKS_MAX = 512, SCRATCH_BYTES_MAX = 4 << 20 };

static const struct {
    enum word label;
    int width;
} columns[EXPORT_COLUMNS] = {
    {W_export_platform_no, 12}, {W_export_code, 26}, {W_export_name, 36}, {W_export_milestone, 18}, {W_export_first_plan, 14},
    {W_export_plan_day, 14}, {W_export_actual_day, 14}, {W_export_moved_why, 30}, {W_export_owner, 24}, {W_export_evidence, 20},
    {W_export_state, 18},
};

/* What leaves of one milestone; its texts are copies. */
struct leaf {
    int row; /* of the board */
    int32_t first_day, plan_day, actual_day;
    const char *name, *reason, *owner, *evidence, *says;
};

struct export {
    struct req *q;
    const struct asked *as;
    struct leaf *blocks[BLOCKS_MAX];
    int64_t count;
};

static const char *copied(struct export *e, const char *text) { return text_empty(text) ? "" : arena_copy(e->q->a, text); }

static struct leaf *leaf_new(struct export *e) {
    int64_t block = e->count / BLOCK_ROWS;
    if (block == BLOCKS_MAX) return NULL;
    if (e->count % BLOCK_ROWS == 0) e->blocks[block] = arena_array(e->q->a, struct leaf, BLOCK_ROWS);
    return &e->blocks[block][e->count++ % BLOCK_ROWS];
}

static enum err too_many(struct export *e) {
    struct both most = both_int(e->q->a, (int64_t)BLOCK_ROWS * BLOCKS_MAX);
    return arena_fail(e->q->a, ERR_TOO_LARGE, "%s", SAY(e->q->a, W_timeline_too_many, most).in[e->q->lang]);
}

static enum err leaves_of(struct export *e, struct arena *scratch, const struct milestone_kinds *k, int row) {
    struct milestone_lines lines;
    try(timeline_lines(e->q, scratch, e->as, k, row, &lines));
    for (size_t i = 0; i < lines.count; i++) {
        const struct milestone_line *line = &lines.at[i];
        struct leaf *leaf = leaf_new(e);
        if (!leaf) return too_many(e);
        *leaf = (struct leaf){
            .row = row, .first_day = line->row->first_plan_day, .plan_day = line->row->plan_day, .actual_day = line->reached_day,
            .name = copied(e, line->name.in[e->q->lang]), .reason = copied(e, line->row->reason),
            .owner = copied(e, line->row->owner), .evidence = copied(e, line->row->evidence),
            .says = copied(e, milestone_says(scratch, line, e->as->p->known_day).in[e->q->lang])};
    }
    return OK;
}

static void row_cells(const void *context, int64_t at, struct out_cell *cell) {
    const struct export *e = context;
    const struct leaf *leaf = &e->blocks[at / BLOCK_ROWS][at % BLOCK_ROWS];
    const struct chunk *c = board_chunk(e->as->p->board, leaf->row);
    int i = leaf->row % CHUNK_ROWS;
    const struct out_cell *end = cell + EXPORT_COLUMNS;
    *cell++ = out_cell_text(chunk_number(c, i));
    *cell++ = out_cell_text(chunk_code(c, i));
    *cell++ = out_cell_text(chunk_name(c, i));
    *cell++ = out_cell_text(leaf->name);
    *cell++ = out_cell_day(leaf->first_day);
    *cell++ = out_cell_day(leaf->plan_day);
    *cell++ = out_cell_day(leaf->actual_day);
    *cell++ = out_cell_text(leaf->reason);
    *cell++ = out_cell_text(leaf->owner);
    *cell++ = out_cell_text(leaf->evidence);
    *cell++ = out_cell_text(leaf->says);
    must(cell == end);
}

static enum err gather(struct export *e, struct arena *scratch, const struct selection *s) {
    struct milestone_kinds kinds;
    const int *rows;
    int count = list_rows(e->q, e->as, s, 0, s->count, &rows);
    try(milestone_kinds_load(e->q->tx, &kinds));
    for (int i = 0; i < count; i++) {
        try(leaves_of(e, scratch, &kinds, rows[i]));
        arena_reset(scratch);
    }
    return OK;
}

enum err timeline_export(struct req *q, const struct asked *as, const struct selection *s) {
    struct export *e = arena_new_of(q->a, struct export);
    struct export_column labelled[EXPORT_COLUMNS];
    struct arena *scratch = arena_new(SCRATCH_BYTES_MAX);
    *e = (struct export){.q = q, .as = as};
    enum err gathered = gather(e, scratch, s);
    arena_done(scratch);
    if (gathered != OK) return gathered;
    const char *name = word(q->lang, W_timeline_title);
    for (int i = 0; i < EXPORT_COLUMNS; i++)
        labelled[i] = (struct export_column){word(q->lang, columns[i].label), columns[i].width};
    return export_table(q, &(struct export_table){
        .sheet = name, .file = arena_printf(q->a, "%s-%s", name, day_print(q->a, as->p->known_day)),
        .columns = labelled, .column_count = EXPORT_COLUMNS, .rows = e->count, .row = row_cells, .context = e});
}
