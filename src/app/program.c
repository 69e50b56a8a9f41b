#include "app/program.h"
#include "app/clockwork.h"
#include "app/traces.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/audit/audit.h"
#include "domain/calendar/calendar.h"
#include "domain/cockpit/cockpit.h"
#include "domain/compare/compare.h"
#include "domain/desk/desk.h"
#include "domain/bulletins/bulletins.h"
#include "domain/dispatch/dispatch.h"
#include "domain/dispatch/task.h"
#include "domain/people/burden.h"
#include "domain/problems/problem.h"
#include "domain/duty/duty_routes.h"
#include "domain/desk/waits.h"
#include "domain/intake/intake_pages.h"
#include "domain/jobs/jobs.h"
#include "domain/letters/letters.h"
#include "domain/outbox/outbox.h"
#include "domain/outlook/outlook.h"
#include "domain/overview/overview.h"
#include "domain/people/notices.h"
#include "domain/people/people.h"
#include "domain/people/reach_kept.h"
#include "domain/people/rights.h"
#include "domain/people/session_kept.h"
#include "domain/people/setting.h"
#include "domain/reminders/reminders.h"
#include "domain/roster/roster_pages.h"
#include "domain/rounds/rounds.h"
#include "domain/rules/rules.h"
#include "domain/signin/signin.h"
#include "domain/signin/talks.h"
#include "domain/stats/position.h"
#include "domain/stats/sight.h"
#include "domain/hearing/hearing.h"
#include "domain/supervision/supervision.h"
#include "domain/templates/templates.h"
#include "assets_gen.h"
#include "error_view.h"
#include "people_queries.h"
#include <stdio.h>
#include <string.h>

static const struct {
    const struct route *at;
    const size_t *count;
} rooms[] = {{people_routes, &people_route_count}, {organisation_routes, &organisation_route_count},
           {signin_routes, &signin_route_count}, {overview_routes, &overview_route_count},
           {intake_routes, &intake_route_count}, {calendar_routes, &calendar_route_count},
           {desk_routes, &desk_route_count},     {reminders_routes, &reminders_route_count},
           {outbox_routes, &outbox_route_count}, {duty_routes, &duty_route_count},
           {compare_routes, &compare_route_count}, {rounds_routes, &rounds_route_count},
           {supervision_routes, &supervision_route_count}, {hearing_routes, &hearing_route_count},
           {audit_routes, &audit_route_count},
           {roster_routes, &roster_route_count}, {jobs_routes, &jobs_route_count},
           {letters_routes, &letters_route_count}, {templates_routes, &templates_route_count},
           {rules_routes, &rules_route_count},       {dispatch_routes, &dispatch_route_count},
           {cockpit_routes, &cockpit_route_count},
           {bulletins_routes, &bulletins_route_count},
           {outlook_routes, &outlook_route_count}};
const size_t program_route_lists = countof(rooms);

struct route_list program_route_list(size_t i) { return (struct route_list){rooms[i].at, *rooms[i].count}; }

struct program {
    struct app app; /* first: q->app is it */
    struct web_app web;
    struct route_list routes[countof(rooms)];
    struct traces *traces;
};

static struct program *program_of(struct app *app) { return (struct program *)app; }

/* Boards that nobody reads at the moment, kept: two years now, some of the past. */
enum { POSITIONS_KEPT = 12 };

/* -- who asks -- */

static enum err who_find(struct req *q, const char *token, bool wants_bearer, struct who *ret_who) {
    struct session_found found;
    struct settings settings;
    try(settings_kept_now(q->app->settings, q->tx, &settings));
    try(session_kept_find(q->app->sessions, q->tx, token, q->now_ms, &found));
    if (found.is_bearer != wants_bearer) return ERR_SIGN_IN;
    const struct person *p = &found.person;
    struct reach *reach = arena_new_of(q->a, struct reach);
    int32_t today = day_of_ms(q->now_ms, settings.time_zone_min);
    try(reach_kept_of(q->app->reaches, q->tx, p->account_id, today, reach));
    *ret_who = (struct who){.account_id = p->account_id, .session_id = found.session_id,
                            .login = p->login, .name = p->name, .roles = reach->roles, .by_token = wants_bearer,
                            .has_lang = true, .lang = p->lang};
    ret_who->reach = reach;
    /* A token is not the password: whoever made it had the right to. */
    if (wants_bearer) return OK;
    if (p->must_change && !found.is_vouched) ret_who->roles |= ROLE_MUST_CHANGE;
    if (found.is_half) ret_who->roles |= ROLE_MUST_PROVE;
    if (!found.has_factor && (reach->roles & settings.factor_roles)) ret_who->roles |= ROLE_MUST_ENROL;
    return OK;
}

