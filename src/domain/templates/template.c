#include "domain/templates/template.h"
#include "base/text.h"
#include "paper/docx.h"
#include "store/blob.h"
#include "templates_queries.h"

const struct template_row template_rows[TEMPLATE_KINDS] = {
    [TEMPLATE_LETTER] = {"letter", W_template_letter,
                         {"发文机关", "文号", "标题", "主送单位", "正文", "回复期限", "签发人", "成文日期"}, NULL, NULL, {NULL}},
    [TEMPLATE_MINUTES_ZH] = {"minutes_zh", W_template_minutes_zh,
                             {"会议", "会议日期", "数据截至", "议题数", "决定数", "指纹"}, "决定", "无",
                             {"序号", "议题", "决定内容", "责任单位", "期限", "状态"}},
    [TEMPLATE_MINUTES_EN] = {"minutes_en", W_template_minutes_en,
                             {"meeting", "meeting day", "figures up to", "items", "decisions", "fingerprint"}, "decided", "None",
                             {"no", "item", "decision", "responsible", "due", "state"}},
};

enum template_kind template_kind_read(const char *key) {
    unsigned i = 0;
    while (i < TEMPLATE_KINDS && !text_eq(template_rows[i].key, key)) i++;
    return (enum template_kind)i;
}

/* -- those that ship -- */

static const struct docx_line letter_lines[] = {
    {DOCX_HEAD, "{{发文机关}}", NULL, NULL, 0}, {DOCX_NUMBER, "{{文号}}", NULL, NULL, 0},
    {DOCX_TITLE, "{{标题}}", NULL, NULL, 0},    {DOCX_LEFT, "{{主送单位}}：", NULL, NULL, 0},
    {DOCX_TEXT, "{{正文}}", NULL, NULL, 0},     {DOCX_RIGHT, "{{发文机关}}", NULL, NULL, 0},
    {DOCX_RIGHT, "{{成文日期}}", NULL, NULL, 0}, {DOCX_SMALL, "签发人：{{签发人}}　　回复期限：{{回复期限}}", NULL, NULL, 0}};

static const char *const heads_zh[] = {"序号", "议题", "决定", "责任单位", "期限", "状态"};
static const char *const cells_zh[] = {"{{#决定}}{{序号}}", "{{议题}}", "{{决定内容}}", "{{责任单位}}", "{{期限}}", "{{状态}}{{/决定}}"};
static const struct docx_line minutes_zh_lines[] = {
    {DOCX_TITLE, "{{会议}}纪要", NULL, NULL, 0},
    {DOCX_TEXT, "{{会议日期}}召开{{会议}}，数据截至{{数据截至}}，研究议题{{议题数}}项，作出决定{{决定数}}项。", NULL, NULL, 0},
    {DOCX_TABLE, NULL, heads_zh, cells_zh, 6}, {DOCX_SMALL, "材料指纹：{{指纹}}", NULL, NULL, 0}};

static const char *const heads_en[] = {"No", "Item", "Decision", "Responsible", "Due", "State"};
static const char *const cells_en[] = {"{{#decided}}{{no}}", "{{item}}", "{{decision}}", "{{responsible}}", "{{due}}",
                                       "{{state}}{{/decided}}"};
static const struct docx_line minutes_en_lines[] = {
    {DOCX_TITLE, "Minutes of {{meeting}}", NULL, NULL, 0},
    {DOCX_LEFT, "Held on {{meeting day}}, with figures up to {{figures up to}}: {{items}} items, {{decisions}} decisions.", NULL,
     NULL, 0},
    {DOCX_TABLE, NULL, heads_en, cells_en, 6}, {DOCX_SMALL, "Fingerprint of the pack: {{fingerprint}}", NULL, NULL, 0}};

static const struct { const struct docx_line *lines; size_t count; } samples[TEMPLATE_KINDS] = {
    [TEMPLATE_LETTER] = {letter_lines, countof(letter_lines)},
    [TEMPLATE_MINUTES_ZH] = {minutes_zh_lines, countof(minutes_zh_lines)},
    [TEMPLATE_MINUTES_EN] = {minutes_en_lines, countof(minutes_en_lines)}};

