#include "app/manual.h"
#include "base/text.h"
#include <string.h>

/* Calls what follows for each option of a verb, its own first. */
#define EACH_OPTION(o, array, count)                                                                         \
    for (const struct option *o = (array); o < (array) + (count) && o->name; o++)

static const char *const exit_names[] = {"0", "1", "2", "3"};
static const enum word exit_words[] = {W_exit_done, W_exit_refused, W_exit_usage, W_exit_world};

/* -- a terminal -- */

/* Text, then blanks up to a column; what is too long has a line of its own. */
static void padded(struct out *o, const char *text, size_t columns) {
    size_t n = utf8_columns(text);
    out_raw(o, text);
    if (n > columns) out_char(o, '\n'), n = 0;
    for (; n < columns; n++) out_char(o, ' ');
}

static struct span examples_of(const struct verb *v) { return span_of(v->examples ? v->examples : ""); }
/* An example a line; *at moves on, false behind the last. */
static bool example_next(struct span *at, struct span *ret) { return span_cut(at, '\n', ret) && ret->len > 0; }

void manual_program(struct out *o, enum lang lang) {
    out_printf(o, "%s\n\n", word(lang, W_program_about));
    for (const struct verb *v = verbs; v < verbs + verb_count; v++) {
        struct out left;
        out_init(&left, 256);
        out_printf(&left, "  qipan %s %s", v->name, v->takes);
        padded(o, out_text_of(&left), 30);
        out_printf(o, " %s\n", word(lang, v->about));
        out_done(&left);
    }
    out_printf(o, "\n%s\n", word(lang, W_program_more));
}

static void options_print(struct out *o, enum lang lang, const struct option *options, size_t count) {
    EACH_OPTION(p, options, count) {
        struct out left;
        out_init(&left, 256);
        out_printf(&left, "  --%s%s%s%s", p->name, *p->value ? " " : "", p->value, p->many ? " …" : "");
        padded(o, out_text_of(&left), 30);
        out_printf(o, " %s\n", word(lang, p->about));
        out_done(&left);
    }
}

void manual_verb(struct out *o, enum lang lang, const struct verb *v) {
    out_printf(o, "qipan %s %s\n\n%s\n\n", v->name, v->takes, word(lang, v->about));
    options_print(o, lang, v->options, OPTIONS_MAX);
    options_print(o, lang, common_options, common_option_count);
    struct span examples = examples_of(v), line;
    if (examples.len) out_raw(o, "\n");
    while (example_next(&examples, &line)) out_printf(o, "  $ %.*s\n", (int)line.len, line.at);
}

/* -- roff -- */

/* Text in roff: no control line, no escape, dashes that stay dashes when copied. */
static void roff(struct out *o, const char *text) {
    if (*text == '.' || *text == '\'') out_raw(o, "\\&");
    for (const char *c = text; *c; c++) {
        if (*c == '\\') out_raw(o, "\\e");
        else if (*c == '-') out_raw(o, "\\-");
        else out_char(o, *c);
    }
}

static void roff_section(struct out *o, enum lang lang, enum word name) { out_printf(o, ".SH %s\n", word(lang, name)); }

static void roff_paragraph(struct out *o, const char *text) {
    roff(o, text);
    out_raw(o, "\n");
}

static void roff_options(struct out *o, enum lang lang, const struct option *options, size_t count) {
    EACH_OPTION(p, options, count) {
        out_raw(o, ".TP\n\\fB\\-\\-");
        roff(o, p->name);
        out_raw(o, "\\fR");
        if (*p->value) {
            out_raw(o, " \\fI");
            roff(o, p->value);
            out_raw(o, "\\fR");
        }
        if (p->many) out_raw(o, " …");
        out_raw(o, "\n");
        roff_paragraph(o, word(lang, p->about));
    }
}

