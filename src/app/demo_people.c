/* The organisation tree of the practice city, posts and those who hold them. */
#include "app/demo_people.h"
#include "base/text.h"
#include "people_queries.h"
#include <string.h>

enum { PEOPLE_MAX = 240, UNWATCHED_EACH = 60, FINANCED = 8 * DEMO_BANKS };

/* -- names: invented, each once -- */

static const char *name_draw(struct demo_people *p) {
    static const char *const families[] = {"于", "丛", "邹", "姜", "毕", "鞠", "宫", "戚", "曲", "吕",
                                           "苗", "董", "隋", "滕", "连", "岳", "柳", "谷", "慕", "栾"};
    static const char *const first[] = {"晓", "文", "海", "书", "明", "若", "景", "思", "立", "嘉", "承", "念"};
    static const char *const second[] = {"岚", "舟", "宁", "川", "禾", "诚", "屿", "然", "桐", "衡", "澜", "远"};
    for (;;) {
        const char *name = arena_printf(p->a, "%s%s%s", families[dice_int(&p->dice, 0, 19)],
                                        first[dice_int(&p->dice, 0, 11)], second[dice_int(&p->dice, 0, 11)]);
        bool is_taken = false;
        for (int i = 0; i < p->count && !is_taken; i++) is_taken = text_eq(p->names[i], name);
        if (is_taken) continue;
        must(p->count < PEOPLE_MAX);
        return p->names[p->count++] = name;
    }
}

/* -- rows -- */

static enum err unit_add(struct tx *t, struct unit row, int64_t parent_id, int64_t area_id, int sort, int64_t *ret_id) {
    row.parent_id = parent_id;
    row.area_id = area_id;
    row.sort = sort;
    try(unit_put(t, &row, 0));
    *ret_id = row.id;
    return OK;
}

static struct unit unit_of(const char *kind, const char *key, const char *name_zh, const char *name_en) {
    struct unit row = unit_empty;
    row.kind = kind, row.key = key, row.name_zh = name_zh, row.name_en = name_en;
    return row;
}

static enum err post_add(struct tx *t, int64_t unit_id, const char *role, const char *name, int64_t *ret_id) {
    struct post row = post_empty;
    row.unit_id = unit_id, row.role = role, row.name = name;
    try(post_put(t, &row, 0));
    *ret_id = row.id;
    return OK;
}

static enum err holder_add(struct tx *t, int64_t post_id, int64_t account_id, int32_t from_day) {
    struct post_holder row = post_holder_empty;
    row.post_id = post_id, row.account_id = account_id, row.kind = "holds", row.from_day = from_day;
    return post_holder_put(t, &row, 0);
}

static enum err account_add(struct tx *t, struct demo_people *p, const char *login, int64_t *ret_id) {
    struct account row = account_empty;
    row.provider = "password";
    row.subject = login;
    row.name = name_draw(p);
    row.lang = "zh";
    row.is_off = 1;
    try(account_put(t, &row, 0));
    *ret_id = row.id;
    return OK;
}

/* Somebody who has held a post in a unit since the platform began. */
static enum err person_add(struct tx *t, struct demo_people *p, int64_t unit_id, const char *role, const char *post,
                           const char *login, int64_t *ret_account_id) {
    int64_t post_id;
    try(account_add(t, p, login, ret_account_id));
    try(post_add(t, unit_id, role, post, &post_id));
    return holder_add(t, post_id, *ret_account_id, day_of(DEMO_YEAR, 1, 4));
}

/* -- the city's own units -- */

/* A unit, and who is in it. A key that stands again is the same unit. */
static const struct staff {
    const char *kind, *key, *name_zh, *name_en, *role, *post, *login;
} staff[] = {
    {"government", "government", "市政府", "City Government", "leader", "市领导", "leader"},
    {"government", "government", "市政府", "City Government", "leader", "分管领导", "leader.deputy"},
    {"government", "government", "市政府", "City Government", "auditor", "审计监督", "auditor"},
    {"project_office", "office", "市项目办", "City Project Office", "office", "主任", "office.head"},
    {"project_office", "office", "市项目办", "City Project Office", "office", "调度科", "office"},
    {"project_office", "office", "市项目办", "City Project Office", "system", "系统管理员", "system"},
    {"project_office", "office", "市项目办", "City Project Office", "security", "安全保密管理员", "security"},
    {"project_office", "office", "市项目办", "City Project Office", "audit", "安全审计员", "audit"},
    {"bureau", "bureau", "市统计局", "Bureau of Statistics", "bureau", "投资统计科", "bureau"},
    {"factor", "factor.land", "市土地要素保障专班", "Land Factor Team", "factor", "联络员", "factor.land"},
    {"factor", "factor.energy", "市能耗电力保障专班", "Energy Factor Team", "factor", "联络员", "factor.energy"},
    {"factor", "factor.permits", "市环评能评服务专班", "Assessment Factor Team", "factor", "联络员", "factor.permits"},
};

