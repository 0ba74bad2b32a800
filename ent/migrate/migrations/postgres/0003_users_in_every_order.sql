-- +goose Up
-- create index "user_tenant_id_created_at_id" to table: "users"
CREATE INDEX "user_tenant_id_created_at_id" ON "users" ("tenant_id", "created_at", "id");
-- create index "user_tenant_id_last_login_at_id" to table: "users"
CREATE INDEX "user_tenant_id_last_login_at_id" ON "users" ("tenant_id", "last_login_at", "id");
