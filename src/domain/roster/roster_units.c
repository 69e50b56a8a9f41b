/* Units of a sheet: which unit a row means, what it says of it, what cannot be. */
#include "base/text.h"
#include "domain/roster/roster_inside.h"
#include <string.h>

enum { NAME_MAX_POINTS = 80, CIRCLE_SHOWN = 12 };

bool plan_unit_is_open(const struct plan *p, int unit) {
    const struct unit *row = &p->units[unit].row;
    return row->closed_day == NO_DAY || row->closed_day >= p->today;
}

struct both plan_unit_name(const struct plan *p, int unit) {
    if (unit < 0) return both_text("");
    return (struct both){{p->units[unit].row.name_zh, p->units[unit].row.name_en}};
}

static bool is_called(struct plan *p, const struct plan_unit *u, const char *text, uint32_t hash) {
    return u->name_hash == hash && plan_same_name(p->a, u->row.name_zh, text);
}

static int by_key(const struct plan *p, const char *key) {
    for (size_t i = 0; i < p->unit_count; i++)
        if (text_eq(p->units[i].row.key, key)) return (int)i;
    return NOBODY;
}

static int by_uscc(const struct plan *p, const char *uscc) {
    for (size_t i = 0; i < p->unit_count; i++)
        if (p->units[i].row.uscc && text_eq(p->units[i].row.uscc, uscc) && plan_unit_is_open(p, (int)i)) return (int)i;
    return NOBODY;
}

int plan_unit_find(struct plan *p, const char *text) {
    int found = by_key(p, text);
    uint32_t hash = plan_hash(p->a, text);
    if (found != NOBODY && plan_unit_is_open(p, found)) return found;
    found = NOBODY;
    for (size_t i = 0; i < p->unit_count; i++)
        if (is_called(p, &p->units[i], text, hash) && plan_unit_is_open(p, (int)i)) found = found == NOBODY ? (int)i : SEVERAL;
    return found;
}

/* -- which unit a row means -- */

static bool is_below(struct plan *p, const struct plan_unit *u, const char *parent) {
    const struct roster_row *said = u->stated[RF_PARENT];
    if (said && plan_same_name(p->a, said->text[RF_PARENT], parent)) return true;
    if (u->parent == NOBODY) return false;
    const struct plan_unit *above = &p->units[u->parent];
    return text_eq(above->row.key, parent) || is_called(p, above, parent, plan_hash(p->a, parent));
}

/* Two legal persons may have one name: a credit code, or in one file a code, tells them apart. */
static bool is_another(const struct plan_unit *u, const struct roster_row *r) {
    const char *uscc = u->row.uscc ? u->row.uscc : u->stated[RF_USCC] ? u->stated[RF_USCC]->text[RF_USCC] : "";
    const char *code = u->stated[RF_CODE] ? u->stated[RF_CODE]->text[RF_CODE] : "";
    bool has_other_uscc = *r->text[RF_USCC] && *uscc && !text_eq(uscc, r->text[RF_USCC]);
    return has_other_uscc || (*r->text[RF_CODE] && *code && !text_eq(code, r->text[RF_CODE]));
}

static int unit_meant(struct plan *p, const struct roster_row *r) {
    int found = *r->text[RF_CODE] ? by_key(p, r->text[RF_CODE]) : NOBODY;
    if (found == NOBODY && *r->text[RF_USCC]) found = by_uscc(p, r->text[RF_USCC]);
    if (found != NOBODY) return found;
    uint32_t hash = plan_hash(p->a, r->text[RF_UNIT]);
    for (size_t i = 0; i < p->unit_count; i++) {
        if (!is_called(p, &p->units[i], r->text[RF_UNIT], hash) || !plan_unit_is_open(p, (int)i)) continue;
        if (is_another(&p->units[i], r)) continue;
        if (*r->text[RF_PARENT] && !is_below(p, &p->units[i], r->text[RF_PARENT])) continue;
        found = found == NOBODY ? (int)i : SEVERAL;
    }
    return found;
}

static int unit_add(struct plan *p, const struct roster_row *r, size_t order) {
    struct plan_unit *u = &p->units[p->unit_count];
    *u = (struct plan_unit){.row = unit_empty, .parent = NOBODY, .area = NOBODY, .order = (int64_t)order};
    u->row.id = 0;
    u->row.name_zh = u->row.name_en = r->text[RF_UNIT];
    u->row.key = *r->text[RF_CODE] ? r->text[RF_CODE] : *r->text[RF_USCC] ? r->text[RF_USCC] : "";
    if (*r->text[RF_USCC]) u->row.uscc = r->text[RF_USCC];
    u->name_hash = plan_hash(p->a, u->row.name_zh);
    return (int)p->unit_count++;
}

