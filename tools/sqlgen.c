/* usage: sqlgen OUTDIR deps.txt path/ROOM/schema.sql path/ROOM/queries.sql …
 *
 * A file belongs to the room its folder is named after. Rooms are read in the order of
 * deps.txt, `store` before all of them. Nothing is written when anything was refused, and
 * a file that would not change is not touched. */
#include "sqlgen.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_BYTES = 1000 };

static void room_add(struct gen *g, const char *name, const char *may_know) {
    g->rooms = list_room(g->a, g->rooms, g->room_count, sizeof *g->rooms);
    g->rooms[g->room_count++] = (struct room){.name = name, .may_know = may_know};
}

/* "room plans:    people projects" */
static bool rooms_read(struct gen *g, const char *path) {
    char line[LINE_MAX_BYTES];
    FILE *f = fopen(path, "r");
    if (!f) return false;
    room_add(g, "store", " ");
    while (fgets(line, sizeof line, f)) {
        struct span rest = span_trim(span_of(line)), name, word;
        if (!text_starts(line, "room ") || !span_cut(&rest, ':', &name)) continue;
        struct out *known = out_in(g->a, 0);
        out_raw(known, " store ");
        while (rest.at && span_cut(&rest, ' ', &word))
            if (word.len) out_printf(known, "%.*s ", (int)word.len, word.at);
        name = span_trim((struct span){name.at + 5, name.len - 5});
        room_add(g, arena_copy_n(g->a, name.at, name.len), out_text_of(known));
    }
    fclose(f);
    return true;
}

/* src/domain/people/schema.sql is the schema of the room people. */
static bool file_note(struct gen *g, const char *path) {
    const char *file = strrchr(path, '/'), *folder = file;
    while (folder && folder > path && folder[-1] != '/') folder--;
    for (int i = 0; file && i < g->room_count; i++) {
        struct room *r = &g->rooms[i];
        if (!span_is((struct span){folder, (size_t)(file - folder)}, r->name)) continue;
        if (text_eq(file, "/schema.sql")) r->schema_path = path;
        if (text_eq(file, "/queries.sql")) r->queries_path = path;
        return true;
    }
    return false;
}

static bool is_written_so(const char *path, const struct out *o) {
    FILE *f = fopen(path, "rb");
    bool same = f != NULL;
    for (size_t i = 0; same && i < o->len; i++) same = getc(f) == (unsigned char)o->at[i];
    same = same && getc(f) == EOF;
    if (f) fclose(f);
    return same;
}

/* Writes beside it and renames, so that a build broken off leaves no half of a file. */
static void file_write(struct gen *g, const char *dir, const char *name, struct out *o) {
    const char *path = arena_printf(g->a, "%s/%s", dir, name), *fresh = arena_printf(g->a, "%s.new", path);
    must(!o->overflow);
    if (is_written_so(path, o)) return;
    FILE *f = fopen(fresh, "wb");
    bool written = f && fwrite(out_text_of(o), 1, o->len, f) == o->len;
    written = f && !fclose(f) && written;
    if (!written || rename(fresh, path)) refuse(g, path, 1, "cannot be written");
}

static void everything_write(struct gen *g, const char *dir) {
    for (int i = 0; i < g->room_count; i++) {
        const struct room *r = &g->rooms[i];
        struct out *header = out_in(g->a, 0), *code = out_in(g->a, 0);
        if (!r->schema_path && !r->queries_path) continue;
        room_header_write(g, r, header);
        room_code_write(g, r, code);
        file_write(g, dir, arena_printf(g->a, "%s_queries.h", r->name), header);
        file_write(g, dir, arena_printf(g->a, "%s_queries.c", r->name), code);
    }
    struct out *header = out_in(g->a, 0), *schema = out_in(g->a, 0), *statements = out_in(g->a, 0);
    struct out *ledger = out_in(g->a, 0), *script = out_in(g->a, 0);
    schema_header_write(header);
    schema_code_write(g, schema);
    statements_code_write(g, statements);
    ledger_code_write(g, ledger);
    postgres_script_write(g, script);
    file_write(g, dir, "schema_gen.h", header);
    file_write(g, dir, "schema_gen.c", schema);
    file_write(g, dir, "statements_gen.c", statements);
    file_write(g, dir, "ledger_gen.c", ledger);
    file_write(g, dir, "postgres_gen.sql", script);
}

int main(int argc, char **argv) {
    struct gen g = {.a = arena_new((size_t)1 << 30)};
    if (argc < 3 || !rooms_read(&g, argv[2]) || sqlite3_open(":memory:", &g.db)) {
        fprintf(stderr, "usage: sqlgen OUTDIR deps.txt path/ROOM/schema.sql path/ROOM/queries.sql …\n");
        return 2;
    }
    for (int i = 3; i < argc; i++)
        if (!file_note(&g, argv[i])) refuse(&g, argv[i], 1, "its folder is no room of %s", argv[2]);
    for (int i = 0; i < g.room_count; i++) schema_read(&g, &g.rooms[i]);
    for (int i = 0; !g.refused && i < g.room_count; i++) queries_read(&g, &g.rooms[i]);
    if (!g.refused) everything_write(&g, argv[1]);
    sqlite3_close(g.db);
    arena_done(g.a);
    return g.refused ? 1 : 0;
}
