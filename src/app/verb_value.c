#include "app/verbs.h"
#include "base/money.h"
#include "base/text.h"
#include "sheet/value.h"

/* One value as the line or object that tells it. */
struct told {
    const char *value, *unit; /* value NULL: not known, or a fault */
    struct both note;
};

static enum err tell_amount(struct arena *a, struct span text, struct told *ret, struct both *ret_fault) {
    struct value_amount v;
    try(value_read_amount(a, text, &AMOUNT_YUAN, &v, ret_fault));
    *ret = (struct told){v.fen == NO_FEN ? NULL : money_exact(a, v.fen, FEN_PER_YUAN), "元", v.note};
    return OK;
}

static enum err tell_date(struct arena *a, struct span text, struct told *ret, struct both *ret_fault) {
    struct value_date v;
    try(value_read_date(a, text, NULL, &v, ret_fault));
    *ret = (struct told){v.precision == DATE_UNKNOWN ? NULL : value_date_print(a, &v), "", v.note};
    return OK;
}

static enum err tell_percent(struct arena *a, struct span text, struct told *ret, struct both *ret_fault) {
    struct value_number v;
    try(value_read_percent(a, text, &v, ret_fault));
    *ret = (struct told){v.is_known ? v.text : NULL, v.unit, v.note};
    return OK;
}

static enum err tell_area(struct arena *a, struct span text, struct told *ret, struct both *ret_fault) {
    struct value_number v;
    try(value_read_area(a, text, "平方米", &v, ret_fault));
    *ret = (struct told){v.is_known ? v.text : NULL, v.unit, v.note};
    return OK;
}

static enum err tell_duration(struct arena *a, struct span text, struct told *ret, struct both *ret_fault) {
    struct value_duration v;
    try(value_read_duration(a, text, NULL, &v, ret_fault));
    *ret = (struct told){v.is_known ? arena_printf(a, "%d", v.count) : NULL, duration_unit_name(v.unit, ZH), v.note};
    return OK;
}

static enum err tell_docno(struct arena *a, struct span text, struct told *ret, struct both *ret_fault) {
    struct value_docno v;
    try(value_read_docno(a, text, &v, ret_fault));
    *ret = (struct told){*v.text ? v.text : NULL, "", v.note};
    return OK;
}

static enum err tell_name(struct arena *a, struct span text, struct told *ret, struct both *ret_fault) {
    const char *name;
    try(value_read_name(a, text, &name, ret_fault));
    *ret = (struct told){*name ? name : NULL, "", {{NULL}}};
    return OK;
}

static const struct {
    const char *name;
    enum err (*tell)(struct arena *a, struct span text, struct told *ret, struct both *ret_fault);
} kinds[] = {
    {"amount", tell_amount}, {"date", tell_date}, {"percent", tell_percent}, {"area", tell_area}, {"duration", tell_duration},
    {"docno", tell_docno},   {"name", tell_name},
};

static void told_json(struct json *j, const char *input, const struct told *t, const struct both *fault) {
    json_open(j);
    json_key_text(j, "input", input);
    json_key_text(j, "value", t->value);
    json_key_text(j, "unit", t->value ? t->unit : NULL);
    json_key_text(j, "fault", fault->in[EN]);
    json_key_text(j, "fault_zh", fault->in[ZH]);
    json_key_text(j, "note", t->note.in[EN]);
    json_close(j);
}

enum err verb_value(struct call *c) {
    size_t kind = 0;
    while (kind < countof(kinds) && !text_eq(kinds[kind].name, c->args[0])) kind++;
    if (kind == countof(kinds)) return call_refuse(c, ERR_USAGE, SAY(c->a, W_value_kind_unknown, both_text(c->args[0])));
    struct json j = call_json(c);
    if (c->json) json_list(&j);
    for (int i = 1; i < c->arg_count; i++) {
        struct told told = {0};
        struct both fault = {{NULL, NULL}};
        enum err e = kinds[kind].tell(c->a, span_of(c->args[i]), &told, &fault);
        if (e != OK && e != ERR_INVALID) return e;
        if (e == ERR_INVALID) c->exit_code = 1;
        if (c->json) told_json(&j, c->args[i], &told, &fault);
        else if (e == ERR_INVALID) out_printf(&c->out, "%s\t%s\n", c->args[i], fault.in[c->lang]);
        else out_printf(&c->out, "%s\t%s\t%s\n", c->args[i], told.value ? told.value : "—", told.value ? told.unit : "");
    }
    if (c->json) json_list_end(&j);
    return OK;
}
