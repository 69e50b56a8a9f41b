/* The plan: what there is, each part planned in its turn, and what is told of it. */
#include "base/text.h"
#include "domain/people/setting.h"
#include "domain/roster/roster_inside.h"
#include <string.h>

/* -- what is told -- */

const char *roster_place(struct arena *a, const struct roster_row *r) {
    const char *sheet = r->sheet->said.name;
    return *sheet ? arena_printf(a, "%s!%u", sheet, (unsigned)r->number) : arena_printf(a, "%u", (unsigned)r->number);
}

void plan_line(struct plan *p, const struct roster_row *r, enum roster_thing thing, enum roster_class class,
               enum roster_field field, struct both name, struct both what) {
    if (p->line_count == p->line_cap) {
        struct roster_line *more = arena_array(p->a, struct roster_line, p->line_cap ? 2 * p->line_cap : 256);
        if (p->line_count) memcpy(more, p->lines, p->line_count * sizeof *more);
        p->lines = more;
        p->line_cap = p->line_cap ? 2 * p->line_cap : 256;
    }
    const char *place = roster_place(p->a, r);
    if (field < RF_COUNT && r->sheet->column[field] >= 0) /* the cell itself */
        place = *r->sheet->said.name
                    ? arena_printf(p->a, "%s!%s", r->sheet->said.name,
                                   cell_name(p->a, r->number - 1, (uint32_t)r->sheet->column[field]))
                    : cell_name(p->a, r->number - 1, (uint32_t)r->sheet->column[field]);
    p->lines[p->line_count++] = (struct roster_line){thing, class, place, field, name, what};
    p->result->counts[thing][class]++;
    p->result->sums[class]++;
    if (class == ROSTER_NEW || class == ROSTER_CHANGED) p->result->has_changes = true;
}

struct both plan_row_name(const struct roster_row *r) {
    static const enum roster_field names[] = {RF_PERSON, RF_LOGIN, RF_UNIT, RF_AREA, RF_CODE};
    for (size_t i = 0; i < countof(names); i++)
        if (*r->text[names[i]]) return both_text(r->text[names[i]]);
    return both_text("");
}

void plan_refuse(struct plan *p, const struct roster_row *r, enum roster_thing thing, enum roster_field field, struct both why) {
    plan_line(p, r, thing, ROSTER_REFUSED, field, plan_row_name(r), why);
}

void plan_note(struct plan *p, const struct roster_row *r, enum roster_thing thing, enum roster_field field, struct both what) {
    plan_line(p, r, thing, ROSTER_NOTE, field, plan_row_name(r), what);
}

struct both plan_change(struct plan *p, struct both so_far, enum roster_field field, struct both old, struct both now) {
    if (text_empty(old.in[ZH])) old = both_text("—");
    struct both one = SAY(p->a, W_roster_change, both_word(roster_field_word(field)), old, now);
    if (text_empty(so_far.in[ZH])) return one;
    return both_join(p->a, both_join(p->a, so_far, (struct both){{"；", "; "}}), one);
}

uint32_t plan_hash(struct arena *a, const char *name) {
    uint32_t h = 2166136261u;
    for (const char *c = text_fold(a, span_of(name)); *c; c++) h = (h ^ (unsigned char)*c) * 16777619u;
    return h;
}

/* Most are written alike: only what is not is folded. */
bool plan_same_name(struct arena *a, const char *x, const char *y) {
    return text_eq(x, y) || text_eq(text_fold(a, span_of(x)), text_fold(a, span_of(y)));
}

void plan_held_add(struct plan *p, const struct plan_held *h) {
    struct plan_post *post = &p->posts[h->post];
    p->helds[p->held_count] = *h;
    p->helds[p->held_count].held_before = post->last_held;
    post->last_held = (int)p->held_count++;
}

/* -- what there is -- */

static enum err areas_load(struct plan *p) {
    struct area_list_row *rows;
    size_t count;
    try(area_list(p->t, &rows, &count));
    p->areas = arena_array(p->a, struct plan_area, count + p->file->row_count);
    for (size_t i = 0; i < count; i++) try(area_get(p->t, rows[i].id, &p->areas[i].row));
    p->area_count = count;
    return OK;
}

static int place_of_unit(const struct plan *p, int64_t id) {
    for (size_t i = 0; id != NO_INT && i < p->unit_count; i++)
        if (p->units[i].row.id == id) return (int)i;
    return NOBODY;
}

static void units_load(struct plan *p) {
    p->unit_count = p->o.unit_count;
    p->units = arena_array(p->a, struct plan_unit, p->unit_count + p->file->row_count);
    for (size_t i = 0; i < p->unit_count; i++)
        p->units[i] = (struct plan_unit){.row = p->o.units[i], .was = &p->o.units[i],
                                         .name_hash = plan_hash(p->a, p->o.units[i].name_zh)};
    for (size_t i = 0; i < p->unit_count; i++) {
        struct plan_unit *u = &p->units[i];
        u->parent = place_of_unit(p, u->row.parent_id);
        u->area = NOBODY;
        for (size_t k = 0; k < p->area_count; k++)
            if (p->areas[k].row.id == u->row.area_id) u->area = (int)k;
    }
}

static enum err people_load(struct plan *p) {
    struct account_list_row *rows;
    size_t count;
    try(account_list(p->t, &rows, &count));
    p->people = arena_array(p->a, struct plan_person, count + p->file->row_count);
    for (size_t i = 0; i < count; i++)
        if (text_eq(rows[i].provider, "password"))
            p->people[p->person_count++] = (struct plan_person){.id = rows[i].id, .login = rows[i].subject, .name = rows[i].name,
                                                                .was_off = rows[i].is_off != 0, .is_off = rows[i].is_off != 0};
    return OK;
}

