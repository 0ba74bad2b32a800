package store_test

import (
	"testing"

	"doorward/internal/store"
)

func TestReads(t *testing.T) {
	for _, query := range []string{
		"SELECT 1", "select `update` from `delete`", `SELECT "insert" FROM x`, "SELECT 'it''s; DELETE'", "SELECT 1;",
		"\n\t -- DELETE FROM x\n SELECT 1", "/* INSERT INTO x */ SELECT 1 -- DROP", "(SELECT 1) UNION (SELECT 2)",
		"WITH a AS (SELECT 1) SELECT * FROM a", "VALUES (1)", "EXPLAIN SELECT 1", "SELECT replace(a, 'x', 'y') FROM t",
		"SELECT * FROM t WHERE a = $1 AND b = $2", "SELECT $$; DELETE $$", "SELECT $a$ ; DELETE $$ $a$", "SELECT updated_at FROM x",
	} {
		if !store.Reads(query) {
			t.Errorf("refused, and only reads: %s", query)
		}
	}
	for _, query := range []string{
		"", " ", "-- nothing", "INSERT INTO x VALUES (1)", " \n/* SELECT */ insert into x values (1)", "--\nUPDATE x SET a=1",
		"REPLACE INTO x VALUES (1)", "WITH a AS (SELECT 1) INSERT INTO x SELECT * FROM a", "WITH a AS (DELETE FROM x RETURNING 1) SELECT * FROM a",
		"WITH a AS (SELECT 1) REPLACE INTO x SELECT * FROM a", "SELECT * INTO y FROM x", "SELECT 1; DELETE FROM x", "SELECT 1;;",
		"EXPLAIN ANALYZE DELETE FROM x", "SELECT * FROM x FOR UPDATE", "CREATE TABLE x (a)", "PRAGMA query_only=off", "BEGIN", "COMMIT",
		"ATTACH 'x' AS y", "VACUUM", "COPY x FROM STDIN", "TRUNCATE x", "MERGE INTO x", "SELECT '' ; DROP TABLE x", "(DELETE FROM x)",
		"DO $$ BEGIN END $$", "CALL p()", "SET x = 1", "LOCK x", "SELECT $1; DELETE FROM x", "SELECT 1 /* ; */; UPDATE x SET a=1",
	} {
		if store.Reads(query) {
			t.Errorf("let through, and does not only read: %s", query)
		}
	}
}

func BenchmarkReads(b *testing.B) {
	const query = "SELECT `users`.`id`, `users`.`created_at`, `users`.`name`, `users`.`email` FROM `users` WHERE `users`.`tenant_id` IN (?, ?, ?) AND `users`.`id` > ? ORDER BY `users`.`id` LIMIT 51"
	for b.Loop() {
		store.Reads(query)
	}
}
