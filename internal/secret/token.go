package secret

import (
	"crypto/rand"
	"crypto/sha256"
)

// NewToken makes a random token of 256 bit, and the hash under which it is stored.
func NewToken() (token string, hash []byte) {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	token = encoding.EncodeToString(raw)
	return token, TokenHash(token)
}

// TokenHash is the SHA-256 of a token: a random token needs no slow hash.
func TokenHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}
