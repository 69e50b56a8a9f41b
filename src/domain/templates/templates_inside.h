/* templates_inside -- the handlers of this room, for the rows in templates.c. */
#pragma once
#include "domain/templates/template.h"
#include "web/input.h"
#include "web/web.h"

must_use enum err templates_page(struct req *q);
must_use enum err template_sample_file(struct req *q);
must_use enum err template_current_file(struct req *q);
must_use enum err template_post(struct req *q);
