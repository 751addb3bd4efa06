-- An event's files of one type, in the order they came.
CREATE INDEX media_event_id_content_type_id_idx ON media (event_id, content_type, id);
