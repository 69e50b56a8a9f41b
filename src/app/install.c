#include "app/install.h"
#include "domain/lights/lights.h"

enum err install(struct tx *t) { return lights_install(t); }
