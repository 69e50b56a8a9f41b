#include "web/params.h"
#include "base/day.h"
#include <string.h>

int params_index(const struct route *r, const char *name) {
    for (int i = 0; i < PARAMS_MAX && r->params[i].name; i++)
        if (!strcmp(r->params[i].name, name)) return i;
    return -1;
}

/* Each kind has a function that reads v->text into *v and tells the fault where it finds it. */
struct reader {
    struct arena *a;
    const struct param *param;
    struct faults *faults;
};

static bool bad(const struct reader *r, struct both text) {
    faults_add(r->faults, r->param->name, text);
    return false;
}

static bool has_control(const char *text, bool lines) {
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == 0x7F || (c < ' ' && !(lines && (c == '\n' || c == '\t')))) return true;
    }
    return false;
}

static bool length_fits(const struct reader *r, const char *text) {
    int64_t n = (int64_t)utf8_count(text);
    if (n < r->param->min) return bad(r, SAY(r->a, W_web_param_short, both_int(r->a, r->param->min)));
    if (n > r->param->max) return bad(r, SAY(r->a, W_web_param_long, both_int(r->a, r->param->max)));
    return true;
}

static const char *trimmed(struct arena *a, const char *text) {
    struct span s = span_trim(span_of(text));
    return arena_copy_n(a, s.at, s.len);
}

static bool read_text(const struct reader *r, struct param_value *v) {
    v->text = trimmed(r->a, v->text);
    if (has_control(v->text, false)) return bad(r, both_word(W_web_param_line));
    return length_fits(r, v->text);
}

/* Browsers send CRLF; what is kept has \n. */
static bool read_lines(const struct reader *r, struct param_value *v) {
    char *text = arena_copy(r->a, v->text), *w = text;
    for (const char *p = text; *p; p++)
        if (p[0] != '\r' || p[1] != '\n') *w++ = *p;
    *w = 0;
    v->text = trimmed(r->a, text);
    if (has_control(v->text, true)) return bad(r, both_word(W_web_param_control));
    return length_fits(r, v->text);
}

static bool read_secret(const struct reader *r, struct param_value *v) { return length_fits(r, v->text); }

static bool read_int(const struct reader *r, struct param_value *v) {
    const struct param *p = r->param;
    if (text_int(trimmed(r->a, v->text), p->min, p->max, &v->n)) return true;
    return bad(r, SAY(r->a, W_web_param_int, both_int(r->a, p->min), both_int(r->a, p->max)));
}

/* An id; whether it may be seen, the gate asks. */
static bool read_project(const struct reader *r, struct param_value *v) {
    if (text_int(trimmed(r->a, v->text), 1, INT64_MAX, &v->n)) return true;
    return bad(r, SAY(r->a, W_web_param_int, both_int(r->a, 1), both_int(r->a, INT64_MAX)));
}

static bool read_day(const struct reader *r, struct param_value *v) {
    int32_t day;
    if (!day_read(trimmed(r->a, v->text), &day)) return bad(r, both_word(W_web_param_day));
    v->n = day;
    return true;
}

static bool read_month(const struct reader *r, struct param_value *v) {
    int32_t month;
    if (!month_read(trimmed(r->a, v->text), &month)) return bad(r, both_word(W_web_param_month));
    v->n = month;
    return true;
}

static bool read_choice(const struct reader *r, struct param_value *v) {
    struct span rest = span_of(r->param->choices), choice;
    for (v->n = 0; span_cut(&rest, '|', &choice); v->n++)
        if (span_is(choice, v->text)) return true;
    return bad(r, SAY(r->a, W_web_param_choice, both_text(r->param->choices)));
}

static bool read_flag(const struct reader *r, struct param_value *v) {
    static const char *const words[] = {"0", "1", "off", "on", "false", "true"};
    for (size_t i = 0; i < countof(words); i++) {
        if (strcmp(v->text, words[i]) != 0) continue;
        v->n = (int64_t)i & 1;
        return true;
    }
    return bad(r, both_word(W_web_param_flag));
}

static bool read_file(const struct reader *r, struct param_value *v) {
    if ((int64_t)v->upload->len <= r->param->max) return true;
    return bad(r, SAY(r->a, W_web_param_file_size, both_int(r->a, r->param->max)));
}

