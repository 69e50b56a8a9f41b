/* JPEG, PNG and WebP: files made of parts with a name and a length. Each walk reads the picture's size and what is told
 * beside it, and writes the parts that make the picture. */
#include "domain/reports/photo_inside.h"

static void keep(struct out *out, const struct bytes *b, size_t at, size_t n) {
    if (out) out_bytes(out, b->at + at, n);
}

/* -- JPEG: FF and a mark, a length, the part; behind a scan its coded bytes up to the next mark -- */

enum { SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, APP0 = 0xE0, APP1 = 0xE1, APP2 = 0xE2, APP14 = 0xEE, APP15 = 0xEF, COM = 0xFE };

static bool is_frame(unsigned mark) { return mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC; }

/* Stuffing and restarts are within a scan: outside of one they would become a part of it once what stands between is gone. */
static bool is_of_scan(unsigned mark) { return mark == 0 || (mark >= 0xD0 && mark <= 0xD7); }

/* What a decoder needs beside the picture's own parts: pixel shape, colours. */
static bool jpeg_part_stays(const struct bytes *b, unsigned mark, size_t at) {
    if (mark == APP2) return bytes_are(b, at + 4, "ICC_PROFILE", 12);
    bool is_app = mark >= APP0 && mark <= APP15;
    return mark == APP0 || mark == APP14 || (!is_app && mark != COM);
}

static void jpeg_turned(struct out *out, int turned) {
    unsigned char block[EXIF_TURNED_BYTES];
    static const char head[] = "\xFF\xE1\x00\x22" "Exif\0";
    if (!out || turned == 1) return;
    exif_turned(block, turned);
    out_bytes(out, head, sizeof head);
    out_bytes(out, block, sizeof block);
}

/* The end of a scan's bytes: the next mark that is neither stuffing nor a restart. */
static size_t scan_end(const struct bytes *b, size_t at) {
    while (at + 1 < b->len) {
        unsigned next = b->at[at + 1];
        if (b->at[at] == 0xFF && next != 0xFF && !is_of_scan(next)) return at;
        at++;
    }
    return b->len;
}

bool jpeg_walk(struct bytes file, struct photo *ret, struct out *out) {
    size_t at = 2;
    ret->wide_px = ret->high_px = 0;
    keep(out, &file, 0, 2);
    jpeg_turned(out, ret->told.turned);
    while (at + 4 <= file.len || (at + 2 <= file.len && byte_at(&file, at + 1) == EOI)) {
        if (file.at[at] != 0xFF) return false;
        unsigned mark = file.at[at + 1];
        if (mark == 0xFF) { /* filling */
            at++;
            continue;
        }
        if (mark == EOI) {
            keep(out, &file, at, 2); /* what lies behind is no part of the picture */
            return ret->wide_px > 0;
        }
        size_t len = be16_at(&file, at + 2), end = at + 2 + len;
        if (mark == SOI || is_of_scan(mark) || len < 2 || end > file.len) return false;
        if (mark == APP1 && bytes_are(&file, at + 4, "Exif\0\0", 6) && len > 8 && !out)
            ret->told = exif_read(bytes_of(file.at + at + 10, len - 8));
        if (is_frame(mark)) {
            if (ret->wide_px || len < 8) return false; /* one picture has one frame */
            ret->high_px = (int32_t)be16_at(&file, at + 5);
            ret->wide_px = (int32_t)be16_at(&file, at + 7);
        }
        if (mark == SOS) end = scan_end(&file, end);
        if (jpeg_part_stays(&file, mark, at)) keep(out, &file, at, end - at);
        at = end;
    }
    return false;
}

/* -- PNG: a length, four letters, the part, a checksum -- */

static bool png_part_stays(const struct bytes *b, size_t at) {
    static const char stay[][5] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "pHYs", "bKGD"};
    for (size_t i = 0; i < countof(stay); i++)
        if (bytes_are(b, at + 4, stay[i], 4)) return true;
    return false;
}

