package secret_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"doorward/internal/secret"
)

var ctx = context.Background()

func TestHasher(t *testing.T) {
	h := secret.NewHasher()
	hash, err := h.Hash(ctx, "winter-lantern-harbour-42")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("a hash is a PHC string, and no two are alike", func(t *testing.T) {
		if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
			t.Errorf("got %s", hash)
		}
		if other, _ := h.Hash(ctx, "winter-lantern-harbour-42"); other == hash {
			t.Error("the same salt twice")
		}
	})
	t.Run("the password matches, and nothing near it", func(t *testing.T) {
		for p, want := range map[string]bool{
			"winter-lantern-harbour-42": true, "winter-lantern-harbour-42 ": false, "Winter-lantern-harbour-42": false, "": false, "winter-lantern-harbour-42\x00": false,
		} {
			if got, err := h.Matches(ctx, p, hash); err != nil || got != want {
				t.Errorf("%q: %v, %v", p, got, err)
			}
		}
	})
	t.Run("nothing matches no hash", func(t *testing.T) {
		for _, p := range []string{"", "winter-lantern-harbour-42"} {
			if got, err := h.Matches(ctx, p, ""); err != nil || got {
				t.Errorf("%q: %v, %v", p, got, err)
			}
		}
	})
	t.Run("a hash made elsewhere is read", func(t *testing.T) {
		// echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 (the reference implementation's test vector)
		const reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
		if got, err := h.Matches(ctx, "password", reference); err != nil || !got {
			t.Errorf("%v, %v", got, err)
		}
	})
	t.Run("a hash that is none, or asks for too much, is an error", func(t *testing.T) {
		salt, sum := "$c29tZXNhbHQ", "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
		for _, bad := range []string{
			"x", "$argon2id$", "$argon2i$v=19$m=65536,t=2,p=1" + salt + sum, "$argon2id$v=16$m=65536,t=2,p=1" + salt + sum,
			"$argon2id$v=19$m=4194304,t=2,p=1" + salt + sum, "$argon2id$v=19$m=65536,t=1000,p=1" + salt + sum, "$argon2id$v=19$m=65536,t=0,p=1" + salt + sum,
			"$argon2id$v=19$m=65536,t=2,p=0" + salt + sum, "$argon2id$v=19$m=65536,t=2,p=1" + salt + "$", "$argon2id$v=19$m=65536,t=2,p=1$" + sum,
			"$argon2id$v=19$m=65536,t=2,p=1" + salt + "$????", "$2y$10$abcdefghijklmnopqrstuv",
		} {
			if got, err := h.Matches(ctx, "password", bad); err == nil || got {
				t.Errorf("%s: %v, %v", bad, got, err)
			}
		}
	})
	t.Run("beyond the queue it is busy, and nothing is lost", func(t *testing.T) {
		var right, busy atomic.Int32
		var wg sync.WaitGroup
		for range 300 {
			wg.Go(func() {
				switch ok, err := h.Matches(ctx, "winter-lantern-harbour-42", hash); {
				case ok:
					right.Add(1)
				case errors.Is(err, secret.ErrBusy):
					busy.Add(1)
				default:
					t.Errorf("%v, %v", ok, err)
				}
			})
		}
		wg.Wait()
		if right.Load() < 32 || busy.Load() == 0 {
			t.Errorf("%d right, %d busy", right.Load(), busy.Load())
		}
		if ok, err := h.Matches(ctx, "winter-lantern-harbour-42", hash); !ok || err != nil {
			t.Errorf("afterwards: %v, %v", ok, err)
		}
	})
	t.Run("a caller who gives up makes room", func(t *testing.T) {
		gone, stop := context.WithCancel(ctx)
		stop()
		for range 1000 {
			if _, err := h.Matches(gone, "p", hash); err != nil && !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
		}
	})
}
