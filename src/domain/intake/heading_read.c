/* What one heading means, from its parts. */
#include "domain/intake/heading.h"
#include "domain/intake/heading_milestone.h"
#include "domain/intake/heading_parts.h"
#include <string.h>

/* Headings that two offices use for two things: always a question. */
static const struct {
    const char *headings; /* folded, | between */
    enum intake_key candidates[CANDIDATES_MAX];
    size_t count;
} ambiguous[] = {
    {"开工时间|开工日期|开工年月|开工|startdate|start", {IN_PLANNED_START, IN_ACTUAL_START}, 2},
    {"竣工时间|竣工日期|完工时间|完工日期|竣工年月|建成时间|finishdate|finish|completiondate|enddate",
     {IN_PLANNED_FINISH, IN_ACTUAL_FINISH}, 2},
    {"投产时间|投产日期|投产|production", {IN_PLANNED_PRODUCTION, IN_PRODUCTION}, 2},
    {"责任单位|牵头单位|责任主体|unit", {IN_DEPARTMENT, IN_UNIT_NAME, IN_AREA}, 3},
    {"行业|所属行业|行业类别|行业分类|industry", {IN_FIELD, IN_INDUSTRY_CODE}, 2},
    {"项目类型|项目分类|项目类别|类型|类别|分类|type", {IN_FIELD, IN_LIST_ROLE, IN_LIST_LEVEL, IN_NATURE}, 4},
    {"性质", {IN_NATURE, IN_LIST_ROLE}, 2},
    {"代码|编码|code", {IN_NATIONAL_CODE, IN_OUTSIDE_NO, IN_USCC}, 3},
    {"负责人|责任人|项目负责人", {IN_CONTACT_NAME, IN_LEADER}, 2},
    {"日期|时间|date", {IN_REGISTERED, IN_PLANNED_START, IN_ACTUAL_START}, 3},
    {"年度|年份|year", {IN_LIST_YEAR}, 1},
};

static bool list_has(const char *list, const char *text) {
    struct span rest = span_of(list), item;
    while (span_cut(&rest, '|', &item))
        if (span_is(item, text)) return true;
    return false;
}

/* The registry field of which this is a heading, or IN_EXTRA. */
static enum intake_key field_named(const char *core) {
    for (enum intake_key k = 0; k < INTAKE_FIELD_COUNT; k++)
        if (intake_field(k)->headings && list_has(intake_field(k)->headings, core)) return k;
    return IN_EXTRA;
}

static void sure(struct heading *h, enum intake_key key) {
    h->state = HEADING_SURE;
    h->field = key;
}

static void candidate(struct heading *h, enum intake_key key) {
    for (size_t i = 0; i < h->candidate_count; i++)
        if (h->candidates[i] == key) return;
    if (h->candidate_count < CANDIDATES_MAX) h->candidates[h->candidate_count++] = key;
}

static void ask(struct heading *h, enum word why) {
    h->state = HEADING_ASKED;
    h->field = IN_EXTRA;
    h->why = both_word(why);
}

static void ignore(struct heading *h, enum word why) {
    h->state = HEADING_IGNORED;
    h->field = IN_IGNORE;
    h->why = both_word(why);
}

/* -- investment headings -- */

enum { MONTH_OR_RANGE = 1u << 20, RANGE = 1u << 21, YEAR = 1u << 22 };

/* What a heading states, by what it says: all of `with`, none of `without`; first row that fits. A
 * second key makes it a question. Months of a plan are not kept as plans, so they are nobody's. */
static const struct {
    unsigned with, without;
    enum intake_key means[3];
    size_t count;
} grammar[] = {
    {SAYS_DONE | SAYS_BEFORE, 0, {IN_BEFORE}, 1},
    {SAYS_DONE | SAYS_YEAR_END, 0, {IN_BEFORE}, 1},
    {SAYS_DONE | SAYS_SINCE, 0, {IN_SINCE_START}, 1},
    {SAYS_DONE | SAYS_YTD, 0, {IN_YTD}, 1},
    {SAYS_INVEST | SAYS_YTD, SAYS_PLAN, {IN_YTD}, 1},
    {SAYS_DONE | RANGE, 0, {IN_YTD}, 1},
    {SAYS_DONE | SAYS_CUMULATIVE | SAYS_THIS_YEAR, 0, {IN_YTD}, 1},
    {SAYS_DONE | SAYS_CUMULATIVE, 0, {IN_YTD, IN_SINCE_START}, 2},
    {SAYS_DONE | SAYS_UPTO, 0, {IN_YTD, IN_SINCE_START}, 2},
    {SAYS_DONE | MONTH_OR_RANGE, 0, {IN_MONTH_DONE}, 1},
    {SAYS_DONE | SAYS_THIS_MONTH, 0, {IN_MONTH_DONE}, 1},
    {SAYS_DONE | SAYS_THIS_YEAR, 0, {IN_YTD}, 1},
    {SAYS_DONE | SAYS_LAST_YEAR, 0, {IN_YTD}, 1},
    {SAYS_DONE | YEAR, 0, {IN_YTD}, 1},
    {SAYS_DONE, 0, {IN_YTD, IN_MONTH_DONE, IN_SINCE_START}, 3},
    {SAYS_PLAN | MONTH_OR_RANGE, 0, {IN_EXTRA}, 0},
    {SAYS_PLAN | SAYS_THIS_MONTH, 0, {IN_EXTRA}, 0},
    {SAYS_TOTAL, SAYS_THIS_YEAR | YEAR, {IN_TOTAL}, 1},
    {SAYS_PLAN | SAYS_THIS_YEAR, 0, {IN_PLAN}, 1},
    {SAYS_PLAN | YEAR, 0, {IN_PLAN}, 1},
    {SAYS_PLAN | SAYS_INVEST, 0, {IN_PLAN, IN_TOTAL}, 2},
    {SAYS_INVEST | SAYS_THIS_YEAR, 0, {IN_PLAN, IN_YTD}, 2},
    {SAYS_INVEST | YEAR, 0, {IN_PLAN, IN_YTD}, 2},
    {SAYS_INVEST, 0, {IN_TOTAL, IN_PLAN, IN_YTD}, 3},
};

