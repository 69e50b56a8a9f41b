/* What a row of the statistics bureau's list says: its listing, which of ours that is, its figures. */
#include "base/money.h"
#include "domain/bureau/bureau.h"
#include "domain/intake/intake_run.h"
#include <string.h>

/* -- one row a listing -- */

/* Everything by which another row could speak of the same listing. */
static size_t keys_of(struct intake_run *run, const struct intake_row *row, const char **ret_keys) {
    const struct project *s = &row->stated;
    size_t n = 0;
    if (s->outside_no) ret_keys[n++] = arena_printf(run->a, "n %s", s->outside_no);
    if (s->national_code) ret_keys[n++] = arena_printf(run->a, "c %s", s->national_code);
    if (!n) ret_keys[n++] = arena_printf(run->a, "f %lld %s", (long long)s->area_id, text_fold(run->row, span_of(s->name)));
    return n;
}

static bool is_first(struct intake_run *run, const struct intake_row *row, uint32_t *ret_other) {
    const char *keys[2];
    size_t count = keys_of(run, row, keys);
    if (!run->listed.a) key_index_init(&run->listed, run->a);
    for (size_t i = 0; i < count; i++)
        if (key_index_find(&run->listed, keys[i], ret_other)) return false;
    for (size_t i = 0; i < count; i++) key_index_add(&run->listed, keys[i], row->number);
    return true;
}

/* -- what it says of itself -- */

static void take_text(struct intake_run *run, enum intake_key key, const char **to, const char *stated, bool is_new) {
    if (text_empty(stated) || intake_text_same(run->row, *to, stated)) return;
    if (!is_new) run_change(run, key, both_text(""), *to, stated);
    *to = stated;
}

static void merge(struct intake_run *run, struct bureau_listing *l, const struct intake_row *row) {
    const struct project *s = &row->stated;
    bool is_new = !l->version;
    take_text(run, IN_OUTSIDE_NO, &l->outside_no, s->outside_no, is_new);
    take_text(run, IN_NATIONAL_CODE, &l->national_code, s->national_code, is_new);
    take_text(run, IN_NAME, &l->name, s->name, is_new);
    take_text(run, IN_UNIT_NAME, &l->unit_name, s->unit_name, is_new);
    l->name_folded = text_fold(run->row, span_of(l->name));
    bool has_area = row->has >> IN_AREA & 1 && intake_name_counts(&run->names, INTAKE_AREAS, s->area_id);
    if (has_area && l->area_id != s->area_id) {
        if (!is_new) run_change(run, IN_AREA, both_text(""), intake_name_text(&run->names, l->area_id),
                                intake_name_text(&run->names, s->area_id));
        l->area_id = s->area_id;
    }
    if (s->total_fen != NO_FEN && l->total_fen != s->total_fen) {
        if (!is_new) run_change(run, IN_TOTAL, both_text(""), l->total_fen == NO_FEN ? "" : run_wan(run, l->total_fen),
                                run_wan(run, s->total_fen));
        l->total_fen = s->total_fen;
    }
    const char *extra = extra_merge(run->row, l->extra, row->extras, row->extra_count);
    if (!text_eq(extra, l->extra) && !is_new) run_change(run, IN_REMARK, both_text(""), l->extra, extra);
    l->extra = extra;
}

/* -- which of ours it is -- */

/* By a person's decision, or by its code; 0: nobody says so. */
static int64_t project_of(struct intake_run *run, const struct intake_row *row, const char **ret_by, bool *ret_own) {
    uint32_t at = 0;
    *ret_own = false;
    *ret_by = "person";
    if (run_decided(run, row, &at, ret_own)) return *ret_own ? 0 : run->projects[at].id;
    *ret_by = "code";
    return key_index_find(&run->by_code, row->stated.national_code, &at) ? run->projects[at].id : 0;
}

