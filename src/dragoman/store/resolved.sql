-- Form 2: by which knowledge the findings of a reading were drawn, to know what `resolve` has still to do.
ALTER TABLE readings ADD COLUMN resolved TEXT;
