#include "store/driver.h"
const struct driver postgres_driver = {.backend = BACKEND_POSTGRES};
