#include "app/ahead.h"
#include "app/clockwork.h"
#include "app/courier.h"
#include "app/herald.h"
#include "app/program.h"
#include "app/verbs.h"
#include "base/day.h"
#include "base/text.h"
#include "domain/people/account.h"
#include "domain/people/password.h"
#include "domain/people/setting.h"
#include "app/install.h"
#include "people_queries.h"
#include "store/journal.h"
#include "web/server.h"
#include <stdio.h>

/* A database nobody can sign in to gets an administrator with a password that is told once and must
 * be changed at the first sign-in. */
static enum err administrator_make(struct call *c, bool *ret_made) {
    struct tx *t;
    struct administrator_count_row count;
    struct entry_note note = {0, "install", "", 0, .in_line = true}; /* two servers may be started at once */
    try(store_write(c->store, c->a, &note, &t));
    try(administrator_count(t, day_of_ms(now_ms(), 0), &count));
    *ret_made = count.n == 0;
    if (count.n) {
        tx_end(t);
        return OK;
    }
    try(install(t));
    const char *password = password_random(c->a);
    int64_t id;
    struct both fault;
    try(account_create(t, "admin", word(c->lang, W_role_administrator), ROLE_ADMINISTRATOR, c->lang, password, true,
                       now_ms(), &id, &fault));
    try(tx_commit(t));
    tx_end(t);
    struct both said = SAY(c->a, W_serve_first, both_text("admin"), both_text(password));
    printf("%s\n", said.in[c->lang]);
    return OK;
}

/* A practice day begins before anything has asked for the time. Of a practice database only: elsewhere what is written
 * would be said to have been written on a day on which it was not. */
static enum err practice_day_begin(struct call *c) {
    const char *text = call_text(c, "practice-day", NULL);
    struct settings s;
    struct journal_row last;
    struct tx *t;
    int64_t ms;
    if (!text) return OK;
    try(store_read(c->store, c->a, &t));
    try(settings_now(t, &s));
    try(journal_head(t, &last));
    tx_end(t);
    if (!s.is_practice) return call_refuse(c, ERR_CONFLICT, SAY(c->a, W_serve_no_practice, both_text(c->data)));
    if (text_eq(text, "last")) ms = last.recorded_ms + 1; /* goes on where it was left */
    else if (!ms_read(text, s.time_zone_min, &ms)) return call_refuse(c, ERR_USAGE, SAY(c->a, W_serve_no_day, both_text(text)));
    if (ms <= last.recorded_ms)
        return call_refuse(c, ERR_CONFLICT, SAY(c->a, W_serve_day_past, both_text(text),
                                                both_text(ms_print(c->a, last.recorded_ms, s.time_zone_min))));
    practice_clock_begin(ms);
    return OK;
}

enum err verb_serve(struct call *c) {
    struct web_settings settings = {.tls_in_front = call_has(c, "tls-in-front"), .log_fd = call_has(c, "quiet") ? -1 : 2,
                                    .sign_in = "/sign-in"};
    struct server_options options = {.host = call_text(c, "host", "127.0.0.1"),
                                     .port = (int)call_int(c, "port", 8080), .workers = (int)call_int(c, "workers", 0)};
    try(call_store(c, true));
    try(practice_day_begin(c));
    bool made;
    try(administrator_make(c, &made));
    try(install_store(c->store, c->a));
    struct program *program = program_new(c->a, c->store, settings);
    struct ahead *ahead = ahead_new(c->store, program_positions(program));
    struct lookout *courier = courier_new(c->store);
    struct lookout *clockwork = clockwork_new(program_app(program));
    struct server *server;
    enum err e = server_new(c->a, program_web(program), &options, &server);
    if (e == OK) {
        struct both said = SAY(c->a, W_serve_at, both_text(options.host), both_int(c->a, server_port(server)));
        printf("%s\n", said.in[c->lang]);
        if (!made) printf("%s\n", word(c->lang, W_serve_known));
        fflush(stdout);
        struct lookout *herald = herald_new(c->store, server);
        server_run(server);
        lookout_done(herald);
        server_done(server);
    }
    lookout_done(clockwork);
    lookout_done(courier);
    ahead_done(ahead);
    program_done(program);
    return e;
}
