/* Posts of a sheet and who holds them: nobody is ended by silence, and who is there already is not put there twice. */
#include "base/text.h"
#include "domain/roster/roster_inside.h"
#include <stdlib.h>
#include <string.h>

enum { POST_NAME_MAX = 40 };

/* A row as it is meant. */
struct meant {
    size_t row;
    int unit, person;       /* person NOBODY: the post alone */
    unsigned role;
    const char *name;       /* "": any of the role */
    uint32_t name_hash;
    const char *login;
    bool is_holding;
    int32_t from_day, to_day; /* NO_DAY: not said */
};

static void refuse(struct plan *p, const struct roster_row *r, enum roster_field f, struct both why) {
    plan_refuse(p, r, ROSTER_POST, f, why);
}

/* -- what a row means -- */

static bool unit_find(struct plan *p, const struct roster_row *r, struct meant *m) {
    m->unit = p->row_unit[m->row];
    if (m->unit == NOBODY && *r->text[RF_CODE]) m->unit = plan_unit_find(p, r->text[RF_CODE]);
    if (m->unit == NOBODY && *r->text[RF_UNIT]) m->unit = plan_unit_find(p, r->text[RF_UNIT]);
    const char *said = *r->text[RF_UNIT] ? r->text[RF_UNIT] : r->text[RF_CODE];
    if (m->unit >= 0 && p->units[m->unit].is_refused && !p->units[m->unit].was)
        refuse(p, r, RF_UNIT, SAY(p->a, W_roster_unit_refused, both_text(said)));
    else if (m->unit >= 0 && p->units[m->unit].row.closed_day != NO_DAY) refuse(p, r, RF_UNIT, both_word(W_org_closed_already));
    else if (m->unit >= 0) return true;
    else if (!*said) refuse(p, r, RF_UNIT, both_word(W_roster_post_unit_missing));
    else refuse(p, r, RF_UNIT, SAY(p->a, m->unit == SEVERAL ? W_roster_unit_several : W_roster_unit_unknown, both_text(said)));
    return false;
}

static bool role_find(struct plan *p, const struct roster_row *r, struct meant *m) {
    const struct unit *u = &p->units[m->unit].row;
    struct unit as_it_will_be = *u;
    struct both kind = both_word(unit_kind_word(u->kind));
    unsigned there = role_of_unit(u->kind);
    int area = p->units[m->unit].area;
    as_it_will_be.area_id = area == NOBODY ? NO_INT : p->areas[area].row.id;
    if (*r->text[RF_ROLE]) m->role = roster_role_read(p->a, r->text[RF_ROLE]);
    else if (__builtin_popcount(there) == 1) m->role = there;
    if (!m->role && *r->text[RF_ROLE])
        refuse(p, r, RF_ROLE, SAY(p->a, W_roster_role_unknown, both_text(r->text[RF_ROLE]), role_names(p->a, ROLE_ALL)));
    else if (!m->role) refuse(p, r, RF_ROLE, SAY(p->a, W_roster_role_missing, kind, role_names(p->a, there)));
    else if (!(m->role & there))
        refuse(p, r, RF_ROLE, SAY(p->a, W_roster_role_not_here, role_names(p->a, m->role), kind, role_names(p->a, there)));
    else if (p->by->reach && !organisation_appoints(p->by->reach, &as_it_will_be, m->role))
        refuse(p, r, RF_ROLE, both_word(W_org_not_yours));
    else return true;
    return false;
}

