// Package id owns the public names of things: a kind of three letters and 26
// characters of Crockford's base 32, made from a UUIDv7. It refuses whatever is
// not exactly of that form, so that one thing has one name.
package id

import (
	"encoding/base32"
	"encoding/binary"
	"fmt"

	"github.com/google/uuid"
)

// Kind says what a public id names.
type Kind string

// The kinds, one for each node of the API.
const (
	Tenant     Kind = "tnt"
	Person     Kind = "per"
	User       Kind = "usr"
	Group      Kind = "grp"
	Role       Kind = "rol"
	Permission Kind = "prm"
	Grant      Kind = "grn"
	Flag       Kind = "flg"
	Invite     Kind = "inv"
	Session    Kind = "ses"
	Entry      Kind = "jrn"
	Counts     Kind = "cnt"
	// Named in the journal only: how one tenant set a flag, and a tier.
	FlagState Kind = "fst"
	Plan      Kind = "pln"
)

var crockford = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// New makes a UUIDv7: sorted by time, never given twice.
func New() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// Of is the public id of the thing of kind k with the number u.
func Of(k Kind, u uuid.UUID) string {
	var wide [20]byte
	copy(wide[:], u[:])
	return string(k) + "_" + crockford.EncodeToString(wide[:])[:26]
}

// Parse takes a public id apart. The error tells nothing but that it is none.
func Parse(s string) (Kind, uuid.UUID, error) {
	if len(s) != 30 || s[3] != '_' {
		return "", uuid.Nil, fmt.Errorf("not an id")
	}
	wide, err := crockford.DecodeString(s[4:] + "000000")
	if err != nil || len(wide) != 20 {
		return "", uuid.Nil, fmt.Errorf("not an id")
	}
	u := uuid.UUID(wide[:16])
	if Of(Kind(s[:3]), u) != s {
		return "", uuid.Nil, fmt.Errorf("not an id")
	}
	return Kind(s[:3]), u, nil
}

// As takes apart a public id that must be of kind k.
func As(k Kind, s string) (uuid.UUID, error) {
	got, u, err := Parse(s)
	if err != nil || got != k {
		return uuid.Nil, fmt.Errorf("not an id of a %s", k)
	}
	return u, nil
}

// FromNumber carries a journal entry's number in the form of a UUID.
func FromNumber(n int64) uuid.UUID {
	var u uuid.UUID
	binary.BigEndian.PutUint64(u[8:], uint64(n))
	return u
}

// Number is FromNumber undone; a UUID that carries none gives 0.
func Number(u uuid.UUID) int64 {
	if binary.BigEndian.Uint64(u[:8]) != 0 {
		return 0
	}
	return int64(binary.BigEndian.Uint64(u[8:]))
}
