-- People and their looks that a space made from its own pictures; the built-in ones are not here.
CREATE TABLE avatar_groups (
    id TEXT NOT NULL PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES spaces (id),
    name TEXT NOT NULL,
    default_voice_id TEXT,
    consent_status TEXT,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX avatar_groups_by_space ON avatar_groups (space_id, created_at, id);

CREATE TABLE avatar_looks (
    id TEXT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL REFERENCES avatar_groups (id),
    space_id TEXT NOT NULL REFERENCES spaces (id),
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    error_code TEXT,
    error_message TEXT,
    default_voice_id TEXT,
    source_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX avatar_looks_by_space ON avatar_looks (space_id, created_at, id);
CREATE INDEX avatar_looks_by_group ON avatar_looks (group_id);

-- What people agreed to; it outlives the looks.
CREATE TABLE avatar_consents (
    token TEXT NOT NULL PRIMARY KEY,
    group_id TEXT NOT NULL,
    space_id TEXT NOT NULL,
    reroute_url TEXT,
    expires_at INTEGER NOT NULL,
    decision TEXT,
    statement TEXT,
    person TEXT,
    address TEXT,
    source_hashes TEXT,
    decided_at INTEGER
) WITHOUT ROWID;

CREATE INDEX avatar_consents_by_group ON avatar_consents (group_id);