static bool rest_find(struct plan *p, const struct roster_row *r, struct meant *m) {
    bool is_known = true;
    m->from_day = m->to_day = NO_DAY;
    if (*r->text[RF_FROM]) (void)day_read(r->text[RF_FROM], &m->from_day);
    if (*r->text[RF_TO]) (void)day_read(r->text[RF_TO], &m->to_day);
    m->is_holding = *r->text[RF_HOLD] ? roster_holds_read(p->a, r->text[RF_HOLD], &is_known) : !*r->text[RF_FOR];
    m->name = r->text[RF_POST];
    m->name_hash = plan_hash(p->a, m->name);
    if (!is_known) refuse(p, r, RF_HOLD, SAY(p->a, W_roster_hold_unknown, both_text(r->text[RF_HOLD])));
    else if (utf8_count(m->name) > POST_NAME_MAX)
        refuse(p, r, RF_POST, SAY(p->a, W_roster_name_long, both_int(p->a, POST_NAME_MAX)));
    else if (m->from_day != NO_DAY && m->to_day != NO_DAY && m->to_day < m->from_day)
        refuse(p, r, RF_TO, both_word(W_org_days_turned));
    else return true;
    return false;
}

static bool row_read(struct plan *p, size_t at, struct meant *ret) {
    const struct roster_row *r = &p->file->rows[at];
    bool names_person = *r->text[RF_LOGIN] || *r->text[RF_PERSON];
    bool states_post = *r->text[RF_ROLE] || *r->text[RF_POST] || (names_person && (*r->text[RF_UNIT] || *r->text[RF_CODE]));
    *ret = (struct meant){.row = at, .person = p->row_person[at]};
    if (r->bad != RF_COUNT || r->sheet->is_areas || !states_post) return false;
    if (names_person && (ret->person == NOBODY || p->people[ret->person].is_refused)) return false; /* told already */
    ret->login = names_person ? p->people[ret->person].login : "";
    return unit_find(p, r, ret) && role_find(p, r, ret) && rest_find(p, r, ret);
}

/* -- in the plan -- */

static bool is_over(const struct plan *p, const struct plan_held *h) { return h->to_day != NO_DAY && h->to_day < p->today; }
static bool overlaps(const struct plan_held *h, int32_t from_day, int32_t to_day) {
    return (to_day == NO_DAY || h->from_day <= to_day) && (h->to_day == NO_DAY || h->to_day >= from_day);
}

static bool is_post(struct plan *p, size_t i, const struct meant *m) {
    const struct plan_post *post = &p->posts[i];
    return post->unit == m->unit && post->role == m->role &&
           (!*m->name || (post->name_hash == m->name_hash && plan_same_name(p->a, post->name, m->name)));
}

static int post_add(struct plan *p, const struct meant *m) {
    const char *name = *m->name ? m->name : role_names(p->a, m->role).in[ZH];
    p->posts[p->post_count] = (struct plan_post){.unit = m->unit, .role = m->role, .name = name, .last_held = NOBODY,
                                                    .name_hash = plan_hash(p->a, name)};
    return (int)p->post_count++;
}

static struct both post_said(struct plan *p, int post) {
    return both_join(p->a, plan_unit_name(p, p->posts[post].unit), both_text(arena_printf(p->a, " · %s", p->posts[post].name)));
}

static void tell(struct plan *p, const struct meant *m, enum roster_class class, int post, struct both what) {
    const struct roster_row *r = &p->file->rows[m->row];
    struct both name = post_said(p, post);
    if (m->person != NOBODY) name = both_join(p->a, both_text(arena_printf(p->a, "%s — ", p->people[m->person].name)), name);
    plan_line(p, r, ROSTER_POST, class, RF_COUNT, name, what);
}

/* Who the row puts there is there already: in a post of that name, at the days it says, if it says any. */
static int held_find(struct plan *p, const struct meant *m) {
    int found = NOBODY;
    for (size_t i = 0; i < p->held_count; i++) {
        const struct plan_held *h = &p->helds[i];
        if (h->person != m->person || h->is_holding != m->is_holding || !is_post(p, (size_t)h->post, m)) continue;
        if (m->from_day != NO_DAY && h->from_day == m->from_day) return (int)i;
        if (!is_over(p, h) && !h->by) found = (int)i;
    }
    return found;
}

