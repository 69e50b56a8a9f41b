/* gallery_milestones -- sample milestones, for the page of one project. */
#pragma once
#include "gallery.h"
#include "project_view.h"

void gallery_milestones_fill(struct gallery *g, struct project_view *v);
