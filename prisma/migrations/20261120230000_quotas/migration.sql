-- What a user may keep; null is the operator's default.
ALTER TABLE users ADD COLUMN storage_quota_bytes bigint;
ALTER TABLE users ADD COLUMN file_quota integer;

-- What each user keeps, as changes: their sum is right in every snapshot, and nobody waits for anybody.
-- A job adds them up.
CREATE TABLE usage_changes (
	id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
	user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	bytes bigint NOT NULL,
	files integer NOT NULL
);
CREATE INDEX usage_changes_user_id_idx ON usage_changes (user_id);

-- Whether a media counts for its owner: it is not deleted, and it has bytes.
CREATE FUNCTION takes_room(media) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT $1.owner_id IS NOT NULL AND $1.deleted_at IS NULL AND $1.sha256 <> ''
		AND $1.error_code IS DISTINCT FROM 'LOST'
$$;

CREATE OR REPLACE FUNCTION note_usage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'INSERT' AND takes_room(OLD) THEN
		INSERT INTO usage_changes (user_id, bytes, files) VALUES (OLD.owner_id, -OLD.byte_size, -1);
	END IF;
	IF TG_OP <> 'DELETE' AND takes_room(NEW) THEN
		INSERT INTO usage_changes (user_id, bytes, files) VALUES (NEW.owner_id, NEW.byte_size, 1);
	END IF;
	RETURN NULL;
END $$;

CREATE TRIGGER media_usage AFTER INSERT OR DELETE ON media
	FOR EACH ROW EXECUTE FUNCTION note_usage();
-- Every state of a photo is an update; few of them change what is kept.
CREATE TRIGGER media_usage_changed AFTER UPDATE ON media FOR EACH ROW
	WHEN (takes_room(OLD) <> takes_room(NEW) OR OLD.byte_size <> NEW.byte_size
		OR OLD.owner_id IS DISTINCT FROM NEW.owner_id)
	EXECUTE FUNCTION note_usage();

INSERT INTO usage_changes (user_id, bytes, files)
SELECT owner_id, sum(byte_size), count(*) FROM media WHERE takes_room(media) GROUP BY owner_id;
