#include "domain/projects/holder_edit.h"
#include "base/text.h"
#include "domain/projects/project_edit.h"

enum { WHOLE_BP = 10000, ROWS_MAX = 200 };

/* A statement being checked: the departments by id, and who answers now. */
struct handover {
    struct tx *t;
    const struct holders_stated *s;
    struct faults *faults;
    int64_t id[HOLDERS_STATED_MAX], share_bp[HOLDERS_STATED_MAX];
    struct departments_to_edit_row *rows;
    size_t row_count;
};

static void refuse(struct handover *h, const char *field, size_t i, struct both text) {
    faults_add(h->faults, arena_printf(tx_arena(h->t), "%s_%zu", field, i + 1), text);
}

static enum err departments_check(struct handover *h) {
    for (size_t i = 0; i < h->s->count; i++) {
        struct department_id_by_key_row row;
        bool has;
        try(department_id_by_key(h->t, h->s->at[i].key, &row, &has));
        h->id[i] = has ? row.id : NO_INT;
        if (!has) refuse(h, "department", i, SAY(tx_arena(h->t), W_edit_nothing_named, both_text(h->s->at[i].key)));
        for (size_t k = 0; has && k < i; k++)
            if (h->id[k] == row.id) refuse(h, "department", i, both_word(W_holder_twice));
    }
    return OK;
}

static void shares_check(struct handover *h) {
    int64_t sum = 0;
    size_t said = 0;
    for (size_t i = 0; i < h->s->count; i++) {
        int64_t share = h->s->at[i].share_bp;
        said += share != NO_INT;
        h->share_bp[i] = share != NO_INT ? share : i ? 0 : WHOLE_BP;
        sum += h->share_bp[i];
        if (share != NO_INT && (share <= 0 || share > WHOLE_BP)) refuse(h, "share", i, both_word(W_holder_share_range));
    }
    for (size_t i = 0; said && i < h->s->count; i++)
        if (h->s->at[i].share_bp == NO_INT) refuse(h, "share", i, both_word(W_holder_share_missing));
    if (said == h->s->count && said && sum != WHOLE_BP)
        refuse(h, "share", said - 1, SAY(tx_arena(h->t), W_holder_share_sum, both_num(tx_arena(h->t), (double)sum / 100, 2)));
}

/* -- the rows -- */

static bool is_present(const struct departments_to_edit_row *r) { return r->to_day == NO_DAY; }

static bool is_stated(const struct handover *h, const struct departments_to_edit_row *r) {
    for (size_t i = 0; i < h->s->count; i++)
        if (h->id[i] == r->holder_id && h->share_bp[i] == r->share_bp) return true;
    return false;
}

static bool stands(const struct handover *h, size_t i) {
    for (size_t k = 0; k < h->row_count; k++)
        if (is_present(&h->rows[k]) && h->rows[k].holder_id == h->id[i] && h->rows[k].share_bp == h->share_bp[i]) return true;
    return false;
}

/* What began on the very day of the handover was a slip and is taken back; else it ends the day before. */
static enum err hand_over(struct tx *t, int64_t id, int32_t from_day) {
    struct holder row;
    try(holder_get(t, id, &row));
    if (row.from_day == from_day) row.gone = 1;
    else row.to_day = from_day - 1;
    row.intake_id = NO_INT;
    return holder_put(t, &row, row.version);
}

static enum err write_rows(struct handover *h, int64_t project_id, int32_t from_day, bool is_first) {
    for (size_t k = 0; k < h->row_count; k++)
        if (is_present(&h->rows[k]) && !is_stated(h, &h->rows[k])) try(hand_over(h->t, h->rows[k].id, from_day));
    for (size_t i = 0; i < h->s->count; i++) {
        struct holder row = holder_empty;
        if (stands(h, i)) continue;
        row.project_id = project_id;
        row.kind = "department";
        row.holder_id = h->id[i];
        row.share_bp = h->share_bp[i];
        row.from_day = is_first && h->s->from_day == NO_DAY ? NO_DAY : from_day;
        try(holder_put(h->t, &row, 0));
    }
    return OK;
}

/* Whether anything differs; nobody can hand over before the present ones began. */
static bool differs(struct handover *h, int32_t from_day) {
    bool changes = false;
    for (size_t k = 0; k < h->row_count; k++) {
        const struct departments_to_edit_row *r = &h->rows[k];
        if (!is_present(r) || is_stated(h, r)) continue;
        changes = true;
        if (r->from_day != NO_DAY && r->from_day > from_day) faults_add(h->faults, "from", both_word(W_holder_from_first));
    }
    for (size_t i = 0; i < h->s->count; i++) changes = changes || !stands(h, i);
    return changes;
}

