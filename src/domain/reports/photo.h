/* photo -- a picture file by its bytes: what it is, when and where it was taken, and the same without saying so.
 *
 * Pure, and no pixel is unpacked: sizes are read from the head and bounded, so a picture that would fill a gigabyte when
 * shown is refused by what it claims, and one that claims less than it holds is shown only as far as it claims. What is
 * kept is written anew from the parts that make the picture; everything a camera or a program wrote beside it (position,
 * serial numbers, thumbnails, a second file behind the end) is left out. How a camera was held is kept, for without it
 * the picture lies on its side. */
#pragma once
#include "base/day.h"
#include "base/words.h"
#include "store/db.h"

enum photo_kind { PHOTO_JPEG, PHOTO_PNG, PHOTO_WEBP, PHOTO_KIND_COUNT };
enum { PHOTO_PIXELS_MAX = 80 * 1000 * 1000, PHOTO_SIDE_MAX = 30000 };
#define PHOTO_NO_PLACE INT32_MIN

/* What the camera wrote; a lie as often as not, so each part is bounded and none is needed. */
struct photo_told {
    int32_t taken_day, taken_second; /* by its own clock; NO_DAY: not told, or no day at all */
    int32_t latitude_udeg, longitude_udeg; /* millionths of a degree; PHOTO_NO_PLACE */
    int turned;                      /* 1 to 8 as in Exif; 1: upright */
};
struct photo {
    enum photo_kind kind;
    int32_t wide_px, high_px;
    struct photo_told told;
};

/* True if the bytes begin like one of the kinds. */
bool photo_begins(struct blob file);
/* ERR_TYPE: no such picture; ERR_TOO_LARGE: too many pixels; ERR_INVALID: damaged. *ret_why says it. */
must_use enum err photo_read(struct blob file, struct photo *ret, struct both *ret_why);
/* The picture without what was told beside it, in the arena; `file` was read by photo_read. */
struct blob photo_bare(struct arena *a, struct blob file, const struct photo *p);
/* What an Exif block tells: the bytes behind "Exif\0\0", or a whole JPEG's head. Nothing if it is damaged. */
struct photo_told photo_told_by(struct blob file);
const char *photo_media_type(enum photo_kind kind);
