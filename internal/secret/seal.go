package secret

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"

	"golang.org/x/crypto/chacha20poly1305"
)

// sealer is what seals for one purpose.
type sealer struct {
	aead  cipher.AEAD
	nonce []byte // the key from which nonces are made
}

func (k *Keys) sealer(purpose string) *sealer {
	if s, ok := k.sealers.Load(purpose); ok {
		return s.(*sealer)
	}
	key := k.derive("seal", purpose, chacha20poly1305.KeySize+sha256.Size)
	aead, err := chacha20poly1305.NewX(key[:chacha20poly1305.KeySize])
	if err != nil {
		panic(err) // only for a key of another length
	}
	s, _ := k.sealers.LoadOrStore(purpose, &sealer{aead, key[chacha20poly1305.KeySize:]})
	return s.(*sealer)
}

// Seal makes a text that nobody else can read or change: a cursor. It is the same
// text for the same payload, so that a list read again is the same list: the nonce
// is made of the payload, as in SIV (RFC 5297).
func (k *Keys) Seal(purpose string, payload []byte) string {
	s := k.sealer(purpose)
	h := hmac.New(sha256.New, s.nonce)
	h.Write(payload)
	size := s.aead.NonceSize()
	out := make([]byte, size, size+len(payload)+s.aead.Overhead())
	copy(out, h.Sum(nil))
	return encoding.EncodeToString(s.aead.Seal(out, out, payload, nil))
}

// Open gives back what Seal was given for the same purpose, or ErrNotOurs.
func (k *Keys) Open(purpose, sealed string) ([]byte, error) {
	s := k.sealer(purpose)
	raw, err := decode(sealed)
	if err != nil || len(raw) < s.aead.NonceSize() {
		return nil, ErrNotOurs
	}
	payload, err := s.aead.Open(nil, raw[:s.aead.NonceSize()], raw[s.aead.NonceSize():], nil)
	if err != nil {
		return nil, ErrNotOurs
	}
	return payload, nil
}
