/* The page of the outbox, for who keeps the system: to whom and what became of it, never what is written there. */
#include "domain/outbox/outbox_inside.h"
#include "base/text.h"
#include "domain/outbox/outbox.h"
#include "domain/outbox/send_fault.h"
#include "domain/people/app.h"
#include "domain/people/setting.h"
#include "outbox_queries.h"
#include "outbox_view.h"

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

static struct both to_whom(const struct letters_shown_row *r) {
    if (r->webhook_id == NO_INT) return both_text(r->name ? r->name : "");
    return webhook_of_whom(r->unit_zh, r->unit_en);
}

static struct outbox_row row_of(struct req *q, const struct letters_shown_row *r, int time_zone_min) {
    bool is_failed = text_eq(r->state, "failed"), is_webhook = r->webhook_id != NO_INT;
    int64_t then = text_eq(r->state, "waiting") ? r->next_ms : r->done_ms;
    const char *known_by = is_webhook ? r->shown : r->login;
    bool is_taken_back = is_webhook && text_eq(r->state, "dropped");
    struct both said = send_fault_said(r->fault_key);
    return (struct outbox_row){
        .id = r->id, .who = to_whom(r), .login = known_by ? known_by : "", .way = is_webhook ? "webhook" : "mail",
        .state = r->state, .state_name = is_taken_back ? both_word(W_outbox_dropped_webhook) : state_said(r->state),
        .is_failed = is_failed, .tries = r->tries, .fault = r->fault, .fault_name = said,
        .fault_words = !*said.in[ZH] || send_fault_has_words(r->fault_key) ? r->fault : "",
        .made_at = ms_print(q->a, r->made_ms, time_zone_min),
        .next_at = then == NO_INT ? "" : ms_print(q->a, then, time_zone_min),
        .again_href = is_failed ? arena_printf(q->a, "/outbox/%lld/again", (long long)r->id) : NULL};
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
    for (size_t i = 0; i < count; i++) rows[i] = row_of(q, &found[i], s.time_zone_min);
    struct outbox_view v = {.failed = failed.n, .waiting = waiting.n, .rows = rows, .rows_count = count};
    return req_view(q, &outbox_view, &v);
}

static enum err outbox_again_post(struct req *q) {
    int64_t changed = 0;
    try(letter_again(q->tx, q->now_ms, req_int(q, "letter", 0), &changed));
    return changed ? req_redirect(q, "/outbox") : ERR_MISSING;
}

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define ID_PARAM(name) {name, P_INT, 1, INT64_MAX, .required = true}
#define REASON {"reason", P_LINES, 2, 500, .required = true}
#define VERSION {"version", P_INT, 1, INT64_MAX, .required = true}

const struct route outbox_routes[] = {
    {GET, "/outbox", outbox_page, .access = ACCESS_SYSTEM, .tx = TX_READ, .formats = BOTH,
     .title = W_outbox_title, .menu = W_outbox_title, .menu_order = 91, .writes = "session touch",
     .about = "Letters that leave the house: to whom, what became of them, with what they were refused."},
    {POST, "/outbox/:letter/again", outbox_again_post, .access = ACCESS_SYSTEM, .tx = TX_WRITE,
     .formats = BOTH, .title = W_outbox_title, .entry_kind = "outbox_again",
     .about = "Tries a letter again that was given up.", .params = {ID_PARAM("letter")}},
    {GET, "/webhooks", webhooks_page, .access = ACCESS_SYSTEM, .tx = TX_READ, .formats = BOTH, .title = W_webhooks_title,
     .writes = "session touch", .about = "The robots of group chats that are told what units owe; never their addresses.",
     .params = {{"change", P_INT, 1, INT64_MAX}, {"end", P_INT, 1, INT64_MAX}}},
    {POST, "/webhooks", webhook_add_post, .again = webhook_add_again, .access = ACCESS_SYSTEM, .tx = TX_WRITE, .formats = BOTH,
     .title = W_webhooks_title, .entry_kind = "webhook",
     .about = "Enters a robot of a unit (its name or key), or of the city where no unit is said.",
     .params = {{"unit", P_TEXT, 0, 200}, {"format", P_CHOICE, .choices = WEBHOOK_FORMATS, .required = true},
                {"language", P_CHOICE, .choices = "zh|en", .required = true},
                {"address", P_SECRET, 1, WEBHOOK_ADDRESS_MAX, .required = true}, {"secret", P_SECRET, 0, WEBHOOK_SECRET_MAX},
                REASON}},
    {POST, "/webhooks/:webhook", webhook_change_post, .again = webhook_change_again, .access = ACCESS_SYSTEM, .tx = TX_WRITE,
     .formats = BOTH, .title = W_webhooks_title, .entry_kind = "webhook",
     .about = "Changes a robot; without an address it keeps its own.",
     .params = {ID_PARAM("webhook"), VERSION, {"format", P_CHOICE, .choices = WEBHOOK_FORMATS, .required = true},
                {"language", P_CHOICE, .choices = "zh|en", .required = true}, {"address", P_SECRET, 0, WEBHOOK_ADDRESS_MAX},
                {"secret", P_SECRET, 0, WEBHOOK_SECRET_MAX}, REASON}},
    {POST, "/webhooks/:webhook/end", webhook_end_post, .again = webhook_end_again, .access = ACCESS_SYSTEM, .tx = TX_WRITE,
     .formats = BOTH, .title = W_webhooks_title, .entry_kind = "webhook",
     .about = "Takes a robot back and forgets its address.", .params = {ID_PARAM("webhook"), VERSION, REASON}},
    {POST, "/webhooks/:webhook/try", webhook_try_post, .access = ACCESS_SYSTEM, .tx = TX_WRITE, .formats = BOTH,
     .title = W_webhooks_title, .entry_kind = "webhook_try", .about = "Sends a robot a message that says only that it works.",
     .params = {ID_PARAM("webhook")}},
};
const size_t outbox_route_count = countof(outbox_routes);
