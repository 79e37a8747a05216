-- Indexes by which long lists are narrowed without going through all events or reports.

-- What lasts longer than a day or is known no finer, to find what began before a day and reaches into it.
CREATE INDEX IF NOT EXISTS events_spanning ON events (start_day, last_day) WHERE last_day > start_day;
-- What has an end but no beginning.
CREATE INDEX IF NOT EXISTS events_ending ON events (last_day) WHERE start_day IS NULL AND last_day IS NOT NULL;
-- What is known now, to count it.
CREATE INDEX IF NOT EXISTS events_standing ON events (quad) WHERE known_until = '9999-12-31';
CREATE INDEX IF NOT EXISTS events_by_place ON events (place_folded);
CREATE INDEX IF NOT EXISTS events_by_place_country ON events (place_country);
CREATE INDEX IF NOT EXISTS events_by_status ON events (status, start_day);
CREATE INDEX IF NOT EXISTS reports_by_read ON reports (read, published);
CREATE INDEX IF NOT EXISTS reports_by_document ON reports (document);
