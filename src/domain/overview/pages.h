/* pages -- the handlers of this room, for its rows in overview.c. */
#pragma once
#include "domain/overview/asked.h"

must_use enum err home_page(struct req *q);
must_use enum err board_page(struct req *q);
must_use enum err project_list_page(struct req *q);
must_use enum err project_page(struct req *q);
must_use enum err figures_page(struct req *q);
must_use enum err figure_page(struct req *q);
must_use enum err project_new_page(struct req *q);
must_use enum err project_new_post(struct req *q);
must_use enum err project_edit_page(struct req *q);
must_use enum err project_edit_again(struct req *q);
must_use enum err project_edit_post(struct req *q);
must_use enum err plan_edit_page(struct req *q);
must_use enum err plan_edit_post(struct req *q);
must_use enum err figures_edit_page(struct req *q);
must_use enum err figures_edit_again(struct req *q);
must_use enum err figures_edit_post(struct req *q);
must_use enum err figure_withdraw_post(struct req *q);
must_use enum err lists_edit_page(struct req *q);
must_use enum err lists_edit_again(struct req *q);
must_use enum err lists_edit_post(struct req *q);
must_use enum err list_leave_post(struct req *q);
must_use enum err stops_edit_page(struct req *q);
must_use enum err stops_edit_again(struct req *q);
must_use enum err stops_edit_post(struct req *q);
must_use enum err stop_resume_post(struct req *q);
must_use enum err timeline_page(struct req *q);
enum { MILESTONE_DAYS_MAX = 24 }; /* of one template */
must_use enum err milestones_edit_page(struct req *q);
must_use enum err milestones_edit_again(struct req *q);
must_use enum err milestones_edit_post(struct req *q);
must_use enum err milestone_change_again(struct req *q);
must_use enum err milestone_change_post(struct req *q);
must_use enum err milestone_withdraw_again(struct req *q);
must_use enum err milestone_withdraw_post(struct req *q);
must_use enum err milestone_template_page(struct req *q);
must_use enum err milestone_template_post(struct req *q);
must_use enum err milestones_page(struct req *q);
must_use enum err milestone_kind_new_page(struct req *q);
must_use enum err milestone_kind_new_post(struct req *q);
must_use enum err milestone_kind_page(struct req *q);
must_use enum err milestone_kind_post(struct req *q);
must_use enum err milestone_template_new_page(struct req *q);
must_use enum err milestone_template_new_post(struct req *q);
must_use enum err milestone_template_edit_page(struct req *q);
must_use enum err milestone_template_edit_post(struct req *q);
must_use enum err departments_edit_page(struct req *q);
must_use enum err departments_edit_post(struct req *q);
must_use enum err contact_edit_page(struct req *q);
must_use enum err contact_edit_again(struct req *q);
must_use enum err contact_edit_post(struct req *q);
must_use enum err contact_erase_post(struct req *q);
must_use enum err history_page(struct req *q);
must_use enum err changes_page(struct req *q);
