/* common_password -- the passwords of ten characters and more that everybody guesses first. */
#pragma once
#include <stdbool.h>

/* True if the folded password (text_fold) is on the list. */
bool common_password(const char *folded);
