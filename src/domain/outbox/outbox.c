/* The page of the outbox, for who keeps the system: to whom and what became of it, never what is written there. */
#include "domain/outbox/outbox.h"
#include "base/text.h"
#include "domain/people/app.h"
#include "domain/people/setting.h"
#include "outbox_queries.h"
#include "outbox_view.h"
#include "web/req.h"

enum { LETTERS_SHOWN = 200 };

static const struct {
    const char *key;
    enum word word;
} states[] = {{"waiting", W_outbox_waiting}, {"sent", W_outbox_sent}, {"failed", W_outbox_failed}, {"dropped", W_outbox_dropped}};

static struct both state_said(const char *state) {
    for (size_t i = 0; i < countof(states); i++)
        if (text_eq(states[i].key, state)) return both_word(states[i].word);
    return both_text(state);
}

static enum err outbox_page(struct req *q) {
    struct letters_shown_row *found;
    struct letters_in_row failed, waiting;
    struct settings s;
    size_t count;
    try(settings_kept_now(q->app->settings, q->tx, &s));
    try(letters_shown(q->tx, LETTERS_SHOWN, &found, &count));
    try(letters_in(q->tx, "failed", &failed));
    try(letters_in(q->tx, "waiting", &waiting));
    struct outbox_row *rows = arena_array(q->a, struct outbox_row, count);
    for (size_t i = 0; i < count; i++) {
        const struct letters_shown_row *r = &found[i];
        bool is_failed = text_eq(r->state, "failed");
        int64_t then = text_eq(r->state, "waiting") ? r->next_ms : r->done_ms;
        rows[i] = (struct outbox_row){
            .id = r->id, .who = r->name ? r->name : "", .login = r->login ? r->login : "", .state = r->state,
            .state_name = state_said(r->state), .is_failed = is_failed, .tries = r->tries, .fault = r->fault,
            .made_at = ms_print(q->a, r->made_ms, s.time_zone_min),
            .next_at = then == NO_INT ? "" : ms_print(q->a, then, s.time_zone_min),
            .again_href = is_failed ? arena_printf(q->a, "/outbox/%lld/again", (long long)r->id) : NULL};
    }
    struct outbox_view v = {.failed = failed.n, .waiting = waiting.n, .rows = rows, .rows_count = count};
    return req_view(q, &outbox_view, &v);
}

static enum err outbox_again_post(struct req *q) {
    int64_t changed = 0;
    try(letter_again(q->tx, q->now_ms, req_int(q, "letter", 0), &changed));
    return changed ? req_redirect(q, "/outbox") : ERR_MISSING;
}

const struct route outbox_routes[] = {
    {GET, "/outbox", outbox_page, .access = ACCESS_SYSTEM, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_outbox_title, .menu = W_outbox_title, .menu_order = 91, .writes = "session touch",
     .about = "Letters that leave the house: to whom, what became of them, with what they were refused."},
    {POST, "/outbox/:letter/again", outbox_again_post, .access = ACCESS_SYSTEM, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_outbox_title, .entry_kind = "outbox_again",
     .about = "Tries a letter again that was given up.", .params = {{"letter", P_INT, 1, INT64_MAX, .required = true}}},
};
const size_t outbox_route_count = countof(outbox_routes);
