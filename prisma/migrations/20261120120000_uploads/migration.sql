-- Resumable uploads: what of them is durable on disk, and until when they may go on.
CREATE TYPE upload_state AS ENUM ('open', 'finished', 'used');
CREATE TYPE upload_purpose AS ENUM ('batch', 'photos');

CREATE TABLE uploads (
	id uuid PRIMARY KEY,
	owner_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	purpose upload_purpose NOT NULL,
	file_name text NOT NULL,
	content_type text NOT NULL,
	metadata text NOT NULL DEFAULT '',
	length bigint NOT NULL,
	received bigint NOT NULL DEFAULT 0,
	state upload_state NOT NULL DEFAULT 'open',
	expires_at timestamptz(3) NOT NULL,
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	CHECK (received >= 0 AND received <= length)
);
CREATE INDEX uploads_owner_id_state_idx ON uploads (owner_id, state);
CREATE INDEX uploads_expires_at_idx ON uploads (expires_at);
