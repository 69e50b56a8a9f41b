/* Exif: a TIFF block with tables of entries that point at each other by offsets. Only three tables are looked at, each once,
 * so that no circle of pointers can hold us up. */
#include "domain/reports/photo_inside.h"
#include <string.h>

enum {
    TAG_TURNED = 0x0112, TAG_EXIF = 0x8769, TAG_GPS = 0x8825, TAG_TAKEN = 0x9003,
    TAG_LATITUDE_REF = 1, TAG_LATITUDE = 2, TAG_LONGITUDE_REF = 3, TAG_LONGITUDE = 4,
    ENTRY_BYTES = 12, ENTRIES_MAX = 512, TAKEN_BYTES = 19, UDEG = 1000000
};

struct tiff {
    struct bytes b;
    bool is_little;
};
static uint32_t n16(const struct tiff *t, size_t i) { return t->is_little ? le16_at(&t->b, i) : be16_at(&t->b, i); }
static uint32_t n32(const struct tiff *t, size_t i) { return t->is_little ? le32_at(&t->b, i) : be32_at(&t->b, i); }

struct photo_told told_nothing(void) {
    return (struct photo_told){
        .taken_day = NO_DAY, .latitude_udeg = PHOTO_NO_PLACE, .longitude_udeg = PHOTO_NO_PLACE, .turned = 1};
}

/* Where the entry of a tag lies in a table; 0 if there is none. */
static size_t entry_of(const struct tiff *t, size_t table, uint32_t tag) {
    if (!table || table >= t->b.len) return 0;
    uint32_t count = n16(t, table);
    if (count > ENTRIES_MAX) count = ENTRIES_MAX;
    for (uint32_t i = 0; i < count; i++) {
        size_t entry = table + 2 + (size_t)i * ENTRY_BYTES;
        if (entry + ENTRY_BYTES > t->b.len) return 0;
        if (n16(t, entry) == tag) return entry;
    }
    return 0;
}

static uint32_t value_of(const struct tiff *t, size_t table, uint32_t tag) {
    size_t entry = entry_of(t, table, tag);
    return entry ? n32(t, entry + 8) : 0;
}

/* "2022:12:01 09:14:07"; what is no day of the calendar is not told. */
static void taken_read(const struct tiff *t, size_t exif, struct photo_told *ret) {
    static const char shape[] = "dddd:dd:dd dd:dd:dd";
    size_t at = value_of(t, exif, TAG_TAKEN);
    int n[6] = {0}, part = 0;
    if (!at || at > t->b.len || t->b.len - at < TAKEN_BYTES) return;
    for (size_t i = 0; i < TAKEN_BYTES; i++) {
        unsigned c = t->b.at[at + i];
        if (shape[i] == 'd' ? c < '0' || c > '9' : c != (unsigned char)shape[i]) return;
        if (shape[i] == 'd') n[part] = n[part] * 10 + (int)(c - '0');
        else part++;
    }
    if (!civil_valid(n[0], n[1], n[2]) || n[3] > 23 || n[4] > 59 || n[5] > 59) return;
    ret->taken_day = day_of(n[0], n[1], n[2]);
    ret->taken_second = n[3] * 3600 + n[4] * 60 + n[5];
}

/* Degrees, minutes and seconds as three fractions; PHOTO_NO_PLACE if it is none or beyond `most` degrees. */
static int32_t degrees_read(const struct tiff *t, size_t gps, uint32_t tag, uint32_t ref_tag, char negative, int most) {
    size_t at = value_of(t, gps, tag), ref = entry_of(t, gps, ref_tag);
    double degrees = 0;
    static const double parts[] = {1, 60, 3600};
    if (!at || !ref || at > t->b.len || t->b.len - at < 24) return PHOTO_NO_PLACE;
    for (size_t i = 0; i < 3; i++) {
        uint32_t over = n32(t, at + i * 8 + 4);
        if (!over) return PHOTO_NO_PLACE;
        degrees += (double)n32(t, at + i * 8) / over / parts[i];
    }
    if (degrees > most) return PHOTO_NO_PLACE;
    int32_t udeg = (int32_t)(degrees * UDEG + 0.5);
    return byte_at(&t->b, ref + 8) == (unsigned char)negative ? -udeg : udeg;
}

static void place_read(const struct tiff *t, size_t gps, struct photo_told *ret) {
    int32_t latitude = degrees_read(t, gps, TAG_LATITUDE, TAG_LATITUDE_REF, 'S', 90);
    int32_t longitude = degrees_read(t, gps, TAG_LONGITUDE, TAG_LONGITUDE_REF, 'W', 180);
    bool is_nowhere = !latitude && !longitude; /* what a camera writes that does not know */
    if (latitude == PHOTO_NO_PLACE || longitude == PHOTO_NO_PLACE || is_nowhere) return;
    ret->latitude_udeg = latitude;
    ret->longitude_udeg = longitude;
}

struct photo_told exif_read(struct bytes b) {
    struct photo_told told = told_nothing();
    struct tiff t = {b, bytes_are(&b, 0, "II*\0", 4)};
    if (!t.is_little && !bytes_are(&b, 0, "MM\0*", 4)) return told;
    size_t table = n32(&t, 4), turned = entry_of(&t, table, TAG_TURNED);
    uint32_t how = turned ? n16(&t, turned + 8) : 1;
    if (how >= 1 && how <= 8) told.turned = (int)how;
    taken_read(&t, value_of(&t, table, TAG_EXIF), &told);
    place_read(&t, value_of(&t, table, TAG_GPS), &told);
    return told;
}

void exif_turned(unsigned char to[static EXIF_TURNED_BYTES], int turned) {
    static const unsigned char block[EXIF_TURNED_BYTES] = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, TAG_TURNED >> 8, TAG_TURNED & 0xFF,
                                                           0, 3, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0};
    memcpy(to, block, sizeof block);
    to[19] = (unsigned char)turned;
}
