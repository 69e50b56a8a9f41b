/* err -- the one list of ways in which things end.
 *
 * Each row makes an enum value, its HTTP status, its exit code and the words a
 * reader sees. An expected refusal (the first group) is a value like any other
 * and must be looked at. A broken world (the second group) is born once, with
 * the place it was born at, in the arena of the request: see arena_fail(). */
#pragma once

/*    name           HTTP exit  中文, English */
#define ERR_MAP(X)                                                                                           \
    X(OK,            200, 0, "完成", "Done")                                                                 \
    X(ERR_INVALID,   422, 1, "请改正标出的内容", "Please correct what is marked")                            \
    X(ERR_USAGE,     400, 2, "请求写得不对", "The request is not written correctly")                         \
    X(ERR_SIGN_IN,   401, 1, "请先登录", "Please sign in first")                                             \
    X(ERR_DENIED,    403, 1, "您没有这项权限", "You may not do this")                                        \
    X(ERR_MISSING,   404, 1, "没有找到", "Not found")                                                        \
    X(ERR_METHOD,    405, 1, "这个地址不接受这种请求", "This address does not take that method")              \
    X(ERR_CONFLICT,  409, 1, "别人刚刚改过，请看新内容", "Someone else changed this first; please look again") \
    X(ERR_TOO_LARGE, 413, 1, "内容太大", "Too large")                                                        \
    X(ERR_TYPE,      415, 1, "不是这里能读的内容", "Not a kind of content that is read here")                \
    X(ERR_TOO_MANY,  429, 1, "请求太多，请稍后再试", "Too many requests; please try again later")            \
    X(ERR_BUSY,      503, 3, "系统正忙，请稍后再试", "Busy; please try again shortly")                       \
    X(ERR_RETRY,     503, 3, "与别的写入相撞，请再试一次", "Collided with another write; please try again")  \
    X(ERR_LOST,      503, 3, "与数据库的连接中断，没有保存，请稍后再试",                                    \
      "The connection to the database was lost; nothing was saved; please try again shortly")                \
    X(ERR_UNSURE,    503, 3, "与数据库的连接中断，不知道是否已经保存，请先查看，再决定要不要重做",          \
      "The connection to the database was lost; it is not known whether this was saved: please look first")  \
    X(ERR_VERSION,   500, 3, "数据库版本与程序不符", "The database is of another version than the program")   \
    X(ERR_STORE,     500, 3, "数据库出错，已经记录", "The database failed; this has been recorded")          \
    X(ERR_WORLD,     500, 3, "系统出错，已经记录", "The system failed; this has been recorded")

enum err {
#define X(name, http, code, zh, en) name,
    ERR_MAP(X)
#undef X
    ERR_COUNT
};

struct err_row {
    const char *name;
    int http, exit_code;
    const char *zh, *en;
};

/* The row of an error; never NULL. */
const struct err_row *err_row(enum err e);

#define must_use __attribute__((warn_unused_result))

/* Passes any refusal upwards. */
#define try(call)                                                                                            \
    do {                                                                                                     \
        enum err try_e_ = (call);                                                                            \
        if (try_e_ != OK) return try_e_;                                                                     \
    } while (0)

/* A bug, not data: kept in release; ends the process, whose supervisor starts it again. */
#define must(condition)                                                                                      \
    do {                                                                                                     \
        if (!(condition)) must_fail(__FILE__, __LINE__, #condition);                                         \
    } while (0)
_Noreturn void must_fail(const char *file, int line, const char *condition);

#define countof(array) (sizeof(array) / sizeof((array)[0]))
