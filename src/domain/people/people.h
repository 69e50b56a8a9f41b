/* people -- the pages of one's own account, settings, and the administrations; what the pages of other rooms that
 * have to do with accounts share with them. */
#pragma once
#include "domain/people/security.h"
#include "web/req.h"

extern const struct route people_routes[];
extern const size_t people_route_count;
extern const struct route organisation_routes[];
extern const size_t organisation_route_count;

/* In the security journal, by whoever asks. */
must_use enum err people_noted(struct req *q, enum security_kind kind, const char *what);
/* An instant as people read it, in the city's zone. */
const char *people_moment(struct req *q, int64_t ms);
