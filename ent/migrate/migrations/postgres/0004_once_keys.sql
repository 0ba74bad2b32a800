-- +goose Up
-- create "once_keys" table
CREATE TABLE "once_keys" ("id" uuid NOT NULL, "created_at" timestamptz NOT NULL, "sender" uuid NOT NULL, "key_hash" bytea NOT NULL, "request_hash" bytea NOT NULL, "finished_at" timestamptz NULL, "answer" character varying NULL COLLATE "C", "tenant_id" uuid NOT NULL, PRIMARY KEY ("id"), CONSTRAINT "once_keys_tenants_tenant" FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON UPDATE NO ACTION ON DELETE NO ACTION);
-- create index "oncekey_created_at" to table: "once_keys"
CREATE INDEX "oncekey_created_at" ON "once_keys" ("created_at");
-- create index "oncekey_sender_key_hash" to table: "once_keys"
CREATE UNIQUE INDEX "oncekey_sender_key_hash" ON "once_keys" ("sender", "key_hash");
