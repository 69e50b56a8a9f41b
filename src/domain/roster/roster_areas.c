/* Areas of a sheet: known by their short name, else by the name. */
#include "base/text.h"
#include "domain/roster/roster_inside.h"
#include <string.h>

int plan_area_find(struct plan *p, const char *text) {
    for (size_t i = 0; i < p->area_count; i++)
        if (text_eq(p->areas[i].row.key, text)) return (int)i;
    for (size_t i = 0; i < p->area_count; i++) {
        const struct area *row = &p->areas[i].row;
        if (plan_same_name(p->a, row->name_zh, text) || plan_same_name(p->a, row->name_en, text)) return (int)i;
        if (row->division_code && text_eq(row->division_code, text)) return (int)i;
    }
    return NOBODY;
}

static bool division_has_shape(const char *code) { return strlen(code) == 6 && strspn(code, "0123456789") == 6; }

bool plan_key_is(const char *key) {
    size_t n = strlen(key);
    return n >= 1 && n <= 40 && strspn(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") == n;
}

static bool is_refused(struct plan *p, const struct roster_row *r) {
    enum roster_field field = RF_COUNT;
    struct both why = {{NULL}};
    if (!*r->text[RF_AREA]) field = RF_AREA, why = both_word(W_roster_area_unnamed);
    else if (*r->text[RF_DIVISION] && !division_has_shape(r->text[RF_DIVISION]))
        field = RF_DIVISION, why = both_word(W_roster_division_shape);
    else if (*r->text[RF_CODE] && !plan_key_is(r->text[RF_CODE])) field = RF_CODE, why = both_word(W_roster_code_shape);
    if (field != RF_COUNT) plan_refuse(p, r, ROSTER_AREA, field, why);
    return field != RF_COUNT;
}

/* A text that a row states and that differs; the row before may have stated another. */
static const char *stated(struct plan *p, const char *text, const char *now, enum roster_field f, struct both *change) {
    if (!*text || (now && text_eq(text, now))) return now;
    *change = plan_change(p, *change, f, both_text(now ? now : ""), both_text(text));
    return text;
}

static void area_take(struct plan *p, const struct roster_row *r) {
    int at = *r->text[RF_CODE] ? plan_area_find(p, r->text[RF_CODE]) : NOBODY;
    if (at == NOBODY) at = plan_area_find(p, r->text[RF_AREA]);
    if (at == NOBODY) {
        struct area *row = &p->areas[p->area_count].row;
        *row = area_empty;
        row->key = *r->text[RF_CODE] ? r->text[RF_CODE] : arena_printf(p->a, "area-%zu", p->area_count + 1);
        row->name_zh = r->text[RF_AREA];
        row->name_en = *r->text[RF_EN] ? r->text[RF_EN] : row->name_zh;
        row->division_code = *r->text[RF_DIVISION] ? r->text[RF_DIVISION] : NULL;
        row->id = 0;
        p->areas[p->area_count++].by = r;
        plan_line(p, r, ROSTER_AREA, ROSTER_NEW, RF_COUNT, both_text(row->name_zh), both_text(row->key));
        return;
    }
    struct plan_area *area = &p->areas[at];
    struct both change = {{NULL}};
    struct area to = area->row;
    to.name_zh = stated(p, r->text[RF_AREA], to.name_zh, RF_AREA, &change);
    to.name_en = stated(p, r->text[RF_EN], to.name_en, RF_EN, &change);
    to.division_code = stated(p, r->text[RF_DIVISION], to.division_code, RF_DIVISION, &change);
    if (area->by && change.in[ZH]) {
        plan_refuse(p, r, ROSTER_AREA, RF_COUNT, SAY(p->a, W_roster_otherwise, both_text(roster_place(p->a, area->by)), change));
        return;
    }
    area->row = to;
    area->by = r;
    area->is_changed |= change.in[ZH] != NULL;
    struct both none = both_text("");
    plan_line(p, r, ROSTER_AREA, change.in[ZH] ? ROSTER_CHANGED : ROSTER_SAME, RF_COUNT, both_text(to.name_zh),
              change.in[ZH] ? change : none);
}

enum err plan_areas(struct plan *p) {
    for (size_t i = 0; i < p->file->row_count; i++) {
        const struct roster_row *r = &p->file->rows[i];
        if (r->sheet->is_areas && r->bad == RF_COUNT && !is_refused(p, r)) area_take(p, r);
    }
    return OK;
}
