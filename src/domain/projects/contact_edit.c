#include "domain/projects/contact_edit.h"
#include "base/text.h"
#include "domain/projects/project_edit.h"
#include "projects_queries.h"
#include "store/seal.h"
#include <string.h>

enum { CONTACTS_MAX = 200, PHONE_DIGITS_MIN = 5 };

enum err contact_open(struct tx *t, int64_t person_id, struct blob sealed, struct contact_said *ret) {
    const char *text = NULL;
    enum err e = seal_open(t, person_id, sealed, &text);
    if (e != OK && e != ERR_MISSING) return e;
    ret->name = ret->phone = NULL;
    if (!text) return OK;
    const char *line = strchr(text, '\n');
    ret->name = line ? arena_copy_n(tx_arena(t), text, (size_t)(line - text)) : text;
    ret->phone = line ? line + 1 : "";
    return OK;
}

enum err contacts_said(struct tx *t, int64_t project_id, struct contact_said **ret, size_t *ret_count) {
    struct contacts_ever_row *rows;
    size_t count;
    try(contacts_ever(t, project_id, CONTACTS_MAX, &rows, &count));
    struct contact_said *said = arena_array(tx_arena(t), struct contact_said, count);
    for (size_t i = 0; i < count; i++) {
        said[i] = (struct contact_said){.id = rows[i].id, .version = rows[i].version, .stands = !rows[i].gone};
        try(contact_open(t, rows[i].person_id, rows[i].sealed, &said[i]));
    }
    *ret = said;
    *ret_count = count;
    return OK;
}

/* -- writing -- */

static bool is_phone(const char *phone) {
    static const char *const others[] = {"+", "-", "(", ")", " ", ",", ";", "/", "、", "，", "；", "（", "）", "转"};
    int digits = 0;
    for (const char *at = phone; *at;) {
        if (*at >= '0' && *at <= '9') {
            digits++, at++;
            continue;
        }
        size_t i = 0;
        while (i < countof(others) && !text_starts(at, others[i])) i++;
        if (i == countof(others)) return false;
        at += strlen(others[i]);
    }
    return digits >= PHONE_DIGITS_MIN;
}

/* The contact that stands; id 0 if there is none. */
static enum err contact_stands(struct tx *t, int64_t project_id, struct contact *ret, struct contact_said *ret_said) {
    struct contact_said *all;
    size_t count, i = 0;
    *ret = contact_empty;
    *ret_said = (struct contact_said){.name = "", .phone = ""};
    try(contacts_said(t, project_id, &all, &count));
    while (i < count && !all[i].stands) i++;
    if (i == count) return OK;
    *ret_said = all[i];
    try(contact_get(t, all[i].id, ret));
    contact_row_copy(tx_arena(t), ret);
    return OK;
}

static enum err take_away(struct tx *t, struct contact *row) {
    row->gone = 1;
    row->intake_id = NO_INT;
    row->place = NULL;
    return contact_put(t, row, row->version);
}

enum err contact_state(struct tx *t, int64_t project_id, int64_t version, const char *name, const char *phone,
                       struct faults *faults, bool *ret_changed) {
    struct contact now;
    struct contact_said said;
    int64_t entry;
    name = text_neat(tx_arena(t), span_of(name));
    phone = text_tidy(tx_arena(t), span_of(phone));
    try(contact_stands(t, project_id, &now, &said));
    if (now.version != version) return ERR_CONFLICT;
    if (*phone && !is_phone(phone)) {
        faults_add(faults, "phone", SAY(tx_arena(t), W_contact_no_phone, both_text(phone)));
        return ERR_INVALID;
    }
    *ret_changed = !text_eq(said.name, name) || !text_eq(said.phone, phone);
    if (!*ret_changed) return OK;
    try(project_touch(t, project_id, &entry));
    bool is_same_person = now.id && text_eq(said.name, name) && *name;
    if (now.id && !is_same_person) try(take_away(t, &now));
    if (!*name && !*phone) return OK;
    if (!is_same_person) {
        now = contact_empty;
        now.project_id = project_id;
        now.person_id = contact_person(entry, 1);
    }
    now.intake_id = NO_INT;
    now.place = NULL;
    try(seal_close(t, now.person_id, arena_printf(tx_arena(t), "%s\n%s", name, phone), &now.sealed));
    return contact_put(t, &now, now.version);
}

enum err contact_erase(struct tx *t, int64_t project_id, int64_t contact_id, int64_t version, const char *reason,
                       struct faults *faults) {
    struct contact row;
    struct contact_said said;
    int64_t entry;
    try(contact_get(t, contact_id, &row));
    if (row.project_id != project_id) return ERR_MISSING;
    contact_row_copy(tx_arena(t), &row);
    try(contact_open(t, row.person_id, row.sealed, &said));
    if (row.version != version || !said.name) return ERR_CONFLICT;
    if (text_empty(reason)) {
        faults_add(faults, "reason", both_word(W_edit_reason_missing));
        return ERR_INVALID;
    }
    try(project_touch(t, project_id, &entry));
    if (!row.gone) try(take_away(t, &row));
    return seal_destroy(t, row.person_id);
}

/* -- showing -- */

const char *phone_masked(struct arena *a, const char *phone) {
    size_t digits = 0, seen = 0;
    for (const char *at = phone; *at; at++) digits += *at >= '0' && *at <= '9';
    size_t first = digits >= 11 ? 3 : digits / 3, last = digits >= 11 ? 4 : digits / 3;
    char *masked = arena_copy(a, phone);
    for (char *at = masked; *at; at++) {
        if (*at < '0' || *at > '9') continue;
        if (seen >= first && seen < digits - last) *at = '*';
        seen++;
    }
    return masked;
}
