"""The statements behind `aggregates`; `{numbers}` and `{terms}` in them are filled in there by more of the same."""

from __future__ import annotations

# Each distinct value of an index by one step down its tree.
DISTINCT_NAMES = """
WITH RECURSIVE found (name) AS (
    SELECT min(folded) FROM event_parties
    UNION ALL SELECT (SELECT min(folded) FROM event_parties WHERE folded > found.name) FROM found WHERE found.name <> ''
)
SELECT name FROM found WHERE name IS NOT NULL
"""
DISTINCT_KEYS = """
WITH RECURSIVE found (name) AS (
    SELECT min(first) FROM event_pairs WHERE first > ''
    UNION ALL SELECT (SELECT min(first) FROM event_pairs WHERE first > found.name) FROM found WHERE found.name <> ''
)
SELECT count(name) FROM found
"""
ACTORS = """
SELECT first, '' AS second, quad, sum(events) AS events, sum(total) AS total FROM pair_tallies
WHERE period IN (SELECT value FROM json_each(:spans)) AND second = '' AND first <> '' {terms} GROUP BY first, quad
"""
PARTNERS = """
SELECT first, second, quad, sum(events) AS events, sum(total) AS total FROM (
    SELECT second AS first, '' AS second, quad, events, total FROM pair_tallies
    WHERE first = :partner AND second <> '' AND grain = 0
    UNION ALL
    SELECT first, '', quad, events, total FROM pair_tallies WHERE second = :partner AND grain = 0
) GROUP BY first, quad
"""
EDGES = """
SELECT one.value AS first, other.value AS second, quad, sum(events) AS events, sum(total) AS total
FROM json_each(:actors) AS one CROSS JOIN json_each(:actors) AS other ON other.value > one.value
CROSS JOIN json_each(:spans) AS span
CROSS JOIN pair_tallies ON
    pair_tallies.first = one.value AND pair_tallies.second = other.value
    AND grain = length(span.value) AND period = span.value {terms}
GROUP BY one.value, other.value, quad
"""
IS_ONE = (
    "({0}.country IN (SELECT value FROM json_each(:{1}_countries))"
    " OR {0}.folded IN (SELECT value FROM json_each(:{1}_names)))"
)
OF_KEYS = "SELECT number FROM event_pairs WHERE first = :first AND second = :second"
OF_ONE = """
SELECT DISTINCT events.number FROM (
    SELECT event, side, position, folded, country FROM event_parties
    WHERE country IN (SELECT value FROM json_each(:one_countries))
    UNION
    SELECT event, side, position, folded, country FROM event_parties
    WHERE folded IN (SELECT value FROM json_each(:one_names))
) AS one"""
NAMES_ALONE = """
SELECT DISTINCT events.number FROM json_each(:one_names) AS meant
CROSS JOIN event_parties AS one ON one.folded = meant.value
CROSS JOIN events ON events.number = one.event AND events.known_until = '9999-12-31'"""
ONE_ALONE = " CROSS JOIN events ON events.number = one.event AND events.known_until = '9999-12-31'"
AND_OTHER = (
    " CROSS JOIN event_parties AS other ON other.event = one.event"
    " AND (other.side <> one.side OR other.position <> one.position)"
    " AND (other.folded <> one.folded OR other.country IS NOT one.country) AND "
    + IS_ONE.format("other", "other")
    + ONE_ALONE
)
SHORT = """
SELECT
    events.number, events.id, start_day, end_day, precision, category, mode, quad, intensity, status,
    coalesce(place_name, place_mention) AS place, place_folded, place_country
"""
SIGHTS = (
    SHORT
    + """
FROM ({numbers}) AS wanted CROSS JOIN events ON events.number = wanted.number
ORDER BY start_day IS NULL, start_day, told_first
"""
)
SIGHTS_OF = (
    SHORT
    + "FROM json_each(:numbers) AS wanted CROSS JOIN events ON events.number = wanted.value ORDER BY wanted.key"
)
COUNT_OF_KEY = """
SELECT coalesce(sum(events), 0) FROM pair_tallies WHERE first = :first AND second = '' AND grain = 0
"""
LATEST = """
SELECT
    id, document, origin, title, outlet, url, published, language, family, read, unread_because,
    (SELECT count(*) FROM tellings WHERE tellings.report = reports.number) AS events
FROM reports ORDER BY number DESC LIMIT ?
"""
VOICES = """
SELECT wanted.number, event_voices.name, event_voices.folded FROM ({numbers}) AS wanted
CROSS JOIN event_voices ON event_voices.event = wanted.number
"""
PARTIES = """
SELECT event, side, coalesce(name, mention) AS label FROM event_parties
WHERE event IN (SELECT value FROM json_each(:numbers)) ORDER BY event, side, position
"""
TOLD = """
SELECT events.number, reciprocal, count(DISTINCT reports.number) AS reports,
    count(DISTINCT coalesce(family, reports.id)) AS families
FROM json_each(:numbers) AS wanted CROSS JOIN events ON events.number = wanted.value
CROSS JOIN event_tellings ON event_tellings.event = events.number
CROSS JOIN tellings ON tellings.number = event_tellings.telling
CROSS JOIN reports ON reports.number = tellings.report
GROUP BY events.number
"""
PARTNERS_OF_NAMES = """
SELECT coalesce(other.country, other.folded) AS first, '' AS second, quad,
    count(DISTINCT events.number) AS events, 0.0 AS total
FROM ({numbers}) AS wanted CROSS JOIN events ON events.number = wanted.number
CROSS JOIN event_parties AS other ON other.event = events.number
WHERE (other.country IS NOT NULL OR other.name IS NOT NULL)
    AND other.folded NOT IN (SELECT value FROM json_each(:mine_names))
    AND coalesce(other.country, '') NOT IN (SELECT value FROM json_each(:mine_countries))
GROUP BY 1, quad
"""
CODES = {
    "category": "AND category IN (SELECT value FROM json_each(:category))",
    "status": "AND status IN (SELECT value FROM json_each(:status))",
}
NAMES = """
SELECT value AS folded, (
    SELECT name FROM event_parties WHERE folded = value AND name IS NOT NULL LIMIT 1
) AS name FROM json_each(:names)
"""


