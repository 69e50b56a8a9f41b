/* The corpus of photo, once more. */
#include "fuzz/photo_fuzz.c"
#include "fuzz/replay.h"

REPLAY(photo)
