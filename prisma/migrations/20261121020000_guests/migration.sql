ALTER TABLE events ADD COLUMN guest_approval boolean NOT NULL DEFAULT false;

-- What a guest calls their favourites, and the address under which they show them to others.
ALTER TABLE guest_passes ADD COLUMN list_name text;
ALTER TABLE guest_passes ADD COLUMN list_id uuid;
CREATE UNIQUE INDEX guest_passes_list_id_key ON guest_passes (list_id);

ALTER TABLE media ADD COLUMN guest_pass_id uuid REFERENCES guest_passes (id) ON DELETE SET NULL;
ALTER TABLE media ADD COLUMN waiting boolean NOT NULL DEFAULT false;
CREATE INDEX media_guest_pass_id_idx ON media (guest_pass_id);

CREATE TABLE favourites (
	guest_pass_id uuid NOT NULL REFERENCES guest_passes (id) ON DELETE CASCADE,
	media_id uuid NOT NULL REFERENCES media (id) ON DELETE CASCADE,
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	PRIMARY KEY (guest_pass_id, media_id)
);
CREATE INDEX favourites_media_id_idx ON favourites (media_id);
