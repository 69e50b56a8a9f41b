/* actors -- whom a name or a part of it may mean, among all who ever had an account. */
#pragma once
#include "web/req.h"

struct actors {
    bool is_anybody;
    const int64_t *ids; /* sorted */
    size_t count;
};
/* "" is anybody. A sign-in name counts as a whole, a person's name also in part. */
must_use enum err actors_find(struct req *q, const char *who, struct actors *ret);
bool actors_have(const struct actors *actors, int64_t account_id);
