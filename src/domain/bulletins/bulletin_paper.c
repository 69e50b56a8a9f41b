/* A bulletin on paper: sections with their sentences and remarks, the rankings and the projects with a red light as tables. */
#include "base/text.h"
#include "domain/bulletins/bulletin_inside.h"
#include "domain/people/setting.h"
#include "paper/paper.h"

enum { PDF_MAX = 32 << 20, RANK_COLUMNS = 10, RED_COLUMNS = 6 };

struct printing {
    struct arena *a;
    enum lang lang;
    struct paper *paper;
    const struct bulletin_content *c;
    const struct remarks_of_bulletin_row *remarks;
    size_t remark_count;
};

static void sentences_print(const struct printing *p, const char *section) {
    for (size_t i = 0; i < p->c->item_count; i++) {
        const struct bulletin_item *item = &p->c->items[i];
        if (text_eq(item->section, section) && text_eq(item->kind, "sentence"))
            paper_text(p->paper, bulletin_item_text(p->a, item, p->lang));
    }
    for (size_t i = 0; i < p->remark_count; i++)
        if (text_eq(p->remarks[i].section, section))
            paper_text(p->paper, word_say(p->a, p->lang, W_bulletin_remark_said,
                                          (const struct both[]){{{NULL}}, both_text(p->remarks[i].text)}, 2));
}

static const char *missing_said(const struct printing *p, const struct bulletin_item *item) {
    struct out *o = out_in(p->a, 4096);
    for (size_t i = 0; i < item->missing_count; i++) {
        unsigned n = bulletin_figure_read(item->missing[i]);
        out_printf(o, "%s%s", i ? word(p->lang, W_bulletin_and) : "",
                   n < BULLETIN_FIGURES ? word(p->lang, bulletin_figure_name(n)) : item->missing[i]);
    }
    return out_text_of(o);
}

static void ranking_print(const struct printing *p, const char *section) {
    struct paper_column columns[RANK_COLUMNS] = {{word(p->lang, W_bulletin_rank), 8, PAPER_RIGHT},
                                                 {word(p->lang, W_bulletin_unit), 16, PAPER_LEFT},
                                                 {word(p->lang, W_bulletin_f_score), 9, PAPER_RIGHT}};
    must(bulletin_rank_figure_count + 3 >= RANK_COLUMNS);
    for (size_t i = 3; i < RANK_COLUMNS; i++)
{
        unsigned n = bulletin_rank_figures[i - 3];
        const char *unit = bulletin_figure_unit(n) == FIGURE_FEN ? word(p->lang, W_bulletin_unit_yi) : "";
        columns[i] = (struct paper_column){arena_printf(p->a, "%s %s", word(p->lang, bulletin_figure_name(n)), unit), 11,
                                           PAPER_RIGHT};
    }
    bool is_begun = false;
    for (size_t i = 0; i < p->c->item_count; i++) {
        const struct bulletin_item *item = &p->c->items[i];
        if (!text_eq(item->section, section) || !*item->unit_key) continue;
        if (!is_begun) paper_table(p->paper, NULL, columns, RANK_COLUMNS);
        is_begun = true;
        struct paper_cell cells[RANK_COLUMNS] = {{0}};
        bool is_ranked = text_eq(item->kind, "rank");
        cells[0] = PAPER_CELL(!is_ranked ? word(p->lang, W_bulletin_apart_short)
                                         : arena_printf(p->a, "%lld%s", (long long)item->rank, item->is_tied ? word(p->lang,
                                               W_bulletin_tied) : ""));
        for (size_t k = 1; k < RANK_COLUMNS && k <= item->part_count[p->lang]; k++)
            cells[k] = PAPER_CELL(item->parts[p->lang][k - 1].text);
        paper_row(p->paper, cells);
    }
    for (size_t i = 0; i < p->c->item_count; i++) {
        const struct bulletin_item *item = &p->c->items[i];
        if (text_eq(item->section, section) && text_eq(item->kind, "apart"))
            paper_note(p->paper, word_say(p->a, p->lang, W_bulletin_apart,
                                          (const struct both[]){{{NULL}}, both_text(item->parts[p->lang][0].text),
                                                                both_text(missing_said(p, item))}, 3));
    }
}

