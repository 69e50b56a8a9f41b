/* The person to ask about a project: stated and corrected by hand, and erased. */
#include "base/text.h"
#include "domain/overview/edit_side.h"
#include "domain/overview/pages.h"
#include "domain/projects/contact_edit.h"

static struct both state_of(const struct contact_said *c) {
    if (!c->name) return both_word(W_contact_erased);
    return both_word(c->stands ? W_contact_stands : W_contact_former);
}

static enum err contact_rows(struct side *s, struct contact_said *ret_standing, bool *ret_is_act) {
    struct contact_said *all;
    size_t count;
    static const enum word labels[] = {W_in_f_contact_name, W_in_f_contact_phone, W_contact_state};
    static const bool numbers[countof(labels)] = {false};
    side_head(s, labels, numbers, countof(labels));
    try(contacts_said(s->q->tx, s->project_id, &all, &count));
    for (size_t i = 0; i < count; i++) {
        const struct contact_said *c = &all[i];
        struct project_side_row *row = side_row(s, c->id, c->version, 0);
        if (!row) break;
        side_cell(s, row, both_text(c->name ? c->name : ""));
        side_cell(s, row, both_text(c->phone ? c->phone : ""));
        side_cell(s, row, state_of(c));
        if (c->name) *ret_is_act |= side_act(s, row, W_contact_erase, both_text(*c->name ? c->name : c->phone));
        if (c->stands) *ret_standing = *c;
    }
    return OK;
}

static enum err contact_show(struct req *q, int64_t row_id) {
    struct side s;
    struct contact_said now = {.name = "", .phone = ""};
    bool is_act = false;
    try(side_begin(&s, q, "contact", W_project_contact, row_id));
    try(contact_rows(&s, &now, &is_act));
    if (is_act) {
        struct part_input_view reason = edit_lines(q, "reason", W_side_reason, "");
        reason.is_required = true;
        reason.help = both_word(W_contact_erase_help);
        side_input(&s, reason);
        return side_show(&s, W_contact_erase, "erase");
    }
    s.view.version = now.version;
    side_input(&s, edit_input(q, "name", W_in_f_contact_name, now.name ? now.name : ""));
    side_input(&s, edit_input(q, "phone", W_in_f_contact_phone, now.phone ? now.phone : ""));
    side_input(&s, edit_lines(q, "reason", W_side_reason, ""))->help = both_word(W_contact_help);
    return side_show(&s, W_contact_change, NULL);
}

enum err contact_edit_page(struct req *q) { return contact_show(q, req_int(q, "row", 0)); }
enum err contact_edit_again(struct req *q) { return contact_show(q, 0); }

enum err contact_edit_post(struct req *q) {
    bool is_changed;
    enum err e = contact_state(q->tx, req_int(q, "id", 0), req_int(q, "version", 0), req_text(q, "name"), req_text(q, "phone"),
                               &q->faults, &is_changed);
    return e == OK ? side_saved(q, "contact", is_changed, false) : side_told(q, e);
}

enum err contact_erase_post(struct req *q) {
    enum err e = contact_erase(q->tx, req_int(q, "id", 0), req_int(q, "row", 0), req_int(q, "version", 0),
                               req_text(q, "reason"), &q->faults);
    return e == OK ? side_saved(q, "contact", true, false) : side_told(q, e);
}
