/* One unit on a page: its posts with all who held them, and the form of what is to be changed. */
#include "base/text.h"
#include "domain/people/app.h"
#include "domain/people/organisation_inside.h"
#include "domain/people/people_inside.h"
#include "domain/people/phone.h"
#include "domain/people/security.h"
#include "domain/people/setting.h"
#include "org_unit_view.h"
#include "web/input.h"
#include "web/web.h"
#include <string.h>

enum { INPUTS_MAX = 8 };

struct unit_show {
    struct req *q;
    struct organisation o;
    const struct unit *u;
    struct org_unit_view v;
    struct part_input_view *inputs;
    int32_t day;
    bool is_past;
};

/* The form of a new unit is a GET that knows no such day. */
static bool has_known(const struct req *q) { return organisation_known_day(q) != NO_DAY; }

const char *organisation_href(struct req *q, int64_t unit_id) {
    struct addr *to = addr_new(q->a, arena_printf(q->a, "/organisation/%lld", (long long)unit_id));
    if (has_known(q)) addr_add(to, "known", day_print(q->a, req_day(q, "known")));
    return addr_text(to);
}

struct part_choice_view *unit_kind_choices(struct req *q, const char *chosen, bool with_any, size_t *ret_count) {
    enum { KINDS = 9 };
    struct part_choice_view *list = arena_array(q->a, struct part_choice_view, KINDS + 1);
    struct span rest = span_of(UNIT_KINDS), kind;
    size_t n = 0;
    if (with_any) list[n++] = (struct part_choice_view){.value = "", .label = both_word(W_org_any)};
    while (n <= KINDS && span_cut(&rest, '|', &kind)) {
        const char *key = arena_copy_n(q->a, kind.at, kind.len);
        list[n++] = (struct part_choice_view){.value = key, .label = both_word(unit_kind_word(key)),
                                              .is_chosen = text_eq(key, chosen)};
    }
    *ret_count = n;
    return list;
}

/* -- forms: what can be done, by the last part of its address -- */

static struct part_input_view *input(struct unit_show *s, struct part_input_view one) {
    must(s->v.inputs_count < INPUTS_MAX);
    one.is_required = true;
    s->inputs[s->v.inputs_count] = one;
    return &s->inputs[s->v.inputs_count++];
}

static void rename_form(struct unit_show *s) {
    (void)input(s, edit_input(s->q, "name_zh", W_org_name_zh, s->u->name_zh));
    input(s, edit_input(s->q, "name_en", W_org_name_en, s->u->name_en))->is_required = false;
    s->v.form_version = s->u->version;
}

static void close_form(struct unit_show *s) {
    input(s, edit_day(s->q, "day", W_org_last_day, s->day))->help = both_word(W_org_close_help);
    s->v.form_version = s->u->version;
}

static void post_form(struct unit_show *s) {
    struct part_choice_view *roles = arena_array(s->q->a, struct part_choice_view, ROLE_BITS);
    size_t n = 0;
    for (size_t i = 0; i < ROLE_BITS; i++)
        if ((role_of_unit(s->u->kind) & role_rows[i].bit) && organisation_appoints(s->q->who.reach, s->u, role_rows[i].bit))
            roles[n++] = (struct part_choice_view){.value = role_rows[i].key, .label = both_word(role_rows[i].name)};
    (void)input(s, edit_select(s->q, "role", W_org_role, roles, n, ""));
    (void)input(s, edit_input(s->q, "name", W_org_post_name, ""));
}

static void hand_over_form(struct unit_show *s) {
    (void)input(s, edit_input(s->q, "login", W_org_comes, ""));
    (void)input(s, edit_day(s->q, "from", W_org_first_day, s->day));
}

static void stand_in_form(struct unit_show *s) {
    (void)input(s, edit_input(s->q, "login", W_org_stands, ""));
    (void)input(s, edit_day(s->q, "from", W_org_first_day, s->day));
    (void)input(s, edit_day(s->q, "to", W_org_last_day, NO_DAY));
}

static void end_form(struct unit_show *s) { (void)input(s, edit_day(s->q, "last", W_org_last_day, s->day)); }

/* Only the reason. */
static void reset_form(struct unit_show *s) { (void)s; }

static const struct act {
    const char *name;
    enum word title;
    void (*fill)(struct unit_show *s);
    const char *about;   /* the row it is about: "post", "holder"; NULL: the unit */
    enum access access;
} acts[] = {
    {"rename", W_org_rename, rename_form, NULL, ACCESS_ORGANISE},
    {"close", W_org_close, close_form, NULL, ACCESS_ORGANISE},
    {"post", W_org_post_new, post_form, NULL, ACCESS_POSTS},
    {"hand-over", W_org_hand_over, hand_over_form, "post", ACCESS_POSTS},
    {"stand-in", W_org_stand_in, stand_in_form, "post", ACCESS_POSTS},
    {"end", W_org_end, end_form, "holder", ACCESS_POSTS},
    {"reset", W_accounts_reset, reset_form, "holder", ACCESS_PEOPLE},
};

