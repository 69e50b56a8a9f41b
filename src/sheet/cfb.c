#include "sheet/cfb.h"
#include <string.h>

enum {
    HEADER_BYTES = 512,
    HEADER_FATS = 109,      /* FAT sectors named in the header itself */
    ENTRY_BYTES = 128,
    MINI_BYTES = 64,        /* sectors of small streams, which lie in the root's stream */
    SMALL_BYTES = 4096,     /* streams under this are small */
    ENTRIES_MAX = 4096
};
static const uint32_t LAST_SECTOR = 0xFFFFFFFA; /* higher numbers mean an end, not a place */
static const uint32_t FREE_SECTOR = 0xFFFFFFFF;

static uint32_t u16(const unsigned char *p) { return p[0] | (uint32_t)p[1] << 8; }
static uint32_t u32(const unsigned char *p) { return u16(p) | u16(p + 2) << 16; }

struct container {
    struct sheet_file *f;
    uint32_t sector_bytes, sectors; /* there are so many in the file */
    uint32_t *fat;
    uint32_t directory, mini_fat;
    bool is_cut;
};

static enum err damaged(struct both *ret_why) { return refuse_plain(ERR_INVALID, ret_why, W_sheet_xls_damaged); }

static enum err read_sector(const struct container *c, uint32_t sector, void *to) {
    size_t got = 0;
    memset(to, 0xFF, c->sector_bytes);
    return file_read(c->f, ((uint64_t)sector + 1) * c->sector_bytes, to, c->sector_bytes, &got);
}

/* One sector of the FAT, put where it belongs. */
static enum err read_fat_sector(struct container *c, uint32_t sector, uint32_t index) {
    uint32_t per_sector = c->sector_bytes / 4;
    unsigned char block[4096];
    if (sector >= c->sectors || (uint64_t)index * per_sector >= c->sectors) return OK;
    try(read_sector(c, sector, block));
    for (uint32_t i = 0; i < per_sector; i++) {
        uint64_t which = (uint64_t)index * per_sector + i;
        uint32_t next = u32(block + (size_t)i * 4);
        if (which < c->sectors) c->fat[which] = next;
        else if (next != FREE_SECTOR) c->is_cut = true; /* in use, and behind the end of the file */
    }
    return OK;
}

/* The FAT's sectors are named in the header and, in large files, in a chain of further lists. */
static enum err read_fat(struct container *c, const unsigned char *header) {
    uint32_t per_sector = c->sector_bytes / 4, index = 0, list = u32(header + 68);
    unsigned char block[4096];
    for (; index < HEADER_FATS; index++) try(read_fat_sector(c, u32(header + 76 + (size_t)index * 4), index));
    for (uint32_t steps = 0; list < c->sectors && steps < c->sectors; steps++) {
        try(read_sector(c, list, block));
        for (uint32_t i = 0; i + 1 < per_sector; i++, index++)
            try(read_fat_sector(c, u32(block + (size_t)i * 4), index));
        list = u32(block + c->sector_bytes - 4);
    }
    return OK;
}

static enum err container_read(struct sheet_file *f, struct container *ret, struct both *ret_why) {
    unsigned char header[HEADER_BYTES];
    size_t got = 0;
    try(file_read(f, 0, header, sizeof header, &got));
    uint32_t shift = u16(header + 30);
    if (got < sizeof header || (shift != 9 && shift != 12)) return damaged(ret_why);
    struct container c = {.f = f, .sector_bytes = 1u << shift};
    c.sectors = (uint32_t)((f->bytes - 1) / c.sector_bytes); /* the header takes the place of one */
    c.fat = arena_array(f->a, uint32_t, c.sectors + 1);
    memset(c.fat, 0xFF, ((size_t)c.sectors + 1) * sizeof *c.fat);
    c.directory = u32(header + 48);
    c.mini_fat = u32(header + 60);
    try(read_fat(&c, header));
    if (c.is_cut) return damaged(ret_why);
    *ret = c;
    return OK;
}

/* The sectors of a chain of so many bytes; fewer than claimed is damage. */
static enum err chain_read(const struct container *c, uint32_t first, uint64_t bytes, const uint32_t **ret_sectors,
                           struct both *ret_why) {
    uint64_t count = (bytes + c->sector_bytes - 1) / c->sector_bytes;
    if (count > c->sectors) return damaged(ret_why);
    uint32_t *sectors = arena_array(c->f->a, uint32_t, count + 1);
    uint32_t at = first;
    for (uint64_t i = 0; i < count; i++) {
        if (at >= c->sectors) return damaged(ret_why);
        sectors[i] = at;
        at = c->fat[at];
    }
    *ret_sectors = sectors;
    return OK;
}

