#include "domain/dispatch/dispatch.h"
#include "domain/dispatch/agenda.h"
#include "domain/dispatch/dispatch_inside.h"
#include "domain/reports/evidence.h"

#define BOTH (FORMAT_HTML | FORMAT_JSON)
#define TABLE (BOTH | FORMAT_CSV | FORMAT_XLSX)
#define MEETING {"meeting", P_INT, 1, INT64_MAX, .required = true}
#define TASK {"task", P_INT, 1, INT64_MAX, .required = true}
#define VERSION {"version", P_INT, 1, INT64_MAX, .required = true}
enum { FORM_BYTES_MAX = 64 << 20 };

/* To add a page: a row here, a view in views/, a handler in dispatch_inside.h. */
const struct route dispatch_routes[] = {
    {GET, "/dispatch", meetings_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_dispatch_title,
     .menu = W_dispatch_menu, .menu_order = 25, .writes = "session touch",
     .about = "Meetings to come, by the calendar, and those that were: what they decided, and what of it is done."},
    {POST, "/dispatch/open", meeting_open_post, .again = meetings_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE, .formats = BOTH,
     .title = W_dispatch_title, .entry_kind = "dispatch_meeting",
     .about = "Opens the meeting on a period (2022-W49, 2022-12, 2022-Q4), to move or freeze it.",
     .params = {{"kind", P_CHOICE, .choices = "week|month|quarter", .required = true}, {"period", P_TEXT, 7, 8, .required = true}}},
    {POST, "/dispatch/call", meeting_call_post, .again = meetings_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE, .formats = BOTH,
     .title = W_dispatch_title, .entry_kind = "dispatch_meeting", .about = "Calls an extra meeting on a day.",
     .params = {{"title", P_TEXT, 0, 100}, {"day", P_DAY}, {"level", P_CHOICE, .choices = "key|platform"}}},
    {GET, "/dispatch/:meeting", meeting_agenda_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_dispatch_title,
     .writes = "session touch",
     .about = "One meeting: what it saw, from the bytes of its pack, in the order of the agenda, and what is on the backlog.",
     .params = {MEETING}},
    {GET, "/dispatch/:meeting/pack", meeting_pack_file, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_OTHER,
     .title = W_dispatch_title, .writes = "session touch; export log",
     .about = "The bytes of the pack as they were frozen, for who sees everything.", .params = {MEETING}},
    {POST, "/dispatch/:meeting/freeze", meeting_freeze_post, .again = meeting_agenda_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE,
     .formats = BOTH, .title = W_dispatch_title, .entry_kind = "dispatch_freeze",
     .about = "Makes the pack from what is known now, once, and writes the agenda.", .params = {MEETING, VERSION}},
    {POST, "/dispatch/:meeting/move", meeting_move_post, .again = meeting_agenda_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE,
     .formats = BOTH, .title = W_dispatch_title, .entry_kind = "dispatch_meeting",
     .about = "Moves a meeting to another day, with a reason; it stays between those before and after it.",
     .params = {MEETING, VERSION, {"day", P_DAY}, {"reason", P_TEXT, 0, 200}}},
    {POST, "/dispatch/:meeting/end", meeting_end_post, .again = meeting_agenda_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE,
     .formats = BOTH, .title = W_dispatch_title, .entry_kind = "dispatch_meeting",
     .about = "The meeting is over; then its minutes are: nothing is decided in it any more.",
     .params = {MEETING, VERSION, {"do", P_CHOICE, .choices = "held|minuted", .required = true}}},
    {POST, "/dispatch/:meeting/agenda", meeting_edit_post, .again = meeting_agenda_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE,
     .formats = BOTH, .title = W_dispatch_title, .entry_kind = "dispatch_agenda",
     .about = "Moves an item up or down, drops it to the backlog or raises it from there.",
     .params = {MEETING, {"item", P_INT, 1, INT64_MAX, .required = true}, VERSION,
                {"do", P_CHOICE, .choices = AGENDA_ACTS, .required = true}}},
    {POST, "/dispatch/:meeting/add", meeting_add_post, .again = meeting_agenda_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE,
     .formats = BOTH, .title = W_dispatch_title, .entry_kind = "dispatch_agenda",
     .about = "Adds an item by hand, of a project by its code or number, or of none.",
     .params = {MEETING, {"text", P_TEXT, 0, 200}, {"project", P_TEXT, 0, 40}}},
    {GET, "/dispatch/:meeting/screen", meeting_screen_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH,
     .title = W_dispatch_title, .writes = "session touch",
     .about = "The screen of the room: one item at a time, by its place on the agenda, with what was decided.",
     .params = {MEETING, {"at", P_INT, 1, 1000}}},
    {POST, "/dispatch/:meeting/decide", meeting_decide_post, .again = meeting_screen_page, .access = ACCESS_DISPATCH, .tx = TX_WRITE,
     .formats = BOTH, .title = W_dispatch_title, .entry_kind = "dispatch_decide",
     .about = "A decision on an item: in one line (who, by when, what), or in three fields; it is a task at once, or refused.",
     .params = {MEETING, {"item", P_INT, 1, INT64_MAX, .required = true}, {"at", P_INT, 1, 1000}, {"line", P_TEXT, 0, 500},
                {"owner", P_TEXT, 0, 100}, {"due", P_TEXT, 0, 40}, {"text", P_TEXT, 0, 400}}},
    {GET, "/dispatch/:meeting/minutes", minutes_page, .access = ACCESS_READ, .tx = TX_READ, .formats = TABLE,
     .title = W_dispatch_minutes, .writes = "session touch; csv and xlsx: export log",
     .about = "The minutes: what was decided on which item, who does it by when; to print, and as a table.", .params = {MEETING}},
    {GET, "/tasks", tasks_page, .access = ACCESS_READ, .tx = TX_READ, .formats = TABLE, .title = W_tasks_title,
     .writes = "session touch; csv and xlsx: export log", .about = "Tasks: one's own, one's unit's, or all that one may see.",
     .params = {{"whose", P_CHOICE, .choices = "mine|all"}, {"state", P_CHOICE, .choices = "open|over|done|confirmed"}}},
    {GET, "/tasks/:task", task_page, .access = ACCESS_READ, .tx = TX_READ, .formats = BOTH, .title = W_tasks_title,
     .writes = "session touch", .about = "One task: what was decided, what was done with it, and what the reader may do.",
     .params = {TASK}},
    {POST, "/tasks/:task", task_post, .again = task_page, .access = ACCESS_READ, .tx = TX_WRITE, .formats = BOTH,
     .title = W_tasks_title, .entry_kind = "dispatch_task", .body_max = FORM_BYTES_MAX,
     .about = "Takes a task, reports it done with files, confirms, opens it again, gives it another day or another owner.",
     .params = {TASK, VERSION, {"do", P_CHOICE, .choices = TASK_ACTS, .required = true}, {"result", P_LINES, 0, 1000}, {"text", P_TEXT, 0, 500},
                {"due", P_DAY},
                {"owner", P_TEXT, 0, 100}, {"file", P_FILE, 0, EVIDENCE_BYTES_MAX, .many = true}}},
    {GET, "/tasks/:task/files/:file", task_file_page, .access = ACCESS_READ, .tx = TX_READ, .formats = FORMAT_OTHER,
     .title = W_tasks_title, .writes = "session touch", .about = "A file that shows what was done.",
     .params = {TASK, {"file", P_INT, 1, INT64_MAX, .required = true}}},
};
const size_t dispatch_route_count = countof(dispatch_routes);
