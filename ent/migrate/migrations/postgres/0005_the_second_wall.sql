-- +goose Up
-- Every row of a tenant stands behind the database's own wall, too: docs/adr/0015-the-second-wall.md.
-- The program says before each statement who asks, in three settings of the session. What
-- was not said lets nothing through.

CREATE FUNCTION wall_system() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(current_setting('doorward.system', true), '') = 'on';

CREATE FUNCTION wall_acts() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('doorward.acts', true), '')::uuid[];

CREATE FUNCTION wall_above() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('doorward.above', true), '')::uuid[];

-- A table with a tenant_id that comes later is walled by its own step: SELECT raise_wall('its_name');
-- The settings stand in sub-selects, so that they are read once a statement and not once a row.
-- +goose StatementBegin
CREATE FUNCTION raise_wall(t regclass, above boolean DEFAULT false, common boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY wall ON %s USING ((SELECT wall_system()) OR tenant_id = ANY ((SELECT wall_acts())::uuid[]))', t);
    IF above THEN
        EXECUTE format('CREATE POLICY wall_above ON %s FOR SELECT USING (tenant_id = ANY ((SELECT wall_above())::uuid[]))', t);
    END IF;
    IF common THEN
        EXECUTE format('CREATE POLICY wall_common ON %s FOR SELECT USING (tenant_id IS NULL AND (SELECT wall_acts()) IS NOT NULL)', t);
    END IF;
END $$;
-- +goose StatementEnd

SELECT raise_wall('entries');
SELECT raise_wall('flag_states');
SELECT raise_wall('grants');
SELECT raise_wall('groups');
SELECT raise_wall('invite_groups');
SELECT raise_wall('invite_roles');
SELECT raise_wall('invites');
SELECT raise_wall('journal_entries');
SELECT raise_wall('mail_messages');
SELECT raise_wall('memberships');
SELECT raise_wall('once_keys');
SELECT raise_wall('users');
SELECT raise_wall('role_permissions', above => true);
SELECT raise_wall('roles', above => true);
SELECT raise_wall('permissions', above => true, common => true);
