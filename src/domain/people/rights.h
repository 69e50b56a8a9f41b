/* rights -- which roles have which access: one table, from which the matrix is printed. */
#pragma once
#include "domain/people/role.h"
#include "web/route.h"

/* The roles an access is for, ROLE_ALL for what only needs a signed-in person. */
unsigned rights_roles(enum access access);
/* May somebody with these roles; `account_id` 0 is nobody. */
bool rights_may(int64_t account_id, unsigned roles, enum access access);
/* What the access is for, in words. */
enum word rights_word(enum access access);
