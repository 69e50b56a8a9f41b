#include "gallery.h"
void gallery_people(struct gallery *g) { (void)g; }
