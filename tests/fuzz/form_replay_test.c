/* The corpus of form, once more. */
#include "fuzz/form_fuzz.c"
#include "fuzz/replay.h"

REPLAY(form)
