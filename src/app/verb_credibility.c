/* The checks of reports: what they noted, a second look, and how right they are where the truth is known. */
#include "app/verbs.h"
#include "base/text.h"
#include "domain/credibility/credibility.h"
#include "projects_queries.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* -- the truth -- */

struct judged {
    int64_t is_false, found, noted, right; /* reports; `right` of those noted */
};

/* A line of the file, by project and month. */
struct truth {
    int64_t project_id;
    int32_t month;
    enum cred_check_no check;
    bool is_false, is_noted;
};
struct truths {
    struct truth *at;
    size_t count;
};

static enum err line_read(struct tx *t, char *line, struct truth *ret, bool *ret_ok) {
    char *cell[4];
    struct project_id_by_number_row project;
    bool has;
    *ret_ok = false;
    for (int i = 0; i < 4; i++)
        if (!(cell[i] = strsep(&line, "\t"))) return OK;
    try(project_id_by_number(t, cell[0], &project, &has));
    bool is_said = text_eq(cell[3], "false") || text_eq(cell[3], "honest");
    if (!has || line || !is_said || !month_read(cell[1], &ret->month)) return OK;
    ret->project_id = project.id;
    ret->check = cred_check_no(cell[2]);
    ret->is_false = text_eq(cell[3], "false");
    *ret_ok = ret->check < CRED_CHECKS;
    return OK;
}

static enum err truth_read(struct call *c, struct tx *t, const char *path, struct truths *ret) {
    FILE *file = fopen(path, "r");
    char line[256];
    size_t room = 256;
    enum err e = OK;
    if (!file) return call_refuse(c, ERR_USAGE, SAY(c->a, W_cred_truth_fault, both_text(path), both_text(strerror(errno))));
    *ret = (struct truths){arena_array(c->a, struct truth, room), 0};
    for (int64_t n = 1; e == OK && fgets(line, sizeof line, file); n++) {
        bool ok;
        line[strcspn(line, "\r\n")] = 0;
        if (n == 1 || !*line) continue; /* its heading */
        if (ret->count == room) {
            struct truth *more = arena_array(c->a, struct truth, room * 2);
            memcpy(more, ret->at, room * sizeof *more);
            ret->at = more;
            room *= 2;
        }
        ret->at[ret->count] = (struct truth){0};
        e = line_read(t, line, &ret->at[ret->count++], &ok);
        if (e == OK && !ok) e = call_refuse(c, ERR_INVALID, SAY(c->a, W_cred_truth_line, both_text(path), both_int(c->a, n)));
    }
    fclose(file);
    return e;
}

static struct truth *truth_find(struct truths *all, int64_t project_id, int32_t month, enum cred_check_no check) {
    for (size_t i = 0; i < all->count; i++) {
        struct truth *one = &all->at[i];
        if (one->project_id == project_id && one->month == month && one->check == check) return one;
    }
    return NULL;
}

/* A note on a report of which nothing false is told is a wrong one. */
static enum err compare(struct tx *t, struct truths *all, struct judged judged[CRED_CHECKS + 1]) {
    struct notes_all_cursor c;
    struct notes_all_row r;
    bool has = false;
    try(notes_all_open(t, "", day_of(1990, 1, 1), day_of(2100, 12, 31), &c));
    for (;;) {
        try(notes_all_next(&c, &r, &has));
        if (!has) break;
        enum cred_check_no check = cred_check_no(r.check_key);
        if (check == CRED_CHECKS) continue;
        struct truth *one = truth_find(all, r.project_id, month_of_day(r.to_day), check);
        judged[check].noted++;
        judged[check].right += one && one->is_false;
        if (one) one->is_noted = true;
    }
    notes_all_close(&c);
    for (size_t i = 0; i < all->count; i++) {
        if (!all->at[i].is_false) continue;
        judged[all->at[i].check].is_false++;
        judged[all->at[i].check].found += all->at[i].is_noted;
    }
    for (unsigned n = 0; n < CRED_CHECKS; n++) {
        struct judged *sum = &judged[CRED_CHECKS];
        sum->is_false += judged[n].is_false, sum->found += judged[n].found;
        sum->noted += judged[n].noted, sum->right += judged[n].right;
    }
    return OK;
}