static enum err find_session(struct req *q, const char *token, struct who *ret) { return who_find(q, token, false, ret); }
static enum err find_token(struct req *q, const char *token, struct who *ret) { return who_find(q, token, true, ret); }

static bool may(const struct who *who, enum access access) {
    return rights_may(who->account_id, who->roles, access);
}

/* What must be done before anything else, first things first: a second factor that is set up while the password is
 * still somebody else's would be worth less. */
static const struct {
    unsigned role;
    const char *path;
    enum word why;
} duties[] = {{ROLE_MUST_PROVE, "/sign-in/code", W_sign_in_code_title},
              {ROLE_MUST_CHANGE, "/account", W_account_must_change},
              {ROLE_MUST_ENROL, "/account/factor", W_factor_must_enrol}};

static const char *must_go_to(const struct who *who, struct both *ret_why) {
    for (size_t i = 0; i < countof(duties); i++)
        if (who->roles & duties[i].role) {
            *ret_why = both_word(duties[i].why);
            return duties[i].path;
        }
    return NULL;
}

/* -- transactions -- */

static enum err begin(struct app *app, struct arena *a, enum route_tx kind, const struct entry_note *note, int64_t since_us,
                      struct tx **ret) {
    if (kind == TX_WRITE) return store_write(app->store, a, note, ret);
    return since_us ? store_read_since(app->store, a, since_us, ret) : store_read(app->store, a, ret);
}

/* -- around a page -- */

/* A page that can be asked for as known on a date says so by a parameter. */
static bool shows_facts(const struct route *r) {
    for (const struct param *p = r ? r->params : NULL; p && p < r->params + PARAMS_MAX && p->name; p++)
        if (text_eq(p->name, "known")) return true;
    return false;
}

static enum err frame(struct req *q, struct page_frame *f) {
    struct settings settings;
    f->is_timeless = !shows_facts(q->route);
    if (!q->tx) return OK;
    try(settings_kept_now(q->app->settings, q->tx, &settings));
    f->banner = word(q->lang, settings.is_practice ? W_banner_practice : W_banner_no_secrets);
    if (practice_clock_is_on() && may(&q->who, ACCESS_SETTINGS)) f->clock_href = "/practice";
    if (practice_clock_is_on())
        f->banner = SAY(q->a, W_banner_practice_clock, both_text(f->banner),
                        both_text(ms_print(q->a, q->now_ms, settings.time_zone_min))).in[q->lang];
    const char *own = q->lang == ZH ? settings.city_zh : settings.city_en;
    f->city = *own ? own : q->lang == ZH ? settings.city_en : settings.city_zh;
    int32_t today = day_of_ms(q->now_ms, settings.time_zone_min);
    bool is_page = f->is_signed_in && !f->is_fragment;
    if (is_page) f->opened = ms_print(q->a, q->now_ms, settings.time_zone_min);
    if (!*f->city && may(&q->who, ACCESS_WRITE)) f->city_href = "/settings/city_name_zh";
    return is_page ? session_kept_unread(q->app->sessions, q->tx, q->who.account_id, today, &f->unread) : OK;
}

/* What the row says that opening it writes: "session touch, notice read"; and whose project it was. */
static void opened(struct req *q) {
    struct traces *traces = program_of(q->app)->traces;
    if (q->who.session_id) traces_seen(traces, q->who.session_id, q->now_ms);
    if (strstr(q->route->writes, "notice read"))
        traces_read(traces, &(struct reading){req_int(q, "notice", 0), q->who.account_id, q->now_ms});
    struct opening o;
    for (size_t i = 0; opening_of(q, i, &o); i++) traces_opened(traces, &o);
}

static void attempted(struct req *q, enum attempt what) {
    struct trace t = {.at_ms = q->now_ms, .account_id = q->who.account_id,
                      .kind = what == ATTEMPT_HIDDEN ? SECURITY_HIDDEN : SECURITY_DENIED};
    snprintf(t.address, sizeof t.address, "%s", q->peer);
    snprintf(t.what, sizeof t.what, "%s %s", method_name(q->route->method), utf8_cut(q->a, q->path, 60));
    traces_attempt(program_of(q->app)->traces, &t);
}

/* -- replies kept for an Idempotency-Key -- */

