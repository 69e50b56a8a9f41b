CREATE TABLE light_a (b_id INTEGER REFERENCES light_b(id)) STRICT;
CREATE TABLE light_b (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES light_b(id)) STRICT;
CREATE TABLE light_c (project_id INTEGER REFERENCES project_h(id)) STRICT;
CREATE TABLE light_d (
    project_id INTEGER,
    FOREIGN KEY (project_id) REFERENCES projcet(id)
) STRICT;
