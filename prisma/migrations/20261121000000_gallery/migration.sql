-- When a photo was taken, where that is known, else when it came: the order of a gallery.
ALTER TABLE media ADD COLUMN shot_at timestamptz(3) NOT NULL
	GENERATED ALWAYS AS (coalesce(taken_at, created_at)) STORED;
-- With all that the layout of a gallery asks for, so that ten thousand photos are laid out from the index alone.
CREATE INDEX media_gallery_idx ON media (event_id, shot_at, id)
	INCLUDE (album, kind, state, updated_at, width, height) WHERE deleted_at IS NULL;
