-- Whether faces are looked for in a photo; null where nobody has asked for it.
CREATE TYPE face_state AS ENUM ('wanted', 'found', 'failed');
ALTER TABLE media ADD COLUMN face_state face_state;
CREATE INDEX media_faces_idx ON media (event_id, face_state)
	WHERE face_state IS NOT NULL AND deleted_at IS NULL;

-- Faces are looked for in an event's photos since then; null: they are not.
ALTER TABLE events ADD COLUMN faces_since timestamptz(3);

-- What is searched as a whole, 'domain:…' or 'event:…'. Every change of its embeddings takes the next
-- version; `rebuilt` is the last that took some away, before which nothing in memory is of use.
CREATE TABLE face_scopes (
	scope text PRIMARY KEY,
	version bigint NOT NULL DEFAULT 0,
	rebuilt bigint NOT NULL DEFAULT 0
);

-- The people that an event's photos show, as far as they could be told apart.
CREATE TABLE event_people (
	id uuid PRIMARY KEY,
	event_id uuid NOT NULL REFERENCES events (id) ON DELETE CASCADE,
	name text,
	created_at timestamptz(3) NOT NULL DEFAULT now(),
	updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX event_people_event_id_idx ON event_people (event_id);

-- A face on a photo. Its box is in fractions of the upright photo's sides.
CREATE TABLE faces (
	id uuid PRIMARY KEY,
	media_id uuid NOT NULL REFERENCES media (id) ON DELETE CASCADE,
	-- The event that it may be searched in.
	event_id uuid REFERENCES events (id) ON DELETE CASCADE,
	event_person_id uuid REFERENCES event_people (id) ON DELETE SET NULL,
	-- A person has said who it is, or who it is not.
	placed_by_hand boolean NOT NULL DEFAULT false,
	x real NOT NULL,
	y real NOT NULL,
	width real NOT NULL,
	height real NOT NULL,
	score real NOT NULL,
	quality real NOT NULL,
	-- Embeddings of two engines cannot be compared.
	engine text NOT NULL,
	-- 32-bit floats, little-endian, of unit length.
	embedding bytea NOT NULL,
	-- Of its event's scope, when it came.
	version bigint NOT NULL DEFAULT 0
);
CREATE INDEX faces_media_id_idx ON faces (media_id);
CREATE INDEX faces_event_id_version_idx ON faces (event_id, version);
CREATE INDEX faces_event_person_id_idx ON faces (event_person_id);

-- People whom a domain knows.
CREATE TABLE people (
	id uuid PRIMARY KEY,
	domain text NOT NULL,
	name text NOT NULL,
	created_by uuid REFERENCES users (id) ON DELETE SET NULL,
	created_at timestamptz(3) NOT NULL DEFAULT now(),
	updated_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX people_domain_name_id_idx ON people (domain, name, id);
CREATE INDEX people_created_by_idx ON people (created_by);

-- One picture of a person, to compare others to.
CREATE TABLE face_samples (
	id uuid PRIMARY KEY,
	person_id uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
	domain text NOT NULL,
	media_id uuid NOT NULL REFERENCES media (id) ON DELETE CASCADE,
	x real NOT NULL,
	y real NOT NULL,
	width real NOT NULL,
	height real NOT NULL,
	quality real NOT NULL,
	engine text NOT NULL,
	embedding bytea NOT NULL,
	-- Of its domain's scope, when it came.
	version bigint NOT NULL,
	created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX face_samples_person_id_idx ON face_samples (person_id);
CREATE INDEX face_samples_domain_version_idx ON face_samples (domain, version);
CREATE INDEX face_samples_media_id_idx ON face_samples (media_id);

-- A guest's search for themselves: what they agreed to and when, and where they were found. Of the
-- picture they searched with nothing is kept.
CREATE TABLE face_searches (
	id uuid PRIMARY KEY,
	event_id uuid NOT NULL REFERENCES events (id) ON DELETE CASCADE,
	consent_version text NOT NULL,
	consented_at timestamptz(3) NOT NULL DEFAULT now(),
	media_ids uuid[] NOT NULL
);
CREATE INDEX face_searches_event_id_idx ON face_searches (event_id);

-- Photos that were sent together to be told who is on them; the id is that of the document.
CREATE TABLE recognition_batches (
	id text PRIMARY KEY,
	owner_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	domain text NOT NULL,
	total integer NOT NULL,
	done integer NOT NULL DEFAULT 0,
	created_at timestamptz(6) NOT NULL DEFAULT now(),
	completed_at timestamptz(6)
);
CREATE INDEX recognition_batches_owner_id_created_at_idx
	ON recognition_batches (owner_id, created_at DESC, id);

-- One photo of such a batch. Done once it has a time.
CREATE TABLE recognition_entries (
	batch_id text NOT NULL REFERENCES recognition_batches (id) ON DELETE CASCADE,
	-- In the order sent, from 0.
	position integer NOT NULL,
	-- Null where no file could be made of it.
	media_id uuid REFERENCES media (id) ON DELETE RESTRICT,
	file_name text NOT NULL,
	error text,
	done_at timestamptz(6),
	processing_ms integer NOT NULL DEFAULT 0,
	PRIMARY KEY (batch_id, position)
);
CREATE INDEX recognition_entries_media_id_idx ON recognition_entries (media_id);

-- Whom a face of an entry is like, best first. Gone with the person.
CREATE TABLE recognition_matches (
	face_id uuid NOT NULL REFERENCES faces (id) ON DELETE CASCADE,
	-- From 1.
	rank integer NOT NULL,
	person_id uuid NOT NULL REFERENCES people (id) ON DELETE CASCADE,
	-- 0 to 1.
	confidence real NOT NULL,
	-- It is them, and not only like them.
	recognized boolean NOT NULL,
	PRIMARY KEY (face_id, rank)
);
CREATE INDEX recognition_matches_person_id_idx ON recognition_matches (person_id);
