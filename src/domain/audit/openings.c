#include "domain/audit/openings.h"
#include "audit_queries.h"
#include "base/text.h"
#include "domain/people/setting.h"
#include <stdio.h>

static const char *door_of(enum format format) {
    switch (format) {
    case FORMAT_HTML: return "html";
    case FORMAT_JSON: return "json";
    case FORMAT_CSV: return "csv";
    case FORMAT_XLSX: return "xlsx";
    case FORMAT_OTHER: break;
    }
    return "file";
}

bool opening_of(struct req *q, size_t i, struct opening *ret) {
    if (!q->who.account_id || q->route->method != GET) return false;
    for (const struct param *p = q->route->params; p < q->route->params + PARAMS_MAX && p->name; p++) {
        if (p->kind != P_PROJECT) continue;
        size_t count = req_count(q, p->name);
        if (i >= count) {
            i -= count;
            continue;
        }
        *ret = (struct opening){.at_ms = q->now_ms, .account_id = q->who.account_id,
                                .project_id = req_int_at(q, p->name, i), .door = door_of(q->format),
                                .by_token = q->who.by_token};
        snprintf(ret->path, sizeof ret->path, "%s", q->path);
        return true;
    }
    return false;
}

enum err opening_note(struct tx *t, const struct opening *o) {
    return opening_add(t, o->at_ms, o->account_id, o->project_id, o->path, o->door, o->by_token, o->lost, NULL);
}

enum err openings_kept_days(struct tx *t, int64_t *ret_days) {
    const char *value;
    try(setting_text_now(t, "opening_days", &value));
    if (!text_int(value, OPENINGS_KEPT_DAYS, INT32_MAX, ret_days)) *ret_days = OPENINGS_KEPT_DAYS;
    return OK;
}

enum err openings_sweep(struct tx *t, int64_t now_ms) {
    int64_t days;
    try(openings_kept_days(t, &days));
    return openings_sweep_before(t, now_ms - days * INT64_C(86400000), NULL);
}
