package secret

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// ErrNotOurs is the answer to a link or a seal that these keys did not make, or
// made for another purpose.
var ErrNotOurs = errors.New("not made here")

// Keys makes and reads links and seals: one HMAC-SHA256 key for each purpose.
type Keys struct{ root []byte }

// NewKeys derives from the master key. It fails when that is shorter than 32 bytes.
func NewKeys(master []byte) (*Keys, error) {
	if len(master) < masterMin {
		return nil, fmt.Errorf("a master key of %d bytes: at least %d are needed", len(master), masterMin)
	}
	root, err := hkdf.Extract(sha256.New, master, []byte("doorward"))
	if err != nil {
		return nil, fmt.Errorf("deriving keys: %w", err)
	}
	return &Keys{root}, nil
}

func (k *Keys) mac(kind, purpose string, message []byte) []byte {
	key, err := hkdf.Expand(sha256.New, k.root, kind+"\x00"+purpose, sha256.Size)
	if err != nil {
		panic(err) // only for more than 255 blocks
	}
	h := hmac.New(sha256.New, key)
	h.Write(message)
	return h.Sum(nil)
}

const (
	linkBody = 16 + 4 + 8 // subject, generation, expiry in microseconds
	sealTag  = 16         // 128 bit of the MAC: cursors stay short
)

var encoding = base64.RawURLEncoding.Strict()

// Link makes the token of a link that works for this subject in this generation
// until it expires. Nothing of it need be stored: a higher generation kills it.
func (k *Keys) Link(purpose string, subject uuid.UUID, generation int, expires time.Time) string {
	body := make([]byte, 0, linkBody+sha256.Size)
	body = append(body, subject[:]...)
	body = binary.BigEndian.AppendUint32(body, uint32(generation))
	body = binary.BigEndian.AppendUint64(body, uint64(expires.UnixMicro()))
	return encoding.EncodeToString(append(body, k.mac("link", purpose, body)...))
}

// ReadLink takes a link's token apart, or gives ErrNotOurs. It compares neither
// the generation nor the expiry with anything: whoever acts on the link does.
func (k *Keys) ReadLink(purpose, token string) (subject uuid.UUID, generation int, expires time.Time, err error) {
	raw, err := decode(token)
	if err != nil || len(raw) != linkBody+sha256.Size {
		return uuid.Nil, 0, time.Time{}, ErrNotOurs
	}
	body, tag := raw[:linkBody], raw[linkBody:]
	if !hmac.Equal(tag, k.mac("link", purpose, body)) {
		return uuid.Nil, 0, time.Time{}, ErrNotOurs
	}
	generation = int(binary.BigEndian.Uint32(body[16:]))
	expires = time.UnixMicro(int64(binary.BigEndian.Uint64(body[20:]))).UTC()
	return uuid.UUID(body[:16]), generation, expires, nil
}

// Seal makes a text that anybody can read and nobody can change: a cursor.
func (k *Keys) Seal(purpose string, payload []byte) string {
	tag := k.mac("seal", purpose, payload)[:sealTag]
	return encoding.EncodeToString(append(append(make([]byte, 0, len(payload)+sealTag), payload...), tag...))
}

// Open gives back what Seal was given for the same purpose, or ErrNotOurs.
func (k *Keys) Open(purpose, sealed string) ([]byte, error) {
	raw, err := decode(sealed)
	if err != nil || len(raw) < sealTag {
		return nil, ErrNotOurs
	}
	payload, tag := raw[:len(raw)-sealTag], raw[len(raw)-sealTag:]
	if !hmac.Equal(tag, k.mac("seal", purpose, payload)[:sealTag]) {
		return nil, ErrNotOurs
	}
	return payload, nil
}

// decode takes the one spelling that was given out; base64 by itself passes over line breaks.
func decode(text string) ([]byte, error) {
	raw, err := encoding.DecodeString(text)
	if err == nil && encoding.EncodedLen(len(raw)) != len(text) {
		err = ErrNotOurs
	}
	return raw, err
}
