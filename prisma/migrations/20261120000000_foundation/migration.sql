CREATE TYPE role AS ENUM ('admin', 'photographer');
CREATE TYPE guest_uploads AS ENUM ('off', 'code', 'open');
CREATE TYPE media_state AS ENUM ('stored', 'processing', 'ready', 'failed');
CREATE TYPE storage_tier AS ENUM ('primary', 'local');

CREATE TABLE users (
	id uuid PRIMARY KEY,
	username text NOT NULL,
	email text,
	password_hash text NOT NULL,
	role role NOT NULL,
	domain text NOT NULL DEFAULT 'default',
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	disabled_at timestamptz(3)
);
CREATE UNIQUE INDEX users_username_key ON users (username);
CREATE UNIQUE INDEX users_email_key ON users (email);
-- Names and addresses are compared without case: services store them folded.
ALTER TABLE users ADD CONSTRAINT users_folded CHECK (username = lower(username) AND email = lower(email));

CREATE TABLE sessions (
	id uuid PRIMARY KEY,
	user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	expires_at timestamptz(3) NOT NULL,
	revoked_at timestamptz(3),
	user_agent text NOT NULL DEFAULT ''
);
CREATE INDEX sessions_user_id_idx ON sessions (user_id);

CREATE TABLE refresh_tokens (
	hash text PRIMARY KEY,
	session_id uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	expires_at timestamptz(3) NOT NULL,
	spent_at timestamptz(3)
);
CREATE INDEX refresh_tokens_session_id_idx ON refresh_tokens (session_id);

CREATE TABLE api_keys (
	id uuid PRIMARY KEY,
	user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	name text NOT NULL,
	hash text NOT NULL,
	hint text NOT NULL,
	scopes text[] NOT NULL,
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	last_used_at timestamptz(3),
	expires_at timestamptz(3),
	revoked_at timestamptz(3)
);
CREATE UNIQUE INDEX api_keys_hash_key ON api_keys (hash);
CREATE INDEX api_keys_user_id_idx ON api_keys (user_id);

CREATE TABLE events (
	id uuid PRIMARY KEY,
	owner_id uuid NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
	name text NOT NULL,
	date date NOT NULL,
	access_code text,
	listed boolean NOT NULL DEFAULT false,
	guest_uploads guest_uploads NOT NULL DEFAULT 'off',
	guest_face_search boolean NOT NULL DEFAULT false,
	downloads boolean NOT NULL DEFAULT true,
	expires_at timestamptz(3),
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	deleted_at timestamptz(3)
);
CREATE INDEX events_owner_id_date_id_idx ON events (owner_id, date DESC, id);
CREATE INDEX events_listed_idx ON events (date DESC, id) WHERE listed AND deleted_at IS NULL;

CREATE TABLE guest_passes (
	id uuid PRIMARY KEY,
	event_id uuid NOT NULL REFERENCES events (id) ON DELETE CASCADE,
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	expires_at timestamptz(3) NOT NULL
);
CREATE INDEX guest_passes_event_id_idx ON guest_passes (event_id);

CREATE TABLE media (
	id uuid PRIMARY KEY,
	event_id uuid REFERENCES events (id) ON DELETE RESTRICT,
	owner_id uuid NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
	album text,
	file_name text NOT NULL,
	content_type text NOT NULL,
	byte_size bigint NOT NULL,
	sha256 text NOT NULL,
	width integer,
	height integer,
	taken_at timestamptz(3),
	exif jsonb,
	thumbhash text,
	dhash text,
	sharpness double precision,
	damaged boolean NOT NULL DEFAULT false,
	state media_state NOT NULL DEFAULT 'stored',
	error_code text,
	error_detail text,
	attempts integer NOT NULL DEFAULT 0,
	attempt_token uuid,
	storage_tier storage_tier NOT NULL DEFAULT 'primary',
	object_key text NOT NULL,
	uploader_name text NOT NULL DEFAULT 'Anonymous',
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	deleted_at timestamptz(3)
);
CREATE INDEX media_event_id_album_id_idx ON media (event_id, album, id DESC);
CREATE INDEX media_event_id_id_idx ON media (event_id, id DESC);
CREATE INDEX media_owner_id_idx ON media (owner_id);
-- The same bytes once per event and album. A failed photo does not stand in the way of another try.
CREATE UNIQUE INDEX media_content_key ON media (event_id, album, sha256)
	WHERE deleted_at IS NULL AND state <> 'failed' AND album IS NOT NULL;
-- For the sweep that looks for media whose job was lost.
CREATE INDEX media_unfinished_idx ON media (updated_at)
	WHERE deleted_at IS NULL AND state IN ('stored', 'processing');

CREATE TABLE renditions (
	media_id uuid NOT NULL REFERENCES media (id) ON DELETE CASCADE,
	name text NOT NULL,
	width integer NOT NULL,
	height integer NOT NULL,
	bytes integer NOT NULL,
	object_key text NOT NULL,
	PRIMARY KEY (media_id, name)
);

CREATE TABLE pending_objects (
	prefix text PRIMARY KEY,
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX pending_objects_created_at_idx ON pending_objects (created_at);

CREATE TABLE idempotency_keys (
	id text PRIMARY KEY,
	fingerprint text,
	status integer,
	body jsonb,
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	locked_until timestamptz(3) NOT NULL
);
CREATE INDEX idempotency_keys_created_at_idx ON idempotency_keys (created_at);

CREATE TABLE rate_limits (
	key text PRIMARY KEY,
	points integer NOT NULL DEFAULT 0,
	expire bigint
);
CREATE INDEX rate_limits_expire_idx ON rate_limits (expire);