NAMES_OF = """
SELECT
    party.folded, max(party.name) AS name, max(party.sector) AS sector, max(party.country) AS country,
    count(DISTINCT events.number) AS events,
    min(coalesce(start_day, end_day)) AS first_day, max(coalesce(start_day, end_day)) AS last_day
FROM ({numbers}) AS wanted
CROSS JOIN events ON events.number = wanted.number
CROSS JOIN event_parties AS party ON party.event = events.number
WHERE party.name IS NOT NULL AND (
    party.country IN (SELECT value FROM json_each(:mine_countries))
    OR party.folded IN (SELECT value FROM json_each(:mine_names))
)
GROUP BY party.folded ORDER BY events DESC, party.folded
"""
VISITS = """
SELECT events.number, max(
    party.side = 'actor' AND (
        party.country IN (SELECT value FROM json_each(:mine_countries))
        OR party.folded IN (SELECT value FROM json_each(:mine_names))
    )
) AS made
FROM ({numbers}) AS wanted
CROSS JOIN events ON events.number = wanted.number AND category = 'CONSULT' AND mode = 'visit'
CROSS JOIN event_parties AS party ON party.event = events.number
GROUP BY events.number ORDER BY start_day IS NULL, start_day DESC, told_first
"""
SAID = """
SELECT DISTINCT events.number, start_day, told_first FROM event_voices
CROSS JOIN events ON events.number = event_voices.event AND events.known_until = '9999-12-31'
WHERE event_voices.folded IN (SELECT value FROM json_each(:names))
ORDER BY start_day IS NULL, start_day DESC, told_first LIMIT :limit
"""
DISPUTED = (
    "SELECT {what} FROM events INDEXED BY events_disputed WHERE disputed AND known_until = '9999-12-31'"
)
HAS_COUNTRY = "SELECT 1 FROM event_parties WHERE country = ?"
TOTALS = """
SELECT
    (SELECT count(*) FROM reports) AS reports,
    (SELECT count(*) FROM reports WHERE NOT read) AS unread,
    (SELECT coalesce(sum(events), 0) FROM pair_tallies WHERE first = '' AND second = '' AND grain = 0) AS events,
    (SELECT count(*) FROM tellings) AS tellings,
    (SELECT count(*) FROM claims) AS claims,
    (SELECT count(*) FROM roles) AS roles,
    (SELECT count(*) FROM failures) AS failures
"""
