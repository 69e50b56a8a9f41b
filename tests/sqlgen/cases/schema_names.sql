-- Names must work in C and in both databases.
CREATE TABLE Light (colour TEXT) STRICT;
CREATE TABLE light_h (colour TEXT) STRICT;
CREATE TABLE user (colour TEXT) STRICT;
CREATE TABLE light_a (int INTEGER) STRICT;
CREATE TABLE light_b (window TEXT, Colour TEXT) STRICT;
CREATE TABLE light_c_whose_name_is_longer_than_what_postgresql_keeps_of_it (colour TEXT) STRICT;
CREATE TABLE light_d (colour TEXT, colour TEXT) STRICT;
CREATE TABLE light_e (colour TEXT) STRICT;
CREATE INDEX Order_e ON light_e (colour);
CREATE TABLE project (colour TEXT) STRICT;
