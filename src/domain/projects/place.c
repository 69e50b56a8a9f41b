#include "domain/projects/place.h"
#include "base/text.h"
#include "projects_queries.h"

/* A holder and its share; the larger goes first, of equals the one stated first. */
struct share {
    int64_t id, share_bp;
};

static void share_in(struct share *at, int room, struct share s) {
    int k = 0;
    while (k < room && at[k].id && at[k].share_bp >= s.share_bp) k++;
    for (int i = 0; i < k; i++)
        if (at[i].id == s.id) return;
    if (k == room) return;
    int last = k; /* what is moved down ends where the same holder stood with less, or at the end */
    while (last < room - 1 && at[last].id && at[last].id != s.id) last++;
    for (; last > k; last--) at[last] = at[last - 1];
    at[k] = s;
}

static enum err holders_in(struct tx *t, int32_t day, struct project_place *p) {
    struct holders_of_project_cursor c;
    struct holders_of_project_row h;
    struct share areas[PLACE_AREAS] = {{0}}, departments[PLACE_DEPARTMENTS] = {{0}};
    bool has = false;
    try(holders_of_project_open(t, p->project_id, &c));
    for (;;) {
        try(holders_of_project_next(&c, &h, &has));
        if (!has) break;
        bool holds = (h.from_day == NO_DAY || h.from_day <= day) && (h.to_day == NO_DAY || h.to_day >= day);
        struct share s = {h.holder_id, h.share_bp};
        if (!holds) continue;
        if (text_eq(h.kind, "area")) share_in(areas, PLACE_AREAS, s);
        else share_in(departments, PLACE_DEPARTMENTS, s);
    }
    holders_of_project_close(&c);
    for (int i = 0; i < PLACE_AREAS; i++) p->area_ids[i] = areas[i].id;
    for (int i = 0; i < PLACE_DEPARTMENTS; i++) p->department_ids[i] = departments[i].id;
    return OK;
}

enum err project_place_of(struct tx *t, int64_t project_id, int32_t day, struct project_place *ret) {
    struct project row;
    struct project_place p = {.project_id = project_id};
    try(project_get(t, project_id, &row));
    if (row.gone) return ERR_MISSING;
    p.has_code = !text_empty(row.uscc);
    const char *unit = p.has_code ? row.uscc : row.unit_name;
    p.unit = text_empty(unit) ? "" : text_fold(tx_arena(t), span_of(unit));
    int64_t area_id = row.area_id;
    try(holders_in(t, day, &p));
    if (!p.area_ids[0] && area_id != NO_INT) p.area_ids[0] = area_id;
    *ret = p;
    return OK;
}

static bool is_among(const int64_t *ids, int count, int64_t id) {
    for (int i = 0; i < count; i++)
        if (id && ids[i] == id) return true;
    return false;
}

static bool is_unit(struct arena *scratch, const struct seat *s, const struct project_place *p) {
    const char *own = p->has_code ? s->uscc : s->unit_name;
    return *p->unit && !text_empty(own) && text_eq(text_fold(scratch, span_of(own)), p->unit);
}

bool seat_is_over(struct arena *scratch, const struct seat *s, const struct project_place *p) {
    switch (s->kind) {
    case REACH_NOTHING: return false;
    case REACH_EVERYTHING: return true;
    case REACH_AREA: return is_among(p->area_ids, PLACE_AREAS, s->id);
    case REACH_DEPARTMENT: return is_among(p->department_ids, PLACE_DEPARTMENTS, s->id);
    case REACH_UNIT: return is_unit(scratch, s, p);
    case REACH_PROJECT: return s->id == p->project_id;
    }
    return false;
}