/* One row may say what another has not, but not something else. */
static void unit_state(struct plan *p, int at, const struct roster_row *r) {
    static const enum roster_field fields[] = {RF_UNIT,     RF_EN,   RF_KIND, RF_PARENT, RF_AREA,
                                               RF_DIVISION, RF_USCC, RF_CODE, RF_LAST};
    struct plan_unit *u = &p->units[at];
    for (size_t i = 0; i < countof(fields); i++) {
        enum roster_field f = fields[i];
        const struct roster_row *said = u->stated[f];
        if (!*r->text[f]) continue;
        if (said && !plan_same_name(p->a, said->text[f], r->text[f])) {
            plan_refuse(p, r, ROSTER_UNIT, f, SAY(p->a, W_roster_otherwise, both_text(roster_place(p->a, said)),
                                                  both_text(said->text[f])));
            return;
        }
    }
    for (size_t i = 0; i < countof(fields); i++)
        if (*r->text[fields[i]] && !u->stated[fields[i]]) u->stated[fields[i]] = r;
    if (!u->by) u->by = r;
}

/* Rows that say more of who they mean come first, so that the order of the file does not matter. */
static void rows_take(struct plan *p, bool says_more) {
    for (size_t i = 0; i < p->file->row_count; i++) {
        const struct roster_row *r = &p->file->rows[i];
        if (!r->sheet->states_units || r->bad != RF_COUNT) continue;
        if ((*r->text[RF_CODE] || *r->text[RF_USCC] || *r->text[RF_PARENT]) != says_more) continue;
        if (!*r->text[RF_UNIT]) {
            bool names_person = *r->text[RF_LOGIN] || *r->text[RF_PERSON];
            if (!names_person) plan_refuse(p, r, ROSTER_UNIT, RF_UNIT, both_word(W_roster_unit_unnamed));
            continue;
        }
        int at = unit_meant(p, r);
        if (at == SEVERAL) {
            plan_refuse(p, r, ROSTER_UNIT, RF_UNIT, SAY(p->a, W_roster_unit_several, both_text(r->text[RF_UNIT])));
            continue;
        }
        if (at == NOBODY) at = unit_add(p, r, i);
        p->row_unit[i] = at;
        unit_state(p, at, r);
    }
}

/* -- what is said of it -- */

static const char *said(const struct plan_unit *u, enum roster_field f) { return u->stated[f] ? u->stated[f]->text[f] : ""; }

static void refuse(struct plan *p, int at, enum roster_field f, struct both why) {
    struct plan_unit *u = &p->units[at];
    const struct roster_row *r = f < RF_COUNT && u->stated[f] ? u->stated[f] : u->by;
    if (u->is_refused) return;
    u->is_refused = true;
    u->is_moved = false;
    plan_line(p, r, ROSTER_UNIT, ROSTER_REFUSED, f, plan_unit_name(p, at), why);
    if (!u->was) return;
    u->row = *u->was;
    u->name_hash = plan_hash(p->a, u->row.name_zh);
    u->parent = u->area = NOBODY;
    for (size_t i = 0; i < p->unit_count; i++)
        if (p->units[i].row.id == u->row.parent_id && u->row.parent_id != NO_INT) u->parent = (int)i;
    for (size_t i = 0; i < p->area_count; i++)
        if (p->areas[i].row.id == u->row.area_id && u->row.area_id != NO_INT) u->area = (int)i;
}

static void kind_take(struct plan *p, int at) {
    struct plan_unit *u = &p->units[at];
    const char *text = said(u, RF_KIND), *kind = *text ? roster_kind_read(p->a, text) : NULL;
    struct span rest = span_of(UNIT_KINDS), one;
    struct both all = both_text("");
    while (span_cut(&rest, '|', &one)) {
        struct both name = both_word(unit_kind_word(arena_copy_n(p->a, one.at, one.len)));
        all = *all.in[ZH] ? both_join(p->a, both_join(p->a, all, (struct both){{"、", ", "}}), name) : name;
    }
    if (*text && !kind) refuse(p, at, RF_KIND, SAY(p->a, W_roster_kind_unknown, both_text(text), all));
    else if (!*text && !u->was) refuse(p, at, RF_KIND, SAY(p->a, W_roster_kind_missing, all));
    else if (kind && u->was && !text_eq(kind, u->was->kind))
        refuse(p, at, RF_KIND, SAY(p->a, W_roster_kind_stays, both_word(unit_kind_word(u->was->kind))));
    else if (kind) u->row.kind = kind;
}

