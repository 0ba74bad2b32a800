package demo

import (
	"context"
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
	"golang.org/x/crypto/argon2"

	"doorward/ent"
	"doorward/internal/access"
	"doorward/internal/clock"
	"doorward/internal/directory"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// stage is a process of its own on the server's database, whose clock is moved
// from scene to scene.
type stage struct {
	ctx       context.Context // the command line's
	house     House
	log       *journal.Log
	identity  *identity.Identity
	directory *directory.Directory
	clock     *clock.Fake
	now       time.Time // the server's present, where the history ends
	chance    *rand.Rand
	full      string // the password's hash
	light     string // … with next to no work in it

	tenants, roles, groups, flags, persons ids
	users                                  map[string]*ent.User // of acme-production, by address or unique id
}

// begun is how long ago the history begins.
const begun = 60 * 24 * time.Hour

func newStage(ctx context.Context, h House) (_ *stage, stop func(), err error) {
	now := h.Log.Clock().Now()
	g := &stage{ctx: ctx, house: h, clock: clock.NewFake(now.Add(-begun)), now: now, chance: rand.New(rand.NewPCG(20, 26)),
		tenants: ids{}, roles: ids{}, groups: ids{}, flags: ids{}, persons: ids{}, users: map[string]*ent.User{}}
	if g.log, err = journal.Open(ctx, h.Log.DB(), g.clock); err != nil {
		return nil, nil, err
	}
	who, err := access.NewStore(ctx, g.log)
	if err != nil {
		return nil, nil, err
	}
	g.identity = identity.New(g.log, who, h.Keys, h.Hasher)
	g.directory = directory.New(g.log, who)
	if _, err := g.directory.CatalogueApply(ctx, h.Catalogue); err != nil {
		return nil, nil, err
	}
	if g.full, err = h.Hasher.Hash(ctx, Password); err != nil {
		return nil, nil, err
	}
	g.light = lightHash()
	tail, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() { defer close(ended); _ = g.log.Run(tail) }()
	return g, func() { cancel(); <-ended }, nil
}

// lightHash is of a password that stands in the README: nothing is protected by
// work here, and the many sign-ins of the history and of the actor cost none. The
// accounts that people sign in with have the full hash, so that an answer to them
// takes as long as one to a stranger.
func lightHash() string {
	salt := []byte("doorward's demo")
	sum := argon2.IDKey([]byte(Password), salt, 1, 64, 1, 32)
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=64,t=1,p=1$%s$%s", argon2.Version, b64.EncodeToString(salt), b64.EncodeToString(sum))
}

// ago moves the clock to a moment before the present; it never goes back.
func (g *stage) ago(d time.Duration) {
	if at := g.now.Add(-d); at.After(g.clock.Now()) {
		g.clock.Set(at)
	}
}

// pass lets a while pass, though never beyond the present.
func (g *stage) pass(d time.Duration) { g.ago(g.now.Sub(g.clock.Now()) - d) }

// in is the command line acting in a tenant.
func (g *stage) in(tenant string) context.Context { return viewer.In(g.ctx, g.tenants[tenant]) }

// visit is somebody who signs in, does something in a tenant and signs out.
func (g *stage) visit(email, tenant string, do func(ctx context.Context) error) error {
	from := origins[g.chance.IntN(len(origins))]
	// A stranger at first: what the visitor does is not the command line's doing.
	ctx := viewer.With(context.WithoutCancel(g.ctx), &viewer.Viewer{IP: from.IP, UserAgent: from.UserAgent})
	token, _, err := g.identity.SignIn(ctx, email, Password)
	if err != nil {
		return fmt.Errorf("%s signs in: %w", email, err)
	}
	v, err := g.identity.Viewer(ctx, token, tenant, from)
	if err != nil {
		return fmt.Errorf("%s enters %s: %w", email, tenant, err)
	}
	ctx = viewer.With(ctx, v)
	if do != nil {
		g.pass(time.Duration(1+g.chance.IntN(4)) * time.Minute)
		if err := do(ctx); err != nil {
			return fmt.Errorf("%s in %s: %w", email, tenant, err)
		}
	}
	g.pass(time.Duration(2+g.chance.IntN(20)) * time.Minute)
	_, err = g.identity.SignOut(ctx)
	return err
}

// origins are the browsers that people use, at addresses that are nobody's (RFC 5737).
var origins = []identity.Origin{
	{IP: "192.0.2.14", UserAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_6) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15"},
	{IP: "198.51.100.23", UserAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"},
	{IP: "203.0.113.77", UserAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"},
	{IP: "198.51.100.180", UserAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1"},
}

// person makes somebody; a company may be empty.
func (g *stage) person(name, email, company, hash string) (uuid.UUID, error) {
	p, err := g.directory.PersonCreate(g.ctx, directory.PersonInput{Name: name, Email: email, Company: filled(company), PasswordHash: hash})
	if err != nil {
		return uuid.Nil, fmt.Errorf("%s: %w", email, err)
	}
	g.persons[email] = p.ID
	g.pass(2 * time.Second)
	return p.ID, nil
}

func filled(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
