-- Every record of the sample company, in the order in which it was made.
CREATE TABLE sample_record (place BIGINT PRIMARY KEY, noun TEXT NOT NULL, record BIGINT NOT NULL);
