package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"

	"doorward/ent/user"
	"doorward/internal/access"
	"doorward/internal/clock"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// checks measures the evaluator beside a bit set.
func checks(ctx context.Context, b *bench) ([]row, error) {
	w, err := b.big(ctx)
	if err != nil {
		return nil, err
	}
	ctx = viewer.AsSystem(ctx)
	db, err := store.Open(ctx, store.Config{DataDir: w.dir})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	log, err := journal.Open(ctx, db, clock.Real())
	if err != nil {
		return nil, err
	}
	who, err := access.NewStore(ctx, log)
	if err != nil {
		return nil, err
	}
	begun := time.Now()
	scope, err := who.Scope(ctx, w.tenant)
	if err != nil {
		return nil, err
	}
	cold := row{what: fmt.Sprintf("snapshot of %d users read at first use", b.users), unit: "s", ours: []float64{time.Since(begun).Seconds()}}
	moved, err := b.moves(ctx, w, log, who)
	if err != nil {
		return nil, err
	}
	var persons []uuid.UUID
	for _, u := range db.Client().User.Query().Where(user.TenantID(w.tenant), user.PersonIDNotNil()).Limit(1000).AllX(ctx) {
		persons = append(persons, *u.PersonID)
	}
	return append(append(b.compare(scope, persons), cold), moved...), nil
}

func (b *bench) compare(scope *access.Scope, persons []uuid.UUID) []row {
	var keys []string
	for key := range scope.Catalogue.Permissions {
		keys = append(keys, key)
	}
	var list []string // the keys of one screen full of things to show or hide
	for i := range 200 {
		list = append(list, keys[i%len(keys)])
	}
	now := time.Now()
	bits := newBitSet(keys, persons)
	one := row{what: "check by name", unit: "ns", goal: "≤ 50 ns", gate: 50, less: true, absolute: true}
	found := row{what: "… its user found first", unit: "ns", less: true}
	many := row{what: "200 checks of one user", unit: "µs", goal: "≤ 5 µs", gate: 5, less: true, absolute: true}
	subjects := make([]access.Subject, len(persons))
	for i, p := range persons {
		subjects[i] = access.PersonIn(scope, p)
	}
	decide := func(sub access.Subject, key string) bool {
		v := access.Decide(access.Question{Scope: scope, Subject: sub, Permission: key, At: now})
		return v.Allowed()
	}
	for range b.rounds {
		one.ours = append(one.ours, b.each(func(i int) bool { return decide(subjects[i%len(subjects)], keys[i%len(keys)]) }))
		one.floor = append(one.floor, b.each(func(i int) bool { return bits.has(i%len(persons), keys[i%len(keys)]) }))
		found.ours = append(found.ours, b.each(func(i int) bool { return decide(access.PersonIn(scope, persons[i%len(persons)]), keys[i%len(keys)]) }))
		found.floor = append(found.floor, b.each(func(i int) bool { return bits.hasPerson(persons[i%len(persons)], keys[i%len(keys)]) }))
		many.ours = append(many.ours, b.each(func(i int) bool {
			any, q := false, access.Question{Scope: scope, Subject: subjects[i%len(subjects)], At: now}
			for _, q.Permission = range list {
				v := access.Decide(q)
				any = v.Allowed() || any
			}
			return any
		})/1000)
		many.floor = append(many.floor, b.each(func(i int) bool {
			any, user := false, i%len(persons)
			for _, key := range list {
				any = bits.has(user, key) || any
			}
			return any
		})/1000)
	}
	return []row{one, found, many}
}

var sink bool

// each is the nanoseconds of one call.
func (b *bench) each(call func(int) bool) float64 {
	end := time.Now().Add(b.window / 4)
	begun, n := time.Now(), 0
	for ; time.Now().Before(end); n += 1000 {
		for i := range 1000 {
			sink = call(n+i) || sink
		}
	}
	return float64(time.Since(begun).Nanoseconds()) / float64(n)
}

// bitSet is the floor: a number for each key, a word or two for each user.
type bitSet struct {
	numbers map[string]int
	persons map[uuid.UUID]int
	masks   [][2]uint64
}

func newBitSet(keys []string, persons []uuid.UUID) *bitSet {
	s := &bitSet{map[string]int{}, map[uuid.UUID]int{}, make([][2]uint64, len(persons))}
	for i, k := range keys {
		s.numbers[k] = i
	}
	for i, p := range persons {
		s.persons[p] = i
		s.masks[i] = [2]uint64{rand.Uint64(), rand.Uint64()}
	}
	return s
}

func (s *bitSet) has(user int, key string) bool {
	n, ok := s.numbers[key]
	return ok && s.masks[user][n>>6]&(1<<(n&63)) != 0
}

func (s *bitSet) hasPerson(p uuid.UUID, key string) bool {
	user, ok := s.persons[p]
	return ok && s.has(user, key)
}
