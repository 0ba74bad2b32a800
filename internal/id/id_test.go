package id_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"doorward/internal/id"
)

func TestID(t *testing.T) {
	t.Run("every number comes back from its name", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			u := uuid.UUID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "uuid"))
			k, got, err := id.Parse(id.Of(id.User, u))
			if err != nil || k != id.User || got != u {
				t.Fatalf("got %v %v %v", k, got, err)
			}
		})
	})
	t.Run("what is not exactly a name is refused", func(t *testing.T) {
		good := id.Of(id.Invite, id.New())
		for _, bad := range []string{"", "inv", good[:29], good + "0", good[:29] + "u", good[:29] + "z", "inv-" + good[4:], strings.ToUpper(good)} {
			if _, err := id.As(id.Invite, bad); err == nil {
				t.Errorf("%q was taken for an id", bad)
			}
		}
		if _, err := id.As(id.User, good); err == nil {
			t.Error("an invite's id was taken for a user's")
		}
	})
	t.Run("a journal number comes back", func(t *testing.T) {
		for _, n := range []int64{1, 42, 1 << 40} {
			if got := id.Number(id.FromNumber(n)); got != n {
				t.Errorf("got %d, want %d", got, n)
			}
		}
		if id.Number(id.New()) != 0 {
			t.Error("a UUIDv7 was taken for a journal number")
		}
	})
}
