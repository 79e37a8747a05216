-- Who deals with whom, for views of many events: kept up to date by triggers with every event written or dropped.

-- By whom a party is counted: its country, else its own name; a party whom no name is found for is not counted.
ALTER TABLE event_parties ADD COLUMN counted_as TEXT
    GENERATED ALWAYS AS (coalesce(country, iif(name IS NULL, NULL, folded))) VIRTUAL;

-- One row for each event as it is known now and each two that are party to it (first < second), one for each of them alone
-- (second is ''), and one for the event as such (both are ''). day is that of its beginning, '' if unknown.
CREATE TABLE event_pairs (
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    day TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
    category TEXT NOT NULL,
    status TEXT NOT NULL,
    quad INTEGER NOT NULL,
    intensity REAL,
    PRIMARY KEY (first, second, day, number)
) WITHOUT ROWID;
CREATE INDEX event_pairs_by_event ON event_pairs (number);

-- The same, counted: in all (period is ''), by year (2021) and by month (2021-03); what has no date counts in all
-- only. total is the sum of the intensities of the events. grain is the length of period.
CREATE TABLE pair_tallies (
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    grain INTEGER NOT NULL CHECK (grain IN (0, 4, 7)),
    period TEXT NOT NULL,
    category TEXT NOT NULL,
    status TEXT NOT NULL,
    quad INTEGER NOT NULL,
    events INTEGER NOT NULL,
    total REAL NOT NULL,
    PRIMARY KEY (first, second, grain, period, category, status, quad)
) WITHOUT ROWID;
CREATE INDEX pair_totals ON pair_tallies (first, second, quad, events, total) WHERE grain = 0;
CREATE INDEX pair_totals_by_second ON pair_tallies (second, first, quad, events, total) WHERE grain = 0;
CREATE INDEX actor_tallies ON pair_tallies (period, first, quad, category, status, events, total) WHERE second = '';

CREATE INDEX reports_unread ON reports (number) WHERE NOT read;

CREATE TRIGGER event_counted AFTER INSERT ON events WHEN new.known_until = '9999-12-31' BEGIN
    INSERT INTO event_pairs (first, second, day, number, category, status, quad, intensity)
    VALUES (
        '', '', coalesce(new.start_day, new.end_day, ''), new.number, new.category, new.status, new.quad,
        new.intensity
    );
END;

CREATE TRIGGER party_counted AFTER INSERT ON event_parties WHEN new.counted_as IS NOT NULL BEGIN
    INSERT INTO event_pairs (first, second, day, number, category, status, quad, intensity)
    SELECT
        pair.first, pair.second, coalesce(start_day, end_day, ''), number, category, status, quad, intensity
    FROM events
    JOIN (
        SELECT new.counted_as AS first, '' AS second
        UNION
        SELECT min(new.counted_as, other.counted_as), max(new.counted_as, other.counted_as)
        FROM event_parties AS other
        WHERE other.event = new.event AND other.counted_as <> new.counted_as
    ) AS pair
    WHERE events.number = new.event AND events.known_until = '9999-12-31' AND NOT EXISTS (
        SELECT 1 FROM event_pairs AS known
        WHERE known.number = events.number AND known.first = pair.first AND known.second = pair.second
    );
END;

CREATE TRIGGER pair_added AFTER INSERT ON event_pairs BEGIN
    INSERT INTO pair_tallies (first, second, grain, period, category, status, quad, events, total)
    SELECT
        new.first, new.second, length(span.period), span.period, new.category, new.status, new.quad, 1,
        coalesce(new.intensity, 0)
    FROM (SELECT '' AS period UNION SELECT substr(new.day, 1, 4) UNION SELECT substr(new.day, 1, 7)) AS span
    WHERE true
    ON CONFLICT DO UPDATE SET events = events + 1, total = total + excluded.total;
END;

CREATE TRIGGER pair_dropped AFTER DELETE ON event_pairs BEGIN
    UPDATE pair_tallies SET events = events - 1, total = total - coalesce(old.intensity, 0)
    WHERE
        first = old.first AND second = old.second AND grain IN (0, 4, 7)
        AND period IN ('', substr(old.day, 1, 4), substr(old.day, 1, 7))
        AND category = old.category AND status = old.status AND quad = old.quad;
    DELETE FROM pair_tallies
    WHERE
        first = old.first AND second = old.second AND grain IN (0, 4, 7)
        AND period IN ('', substr(old.day, 1, 4), substr(old.day, 1, 7))
        AND category = old.category AND status = old.status AND quad = old.quad AND events < 1;
END;

-- What the record holds already.
INSERT INTO event_pairs (first, second, day, number, category, status, quad, intensity)
SELECT pair.first, pair.second, coalesce(start_day, end_day, ''), number, category, status, quad, intensity
FROM events
JOIN (
    SELECT number AS event, '' AS first, '' AS second FROM events
    UNION
    SELECT event, counted_as, '' FROM event_parties WHERE counted_as IS NOT NULL
    UNION
    SELECT one.event, one.counted_as, other.counted_as
    FROM event_parties AS one
    JOIN event_parties AS other ON other.event = one.event AND other.counted_as > one.counted_as
) AS pair ON pair.event = events.number
WHERE known_until = '9999-12-31';
