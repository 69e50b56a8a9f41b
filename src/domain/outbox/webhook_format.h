/* webhook_format -- the robots of group chats that are spoken to, one row a format; inside the room.
 *
 * Sources, as they were published: WeCom, "群机器人配置说明" (developer.work.weixin.qq.com/document/path/91770): a POST of
 * JSON to the robot's address, text up to 2,048 and markdown up to 4,096 bytes of UTF-8, 20 messages a minute, the outcome
 * in `errcode` of the answer's body. DingTalk, "自定义机器人接入" and "自定义机器人安全设置" (open.dingtalk.com): the same
 * shape, 20 messages a minute, and where a secret is set the address gets `timestamp` in milliseconds, within an hour of
 * their clock, and `sign`: HMAC-SHA256 of timestamp, line end and secret under the secret, in base64, percent-encoded. */
#pragma once
#include "base/arena.h"
#include "base/json.h"
#include "base/words.h"

enum { WEBHOOK_ADDRESS_MAX = 400, WEBHOOK_SECRET_MAX = 120, PASSING_MAX = 2 };
#define WEBHOOK_FORMATS "wecom|wecom_text|dingtalk"

struct webhook_format {
    const char *key;
    enum word name;
    const char *host;      /* the published one; others are named by who runs the program */
    const char *path;      /* what stands between the host and the robot's own key */
    size_t bytes_max;      /* of a message, title and all */
    int minute_max;        /* messages */
    bool may_sign;         /* takes a signing secret */
    int64_t passing[PASSING_MAX]; /* values of errcode that pass with time: busy, too many a minute */
    void (*print)(struct arena *a, struct json *j, const char *title, const char *text);
};
extern const struct webhook_format webhook_formats[];
extern const size_t webhook_format_count;

/* NULL if there is no such format. */
const struct webhook_format *webhook_format_find(const char *key);
/* The body of a message. What robots act on (mentions, links, emphasis) is written full-width, so that no project's name
 * calls anybody; what is longer than the format takes is cut between two characters. */
const char *webhook_body(struct arena *a, const struct webhook_format *f, const char *title, const char *text);
/* "&timestamp=…&sign=…" */
const char *webhook_signature(struct arena *a, const char *secret, int64_t now_ms);

/* Whether an address is one that the format's robots have, on a host that may be spoken to: the published one, or one that
 * QIPAN_WEBHOOK_HOSTS names, separated by commas, with its port if it has one. A page cannot make the program speak to
 * anybody else in the office's network. Only https, and http to this machine itself if it is named there. */
bool webhook_address_is(const struct webhook_format *f, const char *address);
/* What it is known by: the host, and the last four characters of a key that is long enough to keep the rest secret. */
const char *webhook_address_shown(struct arena *a, const struct webhook_format *f, const char *address);
