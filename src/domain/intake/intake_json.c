#include "base/json.h"
#include "base/money.h"
#include "domain/intake/intake.h"

static const char *const class_names[INTAKE_CLASS_COUNT] = {"new", "changed", "unchanged", "refused", "skipped"};
static const char *const fault_names[] = {"cell", "row", "warning", "skipped"};
static const char *const dictionary_names[INTAKE_DICTIONARY_COUNT] = {"area", "field", "department"};
static const char *const state_names[] = {"sure", "asked", "extra", "ignored"};

static void key_both(struct json *j, const char *zh, const char *en, struct both text) {
    json_key_text(j, zh, text.in[ZH]);
    json_key_text(j, en, text.in[EN]);
}

static void key_month(struct json *j, const char *key, int32_t month) {
    char text[MONTH_TEXT];
    if (month == NO_MONTH) json_key_null(j, key);
    else json_key_text(j, key, month_text(month, text));
}

static void heading_json(struct json *j, const struct heading *h) {
    bool is_amount = h->state == HEADING_SURE && intake_field(h->field)->kind == KIND_AMOUNT;
    json_open(j);
    json_key_text(j, "heading", h->text);
    json_key_text(j, "field", h->state == HEADING_ASKED ? NULL : intake_key_name(h->field));
    json_key_text(j, "unit", is_amount && h->unit_fen ? money_unit_name(h->unit_fen) : NULL);
    json_key_text(j, "state", state_names[h->state]);
    if (h->milestone) json_key_text(j, "milestone", h->milestone);
    if (is_amount && h->field == IN_PLAN) json_key_int(j, "year", h->year);
    if (is_amount && h->field != IN_PLAN && intake_key_is_dated(h->field)) {
        key_month(j, "from", h->from_month);
        key_month(j, "to", h->to_month);
    }
    if (h->state == HEADING_ASKED) {
        json_key(j, "candidates");
        json_list(j);
        for (size_t i = 0; i < h->candidate_count; i++) json_text(j, intake_key_name(h->candidates[i]));
        json_list_end(j);
    }
    if (h->why.in[ZH]) key_both(j, "why_zh", "why_en", h->why);
    json_close(j);
}

void intake_mapping_json(struct json *j, const struct heading_map *map) {
    json_list(j);
    for (size_t i = 0; i < map->count; i++) heading_json(j, &map->at[i]);
    json_list_end(j);
}

/* Faults, or what was skipped and why. */
static void faults_json(struct json *j, const struct intake_result *r, enum lang lang, bool skipped) {
    json_key(j, skipped ? "skips" : "faults");
    json_list(j);
    for (size_t i = 0; i < r->fault_count; i++) {
        const struct intake_fault *f = &r->faults[i];
        if ((f->kind == FAULT_SKIPPED) != skipped) continue;
        json_open(j);
        json_key_text(j, "sheet", f->sheet);
        json_key_text(j, "cell", f->cell);
        json_key_text(j, "field", *f->field ? f->field : NULL);
        json_key_text(j, "message", f->text.in[lang]);
        json_key_text(j, "kind", fault_names[f->kind]);
        key_both(j, "message_zh", "message_en", f->text);
        json_close(j);
    }
    json_list_end(j);
}

static void shown_json(struct json *j, const struct intake_result *r, enum lang lang) {
    json_key(j, "projects");
    json_list(j);
    for (size_t i = 0; i < r->shown_count; i++) {
        const struct intake_shown *s = &r->shown[i];
        json_open(j);
        json_key_text(j, "place", s->place);
        json_key_text(j, "class", class_names[s->class]);
        json_key_text(j, "name", s->name);
        json_key(j, "changes");
        json_list(j);
        for (size_t k = 0; k < s->change_count; k++) {
            json_open(j);
            json_key_text(j, "field", word(lang, s->changes[k].label));
            json_key_text(j, "of", s->changes[k].of.in[lang]);
            json_key_text(j, "old", s->changes[k].old);
            json_key_text(j, "new", s->changes[k].now);
            json_close(j);
        }
        json_list_end(j);
        json_close(j);
    }
    json_list_end(j);
}

static void proposals_json(struct json *j, const struct intake_result *r) {
    json_key(j, "proposals");
    json_list(j);
    for (size_t i = 0; i < r->proposal_count; i++) {
        json_open(j);
        json_key_text(j, "kind", dictionary_names[r->proposals[i].dictionary]);
        json_key_text(j, "name", r->proposals[i].name);
        json_key_int(j, "rows", r->proposals[i].rows);
        json_key_text(j, "place", r->proposals[i].place);
        json_key_bool(j, "accepted", r->proposals[i].is_made);
        json_close(j);
    }
    json_list_end(j);
}

static void twins_json(struct json *j, const struct intake_result *r) {
    json_key(j, "duplicates");
    json_list(j);
    for (size_t i = 0; i < r->twin_count; i++) {
        json_open(j);
        json_key_text(j, "place", r->twins[i].place);
        json_key_text(j, "name", r->twins[i].name);
        json_key_text(j, "other", r->twins[i].other);
        json_key_text(j, "other_place", r->twins[i].other_place);
        json_key_int(j, "other_id", r->twins[i].project_id);
        key_both(j, "why_zh", "why_en", both_word(r->twins[i].why));
        json_close(j);
    }
    json_list_end(j);
}

void intake_json(struct json *j, const struct intake_result *r, enum lang lang) {
    json_open(j);
    json_key_int(j, "rows", r->rows);
    for (enum intake_class c = 0; c < INTAKE_CLASS_COUNT; c++) json_key_int(j, class_names[c], r->counts[c]);
    json_key_int(j, "fault_total", r->fault_total);
    faults_json(j, r, lang, false);
    faults_json(j, r, lang, true);
    json_key(j, "mapping");
    json_list(j);
    for (size_t s = 0; s < r->sheet_count; s++)
        for (size_t i = 0; i < r->sheets[s].map.count; i++) heading_json(j, &r->sheets[s].map.at[i]);
    json_list_end(j);
    proposals_json(j, r);
    twins_json(j, r);
    shown_json(j, r, lang);
    if (r->entry) json_key_int(j, "entry", r->entry);
    json_close(j);
}