bool png_walk(struct bytes file, struct photo *ret, struct out *out) {
    size_t at = 8;
    keep(out, &file, 0, 8);
    while (at + 12 <= file.len) {
        size_t len = be32_at(&file, at), end = at + 12 + len;
        if (len > INT32_MAX || end > file.len) return false;
        if (at == 8) {
            if (!bytes_are(&file, at + 4, "IHDR", 4) || len != 13) return false;
            uint32_t wide = be32_at(&file, at + 8), high = be32_at(&file, at + 12);
            if (wide > INT32_MAX || high > INT32_MAX) return false;
            ret->wide_px = (int32_t)wide, ret->high_px = (int32_t)high;
        }
        if (bytes_are(&file, at + 4, "eXIf", 4) && !out) ret->told = exif_read(bytes_of(file.at + at + 8, len));
        if (png_part_stays(&file, at)) keep(out, &file, at, end - at);
        if (bytes_are(&file, at + 4, "IEND", 4)) return true;
        at = end;
    }
    return false;
}

/* -- WebP: RIFF, a length, WEBP; then four letters, a length, the part, to an even place -- */

enum { VP8X_TELLS = 0x08 | 0x04 }; /* its flags for Exif and XMP */

/* The size lies inside its part: what stands behind a part that is too short for it belongs to the next. */
static void webp_size(const struct bytes *file, size_t at, size_t end, struct photo *ret) {
    const struct bytes part = {file->at, end}, *b = &part;
    if (bytes_are(b, at, "VP8X", 4)) {
        ret->wide_px = (int32_t)le24_at(b, at + 12) + 1;
        ret->high_px = (int32_t)le24_at(b, at + 15) + 1;
    } else if (ret->wide_px) {
        return; /* the whole picture has its size in VP8X */
    } else if (bytes_are(b, at, "VP8 ", 4) && bytes_are(b, at + 11, "\x9D\x01\x2A", 3)) {
        ret->wide_px = (int32_t)(le16_at(b, at + 14) & 0x3FFF);
        ret->high_px = (int32_t)(le16_at(b, at + 16) & 0x3FFF);
    } else if (bytes_are(b, at, "VP8L", 4) && byte_at(b, at + 8) == 0x2F) {
        uint32_t sizes = le32_at(b, at + 9);
        ret->wide_px = (int32_t)(sizes & 0x3FFF) + 1;
        ret->high_px = (int32_t)(sizes >> 14 & 0x3FFF) + 1;
    }
}

static bool webp_part_stays(const struct bytes *b, size_t at) {
    static const char stay[][5] = {"VP8X", "VP8 ", "VP8L", "ALPH", "ICCP"};
    for (size_t i = 0; i < countof(stay); i++)
        if (bytes_are(b, at, stay[i], 4)) return true;
    return false;
}

static void webp_keep(struct out *out, const struct bytes *b, size_t at, size_t end) {
    if (!out || !webp_part_stays(b, at)) return;
    size_t begun = out->len;
    keep(out, b, at, end - at);
    if ((end - at) % 2) out_char(out, 0);
    bool is_head = bytes_are(b, at, "VP8X", 4) && !out->overflow && out->len > begun + 8;
    if (is_head) out->at[begun + 8] = (char)(out->at[begun + 8] & ~VP8X_TELLS);
}

bool webp_walk(struct bytes file, struct photo *ret, struct out *out) {
    size_t at = 12, begun = out ? out->len : 0;
    bool has_picture = false;
    ret->wide_px = ret->high_px = 0;
    keep(out, &file, 0, 12);
    while (at + 8 <= file.len) {
        size_t len = le32_at(&file, at + 4), end = at + 8 + len;
        if (len > INT32_MAX || end > file.len) return false;
        webp_size(&file, at, end, ret);
        has_picture |= bytes_are(&file, at, "VP8 ", 4) || bytes_are(&file, at, "VP8L", 4);
        if (bytes_are(&file, at, "EXIF", 4) && !out) {
            bool is_marked = bytes_are(&file, at + 8, "Exif\0\0", 6); /* some writers put it there too */
            ret->told = exif_read(bytes_of(file.at + at + 8 + (is_marked ? 6 : 0), len - (is_marked ? 6 : 0)));
        }
        webp_keep(out, &file, at, end);
        at = end + len % 2;
    }
    if (out && !out->overflow) {
        uint32_t size = (uint32_t)(out->len - begun - 8);
        for (int i = 0; i < 4; i++) out->at[begun + 4 + (size_t)i] = (char)(size >> (8 * i) & 0xFF);
    }
    return has_picture;
}
