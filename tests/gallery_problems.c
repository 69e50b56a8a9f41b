/* Problems: a list with late ones, one with its story and one to be raised, days, causes, the ladder; none at all. */
#include "assets_gen.h"
#include "gallery.h"
#include "problem_causes_view.h"
#include "problem_days_view.h"
#include "problem_ladder_view.h"
#include "problem_list_view.h"
#include "problem_new_view.h"
#include "problem_view.h"

enum { TODAY = 19332 /* 2022-12-06 */ };

static const struct part_choice_view all[] = {{"", {{"全部", "All"}}, true}, {"x", {{"用地", "Land"}}, false}};

static void list(struct gallery *g) {
    const struct problem_list_row rows[] = {
        {.problem_id = 7, .project_name = "海上风电母港配套码头工程", .area = BOTH("南海新区", "Nanhai New Area"),
         .kind_name = both_word(W_problem_land), .text = "红线内仍有两处管线待迁，影响桩基施工", .level = 3,
         .level_name = both_word(W_problem_level_3), .state_name = both_word(W_problem_handling),
         .unit = BOTH("市自然资源和规划局", "Natural Resources & Planning"), .raised_day = TODAY - 60,
             .ends_day = TODAY - 18,
         .days_late = 12, .held_fen = wan(4200), .rung_name = both_word(W_problem_rung_office), .reopened = 1, .is_mine = true,
         .cause = "跨区管线迁改统筹", .href = "/projects/7/problems/7", .cause_href = "/problems/causes#c-1",
             .is_late = true,
         .left_said = BOTH("逾期 12 个工作日", "12 working days late"), .due_day = TODAY - 18, .closed_day = NO_DAY},
        {.problem_id = 9, .project_name = "南海蓝色种业硅谷二期育种研发中心及配套设施建设工程",
         .area = BOTH("南海新区", "Nanhai New Area"), .kind_name = both_word(W_problem_approval),
             .text = "施工许可补正材料尚未受理",
         .level = NO_INT, .level_name = both_text(""), .state_name = both_word(W_problem_registered), .unit = both_text(""),
         .raised_day = TODAY - 1, .ends_day = NO_DAY, .due_day = NO_DAY, .closed_day = NO_DAY, .held_fen = NO_FEN,
         .rung_name = both_text(""), .left_said = both_text(""), .href = "/projects/12/problems/9"}};
    const struct part_tab_view tabs[] = {{both_word(W_problems_show_open), 21, NULL, "/problems", true},
                                         {both_word(W_problems_show_late), 5, NULL, "/problems?show=late", false},
                                         {both_word(W_problems_show_closed), 63, NULL, "/problems?show=closed", false}};
    struct problem_list_view v = {
        .today = TODAY, .total = 2, .open = 21, .overdue = 5, .mine = 7, .solved = 63, .timely = 71.4, .median_days = 16,
        .rows = rows, .rows_count = countof(rows), .tabs = tabs, .tabs_count = countof(tabs), .kinds = all, .kinds_count = 2,
        .levels = all, .levels_count = 2, .states = all, .states_count = 2, .areas = all, .areas_count = 2, .departments = all,
        .departments_count = 2, .desks = all, .desks_count = 2, .show = "", .csv_href = "/problems.csv",
        .xlsx_href = "/problems.xlsx", .json_href = "/problems.json", .pager = {.first = 1, .last = 2, .total = 2}};
    gallery_page(g, "problems", word(g->lang, W_problems_title), &problem_list_view, &v);
    v.rows_count = 0, v.timely = v.median_days = (double)NAN, v.open = v.overdue = v.solved = 0, v.is_filtered = true;
    v.clear_href = "/problems";
    gallery_page(g, "problems-none", word(g->lang, W_problems_title), &problem_list_view, &v);
}

static struct problem_view one_of(struct gallery *g) {
    static const struct { enum word name; int done; } eight[] = {
        {W_problem_do_register, 1}, {W_problem_do_review, 1}, {W_problem_do_notice, 1}, {W_problem_do_sign, 1},
        {W_problem_do_handle, 1}, {W_problem_do_feedback, 0}, {W_problem_do_recheck, 0}, {W_problem_do_close, 0}};
    struct problem_track *track = arena_array(g->a, struct problem_track, countof(eight));
    for (size_t i = 0; i < countof(eight); i++)
        track[i] = (struct problem_track){both_word(eight[i].name), eight[i].done != 0, i == 5,
                                          eight[i].done ? TODAY - 60 + 2 * (int)i : NO_DAY};
    return (struct problem_view){
        .problem_id = 7, .version = 6, .project_id = 7, .project_name = "海上风电母港配套码头工程",
            .kind_name = both_word(W_problem_land),
        .text = "红线内仍有两处管线待迁，影响桩基施工", .level_name = both_word(W_problem_level_3),
        .state_name = both_word(W_problem_handling), .lies_with = both_word(W_problem_seat_responsible),
        .unit = BOTH("市自然资源和规划局", "Natural Resources & Planning"), .person = "邹嘉舟",
            .source = both_word(W_problem_source_visit),
        .source_href = "/projects/7/visits", .raiser = "鞠念桐", .raiser_post_holder = both_text("鞠念桐"),
            .raised_day = TODAY - 60,
        .due_day = TODAY - 30, .ends_day = TODAY - 18, .held_fen = wan(4200), .rung_name = both_word(W_problem_rung_office),
        .next_rung = BOTH("2022-12-12 仍未办结，提级到分管副市长", "Not closed by 2022-12-12: goes to Vice mayor"),
            .reopened = 1,
        .cause = "跨区管线迁改统筹", .cause_href = "/problems/causes#c-1", .sharing = 3, .track = track,
            .track_count = countof(eight),
        .left_said = BOTH("逾期 12 个工作日", "12 working days late"), .is_late = true,
            .here_href = "/projects/7/problems/7",
        .project_href = "/projects/7", .stopped_day = NO_DAY, .closed_day = NO_DAY};
}

