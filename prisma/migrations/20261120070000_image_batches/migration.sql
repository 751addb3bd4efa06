CREATE TABLE batches (
	id uuid PRIMARY KEY,
	owner_id uuid REFERENCES users (id) ON DELETE RESTRICT,
	total integer NOT NULL,
	processed integer NOT NULL DEFAULT 0,
	failed integer NOT NULL DEFAULT 0,
	created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
	completed_at timestamptz(3)
);
CREATE INDEX batches_owner_id_idx ON batches (owner_id);

-- Images of a batch may be nobody's: whoever has the batch's id may look at it.
ALTER TABLE media ALTER COLUMN owner_id DROP NOT NULL;
ALTER TABLE media ADD COLUMN batch_id uuid REFERENCES batches (id) ON DELETE RESTRICT;
-- The order in which the files of a batch were sent, from 0.
ALTER TABLE media ADD COLUMN position integer;
-- When it became ready or failed.
ALTER TABLE media ADD COLUMN settled_at timestamptz(3);
CREATE INDEX media_batch_id_position_idx ON media (batch_id, position);
