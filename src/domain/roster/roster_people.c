/* The people of a sheet: one sign-in name is one person. What somebody stated about themselves stays. */
#include "base/text.h"
#include "domain/people/account.h"
#include "domain/people/mail.h"
#include "domain/people/phone.h"
#include "domain/roster/roster_inside.h"
#include <string.h>

enum { NAME_MAX_POINTS = 40 };

static int by_login(const struct plan *p, const char *login) {
    for (size_t i = 0; i < p->person_count; i++)
        if (text_eq(p->people[i].login, login)) return (int)i;
    return NOBODY;
}

static void refuse(struct plan *p, const struct roster_row *r, enum roster_field f, struct both why) {
    plan_refuse(p, r, ROSTER_PERSON, f, why);
}

/* What can be seen at the row alone. */
static bool is_sound(struct plan *p, const struct roster_row *r, const char *login) {
    const char *lang = r->text[RF_LANG];
    bool is_known = true;
    if (*r->text[RF_STATE]) (void)roster_on_read(p->a, r->text[RF_STATE], &is_known);
    if (!*login) refuse(p, r, RF_LOGIN, both_word(W_roster_login_missing));
    else if (!account_login_is(login)) refuse(p, r, RF_LOGIN, both_word(W_account_name_shape));
    else if (utf8_count(r->text[RF_PERSON]) > NAME_MAX_POINTS)
        refuse(p, r, RF_PERSON, SAY(p->a, W_roster_name_long, both_int(p->a, NAME_MAX_POINTS)));
    else if (*r->text[RF_MAIL] && !mail_address_is(r->text[RF_MAIL])) refuse(p, r, RF_MAIL, both_word(W_mail_no_address));
    else if (*r->text[RF_PHONE] && !phone_is(r->text[RF_PHONE])) refuse(p, r, RF_PHONE, both_word(W_phone_no_number));
    else if (!is_known) refuse(p, r, RF_STATE, SAY(p->a, W_roster_state_unknown, both_text(r->text[RF_STATE])));
    else if (*lang && !text_eq(lang, "zh") && !text_eq(lang, "en")) refuse(p, r, RF_LANG, both_word(W_roster_lang_unknown));
    else return true;
    return false;
}

/* A contact that nobody stated yet is taken; one that a person stated stays as it is. */
static void contact_take(struct plan *p, const struct roster_row *r, enum roster_field f, const char *now, const char **to,
                         struct both *change) {
    if (!*r->text[f] || text_eq(r->text[f], now)) return;
    if (*now) {
        plan_note(p, r, ROSTER_PERSON, f, both_word(W_roster_contact_stays));
        return;
    }
    *to = r->text[f];
    *change = plan_change(p, *change, f, both_text(""), both_text(r->text[f]));
}

static enum err known_take(struct plan *p, struct plan_person *one, const struct roster_row *r) {
    struct mail_stands mail;
    const char *phone;
    struct account row;
    struct both change = {{NULL}};
    bool is_known;
    try(account_get(p->t, one->id, &row));
    try(mail_of(p->t, one->id, &mail));
    try(phone_of(p->t, one->id, &phone));
    contact_take(p, r, RF_MAIL, mail.address, &one->mail, &change);
    contact_take(p, r, RF_PHONE, phone, &one->phone, &change);
    if (*r->text[RF_LANG] && !text_eq(r->text[RF_LANG], row.lang)) {
        one->lang = r->text[RF_LANG];
        change = plan_change(p, change, RF_LANG, both_text(arena_copy(p->a, row.lang)), both_text(one->lang));
    }
    bool is_on = *r->text[RF_STATE] ? roster_on_read(p->a, r->text[RF_STATE], &is_known) : !one->was_off;
    if (is_on == one->was_off) {
        one->is_off = !is_on;
        change = plan_change(p, change, RF_STATE, both_word(is_on ? W_roster_off : W_roster_on),
                             both_word(is_on ? W_roster_on : W_roster_off));
    }
    if (change.in[ZH] && !p->by->makes_accounts) {
        refuse(p, r, RF_LOGIN, both_word(W_roster_accounts_not_yours));
        one->mail = one->phone = one->lang = NULL;
        one->is_off = one->was_off;
        return OK;
    }
    one->is_changed = change.in[ZH] != NULL;
    plan_line(p, r, ROSTER_PERSON, one->is_changed ? ROSTER_CHANGED : ROSTER_SAME, RF_COUNT, both_text(one->name),
              one->is_changed ? change : both_text(one->login));
    return OK;
}

