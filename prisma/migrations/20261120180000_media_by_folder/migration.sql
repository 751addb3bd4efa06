-- The media whose objects lie in one of the 256 folders: `npm run doctor` goes through them one by one.
CREATE INDEX media_folder_idx ON media (right(id::text, 2));
