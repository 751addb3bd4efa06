-- Who was invited has no password until they choose one.
ALTER TABLE users ALTER COLUMN password_hash DROP NOT NULL;

ALTER TABLE sessions ADD COLUMN last_seen_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE TABLE password_links (
	id uuid PRIMARY KEY,
	user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	expires_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX password_links_user_id_key ON password_links (user_id);

CREATE TABLE audit_log (
	id uuid PRIMARY KEY,
	at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	user_id uuid,
	key_id uuid,
	action text NOT NULL,
	subject text,
	address text,
	details jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_log_action_id_idx ON audit_log (action, id);

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
