package wall_test

import (
	"testing"

	"doorward/internal/store/storetest/wall"
)

func TestStatementsThatStayInTheirTenant(t *testing.T) {
	for _, query := range []string{
		"SELECT 1",
		"SELECT * FROM persons WHERE id = ?",
		"SELECT pg_advisory_xact_lock($1)",
		"SELECT `users`.`id` FROM `users` WHERE `users`.`id` = ? AND `users`.`tenant_id` = ? LIMIT 2",
		`SELECT "users"."id" FROM "users" WHERE "users"."tenant_id" IN ($1, $2) ORDER BY "users"."sort_key" FOR NO KEY UPDATE`,
		"SELECT * FROM `permissions` WHERE (`permissions`.`tenant_id` IN (?, ?) OR `permissions`.`tenant_id` IS NULL) AND `permissions`.`key` = ?",
		"SELECT count(*) FROM users WHERE (tenant_id = ? AND name = ?) OR (tenant_id = ? AND name = ?)",
		"SELECT * FROM users WHERE tenant_id = ? AND (name = ? OR email = ?) AND NOT (status = ?)",
		"SELECT * FROM users AS u WHERE u.tenant_id = ? AND EXISTS (SELECT 1 FROM grants AS g WHERE g.user_id = u.id AND g.role_id = ?)",
		"SELECT * FROM users WHERE tenant_id = ? AND id IN (SELECT user_id FROM memberships WHERE tenant_id = ?)",
		"SELECT * FROM users WHERE id IN (SELECT memberships.user_id FROM memberships WHERE memberships.tenant_id = ?)",
		"SELECT * FROM grants JOIN roles AS t1 ON grants.role_id = t1.id WHERE grants.tenant_id = ?",
		"SELECT * FROM users LEFT JOIN memberships ON memberships.user_id = users.id WHERE users.tenant_id = ?",
		"SELECT * FROM users JOIN (SELECT user_id FROM grants WHERE tenant_id = ?) AS t1 ON users.id = t1.user_id",
		"SELECT * FROM users JOIN tenants ON users.tenant_id = tenants.id WHERE tenants.id = ?",
		"SELECT id FROM users WHERE tenant_id = ? UNION SELECT id FROM groups WHERE tenant_id = ?",
		"UPDATE `users` SET `name` = ? WHERE `id` = ? AND `users`.`tenant_id` = ?",
		"DELETE FROM `grants` WHERE `grants`.`tenant_id` = ?",
		"INSERT INTO `users` (`id`, `tenant_id`) VALUES (?, ?) ON CONFLICT (`id`) DO UPDATE SET `name` = `excluded`.`name`",
		"INSERT INTO labels (id, text) VALUES (?, ?)",
		"SELECT 'FROM users' -- FROM users",
	} {
		if found := wall.Faults(query); len(found) > 0 {
			t.Errorf("%s\n%q", query, found)
		}
	}
}

func TestStatementsThatLeaveTheirTenant(t *testing.T) {
	for _, query := range []string{
		"SELECT * FROM users",
		"SELECT `users`.`id` FROM `users` WHERE `users`.`id` = ?",
		"SELECT * FROM users WHERE tenant_id = ? OR name = ?",
		"SELECT * FROM users WHERE NOT tenant_id = ?",
		"SELECT * FROM users WHERE NOT (tenant_id = ?)",
		"SELECT * FROM users WHERE tenant_id <> ?",
		"SELECT * FROM users WHERE tenant_id IS NULL",
		"SELECT * FROM users WHERE tenant_id = tenant_id",
		"SELECT * FROM users WHERE users.tenant_id = users.id",
		"SELECT tenant_id FROM users ORDER BY tenant_id",
		"SELECT * FROM users JOIN groups ON true WHERE users.tenant_id = ?",
		"SELECT * FROM users, groups WHERE users.tenant_id = ?",
		"SELECT * FROM users JOIN grants ON grants.user_id = users.id",
		"SELECT * FROM users LEFT JOIN grants ON users.tenant_id = ? AND grants.user_id = users.id",
		"SELECT * FROM roles JOIN grants ON grants.role_id = roles.id WHERE roles.tenant_id = ?",           // many tenants give one role
		"SELECT * FROM users JOIN users AS u2 ON u2.person_id = users.person_id WHERE users.tenant_id = ?", // a person is in many
		"SELECT * FROM users JOIN persons ON persons.id = users.person_id JOIN entries ON entries.session_id = persons.id WHERE users.tenant_id = ?",
		"SELECT * FROM role_permissions JOIN permissions ON permissions.id = role_permissions.permission_id WHERE permissions.tenant_id = ?",
		"SELECT * FROM users WHERE tenant_id = ? AND EXISTS (SELECT 1 FROM grants WHERE grants.role_id = ?)",
		"SELECT * FROM tenants WHERE id IN (SELECT tenant_id FROM users WHERE name = ?)",
		"SELECT (SELECT count(*) FROM users) FROM plans",
		"SELECT * FROM (SELECT * FROM users) AS t1 WHERE t1.tenant_id = ?",
		"SELECT id FROM users WHERE tenant_id = ? UNION SELECT id FROM groups",
		"WITH x AS (SELECT * FROM users) SELECT * FROM x WHERE tenant_id = ?",
		"SELECT * FROM users WHERE id IN (SELECT user_id FROM memberships)",
		"SELECT * FROM grants WHERE role_id IN (SELECT id FROM roles WHERE tenant_id = ?)",
		"UPDATE users SET tenant_id = ?",
		"UPDATE users SET name = ? WHERE id = ?",
		"DELETE FROM users",
		"DELETE FROM users WHERE id IN (?, ?)",
		"INSERT INTO users (id, name) VALUES (?, ?)",
		"INSERT INTO labels (id, text) SELECT id, name FROM users",
		"TABLE users",
	} {
		if found := wall.Faults(query); len(found) == 0 {
			t.Errorf("nothing was found in %s", query)
		}
	}
}
