#include "domain/bulletins/bulletins.h"
#include "domain/bulletins/bulletin_inside.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define TABLE (BOTH | FORMAT_CSV | FORMAT_XLSX)
#define BULLETIN {"bulletin", P_INT, 1, INT64_MAX, .required = true}

/* To add a page: a row here, a view in views/, a handler in bulletin_inside.h. */
const struct route bulletins_routes[] = {
    {GET, "/bulletins", bulletins_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_bulletins_title,
     .menu = W_bulletins_menu, .menu_order = 65, .writes = "session touch",
     .about = "Bulletins: those issued, for everybody; drafts for who makes them; when the next is drafted."},
    {POST, "/bulletins/draft", bulletin_draft_post, .again = bulletins_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE,
     .formats = BOTH, .title = W_bulletins_title, .entry_kind = "bulletin",
     .about = "Drafts the bulletin on a month that is over from what is known now.", .params = {{"month", P_MONTH}}},
    {GET, "/bulletins/score", score_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_score_title,
     .writes = "session touch", .about = "The scoring formula in force, its versions, and published ones to choose from.",
     .params = {{"sample", P_TEXT, 0, 20}}},
    {POST, "/bulletins/score", score_post, .again = score_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE, .formats = BOTH,
     .title = W_score_title, .entry_kind = "score_formula",
     .about = "A new version of the scoring formula from a day on, with a reason; bulletins of before keep theirs.",
     .params = {{"sample", P_TEXT, 0, 20}, {"rows", P_LINES, 0, 4000}, {"full", P_TEXT, 0, 12}, {"from", P_DAY},
                {"reason", P_TEXT, 0, 400}}},
    {GET, "/bulletins/:bulletin", bulletin_page, .access = ACCESS_READ, .tx = TX_READ, .formats = TABLE,
     .title = W_bulletins_title, .writes = "session touch; csv and xlsx: export log",
     .about = "One bulletin from its file: sentences whose numbers lead to what they rest on, rankings, remarks; csv and xlsx of "
              "the rankings.", .params = {BULLETIN}},
    {POST, "/bulletins/:bulletin", bulletin_post, .again = bulletin_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE,
     .formats = BOTH, .title = W_bulletins_title, .entry_kind = "bulletin",
     .about = "Makes a draft anew, reviews it, takes it back, issues it under the next number of the year, withdraws it.",
     .params = {BULLETIN, {"version", P_INT, 1, INT64_MAX, .required = true},
                {"do", P_CHOICE, .choices = "redraft|review|return|issue|withdraw", .required = true},
                {"reason", P_TEXT, 0, 400}}},
    {POST, "/bulletins/:bulletin/remark", bulletin_remark_post, .again = bulletin_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE,
     .formats = BOTH, .title = W_bulletins_title, .entry_kind = "bulletin",
     .about = "What the office adds to a section in its own words; empty takes it away.",
     .params = {BULLETIN, {"section", P_CHOICE, .choices = BULLETIN_SECTION_CHOICES, .required = true},
                {"text", P_LINES, 0, 4000}}},
    {GET, "/bulletins/:bulletin/file", bulletin_file, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_OTHER,
     .title = W_bulletins_title, .writes = "session touch; export log",
     .about = "The bytes of the document as issued, or of the draft, for who sees everything.", .params = {BULLETIN}},
    {GET, "/bulletins/:bulletin/pdf", bulletin_pdf, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_OTHER,
     .title = W_bulletins_title, .writes = "session touch; export log",
     .about = "The paper as issued, the same bytes each time, for who sees everything.", .params = {BULLETIN}},
    {GET, "/bulletins/:bulletin/numbers/:no", bulletin_number_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_bulletins_title, .writes = "session touch",
     .about = "One number of a bulletin: its formula, the number reckoned again as known then, and the rows it speaks of.",
     .params = {BULLETIN, {"no", P_INT, 1, 1000000, .required = true}}},
    {GET, "/bulletins/:bulletin/compare", bulletin_compare_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_bulletin_compared, .writes = "session touch",
     .about = "A bulletin beside another, or the one before it, sentence by sentence: same, changed, new, gone.",
     .params = {BULLETIN, {"with", P_INT, 1, INT64_MAX}}},
};
const size_t bulletins_route_count = countof(bulletins_routes);
