-- What an archive says of a file before its bytes. Null until somebody has read it through.
ALTER TABLE media ADD COLUMN crc32 bigint;
ALTER TABLE media ADD COLUMN stripped_bytes bigint;
ALTER TABLE media ADD COLUMN stripped_crc32 bigint;
ALTER TABLE renditions ADD COLUMN crc32 bigint;

-- An archive of an event's files, byte for byte: where each of them stands in it. Its hash is that of
-- this list, so that the same files are the same archive.
CREATE TABLE archives (
	id uuid PRIMARY KEY,
	hash text NOT NULL UNIQUE,
	event_id uuid NOT NULL REFERENCES events (id) ON DELETE CASCADE,
	for_guests boolean NOT NULL,
	with_metadata boolean NOT NULL,
	files integer NOT NULL,
	directory_at bigint NOT NULL,
	end_at bigint NOT NULL,
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	expires_at timestamptz(3) NOT NULL
);
CREATE INDEX archives_expires_at_idx ON archives (expires_at);
CREATE INDEX archives_event_id_idx ON archives (event_id);

CREATE TABLE archive_entries (
	archive_id uuid NOT NULL REFERENCES archives (id) ON DELETE CASCADE,
	position integer NOT NULL,
	media_id uuid NOT NULL,
	source text NOT NULL,
	object_key text NOT NULL,
	name text NOT NULL,
	bytes bigint NOT NULL,
	crc32 bigint NOT NULL,
	wall_time timestamptz(3) NOT NULL,
	modified_at timestamptz(3),
	header_at bigint NOT NULL,
	directory_at bigint NOT NULL,
	PRIMARY KEY (archive_id, position)
);

-- Who has asked for one, for the figures of an event.
CREATE TABLE downloads (
	id uuid PRIMARY KEY,
	event_id uuid NOT NULL REFERENCES events (id) ON DELETE CASCADE,
	user_id uuid REFERENCES users (id) ON DELETE SET NULL,
	chosen text NOT NULL,
	size text NOT NULL,
	files integer NOT NULL,
	bytes bigint NOT NULL,
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX downloads_event_id_created_at_idx ON downloads (event_id, created_at);
CREATE INDEX downloads_user_id_idx ON downloads (user_id);
