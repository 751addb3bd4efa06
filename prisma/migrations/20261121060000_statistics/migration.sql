-- How often an event's gallery was opened, by day (UTC). Nothing of who did.
CREATE TABLE event_days (
	event_id uuid NOT NULL REFERENCES events (id) ON DELETE CASCADE,
	day date NOT NULL,
	views integer NOT NULL DEFAULT 0,
	PRIMARY KEY (event_id, day)
);
