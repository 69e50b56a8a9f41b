/* install -- what stands in a database from its first moment: the light rules in force. */
#pragma once
#include "store/store.h"

/* Writes what every city begins with; nothing if it is there already. */
must_use enum err install(struct tx *t);