static enum err staff_put(struct tx *t, struct demo_people *p) {
    int64_t unit_id = 0, account_id;
    int leaders = 0;
    for (size_t i = 0; i < countof(staff); i++) {
        const struct staff *s = &staff[i];
        if (i == 0 || !text_eq(s->key, staff[i - 1].key))
            try(unit_add(t, unit_of(s->kind, s->key, s->name_zh, s->name_en), i ? p->government_id : NO_INT, NO_INT,
                         i == 0 ? 0 : 100 + (int)i, &unit_id));
        if (i == 0) p->government_id = unit_id;
        if (text_eq(s->kind, "project_office")) p->office_id = unit_id;
        try(person_add(t, p, unit_id, s->role, s->post, s->login, &account_id));
        if (text_eq(s->role, "bureau")) p->bureau_id = account_id;
        if (text_eq(s->role, "leader")) p->goer_id[DEMO_SPECIALISTS + leaders++] = account_id;
        if (text_eq(s->role, "office")) p->office_account_id = account_id;
        if (!text_eq(s->role, "factor")) continue;
        struct access_grant g = access_grant_empty; /* a factor department is asked about projects everywhere */
        g.account_id = account_id, g.role = "factor";
        try(access_grant_put(t, &g, 0));
    }
    return OK;
}

static enum err departments_put(struct tx *t, struct demo_people *p) {
    for (int i = 0; i < DEPARTMENTS; i++) {
        const struct demo_department *d = &demo_departments[i];
        try(unit_add(t, unit_of("department", d->key, d->name_zh, d->name_en), p->government_id, NO_INT, i + 1,
                     &p->department_id[i]));
        try(person_add(t, p, p->department_id[i], "department", "项目科", d->key, &p->department_account_id[i]));
    }
    return OK;
}

static enum err area_offices_put(struct tx *t, struct demo_people *p, const int64_t area_id[AREAS]) {
    for (int i = 0; i < AREAS; i++) {
        const struct demo_area *area = &demo_areas[i];
        struct unit row = unit_of("area_office", arena_printf(p->a, "%s.office", area->key),
                                  arena_printf(p->a, "%s项目办", area->name_zh),
                                  arena_printf(p->a, "%s Project Office", area->name_en));
        try(unit_add(t, row, p->government_id, area_id[i], 200 + i, &p->area_office_id[i]));
        try(person_add(t, p, p->area_office_id[i], "area_clerk", "调度员", arena_printf(p->a, "%s.clerk", area->key),
                       &p->clerk_id[i]));
        try(person_add(t, p, p->area_office_id[i], "area_office", "主任", arena_printf(p->a, "%s.office", area->key),
                       &p->area_head_id[i]));
    }
    return OK;
}

static enum err specialists_put(struct tx *t, struct demo_people *p) {
    int64_t team_id;
    try(unit_add(t, unit_of("specialist_team", "specialists", "市项目专员组", "Project Specialists"), p->office_id, NO_INT, 300,
                 &team_id));
    for (int i = 0; i < DEMO_SPECIALISTS; i++)
        try(person_add(t, p, team_id, "specialist", "项目专员", arena_printf(p->a, "specialist.%d", i + 1),
                       &p->goer_id[i]));
    return OK;
}

static enum err banks_put(struct tx *t, struct demo_people *p) {
    static const struct { const char *name_zh, *name_en; } banks[DEMO_BANKS] = {
        {"海屿银行", "Haiyu Bank"}, {"澄澜银行", "Chenglan Bank"}, {"蓝栖农商银行", "Lanqi Rural Commercial Bank"}};
    int64_t bank_id;
    for (int i = 0; i < DEMO_BANKS; i++) {
        const char *key = arena_printf(p->a, "bank.%d", i + 1);
        try(unit_add(t, unit_of("bank", key, banks[i].name_zh, banks[i].name_en), NO_INT, NO_INT, 400 + i, &bank_id));
        try(person_add(t, p, bank_id, "bank", "项目信贷部", key, &p->bank_id[i]));
    }
    return OK;
}

/* -- the units of the projects -- */

/* Specialists by areas, as many as their share of the projects. */
static void teams_draw(const struct demo *d, struct demo_people *p) {
    int key[AREAS] = {0}, all = 0, before = 0;
    for (int i = 0; i < d->count; i++)
        if (demo_is_looked_after(&d->projects[i])) key[d->projects[i].area]++, all++;
    for (int area = 0; area < AREAS; area++) {
        p->team_first[area] = all ? before * DEMO_SPECIALISTS / all : 0;
        before += key[area];
    }
    p->team_first[AREAS] = DEMO_SPECIALISTS;
}

