#include "app/cli.h"
#include "app/install.h"
#include "app/manual.h"
#include "base/day.h"
#include "base/text.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct option common_options[] = {
    {"data", OPTION_TEXT, "FILE|URL", W_option_data, false},
    {"json", OPTION_FLAG, "", W_option_json, false},
    {"lang", OPTION_CHOICE, "zh|en", W_option_lang, false},
    {"help", OPTION_FLAG, "", W_option_help, false},
};
const size_t common_option_count = countof(common_options);

const struct verb *verb_find(const char *name) {
    for (size_t i = 0; i < verb_count; i++)
        if (text_eq(verbs[i].name, name)) return &verbs[i];
    return NULL;
}

static const struct option *option_find(const struct verb *v, const char *name) {
    for (size_t i = 0; i < countof(common_options); i++)
        if (text_eq(common_options[i].name, name)) return &common_options[i];
    for (const struct option *o = v->options; o < v->options + OPTIONS_MAX && o->name; o++)
        if (text_eq(o->name, name)) return o;
    return NULL;
}

static enum lang lang_of_environment(void) {
    const char *names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < countof(names); i++) {
        const char *value = getenv(names[i]);
        if (!text_empty(value)) return text_starts(value, "zh") ? ZH : EN;
    }
    return EN;
}

enum err call_refuse(struct call *c, enum err e, struct both sentence) {
    fprintf(stderr, "qipan: %s\n", sentence.in[c->lang]);
    c->spoken = true;
    return e;
}

void call_remark(struct call *c, struct both sentence) { fprintf(stderr, "%s\n", sentence.in[c->lang]); }

void call_progress(struct call *c, int64_t done, int64_t total) {
    enum { WIDTH = 32 };
    static int64_t shown_ms;
    if (!c->terminal) return;
    int64_t now = now_ms();
    if (done != total && now - shown_ms < 100) return;
    shown_ms = now;
    if (total > 0) {
        int filled = (int)((double)done / (double)total * WIDTH);
        fprintf(stderr, "\r[%.*s%*s] %3d %% %lld", filled, "################################", WIDTH - filled, "",
                (int)((double)done * 100 / (double)total), (long long)done);
    } else {
        fprintf(stderr, "\r%lld …", (long long)done);
    }
    if (done == total) fprintf(stderr, "\r\033[K");
    fflush(stderr);
}

struct json call_json(struct call *c) {
    struct json j;
    json_init(&j, &c->out);
    return j;
}

/* -- what was given -- */

bool call_has(const struct call *c, const char *option) { return call_text_at(c, option, 0) != NULL; }

const char *call_text_at(const struct call *c, const char *option, int i) {
    must(option_find(c->verb, option) != NULL);
    for (int k = 0; k < c->given_count; k++)
        if (text_eq(c->given[k].option->name, option) && i-- == 0) return c->given[k].text;
    return NULL;
}

const char *call_text(const struct call *c, const char *option, const char *otherwise) {
    const char *text = call_text_at(c, option, 0);
    return text ? text : otherwise;
}

int64_t call_int(const struct call *c, const char *option, int64_t otherwise) {
    for (int k = 0; k < c->given_count; k++)
        if (text_eq(c->given[k].option->name, option)) return c->given[k].n;
    return otherwise;
}

int32_t call_day(const struct call *c, const char *option) { return (int32_t)call_int(c, option, NO_DAY); }
int32_t call_month(const struct call *c, const char *option) { return (int32_t)call_int(c, option, NO_MONTH); }

static bool is_choice(const char *choices, const char *text) {
    struct span left = span_of(choices), choice;
    while (span_cut(&left, '|', &choice))
        if (span_is(choice, text)) return true;
    return false;
}

static enum err value_take(struct call *c, const struct option *o, const char *text) {
    int64_t n = 0;
    int32_t day;
    bool fits = true;
    if (o->kind == OPTION_INT) fits = text_int(text, INT64_MIN + 1, INT64_MAX, &n);
    if (o->kind == OPTION_DAY) fits = day_read(text, &day), n = fits ? day : 0;
    if (o->kind == OPTION_MONTH) fits = month_read(text, &day), n = fits ? day : 0;
    if (o->kind == OPTION_CHOICE) fits = is_choice(o->value, text);
    if (!fits)
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_option_value_bad, both_text(o->name), both_text(text),
                                             both_text(o->value)));
    if (c->given_count == VALUES_MAX || (!o->many && call_has(c, o->name)))
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_option_twice, both_text(o->name)));
    if (text_eq(o->name, "lang")) c->lang = lang_of(text); /* at once: what follows is told in it */
    c->given[c->given_count].option = o;
    c->given[c->given_count].text = text;
    c->given[c->given_count++].n = n;
    return OK;
}