static void new_take(struct plan *p, const struct roster_row *r, size_t at, const char *login) {
    bool is_known;
    struct plan_person *one = &p->people[p->person_count];
    *one = (struct plan_person){.login = login, .name = r->text[RF_PERSON], .by = r};
    if (!*one->name) refuse(p, r, RF_PERSON, SAY(p->a, W_roster_person_unnamed, both_text(login)));
    else if (!p->by->makes_accounts) refuse(p, r, RF_LOGIN, both_word(W_roster_accounts_not_yours));
    one->is_refused = !*one->name || !p->by->makes_accounts;
    one->mail = *r->text[RF_MAIL] ? r->text[RF_MAIL] : NULL;
    one->phone = *r->text[RF_PHONE] ? r->text[RF_PHONE] : NULL;
    one->lang = *r->text[RF_LANG] ? r->text[RF_LANG] : "zh";
    one->is_off = *r->text[RF_STATE] && !roster_on_read(p->a, r->text[RF_STATE], &is_known);
    one->unit = r->text[RF_UNIT];
    p->row_person[at] = (int)p->person_count++;
    if (!one->is_refused)
        plan_line(p, r, ROSTER_PERSON, ROSTER_NEW, RF_COUNT, both_text(one->name), both_text(one->login));
}

/* A further row of a person: another post. It may say again what the first said, and nothing else. */
static bool is_same_person(struct plan *p, const struct roster_row *r, const struct plan_person *one) {
    static const enum roster_field fields[] = {RF_MAIL, RF_PHONE, RF_LANG, RF_STATE};
    struct both place = one->by ? both_text(roster_place(p->a, one->by)) : both_text("");
    if (*r->text[RF_PERSON] && !plan_same_name(p->a, r->text[RF_PERSON], one->name)) {
        if (one->by) refuse(p, r, RF_LOGIN, SAY(p->a, W_roster_login_twice, both_text(one->login), both_text(one->name), place));
        else refuse(p, r, RF_LOGIN, SAY(p->a, W_roster_login_other, both_text(one->login), both_text(one->name)));
        return false;
    }
    for (size_t i = 0; one->by && i < countof(fields); i++) {
        const char *said = one->by->text[fields[i]], *again = r->text[fields[i]];
        if (!*again || text_eq(said, again)) continue;
        refuse(p, r, fields[i], SAY(p->a, W_roster_otherwise, place, both_text(*said ? said : "—")));
        return false;
    }
    return true;
}

static enum err row_take(struct plan *p, const struct roster_row *r, size_t at) {
    const char *login = text_fold(p->a, span_of(r->text[RF_LOGIN]));
    if (!is_sound(p, r, login)) return OK;
    int person = by_login(p, login);
    if (person == NOBODY) {
        new_take(p, r, at, login);
        return OK;
    }
    struct plan_person *one = &p->people[person];
    if (!is_same_person(p, r, one)) return OK;
    p->row_person[at] = person;
    if (one->by) return OK;
    one->by = r;
    return known_take(p, one, r);
}

/* Who says most comes first: a further row of the same person need not say it again. */
static size_t says(const struct roster_row *r) {
    static const enum roster_field fields[] = {RF_PERSON, RF_MAIL, RF_PHONE, RF_LANG, RF_STATE};
    size_t n = 0;
    for (size_t i = 0; i < countof(fields); i++) n += *r->text[fields[i]] != 0;
    return n;
}

enum err plan_people(struct plan *p) {
    for (size_t wanted = 6; wanted-- > 0;)
        for (size_t i = 0; i < p->file->row_count; i++) {
            const struct roster_row *r = &p->file->rows[i];
            bool is_person = *r->text[RF_LOGIN] || *r->text[RF_PERSON];
            if (is_person && !r->sheet->is_areas && r->bad == RF_COUNT && says(r) == wanted) try(row_take(p, r, i));
        }
    return OK;
}
