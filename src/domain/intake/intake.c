/* The pass over a file: find the header of each sheet, read its rows, match, apply, count. */
#include "domain/intake/intake.h"
#include "base/json.h"
#include "domain/intake/intake_run.h"
#include "intake_queries.h"
#include "store/blob.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { ROW_BYTES_MAX = 128 << 20, PROGRESS_ROWS = 1000, ROW_TEXT_MAX = 1 << 20 };

static void arena_done_deferred(void *handle) { arena_done(handle); }

/* -- the header of a sheet -- */

static enum err prepare_sheet(struct intake_run *run, size_t index, struct intake_sheet *ret_sheet, struct both *ret_why) {
    *ret_sheet = (struct intake_sheet){.name = arena_copy(run->a, sheet_info(run->file, index).name)};
    struct heading_options options = {
        .known = run->o->known, .milestones = &run->milestones, .sheet_name = ret_sheet->name, .file_name = run->o->file_name,
        .overrides = run->o->overrides, .override_count = run->o->override_count};
    return heading_of_sheet(run->a, run->file, index, &options, &ret_sheet->map, ret_why);
}

static bool finds_projects(const struct heading_map *map) {
    for (size_t i = 0; i < map->count; i++)
        if (map->at[i].state == HEADING_SURE && map->at[i].field <= IN_OUTSIDE_NO && map->at[i].field != IN_OLD_CODE) return true;
    return false;
}

/* -- rows -- */

static void show(struct intake_run *run, const struct intake_row *row, enum intake_class class, int64_t project_id,
                 const char *name) {
    struct intake_result *r = run->result;
    if (class == INTAKE_UNCHANGED || class == INTAKE_SKIPPED || r->shown_count == INTAKE_SHOWN_MAX) return;
    struct intake_shown *s = &r->shown[r->shown_count++];
    *s = (struct intake_shown){.place = arena_copy(run->a, row->place), .class = class, .project_id = project_id,
                               .name = arena_copy(run->a, name ? name : "")};
    if (class != INTAKE_CHANGED) return;
    s->changes = arena_array(run->a, struct intake_change, run->change_count + 1);
    for (size_t i = 0; i < run->change_count; i++) {
        const struct intake_change *c = &run->changes[i];
        s->changes[s->change_count++] = (struct intake_change){
            c->label, {{arena_copy(run->a, c->of.in[ZH]), arena_copy(run->a, c->of.in[EN])}},
            arena_copy(run->a, utf8_cut(run->row, c->old, 200)), arena_copy(run->a, utf8_cut(run->row, c->now, 200))};
    }
}

static void tell_row(struct intake_run *run, uint32_t number, enum intake_fault_kind kind, struct both text) {
    intake_tell(&run->faults, kind, run->sheet->name, number, 0, "", text);
}

static enum intake_class refuse_row(struct intake_run *run, const struct intake_row *row, struct both why) {
    tell_row(run, row->number, FAULT_ROW, why);
    run->change_count = 0;
    show(run, row, INTAKE_REFUSED, 0, row->stated.name);
    return INTAKE_REFUSED;
}

/* Where a list has no names, its number stands in: it is somebody's list, and we know no better. */
static bool name_row(struct intake_row *row, bool is_new) {
    struct project *s = &row->stated;
    const char *key = s->outside_no ? s->outside_no : s->national_code ? s->national_code : s->platform_no;
    if (s->name) return true;
    if (key && is_new) {
        s->name = key;
        row->has |= UINT64_C(1) << IN_NAME;
    }
    return key != NULL;
}

/* A row of the bureau's list is no row of ours: nothing else is looked at. */
static enum err take_listing(struct intake_run *run, struct row_reader *reader, struct intake_row *row,
                             enum intake_class *ret_class) {
    struct both why;
    int64_t project_id = 0;
    (void)name_row(row, true);
    try(run_take_listing(run, row, ret_class, &project_id, &why));
    if (*ret_class == INTAKE_REFUSED) {
        *ret_class = refuse_row(run, row, why);
        return OK;
    }
    intake_row_doubt(reader, row);
    show(run, row, *ret_class, project_id, row->stated.name);
    return OK;
}