/* --name, --name=value and --name value; everything behind -- is an argument. */
static enum err arguments_take(struct call *c, int argc, char **argv) {
    c->args = arena_array(c->a, const char *, (size_t)argc + 1);
    for (int i = 0; i < argc; i++) {
        const char *arg = argv[i];
        if (text_eq(arg, "--")) {
            while (++i < argc) c->args[c->arg_count++] = argv[i];
            break;
        }
        if (!text_starts(arg, "--")) {
            c->args[c->arg_count++] = arg;
            continue;
        }
        const char *equals = strchr(arg, '=');
        const char *name = equals ? arena_copy_n(c->a, arg + 2, (size_t)(equals - arg - 2)) : arg + 2;
        const struct option *o = option_find(c->verb, name);
        if (!o) return call_refuse(c, ERR_USAGE, SAY(c->a, W_option_unknown, both_text(name), both_text(c->verb->name)));
        const char *value = equals ? equals + 1 : "";
        if (o->kind != OPTION_FLAG && !equals) {
            if (i + 1 >= argc)
                return call_refuse(c, ERR_USAGE, SAY(c->a, W_option_no_value, both_text(name), both_text(o->value)));
            value = argv[++i];
        }
        try(value_take(c, o, value));
    }
    if (call_has(c, "help")) return OK;
    if (c->arg_count < c->verb->args_min || c->arg_count > c->verb->args_max)
        return call_refuse(c, ERR_USAGE, SAY(c->a, W_verb_arguments, both_text(c->verb->name), both_text(c->verb->takes)));
    return OK;
}

/* -- running -- */

/* What an older program made has new tables now: what every city begins with is put into those that want it. */
enum err call_store_quiet(struct call *c, bool create) {
    if (c->store) return OK;
    struct store_options options = {.create = create};
    enum err e = store_open(c->a, c->data, &options, &c->store);
    if (e == OK && store_migration(c->store)) e = install_store(c->store, c->a);
    return e == ERR_MISSING ? ERR_WORLD : e; /* a project not found is a refusal; data not found are a broken world */
}

enum err call_store(struct call *c, bool create) {
    bool here = c->store != NULL;
    try(call_store_quiet(c, create));
    const char *done = here ? NULL : store_migration(c->store);
    if (done) fprintf(stderr, "qipan: %s\n", SAY(c->a, W_migrate_done, both_text(done)).in[c->lang]);
    return OK;
}

/* The words of a story; *ret_place is the innermost "file:line" of those it was passed through. */
static const char *story_words(const char *story, struct span *ret_place) {
    const char *end;
    *ret_place = span_of("");
    while ((end = strstr(story, ": ")) != NULL) {
        struct span place = {story, (size_t)(end - story)};
        if (!memmem(place.at, place.len, ".c:", 3) || memchr(place.at, ' ', place.len)) break;
        *ret_place = place;
        story = end + 2;
    }
    return story;
}

/* A broken world is told with its story, the place in the program behind it; a refusal has spoken for itself. */
static void failure_print(struct call *c, enum err e) {
    const char *story = arena_failure(c->a);
    const struct err_row *row = err_row(e);
    struct span place;
    if (story) {
        const char *words = story_words(story, &place);
        fprintf(stderr, "qipan: %s [%.*s]\n", words, (int)place.len, place.at);
    } else if (!c->spoken) {
        fprintf(stderr, "qipan: %s\n", c->lang == EN ? row->en : row->zh);
    }
}

static bool output_flush(struct call *c) {
    bool whole = fwrite(out_text_of(&c->out), 1, c->out.len, stdout) == c->out.len;
    if (c->json && c->out.len) fputc('\n', stdout);
    return fflush(stdout) == 0 && whole && !c->out.overflow;
}

static int call_run(struct call *c, int argc, char **argv) {
    enum err e = arguments_take(c, argc, argv);
    c->json = call_has(c, "json");
    const char *from_environment = getenv("QIPAN_DATA");
    c->data = call_text(c, "data", text_empty(from_environment) ? "var/qipan.db" : from_environment);
    if (e == OK && call_has(c, "help")) manual_verb(&c->out, c->lang, c->verb);
    else if (e == OK) e = c->verb->run(c);
    if (e != OK) failure_print(c, e);
    if (!output_flush(c) && e == OK) {
        fprintf(stderr, "qipan: %s: %s\n", word(c->lang, W_output_lost), strerror(errno));
        e = ERR_WORLD;
    }
    arena_reset(c->a); /* ends what a refusal left open: transactions, positions */
    store_close(c->store);
    return e == OK ? c->exit_code : err_row(e)->exit_code;
}

int cli_main(int argc, char **argv) {
    enum lang lang = lang_of_environment();
    const char *name = argc < 2 ? "help" : argv[1];
    if (text_eq(name, "--help") || text_eq(name, "-h")) name = "help";
    if (text_eq(name, "--version")) {
        printf("qipan %s\n", VERSION);
        return 0;
    }
    struct call c = {.a = arena_new((size_t)1 << 30), .lang = lang, .terminal = isatty(STDERR_FILENO)};
    out_init(&c.out, (size_t)1 << 30);
    c.verb = verb_find(name);
    int code;
    if (!c.verb) {
        call_refuse(&c, ERR_USAGE, SAY(c.a, W_verb_unknown, both_text(name)));
        code = err_row(ERR_USAGE)->exit_code;
    } else {
        code = call_run(&c, argc < 2 ? 0 : argc - 2, argv + 2);
        if (argc < 2) code = err_row(ERR_USAGE)->exit_code; /* told how, but nothing was asked */
    }
    out_done(&c.out);
    arena_done(c.a);
    return code;
}
