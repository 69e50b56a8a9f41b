#include "domain/intake/registry_column.h"

#define COLUMN(key, type, name) {IN_##key, REGISTRY_##type, offsetof(struct project, name)}

const struct registry_column registry_columns[] = {
    COLUMN(NAME, TEXT, name),
    COLUMN(NATIONAL_CODE, TEXT, national_code),
    COLUMN(OUTSIDE_NO, TEXT, outside_no),
    COLUMN(COUNTS_AS, TEXT, counts_as),
    COLUMN(UNIT_NAME, TEXT, unit_name),
    COLUMN(USCC, TEXT, uscc),
    COLUMN(AREA, INT, area_id),
    COLUMN(DIVISION_CODE, TEXT, division_code),
    COLUMN(ADDRESS, TEXT, address),
    COLUMN(INDUSTRY_CODE, TEXT, industry_code),
    COLUMN(FIELD, INT, field_id),
    COLUMN(INITIATION, TEXT, initiation),
    COLUMN(NATURE, TEXT, nature),
    COLUMN(INVESTOR_KIND, TEXT, investor_kind),
    COLUMN(SCALE, TEXT, scale),
    COLUMN(CAPACITY, TEXT, capacity),
    COLUMN(TOTAL, INT, total_fen),
    COLUMN(PLANNED_START, DAY, planned_start_day),
    COLUMN(PLANNED_FINISH, DAY, planned_finish_day),
    COLUMN(ACTUAL_START, DAY, actual_start_day),
    COLUMN(ACTUAL_FINISH, DAY, actual_finish_day),
    COLUMN(PLANNED_PRODUCTION, DAY, planned_production_day),
    COLUMN(PRODUCTION, DAY, production_day),
    COLUMN(STATS_ENTRY, DAY, stats_entry_day),
    COLUMN(STAGE, TEXT, stage),
    COLUMN(REGISTERED, DAY, registered_day),
    COLUMN(WITHDRAWN, DAY, withdrawn_day),
    COLUMN(PARENT, INT, parent_id),
    COLUMN(LONGITUDE, INT, longitude_udeg),
    COLUMN(LATITUDE, INT, latitude_udeg),
    COLUMN(DATUM, TEXT, datum),
    COLUMN(LEADER, TEXT, leader),
    COLUMN(REMARK, TEXT, remark),
};
const size_t registry_column_count = countof(registry_columns);

const struct registry_column *registry_column(enum intake_key key) {
    for (size_t i = 0; i < registry_column_count; i++)
        if (registry_columns[i].key == key) return &registry_columns[i];
    return NULL;
}
