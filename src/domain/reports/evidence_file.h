/* evidence_file -- what a file is that came as evidence; inside the room. */
#pragma once
#include "domain/reports/photo.h"

struct evidence_file {
    const char *media_type;
    bool is_photo;
    struct photo photo;
};
/* ERR_TYPE, ERR_TOO_LARGE, ERR_INVALID with the sentence. A photo must be one; anything else may be a picture too. */
must_use enum err evidence_file_read(struct arena *a, struct blob file, bool wants_photo, struct evidence_file *ret,
                                     struct both *ret_why);
