package access

import (
	"math/bits"
	"sync"
)

// Bits is a set of permissions: one bit a key, the same in every tenant of the process.
type Bits []uint64

// Has tells whether bit b is in the set.
func (s Bits) Has(b int) bool { return b>>6 < len(s) && s[b>>6]&(1<<(b&63)) != 0 }

// With is the set and bit b; it may reuse s.
func (s Bits) With(b int) Bits {
	for len(s) <= b>>6 {
		s = append(s, 0)
	}
	s[b>>6] |= 1 << (b & 63)
	return s
}

// Or adds t to the set; it may reuse s.
func (s Bits) Or(t Bits) Bits {
	for len(s) < len(t) {
		s = append(s, 0)
	}
	for i, w := range t {
		s[i] |= w
	}
	return s
}

// Without is what of s is not in t.
func (s Bits) Without(t Bits) Bits {
	left := make(Bits, len(s))
	for i, w := range s {
		if i < len(t) {
			w &^= t[i]
		}
		left[i] = w
	}
	return left
}

// Count is how many there are.
func (s Bits) Count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// one number for a key, for the life of the process.
var numbers = struct {
	sync.RWMutex
	of map[string]int
}{of: map[string]int{}}

func number(key string) int {
	numbers.RLock()
	n, ok := numbers.of[key]
	numbers.RUnlock()
	if ok {
		return n
	}
	numbers.Lock()
	defer numbers.Unlock()
	if n, ok = numbers.of[key]; !ok {
		n = len(numbers.of)
		numbers.of[key] = n
	}
	return n
}