static void names_take(struct plan *p, int at) {
    struct plan_unit *u = &p->units[at];
    const char *zh = said(u, RF_UNIT), *en = said(u, RF_EN), *key = said(u, RF_CODE);
    bool is_named_alike = plan_same_name(p->a, zh, u->row.name_zh);
    if (utf8_count(zh) > NAME_MAX_POINTS || utf8_count(en) > NAME_MAX_POINTS)
        refuse(p, at, RF_UNIT, SAY(p->a, W_roster_name_long, both_int(p->a, NAME_MAX_POINTS)));
    if (*zh && !is_named_alike) u->row.name_zh = zh, u->name_hash = plan_hash(p->a, zh);
    if (*en) u->row.name_en = en;
    if (*key && !u->was && !plan_key_is(key)) refuse(p, at, RF_CODE, both_word(W_roster_code_shape));
    if (*key && u->was && !text_eq(key, u->was->key))
        plan_note(p, u->stated[RF_CODE], ROSTER_UNIT, RF_CODE, SAY(p->a, W_roster_code_stays, both_text(u->was->key)));
}

static void area_take(struct plan *p, int at) {
    struct plan_unit *u = &p->units[at];
    enum roster_field f = *said(u, RF_AREA) ? RF_AREA : RF_DIVISION;
    const char *text = said(u, f);
    if (*text) {
        int area = plan_area_find(p, text);
        if (area == NOBODY) refuse(p, at, f, SAY(p->a, W_roster_area_unknown, both_text(text)));
        else u->area = area;
    }
    if (!u->is_refused && text_eq(u->row.kind, "area_office") && u->area == NOBODY)
        refuse(p, at, RF_AREA, both_word(W_org_area_missing));
}

static void uscc_take(struct plan *p, int at) {
    struct plan_unit *u = &p->units[at];
    const char *uscc = said(u, RF_USCC);
    if (!*uscc) return;
    if (!text_eq(u->row.kind, "project_unit")) refuse(p, at, RF_USCC, both_word(W_org_uscc_of_unit));
    else if (!unit_uscc_is(uscc)) refuse(p, at, RF_USCC, both_word(W_org_uscc_shape));
    u->row.uscc = u->is_refused ? u->row.uscc : uscc;
    for (size_t i = 0; i < p->unit_count && !u->is_refused; i++)
        if ((int)i != at && !p->units[i].is_refused && p->units[i].row.uscc && text_eq(p->units[i].row.uscc, uscc) &&
            plan_unit_is_open(p, (int)i))
            refuse(p, at, RF_USCC, SAY(p->a, W_org_uscc_taken, both_text(p->units[i].row.name_zh)));
}

static void parent_take(struct plan *p, int at) {
    struct plan_unit *u = &p->units[at];
    const char *text = said(u, RF_PARENT);
    if (!*text || u->is_refused) return;
    int above = plan_unit_find(p, text);
    if (above == NOBODY) refuse(p, at, RF_PARENT, SAY(p->a, W_roster_parent_unknown, both_text(text)));
    else if (above == SEVERAL) refuse(p, at, RF_PARENT, SAY(p->a, W_roster_unit_several, both_text(text)));
    else if (above != u->parent) u->parent = above, u->is_moved = true;
}

static void last_take(struct plan *p, int at) {
    struct plan_unit *u = &p->units[at];
    int32_t day = NO_DAY;
    if (u->is_refused || !*said(u, RF_LAST) || !day_read(said(u, RF_LAST), &day)) return;
    if (u->was && u->was->closed_day == day) return;
    if (u->was && u->was->closed_day != NO_DAY) refuse(p, at, RF_LAST, both_word(W_org_closed_already));
    else if (day < p->today) refuse(p, at, RF_LAST, both_word(W_org_close_past));
    else u->row.closed_day = day;
}

