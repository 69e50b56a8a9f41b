/* Any bytes as a body: the first byte picks the way of writing; then typed by a row with every kind. */
#include "web/params.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum err nothing(struct req *q) {
    (void)q;
    return OK;
}

static const struct route row = {
    .method = POST, .path = "/a", .run = nothing, .access = ACCESS_OPEN, .formats = FORMAT_HTML, .about = "A.",
    .body_max = 1 << 20,
    .params = {{.name = "t", .kind = P_TEXT, .max = 9}, {.name = "l", .kind = P_LINES, .max = 9, .many = true},
               {.name = "s", .kind = P_SECRET, .min = 1, .max = 9}, {.name = "i", .kind = P_INT, .min = -9, .max = 9},
               {.name = "d", .kind = P_DAY}, {.name = "m", .kind = P_MONTH}, {.name = "f", .kind = P_FLAG},
               {.name = "c", .kind = P_CHOICE, .choices = "a|b|c"}, {.name = "u", .kind = P_FILE, .max = 99}}};

static void form_check(bool holds) {
    if (!holds) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const types[] = {"application/x-www-form-urlencoded", "application/json",
                                        "multipart/form-data; boundary=b"};
    static struct arena *a;
    if (!size) return 0;
    if (!a) a = arena_new(256 << 20);
    size_t len = size - 1;
    char *bytes = calloc(1, len ? len : 1); /* its own block, so that every overrun is seen */
    memcpy(bytes, data + 1, len);
    struct fields fields = {0};
    struct faults faults = {0};
    struct param_got got[PARAMS_MAX];
    struct route_match match = {.route = &row};
    if (form_read(a, span_of(types[data[0] % 3]), (struct span){bytes, len}, &fields) == OK) {
        for (size_t i = 0; i < fields.count; i++) {
            const struct field *f = &fields.at[i];
            form_check(utf8_valid(f->name, strlen(f->name)) && utf8_valid(f->text, strlen(f->text)));
            const char *file = f->upload ? f->upload->at : bytes;
            form_check(file >= bytes && file + (f->upload ? f->upload->len : 0) <= bytes + len);
        }
        if (params_read(a, &match, &fields, &faults, got) == OK) {
            form_check(!got[0].count || utf8_count(got[0].at[0].text) <= 9);
            form_check(!got[3].count || (got[3].at[0].n >= -9 && got[3].at[0].n <= 9));
            form_check(!got[7].count || (got[7].at[0].n >= 0 && got[7].at[0].n <= 2));
        } else {
            form_check(faults.count > 0);
        }
    }
    free(bytes);
    arena_reset(a);
    return 0;
}
