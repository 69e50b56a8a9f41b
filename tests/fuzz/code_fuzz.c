/* Any text as a national project code and as a credit code: what is read reads again as the same. */
#include "domain/projects/project_code.h"
#include "domain/projects/uscc.h"
#include "fuzz/fuzz.h"

static void code_try(struct arena *a, const char *text) {
    struct project_code_reading one = project_code_read(a, text);
    if (!one.ok) {
        promise(one.fault.in[ZH] && one.fault.in[EN] && !*one.code);
        return;
    }
    struct project_code_segment segments[PROJECT_CODE_SEGMENTS];
    project_code_explain(a, &one, segments);
    struct project_code_reading two = project_code_read(a, one.code);
    promise(two.ok && two.format == one.format && !strcmp(two.code, one.code));
    promise(strlen(one.code) == PROJECT_CODE_TEXT - 1);
}

static void uscc_try(struct arena *a, const char *text) {
    struct uscc_reading one = uscc_read(a, text);
    promise(one.state == USCC_OK || (one.fault.in[ZH] && one.fault.in[EN]));
    if (one.state == USCC_NONE) return;
    struct uscc_reading two = uscc_read(a, one.code);
    promise(two.state == one.state && !strcmp(two.code, one.code));
    promise((one.state == USCC_OK) == (one.check == one.code[USCC_TEXT - 2]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena *a;
    if (!a) a = arena_new(0);
    const char *text = arena_copy_n(a, data, size);
    code_try(a, text);
    uscc_try(a, text);
    arena_reset(a);
    return 0;
}
