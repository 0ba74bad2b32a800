-- +goose Up
-- What ent cannot say.

-- +goose StatementBegin
CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END $$;
-- +goose StatementEnd

CREATE TRIGGER journal_entries_keep_rows BEFORE UPDATE OR DELETE ON journal_entries
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();

CREATE TRIGGER journal_entries_keep_all BEFORE TRUNCATE ON journal_entries
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();

-- Search is a LIKE '%…%'. Where the extension is missing, or we have no right to it,
-- it scans instead: slower, and with the same answer.
-- +goose StatementBegin
DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE INDEX users_search_key_trgm ON users USING gin (search_key gin_trgm_ops);
    CREATE INDEX invites_search_key_trgm ON invites USING gin (search_key gin_trgm_ops);
    CREATE INDEX permissions_search_key_trgm ON permissions USING gin (search_key gin_trgm_ops);
EXCEPTION WHEN OTHERS THEN
    RAISE NOTICE 'search goes without pg_trgm: %', SQLERRM;
END $$;
-- +goose StatementEnd
