-- Somebody else has sent the same bytes: what they were told is kept is not its first sender's to remove.
ALTER TABLE media ADD COLUMN also_sent boolean NOT NULL DEFAULT false;
