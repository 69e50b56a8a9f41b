/* photo_inside -- bytes of a picture, and the three ways in which its parts lie. */
#pragma once
#include "base/out.h"
#include "domain/reports/photo.h"

/* Reading never leaves the file: what lies behind its end is 0. */
struct bytes {
    const unsigned char *at;
    size_t len;
};
static inline struct bytes bytes_of(const void *at, size_t len) { return (struct bytes){at, len}; }
static inline unsigned byte_at(const struct bytes *b, size_t i) { return i < b->len ? b->at[i] : 0; }
static inline uint32_t be16_at(const struct bytes *b, size_t i) { return byte_at(b, i) << 8 | byte_at(b, i + 1); }
static inline uint32_t be32_at(const struct bytes *b, size_t i) { return be16_at(b, i) << 16 | be16_at(b, i + 2); }
static inline uint32_t le16_at(const struct bytes *b, size_t i) { return byte_at(b, i) | byte_at(b, i + 1) << 8; }
static inline uint32_t le24_at(const struct bytes *b, size_t i) { return le16_at(b, i) | byte_at(b, i + 2) << 16; }
static inline uint32_t le32_at(const struct bytes *b, size_t i) { return le16_at(b, i) | le16_at(b, i + 2) << 16; }
bool bytes_are(const struct bytes *b, size_t at, const char *text, size_t n);

/* Nothing told. */
struct photo_told told_nothing(void);
/* What a TIFF block of Exif tells. */
struct photo_told exif_read(struct bytes tiff);
/* The shortest Exif block that says how the camera was held, behind "Exif\0\0". */
enum { EXIF_TURNED_BYTES = 26 };
void exif_turned(unsigned char to[static EXIF_TURNED_BYTES], int turned);

/* Each walks its parts: with `out` the kept ones are written. False: damaged, or it ends too early. */
bool jpeg_walk(struct bytes file, struct photo *ret, struct out *out);
bool png_walk(struct bytes file, struct photo *ret, struct out *out);
bool webp_walk(struct bytes file, struct photo *ret, struct out *out);
