/* The robots of group chats: whose they are and what they are known by; one entered, changed or taken back with a reason. */
#include "base/day.h"
#include "base/text.h"
#include "domain/outbox/outbox.h"
#include "domain/outbox/outbox_inside.h"
#include "domain/outbox/webhook.h"
#include "domain/people/account.h"
#include "domain/people/app.h"
#include "domain/people/setting.h"
#include "store/journal.h"
#include "web/input.h"
#include "webhooks_view.h"

enum { INPUTS = 6 };
enum form_kind { FORM_ADD, FORM_CHANGE, FORM_END };

struct webhooks_form {
    struct req *q;
    struct webhooks_view view;
    struct part_input_view *inputs;
};

struct both webhook_of_whom(const char *unit_zh, const char *unit_en) {
    return unit_zh ? (struct both){{unit_zh, unit_en}} : both_word(W_webhook_city);
}

/* -- the rows -- */

static struct both lang_said(const char *lang) { return both_word(lang_of(lang) == ZH ? W_webhook_zh : W_webhook_en); }

static enum err row_view(struct req *q, const struct webhooks_all_row *r, int time_zone_min, struct webhooks_row *ret) {
    const struct webhook_format *f = webhook_format_find(r->format);
    struct journal_row journal;
    struct person person;
    long long id = (long long)r->id;
    try(journal_entry(q->tx, r->entry, &journal));
    bool is_known = journal.actor_id && account_by_id(q->tx, journal.actor_id, q->now_ms, &person) == OK;
    *ret = (struct webhooks_row){
        .id = r->id, .version = r->version, .unit = webhook_of_whom(r->name_zh, r->name_en), .format = r->format,
        .format_name = f ? both_word(f->name) : both_text(r->format), .shown = r->shown, .is_signed = r->is_signed != 0,
        .lang = r->lang, .lang_name = lang_said(r->lang), .at = ms_print(q->a, journal.recorded_ms, time_zone_min),
        .who = is_known ? person.name : "", .reason = journal.reason,
        .change_href = arena_printf(q->a, "/webhooks?change=%lld", id), .end_href = arena_printf(q->a, "/webhooks?end=%lld", id),
        .try_href = arena_printf(q->a, "/webhooks/%lld/try", id)};
    return OK;
}

static enum err rows_fill(struct webhooks_form *p) {
    struct webhooks_all_row *found;
    struct settings s;
    size_t count;
    try(settings_kept_now(p->q->app->settings, p->q->tx, &s));
    try(webhooks_all(p->q->tx, &found, &count));
    struct webhooks_row *rows = arena_array(p->q->a, struct webhooks_row, count);
    for (size_t i = 0; i < count; i++) try(row_view(p->q, &found[i], s.time_zone_min, &rows[i]));
    p->view.rows = rows;
    p->view.rows_count = count;
    return OK;
}

/* -- the form -- */

static void input(struct webhooks_form *p, struct part_input_view one, enum word help, bool is_required) {
    one.is_required = is_required;
    if (help != W_cancel) one.help = both_word(help);
    p->inputs[p->view.inputs_count++] = one;
}
#define NO_HELP W_cancel

/* What is secret comes back neither after a fault nor after it was saved. */
static struct part_input_view secret_input(struct req *q, const char *name, enum word label) {
    return (struct part_input_view){.name = name, .type = "password", .label = both_word(label), .complete = "off",
                                    .is_full = true, .value = "", .fault = req_fault_text(q, name)};
}

static struct part_input_view format_select(struct req *q, const char *value) {
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, webhook_format_count);
    for (size_t i = 0; i < webhook_format_count; i++)
        choices[i] = (struct part_choice_view){.value = webhook_formats[i].key, .label = both_word(webhook_formats[i].name)};
    return edit_select(q, "format", W_webhook_format, choices, webhook_format_count, value);
}

static struct part_input_view lang_select(struct req *q, const char *value) {
    struct part_choice_view *choices = arena_array(q->a, struct part_choice_view, LANG_COUNT);
    for (enum lang lang = ZH; lang < LANG_COUNT; lang++)
        choices[lang] = (struct part_choice_view){.value = lang_tag(lang), .label = lang_said(lang_tag(lang))};
    return edit_select(q, "language", W_webhook_lang, choices, LANG_COUNT, value);
}

