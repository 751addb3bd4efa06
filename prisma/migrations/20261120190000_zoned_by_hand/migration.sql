-- A person has put it into its zone, or out of any: the groups of its batch leave it there.
ALTER TABLE media ADD COLUMN zoned_by_hand boolean NOT NULL DEFAULT false;
