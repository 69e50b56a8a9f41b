/* photo_fixture -- pictures made by hand for tests: a JPEG as a camera writes it, with what it tells beside the picture. */
#pragma once
#include "base/arena.h"
#include "base/out.h"
#include "domain/reports/photo.h"

static inline void be16(struct out *o, unsigned n) { out_char(o, (char)(n >> 8)), out_char(o, (char)n); }
static inline void be32(struct out *o, uint32_t n) { be16(o, n >> 16), be16(o, n & 0xFFFF); }
static inline void le32(struct out *o, uint32_t n) {
    for (int i = 0; i < 4; i++) out_char(o, (char)(n >> (8 * i) & 0xFF));
}
static inline void exif_entry(struct out *o, unsigned tag, unsigned type, uint32_t count, uint32_t value) {
    be16(o, tag), be16(o, type), be32(o, count), be32(o, value);
}

/* Big-endian Exif: turned, taken, 37°30'36" N 122°7'12" E. Offsets count from the TIFF head. */
static inline void exif_block(struct out *o, const char *taken, unsigned turned, uint32_t longitude) {
    out_bytes(o, "MM\0*", 4), be32(o, 8);
    be16(o, 3);
    exif_entry(o, 0x0112, 3, 1, turned << 16), exif_entry(o, 0x8769, 4, 1, 50), exif_entry(o, 0x8825, 4, 1, 68), be32(o, 0);
    be16(o, 1), exif_entry(o, 0x9003, 2, 20, 122), be32(o, 0); /* at 50 */
    be16(o, 4);                                            /* at 68 */
    exif_entry(o, 1, 2, 2, (uint32_t)'N' << 24), exif_entry(o, 2, 5, 3, 142);
    exif_entry(o, 3, 2, 2, (uint32_t)'E' << 24), exif_entry(o, 4, 5, 3, 166);
    be32(o, 0);
    out_bytes(o, taken, 20); /* at 122 */
    be32(o, 37), be32(o, 1), be32(o, 30), be32(o, 1), be32(o, 36), be32(o, 1);
    be32(o, longitude), be32(o, 1), be32(o, 7), be32(o, 1), be32(o, 12), be32(o, 1);
}

static inline struct blob blob_of(const struct out *o) { return (struct blob){o->at, o->len}; }

static inline struct blob jpeg_made(struct arena *a, const char *taken, unsigned turned, uint32_t longitude, unsigned wide,
                                    unsigned high) {
    struct out *o = out_in(a, 0), *e = out_in(a, 0);
    exif_block(e, taken, turned, longitude);
    out_bytes(o, "\xFF\xD8", 2);
    out_bytes(o, "\xFF\xE1", 2), be16(o, (unsigned)e->len + 8), out_bytes(o, "Exif\0", 6), out_bytes(o, e->at, e->len);
    out_bytes(o, "\xFF\xFE", 2), be16(o, 2 + 12), out_bytes(o, "SERIAL-12345", 12);
    out_bytes(o, "\xFF\xC0", 2), be16(o, 11), out_char(o, 8), be16(o, high), be16(o, wide), out_bytes(o, "\1\1\x11", 4);
    out_bytes(o, "\xFF\xDA", 2), be16(o, 8), out_bytes(o, "\1\1\0\0\x3F", 6);
    out_bytes(o, "\x12\xFF\0\x34\xFF\xD0\x56", 7); /* stuffing and a restart are no marks */
    out_bytes(o, "\xFF\xD9", 2), out_raw(o, "ANOTHER FILE BEHIND");
    return blob_of(o);
}