static void form_fill(struct webhooks_form *p, enum form_kind kind, const struct webhooks_row *row) {
    static const struct {
        enum word title, save, address_help, secret_help;
    } forms[] = {[FORM_ADD] = {W_webhook_new, W_webhook_add, W_webhook_address_help, W_webhook_secret_help},
                 [FORM_CHANGE] = {W_webhook_change, W_save, W_webhook_address_kept, W_webhook_secret_kept},
                 [FORM_END] = {W_webhook_end, W_webhook_end, NO_HELP, NO_HELP}};
    struct req *q = p->q;
    if (kind == FORM_ADD) input(p, edit_input(q, "unit", W_webhook_unit, ""), W_webhook_unit_help, false);
    if (kind != FORM_END) {
        input(p, format_select(q, row ? row->format : webhook_formats[0].key), NO_HELP, true);
        input(p, lang_select(q, row ? row->lang : lang_tag(ZH)), NO_HELP, true);
        input(p, secret_input(q, "address", W_webhook_address), forms[kind].address_help, kind == FORM_ADD);
        input(p, secret_input(q, "secret", W_webhook_secret), forms[kind].secret_help, false);
    }
    input(p, edit_lines(q, "reason", W_webhook_reason, ""), NO_HELP, true);
    p->view.inputs = p->inputs;
    p->view.form_title = both_word(forms[kind].title);
    p->view.save_text = both_word(forms[kind].save);
    p->view.subject = row ? SAY(q->a, W_webhook_named, row->unit, row->format_name, both_text(row->shown)) : both_text("");
    p->view.version = row ? row->version : NO_INT;
    long long id = row ? (long long)row->id : 0;
    const char *end = kind == FORM_END ? "/end" : "";
    p->view.save_href = kind == FORM_ADD ? "/webhooks" : arena_printf(q->a, "/webhooks/%lld%s", id, end);
}

static enum err show(struct req *q, enum form_kind kind, int64_t id) {
    struct webhooks_form p = {.q = q, .inputs = arena_array(q->a, struct part_input_view, INPUTS)};
    const struct webhooks_row *row = NULL;
    try(rows_fill(&p));
    for (size_t i = 0; i < p.view.rows_count; i++)
        if (p.view.rows[i].id == id) row = &p.view.rows[i];
    if (kind != FORM_ADD && !row) return ERR_MISSING;
    form_fill(&p, kind, row);
    return req_view(q, &webhooks_view, &p.view);
}

enum err webhooks_page(struct req *q) {
    if (req_has(q, "end")) return show(q, FORM_END, req_int(q, "end", 0));
    if (req_has(q, "change")) return show(q, FORM_CHANGE, req_int(q, "change", 0));
    return show(q, FORM_ADD, 0);
}
enum err webhook_add_again(struct req *q) { return show(q, FORM_ADD, 0); }
enum err webhook_change_again(struct req *q) { return show(q, FORM_CHANGE, req_int(q, "webhook", 0)); }
enum err webhook_end_again(struct req *q) { return show(q, FORM_END, req_int(q, "webhook", 0)); }

/* -- posts -- */

static struct webhook_stated stated(struct req *q, const char *unit) {
    return (struct webhook_stated){.unit = unit, .format = req_text(q, "format"), .lang = req_text(q, "language"),
                                   .address = req_text(q, "address"), .secret = req_text(q, "secret")};
}

static enum err back(struct req *q, enum word notice) {
    req_notice(q, notice);
    return req_redirect(q, "/webhooks");
}

/* Somebody else changed it while this form was open: it is shown as it stands now. */
static enum err overtaken(struct req *q, enum err e) {
    if (e == ERR_CONFLICT) (void)req_fault(q, "reason", both_word(W_webhook_overtaken));
    return e;
}

enum err webhook_add_post(struct req *q) {
    struct webhook_stated w = stated(q, req_text(q, "unit"));
    int64_t id;
    try(webhook_add(q->tx, &w, &q->faults, &id));
    return back(q, W_notice_saved);
}

enum err webhook_change_post(struct req *q) {
    struct webhook_stated w = stated(q, "");
    enum err e = webhook_change(q->tx, req_int(q, "webhook", 0), req_int(q, "version", 0), &w, &q->faults);
    return e == OK ? back(q, W_notice_saved) : overtaken(q, e);
}

enum err webhook_end_post(struct req *q) {
    enum err e = webhook_end(q->tx, req_int(q, "webhook", 0), req_int(q, "version", 0));
    return e == OK ? back(q, W_notice_saved) : overtaken(q, e);
}

enum err webhook_try_post(struct req *q) {
    struct webhook_opened w;
    struct webhook row;
    int64_t id = req_int(q, "webhook", 0);
    try(webhook_open(q->tx, id, &w));
    try(webhook_get(q->tx, id, &row));
    enum lang lang = lang_of(row.lang);
    struct letter letter = {.subject = word(lang, W_webhook_try_subject), .text = word(lang, W_webhook_try_text),
                            .now_ms = q->now_ms, .webhook_id = id};
    try(outbox_put(q->tx, &letter));
    req_notice(q, W_webhook_tried);
    return req_redirect(q, "/outbox");
}
