/* Specialists: loads within and outside of the bounds, proposals, a handover with a fault; none at all. */
#include "assignment_view.h"
#include "gallery.h"
#include "proposals_view.h"
#include "specialists_view.h"

static void specialists(struct gallery *g) {
    static const struct specialists_row rows[] = {
        {71, "苗晓岚", 9, "above", {{"偏多", "Too many"}}, 0, 43, false, "/projects?specialist=71"},
        {72, "隋景川", 6, "within", {{"适中", "Within bounds"}}, 1, 18, true, "/projects?specialist=72"},
        {73, "连若舟", 3, "below", {{"偏少", "Too few"}}, 3, NO_INT, false, "/projects?specialist=73"}};
    struct specialists_view v = {.people = 3, .projects = 724, .unassigned = 12, .load_min = 5, .load_max = 7, .rows = rows,
                                 .rows_count = countof(rows), .unassigned_href = "/projects?specialist=none",
                                 .proposals_href = "/specialists/proposals"};
    gallery_page(g, "specialists", word(g->lang, W_specialists_title), &specialists_view, &v);
    struct specialists_view none = {.load_min = 5, .load_max = 7, .unassigned_href = "/projects?specialist=none"};
    gallery_page(g, "specialists-none", word(g->lang, W_specialists_title), &specialists_view, &none);
}

static void proposals(struct gallery *g) {
    static const struct part_choice_view people[] = {{"72", {{"隋景川（现有6个）", "隋景川 (has 6)"}}, true},
                                                     {"73", {{"连若舟（现有3个）", "连若舟 (has 3)"}}, false}};
    static const struct proposals_fault faults[] = {
        {{{"项目9已由他人另行安排，请重新查看", "Project 9 was assigned by somebody else meanwhile: look again"}}}};
    static const struct proposals_row rows[] = {
        {.project_id = 7, .project_name = "海上风电母港配套码头工程", .project_href = "/projects/7", .light = "red",
         .area = {{"南海新区", "Nanhai New Area"}}, .field = {{"海洋经济", "Marine economy"}}, .from_name = "", .to = 72,
         .to_name = "隋景川", .choices = people, .choices_count = countof(people),
         .reason = {{"无人负责；接手人在本区，现有6个，其中同领域3个",
                     "Nobody looks after it; the taker works in its area and has 6, 3 of the same field"}}},
        {.project_id = 9, .project_name = "银滩滨海康养度假区一期", .project_href = "/projects/9", .light = "yellow",
         .area = {{"乳山市", "Rushan"}}, .field = {{"文化旅游", "Culture & tourism"}}, .from = 71, .from_name = "苗晓岚", .to = 72,
         .to_name = "隋景川", .choices = people, .choices_count = countof(people),
         .reason = {{"现任负责9个，超过上限；接手人同区，现有6个",
                     "Who has it has 9, too many; the taker of the same area has 6"}}}};
    struct proposals_view v = {.total = 63, .unplaced = 2, .load_min = 5, .load_max = 7, .rows = rows, .rows_count = countof(rows),
                               .has_more = true, .faults = faults, .faults_count = countof(faults),
                               .reason = {.name = "reason", .type = "text", .label = BOTH("原因", "Reason"), .value = "", .fault = "",
                                          .is_lines = true, .is_full = true}};
    gallery_page(g, "proposals", word(g->lang, W_proposals_title), &proposals_view, &v);
    struct proposals_view none = {.load_min = 5, .load_max = 7};
    gallery_page(g, "proposals-none", word(g->lang, W_proposals_title), &proposals_view, &none);
}

static void assignment(struct gallery *g) {
    static const struct assignment_row rows[] = {
        {"苗晓岚", {{"项目专员", "Project specialist"}}, 18992, 19310, false, "调整片区分工"},
        {"隋景川", {{"项目专员", "Project specialist"}}, 19311, NO_DAY, false, ""},
        {"连若舟", {{"项目专员", "Project specialist"}}, 19320, 19334, true, "苗晓岚年休假"}};
    static const struct assignment_fault faults[] = {
        {"to", {{"此人在这一天没有相应的岗位，不能安排", "This person does not have the role on that day"}}}};
    struct part_input_view inputs[] = {
        {.name = "to", .type = "text", .label = BOTH("人员", "Person"), .value = "连若舟",
         .fault = faults[0].text.in[g->lang]},
        {.name = "from", .type = "date", .label = BOTH("移交日期", "Handed over on"), .value = "2022-12-06", .fault = ""}};
    struct assignment_view v = {.id = 7, .name = "海上风电母港配套码头工程", .project_href = "/projects/7", .rows = rows,
                                .rows_count = countof(rows), .faults = faults, .faults_count = countof(faults), .inputs = inputs,
                                .inputs_count = countof(inputs)};
    gallery_page(g, "assignment", word(g->lang, W_assignment_title), &assignment_view, &v);
}

void gallery_rounds(struct gallery *g) {
    specialists(g);
    proposals(g);
    assignment(g);
}
