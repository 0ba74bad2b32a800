package secret_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"doorward/internal/secret"
)

func newKeys(t *testing.T, fill string) *secret.Keys {
	t.Helper()
	k, err := secret.NewKeys([]byte(strings.Repeat(fill, 32)))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestNewKeys(t *testing.T) {
	if _, err := secret.NewKeys(make([]byte, 31)); err == nil {
		t.Error("a master key of 31 bytes was taken")
	}
}

func TestLink(t *testing.T) {
	k := newKeys(t, "a")
	subject, expires := uuid.New(), time.Date(2026, 12, 1, 12, 0, 0, 123456000, time.UTC)
	token := k.Link("invite", subject, 3, expires)

	t.Run("what was put in comes out", func(t *testing.T) {
		s, g, e, err := k.ReadLink("invite", token)
		if err != nil || s != subject || g != 3 || !e.Equal(expires) {
			t.Errorf("got %v %d %v %v", s, g, e, err)
		}
		if again := k.Link("invite", subject, 3, expires.In(time.FixedZone("", 3600))); again != token {
			t.Error("the same link has two tokens")
		}
		if strings.ContainsAny(token, "+/=#?& ") {
			t.Errorf("not fit for an address: %s", token)
		}
	})
	t.Run("another purpose, another key and a seal do not fit", func(t *testing.T) {
		for name, bad := range map[string]string{
			"purpose": k.Link("reset", subject, 3, expires), "key": newKeys(t, "b").Link("invite", subject, 3, expires),
			"seal": k.Seal("invite", bytes.Repeat([]byte{1}, 44)), "empty": "", "null": "null", "space": " " + token, "break": token[:8] + "\n" + token[8:],
		} {
			if _, _, _, err := k.ReadLink("invite", bad); !errors.Is(err, secret.ErrNotOurs) {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
	t.Run("no changed character is taken", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			at := rapid.IntRange(0, len(token)-1).Draw(t, "at")
			with := rapid.SampledFrom(strings.Split("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=\n", "")).Draw(t, "with")
			changed := token[:at] + with + token[at+1:]
			if _, _, _, err := k.ReadLink("invite", changed); (err == nil) != (changed == token) {
				t.Errorf("%q: %v", changed, err)
			}
		})
	})
	t.Run("no part of it is taken", func(t *testing.T) {
		for n := range token {
			if _, _, _, err := k.ReadLink("invite", token[:n]); err == nil {
				t.Errorf("the first %d characters were taken", n)
			}
		}
	})
}

func TestSeal(t *testing.T) {
	k := newKeys(t, "a")
	t.Run("what was sealed comes out, whatever it is", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			payload := rapid.SliceOf(rapid.Byte()).Draw(t, "payload")
			got, err := k.Open("cursor", k.Seal("cursor", payload))
			if err != nil || !bytes.Equal(got, payload) {
				t.Errorf("got %q, %v", got, err)
			}
		})
	})
	t.Run("a changed or foreign one does not", func(t *testing.T) {
		sealed := k.Seal("cursor", []byte("tenant|name|42"))
		for name, bad := range map[string]string{
			"changed": "A" + sealed[1:], "cut": sealed[:len(sealed)-2], "empty": "", "break": sealed[:4] + "\r\n" + sealed[4:],
			"purpose": k.Seal("other", []byte("tenant|name|42")), "key": newKeys(t, "b").Seal("cursor", []byte("tenant|name|42")), "link": k.Link("cursor", uuid.New(), 1, time.Now()),
		} {
			if got, err := k.Open("cursor", bad); !errors.Is(err, secret.ErrNotOurs) || got != nil {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		}
	})
}

func TestSealHides(t *testing.T) {
	k := newKeys(t, "a")
	payload := []byte(`{"order":"journal","entry":123456789}`)
	sealed := k.Seal("cursor", payload)
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(payload) - 3 {
		if bytes.Contains(raw, payload[n:n+4]) {
			t.Fatalf("%q can be read in the seal", payload[n:n+4])
		}
	}
	if k.Seal("cursor", payload) != sealed {
		t.Error("the same payload has two seals")
	}
	next := k.Seal("cursor", []byte(`{"order":"journal","entry":123456790}`))
	if next[:32] == sealed[:32] {
		t.Error("two payloads share a nonce")
	}
}

func BenchmarkSeal(b *testing.B) {
	k, err := secret.NewKeys(make([]byte, 32))
	if err != nil {
		b.Fatal(err)
	}
	payload := make([]byte, 150)
	for b.Loop() {
		k.Seal("cursor", payload)
	}
}

func TestNewToken(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		token, hash := secret.NewToken()
		if len(token) != 43 || len(hash) != 32 || !bytes.Equal(hash, secret.TokenHash(token)) || seen[token] {
			t.Fatalf("%s, %x", token, hash)
		}
		seen[token] = true
	}
}