static bool held_again(struct plan *p, const struct meant *m) {
    const struct roster_row *r = &p->file->rows[m->row];
    int at = held_find(p, m);
    if (at == NOBODY) return false;
    struct plan_held *h = &p->helds[at];
    if (h->by) {
        refuse(p, r, RF_COUNT, SAY(p->a, W_roster_twice, both_text(roster_place(p->a, h->by))));
    } else if (m->from_day != NO_DAY && m->from_day != h->from_day) {
        refuse(p, r, RF_FROM, SAY(p->a, W_roster_since, both_text(day_print(p->a, h->from_day))));
    } else if (m->to_day == NO_DAY || m->to_day == h->to_day) {
        h->by = r;
        tell(p, m, ROSTER_SAME, h->post, both_text(""));
    } else if (h->to_day != NO_DAY && h->to_day < m->to_day) {
        refuse(p, r, RF_TO, both_word(W_org_ended_already));
    } else if (m->to_day < h->from_day) {
        refuse(p, r, RF_TO, both_word(W_org_days_turned));
    } else {
        struct both none = {{NULL}}, was = both_text(day_print(p->a, h->to_day));
        tell(p, m, ROSTER_CHANGED, h->post, plan_change(p, none, RF_TO, was, both_text(day_print(p->a, m->to_day))));
        h->by = r, h->to_day = m->to_day, h->is_changed = true;
    }
    return true;
}

static bool is_vacant(const struct plan *p, int post, int32_t from_day, int32_t to_day) {
    for (int i = p->posts[post].last_held; i != NOBODY; i = p->helds[i].held_before)
        if (p->helds[i].is_holding && overlaps(&p->helds[i], from_day, to_day)) return false;
    return true;
}

/* The first of the posts meant that is vacant then; one that a row says is vacant stays so. */
static int post_vacant(struct plan *p, const struct meant *m) {
    for (size_t i = 0; i < p->post_count; i++)
        if (!p->posts[i].is_claimed && is_post(p, i, m) && is_vacant(p, (int)i, m->from_day, m->to_day)) return (int)i;
    return NOBODY;
}

/* The post of whom somebody stands in for; if it is not said, the only one there is, or the only one that is vacant. */
static int post_stood_for(struct plan *p, const struct meant *m) {
    const struct roster_row *r = &p->file->rows[m->row];
    const char *login = text_fold(p->a, span_of(r->text[RF_FOR]));
    int found = NOBODY, vacant = NOBODY;
    for (size_t i = 0; i < p->post_count; i++) {
        if (!is_post(p, i, m)) continue;
        found = found == NOBODY ? (int)i : SEVERAL;
        if (is_vacant(p, (int)i, m->from_day, m->to_day)) vacant = vacant == NOBODY ? (int)i : vacant;
        for (size_t k = 0; *login && k < p->held_count; k++) {
            const struct plan_held *h = &p->helds[k];
            if (h->post == (int)i && h->is_holding && h->person != NOBODY && overlaps(h, m->from_day, m->to_day) &&
                text_eq(p->people[h->person].login, login))
                return (int)i;
        }
    }
    if (*login) {
        refuse(p, r, RF_FOR, SAY(p->a, W_roster_for_unknown, both_text(login)));
        return NOBODY;
    }
    int post = found == SEVERAL ? vacant : found;
    if (post == NOBODY) refuse(p, r, RF_FOR, both_word(found == SEVERAL ? W_roster_for_whom : W_roster_for_nobody));
    return post;
}

/* At most one of the three administrations in one hand. */
static enum err exclusive_check(struct plan *p, const struct meant *m, bool *ret_is) {
    struct plan_person *one = &p->people[m->person];
    struct reach r = {0};
    *ret_is = true;
    if (!(m->role & ROLE_EXCLUSIVE)) return OK;
    if (one->id) try(reach_of(p->t, one->id, m->from_day > p->today ? m->from_day : p->today, &r));
    *ret_is = roles_go_together((r.roles & ROLE_ALL) | one->exclusive | m->role);
    if (*ret_is) one->exclusive |= m->role;
    else refuse(p, &p->file->rows[m->row], RF_ROLE, both_word(W_roles_exclusive));
    return OK;
}

