#include "domain/cockpit/cockpit.h"
#include "domain/cockpit/cockpit_inside.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define ASKED {"month", P_MONTH}, {"level", P_CHOICE, .choices = LEVEL_CHOICES}

/* To add a page: a row here, a view in views/, a handler in cockpit_inside.h. */
const struct route cockpit_routes[] = {
    {GET, "/cockpit", cockpit_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_cockpit_title,
     .menu = W_cockpit_title, .menu_order = 61, .writes = "session touch",
     .about = "The screen of the hall, 1920 x 1080, live: done, lights, the board, problems, promises, late reports.",
     .params = {ASKED}},
    {GET, "/leader", leader_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_leader_title,
     .menu = W_leader_title, .menu_order = 62, .writes = "session touch",
     .about = "The same for a phone: done against plan and last year, what is red and why, promises, what holds up most.",
     .params = {ASKED}},
    {GET, "/cockpit/live", cockpit_live, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_OTHER, .title = W_cockpit_title,
     .about = "A stream of events that says when to ask for the page again, and that the server is there; never what changed."},
};
const size_t cockpit_route_count = countof(cockpit_routes);