static const struct act *act_asked(struct req *q) {
    if (!q->is_again && q->route->method != GET) return NULL;
    const char *name = q->is_again ? strrchr(q->path, '/') + 1 : req_text(q, "act");
    for (size_t i = 0; i < countof(acts); i++)
        if (text_eq(acts[i].name, name) && q->app->web->may(&q->who, acts[i].access)) return &acts[i];
    return NULL;
}

static const char *act_href(struct unit_show *s, const char *act, const char *about, int64_t id) {
    struct addr *to = addr_new(s->q->a, arena_printf(s->q->a, "/organisation/%lld", (long long)s->u->id));
    addr_add(to, "act", act);
    if (about) addr_set_int(to, about, id);
    return addr_text(to);
}

/* Who holds the post now, for the head of the form. */
static const char *subject_of(struct unit_show *s, const struct act *act, int64_t id) {
    for (size_t i = 0; act->about && i < s->v.posts_count; i++) {
        const struct org_unit_post *p = &s->v.posts[i];
        if (text_eq(act->about, "post") && p->id == id) return p->name;
        for (size_t k = 0; text_eq(act->about, "holder") && k < p->holders_count; k++)
            if (p->holders[k].id == id) {
                s->v.form_version = p->holders[k].version;
                return arena_printf(s->q->a, "%s · %s", p->name, p->holders[k].name);
            }
    }
    return act->about ? NULL : "";
}

static enum err form_fill(struct unit_show *s) {
    const struct act *act = act_asked(s->q);
    if (!act || s->is_past) return OK;
    int64_t id = act->about ? req_int(s->q, act->about, 0) : 0;
    s->v.subject = subject_of(s, act, id);
    if (!s->v.subject) return ERR_MISSING;
    s->v.form_title = both_word(act->title);
    s->v.hidden_name = act->about;
    s->v.hidden_id = id ? id : NO_INT;
    s->v.save_href = arena_printf(s->q->a, "/organisation/%lld/%s", (long long)s->u->id, act->name);
    act->fill(s);
    struct part_input_view reason = edit_lines(s->q, "reason", W_org_reason, "");
    reason.is_full = true;
    (void)input(s, reason);
    return OK;
}

static bool appoints_some(const struct unit_show *s) {
    for (unsigned left = role_of_unit(s->u->kind); left; left &= left - 1)
        if (organisation_appoints(s->q->who.reach, s->u, left & -left)) return true;
    return false;
}

static void acts_fill(struct unit_show *s) {
    struct part_tab_view *tabs = arena_array(s->q->a, struct part_tab_view, countof(acts) + 1);
    size_t n = 0;
    for (size_t i = 0; i < countof(acts); i++) {
        bool may = s->q->app->web->may(&s->q->who, acts[i].access) && !acts[i].about && !s->is_past;
        if (acts[i].access == ACCESS_POSTS) may = may && appoints_some(s);
        if (!may || s->u->closed_day != NO_DAY) continue;
        tabs[n++] = (struct part_tab_view){.label = both_word(acts[i].title), .count = NO_INT, .light = "",
                                           .href = act_href(s, acts[i].name, NULL, 0), .is_here = act_asked(s->q) == &acts[i]};
    }
    if (s->q->app->web->may(&s->q->who, ACCESS_ORGANISE) && !s->is_past && s->u->closed_day == NO_DAY)
        tabs[n++] = (struct part_tab_view){
            .label = both_word(W_org_unit_below), .count = NO_INT, .light = "",
            .href = arena_printf(s->q->a, "/organisation/new?parent=%lld", (long long)s->u->id)};
    s->v.acts = tabs;
    s->v.acts_count = n;
}

/* -- the posts -- */

/* One's own password is changed at one's own account. */
static enum err may_reset(struct unit_show *s, const struct post_holder *h, bool *ret) {
    *ret = false;
    if (s->is_past || !holding_is_on(h, s->day) || h->account_id == s->q->who.account_id) return OK;
    if (!s->q->app->web->may(&s->q->who, ACCESS_PEOPLE)) return OK;
    return organisation_resets(s->q->tx, s->q->who.reach, h->account_id, s->day, ret);
}

