-- The record: what was read (raw) and what was found in it (derived), kept apart.
-- Raw tables are never changed after they are written; derived ones can be dropped and built anew.
-- Days are ISO dates; offsets count code points of reports.text and are half-open; lists are JSON.

-- Raw: the reports, where each came from, how each was read, and what could not be read.

CREATE TABLE reports (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    origin TEXT NOT NULL,
    text TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    url TEXT,
    byline TEXT,
    agency TEXT,
    dateline TEXT,
    published TEXT,
    language TEXT,
    blocks TEXT NOT NULL,
    because TEXT NOT NULL,
    read INTEGER NOT NULL CHECK (read IN (0, 1)),
    unread_because TEXT,
    family TEXT
);
CREATE INDEX reports_by_day ON reports (published, number);

-- One report may have come from several places; it leaves the record with the last of them.
-- run tells in which run of `read` the place was last seen: a name that comes twice in one run
-- stands for two reports, not for a change.
CREATE TABLE origins (
    origin TEXT PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    run INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX origins_by_report ON origins (report_id);

CREATE TABLE readings (
    report_id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    version TEXT NOT NULL,
    reading BLOB NOT NULL
);

CREATE TABLE failures (
    number INTEGER PRIMARY KEY,
    origin TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL,
    stage TEXT NOT NULL,
    error TEXT NOT NULL,
    cure TEXT NOT NULL
);

-- Derived: events with their parties, voices and evidence; claims; roles.

-- first_day and last_day bound the days that the event may cover, given its precision;
-- an event without an end lasts until 9999-12-31.
CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    version TEXT NOT NULL,
    category TEXT NOT NULL,
    mode TEXT,
    quad INTEGER NOT NULL,
    intensity REAL,
    contexts TEXT NOT NULL,
    reciprocal INTEGER NOT NULL CHECK (reciprocal IN (0, 1)),
    start_day TEXT,
    end_day TEXT,
    precision TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    place_mention TEXT,
    place_name TEXT,
    place_folded TEXT,
    place_country TEXT,
    latitude REAL,
    longitude REAL,
    status TEXT NOT NULL,
    because TEXT NOT NULL
);
CREATE INDEX events_by_day ON events (start_day IS NULL, start_day, number);
CREATE INDEX events_by_report ON events (report_id);
CREATE INDEX events_by_category ON events (category, status, start_day);

CREATE TABLE event_parties (
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    mention TEXT NOT NULL,
    name TEXT,
    folded TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    PRIMARY KEY (event_id, side, position)
) WITHOUT ROWID;
CREATE INDEX event_parties_by_country ON event_parties (country, event_id);
CREATE INDEX event_parties_by_name ON event_parties (folded, event_id);

CREATE TABLE event_voices (
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    mention TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (event_id, position)
) WITHOUT ROWID;
CREATE INDEX event_voices_by_name ON event_voices (folded, event_id);

CREATE TABLE evidence (
    number INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    document TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    text TEXT NOT NULL,
    trigger_text TEXT NOT NULL,
    trigger_begins INTEGER NOT NULL,
    trigger_ends INTEGER NOT NULL,
    UNIQUE (event_id, position)
);
CREATE INDEX evidence_by_report ON evidence (report_id);

CREATE TABLE claims (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    version TEXT NOT NULL,
    document TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    text TEXT NOT NULL,
    claim TEXT NOT NULL,
    amount REAL,
    unit TEXT,
    qualifier TEXT,
    voices TEXT NOT NULL,
    about TEXT NOT NULL,
    because TEXT NOT NULL
);
CREATE INDEX claims_by_report ON claims (report_id);

CREATE TABLE roles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report_id TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    version TEXT NOT NULL,
    document TEXT NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    text TEXT NOT NULL,
    person TEXT NOT NULL,
    folded TEXT NOT NULL,
    role TEXT NOT NULL,
    body TEXT,
    country TEXT,
    sector TEXT,
    former INTEGER NOT NULL CHECK (former IN (0, 1)),
    as_of TEXT,
    because TEXT NOT NULL
);
CREATE INDEX roles_by_report ON roles (report_id);
CREATE INDEX roles_by_person ON roles (folded);

-- One row for one event, with all that belongs to it.
CREATE VIEW whole_events AS
SELECT
    events.*,
    (
        SELECT json_group_array(json_object('mention', mention, 'name', name, 'country', country, 'sector', sector))
        FROM (SELECT * FROM event_parties WHERE event_id = events.id AND side = 'actor' ORDER BY position)
    ) AS actors,
    (
        SELECT json_group_array(json_object('mention', mention, 'name', name, 'country', country, 'sector', sector))
        FROM (SELECT * FROM event_parties WHERE event_id = events.id AND side = 'recipient' ORDER BY position)
    ) AS recipients,
    (
        SELECT json_group_array(json_object('mention', mention, 'name', name))
        FROM (SELECT * FROM event_voices WHERE event_id = events.id ORDER BY position)
    ) AS attribution,
    (
        SELECT json_group_array(json_object(
            'report_id', report_id, 'document', document, 'start', begins, 'end', ends, 'text', text,
            'trigger', trigger_text, 'trigger_start', trigger_begins, 'trigger_end', trigger_ends
        ))
        FROM (SELECT * FROM evidence WHERE event_id = events.id ORDER BY position)
    ) AS evidence
FROM events;

-- Full text: the words of the reports and of the sentences that tell events.
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = 'reports', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER reports_added AFTER INSERT ON reports BEGIN
    INSERT INTO report_words (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER reports_dropped AFTER DELETE ON reports BEGIN
    INSERT INTO report_words (report_words, rowid, title, text)
    VALUES ('delete', old.number, old.title, old.text);
END;

CREATE VIRTUAL TABLE evidence_words USING fts5 (
    text, content = 'evidence', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER evidence_added AFTER INSERT ON evidence BEGIN
    INSERT INTO evidence_words (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER evidence_dropped AFTER DELETE ON evidence BEGIN
    INSERT INTO evidence_words (evidence_words, rowid, text) VALUES ('delete', old.number, old.text);
END;
