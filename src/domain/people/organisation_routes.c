/* The rows of the organisation's pages. */
#include "domain/people/organisation_inside.h"
#include "domain/people/people.h"

#define UNIT {"unit", P_INT, 1, INT64_MAX, .required = true}
#define POST_ID {"post", P_INT, 1, INT64_MAX, .required = true}
#define VERSION {"version", P_INT, 1, INT64_MAX, .required = true}
#define SEEN {"seen", P_INT, 0, INT64_MAX}
#define REASON {"reason", P_LINES, 1, 500, .required = true}
#define LOGIN {"login", P_TEXT, 2, 40, .required = true}
#define DAY(name) {name, P_DAY, .required = true}
#define CHANGE(last, post, who, word, kind)                                                                              \
    {POST, "/organisation/:unit/" last, post, .again = org_unit_page, .access = who, .tx = TX_WRITE,                      \
     .formats = FORMAT_HTML | FORMAT_JSON, .title = word, .entry_kind = kind,

const struct route organisation_routes[] = {
    {GET, "/organisation", organisation_page, .access = ACCESS_TREE, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_org_title, .menu = W_org_title, .menu_order = 85, .writes = "session touch",
     .about = "The tree of units with their posts and who holds them; found by name, person, kind, area.",
     .params = {{"q", P_TEXT, 0, 60}, {"kind", P_CHOICE, .choices = UNIT_KINDS}, {"area", P_TEXT, 0, 40},
                {"parent", P_INT, 1, INT64_MAX}, {"page", P_INT, 1, 1000000}, {"known", P_DAY}}},
    {GET, "/organisation/new", org_new_page, .access = ACCESS_ORGANISE, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_org_unit_new, .writes = "session touch", .about = "The form of a new unit.",
     .params = {{"parent", P_INT, 1, INT64_MAX}}},
    {POST, "/organisation/new", org_new_post, .again = org_new_page, .access = ACCESS_ORGANISE, .tx = TX_WRITE,
     .formats = FORMAT_HTML | FORMAT_JSON, .title = W_org_unit_new, .entry_kind = "unit", .about = "Adds a unit below another.",
     .params = {{"kind", P_CHOICE, .choices = UNIT_KINDS, .required = true}, {"name_zh", P_TEXT, 1, 80, .required = true},
                {"name_en", P_TEXT, 0, 80}, {"parent", P_INT, 1, INT64_MAX}, {"area", P_TEXT, 0, 40}, {"uscc", P_TEXT, 0, 18},
                REASON}},
    {GET, "/organisation/:unit", org_unit_page, .access = ACCESS_TREE, .tx = TX_READ, .formats = FORMAT_HTML | FORMAT_JSON,
     .title = W_org_unit, .writes = "session touch",
     .about = "A unit: posts, who held them when; the form of what is to change.",
     .params = {UNIT, {"act", P_CHOICE, .choices = "rename|close|post|hand-over|stand-in|end|reset"},
                {"post", P_INT, 1, INT64_MAX}, {"holder", P_INT, 1, INT64_MAX}, {"known", P_DAY}}},
    CHANGE("rename", org_rename_post, ACCESS_ORGANISE, W_org_rename, "unit")
     .about = "Another name for a unit; 409 if `version` is not the present one.",
     .params = {UNIT, VERSION, SEEN, {"name_zh", P_TEXT, 1, 80, .required = true}, {"name_en", P_TEXT, 0, 80}, REASON}},
    CHANGE("close", org_close_post, ACCESS_ORGANISE, W_org_close, "unit")
     .about = "A unit's last day; refused while units below it are open.", .params = {UNIT, VERSION, SEEN, DAY("day"), REASON}},
    CHANGE("post", org_post_post, ACCESS_POSTS, W_org_post_new, "post")
     .about = "A new post in a unit, of a role that its kind has.",
     .params = {UNIT, SEEN, {"role", P_CHOICE, .choices = ROLE_CHOICES, .required = true},
                {"name", P_TEXT, 1, 40, .required = true}, REASON}},
    CHANGE("hand-over", org_hand_over_post, ACCESS_POSTS, W_org_hand_over, "post")
     .about = "Somebody holds a post from a day on; who held it ends the day before; 409 if it changed after entry `seen`.",
     .params = {UNIT, POST_ID, SEEN, LOGIN, DAY("from"), REASON}},
    CHANGE("stand-in", org_stand_in_post, ACCESS_POSTS, W_org_stand_in, "post")
     .about = "Somebody stands in for the holder of a post from a day to a day.",
     .params = {UNIT, POST_ID, SEEN, LOGIN, DAY("from"), DAY("to"), REASON}},
    CHANGE("end", org_end_post, ACCESS_POSTS, W_org_end, "post")
     .about = "The last day of a holder or of who stands in; before the first one: taken back.",
     .params = {UNIT, {"holder", P_INT, 1, INT64_MAX, .required = true}, VERSION, SEEN, DAY("last"), REASON}},
    CHANGE("reset", org_reset_post, ACCESS_PEOPLE, W_accounts_reset, "account_password")
     .about = "A new one-time password, shown once, for who holds a post, by who appoints to every post they have.",
     .params = {UNIT, {"holder", P_INT, 1, INT64_MAX, .required = true}, VERSION, SEEN, REASON}},
};
const size_t organisation_route_count = countof(organisation_routes);
