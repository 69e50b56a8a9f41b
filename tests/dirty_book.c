/* Writes the dirty list of the tests, as workbook and as its csv twin, into a folder: for the browser. */
#include "dirty_book.h"

int main(int argc, char **argv) {
    char path[4096];
    const char *folder = argc > 1 ? argv[1] : ".";
    if (snprintf(path, sizeof path, "%s/dirty.xlsx", folder) >= (int)sizeof path) return 2;
    dirty_xlsx(path);
    (void)snprintf(path, sizeof path, "%s/dirty.csv", folder);
    dirty_csv(path);
    return 0;
}
