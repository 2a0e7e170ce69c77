-- Plans about the archive know which one their scenes were read from, so that they are not written to another.

-- Scheme, host, port and path of the archive; absent for the own catalogue, and where it was not kept.
ALTER TABLE curation_plan ADD COLUMN archive TEXT;
