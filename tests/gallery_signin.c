/* The second step, one's second factor, identities, those of others. */
#include "domain/signin/qr.h"
#include "factor_view.h"
#include "gallery.h"
#include "identities_view.h"
#include "sign_in_code_view.h"
#include "sign_in_view.h"
#include "sign_in_wait_view.h"
#include "vouch_view.h"

static const struct part_choice_view ways[] = {{"oidc", {{"市统一身份认证平台", "City single sign-on"}}, true},
                                               {"wecom", {{"企业微信", "WeCom"}}, false}};

static void doors(struct gallery *g) {
    static const struct sign_in_way open[] = {{{{"市统一身份认证平台", "City single sign-on"}}, "/sign-in/with/oidc"},
                                              {{{"企业微信", "WeCom"}}, "/sign-in/with/wecom"},
                                              {{{"钉钉", "DingTalk"}}, "/sign-in/with/dingtalk"}};
    const char *title = g->lang == ZH ? "登录" : "Sign in";
    g->frame.is_signed_in = g->frame.finds = false;
    g->frame.menu_count = 0;
    struct sign_in_view v = {.login = "", .fault = "", .next = "/board", .ways = open, .ways_count = countof(open)};
    gallery_page(g, "sign-in-ways", title, &sign_in_view, &v);
    struct sign_in_wait_view wait = {.go_on = "/sign-in/wait", .leads_to = BOTH("企业微信", "WeCom")};
    gallery_page(g, "sign-in-wait", title, &sign_in_wait_view, &wait);
    struct sign_in_code_view code = {.login = "wang", .next = "/board",
                                     .fault = g->lang == ZH ? "动态码不对、已过时或已用过；请等下一个，或用恢复码。"
                                                            : "The code is wrong, old or used; wait for the next one, or use a recovery code."};
    g->frame.is_signed_in = true;
    gallery_page(g, "sign-in-code", g->lang == ZH ? "输入动态码" : "Second step", &sign_in_code_view, &code);
    g->frame.finds = true;
    g->frame.menu_count = 6;
}

static void factor(struct gallery *g) {
    static const struct factor_code codes[] = {{"k7mqw-2tz9h-fdabc"}, {"p3xyr-8gnea-jk4mq"}, {"w6vtd-zc2bh-e9ruf"}, {"n5qks-m7xpa-3gdyz"},
                                               {"t4hcj-b8wve-r2nfk"}, {"y9apz-6mqgd-x3tsu"}, {"e2rkf-v5chn-7bwjy"}, {"g8dxm-q4ptz-a6ksn"},
                                               {"j3ube-y7rvh-c9wfg"}, {"s5zna-k2dqt-m8xpe"}};
    const char *title = g->lang == ZH ? "二次验证" : "Second factor";
    struct factor_view v = {.state = "none", .is_wanted = true, .since = "", .recovery_left = NO_INT, .key = "", .address = "", .fault = ""};
    gallery_page(g, "factor-none", title, &factor_view, &v);
    v.state = "waits", v.waits = true, v.key = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
    v.address = "otpauth://totp/x";
    v.picture = qr_svg(g->a, "otpauth://totp/%E6%A3%8B%E7%9B%98:wang?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E6%A3%8B%E7%9B%98"
                             "&algorithm=SHA1&digits=6&period=30", g->lang == ZH ? "二维码" : "QR code");
    v.fault = g->lang == ZH ? "动态码不对。请看手机时间是否准确，再输入现在显示的 6 位数字。"
                            : "The code is not right. See whether the phone's clock is, then type the six digits it shows now.";
    gallery_page(g, "factor-waits", title, &factor_view, &v);
    v = (struct factor_view){.state = "holds", .holds = true, .since = "2022-12-06 09:12", .recovery_left = 10, .codes = codes,
                             .codes_count = countof(codes), .key = "", .address = "", .fault = ""};
    gallery_page(g, "factor-codes", title, &factor_view, &v);
}

static void identities(struct gallery *g) {
    static const struct identities_row rows[] = {
        {1, {{"统一身份认证 · https://id.example.org/realms/city", "Single sign-on · https://id.example.org/realms/city"}},
         "7c1f0c52-6e0f-4c9b-9a51-2f2d6f0f8c11", "王志远", "2022-12-01 10:02", "/account/identities/1/unlink"},
        {2, {{"企业微信 · ww0123456789abcdef", "WeCom · ww0123456789abcdef"}}, "WangZhiYuan", "", "2022-12-02 08:30",
         "/account/identities/2/unlink"}};
    const char *title = g->lang == ZH ? "关联的身份" : "Linked identities";
    struct identities_view v = {.rows = rows, .rows_count = countof(rows), .ways = ways, .ways_count = countof(ways),
                                .fault = g->lang == ZH ? "现在的密码不对。" : "The present password is not right."};
    gallery_page(g, "identities", title, &identities_view, &v);
    v = (struct identities_view){.fault = ""};
    gallery_page(g, "identities-none", title, &identities_view, &v);
}

static void vouch(struct gallery *g) {
    static const struct vouch_identity of_wang[] = {
        {1, {{"统一身份认证 · https://id.example.org/realms/city", "Single sign-on · https://id.example.org/realms/city"}},
         "7c1f0c52-6e0f-4c9b-9a51-2f2d6f0f8c11", "王志远", "/identities/2/unlink/1"},
        {2, {{"企业微信 · ww0123456789abcdef", "WeCom · ww0123456789abcdef"}}, "WangZhiYuan", "", "/identities/2/unlink/2"}};
    static const struct vouch_row rows[] = {
        {2, "wang", "王志远", {{"市项目办", "City project office"}}, true, "2022-12-06 09:12", "/identities/2/reset", of_wang, 2},
        {3, "yu", "于海波", {{"领导", "Leader"}}, true, "2022-11-02 15:12", "/identities/3/reset", NULL, 0}};
    const char *title = g->lang == ZH ? "登录验证" : "Ways in of others";
    struct vouch_view v = {.rows = rows, .rows_count = countof(rows), .login = "", .sees_all = true, .fault = "",
                           .next_href = "/identities?after=yu", .ways = ways, .ways_count = countof(ways)};
    gallery_page(g, "vouch", title, &vouch_view, &v);
    v.rows_count = 1, v.login = "wang", v.next_href = NULL, v.link_href = "/identities/2/link";
    gallery_page(g, "vouch-one", title, &vouch_view, &v);
    v = (struct vouch_view){.login = "nobody", .is_none = true, .fault = ""};
    gallery_page(g, "vouch-none", title, &vouch_view, &v);
}

void gallery_signin(struct gallery *g) {
    g->frame.is_timeless = true;
    doors(g);
    factor(g);
    identities(g);
    vouch(g);
}
