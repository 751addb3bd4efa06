-- Guests get originals without their metadata unless the owner allows more.
ALTER TABLE events ADD COLUMN guest_originals boolean NOT NULL DEFAULT false;
-- There is a recipe for the original without its metadata beside it in the store.
ALTER TABLE media ADD COLUMN strippable boolean NOT NULL DEFAULT false;
-- More than one frame: renditions show the first, the original moves.
ALTER TABLE media ADD COLUMN animated boolean NOT NULL DEFAULT false;
