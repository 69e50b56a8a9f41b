/* install -- what every city begins with: the light rules in force, the kinds of milestones.
 *
 * Put into a database at its first entry, and into one of an older program when it has got the tables for it. */
#pragma once
#include "store/store.h"

/* For each room whose table was never written: what it begins with. */
must_use enum err install(struct tx *t);
/* The same in an entry of its own. */
must_use enum err install_store(struct store *s, struct arena *a);
