#include "domain/people/common_password.h"
#include "base/err.h"
#include <stdlib.h>
#include <string.h>

/* Sorted. Frequent passwords of published leak rankings that have ten characters or more, and the
 * ones of this kind of office. Runs and repetitions are caught by rule, not listed. */
static const char *const common[] = {
    "!qaz2wsx#edc", "0987654321q", "1234512345", "1234567890a", "1234567890q", "1234567890qwerty", "123456789a",
    "123456789abc", "123456789q", "123456abcd", "123456abcdef", "123456qwerty", "123qweasdzxc", "1357924680",
    "147258369a", "147852369a", "1q2w3e4r5t", "1q2w3e4r5t6y", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "1qaz@wsx3edc",
    "3.1415926535", "5201314520", "5201314aaa", "a123456789", "a1234567890", "a1b2c3d4e5", "abc1234567",
    "abc123456789", "abcd123456", "abcd1234567", "abcde12345", "abcdef123456", "admin12345", "admin123456",
    "admin1234567", "admin@12345", "admin@123456", "adminadmin", "adminadmin123", "administrator", "administrator1",
    "asdfasdfasdf", "asdfghjkl1", "asdfghjkl123", "asdfghjkl;", "asdfghjkl;'", "baseball123", "changeme123",
    "chinachina", "default123", "dragon12345", "fagaiwei123", "football123", "fzggw123456", "hello12345",
    "helloworld", "helloworld1", "huawei@123", "iloveyou123", "iloveyou123456", "iloveyou520", "jiaozuo123",
    "letmein123", "liverpool1", "manchester", "michael123", "monkey12345", "mypassword", "mypassword1",
    "nihao12345", "nihao123456", "p@ssw0rd12", "p@ssw0rd123", "p@ssword123", "pass123456", "pass@12345",
    "passw0rd12", "passw0rd123", "password00", "password01", "password10", "password11", "password12",
    "password123", "password1234", "password12345", "password123456", "password@1", "password@123", "princess123",
    "q1w2e3r4t5", "q1w2e3r4t5y6", "qazwsx1234", "qazwsx123456", "qazwsxedc1", "qazwsxedc123", "qazwsxedcrfv",
    "qazxswedc123", "qipan12345", "qipan123456", "qipan@123456", "qq123456789", "qwe123456789", "qwer123456",
    "qwer1234567", "qwert12345", "qwerty1234", "qwerty12345", "qwerty123456", "qwertyuiop", "qwertyuiop1",
    "qwertyuiop123", "qwertyuiop[]", "root123456", "shandong123", "sunshine123", "superman123", "system12345",
    "taobao12345", "temp123456", "test123456", "test1234567", "testtest123", "trustno1234", "unknown123",
    "user123456", "w123456789", "wang123456", "wangyi12345", "wangyut2123", "weihai12345", "weihai123456",
    "welcome123", "welcome1234", "welcome12345", "welcome@123", "whatever123", "windows123", "woaini1314",
    "woaini1314520", "woaini5201314", "woaini520520", "woaiwojia1", "xiaoming123", "z123456789", "zaq12wsxcde3",
    "zhang123456", "zxc123456789", "zxcvbnm,./", "zxcvbnm123", "zxcvbnm1234", "zxcvbnm12345", "zxcvbnmasdfghjkl",
};

static int by_text(const void *key, const void *row) {
    return strcmp(*(const char *const *)key, *(const char *const *)row);
}

bool common_password(const char *folded) {
    return bsearch(&folded, common, countof(common), sizeof common[0], by_text) != NULL;
}
