/* WeCom (企业微信): its developer documents, 扫码授权登录 (qrConnect), 网页授权 (oauth2/authorize), 获取access_token
 * (gettoken), 获取访问用户身份 (auth/getuserinfo; older: user/getuserinfo with the same answer). */
#include "base/text.h"
#include "domain/people/secret.h"
#include "domain/signin/talk_ask.h"

enum { TOKEN_OLD_1 = 40014, TOKEN_OLD_2 = 42001, CODE_BAD = 40029, CODE_USED = 40163, SECRET_WRONG = 40001, CORP_WRONG = 40013,
       TOKEN_EARLY_MS = 5 * 60 * 1000 };

/* Within the app a page is asked for without a picture to scan, on a server of its own. */
static bool wecom_page(struct talk *k) {
    struct out *o = out_in(k->a, 0);
    bool is_official = text_eq(k->way->page_address, way_wecom_kind.page_address);
    out_raw(o, k->is_inside && is_official ? "https://open.weixin.qq.com" : k->way->page_address);
    out_raw(o, k->is_inside ? "/connect/oauth2/authorize?" : "/wwopen/sso/qrConnect?");
    talk_add(o, "appid", k->way->client);
    if (k->is_inside) talk_add(o, "response_type", "code");
    if (k->is_inside) talk_add(o, "scope", "snsapi_base");
    talk_add(o, "agentid", k->way->agent);
    talk_add(o, "redirect_uri", k->way->back);
    talk_add(o, "state", k->state);
    if (k->is_inside) out_raw(o, "#wechat_redirect");
    k->page = out_text_of(o);
    return true;
}

static const char *token_name(const struct talk *k) { return arena_printf(k->a, "wecom %s %s", k->way->client, k->way->agent); }

static bool refused(struct talk *k, int64_t code) {
    if (code == CODE_BAD || code == CODE_USED) return talk_fails(k, both_word(W_way_code_refused));
    if (code == SECRET_WRONG || code == CORP_WRONG) return talk_fails(k, SAY(k->a, W_way_client_refused, k->way->name));
    return talk_fails(k, SAY(k->a, W_way_says, k->way->name, both_int(k->a, code)));
}

static int64_t errcode(const json_t *answer) { return json_integer_value(json_object_get(answer, "errcode")); }

static bool token_get(struct talk *k, const char **ret_token) {
    json_t *answer;
    long status;
    const char *text, *secret = secret_read(k->a, k->way->kind->key);
    *ret_token = talk_kept(k, token_name(k));
    if (*ret_token) return true;
    struct out *o = out_in(k->a, 0);
    out_printf(o, "%s/cgi-bin/gettoken?", k->way->api_address);
    talk_add(o, "corpid", k->way->client);
    talk_add(o, "corpsecret", secret ? secret : "");
    if (!talk_json(k, &(struct fetch_ask){.address = out_text_of(o)}, &status, &answer, &text)) return false;
    *ret_token = talk_text(answer, "access_token");
    if (errcode(answer) || !**ret_token) return refused(k, errcode(answer));
    int64_t lasts_ms = json_integer_value(json_object_get(answer, "expires_in")) * 1000 - TOKEN_EARLY_MS;
    if (lasts_ms > 0) talk_keep(k, token_name(k), *ret_token, k->now_ms + lasts_ms);
    return true;
}

static bool user_get(struct talk *k, json_t **ret) {
    const char *token, *text;
    long status;
    for (int anew = 0; anew < 2; anew++) {
        if (!token_get(k, &token)) return false;
        struct out *o = out_in(k->a, 0);
        out_printf(o, "%s/cgi-bin/auth/getuserinfo?", k->way->api_address);
        talk_add(o, "access_token", token);
        talk_add(o, "code", k->code);
        if (!talk_json(k, &(struct fetch_ask){.address = out_text_of(o)}, &status, ret, &text)) return false;
        if (errcode(*ret) != TOKEN_OLD_1 && errcode(*ret) != TOKEN_OLD_2) break;
        talk_forget(k, token_name(k)); /* taken back before its time */
    }
    return errcode(*ret) == 0 || refused(k, errcode(*ret));
}

static bool wecom_vouch(struct talk *k) {
    json_t *user;
    if (!user_get(k, &user)) return false;
    const char *id = talk_text(user, "userid");
    if (!*id) id = talk_text(user, "UserId");
    if (!*id) return talk_fails(k, SAY(k->a, W_way_not_member, k->way->name)); /* somebody outside has an openid only */
    k->subject = id;
    k->shown = "";
    return true;
}

const struct way_kind way_wecom_kind = {
    .key = "wecom", .name = W_way_wecom,
    .settings = {.realm = "wecom_corp", .client = "wecom_corp", .agent = "wecom_agent", .page_address = "wecom_page_address",
                 .api_address = "wecom_api_address"},
    .page_address = "https://open.work.weixin.qq.com", .api_address = "https://qyapi.weixin.qq.com", .needs_secret = true,
    .page = wecom_page, .vouch = wecom_vouch};
