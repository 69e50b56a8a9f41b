#include "domain/audit/actors.h"
#include "audit_queries.h"
#include "base/text.h"
#include <string.h>

enum err actors_find(struct req *q, const char *who, struct actors *ret) {
    struct accounts_called_row *rows;
    size_t count, n = 0;
    *ret = (struct actors){.is_anybody = !*who};
    if (!*who) return OK;
    const char *folded = text_fold(q->a, span_of(who));
    try(accounts_called(q->tx, &rows, &count));
    int64_t *ids = arena_array(q->a, int64_t, count + 1);
    for (size_t i = 0; i < count; i++)
        if (strstr(text_fold(q->a, span_of(rows[i].name)), folded) || text_eq(rows[i].subject, who)) ids[n++] = rows[i].id;
    ret->ids = ids;
    ret->count = n;
    return OK;
}

bool actors_have(const struct actors *actors, int64_t account_id) {
    size_t low = 0, high = actors->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (actors->ids[middle] < account_id) low = middle + 1;
        else high = middle;
    }
    return actors->is_anybody || (low < actors->count && actors->ids[low] == account_id);
}
