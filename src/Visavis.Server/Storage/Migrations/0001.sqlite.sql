-- Times are Unix milliseconds.
CREATE TABLE spaces (
    id TEXT NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL
) WITHOUT ROWID;

-- A key itself is never stored: 256 random bits need no slow hash.
CREATE TABLE keys (
    id TEXT NOT NULL PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES spaces (id),
    name TEXT NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) WITHOUT ROWID;

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES spaces (id),
    kind TEXT NOT NULL,
    avatar_id TEXT NOT NULL,
    voice_id TEXT NOT NULL,
    status TEXT NOT NULL,
    ended_by TEXT,
    error_message TEXT,
    created_at INTEGER NOT NULL,
    ended_at INTEGER
) WITHOUT ROWID;

CREATE INDEX sessions_by_status ON sessions (status);

-- Append-only: what a client was told is accepted, in order.
CREATE TABLE texts (
    session_id TEXT NOT NULL REFERENCES sessions (id),
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    final INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (session_id, seq)
) WITHOUT ROWID;

CREATE INDEX texts_by_age ON texts (created_at);

CREATE TABLE words (
    session_id TEXT NOT NULL REFERENCES sessions (id),
    seq INTEGER NOT NULL,
    word TEXT NOT NULL,
    start_seconds REAL NOT NULL,
    end_seconds REAL NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (session_id, seq)
) WITHOUT ROWID;

CREATE INDEX words_by_age ON words (created_at);

-- First answers to requests with an Idempotency-Key.
CREATE TABLE replays (
    space_id TEXT NOT NULL REFERENCES spaces (id),
    route TEXT NOT NULL,
    key TEXT NOT NULL,
    status INTEGER NOT NULL,
    body BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (space_id, route, key)
) WITHOUT ROWID;
