-- What a user has changed a job's priority to; empty while it has the one that it was submitted with.
ALTER TABLE jobs ADD COLUMN new_priority INTEGER;
