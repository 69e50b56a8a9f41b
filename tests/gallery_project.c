#include "gallery.h"
void gallery_project(struct gallery *g) { (void)g; }