static void one(struct gallery *g) {
    const struct problem_step_view steps[] = {
        {.action_name = both_word(W_problem_do_register), .seat = both_word(W_problem_seat_raiser), .who = "鞠念桐",
         .at = "2022-10-07 11:00", .day = TODAY - 60, .text = "红线内仍有两处管线待迁"},
        {.action_name = both_word(W_problem_do_review), .seat = both_word(W_problem_seat_area), .who = "戚晓远",
         .day = TODAY - 58,
         .at = "2022-10-09 11:02", .text = "", .unit = BOTH("市自然资源和规划局", "Natural Resources & Planning")},
        {.action_name = both_word(W_problem_do_escalate), .seat = both_text(""), .who = "", .at = "2022-11-22 02:00",
         .day = TODAY - 14, .rung = both_word(W_problem_rung_district), .is_program = true},
        {.action_name = both_word(W_problem_do_feedback), .seat = both_word(W_problem_seat_responsible), .who = "邹嘉舟",
         .at = "2022-12-01 16:20", .day = TODAY - 5, .text = "两处管线已迁改", .proof = "协调纪要〔2022〕12号"}};
    const struct problem_stop_view stops[] = {{TODAY - 48, TODAY - 36, "等待省级主管部门批复"}};
    const struct problem_helper_view helpers[] = {{4, BOTH("市水务局", "Water")}};
    const struct problem_file_view files[] = {{3, "管线迁改会议纪要.pdf", "", false, "/projects/7/problems/7/files/3"}};
    const struct problem_act_view acts[] = {{"feedback", both_word(W_problem_do_feedback), true},
                                            {"handle", both_word(W_problem_do_handle), false}};
    const struct part_input_view inputs[] = {
        {.name = "proof", .type = "text", .label = both_word(W_problem_proof), .help = both_word(W_problem_proof_help),
         .value = "",
         .fault = word(g->lang, W_problem_proof_missing)},
        {.name = "text", .type = "text", .label = both_word(W_problem_text), .value = "已完成迁改", .fault = "",
         .is_full = true,
         .is_lines = true}};
    const struct problem_fault faults[] = {{"proof", both_word(W_problem_proof_missing)}};
    struct problem_view v = one_of(g);
    v.steps = steps, v.steps_count = countof(steps), v.stops = stops, v.stops_count = countof(stops);
    v.helpers = helpers, v.helpers_count = countof(helpers), v.files = files, v.files_count = countof(files);
    v.acts = acts, v.acts_count = countof(acts), v.inputs = inputs, v.inputs_count = countof(inputs), v.takes_files = true;
    v.faults = faults, v.faults_count = countof(faults), v.file_fault = "";
    gallery_page(g, "problem", v.kind_name.in[g->lang], &problem_view, &v);
}

static void raise(struct gallery *g) {
    const struct problem_kind_choice kinds[] = {
        {"approval", both_word(W_problem_approval), false}, {"land", both_word(W_problem_land), true},
        {"funds", both_word(W_problem_funds), false}, {"utilities", both_word(W_problem_utilities), false},
        {"other", both_word(W_problem_other), false}};
    const struct problem_new_fault faults[] = {{"text", both_word(W_problem_text_missing)}};
    struct problem_new_view v = {
        .project_name = "海上风电母港配套码头工程", .platform_no = "QP-000007", .kinds = kinds,
            .kinds_count = countof(kinds),
        .held = {.name = "held", .type = "text", .label = both_word(W_problems_held), .unit = both_word(W_form_unit_wan),
                 .help = both_word(W_form_unit_help), .value = "", .fault = ""},
        .text = "", .text_fault = word(g->lang, W_problem_text_missing), .faults = faults, .faults_count = 1, .file_fault = "",
        .here_href = "/projects/7/problems/new", .project_href = "/projects/7"};
    gallery_page(g, "problem-new", word(g->lang, W_problem_new_title), &problem_new_view, &v);
}

