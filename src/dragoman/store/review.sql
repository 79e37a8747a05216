-- Where events are found of which there is reason to doubt, so that persons may look at these first.

-- What the model found with some doubt, by how sure it was; `review.FOUND_WITH` is the same expression.
CREATE INDEX events_found_by_model ON events (
    CAST(substr(because, instr(because, '"rule":"model 0.') + 14, 4) AS REAL)
) WHERE instr(because, '"rule":"model 0.') > 0;

-- Parties of whom it stays open who they are.
CREATE INDEX parties_open ON event_parties (event) WHERE name IS NULL;
