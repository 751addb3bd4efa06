-- What a file is to those who look at it: a picture, a film, or something to download.
CREATE TYPE media_kind AS ENUM ('image', 'video', 'file');
ALTER TABLE media ADD COLUMN kind media_kind NOT NULL DEFAULT 'image';

-- Files of an event that belong together. A zone lives as long as it has a file.
CREATE TABLE zones (
	id uuid PRIMARY KEY,
	event_id uuid NOT NULL REFERENCES events (id) ON DELETE RESTRICT,
	title text,
	description text,
	tags text[] NOT NULL DEFAULT '{}',
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	deleted_at timestamptz(3)
);
CREATE INDEX zones_event_id_id_idx ON zones (event_id, id DESC);

ALTER TABLE media ADD COLUMN zone_id uuid REFERENCES zones (id) ON DELETE RESTRICT;
-- Of a file that was sent alone; those of a zone have the zone's.
ALTER TABLE media ADD COLUMN title text;
ALTER TABLE media ADD COLUMN description text;
ALTER TABLE media ADD COLUMN tags text[] NOT NULL DEFAULT '{}';
CREATE INDEX media_zone_id_id_idx ON media (zone_id, id);
