/* The templates: what each kind offers, which is in force, another one. */
#include "base/text.h"
#include "domain/people/setting.h"
#include "domain/templates/templates_inside.h"
#include "templates_queries.h"
#include "templates_view.h"

static const char *braced(struct arena *a, const char *name) { return arena_printf(a, "{{%s}}", name); }

static void names_fill(struct req *q, const struct template_row *k, struct templates_row *row) {
    struct templates_name *names = arena_array(q->a, struct templates_name, TEMPLATE_NAMES_MAX);
    struct templates_column *columns = arena_array(q->a, struct templates_column, TEMPLATE_NAMES_MAX + 2);
    for (size_t i = 0; i < TEMPLATE_NAMES_MAX && k->names[i]; i++)
        names[row->names_count++] = (struct templates_name){braced(q->a, k->names[i])};
    row->names = names;
    row->columns = columns;
    if (!k->list) return;
    columns[row->columns_count++] = (struct templates_column){braced(q->a, arena_join(q->a, "#", k->list))};
    for (size_t i = 0; i < TEMPLATE_NAMES_MAX && k->columns[i]; i++)
        columns[row->columns_count++] = (struct templates_column){braced(q->a, k->columns[i])};
    columns[row->columns_count++] = (struct templates_column){braced(q->a, arena_join(q->a, "/", k->list))};
}

enum err templates_page(struct req *q) {
    struct templates_view v = {.here_href = "/templates"};
    struct templates_row *rows = arena_array(q->a, struct templates_row, TEMPLATE_KINDS);
    struct part_choice_view *kinds = arena_array(q->a, struct part_choice_view, TEMPLATE_KINDS);
    for (size_t i = 0; i < TEMPLATE_KINDS; i++) {
        const struct template_row *k = &template_rows[i];
        struct template_of_kind_row given;
        bool has;
        try(template_of_kind(q->tx, k->key, &given, &has));
        rows[i] = (struct templates_row){
            .kind = k->key, .name = both_word(k->name), .is_ours = has, .file_name = has ? given.file_name : "",
            .bytes = has ? given.bytes : NO_INT, .sha = has ? given.file_sha : "",
                .person = has && given.person ? given.person : "",
            .on_day = has ? given.on_day : NO_DAY, .sample_href = arena_printf(q->a, "/templates/sample?kind=%s", k->key),
            .current_href = arena_printf(q->a, "/templates/current?kind=%s", k->key)};
        names_fill(q, k, &rows[i]);
        kinds[i] = (struct part_choice_view){.value = k->key, .label = both_word(k->name)};
    }
    v.rows = rows, v.rows_count = TEMPLATE_KINDS;
    v.input_kind = edit_select(q, "kind", W_templates_choose, kinds, TEMPLATE_KINDS, kinds[0].value);
    v.example = "{{文号}}";
    struct templates_fault *faults = arena_array(q->a, struct templates_fault, q->faults.count);
    for (size_t i = 0; i < q->faults.count; i++)
        faults[i] = (struct templates_fault){q->faults.at[i].field, q->faults.at[i].text};
    v.faults = faults, v.faults_count = q->faults.count;
    return req_view(q, &templates_view, &v);
}

enum err template_post(struct req *q) {
    enum template_kind kind = template_kind_read(req_text(q, "kind"));
    const struct upload *file = req_file(q, "file");
    int32_t today;
    try(settings_today(q->tx, q->now_ms, &today));
    if (text_eq(req_text(q, "do"), "unset")) try(template_unset(q->tx, kind));
    else if (!file) return req_fault(q, "file",
        both_word(W_templates_file_missing));
    else try(template_set(q->tx, kind, file->file_name, (struct blob){file->at, file->len}, q->who.account_id,
             today, &q->faults));
    req_notice(q, W_notice_saved);
    return req_redirect(q, "/templates");
}

static enum err file_send(struct req *q, bool is_sample) {
    enum template_kind kind = template_kind_read(req_text(q, "kind"));
    struct blob bytes;
    try(is_sample ? template_sample(q->tx, kind, &bytes) : template_current(q->tx, kind, &bytes));
    struct out *o = req_body(q, DOCX_MEDIA, arena_printf(q->a, "%s.docx", template_rows[kind].key));
    out_bytes(o, bytes.at, bytes.len);
    return OK;
}
enum err template_sample_file(struct req *q) { return file_send(q, true); }
enum err template_current_file(struct req *q) { return file_send(q, false); }
