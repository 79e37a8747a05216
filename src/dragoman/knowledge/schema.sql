-- The book of imported knowledge. Facts of one source are never mixed with those of another.
-- Days are ISO dates as finely as known, '' for unknown; `normal` is a name as plain words.
-- Rows of a source whose state is not 'done' are of an import that was broken off; nothing shows them.

CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    licence TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    format TEXT NOT NULL,
    as_of TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('importing', 'done')),
    counts TEXT NOT NULL
);

CREATE TABLE entities (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (id),
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    normal TEXT NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    born TEXT NOT NULL,
    line INTEGER NOT NULL,
    UNIQUE (source, key)
);
CREATE INDEX entities_by_birth ON entities (normal, born) WHERE born <> '';

CREATE TABLE names (
    entity INTEGER NOT NULL REFERENCES entities (id),
    normal TEXT NOT NULL,
    text TEXT NOT NULL,
    lang TEXT NOT NULL,
    start TEXT NOT NULL,
    end TEXT NOT NULL
);
CREATE UNIQUE INDEX names_by_normal ON names (normal, entity, start, end);
CREATE INDEX names_by_entity ON names (entity);

CREATE TABLE standings (
    entity INTEGER NOT NULL REFERENCES entities (id),
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    start TEXT NOT NULL,
    end TEXT NOT NULL,
    seen TEXT NOT NULL,
    line INTEGER NOT NULL
);
CREATE INDEX standings_by_entity ON standings (entity);

CREATE TABLE offices (
    source INTEGER NOT NULL REFERENCES sources (id),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    office TEXT NOT NULL,
    of TEXT NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    PRIMARY KEY (source, key)
) WITHOUT ROWID;

-- `whose` is `of` as plain words; `seat` is the office that only one can hold at a time, '' if several can.
CREATE TABLE holdings (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (id),
    entity INTEGER REFERENCES entities (id),
    person_key TEXT NOT NULL,
    person TEXT NOT NULL,
    office_key TEXT NOT NULL,
    office TEXT NOT NULL,
    title TEXT NOT NULL,
    of TEXT NOT NULL,
    whose TEXT NOT NULL,
    seat TEXT NOT NULL,
    country TEXT NOT NULL,
    sector TEXT NOT NULL,
    start TEXT NOT NULL,
    end TEXT NOT NULL,
    seen TEXT NOT NULL,
    line INTEGER NOT NULL
);
CREATE INDEX holdings_by_entity ON holdings (entity);
CREATE INDEX holdings_by_office ON holdings (office, whose);
CREATE INDEX holdings_by_seat ON holdings (whose, seat) WHERE seat <> '';
CREATE INDEX holdings_by_source ON holdings (source);

CREATE TABLE memberships (
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (id),
    member_entity INTEGER REFERENCES entities (id),
    member_key TEXT NOT NULL,
    member TEXT NOT NULL,
    body_key TEXT NOT NULL,
    body TEXT NOT NULL,
    role TEXT NOT NULL,
    start TEXT NOT NULL,
    end TEXT NOT NULL,
    line INTEGER NOT NULL
);
CREATE INDEX memberships_by_source ON memberships (source);
CREATE INDEX memberships_by_member ON memberships (member_entity);
