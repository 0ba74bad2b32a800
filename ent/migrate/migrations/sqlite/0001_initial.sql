-- +goose Up
-- create "cursors" table
CREATE TABLE `cursors` (`id` text NOT NULL, `entry_id` integer NOT NULL, PRIMARY KEY (`id`));
-- create "entries" table
CREATE TABLE `entries` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `ended_at` datetime NULL, `ended_because` text NULL, `tenant_id` uuid NOT NULL, `session_id` uuid NOT NULL, `user_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `entries_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE NO ACTION, CONSTRAINT `entries_sessions_session` FOREIGN KEY (`session_id`) REFERENCES `sessions` (`id`) ON DELETE NO ACTION, CONSTRAINT `entries_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- create index "entry_session_id_tenant_id" to table: "entries"
CREATE UNIQUE INDEX `entry_session_id_tenant_id` ON `entries` (`session_id`, `tenant_id`);
-- create index "entry_tenant_id_user_id_ended_at" to table: "entries"
CREATE INDEX `entry_tenant_id_user_id_ended_at` ON `entries` (`tenant_id`, `user_id`, `ended_at`);
-- create "flags" table
CREATE TABLE `flags` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `key` text NOT NULL, `feature` text NOT NULL, `description` text NULL, `enabled_by_default` bool NOT NULL DEFAULT (false), `beta` bool NOT NULL DEFAULT (false), `minimum_plan` text NULL, `account_required` bool NOT NULL DEFAULT (true), `retired_at` datetime NULL, PRIMARY KEY (`id`));
-- create index "flags_key_key" to table: "flags"
CREATE UNIQUE INDEX `flags_key_key` ON `flags` (`key`);
-- create "flag_states" table
CREATE TABLE `flag_states` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `enabled` bool NOT NULL, `updated_at` datetime NOT NULL, `updated_by` uuid NULL, `tenant_id` uuid NOT NULL, `flag_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `flag_states_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE NO ACTION, CONSTRAINT `flag_states_flags_flag` FOREIGN KEY (`flag_id`) REFERENCES `flags` (`id`) ON DELETE NO ACTION);
-- create index "flagstate_tenant_id_flag_id" to table: "flag_states"
CREATE UNIQUE INDEX `flagstate_tenant_id_flag_id` ON `flag_states` (`tenant_id`, `flag_id`);
-- create "grants" table
CREATE TABLE `grants` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `reach` text NOT NULL DEFAULT ('TENANT'), `expires_at` datetime NULL, `justification` text NULL, `granted_by` uuid NULL, `tenant_id` uuid NOT NULL, `role_id` uuid NOT NULL, `user_id` uuid NULL, `group_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `grants_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE NO ACTION, CONSTRAINT `grants_roles_role` FOREIGN KEY (`role_id`) REFERENCES `roles` (`id`) ON DELETE NO ACTION, CONSTRAINT `grants_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE SET NULL, CONSTRAINT `grants_groups_group` FOREIGN KEY (`group_id`) REFERENCES `groups` (`id`) ON DELETE SET NULL);
-- create index "grant_tenant_id_user_id" to table: "grants"
CREATE INDEX `grant_tenant_id_user_id` ON `grants` (`tenant_id`, `user_id`);
-- create index "grant_tenant_id_group_id" to table: "grants"
CREATE INDEX `grant_tenant_id_group_id` ON `grants` (`tenant_id`, `group_id`);
-- create index "grant_tenant_id_role_id" to table: "grants"
CREATE INDEX `grant_tenant_id_role_id` ON `grants` (`tenant_id`, `role_id`);
-- create index "grant_role_id_user_id_reach" to table: "grants"
CREATE UNIQUE INDEX `grant_role_id_user_id_reach` ON `grants` (`role_id`, `user_id`, `reach`);
-- create index "grant_role_id_group_id_reach" to table: "grants"
CREATE UNIQUE INDEX `grant_role_id_group_id_reach` ON `grants` (`role_id`, `group_id`, `reach`);
-- create "groups" table
CREATE TABLE `groups` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `name` text NOT NULL, `name_key` text NOT NULL, `description` text NULL, `tenant_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `groups_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE NO ACTION);
-- create index "group_tenant_id_name_key" to table: "groups"
CREATE UNIQUE INDEX `group_tenant_id_name_key` ON `groups` (`tenant_id`, `name_key`);
-- create "invites" table
CREATE TABLE `invites` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `email` text NOT NULL, `email_key` text NOT NULL, `name` text NULL, `company` text NULL, `search_key` text NOT NULL, `type` text NOT NULL DEFAULT ('MEMBER'), `status` text NOT NULL DEFAULT ('PENDING'), `delivery` text NOT NULL DEFAULT ('QUEUED'), `generation` integer NOT NULL DEFAULT (1), `sent_count` integer NOT NULL DEFAULT (1), `invited_by` uuid NULL, `expires_at` datetime NOT NULL, `sent_at` datetime NULL, `opened_at` datetime NULL, `accepted_at` datetime NULL, `cancelled_at` datetime NULL, `superseded_by` uuid NULL, `tenant_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `invites_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE NO ACTION);
-- create index "invite_one_open" to table: "invites"
CREATE UNIQUE INDEX `invite_one_open` ON `invites` (`tenant_id`, `email_key`) WHERE status IN ('PENDING', 'EXPIRED');
-- create index "invite_tenant_id_status_created_at_id" to table: "invites"
CREATE INDEX `invite_tenant_id_status_created_at_id` ON `invites` (`tenant_id`, `status`, `created_at`, `id`);
-- create index "invite_tenant_id_created_at_id" to table: "invites"
CREATE INDEX `invite_tenant_id_created_at_id` ON `invites` (`tenant_id`, `created_at`, `id`);
-- create index "invite_status_expires_at" to table: "invites"
CREATE INDEX `invite_status_expires_at` ON `invites` (`status`, `expires_at`);
-- create "invite_groups" table
CREATE TABLE `invite_groups` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `tenant_id` uuid NOT NULL, `invite_id` uuid NOT NULL, `group_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `invite_groups_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE NO ACTION, CONSTRAINT `invite_groups_invites_invite` FOREIGN KEY (`invite_id`) REFERENCES `invites` (`id`) ON DELETE NO ACTION, CONSTRAINT `invite_groups_groups_group` FOREIGN KEY (`group_id`) REFERENCES `groups` (`id`) ON DELETE NO ACTION);
-- create index "invitegroup_invite_id_group_id" to table: "invite_groups"
CREATE UNIQUE INDEX `invitegroup_invite_id_group_id` ON `invite_groups` (`invite_id`, `group_id`);
-- create "invite_roles" table
CREATE TABLE `invite_roles` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `expires_at` datetime NULL, `justification` text NULL, `tenant_id` uuid NOT NULL, `invite_id` uuid NOT NULL, `role_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `invite_roles_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE NO ACTION, CONSTRAINT `invite_roles_invites_invite` FOREIGN KEY (`invite_id`) REFERENCES `invites` (`id`) ON DELETE NO ACTION, CONSTRAINT `invite_roles_roles_role` FOREIGN KEY (`role_id`) REFERENCES `roles` (`id`) ON DELETE NO ACTION);
-- create index "inviterole_invite_id_role_id" to table: "invite_roles"
CREATE UNIQUE INDEX `inviterole_invite_id_role_id` ON `invite_roles` (`invite_id`, `role_id`);
-- create "journal_entries" table
CREATE TABLE `journal_entries` (`id` integer NOT NULL PRIMARY KEY AUTOINCREMENT, `tenant_id` uuid NULL, `at` datetime NOT NULL, `verb` text NOT NULL, `actor_kind` text NOT NULL, `actor_user_id` uuid NULL, `actor_person_id` uuid NULL, `subject_kind` text NOT NULL, `subject_id` uuid NOT NULL, `before` json NULL, `after` json NULL, `request_id` text NULL, `session_id` uuid NULL);
-- create index "journalentry_tenant_id_id" to table: "journal_entries"
CREATE INDEX `journalentry_tenant_id_id` ON `journal_entries` (`tenant_id`, `id`);
-- create index "journalentry_tenant_id_verb_id" to table: "journal_entries"
CREATE INDEX `journalentry_tenant_id_verb_id` ON `journal_entries` (`tenant_id`, `verb`, `id`);
-- create index "journalentry_tenant_id_subject_id_id" to table: "journal_entries"
CREATE INDEX `journalentry_tenant_id_subject_id_id` ON `journal_entries` (`tenant_id`, `subject_id`, `id`);
-- create index "journalentry_tenant_id_actor_user_id_id" to table: "journal_entries"
CREATE INDEX `journalentry_tenant_id_actor_user_id_id` ON `journal_entries` (`tenant_id`, `actor_user_id`, `id`);
-- create "labels" table
CREATE TABLE `labels` (`id` uuid NOT NULL, `text` text NOT NULL, PRIMARY KEY (`id`));
-- create "mail_messages" table
CREATE TABLE `mail_messages` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `tenant_id` uuid NULL, `entry_id` integer NOT NULL, `template` text NOT NULL, `to` text NOT NULL, `subject_id` uuid NOT NULL, `generation` integer NOT NULL DEFAULT (0), `link_expires_at` datetime NULL, `state` text NOT NULL DEFAULT ('QUEUED'), `attempts` integer NOT NULL DEFAULT (0), `next_attempt_at` datetime NOT NULL, `sent_at` datetime NULL, `last_error` text NULL, PRIMARY KEY (`id`));
-- create index "mailmessage_entry_id_template" to table: "mail_messages"
CREATE UNIQUE INDEX `mailmessage_entry_id_template` ON `mail_messages` (`entry_id`, `template`);
-- create index "mailmessage_state_next_attempt_at" to table: "mail_messages"
CREATE INDEX `mailmessage_state_next_attempt_at` ON `mail_messages` (`state`, `next_attempt_at`);
-- create "memberships" table
CREATE TABLE `memberships` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `expires_at` datetime NULL, `tenant_id` uuid NOT NULL, `group_id` uuid NOT NULL, `user_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `memberships_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE NO ACTION, CONSTRAINT `memberships_groups_group` FOREIGN KEY (`group_id`) REFERENCES `groups` (`id`) ON DELETE NO ACTION, CONSTRAINT `memberships_users_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE NO ACTION);
-- create index "membership_tenant_id_group_id_user_id" to table: "memberships"
CREATE UNIQUE INDEX `membership_tenant_id_group_id_user_id` ON `memberships` (`tenant_id`, `group_id`, `user_id`);
-- create index "membership_tenant_id_user_id" to table: "memberships"
CREATE INDEX `membership_tenant_id_user_id` ON `memberships` (`tenant_id`, `user_id`);
-- create "permissions" table
CREATE TABLE `permissions` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `key` text NOT NULL, `capability` text NOT NULL, `description` text NULL, `area` text NOT NULL, `elevated` bool NOT NULL DEFAULT (false), `vendor` bool NOT NULL DEFAULT (false), `search_key` text NOT NULL, `retired_at` datetime NULL, `tenant_id` uuid NULL, `flag_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `permissions_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE SET NULL, CONSTRAINT `permissions_flags_flag` FOREIGN KEY (`flag_id`) REFERENCES `flags` (`id`) ON DELETE SET NULL);
-- create index "permission_catalogue_key" to table: "permissions"
CREATE UNIQUE INDEX `permission_catalogue_key` ON `permissions` (`key`) WHERE tenant_id IS NULL;
-- create index "permission_tenant_id_key" to table: "permissions"
CREATE UNIQUE INDEX `permission_tenant_id_key` ON `permissions` (`tenant_id`, `key`);
-- create index "permission_area_key_id" to table: "permissions"
CREATE INDEX `permission_area_key_id` ON `permissions` (`area`, `key`, `id`);
-- create "persons" table
CREATE TABLE `persons` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `name` text NOT NULL, `email` text NOT NULL, `email_key` text NOT NULL, `company` text NULL, `password_hash` text NULL, `password_set_at` datetime NULL, `two_factor_enabled` bool NOT NULL DEFAULT (false), `last_login_at` datetime NULL, PRIMARY KEY (`id`));
-- create index "persons_email_key_key" to table: "persons"
CREATE UNIQUE INDEX `persons_email_key_key` ON `persons` (`email_key`);
-- create "plans" table
CREATE TABLE `plans` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `key` text NOT NULL, `name` text NOT NULL, `rank` integer NOT NULL, `seat_limit` integer NULL, PRIMARY KEY (`id`));
-- create index "plans_key_key" to table: "plans"
CREATE UNIQUE INDEX `plans_key_key` ON `plans` (`key`);
-- create "roles" table
CREATE TABLE `roles` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `name` text NOT NULL, `name_key` text NOT NULL, `description` text NULL, `system` bool NOT NULL DEFAULT (false), `owner` bool NOT NULL DEFAULT (false), `updated_at` datetime NULL, `updated_by` uuid NULL, `tenant_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `roles_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE NO ACTION);
-- create index "role_tenant_id_name_key" to table: "roles"
CREATE UNIQUE INDEX `role_tenant_id_name_key` ON `roles` (`tenant_id`, `name_key`);
-- create index "role_tenant_id_updated_at_id" to table: "roles"
CREATE INDEX `role_tenant_id_updated_at_id` ON `roles` (`tenant_id`, `updated_at`, `id`);
-- create "role_permissions" table
CREATE TABLE `role_permissions` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `tenant_id` uuid NOT NULL, `role_id` uuid NOT NULL, `permission_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `role_permissions_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE NO ACTION, CONSTRAINT `role_permissions_roles_role` FOREIGN KEY (`role_id`) REFERENCES `roles` (`id`) ON DELETE NO ACTION, CONSTRAINT `role_permissions_permissions_permission` FOREIGN KEY (`permission_id`) REFERENCES `permissions` (`id`) ON DELETE NO ACTION);
-- create index "rolepermission_role_id_permission_id" to table: "role_permissions"
CREATE UNIQUE INDEX `rolepermission_role_id_permission_id` ON `role_permissions` (`role_id`, `permission_id`);
-- create index "rolepermission_permission_id" to table: "role_permissions"
CREATE INDEX `rolepermission_permission_id` ON `role_permissions` (`permission_id`);
-- create index "rolepermission_tenant_id" to table: "role_permissions"
CREATE INDEX `rolepermission_tenant_id` ON `role_permissions` (`tenant_id`);
-- create "sessions" table
CREATE TABLE `sessions` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `token_hash` blob NOT NULL, `user_agent` text NULL, `ip` text NULL, `last_seen_at` datetime NOT NULL, `expires_at` datetime NOT NULL, `ended_at` datetime NULL, `ended_because` text NULL, `person_id` uuid NOT NULL, PRIMARY KEY (`id`), CONSTRAINT `sessions_persons_person` FOREIGN KEY (`person_id`) REFERENCES `persons` (`id`) ON DELETE NO ACTION);
-- create index "sessions_token_hash_key" to table: "sessions"
CREATE UNIQUE INDEX `sessions_token_hash_key` ON `sessions` (`token_hash`);
-- create index "session_person_id_ended_at" to table: "sessions"
CREATE INDEX `session_person_id_ended_at` ON `sessions` (`person_id`, `ended_at`);
-- create "tenants" table
CREATE TABLE `tenants` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `slug` text NOT NULL, `name` text NOT NULL, `plan` text NOT NULL, `requires_two_factor` bool NOT NULL DEFAULT (false), `session_idle_minutes` integer NOT NULL DEFAULT (60), `session_max_hours` integer NOT NULL DEFAULT (12), `vendor` bool NOT NULL DEFAULT (false), `suspended_at` datetime NULL, `parent_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `tenants_tenants_children` FOREIGN KEY (`parent_id`) REFERENCES `tenants` (`id`) ON DELETE SET NULL);
-- create index "tenants_slug_key" to table: "tenants"
CREATE UNIQUE INDEX `tenants_slug_key` ON `tenants` (`slug`);
-- create index "tenant_parent_id" to table: "tenants"
CREATE INDEX `tenant_parent_id` ON `tenants` (`parent_id`);
-- create "users" table
CREATE TABLE `users` (`id` uuid NOT NULL, `created_at` datetime NOT NULL, `type` text NOT NULL, `status` text NOT NULL DEFAULT ('ACTIVE'), `name` text NOT NULL, `sort_key` text NOT NULL, `search_key` text NOT NULL, `email` text NULL, `email_key` text NULL, `unique_id` text NULL, `company` text NULL, `beta_access` bool NOT NULL DEFAULT (false), `beta_until` datetime NULL, `last_login_at` datetime NULL, `deactivated_at` datetime NULL, `deactivated_by` uuid NULL, `deactivated_reason` text NULL, `tenant_id` uuid NOT NULL, `person_id` uuid NULL, PRIMARY KEY (`id`), CONSTRAINT `users_tenants_tenant` FOREIGN KEY (`tenant_id`) REFERENCES `tenants` (`id`) ON DELETE NO ACTION, CONSTRAINT `users_persons_person` FOREIGN KEY (`person_id`) REFERENCES `persons` (`id`) ON DELETE SET NULL);
-- create index "user_tenant_id_person_id" to table: "users"
CREATE UNIQUE INDEX `user_tenant_id_person_id` ON `users` (`tenant_id`, `person_id`);
-- create index "user_tenant_id_email_key" to table: "users"
CREATE UNIQUE INDEX `user_tenant_id_email_key` ON `users` (`tenant_id`, `email_key`);
-- create index "user_tenant_id_unique_id" to table: "users"
CREATE UNIQUE INDEX `user_tenant_id_unique_id` ON `users` (`tenant_id`, `unique_id`);
-- create index "user_person_id" to table: "users"
CREATE INDEX `user_person_id` ON `users` (`person_id`);
-- create index "user_tenant_id_sort_key_id" to table: "users"
CREATE INDEX `user_tenant_id_sort_key_id` ON `users` (`tenant_id`, `sort_key`, `id`);
-- create index "user_tenant_id_status_sort_key_id" to table: "users"
CREATE INDEX `user_tenant_id_status_sort_key_id` ON `users` (`tenant_id`, `status`, `sort_key`, `id`);
-- create index "user_tenant_id_status_email_key_id" to table: "users"
CREATE INDEX `user_tenant_id_status_email_key_id` ON `users` (`tenant_id`, `status`, `email_key`, `id`);
-- create index "user_tenant_id_status_last_login_at_id" to table: "users"
CREATE INDEX `user_tenant_id_status_last_login_at_id` ON `users` (`tenant_id`, `status`, `last_login_at`, `id`);
-- create index "user_tenant_id_status_created_at_id" to table: "users"
CREATE INDEX `user_tenant_id_status_created_at_id` ON `users` (`tenant_id`, `status`, `created_at`, `id`);
