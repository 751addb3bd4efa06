-- Every sheet that shows a code opens a new group.
ALTER TABLE batches ADD COLUMN split boolean NOT NULL DEFAULT false;
-- Its images are this event's media too.
ALTER TABLE batches ADD COLUMN event_id uuid REFERENCES events (id) ON DELETE RESTRICT;
CREATE INDEX batches_event_id_idx ON batches (event_id);

-- What a person said of a sheet in a split batch. By its place: a sheet that is unpacked once more is
-- another media there. Null: as it was read, and where its order puts it.
CREATE TABLE sheet_corrections (
	batch_id uuid NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
	position integer NOT NULL,
	card boolean,
	code text,
	moved_to integer,
	PRIMARY KEY (batch_id, position)
);

-- The zone that is kept for the group of the card at a place, and the title that it was given last.
CREATE TABLE group_zones (
	batch_id uuid NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
	position integer NOT NULL,
	zone_id uuid NOT NULL REFERENCES zones (id) ON DELETE CASCADE,
	title text NOT NULL,
	PRIMARY KEY (batch_id, position)
);
CREATE INDEX group_zones_zone_id_idx ON group_zones (zone_id);

-- One of a batch is ended even where it was deleted: the batch counts it.
DROP INDEX media_unfinished_idx;
CREATE INDEX media_unfinished_idx ON media (updated_at)
	WHERE state IN ('stored', 'processing') AND (deleted_at IS NULL OR batch_id IS NOT NULL);