/* Whose rows its people see follows from area and code: who does not give their posts does not change these. */
static void rights_keep(struct plan *p, int at) {
    struct plan_unit *u = &p->units[at];
    if (!u->was || u->is_refused || !p->by->reach) return;
    unsigned roles = role_of_unit(u->was->kind) & ~(unsigned)(ROLE_EXCLUSIVE | ROLE_AUDITOR);
    if (organisation_appoints(p->by->reach, u->was, roles & -roles)) return;
    int64_t area_id = u->area == NOBODY ? NO_INT : p->areas[u->area].row.id;
    if (area_id != u->was->area_id) refuse(p, at, RF_AREA, both_word(W_roster_unit_not_yours));
    else if (!text_eq(u->row.uscc ? u->row.uscc : "", u->was->uscc ? u->was->uscc : ""))
        refuse(p, at, RF_USCC, both_word(W_roster_unit_not_yours));
}

static void unit_take(struct plan *p, int at) {
    struct plan_unit *u = &p->units[at];
    if (u->was && !plan_unit_is_open(p, at)) { /* history; said again it is as it is */
        bool is_again = text_eq(said(u, RF_LAST), day_print(p->a, u->was->closed_day));
        if (!is_again) refuse(p, at, RF_CODE, both_word(W_org_closed_already));
        return;
    }
    kind_take(p, at);
    if (!u->is_refused) names_take(p, at);
    if (!u->is_refused) area_take(p, at);
    if (!u->is_refused) uscc_take(p, at);
    rights_keep(p, at);
}

/* -- what they are to one another -- */

/* Up from a unit until it comes back; the way is told. */
static bool is_in_circle(struct plan *p, int at, struct both *ret_way) {
    struct out *o = out_in(p->a, 0);
    int up = p->units[at].parent;
    out_raw(o, p->units[at].row.name_zh);
    for (size_t steps = 0; up != NOBODY && steps <= p->unit_count; steps++, up = p->units[up].parent) {
        if (steps < CIRCLE_SHOWN || up == at) out_printf(o, " › %s", p->units[up].row.name_zh);
        if (up == at) break;
    }
    *ret_way = both_text(out_text_of(o));
    return up == at;
}

static void circles_refuse(struct plan *p) {
    bool *is_in = arena_array(p->a, bool, p->unit_count + 1);
    struct both *ways = arena_array(p->a, struct both, p->unit_count + 1);
    for (size_t i = 0; i < p->unit_count; i++)
        is_in[i] = p->units[i].is_moved && !p->units[i].is_refused && is_in_circle(p, (int)i, &ways[i]);
    for (size_t i = 0; i < p->unit_count; i++)
        if (is_in[i]) refuse(p, (int)i, RF_PARENT, SAY(p->a, W_roster_circle, ways[i]));
}

static bool is_clash(struct plan *p, size_t i, size_t k) {
    const struct plan_unit *u = &p->units[i], *other = &p->units[k];
    bool is_first = !other->was && k > i; /* of two new ones the later is refused */
    if (u->row.uscc && other->row.uscc && !text_eq(u->row.uscc, other->row.uscc)) return false;
    return i != k && !is_first && !other->is_refused && other->parent == u->parent && plan_unit_is_open(p, (int)k) &&
           is_called(p, other, u->row.name_zh, u->name_hash);
}

static void names_refuse(struct plan *p) {
    for (size_t i = 0; i < p->unit_count; i++) {
        struct plan_unit *u = &p->units[i];
        bool is_other = !u->was || u->is_moved || !text_eq(u->row.name_zh, u->was->name_zh);
        for (size_t k = 0; u->by && is_other && !u->is_refused && k < p->unit_count; k++)
            if (is_clash(p, i, k)) refuse(p, (int)i, RF_UNIT, SAY(p->a, W_org_name_taken, both_text(u->row.name_zh)));
    }
}

/* A unit below one that does not come does not come; nor below one that is closed. */
static void orphans_refuse(struct plan *p) {
    for (bool again = true; again;) {
        again = false;
        for (size_t i = 0; i < p->unit_count; i++) {
            struct plan_unit *u = &p->units[i];
            if (!u->by || u->is_refused || u->parent == NOBODY || (u->was && !u->is_moved)) continue;
            const struct plan_unit *above = &p->units[u->parent];
            if (above->is_refused && !above->was)
                refuse(p, (int)i, RF_PARENT, SAY(p->a, W_roster_parent_refused, both_text(above->row.name_zh)));
            else if (above->row.closed_day != NO_DAY && u->row.closed_day == NO_DAY)
                refuse(p, (int)i, RF_PARENT, both_word(W_org_parent_closed));
            again |= u->is_refused;
        }
    }
}