static int place_of_account(const struct plan *p, int64_t id) {
    for (size_t i = 0; i < p->person_count; i++)
        if (p->people[i].id == id) return (int)i;
    return NOBODY;
}

/* Posts of units that are open, and all who held them. */
static void posts_load(struct plan *p) {
    p->posts = arena_array(p->a, struct plan_post, p->o.post_count + p->file->row_count);
    p->helds = arena_array(p->a, struct plan_held, p->o.holder_count + p->file->row_count);
    for (size_t i = 0; i < p->o.post_count; i++) {
        const struct post *post = &p->o.posts[i];
        size_t count;
        const struct post_holder *h = organisation_holders(&p->o, post->id, &count);
        int unit = place_of_unit(p, post->unit_id);
        if (unit == NOBODY || !plan_unit_is_open(p, unit)) continue;
        p->posts[p->post_count++] = (struct plan_post){.id = post->id, .unit = unit, .role = role_read(post->role),
                                                       .name = post->name, .name_hash = plan_hash(p->a, post->name),
                                                       .last_held = NOBODY};
        for (size_t k = 0; k < count; k++)
            plan_held_add(p, &(struct plan_held){
                .was = &h[k], .post = (int)p->post_count - 1, .person = place_of_account(p, h[k].account_id),
                .is_holding = text_eq(h[k].kind, "holds"), .from_day = h[k].from_day, .to_day = h[k].to_day});
    }
}

/* -- the whole -- */

static enum roster_thing thing_of(const struct roster_row *r) {
    if (r->sheet->is_areas) return ROSTER_AREA;
    bool is_person = r->sheet->column[RF_LOGIN] >= 0 || r->sheet->column[RF_PERSON] >= 0;
    return is_person ? ROSTER_PERSON : ROSTER_UNIT;
}

static void bad_cells_tell(struct plan *p) {
    for (size_t i = 0; i < p->file->row_count; i++)
        if (p->file->rows[i].bad != RF_COUNT)
            plan_refuse(p, &p->file->rows[i], thing_of(&p->file->rows[i]), p->file->rows[i].bad, p->file->rows[i].why);
}

static void sheets_tell(struct plan *p) {
    struct roster_sheet_said *said = arena_array(p->a, struct roster_sheet_said, p->file->sheet_count);
    for (size_t i = 0; i < p->file->sheet_count; i++) said[i] = p->file->sheets[i].said;
    p->result->sheets = said;
    p->result->sheet_count = p->file->sheet_count;
}

static void secrets_list(struct plan *p) {
    struct roster_secret *secrets = arena_array(p->a, struct roster_secret, p->person_count);
    size_t n = 0;
    for (size_t i = 0; i < p->person_count; i++) {
        const struct plan_person *one = &p->people[i];
        if (one->id || one->is_refused || one->is_off) continue;
        secrets[n++] = (struct roster_secret){one->login, one->name, one->unit ? one->unit : "", NULL};
    }
    p->result->secrets = secrets;
    p->result->secret_count = n;
}

static enum err plan_make(struct tx *t, struct arena *a, const struct roster_file *file, const struct roster_by *by,
                          struct roster_result *result, struct plan **ret) {
    struct plan *p = arena_new_of(a, struct plan);
    int64_t entry;
    *p = (struct plan){.t = t, .a = a, .file = file, .by = by, .result = result};
    *result = (struct roster_result){0};
    try(settings_today(t, by->now_ms, &p->today));
    try(tx_last_entry(t, &entry));
    try(organisation_known(t, entry, &p->o));
    p->row_unit = arena_array(a, int, file->row_count + 1);
    p->row_person = arena_array(a, int, file->row_count + 1);
    for (size_t i = 0; i < file->row_count; i++) p->row_unit[i] = p->row_person[i] = NOBODY;
    try(areas_load(p));
    units_load(p);
    try(people_load(p));
    posts_load(p);
    bad_cells_tell(p);
    try(plan_areas(p));
    try(plan_units(p));
    try(plan_people(p));
    try(plan_posts(p));
    sheets_tell(p);
    secrets_list(p);
    result->lines = p->lines;
    result->line_count = p->line_count;
    *ret = p;
    return OK;
}

static void forget(void *arena) { arena_done(arena); }

/* A file of as many rows as are taken needs more than a request has. */
enum { PLAN_BYTES_MAX = 512 << 20 };

enum err plan_of(struct tx *t, struct roster_bytes bytes, const struct roster_by *by, struct roster_result *result,
                 struct plan **ret, struct both *ret_why) {
    struct arena *a = arena_new(PLAN_BYTES_MAX);
    struct roster_file *file = arena_new_of(a, struct roster_file);
    arena_defer(tx_arena(t), forget, a);
    enum err e = roster_read(a, bytes, file, ret_why);
    if (e == OK) e = plan_make(t, a, file, by, result, ret);
    if (e != OK && arena_failure(a)) (void)arena_fail(tx_arena(t), e, "%s", arena_failure(a));
    return e;
}

enum err roster_preview(struct tx *t, struct roster_bytes file, const struct roster_by *by, struct roster_result *ret,
                        struct both *ret_why) {
    struct plan *p;
    return plan_of(t, file, by, ret, &p, ret_why);
}