/* A project that has another listing keeps it; the row is told. */
static enum err link(struct intake_run *run, struct bureau_listing *l, const struct intake_row *row, int64_t project_id,
                     const char *by) {
    struct bureau_listing_of_project_row other;
    bool has;
    try(bureau_listing_of_project(run->t, project_id, &other, &has));
    if (has && other.id != l->id) {
        run_warn(run, row, IN_NATIONAL_CODE, SAY(run->row, W_bureau_has_listing, both_text(arena_copy(run->row, other.name))));
        return OK;
    }
    if (l->version) run_change(run, IN_NATIONAL_CODE, both_word(W_in_linked), "", row->stated.national_code);
    if (!run->writes) {
        l->project_id = project_id;
        return OK;
    }
    struct faults faults = {0};
    return bureau_link(run->t, l, project_id, by, "", &faults);
}

/* -- its figures -- */

static enum err figure_apply(struct intake_run *run, const struct bureau_listing *l, const struct row_fact *f,
                             const struct bureau_figures_of_row *now, size_t count, const struct intake_row *row) {
    const struct bureau_figures_of_row *old = NULL;
    for (size_t i = 0; i < count; i++)
        if (now[i].from_month == f->from_month && now[i].to_month == f->to_month) old = &now[i];
    if (old && old->amount_fen == f->fen) return OK;
    if (l->version)
        run_change(run, f->from_month == NO_MONTH ? IN_BUREAU_SINCE_START : IN_BUREAU_YTD, run_months_told(run, f),
                   old ? run_wan(run, old->amount_fen) : "", run_wan(run, f->fen));
    if (!run->writes) return OK;
    struct bureau_figure stated = bureau_figure_empty;
    const char *sheet = *run->sheet->name ? run->sheet->name : run->o->file_name;
    stated.from_month = f->from_month;
    stated.to_month = f->to_month;
    stated.amount_fen = f->fen;
    stated.raw = f->raw;
    stated.place = intake_place(run->row, sheet, f->column, row->number);
    try(run_intake_id(run, &stated.intake_id));
    return bureau_figure_state(run->t, l, &stated);
}

static enum err figures_apply(struct intake_run *run, const struct bureau_listing *l, const struct intake_row *row) {
    struct bureau_figures_of_row *now = NULL;
    size_t count = 0;
    if (l->id) try(bureau_figures_of(run->t, l->id, &now, &count));
    for (size_t i = 0; i < row->fact_count; i++) try(figure_apply(run, l, &row->facts[i], now, count, row));
    return OK;
}

enum err run_take_listing(struct intake_run *run, struct intake_row *row, enum intake_class *ret_class,
                          int64_t *ret_project, struct both *ret_why) {
    struct bureau_listing l = bureau_listing_empty;
    uint32_t other = 0;
    bool has, is_own;
    const char *by;
    *ret_class = INTAKE_REFUSED;
    *ret_why = SAY(run->row, W_in_listed_twice, both_int(run->row, 0));
    if (!is_first(run, row, &other)) {
        *ret_why = SAY(run->row, W_in_listed_twice, both_int(run->row, other));
        return OK;
    }
    run->changes = NULL;
    run->change_count = run->change_cap = 0;
    const char *name = text_fold(run->row, span_of(row->stated.name));
    int64_t area_id = row->has >> IN_AREA & 1 ? row->stated.area_id : NO_INT;
    try(bureau_listing_find(run->t, row->stated.outside_no, row->stated.national_code, name, area_id, &l, &has));
    if (!has) l.total_fen = l.project_id = l.area_id = l.intake_id = NO_INT, l.is_not_ours = 0;
    struct bureau_listing before = l;
    merge(run, &l, row);
    bool is_changed = !has || run->change_count > 0;
    if (is_changed && run->writes) {
        try(run_intake_id(run, &l.intake_id));
        l.place = row->place;
        try(bureau_listing_put(run->t, &l, before.version));
    }
    int64_t project_id = project_of(run, row, &by, &is_own);
    if (project_id && l.project_id == NO_INT && !l.is_not_ours) try(link(run, &l, row, project_id, by));
    if (l.project_id == NO_INT && !l.is_not_ours && !is_own) run_offer(run, row);
    l.version = before.version; /* whether its changes are told, below */
    try(figures_apply(run, &l, row));
    *ret_class = !has ? INTAKE_NEW : run->change_count ? INTAKE_CHANGED : INTAKE_UNCHANGED;
    *ret_project = l.project_id == NO_INT ? 0 : l.project_id;
    return OK;
}