static void closings_refuse(struct plan *p) {
    for (size_t i = 0; i < p->unit_count; i++) {
        int64_t below = 0;
        struct plan_unit *u = &p->units[i];
        if (!u->by || u->is_refused || u->row.closed_day == NO_DAY || (u->was && u->was->closed_day != NO_DAY)) continue;
        for (size_t k = 0; k < p->unit_count; k++)
            below += p->units[k].parent == (int)i && p->units[k].row.closed_day == NO_DAY && !p->units[k].is_refused;
        if (below) refuse(p, (int)i, RF_LAST, SAY(p->a, W_org_close_below, both_int(p->a, below)));
    }
}

/* -- what is told -- */

static struct both area_name(const struct plan *p, int area) {
    if (area == NOBODY) return both_text("");
    return (struct both){{p->areas[area].row.name_zh, p->areas[area].row.name_en}};
}

static struct both text_change(struct plan *p, struct both so_far, enum roster_field f, const char *old, const char *now) {
    if (text_eq(old ? old : "", now ? now : "")) return so_far;
    return plan_change(p, so_far, f, both_text(old ? old : ""), both_text(now ? now : ""));
}

static struct both unit_change(struct plan *p, const struct plan_unit *u) {
    struct both c = {{NULL}};
    int old_parent = NOBODY, old_area = NOBODY;
    for (size_t i = 0; i < p->unit_count; i++)
        if (u->was->parent_id != NO_INT && p->units[i].row.id == u->was->parent_id) old_parent = (int)i;
    for (size_t i = 0; i < p->area_count; i++)
        if (u->was->area_id != NO_INT && p->areas[i].row.id == u->was->area_id) old_area = (int)i;
    c = text_change(p, c, RF_UNIT, u->was->name_zh, u->row.name_zh);
    c = text_change(p, c, RF_EN, u->was->name_en, u->row.name_en);
    c = text_change(p, c, RF_USCC, u->was->uscc, u->row.uscc);
    if (u->parent != old_parent) c = plan_change(p, c, RF_PARENT, plan_unit_name(p, old_parent), plan_unit_name(p, u->parent));
    if (u->area != old_area) c = plan_change(p, c, RF_AREA, area_name(p, old_area), area_name(p, u->area));
    return text_change(p, c, RF_LAST, day_print(p->a, u->was->closed_day), day_print(p->a, u->row.closed_day));
}

static void unit_tell(struct plan *p, int at) {
    struct plan_unit *u = &p->units[at];
    struct both name = plan_unit_name(p, at), what = both_word(unit_kind_word(u->row.kind));
    if (!u->was) {
        if (u->parent != NOBODY)
            what = both_join(p->a, both_join(p->a, what, both_text(" · ")), plan_unit_name(p, u->parent));
        plan_line(p, u->by, ROSTER_UNIT, ROSTER_NEW, RF_COUNT, name, what);
        for (size_t i = 0; i < (size_t)at; i++)
            if (p->units[i].was && plan_unit_is_open(p, (int)i) && is_called(p, &p->units[i], u->row.name_zh, u->name_hash)) {
                plan_note(p, u->by, ROSTER_UNIT, RF_UNIT, SAY(p->a, W_roster_unit_alike, both_text(p->units[i].row.key)));
                break;
            }
        return;
    }
    struct both change = unit_change(p, u);
    plan_line(p, u->by, ROSTER_UNIT, change.in[ZH] ? ROSTER_CHANGED : ROSTER_SAME, RF_COUNT, name,
              change.in[ZH] ? change : both_text(""));
}

enum err plan_units(struct plan *p) {
    rows_take(p, true);
    rows_take(p, false);
    for (size_t i = 0; i < p->unit_count; i++)
        if (p->units[i].by) unit_take(p, (int)i);
    for (size_t i = 0; i < p->unit_count; i++)
        if (p->units[i].by) parent_take(p, (int)i);
    for (size_t i = 0; i < p->unit_count; i++)
        if (p->units[i].by) last_take(p, (int)i);
    circles_refuse(p);
    names_refuse(p);
    closings_refuse(p);
    orphans_refuse(p);
    for (size_t i = 0; i < p->unit_count; i++)
        if (p->units[i].by && !p->units[i].is_refused) unit_tell(p, (int)i);
    return OK;
}
