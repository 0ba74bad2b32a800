package secret

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/google/uuid"
)

// ErrNotOurs is the answer to a link or a seal that these keys did not make, or
// made for another purpose.
var ErrNotOurs = errors.New("not made here")

// Keys makes and reads links and seals, with keys of their own for each purpose.
type Keys struct {
	root    []byte
	sealers sync.Map // by purpose
}

// NewKeys derives from the master key. It fails when that is shorter than 32 bytes.
func NewKeys(master []byte) (*Keys, error) {
	if len(master) < masterMin {
		return nil, fmt.Errorf("a master key of %d bytes: at least %d are needed", len(master), masterMin)
	}
	root, err := hkdf.Extract(sha256.New, master, []byte("doorward"))
	if err != nil {
		return nil, fmt.Errorf("deriving keys: %w", err)
	}
	return &Keys{root: root}, nil
}

// derive makes the key of a kind and a purpose.
func (k *Keys) derive(kind, purpose string, size int) []byte {
	key, err := hkdf.Expand(sha256.New, k.root, kind+"\x00"+purpose, size)
	if err != nil {
		panic(err) // only for more than 255 blocks
	}
	return key
}

func (k *Keys) mac(purpose string, message []byte) []byte {
	h := hmac.New(sha256.New, k.derive("link", purpose, sha256.Size))
	h.Write(message)
	return h.Sum(nil)
}

const linkBody = 16 + 4 + 8 // subject, generation, expiry in microseconds

var encoding = base64.RawURLEncoding.Strict()

// Link makes the token of a link that works for this subject in this generation
// until it expires. Nothing of it need be stored: a higher generation kills it.
func (k *Keys) Link(purpose string, subject uuid.UUID, generation int, expires time.Time) string {
	body := make([]byte, 0, linkBody+sha256.Size)
	body = append(body, subject[:]...)
	body = binary.BigEndian.AppendUint32(body, uint32(generation))
	body = binary.BigEndian.AppendUint64(body, uint64(expires.UnixMicro()))
	return encoding.EncodeToString(append(body, k.mac(purpose, body)...))
}

// ReadLink takes a link's token apart, or gives ErrNotOurs. It compares neither
// the generation nor the expiry with anything: whoever acts on the link does.
func (k *Keys) ReadLink(purpose, token string) (subject uuid.UUID, generation int, expires time.Time, err error) {
	raw, err := decode(token)
	if err != nil || len(raw) != linkBody+sha256.Size {
		return uuid.Nil, 0, time.Time{}, ErrNotOurs
	}
	body, tag := raw[:linkBody], raw[linkBody:]
	if !hmac.Equal(tag, k.mac(purpose, body)) {
		return uuid.Nil, 0, time.Time{}, ErrNotOurs
	}
	generation = int(binary.BigEndian.Uint32(body[16:]))
	expires = time.UnixMicro(int64(binary.BigEndian.Uint64(body[20:]))).UTC()
	return uuid.UUID(body[:16]), generation, expires, nil
}

// decode takes the one spelling that was given out; base64 by itself passes over line breaks.
func decode(text string) ([]byte, error) {
	raw, err := encoding.DecodeString(text)
	if err == nil && encoding.EncodedLen(len(raw)) != len(text) {
		err = ErrNotOurs
	}
	return raw, err
}
