// Package server owns how Doorward is reached: HTTP, websockets, the console's
// files, the operator's listener, and the order in which everything is started and
// stopped. It refuses to decide anything about access.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"doorward/graph"
	"doorward/internal/access"
	"doorward/internal/clock"
	"doorward/internal/directory"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/outbound"
	"doorward/internal/secret"
	"doorward/internal/store"
)

// Deps is what a test or another program may bring along; the zero value is the ordinary server.
type Deps struct {
	Clock  clock.Clock
	Logger *slog.Logger
	Mail   func(context.Context, outbound.Mail) error // wins over the configured mail server
	// Documents are those known by their hash (lower-case hex SHA-256); nil: the built console's.
	Documents map[string]string
	// Watch is told of every statement: store.Config.Watch.
	Watch func(ctx context.Context, query string, args []any)
}

// Server is one whole Doorward: an open, migrated database and everything above it.
type Server struct {
	Log       *journal.Log
	Who       *access.Store
	Identity  *identity.Identity
	Directory *directory.Directory
	Keys      *secret.Keys
	Hasher    *secret.Hasher
	Catalogue *access.Document  // as the config names it
	Mailbox   *outbound.Mailbox // takes the mail of the demo

	config    Config
	logger    *slog.Logger
	clock     clock.Clock
	db        *store.DB
	mailer    *outbound.Mailer // nil where no mail can leave
	handler   http.Handler
	readTime  time.Duration // until a request must have arrived whole
	sendTime  time.Duration // until its answer must have left
	limits    limits
	proxies   proxies
	known     *persisted
	users     *budget
	networks  *budget
	gate      *gate
	sockets   *sockets
	strangers *strangers
	sendings  sendings
	listener  net.Listener
	ops       net.Listener
	ready     atomic.Bool
	// wrongClock: the clock was too far from the database's when it was last looked at.
	wrongClock atomic.Bool
	stopTail   func()
}

// New opens and migrates the database, applies the catalogue and wires everything.
// With an address in the config it listens already, before it touches the database:
// connections wait until Run. Each error is one sentence; nothing stays open behind it.
func New(ctx context.Context, c Config, d Deps) (_ *Server, err error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	s := &Server{config: c, logger: d.Logger, clock: d.Clock, limits: ordinary, readTime: 15 * time.Second, sendTime: 35 * time.Second, Mailbox: &outbound.Mailbox{}}
	if s.logger == nil {
		s.logger = slog.New(slog.DiscardHandler)
	}
	if s.clock == nil {
		s.clock = clock.Real()
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if s.Catalogue, err = c.catalogue(); err != nil {
		return nil, err
	}
	if err := s.guardEdge(d.Documents); err != nil {
		return nil, err
	}
	if err := s.listen(); err != nil {
		return nil, err
	}
	if err := s.open(ctx, d.Watch); err != nil {
		return nil, err
	}
	if err := s.keepDemoApart(ctx); err != nil {
		return nil, err
	}
	if err := s.applyCatalogue(ctx); err != nil {
		return nil, err
	}
	if err := s.wireMail(d.Mail); err != nil {
		return nil, err
	}
	s.sockets, s.strangers = newSockets(&s.limits), newStrangers(&s.limits)
	s.Log.Apply(s.sockets.follow(s.Identity.Alive))
	if err := s.startTail(ctx); err != nil {
		return nil, err
	}
	s.handler = s.routes()
	return s, nil
}

// open goes up the floors from the database to the domain.
func (s *Server) open(ctx context.Context, watch func(context.Context, string, []any)) (err error) {
	master, err := secret.Master(s.config.Data, string(s.config.Secret))
	if err != nil {
		return err
	}
	if s.Keys, err = secret.NewKeys(master); err != nil {
		return err
	}
	where := s.config.Store()
	where.Watch = watch
	if s.db, err = store.Open(ctx, where); err != nil {
		return err
	}
	if _, err = s.db.Migrate(ctx); err != nil {
		return err
	}
	if err := s.checkClock(ctx); err != nil {
		return err
	}
	if s.Log, err = journal.Open(ctx, s.db, s.clock); err != nil {
		return err
	}
	if s.Who, err = access.NewStore(ctx, s.Log); err != nil {
		return err
	}
	s.Hasher = secret.NewHasher()
	s.Identity = identity.New(s.Log, s.Who, s.Keys, s.Hasher)
	s.Directory = directory.New(s.Log, s.Who)
	return nil
}

// applyCatalogue brings the database to the catalogue. A command that does not name
// one leaves the server's own in place: to apply the bundled one over it would retire it.
func (s *Server) applyCatalogue(ctx context.Context) error {
	ctx = AsCommand(ctx)
	if s.config.Addr == "" && s.config.Catalogue == "" {
		there, err := s.db.Client().Plan.Query().Exist(ctx)
		if err != nil {
			return fmt.Errorf("looking for a catalogue: %w", err)
		}
		if there {
			_, err := s.Directory.CatalogueHold(ctx, s.Catalogue)
			return err
		}
	}
	_, err := s.Directory.CatalogueApply(ctx, s.Catalogue)
	return err
}

func (s *Server) wireMail(given func(context.Context, outbound.Mail) error) error {
	send := given
	switch {
	case send != nil:
	case s.config.SMTPURL != "":
		var err error
		if send, err = outbound.SMTP(string(s.config.SMTPURL)); err != nil {
			return err
		}
	case s.config.Demo:
		send = s.Mailbox.Deliver
	default:
		return nil
	}
	s.mailer = outbound.NewMailer(s.Log, s.Keys, send, s.PublicURL(), s.logger)
	return nil
}

func (s *Server) resolver() *graph.Resolver {
	return &graph.Resolver{
		Log: s.Log, Who: s.Who, Identity: s.Identity, Directory: s.Directory, Keys: s.Keys,
		Version: Version(), OpenSchema: s.config.Demo,
		Limits: s.config.ofOperation(), Persisted: s.known.has, Spend: s.spend,
		SetCookie: s.setCookie, ClearCookie: s.clearCookie,
	}
}

// Handler answers everything of the public address.
func (s *Server) Handler() http.Handler { return s.handler }

// Addr is where the server listens; empty where it does not.
func (s *Server) Addr() string {
	if s.listener == nil {
		return ""
	}
	return s.listener.Addr().String()
}

// PublicURL is the address that people type, without a slash at its end.
func (s *Server) PublicURL() string {
	if s.config.PublicURL != "" {
		return trimSlash(s.config.PublicURL)
	}
	return "http://" + s.Addr()
}

// Demo tells whether this is the demo.
func (s *Server) Demo() bool { return s.config.Demo }

// Close lets the database and the addresses go. Run does it by itself.
func (s *Server) Close() error {
	var all []error
	for _, l := range []net.Listener{s.listener, s.ops} {
		if l != nil {
			if err := l.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
				all = append(all, err)
			}
		}
	}
	if s.stopTail != nil {
		s.stopTail()
		s.stopTail = nil
	}
	if s.db != nil {
		all = append(all, s.db.Close())
		s.db = nil
	}
	return errors.Join(all...)
}
