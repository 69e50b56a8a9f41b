/* docx_part -- one XML part of a document with its placeholders filled. Inside the paper floor. */
#pragma once
#include "paper/docx.h"
#include "base/text.h"

/* `label` is what people call the part; why lives in `outer`, everything else in `a`. */
enum err docx_part_fill(struct arena *a, struct arena *outer, struct both label, struct span xml,
                        const struct docx_data *data, struct out *out, struct both *ret_why) must_use;
