-- What persons have said of events, as it stands in the file of judgements beside the record.

-- The lines of that file, in order. id and kind are NULL for those that say nothing (not understood, or there twice);
-- stands: whether it is not taken back.
CREATE TABLE judgements (
    number INTEGER PRIMARY KEY,
    line TEXT NOT NULL,
    id TEXT UNIQUE,
    kind TEXT,
    stands INTEGER NOT NULL CHECK (stands IN (0, 1))
);

-- By which the lines were found to be those of the file: its size in bytes, when it was changed, and its digest.
CREATE TABLE judgement_file (size INTEGER NOT NULL, changed INTEGER NOT NULL, digest TEXT NOT NULL);

-- The words on which those that stand hold fast; telling: the id of the telling that fits, NULL if none does.
-- sentence: folded.
CREATE TABLE judgement_anchors (
    judgement TEXT NOT NULL REFERENCES judgements (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    report TEXT NOT NULL,
    sentence TEXT NOT NULL,
    telling TEXT,
    PRIMARY KEY (judgement, position)
) WITHOUT ROWID;
CREATE INDEX judgement_anchors_by_report ON judgement_anchors (report);
CREATE INDEX judgement_anchors_by_sentence ON judgement_anchors (sentence);
CREATE INDEX judgement_anchors_by_telling ON judgement_anchors (telling);

-- Which judgements bear on an event.
CREATE TABLE event_judgements (
    event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
    judgement TEXT NOT NULL,
    PRIMARY KEY (event, judgement)
) WITHOUT ROWID;
CREATE INDEX event_judgements_by_judgement ON event_judgements (judgement);

-- accepted or corrected by a person, NULL: not judged.
ALTER TABLE events ADD COLUMN judged TEXT;
