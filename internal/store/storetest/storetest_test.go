package storetest_test

import (
	"context"
	"testing"
	"time"

	"doorward/internal/store"
	"doorward/internal/store/storetest"
)

func TestEachGivesMigratedDatabases(t *testing.T) {
	for range 3 {
		begun := time.Now()
		storetest.Each(t, func(t *testing.T, db *store.DB) {
			current, known, err := db.MigrationStatus(context.Background())
			if err != nil || current != known || known == 0 {
				t.Fatalf("at %d of %d: %v", current, known, err)
			}
			t.Logf("ready after %v", time.Since(begun))
		})
	}
}