/* Another row of the file puts the same person into the same post. */
static const struct roster_row *row_before(struct plan *p, const struct meant *m) {
    for (size_t i = 0; i < p->held_count; i++) {
        const struct plan_held *h = &p->helds[i];
        if (h->by && h->person == m->person && h->is_holding == m->is_holding && overlaps(h, m->from_day, m->to_day) &&
            is_post(p, (size_t)h->post, m))
            return h->by;
    }
    return NULL;
}

static enum err held_begin(struct plan *p, struct meant *m) {
    const struct roster_row *r = &p->file->rows[m->row], *before = row_before(p, m);
    bool is_exclusive_kept;
    if (before) {
        refuse(p, r, RF_COUNT, SAY(p->a, W_roster_twice, both_text(roster_place(p->a, before))));
        return OK;
    }
    if (m->to_day != NO_DAY && m->to_day < m->from_day) {
        refuse(p, r, RF_TO, both_word(W_org_days_turned));
        return OK;
    }
    if (!m->is_holding && m->to_day == NO_DAY) {
        refuse(p, r, RF_TO, both_word(W_org_day_missing));
        return OK;
    }
    try(exclusive_check(p, m, &is_exclusive_kept));
    if (!is_exclusive_kept) return OK;
    int post = m->is_holding ? post_vacant(p, m) : post_stood_for(p, m);
    if (post == NOBODY && !m->is_holding) return OK;
    if (post == NOBODY) post = post_add(p, m);
    plan_held_add(p, &(struct plan_held){.post = post, .person = m->person, .is_holding = m->is_holding,
                                         .from_day = m->from_day, .to_day = m->to_day, .by = r});
    struct both days = both_text(arena_printf(p->a, "%s – %s", day_print(p->a, m->from_day), day_print(p->a, m->to_day)));
    tell(p, m, ROSTER_NEW, post, days);
    return OK;
}

/* A row without a person is a post: one that no other row means, vacant ones first. */
static void post_alone(struct plan *p, const struct meant *m) {
    int found = NOBODY;
    for (size_t i = 0; i < p->post_count; i++) {
        if (p->posts[i].is_claimed || !is_post(p, i, m)) continue;
        bool is_by_row = false;
        for (size_t k = 0; k < p->held_count; k++) is_by_row |= p->helds[k].post == (int)i && p->helds[k].by;
        if (is_by_row) continue;
        if (found == NOBODY || is_vacant(p, (int)i, p->today, p->today)) found = (int)i;
    }
    enum roster_class class = found == NOBODY ? ROSTER_NEW : ROSTER_SAME;
    if (found == NOBODY) found = post_add(p, m);
    p->posts[found].is_claimed = true;
    tell(p, m, class, found, both_text(""));
}

/* By the day, holders before who stands in for them, then by name: the order of the file does not matter. */
static int by_day(const void *x, const void *y) {
    const struct meant *a = x, *b = y;
    if (a->from_day != b->from_day) return a->from_day < b->from_day ? -1 : 1;
    if (a->is_holding != b->is_holding) return a->is_holding ? -1 : 1;
    if (a->person != b->person) return strcmp(a->login, b->login);
    return (a->row > b->row) - (a->row < b->row);
}

enum err plan_posts(struct plan *p) {
    struct meant *rows = arena_array(p->a, struct meant, p->file->row_count + 1);
    size_t count = 0, left = 0;
    for (size_t i = 0; i < p->file->row_count; i++) count += row_read(p, i, &rows[count]);
    for (size_t i = 0; i < count; i++) /* who is there, and until when: so that others can follow */
        if (rows[i].person == NOBODY || !held_again(p, &rows[i])) rows[left++] = rows[i];
    for (size_t i = 0; i < left; i++) {
        if (rows[i].person == NOBODY) post_alone(p, &rows[i]);
        if (rows[i].from_day == NO_DAY) rows[i].from_day = p->today;
    }
    if (left) qsort(rows, left, sizeof *rows, by_day);
    for (size_t i = 0; i < left; i++)
        if (rows[i].person != NOBODY) try(held_begin(p, &rows[i]));
    return OK;
}
