#include "domain/audit/journal_lines.h"
#include "domain/audit/entry_kinds.h"

struct both journal_act_said(const struct journal_thing *t) {
    return both_word(t->is_gone ? W_history_withdrawn : t->is_new ? W_told_added : W_told_was_changed);
}

const char *journal_who_said(struct req *q, const struct journal_told *e) {
    return e->who ? e->who : word(q->lang, W_source_program);
}

const struct journal_column journal_columns[JOURNAL_COLUMNS] = {
    {W_journal_number, 8}, {W_exports_at, 18}, {W_journal_who, 12}, {W_sign_in_name, 14},
    {W_journal_kind, 16}, {W_project_why, 24}, {W_in_f_platform_no, 14}, {W_told_project, 36},
    {W_journal_thing, 24}, {W_journal_act, 8}, {W_journal_field, 18}, {W_settings_old_new, 40}};

void journal_line_cells(const void *context, int64_t i, struct out_cell *cells) {
    const struct journal_lines *l = context;
    const struct journal_line *line = &l->at[i];
    struct req *q = l->r->q;
    enum lang lang = q->lang;
    const struct told_change *c = line->change;
    int row = line->thing->project_id ? journal_row(l->r, line->thing->project_id) : -1;
    const struct chunk *chunk = row < 0 ? NULL : board_chunk(l->r->p->board, row);
    const char *texts[JOURNAL_COLUMNS] = {
        int_print(q->a, line->entry->number), moment_print(q, l->r->p, line->entry->recorded_ms),
        journal_who_said(q, line->entry), line->entry->login, journal_kind_word(line->entry->kind).in[lang], line->entry->reason,
        chunk ? chunk_number(chunk, row % CHUNK_ROWS) : "", chunk ? chunk_name(chunk, row % CHUNK_ROWS) : "",
        line->thing->name.in[lang], journal_act_said(line->thing).in[lang], c ? c->what.in[lang] : "",
        !c ? "" : *c->from.in[lang] ? arena_printf(q->a, "%s → %s", c->from.in[lang], c->to.in[lang]) : c->to.in[lang]};
    for (int k = 0; k < JOURNAL_COLUMNS; k++) cells[k] = out_cell_text(texts[k]);
}

static size_t lines_of(const struct journal_told *rows, size_t count, struct journal_line *ret) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < rows[i].thing_count; k++) {
            const struct journal_thing *t = &rows[i].things[k];
            size_t of_thing = t->change_count ? t->change_count : 1;
            for (size_t m = 0; ret && m < of_thing; m++)
                ret[n + m] = (struct journal_line){&rows[i], t, t->change_count ? &t->changes[m] : NULL};
            n += of_thing;
        }
    return n;
}

bool journal_lines_make(struct journal_reader *r, const struct journal_told *rows, size_t count, size_t most,
                        struct journal_lines *ret) {
    *ret = (struct journal_lines){.r = r, .count = lines_of(rows, count, NULL)};
    if (ret->count > most) return false;
    ret->at = arena_array(r->q->a, struct journal_line, ret->count + 1);
    (void)lines_of(rows, count, ret->at);
    return true;
}
