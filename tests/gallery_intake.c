#include "gallery.h"
void gallery_intake(struct gallery *g) { (void)g; }