static enum err take_row(struct intake_run *run, struct row_reader *reader, const struct sheet_row *cells,
                         enum intake_class *ret_class) {
    struct intake_row row;
    uint32_t project = 0;
    try(intake_row_read(reader, cells, &row));
    if (!name_row(&row, false)) {
        *ret_class = refuse_row(run, &row, both_word(W_in_no_key));
        return OK;
    }
    if (run->o->is_bureau_list) return take_listing(run, reader, &row, ret_class);
    enum match match = run_match(run, &row, &project);
    if (match == MATCH_SEVERAL) {
        *ret_class = refuse_row(run, &row, both_word(W_in_several));
        return OK;
    }
    if (match == MATCH_NONE) {
        (void)name_row(&row, true);
        project = run_add_project(run, &row);
    }
    enum again again = run_again(run, &run->projects[project], &row);
    struct both first = both_text(run->projects[project].place);
    if (again == AGAIN_CONTRADICTS) {
        *ret_class = refuse_row(run, &row, SAY(run->row, W_in_contradicts, first));
    } else if (again == AGAIN_REPEATS) {
        tell_row(run, row.number, FAULT_SKIPPED, SAY(run->row, W_in_same_again, first));
        *ret_class = INTAKE_SKIPPED;
    } else {
        intake_row_doubt(reader, &row);
        try(run_apply(run, project, &row, ret_class));
        run_learn(run, project, &row);
        show(run, &row, *ret_class, run->projects[project].id, row.stated.name);
    }
    return OK;
}

static void count(struct intake_run *run, enum intake_class class) {
    run->sheet->rows++;
    run->sheet->counts[class]++;
    run->result->rows++;
    run->result->counts[class]++;
}

/* What a row takes while it is read is a multiple of its text, so the text has a limit. */
static bool is_too_long(const struct sheet_row *cells) {
    size_t bytes = 0;
    for (size_t i = 0; i < cells->count; i++) bytes += strlen(cells->at[i].text);
    return bytes > ROW_TEXT_MAX;
}

static enum err take_or_skip(struct intake_run *run, struct row_reader *reader, const struct sheet_row *cells) {
    enum intake_class class = INTAKE_SKIPPED;
    if (is_too_long(cells)) {
        tell_row(run, cells->number, FAULT_ROW, SAY(run->row, W_in_row_long, both_int(run->row, ROW_TEXT_MAX >> 10)));
        count(run, INTAKE_REFUSED);
        return OK;
    }
    enum row_kind kind = intake_row_kind(run->row, &run->sheet->map, cells);
    if (kind == ROW_EMPTY) return OK;
    if (kind == ROW_PROJECT) try(take_row(run, reader, cells, &class));
    else tell_row(run, cells->number, FAULT_SKIPPED, both_word(intake_row_skipped(kind)));
    count(run, class);
    return OK;
}

static enum err go_on(struct intake_run *run, struct sheet_cursor *c, size_t index, struct both *ret_why) {
    int64_t rows = run->result->rows;
    if (rows > INTAKE_ROWS_MAX) {
        *ret_why = SAY(run->a, W_in_rows_max, both_int(run->a, INTAKE_ROWS_MAX));
        return ERR_TOO_LARGE;
    }
    if (rows % PROGRESS_ROWS || !run->o->progress) return OK;
    double done = ((double)index + sheet_progress(c)) / (double)run->result->sheet_count;
    if (run->o->progress(run->o->progress_context, done, rows)) return OK;
    *ret_why = both_word(W_in_cancelled);
    return ERR_CONFLICT;
}

static enum err take_sheet(struct intake_run *run, size_t index, size_t file_index, struct both *ret_why) {
    struct sheet_cursor *c;
    struct sheet_row cells;
    bool has = false;
    run->sheet = &run->result->sheets[index];
    run->told_no_level = run->told_role = false;
    bool *doubted = arena_array(run->a, bool, HEADINGS_MAX);
    struct row_reader reader = {run->row,    run->o,           &run->sheet->map, run->sheet->name,
                                &run->names, &run->milestones, &run->faults,     doubted};
    try(sheet_rows_open(run->a, run->file, file_index, &c, ret_why));
    for (;;) {
        try(sheet_next(c, &cells, &has, ret_why));
        if (!has) break;
        if (cells.number <= run->sheet->map.last_row) continue;
        enum err e = take_or_skip(run, &reader, &cells);
        if (e == OK) e = go_on(run, c, index, ret_why);
        arena_reset(run->row);
        if (e != OK) return e;
    }
    sheet_rows_close(c);
    return OK;
}

/* -- what the intake itself leaves behind -- */

static enum err read_file(void *context, void *to, size_t room, size_t *ret_count) {
    ssize_t n = read(*(int *)context, to, room);
    if (n < 0) return ERR_WORLD;
    *ret_count = (size_t)n;
    return OK;
}

