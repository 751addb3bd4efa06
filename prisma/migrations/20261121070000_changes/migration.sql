-- The moment of a row's last change as a number. The sum over a gallery tells of every change, also of one that
-- began before another and was written after it.
ALTER TABLE media ADD COLUMN changed_ms bigint NOT NULL
	GENERATED ALWAYS AS (round(extract(epoch FROM updated_at AT TIME ZONE 'UTC') * 1000)::bigint) STORED;
DROP INDEX media_gallery_idx;
CREATE INDEX media_gallery_idx ON media (event_id, shot_at, id)
	INCLUDE (album, kind, state, changed_ms, width, height) WHERE deleted_at IS NULL;