enum err demo_people_put(struct tx *t, const struct demo *d, const int64_t area_id[AREAS], struct demo_people *p) {
    p->a = d->a;
    p->dice = dice_of(d->dice.state); /* its own: names move no figure */
    p->names = arena_array(d->a, const char *, PEOPLE_MAX);
    for (int i = 0; i < AREAS; i++) p->reporting[i] = -1;
    for (int i = d->count - 1; i >= 0; i--)
        if (demo_is_looked_after(&d->projects[i])) p->reporting[d->projects[i].area] = i;
    teams_draw(d, p);
    try(staff_put(t, p));
    try(departments_put(t, p));
    try(area_offices_put(t, p, area_id));
    try(specialists_put(t, p));
    return banks_put(t, p);
}

static enum err project_grant(struct tx *t, int64_t account_id, const char *role, int64_t project_id) {
    struct access_grant g = access_grant_empty;
    g.account_id = account_id, g.role = role, g.project_id = project_id;
    return access_grant_put(t, &g, 0);
}

/* In turn within the area, as far as it has people; now and then one is still without. */
static enum err watched_put(struct tx *t, struct demo_people *p, const struct demo_project *project, int index) {
    int n = p->watched++, area = project->area, team = p->team_first[area + 1] - p->team_first[area];
    if (n < FINANCED) try(project_grant(t, p->bank_id[n % DEMO_BANKS], "bank", project->id));
    if (n % UNWATCHED_EACH == UNWATCHED_EACH - 1 || p->given[area] >= team * DEMO_LOAD) return OK;
    struct assignment row = assignment_empty;
    row.project_id = project->id;
    int specialist = p->team_first[area] + p->given[area]++ % team;
    p->watched_by[specialist][p->watched_count[specialist]++] = index;
    row.account_id = p->goer_id[specialist];
    row.kind = "specialist";
    row.from_day = project->registered_day > day_of(DEMO_YEAR, 1, 4) ? project->registered_day : day_of(DEMO_YEAR, 1, 4);
    row.stands_in = 0;
    return assignment_put(t, &row, 0);
}

enum err demo_people_project(struct tx *t, struct demo_people *p, const struct demo *d, int index, int64_t area_id) {
    const struct demo_project *project = &d->projects[index];
    struct unit row = unit_of("project_unit", project->uscc, project->unit, project->unit);
    int64_t unit_id, post_id, account_id;
    row.uscc = project->uscc;
    try(unit_add(t, row, p->area_office_id[project->area], area_id, 1000 + index, &unit_id));
    try(post_add(t, unit_id, "project_unit", "填报人", &post_id));
    if (p->reporting[project->area] == index) {
        try(account_add(t, p, arena_printf(p->a, "%s.unit", demo_areas[project->area].key), &account_id));
        try(holder_add(t, post_id, account_id, project->registered_day));
        p->unit_account_id[project->area] = account_id;
    }
    return demo_is_looked_after(project) ? watched_put(t, p, project, index) : OK;
}

/* -- leaders' linked projects -- */

enum { LINKED_FROM = 18998 /* 2022-01-06 */, PROVINCIAL = 1 << 0 | 1 << 1 };

int64_t demo_people_link_moment(void) { return ms_of_day(LINKED_FROM, 480) + (int64_t)9 * 3600000 + 40 * 60000; }

static bool is_to_link(const struct demo_project *p) {
    return demo_is_looked_after(p) && (p->levels[1] & PROVINCIAL) && p->registered_day < LINKED_FROM && p->id > 0;
}

/* One of so many that each leader gets his few from all over the list. */
enum err demo_people_link(struct tx *t, struct demo_people *p, const struct demo *d) {
    int all = 0, n = 0, each = DEMO_LEADERS * DEMO_LOAD;
    for (int i = 0; i < d->count; i++) all += is_to_link(&d->projects[i]);
    int step = all > each ? all / each : 1;
    for (int i = 0; i < d->count; i++) {
        if (!is_to_link(&d->projects[i]) || n++ % step) continue;
        int leader = DEMO_SPECIALISTS + n / step % DEMO_LEADERS;
        if (p->watched_count[leader] == DEMO_LOAD) continue;
        struct assignment row = assignment_empty;
        p->watched_by[leader][p->watched_count[leader]++] = i;
        row.project_id = d->projects[i].id;
        row.account_id = p->goer_id[leader];
        row.kind = "leader";
        row.from_day = LINKED_FROM;
        row.stands_in = 0;
        try(assignment_put(t, &row, 0));
    }
    return OK;
}
