-- What has become ready of an event, by when: a screen at the venue asks for it every two seconds.
CREATE INDEX media_event_id_settled_at_idx ON media (event_id, settled_at)
	WHERE deleted_at IS NULL AND state = 'ready';
-- And for what was taken away since.
CREATE INDEX media_event_id_deleted_at_idx ON media (event_id, deleted_at) WHERE deleted_at IS NOT NULL;
