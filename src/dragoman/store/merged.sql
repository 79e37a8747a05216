-- Form 3: one event out of all tellings of one happening, with what was known of it when.
-- The events of form 2 are dropped: `dragoman rebuild` draws them anew from the readings.
DROP VIEW whole_events;
DROP TRIGGER evidence_added;
DROP TRIGGER evidence_dropped;
DROP TABLE evidence_words;
DROP TABLE evidence;
DROP TABLE event_voices;
DROP TABLE event_parties;
DROP TABLE events;
UPDATE readings SET resolved = NULL;

-- The event that the report tells with the figure.
ALTER TABLE claims ADD COLUMN event_id TEXT;
CREATE INDEX claims_by_event ON claims (event_id);
CREATE INDEX reports_by_family ON reports (family);

-- Copies of texts: where fingerprints of each text are found, which pairs share how much, and the families.
-- compared: 0 as long as nothing was looked for that the report shares with others.
ALTER TABLE reports ADD COLUMN compared INTEGER NOT NULL DEFAULT 0;
CREATE INDEX reports_not_compared ON reports (number) WHERE NOT compared;

CREATE TABLE fingerprints (
    fingerprint INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
    PRIMARY KEY (fingerprint, report)
) WITHOUT ROWID;
CREATE INDEX fingerprints_by_report ON fingerprints (report);

CREATE TABLE kin (
    one INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    words INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX kin_by_other ON kin (other);

CREATE TABLE families (
    id TEXT PRIMARY KEY,
    origin TEXT NOT NULL,
    agency TEXT,
    because TEXT NOT NULL
) WITHOUT ROWID;

-- What one report tells: `told` is its event as JSON, without the sentences.
-- Tellings of one component may tell one happening; NULL: not yet looked at, or to be looked at again.
-- names: what the story of its report is about, as JSON; scene: the day of the events told around it.
CREATE TABLE tellings (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    report INTEGER NOT NULL REFERENCES reports (number) ON DELETE CASCADE,
    component INTEGER,
    told TEXT NOT NULL,
    names TEXT NOT NULL,
    scene TEXT
);
CREATE INDEX tellings_by_report ON tellings (report);
CREATE INDEX tellings_by_component ON tellings (component);

-- Where tellings of the same happening are looked for, see `dragoman.merge.keys`.
CREATE TABLE telling_keys (
    filed_under INTEGER NOT NULL,
    telling INTEGER NOT NULL REFERENCES tellings (number) ON DELETE CASCADE,
    PRIMARY KEY (filed_under, telling)
) WITHOUT ROWID;
CREATE INDEX telling_keys_by_telling ON telling_keys (telling);

-- The sentences that tell it.
CREATE TABLE evidence (
    number INTEGER PRIMARY KEY,
    telling INTEGER NOT NULL REFERENCES tellings (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    begins INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    text TEXT NOT NULL,
    trigger_text TEXT NOT NULL,
    trigger_begins INTEGER NOT NULL,
    trigger_ends INTEGER NOT NULL,
    UNIQUE (telling, position)
);

-- Events as they were known from one day of reports until another; '9999-12-31': until now.
-- first_day and last_day bound the days that the event may cover, given its precision;
-- an event without an end lasts until 9999-12-31. told_first orders events of one day.
CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    known_from TEXT NOT NULL,
    known_until TEXT NOT NULL,
    component INTEGER NOT NULL,
    told_first TEXT NOT NULL,
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
    disputed INTEGER NOT NULL CHECK (disputed IN (0, 1)),
    disputes TEXT NOT NULL,
    figures TEXT NOT NULL,
    because TEXT NOT NULL,
    UNIQUE (id, known_from)
);
CREATE INDEX events_by_day ON events (start_day IS NULL, start_day, told_first);
CREATE INDEX events_by_component ON events (component);
CREATE INDEX events_by_category ON events (category, status, start_day);
CREATE INDEX events_disputed ON events (start_day) WHERE disputed;

CREATE TABLE event_tellings (
    event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
    telling INTEGER NOT NULL REFERENCES tellings (number) ON DELETE CASCADE,
    PRIMARY KEY (event, telling)
) WITHOUT ROWID;
CREATE INDEX event_tellings_by_telling ON event_tellings (telling);

CREATE TABLE event_parties (
    event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
    position INTEGER NOT NULL,
    mention TEXT NOT NULL,
    name TEXT,
    folded TEXT NOT NULL,
    country TEXT,
    sector TEXT,
    PRIMARY KEY (event, side, position)
) WITHOUT ROWID;
CREATE INDEX event_parties_by_country ON event_parties (country, event);
CREATE INDEX event_parties_by_name ON event_parties (folded, event);

CREATE TABLE event_voices (
    event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    mention TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    PRIMARY KEY (event, position)
) WITHOUT ROWID;
CREATE INDEX event_voices_by_name ON event_voices (folded, event);

-- Full text: the words of the sentences that tell events.
CREATE VIRTUAL TABLE evidence_words USING fts5 (
    text, content = 'evidence', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER evidence_added AFTER INSERT ON evidence BEGIN
    INSERT INTO evidence_words (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER evidence_dropped AFTER DELETE ON evidence BEGIN
    INSERT INTO evidence_words (evidence_words, rowid, text) VALUES ('delete', old.number, old.text);
END;
