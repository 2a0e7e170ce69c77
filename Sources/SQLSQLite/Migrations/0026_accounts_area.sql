-- Accounts and keys are kept in memory until one of them changes.
INSERT INTO area_version (area, version) VALUES ('accounts', 0);
