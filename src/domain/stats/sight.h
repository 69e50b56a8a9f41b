/* sight -- whose rows the person behind a request sees: the scope that pages hand to the board. */
#pragma once
#include "domain/board/scope.h"
#include "web/req.h"

/* Everything this person reaches, in whatever role; the board it is read from is let go with the request. */
must_use enum err sight_of(struct req *q, const struct scope **ret);
/* Only what they reach in one of these roles: whose reports may this person review? */
must_use enum err sight_as(struct req *q, unsigned roles, const struct scope **ret);
/* Is one project among them? For web_app.sees_project. */
must_use enum err sight_sees(struct req *q, int64_t project_id, bool *ret_sees);
