#include "domain/letters/letters.h"
#include "domain/letters/letters_inside.h"
#include "domain/reports/evidence.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define TABLE (BOTH | FORMAT_CSV | FORMAT_XLSX)
#define LETTER {"letter", P_INT, 1, INT64_MAX, .required = true}
#define VERSION {"version", P_INT, 1, INT64_MAX, .required = true}
enum { FORM_BYTES_MAX = 64 << 20 };

/* To add a page: a row here, a view in views/, a handler in letters_inside.h. */
const struct route letters_routes[] = {
    {GET, "/letters", letter_list_page, .access = ACCESS_READ, .tx = TX_READ, .formats = TABLE, .title = W_letters_title,
     .menu = W_letters_menu, .menu_order = 66, .writes = "session touch; csv and xlsx: export log",
     .about = "Letters that urge: of one's projects and to one's unit; by kind, state, year, project.",
     .params = {{"kind", P_CHOICE, .choices = LETTER_KIND_CHOICES}, {"state", P_CHOICE, .choices = LETTER_STATE_CHOICES "|over"},
                {"year", P_INT, 2000, 2199}, {"project", P_INT, 1, INT64_MAX}, {"page", P_INT, 1, 1000000}}},
    {GET, "/letters/ladder", letter_ladder_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_letters_ladder, .writes = "session touch",
     .about = "The ladder: which letter is drafted when a light or a delay has stood how long, and who does what with it."},
    {GET, "/letters/:letter", letter_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_letters_title,
     .writes = "session touch", .about = "One letter with its whole story, and what the reader may do with it now.",
     .params = {LETTER}},
    {POST, "/letters/:letter", letter_post, .again = letter_page, .access = ACCESS_READ, .tx = TX_WRITE, .formats = BOTH,
     .title = W_letters_title, .entry_kind = "letter", .body_max = FORM_BYTES_MAX,
     .about = "Edits, reviews, drops a draft; receives, answers with a plan; returns, closes, withdraws.",
     .params = {LETTER, VERSION, {"do", P_CHOICE, .choices = LETTER_DO_CHOICES, .required = true}, {"title", P_TEXT, 0, 200},
                {"text", P_LINES, 0, 8000}, {"why", P_TEXT, 0, 500}, {"plan", P_LINES, 0, LETTER_PLAN_MAX},
                {"plan_day", P_DAY}, {"file", P_FILE, 0, EVIDENCE_BYTES_MAX, .many = true}}},
    {POST, "/letters/:letter/sign", letter_sign_post, .again = letter_page, .access = ACCESS_SIGN, .tx = TX_WRITE,
     .formats = BOTH, .title = W_letters_title, .entry_kind = "letter_sign",
     .about = "Signs what another has reviewed: it gets its number, its files are made and it goes to the unit's inbox.",
     .params = {LETTER, VERSION}},
    {GET, "/letters/:letter/pdf", letter_pdf_file, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_OTHER,
     .title = W_letters_title, .writes = "session touch",
     .about = "The letter as PDF: the bytes that went out, or how the draft would look.", .params = {LETTER}},
    {GET, "/letters/:letter/docx", letter_docx_file, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_OTHER,
     .title = W_letters_title, .writes = "session touch",
     .about = "The letter as .docx by the office's template: the bytes that went out, or the draft.", .params = {LETTER}},
    {GET, "/letters/:letter/files/:file", letter_file_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_OTHER,
     .title = W_letters_title, .writes = "session touch", .about = "A file that shows what an answer says.",
     .params = {LETTER, {"file", P_INT, 1, INT64_MAX, .required = true}}},
};
const size_t letters_route_count = countof(letters_routes);