static void days(struct gallery *g) {
    const struct problem_days_row rows[] = {
        {4, BOTH("市自然资源和规划局", "Natural Resources & Planning"), 12, 9, 2, 1, 66.7, 8, 12, 21, 3, 2, 12, 17, 28,
         false},
        {5, BOTH("市生态环境局", "Ecology & Environment"), 3, 0, 3, 0, (double)NAN, 40, 52, 60, 2, (double)NAN, (double)NAN,
         (double)NAN, (double)NAN, false},
        {NO_INT, both_word(W_problems_days_all), 15, 9, 5, 1, 66.7, 9, 14, 25, 3, 2, 12, 17, 28, true}};
    struct problem_days_view v = {.from_day = TODAY - 365, .to_day = TODAY, .problems = 15, .rows = rows,
                                  .rows_count = countof(rows),
                                  .csv_href = "/problems/days.csv", .xlsx_href = "/problems/days.xlsx",
                                  .json_href = "/problems/days.json"};
    gallery_page(g, "problem-days", word(g->lang, W_problems_days_title), &problem_days_view, &v);
}

static void causes(struct gallery *g) {
    const struct problem_causes_one of[] = {
        {7, "海上风电母港配套码头工程", both_word(W_problem_handling), TODAY - 18, true, "/projects/7/problems/7"},
        {9, "南海蓝色种业硅谷二期育种研发中心及配套设施建设工程", both_word(W_problem_closed), TODAY - 3,
         false,
         "/projects/12/problems/9"}};
    const struct problem_causes_row rows[] = {{.cause_id = 1, .name = "跨区管线迁改统筹",
                                               .text = "供水干管跨两个区，须统一停水迁改",
                                               .kind_name = both_word(W_problem_land), .problems = 1, .projects = 1, .overdue = 1,
                                               .closed = 1, .held_fen = wan(4200), .problems_of = of, .problems_of_count = 2}};
    struct problem_causes_view v = {.rows = rows, .rows_count = 1};
    gallery_page(g, "problem-causes", word(g->lang, W_problems_causes_title), &problem_causes_view, &v);
    struct problem_causes_view none = {0};
    gallery_page(g, "problem-causes-none", word(g->lang, W_problems_causes_title), &problem_causes_view, &none);
}

static void ladder(struct gallery *g) {
    static const struct { enum word level; int days[4]; } levels[] = {
        {W_problem_level_1, {10, 10, -1, 0}}, {W_problem_level_2, {5, 5, 10, -1}},
        {W_problem_level_3, {5, 5, 5, -1}}, {W_problem_level_4, {2, 2, 3, -1}}};
    struct problem_ladder_row *rows = arena_array(g->a, struct problem_ladder_row, countof(levels));
    for (size_t i = 0; i < countof(levels); i++) {
        struct problem_ladder_cell *cells = arena_array(g->a, struct problem_ladder_cell, 4);
        for (int k = 0; k < 4; k++)
            cells[k].said = levels[i].days[k] > 0   ? SAY(g->a, W_problems_ladder_days, both_int(g->a, levels[i].days[k]))
                            : levels[i].days[k] < 0 ? both_word(W_problems_ladder_end)
                                                    : both_text("");
        rows[i] = (struct problem_ladder_row){.level_name = both_word(levels[i].level), .cells = cells, .cells_count = 4};
    }
    const struct problem_ladder_rung rungs[] = {{"unit", both_word(W_problem_rung_unit)}, {"district",
        both_word(W_problem_rung_district)},
                                                {"office", both_word(W_problem_rung_office)}, {"leader",
                                                    both_word(W_problem_rung_leader)}};
    const struct problem_ladder_change history[] = {{both_word(W_problem_level_2), both_word(W_problem_rung_unit), 3, TODAY - 40,
                                                     "攻坚年提速", SAY(g->a, W_problems_ladder_days, both_int(g->a, 3))}};
    const struct part_input_view inputs[] = {
        {.name = "days", .type = "number", .label = both_word(W_problem_workdays),
         .help = both_word(W_problems_ladder_help), .value = "3",
         .fault = ""},
        {.name = "reason", .type = "text", .label = both_word(W_side_reason), .value = "", .fault = "", .is_full = true,
         .is_lines = true}};
    struct problem_ladder_view v = {.day = TODAY, .rows = rows, .rows_count = countof(levels), .rungs = rungs, .rungs_count = 4,
                                    .history = history, .history_count = 1, .is_writing = true, .inputs = inputs,
                                        .inputs_count = 2};
    gallery_page(g, "problem-ladder", word(g->lang, W_problems_ladder_title), &problem_ladder_view, &v);
}

void gallery_problems(struct gallery *g) {
    list(g);
    one(g);
    raise(g);
    days(g);
    causes(g);
    ladder(g);
}