enum err run_keep_file(struct intake_run *run) {
    if (run->file_sha) return OK;
    int fd = open(run->o->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return arena_fail(run->a, ERR_WORLD, "%s: %s", run->o->path, strerror(errno));
    struct blob_source source = {read_file, &fd};
    static const char *const types[] = {"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                        "application/vnd.ms-excel"};
    const char *sha = NULL;
    enum err e = blob_put(run->t, &source, types[sheet_format(run->file)], (int64_t)SHEET_LIMITS.file_bytes_max, &sha);
    (void)close(fd);
    if (e == OK) run->file_sha = arena_copy(run->a, sha);
    return e;
}

const char *run_mapping_text(struct intake_run *run) {
    struct out *o = out_in(run->a, 0);
    struct json j;
    json_init(&j, o);
    intake_mapping_json(&j, &run->sheet->map);
    return out_text_of(o);
}

/* The counts are known at the end: the intake's row is put once more. */
static enum err finish_sheet(struct intake_run *run, const struct intake_sheet *s) {
    struct intake row;
    if (!s->intake_id) return OK;
    try(intake_get(run->t, s->intake_id, &row));
    row.rows = s->rows;
    row.new_count = s->counts[INTAKE_NEW];
    row.changed_count = s->counts[INTAKE_CHANGED];
    row.unchanged_count = s->counts[INTAKE_UNCHANGED];
    row.refused_count = s->counts[INTAKE_REFUSED];
    row.skipped_count = s->counts[INTAKE_SKIPPED];
    try(intake_put(run->t, &row, row.version));
    return tx_last_entry(run->t, &run->result->entry);
}

/* -- the whole file -- */

/* The sheets that are read: the one asked for, else every visible one with a header of projects. */
static enum err choose_sheets(struct intake_run *run, size_t *ret_index, struct both *ret_why) {
    struct intake_result *r = run->result;
    size_t only = 0, all = sheet_count(run->file);
    struct both first_why = {{NULL}};
    if (run->o->sheet) {
        enum err e = sheet_find(run->file, run->o->sheet, &only);
        if (e != OK) *ret_why = SAY(run->a, W_in_no_sheet, both_text(run->o->sheet));
        if (e != OK) return e;
    }
    for (size_t i = 0; i < all && r->sheet_count < INTAKE_SHEETS_MAX; i++) {
        struct intake_sheet *s = &r->sheets[r->sheet_count];
        if (run->o->sheet ? i != only : !sheet_info(run->file, i).is_visible) continue;
        enum err e = prepare_sheet(run, i, s, ret_why);
        if (e != OK && e != ERR_INVALID) return e;
        if (e != OK && !first_why.in[ZH]) first_why = *ret_why;
        if (e == OK && (run->o->sheet || all == 1 || finds_projects(&s->map))) ret_index[r->sheet_count++] = i;
        else intake_tell(&run->faults, FAULT_SKIPPED, s->name, 1, 0, "", SAY(run->a, W_in_sheet_left_out, both_text(s->name)));
    }
    if (r->sheet_count) return OK;
    *ret_why = first_why.in[ZH] ? first_why : both_word(W_in_no_header);
    return ERR_INVALID;
}

static enum err take_file(struct intake_run *run, struct both *ret_why) {
    size_t *index = arena_array(run->a, size_t, INTAKE_SHEETS_MAX);
    try(sheet_open(run->a, run->o->path, NULL, &run->file, ret_why));
    try(milestone_kinds_load(run->t, &run->milestones));
    try(choose_sheets(run, index, ret_why));
    run->sheet = run->result->sheets;
    try(intake_names_load(&run->names, run, run->t, run->a, run->o->makes));
    try(run_load_projects(run));
    for (size_t i = 0; i < run->result->sheet_count; i++) try(take_sheet(run, i, index[i], ret_why));
    for (size_t i = 0; i < run->result->sheet_count; i++) try(finish_sheet(run, &run->result->sheets[i]));
    run->result->proposals = run->names.proposals;
    run->result->proposal_count = run->names.proposal_count;
    return OK;
}

static enum err pass(struct tx *t, struct arena *a, const struct intake_options *o, struct intake_result *ret_result,
                     struct both *ret_why) {
    struct intake_options *options = arena_new_of(a, struct intake_options);
    struct intake_result *result = arena_new_of(a, struct intake_result);
    struct intake_run *run = arena_new_of(a, struct intake_run);
    *options = *o;
    if (!o->file_name) {
        const char *slash = strrchr(o->path, '/');
        options->file_name = slash ? slash + 1 : o->path;
    }
    *run = (struct intake_run){.t = t, .a = a, .o = options, .result = result, .faults = {.a = a, .result = result},
                               .writes = tx_can_write(t)};
    run->row = arena_new(ROW_BYTES_MAX);
    arena_defer(a, arena_done_deferred, run->row);
    result->sheets = arena_array(a, struct intake_sheet, INTAKE_SHEETS_MAX);
    result->shown = arena_array(a, struct intake_shown, INTAKE_SHOWN_MAX);
    try(take_file(run, ret_why));
    *ret_result = *result;
    return OK;
}

enum err intake_preview(struct tx *t, struct arena *a, const struct intake_options *o, struct intake_result *ret_result,
                        struct both *ret_why) {
    must(!tx_can_write(t));
    return pass(t, a, o, ret_result, ret_why);
}

enum err intake_accept(struct tx *t, struct arena *a, const struct intake_options *o, struct intake_result *ret_result,
                       struct both *ret_why) {
    must(tx_can_write(t));
    return pass(t, a, o, ret_result, ret_why);
}
