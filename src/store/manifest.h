/* manifest -- the list in a backup of what is in it. Private to store/.
 *
 * Lines of words with one blank between them:
 *   qipan-backup 1
 *   schema VERSION FINGERPRINT
 *   head NUMBER HASH
 *   member SHA256 BYTES NAME      (any number)
 *   lost SHA256                   (any number: a file that was missing or changed)
 *   end */
#pragma once
#include "base/out.h"
#include "store/backup.h"
#include "store/chain.h"

struct manifest_head {
    int version;
    char fingerprint[DIGEST_HEX];
    int64_t number;
    char hash[DIGEST_HEX];
};
void manifest_begin(struct out *o, const struct manifest_head *h);
void manifest_member(struct out *o, const char *sha, int64_t bytes, const char *name);
void manifest_lost(struct out *o, const char *sha);
void manifest_end(struct out *o);

enum manifest_line { MANIFEST_MEMBER, MANIFEST_LOST, MANIFEST_END, MANIFEST_WRONG };
struct manifest_entry {
    char sha[DIGEST_HEX];
    int64_t bytes;
    char name[128]; /* data.db or files/ab/SHA, and nothing else */
};
/* Both take what they read off *text. */
bool manifest_read_head(struct span *text, struct manifest_head *ret);
enum manifest_line manifest_read(struct span *text, struct manifest_entry *ret);
