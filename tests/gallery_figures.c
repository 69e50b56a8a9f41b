#include "gallery.h"
void gallery_figures(struct gallery *g) { (void)g; }