static void roff_verb(struct out *o, enum lang lang, const struct verb *v) {
    out_printf(o, ".SS \"qipan %s", v->name);
    if (*v->takes) {
        out_raw(o, " ");
        roff(o, v->takes);
    }
    out_raw(o, "\"\n");
    roff_paragraph(o, word(lang, v->about));
    roff_options(o, lang, v->options, OPTIONS_MAX);
    struct span examples = examples_of(v), line;
    if (!examples.len) return;
    out_raw(o, ".PP\n.EX\n");
    while (example_next(&examples, &line)) {
        struct out text;
        out_init(&text, 4096);
        out_bytes(&text, line.at, line.len);
        out_raw(o, "$ ");
        roff_paragraph(o, out_text_of(&text));
        out_done(&text);
    }
    out_raw(o, ".EE\n");
}

void manual_roff(struct out *o, enum lang lang) {
    out_printf(o, ".\\\" Written by: qipan help --man --lang %s\n", lang_tag(lang));
    out_printf(o, ".TH QIPAN 1 \"\" \"qipan %s\" \"\"\n", VERSION);
    roff_section(o, lang, W_manual_name);
    out_printf(o, "qipan \\- %s\n", word(lang, W_manual_about));
    roff_section(o, lang, W_manual_synopsis);
    out_raw(o, ".B qipan\n.I VERB\n[\\fIOPTION\\fR …] [\\fIARGUMENT\\fR …]\n");
    roff_section(o, lang, W_manual_description);
    roff_paragraph(o, word(lang, W_manual_story));
    roff_section(o, lang, W_manual_common);
    roff_options(o, lang, common_options, common_option_count);
    roff_section(o, lang, W_manual_verbs);
    for (const struct verb *v = verbs; v < verbs + verb_count; v++) roff_verb(o, lang, v);
    roff_section(o, lang, W_manual_exit);
    for (size_t i = 0; i < countof(exit_names); i++) {
        out_printf(o, ".TP\n.B %s\n", exit_names[i]);
        roff_paragraph(o, word(lang, exit_words[i]));
    }
    roff_section(o, lang, W_manual_environment);
    out_raw(o, ".TP\n.B QIPAN_DATA\n");
    roff_paragraph(o, word(lang, W_manual_qipan_data));
    out_raw(o, ".TP\n.BR LC_ALL \", \" LC_MESSAGES \", \" LANG\n");
    roff_paragraph(o, word(lang, W_manual_lang));
}

/* -- Markdown -- */

/* A cell of a table: a bar would end it. */
static void cell(struct out *o, const char *text) {
    for (const char *c = text; *c; c++) {
        if (*c == '|') out_char(o, '\\');
        out_char(o, *c);
    }
}

static void markdown_options(struct out *o, const struct option *options, size_t count) {
    out_raw(o, "| option | | |\n|---|---|---|\n");
    EACH_OPTION(p, options, count) {
        out_printf(o, "| `--%s", p->name);
        if (*p->value) out_raw(o, " ");
        cell(o, p->value);
        out_printf(o, "`%s | %s | %s |\n", p->many ? " …" : "", word(EN, p->about), word(ZH, p->about));
    }
    out_raw(o, "\n");
}

void manual_markdown(struct out *o) {
    out_raw(o, "<!-- Written by: qipan help --markdown -->\n# The command line\n\n");
    out_printf(o, "%s\n\n%s\n\n", word(EN, W_manual_story), word(ZH, W_manual_story));
    markdown_options(o, common_options, common_option_count);
    out_raw(o, "| exit | | |\n|---|---|---|\n");
    for (size_t i = 0; i < countof(exit_names); i++)
        out_printf(o, "| %s | %s | %s |\n", exit_names[i], word(EN, exit_words[i]), word(ZH, exit_words[i]));
    for (const struct verb *v = verbs; v < verbs + verb_count; v++) {
        out_printf(o, "\n## %s\n`qipan %s%s%s`\n\n%s\n\n%s\n\n", v->name, v->name, *v->takes ? " " : "", v->takes,
                   word(EN, v->about), word(ZH, v->about));
        if (v->options[0].name) markdown_options(o, v->options, OPTIONS_MAX);
        if (v->examples) out_printf(o, "```sh\n%s\n```\n", v->examples);
    }
}
