/* The kinds and templates that every city begins with. Names follow the stages of approval and of works; months are
 * a first guess for the office to correct. */
#include "domain/projects/milestone_kinds.h"

enum kind {
    INITIATION, SITE_OPINION, LAND, SEA_USE, PLANNING_PERMIT, DRAWING_REVIEW, CONSTRUCTION_PERMIT, GROUND_BROKEN, FOUNDATION,
    MAIN_BEAM, FRAMED, EQUIPMENT, TRIAL_RUN, COMPLETION, PRODUCTION, KINDS
};

static const struct milestone_kind kinds[KINDS] = {
    [INITIATION] = {.key = "initiation", .name_zh = "立项（备案）", .name_en = "Approved or filed",
        .also = "立项|备案|立项备案|项目立项|项目备案|立项批复|可研批复|核准|initiation|filing"},
    [SITE_OPINION] = {.key = "site_opinion", .name_zh = "用地预审与选址", .name_en = "Site opinion",
        .also = "用地预审|选址意见书|用地预审与选址意见书|用海预审"},
    [LAND] = {.key = "land", .name_zh = "用地落实", .name_en = "Land in hand",
        .also = "用地|拿地|供地|取得土地|土地摘牌|土地出让|用地手续|用地批复|不动产权证|land"},
    [SEA_USE] = {.key = "sea_use", .name_zh = "海域使用权", .name_en = "Right to use the sea",
        .also = "用海|用海批复|海域使用权证"},
    [PLANNING_PERMIT] = {.key = "planning_permit", .name_zh = "规划许可", .name_en = "Planning permit",
        .also = "规划许可证|工程规划许可|工程规划许可证|建设工程规划许可|建设工程规划许可证|planning"},
    [DRAWING_REVIEW] = {.key = "drawing_review", .name_zh = "施工图审查", .name_en = "Drawings reviewed",
        .also = "图审|图审合格|施工图审查合格"},
    [CONSTRUCTION_PERMIT] = {.key = "construction_permit", .name_zh = "施工许可", .name_en = "Permit in hand",
        .also = "施工许可证|取得施工许可|建筑工程施工许可|建筑工程施工许可证|construction permit|permit"},
    [GROUND_BROKEN] = {.key = "ground_broken", .name_zh = "破土动工", .name_en = "Ground broken", .project_date = "start",
        .also = "动工|开工|开工建设|正式开工|破土|土建开工|项目开工|groundbreaking|start"},
    [FOUNDATION] = {.key = "foundation", .name_zh = "基础完工", .name_en = "Foundations done",
        .also = "基础|基础工程|基础施工|桩基|桩基完成|出正负零|正负零"},
    [MAIN_BEAM] = {.key = "main_beam", .name_zh = "主体结构（主梁吊装）", .name_en = "Main beam up",
        .also = "主体|主体结构|主体施工|主体完工|主体结构完工|主梁吊装|主梁架设"},
    [FRAMED] = {.key = "framed", .name_zh = "厂房（主体）封顶", .name_en = "Framed",
        .also = "封顶|厂房封顶|主体封顶|结构封顶|厂房主体封顶|workshop framed"},
    [EQUIPMENT] = {.key = "equipment", .name_zh = "设备进场", .name_en = "Equipment in",
        .also = "设备|设备进厂|设备到位|设备安装|equipment"},
    [TRIAL_RUN] = {.key = "trial_run", .name_zh = "试运行", .name_en = "Trial run",
        .also = "试生产|试运营|调试|设备调试|联合试运转|trial"},
    [COMPLETION] = {.key = "completion", .name_zh = "竣工验收", .name_en = "Completion", .project_date = "finish",
        .also = "竣工|完工|建成|交工|交工验收|项目竣工|竣工验收备案|completed"},
    [PRODUCTION] = {.key = "production", .name_zh = "投产（投用）", .name_en = "In production", .project_date = "production",
        .also = "投产|投用|投入使用|正式投产|投产达效|通车|in use"},
};

static const struct {
    const char *key, *name_zh, *name_en, *industries;
    struct {
        enum kind kind;
        int after_months;
    } steps[KINDS];
    size_t step_count;
} templates[] = {
    {"general", "一般项目", "Any project", "", {{INITIATION, -8}, {LAND, -5}, {PLANNING_PERMIT, -3}, {CONSTRUCTION_PERMIT, -1},
        {GROUND_BROKEN, 0}, {MAIN_BEAM, 6}, {COMPLETION, 14}}, 7},
    {"industry", "工业项目", "Industry", "BC", {{INITIATION, -10}, {LAND, -6}, {PLANNING_PERMIT, -4}, {DRAWING_REVIEW, -2},
        {CONSTRUCTION_PERMIT, -1}, {GROUND_BROKEN, 0}, {FRAMED, 8}, {EQUIPMENT, 10}, {TRIAL_RUN, 13}, {COMPLETION, 15},
        {PRODUCTION, 17}}, 11},
    {"infrastructure", "基础设施项目", "Infrastructure", "DEGN", {{INITIATION, -12}, {SITE_OPINION, -10}, {LAND, -6},
        {PLANNING_PERMIT, -4}, {CONSTRUCTION_PERMIT, -1}, {GROUND_BROKEN, 0}, {FOUNDATION, 5}, {MAIN_BEAM, 12},
        {COMPLETION, 20}}, 9},
    {"livelihood", "民生项目", "Public welfare", "OPQR", {{INITIATION, -10}, {LAND, -7}, {PLANNING_PERMIT, -4},
        {CONSTRUCTION_PERMIT, -1}, {GROUND_BROKEN, 0}, {FOUNDATION, 3}, {FRAMED, 9}, {COMPLETION, 16}, {PRODUCTION, 18}}, 9},
    {"coastal", "涉海项目", "Works at sea", "", {{INITIATION, -12}, {SITE_OPINION, -9}, {SEA_USE, -6}, {DRAWING_REVIEW, -3},
        {CONSTRUCTION_PERMIT, -1}, {GROUND_BROKEN, 0}, {MAIN_BEAM, 8}, {COMPLETION, 15}}, 8},
};

static enum err template_install(struct tx *t, size_t i, const int64_t kind_id[KINDS]) {
    struct milestone_template row = milestone_template_empty;
    row.key = templates[i].key;
    row.name_zh = templates[i].name_zh;
    row.name_en = templates[i].name_en;
    row.industries = templates[i].industries;
    row.sort = (int64_t)i + 1;
    try(milestone_template_put(t, &row, 0));
    for (size_t k = 0; k < templates[i].step_count; k++) {
        struct milestone_step step = milestone_step_empty;
        step.template_id = row.id;
        step.kind_id = kind_id[templates[i].steps[k].kind];
        step.after_months = templates[i].steps[k].after_months;
        try(milestone_step_put(t, &step, 0));
    }
    return OK;
}

enum err milestones_install(struct tx *t) {
    struct milestone_kinds_row *rows;
    size_t count;
    int64_t kind_id[KINDS];
    try(milestone_kinds(t, &rows, &count));
    if (count) return OK;
    for (enum kind k = 0; k < KINDS; k++) {
        struct milestone_kind row = kinds[k];
        row.sort = (int64_t)k + 1;
        try(milestone_kind_put(t, &row, 0));
        kind_id[k] = row.id;
    }
    for (size_t i = 0; i < countof(templates); i++) try(template_install(t, i, kind_id));
    return OK;
}
