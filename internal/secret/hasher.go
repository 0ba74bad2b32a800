package secret

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"golang.org/x/crypto/argon2"
)

// ErrBusy is the answer when so many hashes wait that one more would only wait
// in vain: try again in a moment.
var ErrBusy = errors.New("too many passwords are being checked")

// OWASP's floor for Argon2id: 19 MiB, two passes, one lane; about 40 ms.
const (
	memory  = 19 * 1024 // KiB
	passes  = 2
	lanes   = 1
	saltLen = 16
	sumLen  = 32
	queue   = 32
)

// Hasher hashes passwords with Argon2id, at most one for each core but one, so
// that a flood of sign-ins leaves the rest of the program its time and memory.
type Hasher struct {
	room chan struct{} // running and waiting
	runs chan struct{}
}

// NewHasher is a hasher for this machine; a process has one.
func NewHasher() *Hasher {
	width := max(runtime.GOMAXPROCS(0)-1, 1)
	return &Hasher{room: make(chan struct{}, width+queue), runs: make(chan struct{}, width)}
}

// Hash gives the PHC string of a password. Errors: ErrBusy, and the context's.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltLen)
	_, _ = rand.Read(salt) // never fails
	p := phc{memory, passes, lanes, salt, nil}
	sum, err := h.run(ctx, password, p, sumLen)
	if err != nil {
		return "", err
	}
	p.sum = sum
	return p.String(), nil
}

// Matches tells whether the password is the one that was hashed. An empty hash
// does the same work and is false. Errors: ErrBusy, the context's, and a hash
// that cannot be read.
func (h *Hasher) Matches(ctx context.Context, password, hash string) (bool, error) {
	p := phc{memory, passes, lanes, make([]byte, saltLen), make([]byte, sumLen)}
	if hash != "" {
		var err error
		if p, err = parsePHC(hash); err != nil {
			return false, err
		}
	}
	sum, err := h.run(ctx, password, p, uint32(len(p.sum)))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(sum, p.sum) == 1 && hash != "", nil
}

func (h *Hasher) run(ctx context.Context, password string, p phc, length uint32) ([]byte, error) {
	select {
	case h.room <- struct{}{}:
		defer func() { <-h.room }()
	default:
		return nil, ErrBusy
	}
	select {
	case h.runs <- struct{}{}:
		defer func() { <-h.runs }()
	case <-ctx.Done():
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return argon2.IDKey([]byte(password), p.salt, p.passes, p.memory, p.lanes, length), nil
}

var phcBase64 = base64.RawStdEncoding.Strict()

// phc is a hash with its parameters, in the form that other programs use as well.
type phc struct {
	memory, passes uint32
	lanes          uint8
	salt, sum      []byte
}

func (p phc) String() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, p.memory, p.passes, p.lanes,
		phcBase64.EncodeToString(p.salt), phcBase64.EncodeToString(p.sum))
}

// parsePHC bounds the work that a hash asks for: one of another's making may
// not cost the machine.
func parsePHC(text string) (p phc, err error) {
	parts := strings.Split(text, "$")
	var version int
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return p, errors.New("a password hash that is not Argon2id")
	}
	if _, err = fmt.Sscanf(parts[2], "v=%d", &version); err == nil {
		_, err = fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.memory, &p.passes, &p.lanes)
	}
	if err == nil {
		p.salt, err = phcBase64.DecodeString(parts[4])
	}
	if err == nil {
		p.sum, err = phcBase64.DecodeString(parts[5])
	}
	switch {
	case err != nil:
		return p, fmt.Errorf("a password hash that cannot be read: %w", err)
	case version != argon2.Version, p.memory > 1<<18, p.passes < 1, p.passes > 16, p.lanes < 1, p.lanes > 16,
		len(p.salt) < 8, len(p.sum) < 16, len(p.sum) > 128:
		return p, errors.New("a password hash with parameters out of bounds")
	}
	return p, nil
}
