-- Where events are found of which there is reason to doubt, so that persons may look at these first.

-- How sure the model was that found the event, NULL if a pattern did or the model had no doubt.
ALTER TABLE events ADD COLUMN found_with REAL GENERATED ALWAYS AS (
    iif(
        instr(because, '"rule":"model 0.') > 0,
        CAST(substr(because, instr(because, '"rule":"model 0.') + 14, 4) AS REAL),
        NULL
    )
) VIRTUAL;
CREATE INDEX events_found_with ON events (found_with) WHERE found_with < 0.9;

-- Parties of whom it stays open who they are.
CREATE INDEX parties_open ON event_parties (event) WHERE name IS NULL;