enum err holders_state(struct tx *t, int64_t project_id, const struct holders_stated *s, int32_t today, int64_t seen,
                       struct faults *faults, bool *ret_changed) {
    struct handover h = {.t = t, .s = s, .faults = faults};
    int32_t from_day = s->from_day == NO_DAY ? today : s->from_day;
    int64_t entry;
    try(departments_to_edit(t, project_id, ROWS_MAX, &h.rows, &h.row_count));
    for (size_t k = 0; k < h.row_count; k++)
        if (seen && h.rows[k].entry > seen) return ERR_CONFLICT;
    try(departments_check(&h));
    shares_check(&h);
    if (faults->count) return ERR_INVALID;
    *ret_changed = differs(&h, from_day);
    if (faults->count) return ERR_INVALID;
    if (!*ret_changed) return OK;
    try(project_touch(t, project_id, &entry));
    return write_rows(&h, project_id, from_day, h.row_count == 0);
}

/* -- one hands over to another -- */

/* What passes: the rows of the two, and the project, which names its leading area. */
struct passing {
    struct tx *t;
    const struct holder_passed *p;
    struct project project;
    const struct holders_present_row *from, *to; /* NULL: none */
    bool is_area;
};

/* An area may answer by the project's own row alone. */
static enum err passing_find(struct passing *w) {
    struct holders_present_row *rows;
    size_t count;
    bool any = false;
    try(project_get(w->t, w->p->project_id, &w->project));
    if (w->project.gone) return ERR_MISSING;
    project_row_copy(tx_arena(w->t), &w->project);
    w->is_area = text_eq(w->p->kind, "area");
    try(holders_present(w->t, w->p->project_id, &rows, &count));
    for (size_t i = 0; i < count; i++) {
        if (!text_eq(rows[i].kind, w->p->kind)) continue;
        any = true;
        if (rows[i].holder_id == w->p->from_id) w->from = &rows[i];
        if (rows[i].holder_id == w->p->to_id) w->to = &rows[i];
    }
    bool is_bare = !any && w->is_area && w->project.area_id == w->p->from_id;
    return w->from || is_bare ? OK : ERR_MISSING;
}

static bool began_after(const struct holders_present_row *r, int32_t day) {
    return r && r->from_day != NO_DAY && r->from_day > day;
}

/* Who held it without a row of its own gets one that has ended. */
static enum err passing_end(struct passing *w) {
    struct holder row = holder_empty;
    if (w->from) return hand_over(w->t, w->from->id, w->p->from_day);
    row.project_id = w->p->project_id;
    row.kind = w->p->kind;
    row.holder_id = w->p->from_id;
    row.share_bp = WHOLE_BP;
    row.to_day = w->p->from_day - 1;
    return holder_put(w->t, &row, 0);
}

static enum err passing_write(struct passing *w) {
    struct holder row = holder_empty;
    int64_t share = (w->from ? w->from->share_bp : WHOLE_BP) + (w->to ? w->to->share_bp : 0);
    if (w->is_area && w->project.area_id == w->p->from_id) w->project.area_id = w->p->to_id;
    try(project_put(w->t, &w->project, w->project.version));
    try(passing_end(w));
    if (w->to) try(hand_over(w->t, w->to->id, w->p->from_day));
    row.project_id = w->p->project_id;
    row.kind = w->p->kind;
    row.holder_id = w->p->to_id;
    row.share_bp = share < WHOLE_BP ? share : WHOLE_BP;
    row.from_day = w->p->from_day;
    return holder_put(w->t, &row, 0);
}

enum err holder_pass_check(struct tx *t, const struct holder_passed *p, struct both from_name, struct faults *faults) {
    struct passing w = {.t = t, .p = p};
    enum err e = passing_find(&w);
    if (e == ERR_MISSING && w.project.id && !w.project.gone) {
        faults_add(faults, "holder", SAY(tx_arena(t), W_holder_no_longer, from_name));
        return ERR_INVALID;
    }
    try(e);
    if (!began_after(w.from, p->from_day) && !began_after(w.to, p->from_day)) return OK;
    faults_add(faults, "from", both_word(W_holder_from_first));
    return ERR_INVALID;
}

enum err holder_pass(struct tx *t, const struct holder_passed *p) {
    struct passing w = {.t = t, .p = p};
    try(passing_find(&w));
    return passing_write(&w);
}