static void red_print(const struct printing *p) {
    const struct paper_column columns[RED_COLUMNS] = {
        {word(p->lang, W_bulletin_project), 26, PAPER_LEFT}, {word(p->lang, W_project_area), 10, PAPER_LEFT},
        {word(p->lang, W_board_department), 14, PAPER_LEFT}, {word(p->lang, W_bulletin_plan_wan), 12, PAPER_RIGHT},
        {word(p->lang, W_bulletin_rate), 9, PAPER_RIGHT}, {word(p->lang, W_bulletin_why_red), 29, PAPER_LEFT}};
    bool is_begun = false;
    for (size_t i = 0; i < p->c->item_count; i++) {
        const struct bulletin_item *item = &p->c->items[i];
        if (!text_eq(item->kind, "red")) continue;
        if (!is_begun) paper_table(p->paper, NULL, columns, RED_COLUMNS);
        is_begun = true;
        struct paper_cell cells[RED_COLUMNS] = {{0}};
        const struct bulletin_part *parts = item->parts[p->lang];
        size_t n = item->part_count[p->lang];
        cells[0] = (struct paper_cell){.text = item->name, .mark = PAPER_RED_SQUARE};
        cells[1] = PAPER_CELL(n > 0 ? parts[0].text : "");
        cells[2] = PAPER_CELL(n > 1 ? parts[1].text : "");
        cells[3] = PAPER_CELL(item->plan_fen == NO_FEN ? "–" : p->lang == ZH ? money_print(p->a, item->plan_fen, FEN_PER_WAN, 0)
                                                   : money_print(p->a, item->plan_fen, FEN_PER_MILLION, 2));
        cells[4] = PAPER_CELL(item->rate_bp == NO_INT ? "–" : bulletin_value_said(p->a, IND_COMPLETION_RATE, item->rate_bp,
                                                                                 false).in[p->lang]);
        cells[5] = PAPER_CELL(n > 2 ? parts[2].text : "");
        paper_row(p->paper, cells);
    }
}

static void sections_print(const struct printing *p) {
    for (size_t i = 0; i < bulletin_section_count; i++) {
        const char *key = bulletin_sections[i].key;
        paper_heading(p->paper, 1, word(p->lang, bulletin_sections[i].title));
        sentences_print(p, key);
        if (text_eq(key, "areas") || text_eq(key, "departments")) ranking_print(p, key);
        if (text_eq(key, "red")) red_print(p);
    }
}

enum err bulletin_paper(struct tx *t, const struct bulletin *b, enum lang lang, int64_t at_ms, struct blob *ret,
                        size_t *ret_pages) {
    struct arena *a = tx_arena(t);
    struct bulletin_content c;
    struct settings settings;
    struct remarks_of_bulletin_row *remarks;
    size_t count;
    try(bulletin_content_of(t, b, &c));
    try(settings_known(t, c.entry, &settings));
    try(remarks_of_bulletin(t, b->id, &remarks, &count));
    const char *city = lang == ZH ? settings.city_zh : settings.city_en, *number = bulletin_number_said(a, b->year,
        b->number).in[lang];
    const char *office = arena_join(a, city, word(lang, W_bulletin_office));
    struct both known = SAY(a, W_bulletin_footer, both_text(day_print(a, c.known_day)), both_int(a, c.entry),
                            both_text(c.content_sha));
    const struct paper_info info = {.lang = lang, .style = PAPER_REPORT, .title = bulletin_name(a, b->month).in[lang],
                                    .author = office, .footer = known.in[lang], .at_ms = at_ms};
    struct printing p = {a, lang, paper_new(a, &info), &c, remarks, count};
    paper_head(p.paper, office, number);
    paper_title(p.paper, info.title);
    sections_print(&p);
    if (b->issued_day != NO_DAY) paper_line(p.paper, PAPER_RIGHT, office);
    if (b->issued_day != NO_DAY) paper_line(p.paper, PAPER_RIGHT, day_print(a, b->issued_day));
    struct out *bytes = out_in(a, PDF_MAX);
    try(paper_print(p.paper, bytes, ret_pages));
    *ret = (struct blob){bytes->at, bytes->len};
    return OK;
}