struct entry {
    uint32_t start;
    uint64_t bytes;
};

/* Plain ASCII names are all we look for. */
static bool name_is(const unsigned char *entry, const char *name) {
    size_t n = strlen(name);
    if (u16(entry + 64) != (n + 1) * 2) return false;
    for (size_t i = 0; i < n; i++)
        if (entry[i * 2 + 1] || (entry[i * 2] | 32) != (name[i] | 32)) return false;
    return true;
}

/* The stream of a name, and the root, whose stream holds the small ones. */
static enum err find_entry(const struct container *c, const char *name, struct entry *ret, struct entry *ret_root,
                           struct both *ret_why) {
    unsigned char block[4096];
    uint32_t at = c->directory, seen = 0;
    bool found = false;
    for (uint32_t steps = 0; at < c->sectors && steps <= c->sectors && seen < ENTRIES_MAX; steps++) {
        try(read_sector(c, at, block));
        for (uint32_t i = 0; i < c->sector_bytes; i += ENTRY_BYTES, seen++) {
            const unsigned char *e = block + i;
            struct entry entry = {u32(e + 116), u32(e + 120)};
            if (e[66] == 5) *ret_root = entry;
            if (e[66] != 2 || found || !name_is(e, name)) continue;
            *ret = entry;
            found = true;
        }
        at = c->fat[at];
    }
    if (seen == 0) return damaged(ret_why);
    return found ? OK : ERR_MISSING;
}

/* A small stream is copied out of the root's stream by its own chain. */
static enum err small_read(const struct container *c, const struct entry *e, const struct entry *root,
                           struct cfb_stream *ret, struct both *ret_why) {
    struct cfb_stream holder = {.file = c->f, .bytes = root->bytes, .sector_bytes = c->sector_bytes};
    uint64_t minis = (root->bytes + MINI_BYTES - 1) / MINI_BYTES;
    const uint32_t *fat_sectors;
    struct cfb_stream fat = {.file = c->f, .bytes = minis * 4, .sector_bytes = c->sector_bytes};
    try(chain_read(c, root->start, root->bytes, &holder.sectors, ret_why));
    try(chain_read(c, c->mini_fat, minis * 4, &fat_sectors, ret_why));
    fat.sectors = fat_sectors;
    char *small = arena_alloc(c->f->a, SMALL_BYTES + MINI_BYTES);
    uint32_t at = e->start;
    size_t got = 0;
    for (uint64_t done = 0; done < e->bytes; done += MINI_BYTES) {
        unsigned char next[4];
        if (at >= minis) return damaged(ret_why);
        try(cfb_read(&holder, (uint64_t)at * MINI_BYTES, small + done, MINI_BYTES, &got));
        try(cfb_read(&fat, (uint64_t)at * 4, next, sizeof next, &got));
        at = u32(next);
    }
    *ret = (struct cfb_stream){.file = c->f, .bytes = e->bytes, .small = small};
    return OK;
}

enum err cfb_open(struct sheet_file *f, const char *name, struct cfb_stream *ret, struct both *ret_why) {
    struct container c;
    struct entry entry = {LAST_SECTOR, 0}, root = entry;
    try(container_read(f, &c, ret_why));
    try(find_entry(&c, name, &entry, &root, ret_why));
    if (entry.bytes < SMALL_BYTES) return small_read(&c, &entry, &root, ret, ret_why);
    struct cfb_stream s = {.file = f, .bytes = entry.bytes, .sector_bytes = c.sector_bytes};
    try(chain_read(&c, entry.start, entry.bytes, &s.sectors, ret_why));
    *ret = s;
    return OK;
}

enum err cfb_read(const struct cfb_stream *s, uint64_t at, void *to, size_t n, size_t *ret_got) {
    size_t done = 0;
    if (at >= s->bytes) n = 0;
    else if (n > s->bytes - at) n = (size_t)(s->bytes - at);
    if (s->small) {
        memcpy(to, s->small + at * (n > 0), n);
        *ret_got = n;
        return OK;
    }
    while (done < n) {
        uint64_t sector = (at + done) / s->sector_bytes, inside = (at + done) % s->sector_bytes;
        size_t part = s->sector_bytes - (size_t)inside, got = 0;
        if (part > n - done) part = n - done;
        uint64_t place = ((uint64_t)s->sectors[sector] + 1) * s->sector_bytes + inside;
        try(file_read(s->file, place, (char *)to + done, part, &got));
        done += got;
        if (got < part) break; /* the file ends early */
    }
    *ret_got = done;
    return OK;
}
