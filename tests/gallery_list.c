#include "gallery.h"
void gallery_list(struct gallery *g) { (void)g; }