static bool read_value(const struct reader *r, struct param_value *v) {
    static bool (*const readers[])(const struct reader *, struct param_value *) = {
        [P_TEXT] = read_text,   [P_LINES] = read_lines,   [P_SECRET] = read_secret, [P_INT] = read_int,  [P_DAY] = read_day,
        [P_MONTH] = read_month, [P_CHOICE] = read_choice, [P_FLAG] = read_flag,     [P_FILE] = read_file,
        [P_PROJECT] = read_project};
    _Static_assert(countof(readers) == PARAM_KINDS, "every kind is read");
    bool wants_file = r->param->kind == P_FILE, is_file = v->upload != NULL;
    if (wants_file != is_file) return bad(r, both_word(wants_file ? W_web_param_not_file : W_web_param_is_file));
    return readers[r->param->kind](r, v);
}

static bool is_empty(const struct param *p, const struct field *f) {
    return !f->upload && (p->kind == P_SECRET ? !f->text[0] : span_trim(span_of(f->text)).len == 0);
}

/* Takes the fields of one parameter. False only if it stands too often. */
static bool read_param(struct arena *a, const struct param *p, const struct fields *fields, struct faults *faults,
                       struct param_got *got) {
    struct reader r = {a, p, faults};
    size_t sent = 0;
    for (size_t i = 0; i < fields->count; i++) sent += !strcmp(fields->at[i].name, p->name);
    if (sent > (p->many ? LIST_MAX : 1)) {
        faults_add(faults, p->name, p->many ? SAY(a, W_web_param_many, both_int(a, LIST_MAX))
                                            : SAY(a, W_web_param_twice, both_text(p->name)));
        return false;
    }
    size_t faults_before = faults->count;
    if (sent) got->at = arena_array(a, struct param_value, sent);
    for (size_t i = 0; i < fields->count; i++) {
        const struct field *f = &fields->at[i];
        if (strcmp(f->name, p->name) != 0) continue;
        if (!got->typed && !f->upload && p->kind != P_SECRET) got->typed = f->text;
        if (is_empty(p, f)) continue;
        struct param_value v = {f->text, 0, f->upload};
        if (read_value(&r, &v)) got->at[got->count++] = v;
    }
    if (p->required && !got->count && faults->count == faults_before)
        faults_add(faults, p->name, both_word(p->kind == P_FILE     ? W_web_param_file
                                              : p->kind == P_CHOICE ? W_web_param_choose
                                                                    : W_web_param_required));
    return true;
}

static bool names_are_declared(struct arena *a, const struct route_match *match, const struct fields *fields,
                               struct faults *faults) {
    bool well = true;
    for (size_t i = 0; i < fields->count; i++) {
        const char *name = fields->at[i].name;
        int index = params_index(match->route, name);
        if (index >= 0 && !match->values[index].at) continue;
        name = utf8_cut(a, name, 40);
        faults_add(faults, name, SAY(a, W_web_param_unknown, both_text(name)));
        well = false;
    }
    return well;
}

/* A path that names nothing is simply not there. */
static enum err read_path(struct arena *a, const struct route_match *match, struct param_got ret_got[PARAMS_MAX]) {
    for (int i = 0; i < PARAMS_MAX && match->route->params[i].name; i++) {
        if (!match->values[i].at) continue;
        struct faults *unsaid = arena_new_of(a, struct faults);
        struct reader r = {a, &match->route->params[i], unsaid};
        struct param_value *v = arena_new_of(a, struct param_value);
        if (!http_decode(a, match->values[i], false, &v->text) || !read_value(&r, v)) return ERR_MISSING;
        ret_got[i] = (struct param_got){v, 1, v->text};
    }
    return OK;
}

enum err params_read(struct arena *a, const struct route_match *match, const struct fields *fields,
                     struct faults *faults, struct param_got ret_got[PARAMS_MAX]) {
    memset(ret_got, 0, PARAMS_MAX * sizeof ret_got[0]);
    try(read_path(a, match, ret_got));
    size_t before = faults->count;
    bool well = names_are_declared(a, match, fields, faults);
    for (int i = 0; i < PARAMS_MAX && match->route->params[i].name; i++)
        if (!match->values[i].at) well &= read_param(a, &match->route->params[i], fields, faults, &ret_got[i]);
    if (!well) return ERR_USAGE;
    if (faults->count == before) return OK;
    return match->route->method == GET ? ERR_USAGE : ERR_INVALID;
}