static enum err holders_fill(struct unit_show *s, struct org_unit_post *post, bool may) {
    size_t count;
    const struct post_holder *h = organisation_holders(&s->o, post->id, &count);
    struct org_unit_holder *views = arena_array(s->q->a, struct org_unit_holder, count);
    for (size_t i = 0; i < count; i++) {
        struct account account;
        try(account_get(s->q->tx, h[i].account_id, &account));
        bool is_over = h[i].to_day != NO_DAY && h[i].to_day < s->day, resets;
        const char *phone = "";
        try(may_reset(s, &h[i], &resets));
        if (may && !is_over) try(phone_of(s->q->tx, h[i].account_id, &phone)); /* for who answers for the post */
        views[i] = (struct org_unit_holder){
            .id = h[i].id, .version = h[i].version, .login = account.subject, .name = account.name,
            .stands_in = text_eq(h[i].kind, "stands_in"), .is_present = holding_is_on(&h[i], s->day), .from_day = h[i].from_day,
            .to_day = h[i].to_day, .reason = h[i].reason ? h[i].reason : "", .phone = phone,
            .end_href = may && !is_over ? act_href(s, "end", "holder", h[i].id) : NULL,
            .reset_href = resets ? act_href(s, "reset", "holder", h[i].id) : NULL};
    }
    post->holders = views;
    post->holders_count = count;
    return OK;
}

static enum err posts_fill(struct unit_show *s) {
    size_t count;
    const struct post *p = organisation_posts(&s->o, s->u->id, &count);
    struct org_unit_post *views = arena_array(s->q->a, struct org_unit_post, count);
    for (size_t i = 0; i < count; i++) {
        unsigned role = role_read(p[i].role);
        bool may = s->q->app->web->may(&s->q->who, ACCESS_POSTS) && organisation_appoints(s->q->who.reach, s->u, role) &&
                   !s->is_past && s->u->closed_day == NO_DAY;
        views[i] = (struct org_unit_post){.id = p[i].id, .role = p[i].role, .role_name = role_names(s->q->a, role),
                                          .name = p[i].name,
                                          .hand_href = may ? act_href(s, "hand-over", "post", p[i].id) : NULL,
                                          .stand_href = may ? act_href(s, "stand-in", "post", p[i].id) : NULL};
        try(holders_fill(s, &views[i], may));
    }
    s->v.posts = views;
    s->v.posts_count = count;
    return OK;
}

static enum err head_fill(struct unit_show *s) {
    const struct unit *u = s->u, *parent = u->parent_id == NO_INT ? NULL : organisation_unit(&s->o, u->parent_id);
    struct org_unit_view *v = &s->v;
    struct area area;
    *v = (struct org_unit_view){.id = u->id, .version = u->version, .key = u->key, .kind = u->kind,
                                .kind_name = both_word(unit_kind_word(u->kind)), .name = {{u->name_zh, u->name_en}},
                                .area = both_text(""), .parent = both_text(""), .uscc = u->uscc ? u->uscc : "",
                                .closed_day = u->closed_day, .form_version = NO_INT, .hidden_id = NO_INT,
                                .self_href = organisation_href(s->q, u->id), .inputs = s->inputs};
    if (parent) {
        v->parent = (struct both){{parent->name_zh, parent->name_en}};
        v->parent_href = organisation_href(s->q, parent->id);
    }
    if (u->area_id == NO_INT) return OK;
    try(area_get(s->q->tx, u->area_id, &area));
    v->area = (struct both){{area.name_zh, area.name_en}};
    return OK;
}

enum err org_unit_show(struct req *q, const char *made_login, const char *made_password) {
    struct unit_show s = {.q = q, .inputs = arena_array(q->a, struct part_input_view, INPUTS_MAX)};
    try(organisation_asked(q, &s.o, &s.day, &s.is_past));
    s.u = organisation_unit(&s.o, req_int(q, "unit", 0));
    if (!s.u || !organisation_shows(q->who.reach, s.u)) return ERR_MISSING;
    try(head_fill(&s));
    s.v.made_login = made_login, s.v.made_password = made_password;
    try(tx_last_entry(q->tx, &s.v.seen));
    try(posts_fill(&s));
    acts_fill(&s);
    try(form_fill(&s));
    struct org_unit_fault *faults = arena_array(q->a, struct org_unit_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct org_unit_fault){.field = q->faults.at[i].field, .text = q->faults.at[i].text};
    s.v.faults = faults;
    s.v.faults_count = q->faults.count;
    req_title(q, s.v.name.in[q->lang]);
    return req_view(q, &org_unit_view, &s.v);
}

enum err org_unit_page(struct req *q) { return org_unit_show(q, "", ""); }
