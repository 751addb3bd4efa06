-- Since then its objects are being removed: nothing brings it back.
ALTER TABLE media ADD COLUMN purged_at timestamptz(3);
-- What was deleted before has no way back either.
UPDATE media SET purged_at = deleted_at WHERE deleted_at IS NOT NULL;
