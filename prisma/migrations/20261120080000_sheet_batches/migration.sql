CREATE TYPE batch_strategy AS ENUM ('zip_qr', 'zip', 'images');

-- Null: a batch of the image batch service. Else one of the batches document, whose images are sheets.
ALTER TABLE batches ADD COLUMN strategy batch_strategy;
ALTER TABLE batches ADD COLUMN task_id text;
ALTER TABLE batches ADD COLUMN file_name text;
ALTER TABLE batches ADD COLUMN total_size bigint NOT NULL DEFAULT 0;
-- Entries of the archive that are no sheets.
ALTER TABLE batches ADD COLUMN skipped integer NOT NULL DEFAULT 0;
ALTER TABLE batches ADD COLUMN started_at timestamptz(3);
-- Why the batch as a whole failed.
ALTER TABLE batches ADD COLUMN error_code text;
ALTER TABLE batches ADD COLUMN error_detail text;
CREATE INDEX batches_sheets_idx ON batches (owner_id, id DESC) WHERE strategy IS NOT NULL;
CREATE INDEX batches_all_sheets_idx ON batches (id DESC) WHERE strategy IS NOT NULL;

-- Codes are looked for in this media when it is rendered: 'expected' or 'look'.
ALTER TABLE media ADD COLUMN qr_mode text;
ALTER TABLE media ADD COLUMN qr text[] NOT NULL DEFAULT '{}';
-- A sheet has its place once, whoever takes the batch apart.
DROP INDEX media_batch_id_position_idx;
CREATE UNIQUE INDEX media_batch_id_position_key ON media (batch_id, position);