/* -- printing -- */

static const char *share(struct arena *a, int64_t part, int64_t whole) {
    return whole ? arena_printf(a, "%.2f", (double)part / (double)whole) : "–";
}

static void judged_print(struct call *c, const struct judged judged[CRED_CHECKS + 1]) {
    enum lang l = c->lang;
    struct json j = call_json(c);
    if (c->json) json_list(&j);
    else
        out_printf(&c->out, "| | %s | %s | %s | %s | %s |\n|---|---|---|---|---|---|\n", word(l, W_cred_planted),
                   word(l, W_cred_found), word(l, W_cred_recall), word(l, W_cred_flagged), word(l, W_cred_precision));
    for (unsigned n = 0; n <= CRED_CHECKS; n++) {
        const struct judged *g = &judged[n];
        const char *key = n < CRED_CHECKS ? credibility_checks[n].key : "all";
        if (c->json) {
            json_open(&j);
            json_key_text(&j, "check", key);
            json_key_int(&j, "false", g->is_false), json_key_int(&j, "found", g->found);
            json_key_int(&j, "noted", g->noted), json_key_int(&j, "right", g->right);
            json_close(&j);
        } else {
            out_printf(&c->out, "| %s | %lld | %lld | %s | %lld | %s |\n",
                       word(l, n < CRED_CHECKS ? credibility_checks[n].name : W_cred_all), (long long)g->is_false,
                       (long long)g->found, share(c->a, g->found, g->is_false), (long long)g->noted,
                       share(c->a, g->right, g->noted));
        }
    }
    if (c->json) json_list_end(&j);
}

static enum err counts_print(struct call *c, struct tx *t) {
    struct notes_counted_row *rows;
    size_t count;
    struct json j = call_json(c);
    try(notes_counted(t, &rows, &count));
    if (c->json) json_list(&j);
    for (size_t i = 0; i < count; i++) {
        enum cred_check_no check = cred_check_no(rows[i].check_key);
        if (c->json) {
            json_open(&j);
            json_key_text(&j, "check", rows[i].check_key);
            json_key_int(&j, "notes", rows[i].notes), json_key_int(&j, "answered", rows[i].answered);
            json_close(&j);
        } else {
            out_printf(&c->out, "%s  %s %lld  %s %lld\n",
                       check < CRED_CHECKS ? word(c->lang, credibility_checks[check].name) : rows[i].check_key,
                       word(c->lang, W_cred_notes_of), (long long)rows[i].notes, word(c->lang, W_cred_answered_of),
                       (long long)rows[i].answered);
        }
    }
    if (c->json) json_list_end(&j);
    return OK;
}

/* -- the verb -- */

static enum err look_again(struct call *c) {
    struct entry_note note = {0, "credibility", call_text(c, "reason", ""), 0};
    struct tx *t;
    int64_t reports = 0;
    try(store_write(c->store, c->a, &note, &t));
    enum err e = cred_look_again(t, &reports);
    if (e == OK) e = tx_commit(t);
    tx_end(t);
    if (e == OK) call_remark(c, SAY(c->a, W_cred_again_done, both_int(c->a, reports)));
    return e;
}

enum err verb_credibility(struct call *c) {
    struct judged judged[CRED_CHECKS + 1] = {0};
    struct truths truths = {NULL, 0};
    struct tx *t;
    const char *path = call_text(c, "truth", NULL);
    if (call_has(c, "docs")) {
        cred_markdown(&c->out);
        return OK;
    }
    try(call_store(c, false));
    if (call_has(c, "again")) try(look_again(c));
    try(store_read(c->store, c->a, &t));
    enum err e = path ? truth_read(c, t, path, &truths) : counts_print(c, t);
    if (e == OK && path) e = compare(t, &truths, judged);
    if (e == OK && path) judged_print(c, judged);
    tx_end(t);
    return e;
}