static unsigned said(const struct heading_parts *p) {
    unsigned says = p->says;
    if (p->month_first) says |= MONTH_OR_RANGE;
    if (p->month_first && p->month_first != p->month_last) says |= RANGE;
    if (p->year) says |= YEAR;
    if (says & SAYS_PLAN && says & SAYS_DONE) says &= p->plan_first ? ~(unsigned)SAYS_DONE : ~(unsigned)SAYS_PLAN;
    return says;
}

static enum intake_key of_bureau(enum intake_key key) {
    return key == IN_YTD ? IN_BUREAU_YTD : key == IN_MONTH_DONE ? IN_BUREAU_MONTH
         : key == IN_SINCE_START || key == IN_BEFORE ? IN_BUREAU_SINCE_START : key;
}

static void read_investment(struct heading *h, const struct heading_parts *p) {
    unsigned says = said(p);
    for (size_t i = 0; i < countof(grammar); i++) {
        if ((says & grammar[i].with) != grammar[i].with || says & grammar[i].without) continue;
        for (size_t k = 0; k < grammar[i].count; k++)
            candidate(h, says & SAYS_BUREAU ? of_bureau(grammar[i].means[k]) : grammar[i].means[k]);
        if (grammar[i].count == 1) sure(h, h->candidates[0]);
        else if (grammar[i].count) ask(h, W_in_ask_which);
        return;
    }
}

/* -- when -- */

/* Fills the months of a fact from the heading, else from what is known of the sheet; false if neither tells. */
static bool date_fact(struct heading *h, const struct heading_parts *p, const struct heading_context *c) {
    bool whole_year = p->says & SAYS_LAST_YEAR || (p->year && c->year && p->year < c->year);
    int year = p->year ? p->year : p->says & SAYS_LAST_YEAR && c->year ? c->year - 1 : c->year;
    int first = p->month_first, last = p->month_last;
    if (!last) last = p->says & SAYS_YEAR_END || whole_year ? 12 : year == c->year ? c->month : 0;
    switch (h->field) {
    case IN_BEFORE:
        if (!(p->says & SAYS_YEAR_END) && year) year--;
        if (!p->month_last) last = 12;
        h->from_month = NO_MONTH;
        break;
    case IN_SINCE_START:
    case IN_BUREAU_SINCE_START: h->from_month = NO_MONTH; break;
    case IN_MONTH_DONE:
    case IN_BUREAU_MONTH: first = last; break;
    default:
        if (!first || p->says & (SAYS_YTD | SAYS_CUMULATIVE | SAYS_UPTO)) first = first && first != last ? first : 1;
    }
    if (!year || !last) return false;
    int year_last = p->year_last ? p->year_last : year;
    h->to_month = month_of(year_last, last);
    if (h->field != IN_BEFORE && h->field != IN_SINCE_START && h->field != IN_BUREAU_SINCE_START)
        h->from_month = month_of(year, first);
    return h->from_month == NO_MONTH || h->from_month <= h->to_month;
}

static void date_heading(struct heading *h, const struct heading_parts *p, const struct heading_context *c) {
    if (h->state != HEADING_SURE) return;
    if (h->field == IN_PLAN || h->field == IN_PLAN_TARGET || h->field == IN_PLAN_REASON || h->field == IN_LIST_LEVEL ||
        h->field == IN_LIST_ROLE || h->field == IN_LIST_DOCUMENT) {
        h->year = p->year ? p->year : p->says & SAYS_LAST_YEAR && c->year ? c->year - 1 : c->year;
        h->revision = p->revision ? p->revision : p->says & SAYS_FIRST ? 1 : 0;
        h->is_provisional = p->says & SAYS_PROVISIONAL;
        if (!h->year && h->field == IN_PLAN) candidate(h, IN_PLAN), ask(h, W_in_ask_year);
    } else if (intake_key_is_dated(h->field) && !date_fact(h, p, c)) {
        candidate(h, h->field);
        ask(h, W_in_ask_month);
    }
}

