-- Files that clients uploaded. The bytes lie under their hash, shared by all assets with the same content.
CREATE TABLE assets (
    id TEXT NOT NULL PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES spaces (id),
    token TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    hash TEXT NOT NULL,
    owner TEXT NOT NULL,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX assets_by_space ON assets (space_id, size_bytes);

CREATE INDEX assets_by_hash ON assets (hash);
