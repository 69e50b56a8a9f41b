/* call_file -- what a verb writes into a file, and the note that it left the house. */
#pragma once
#include "app/cli.h"

/* Notes an export in the log: what was called, how many rows. Before it is written, so that nothing leaves unnoted. */
must_use enum err call_export_note(struct call *c, const char *what, int64_t rows);
/* Written beside its name and renamed when it is whole. ERR_WORLD: the disk, or too large. */
must_use enum err call_file_save(struct call *c, const struct out *o, const char *path);
