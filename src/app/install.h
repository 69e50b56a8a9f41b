/* install -- what stands in a database from its first moment: the light rules in force. */
#pragma once
#include "store/store.h"

/* Writes what every city begins with, as the first thing of its first entry; nothing if there are entries already. */
must_use enum err install(struct tx *t);
/* The same in an entry of its own. */
must_use enum err install_store(struct store *s, struct arena *a);