enum err template_sample(struct tx *t, enum template_kind kind, struct blob *ret) {
    struct out *o = out_in(tx_arena(t), DOCX_BYTES_MAX);
    try(docx_write(tx_arena(t), samples[kind].lines, samples[kind].count, 0, o));
    *ret = (struct blob){out_text_of(o), o->len};
    return OK;
}

enum err template_current(struct tx *t, enum template_kind kind, struct blob *ret) {
    struct template_of_kind_row row;
    bool has;
    try(template_of_kind(t, template_rows[kind].key, &row, &has));
    return has ? blob_read_bytes(t, row.file_sha, DOCX_BYTES_MAX, ret) : template_sample(t, kind, ret);
}

/* -- filling -- */

static enum err fill(struct arena *a, enum template_kind kind, struct blob file, const char *const *values,
                     const char *const *cells, size_t rows, int64_t at_ms, struct out *out, struct both *ret_why) {
    const struct template_row *k = &template_rows[kind];
    struct docx_value named[TEMPLATE_NAMES_MAX];
    struct docx_list list = {.name = k->list, .columns = k->columns, .cells = cells, .row_count = rows, .none = k->none};
    size_t n = 0;
    for (; n < TEMPLATE_NAMES_MAX && k->names[n]; n++) named[n] = (struct docx_value){k->names[n], values[n]};
    while (list.column_count < TEMPLATE_NAMES_MAX && k->columns[list.column_count]) list.column_count++;
    struct docx_data data = {named, n, &list, k->list ? 1 : 0};
    return docx_fill(a, file.at, file.len, &data, at_ms, out, ret_why);
}

enum err template_fill(struct tx *t, enum template_kind kind, const char *const *values, const char *const *cells,
                       size_t rows, int64_t at_ms, struct blob *ret) {
    struct arena *a = tx_arena(t);
    struct blob file;
    struct both why;
    try(template_current(t, kind, &file));
    struct out *o = out_in(a, (size_t)DOCX_UNPACKED_MAX);
    enum err e = fill(a, kind, file, values, cells, rows, at_ms, o, &why);
    if (e == ERR_INVALID || e == ERR_TYPE || e == ERR_TOO_LARGE)
        return arena_fail(a, ERR_WORLD, "the template %s cannot be filled: %s", template_rows[kind].key, why.in[EN]);
    try(e);
    *ret = (struct blob){out_text_of(o), o->len};
    return OK;
}

/* -- giving another -- */

/* Filled once with a row and once with none: what is broken is told now and not when a document is wanted. */
static enum err try_out(struct arena *a, enum template_kind kind, struct blob file, struct both *ret_why) {
    static const char *const words[TEMPLATE_NAMES_MAX] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"};
    for (size_t rows = 0; rows < 2; rows++)
        try(fill(a, kind, file, words, words, rows, 0, out_in(a, (size_t)DOCX_UNPACKED_MAX), ret_why));
    return OK;
}

enum err template_set(struct tx *t, enum template_kind kind, const char *file_name, struct blob file, int64_t account_id,
                      int32_t today, struct faults *faults) {
    struct template_of_kind_row before;
    struct office_template row = office_template_empty;
    struct both why;
    bool has;
    enum err e = try_out(tx_arena(t), kind, file, &why);
    if (e == ERR_INVALID || e == ERR_TYPE || e == ERR_TOO_LARGE) {
        faults_add(faults, "file", why);
        return ERR_INVALID;
    }
    try(e);
    try(template_of_kind(t, template_rows[kind].key, &before, &has));
    if (has) row.id = before.id;
    row.template_kind = template_rows[kind].key, row.file_name = file_name, row.bytes = (int64_t)file.len;
    row.account_id = account_id, row.on_day = today;
    try(blob_put_bytes(t, file, DOCX_MEDIA, &row.file_sha));
    return office_template_put(t, &row, has ? before.version : 0);
}

enum err template_unset(struct tx *t, enum template_kind kind) {
    struct template_of_kind_row before;
    struct office_template row;
    bool has;
    try(template_of_kind(t, template_rows[kind].key, &before, &has));
    if (!has) return ERR_MISSING;
    try(office_template_get(t, before.id, &row));
    row.gone = 1;
    return office_template_put(t, &row, before.version);
}
