-- How a space wants words to be said; one JSON list a space.
CREATE TABLE pronunciations (
    space_id TEXT NOT NULL PRIMARY KEY REFERENCES spaces (id),
    entries TEXT NOT NULL,
    updated_at INTEGER NOT NULL
) WITHOUT ROWID;