/* -- one text -- */

static void read_core(struct heading *h, const char *core) {
    enum intake_key key = field_named(core);
    if (key != IN_EXTRA) sure(h, key);
    for (size_t i = 0; h->state == HEADING_EXTRA && i < countof(ambiguous); i++)
        if (list_has(ambiguous[i].headings, core)) {
            for (size_t k = 0; k < ambiguous[i].count; k++) candidate(h, ambiguous[i].candidates[k]);
            ask(h, W_in_ask_which);
        }
}

/* Headings end in their noun: 滨海新区项目主管部门 is perhaps a 主管部门. */
static void read_ending(struct heading *h, const char *core) {
    size_t len = strlen(core);
    for (enum intake_key k = 0; k < INTAKE_FIELD_COUNT; k++) {
        struct span rest = span_of(intake_field(k)->headings ? intake_field(k)->headings : ""), item;
        while (span_cut(&rest, '|', &item))
            if (item.len >= strlen("名称") && item.len < len && !memcmp(core + len - item.len, item.at, item.len))
                candidate(h, k);
    }
    if (h->candidate_count) ask(h, W_in_ask_perhaps);
}

static bool is_serial(const char *core) {
    return list_has("序号|序|行号|顺序号|no|sn|serial|serialno|rank|", core);
}

static struct heading read_text(struct arena *a, const char *text, size_t part_count, const struct heading_context *c) {
    struct heading h = {
        .text = text, .state = HEADING_EXTRA, .field = IN_EXTRA, .from_month = NO_MONTH, .to_month = NO_MONTH,
        .milestone_kind = NO_INT};
    struct heading_parts p = heading_take_apart(a, text);
    h.unit_fen = p.unit_fen ? p.unit_fen : c->unit_fen;
    if (is_serial(p.whole)) {
        ignore(&h, W_in_ignored_serial);
        return h;
    }
    read_core(&h, p.whole);
    if (h.state == HEADING_EXTRA) read_core(&h, p.plain);
    if (h.state == HEADING_EXTRA && p.year) read_core(&h, arena_join(a, "年度", p.plain)); /* 2022年度目标 */
    if (h.state == HEADING_EXTRA && text_starts(p.plain, "项目")) read_core(&h, p.plain + strlen("项目"));
    if (h.state == HEADING_EXTRA) heading_read_milestone(a, text, part_count, c->milestones, &h);
    if (h.state == HEADING_EXTRA && p.says & SAYS_SHARE && (!*p.rest || p.says & ~(unsigned)SAYS_SHARE)) {
        ignore(&h, W_in_ignored_share);
        return h;
    }
    if (h.state == HEADING_EXTRA && !*p.rest) read_investment(&h, &p);
    if (h.state == HEADING_EXTRA) read_ending(&h, p.plain);
    date_heading(&h, &p, c);
    return h;
}

static const char *join(struct arena *a, const char *const *parts, size_t count) {
    struct out *o = out_in(a, 1 << 16);
    for (size_t i = 0; i < count; i++) {
        if (i) out_char(o, ' ');
        out_raw(o, parts[i]);
    }
    return out_text_of(o);
}

/* What groups above say about time and unit, for a sub-heading that is read without them. */
static struct heading_context context_of(struct arena *a, const char *group, const struct heading_context *c) {
    struct heading_parts p = heading_take_apart(a, group);
    struct heading_context inner = *c;
    if (p.unit_fen) inner.unit_fen = p.unit_fen;
    if (p.year) inner.year = p.year, inner.month = p.month_last;
    else if (p.month_last && c->year) inner.month = p.month_last;
    return inner;
}

/* Read whole first; else the sub-heading alone, if what stands above is no field of its own. */
struct heading heading_read(struct arena *a, const char *const *parts, size_t part_count,
                            const struct heading_context *context) {
    const char *text = join(a, parts, part_count);
    struct heading whole = read_text(a, text, part_count, context);
    for (size_t i = 1; i < part_count && whole.state != HEADING_SURE && whole.state != HEADING_IGNORED; i++) {
        const char *group = join(a, parts, i);
        struct heading_context inner = context_of(a, group, context);
        struct heading sub = read_text(a, join(a, parts + i, part_count - i), part_count - i, &inner);
        struct heading above = read_text(a, group, i, context);
        if (above.state == HEADING_SURE && intake_field(above.field)->headings && sub.state == HEADING_SURE) {
            candidate(&whole, sub.field);
            ask(&whole, W_in_ask_perhaps);
        } else if (sub.state == HEADING_SURE || sub.state == HEADING_IGNORED || whole.state == HEADING_EXTRA) {
            whole = sub;
        }
    }
    whole.text = text;
    return whole;
}