static enum err find_reply(struct req *q, const char *key, const unsigned char fingerprint[FINGERPRINT_BYTES],
                           bool *ret_found, struct kept_reply *ret) {
    struct kept_reply_by_key_row row;
    bool has;
    try(kept_reply_by_key(q->tx, q->who.account_id, key, &row, &has));
    if (has && (row.fingerprint.len != FINGERPRINT_BYTES || memcmp(row.fingerprint.at, fingerprint, FINGERPRINT_BYTES)))
        return ERR_CONFLICT;
    if (has) *ret = (struct kept_reply){(int)row.status, row.location, row.media_type, row.body.at, row.body.len};
    *ret_found = has;
    return OK;
}

static enum err keep_reply(struct req *q, const char *key, const unsigned char fingerprint[FINGERPRINT_BYTES],
                           const struct kept_reply *r) {
    struct blob print = {fingerprint, FINGERPRINT_BYTES}, body = {r->body, r->body_len};
    int64_t added = 0;
    try(kept_reply_add(q->tx, q->who.account_id, key, print, r->status, r->location, r->media_type, body, q->now_ms, &added));
    return added ? OK : ERR_RETRY; /* another server was quicker: its reply is found then */
}

/* -- forms of who was signed out meanwhile -- */

static enum err find_ended(struct req *q, const char *token, int64_t *ret_account_id) {
    return session_ended(q->tx, token, q->now_ms, ret_account_id);
}

static enum err keep_form(struct req *q, int64_t account_id, const char *path, const char *fields) {
    return form_keep(q->tx, account_id, path, fields, q->now_ms);
}

static enum err find_form(struct req *q, const char *path, const char **ret_fields) {
    struct kept_form_by_path_row row;
    bool has;
    try(kept_form_by_path(q->tx, q->who.account_id, path, q->now_ms - KEPT_FORM_MS, &row, &has));
    *ret_fields = has ? row.fields : NULL;
    return OK;
}

static enum err drop_form(struct req *q, const char *path) { return kept_form_drop(q->tx, q->who.account_id, path, NULL); }

/* What a unit or a post hands over before it closes: a row a kind of thing that lies with somebody. */
static const struct burden burden_rows[] = {{tasks_lying_with, W_dispatch_lies_there},
                                            {problems_lying_with, W_problems_lie_there}};
static const struct burden_list burdens = {burden_rows, countof(burden_rows)};

struct program *program_new(struct arena *a, struct store *store, struct web_settings settings) {
    struct program *p = arena_new_of(a, struct program);
    p->app = (struct app){.store = store, .settings = settings_kept_new(), .reaches = reach_kept_new(a),
                          .sessions = session_kept_new(a), .web = &p->web,
                          .burdens = &burdens,
                          .positions = position_cache_new(POSITIONS_KEPT), .jobs = intake_jobs_new(store),
                          .talks = talks_new(store), .waits = waits_kept_new(), .house_jobs = &program_jobs};
    p->traces = traces_new(store);
    for (size_t i = 0; i < program_route_lists; i++) p->routes[i] = program_route_list(i);
    p->web = (struct web_app){.app = &p->app,
                              .routes = p->routes,
                              .route_lists = program_route_lists,
                              .assets = qipan_assets,
                              .asset_count = qipan_asset_count,
                              .error_view = &error_view,
                              .settings = settings,
                              .find_session = find_session,
                              .find_token = find_token,
                              .may = may,
                              .sees_project = sight_sees,
                              .must_go_to = must_go_to,
                              .begin = begin,
                              .commit = tx_commit,
                              .end = tx_end,
                              .frame = frame,
                              .opened = opened,
                              .attempted = attempted,
                              .find_ended = find_ended,
                              .keep_form = keep_form,
                              .find_form = find_form,
                              .drop_form = drop_form,
                              .find_reply = find_reply,
                              .keep_reply = keep_reply};
    return p;
}

const struct web_app *program_web(const struct program *p) { return &p->web; }
struct app *program_app(struct program *p) { return &p->app; }
struct position_cache *program_positions(const struct program *p) { return p->app.positions; }

void program_done(struct program *p) {
    if (!p) return;
    talks_done(p->app.talks);
    intake_jobs_done(p->app.jobs);
    traces_done(p->traces);
    position_cache_done(p->app.positions);
    waits_kept_done(p->app.waits);
    session_kept_done(p->app.sessions);
    reach_kept_done(p->app.reaches);
    settings_kept_done(p->app.settings);
}
