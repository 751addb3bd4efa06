-- Addresses that are told of what happens to a user's photos and batches.

CREATE TYPE delivery_state AS ENUM ('waiting', 'delivered', 'failed');

CREATE TABLE webhooks (
	id uuid PRIMARY KEY,
	user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
	url text NOT NULL,
	events text[] NOT NULL,
	-- Signs what is sent; its owner has it as well.
	secret text NOT NULL,
	created_at timestamptz(3) NOT NULL DEFAULT now(),
	-- Since the first try that failed after the last that did not.
	failing_since timestamptz(3),
	disabled_at timestamptz(3),
	-- Why it was switched off, where nobody asked for it.
	note text
);
CREATE INDEX webhooks_user_id_idx ON webhooks (user_id);

CREATE TABLE webhook_deliveries (
	id uuid PRIMARY KEY,
	webhook_id uuid NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
	-- What it tells; a webhook is told of it once.
	occasion text NOT NULL,
	event text NOT NULL,
	payload jsonb NOT NULL,
	state delivery_state NOT NULL DEFAULT 'waiting',
	tries integer NOT NULL DEFAULT 0,
	created_at timestamptz(3) NOT NULL DEFAULT now(),
	next_try_at timestamptz(3),
	last_try_at timestamptz(3),
	-- What the last try was answered with; null where nothing came.
	status_code integer,
	-- The first characters of that answer.
	answer text,
	error text
);
CREATE UNIQUE INDEX webhook_deliveries_webhook_id_occasion_idx
	ON webhook_deliveries (webhook_id, occasion);
CREATE INDEX webhook_deliveries_webhook_id_id_idx ON webhook_deliveries (webhook_id, id DESC);
CREATE INDEX webhook_deliveries_created_at_idx ON webhook_deliveries (created_at);

-- What workers have counted of the runs of jobs, all together.
CREATE TABLE job_figures (
	name text NOT NULL,
	outcome text NOT NULL,
	runs bigint NOT NULL,
	seconds double precision NOT NULL,
	PRIMARY KEY (name, outcome)
);
