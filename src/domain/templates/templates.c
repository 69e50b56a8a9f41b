#include "domain/templates/templates.h"
#include "domain/templates/templates_inside.h"
#include "paper/docx.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define KIND {"kind", P_CHOICE, .choices = TEMPLATE_KIND_CHOICES, .required = true}

/* To add a page: a row here, a view in views/, a handler in templates_inside.h. */
const struct route templates_routes[] = {
    {GET, "/templates", templates_page, .access = ACCESS_WRITE, .tx = TX_READ, .formats = BOTH, .title = W_templates_title,
     .writes = "session touch", .about = "The templates of the office's documents, what each offers, and who gave it."},
    {POST, "/templates", template_post, .again = templates_page, .access = ACCESS_WRITE, .tx = TX_WRITE, .formats = BOTH,
     .title = W_templates_title, .entry_kind = "office_template", .body_max = 2 * DOCX_BYTES_MAX,
     .about = "Gives another template of a kind, after it was tried; or goes back to the one that ships.",
     .params = {KIND, {"do", P_CHOICE, .choices = "set|unset", .required = true}, {"file", P_FILE, 0, DOCX_BYTES_MAX}}},
    {GET, "/templates/sample", template_sample_file, .access = ACCESS_WRITE, .tx = TX_READ, .formats = FORMAT_OTHER,
     .title = W_templates_title, .writes = "session touch", .about = "The template of a kind that ships.", .params = {KIND}},
    {GET, "/templates/current", template_current_file, .access = ACCESS_WRITE, .tx = TX_READ, .formats = FORMAT_OTHER,
     .title = W_templates_title, .writes = "session touch", .about = "The template of a kind that is in force.",
     .params = {KIND}},
};
const size_t templates_route_count = countof(templates_routes);
