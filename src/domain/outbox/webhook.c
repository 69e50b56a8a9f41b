#include "domain/outbox/webhook.h"
#include "base/text.h"
#include "domain/people/reach.h"
#include "store/seal.h"
#include <string.h>

/* -- sealed: the address, a line end, the secret -- */

static enum err seal_in(struct tx *t, struct webhook *row, const struct webhook_format *f, const struct webhook_stated *w) {
    struct arena *a = tx_arena(t);
    row->subject_id = seal_subject_new();
    row->shown = webhook_address_shown(a, f, w->address);
    row->is_signed = *w->secret != 0;
    return seal_close(t, row->subject_id, arena_printf(a, "%s\n%s", w->address, w->secret), &row->sealed);
}

static enum err seal_out(struct tx *t, const struct webhook *row, struct webhook_opened *ret) {
    const char *text;
    try(seal_open(t, row->subject_id, row->sealed, &text));
    if (!text) return ERR_MISSING;
    const char *end = strchr(text, '\n');
    must(end != NULL);
    *ret = (struct webhook_opened){.format = webhook_format_find(row->format), .secret = end + 1,
                                   .address = arena_copy_n(tx_arena(t), text, (size_t)(end - text))};
    return ret->format ? OK : ERR_MISSING; /* of a later program */
}

static enum err seal_away(struct tx *t, int64_t subject_id) {
    enum err e = seal_destroy(t, subject_id);
    return e == ERR_MISSING ? OK : e;
}

/* -- what was stated -- */

static enum err unit_find(struct tx *t, const char *name, struct faults *faults, int64_t *ret_id) {
    struct units_called_row *units;
    struct reach reach;
    size_t count;
    *ret_id = NO_INT;
    if (!*name) return OK;
    try(units_called(t, name, &units, &count));
    if (count != 1) {
        faults_add(faults, "unit", SAY(tx_arena(t), count ? W_webhook_units_many : W_webhook_unit_none, both_text(name)));
        return OK;
    }
    *ret_id = units[0].id;
    try(reach_of_unit(t, units[0].id, &reach));
    if (!reach.count) faults_add(faults, "unit", SAY(tx_arena(t), W_webhook_unit_nothing, both_text(name)));
    return OK;
}

static bool is_secret(const char *text) {
    for (const char *at = text; *at; at++)
        if (*at <= ' ' || *at >= 0x7F) return false;
    return true;
}

/* `address` and `secret` as they would stand. */
static const struct webhook_format *format_look(struct tx *t, const struct webhook_stated *w, struct faults *faults) {
    const struct webhook_format *f = webhook_format_find(w->format);
    if (!f) {
        faults_add(faults, "format", both_word(W_webhook_no_format));
        return NULL;
    }
    struct both begins = both_text(arena_printf(tx_arena(t), "https://%s%s", f->host, f->path));
    if (!webhook_address_is(f, w->address)) faults_add(faults, "address", SAY(tx_arena(t), W_webhook_no_address, begins));
    if (*w->secret && !f->may_sign) faults_add(faults, "secret", both_word(W_webhook_no_signing));
    else if (!is_secret(w->secret)) faults_add(faults, "secret", both_word(W_webhook_no_secret));
    return f;
}

enum err webhook_add(struct tx *t, const struct webhook_stated *w, struct faults *faults, int64_t *ret_id) {
    struct webhook row = webhook_empty;
    size_t before = faults->count;
    try(unit_find(t, w->unit, faults, &row.unit_id));
    const struct webhook_format *f = format_look(t, w, faults);
    if (faults->count > before) return ERR_INVALID;
    row.format = f->key;
    row.lang = w->lang;
    try(seal_in(t, &row, f, w));
    try(webhook_put(t, &row, 0));
    *ret_id = row.id;
    return OK;
}

static enum err row_of(struct tx *t, int64_t id, struct webhook *ret) {
    try(webhook_get(t, id, ret));
    webhook_row_copy(tx_arena(t), ret);
    return ret->gone ? ERR_MISSING : OK;
}

enum err webhook_change(struct tx *t, int64_t id, int64_t version, const struct webhook_stated *w, struct faults *faults) {
    struct webhook row;
    struct webhook_opened now;
    struct webhook_stated whole = *w;
    size_t before = faults->count;
    try(row_of(t, id, &row));
    if (row.version != version) return ERR_CONFLICT;
    try(seal_out(t, &row, &now));
    if (!*w->address) whole.address = now.address;
    if (!*w->address && !*w->secret) whole.secret = now.secret;
    const struct webhook_format *f = format_look(t, &whole, faults);
    if (faults->count > before) return ERR_INVALID;
    bool is_sealed_anew = !text_eq(whole.address, now.address) || !text_eq(whole.secret, now.secret);
    if (!is_sealed_anew && text_eq(row.format, f->key) && text_eq(row.lang, w->lang)) return OK;
    int64_t old_subject = row.subject_id;
    if (is_sealed_anew) try(seal_in(t, &row, f, &whole));
    row.format = f->key;
    row.lang = w->lang;
    try(webhook_put(t, &row, version));
    return is_sealed_anew ? seal_away(t, old_subject) : OK;
}

enum err webhook_end(struct tx *t, int64_t id, int64_t version) {
    struct webhook row;
    try(row_of(t, id, &row));
    if (row.version != version) return ERR_CONFLICT;
    row.gone = 1;
    try(webhook_put(t, &row, version));
    return seal_away(t, row.subject_id);
}

enum err webhook_open(struct tx *t, int64_t id, struct webhook_opened *ret) {
    struct webhook row;
    try(row_of(t, id, &row));
    return seal_out(t, &row, ret);
}
