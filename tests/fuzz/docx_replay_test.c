/* The corpus of docx, once more. */
#include "fuzz/docx_fuzz.c"
#include "fuzz/replay.h"

REPLAY(docx)
