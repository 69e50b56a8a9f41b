/* qr -- an address as a picture that a camera reads (ISO/IEC 18004), as SVG without script or style. */
#pragma once
#include "base/out.h"

/* The picture with its quiet zone of four modules; `label` says what it is to who cannot see it. Empty if the text
 * is too long for any size. */
struct html qr_svg(struct arena *a, const char *text, const char *label);
