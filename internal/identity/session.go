package identity

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/predicate"
	"doorward/ent/session"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/secret"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// A session's own limits; a tenant may set narrower ones for its entries. NIST
// SP 800-63B-4 asks for a sign-in at least every 24 hours.
const (
	SessionLife = 24 * time.Hour
	SessionIdle = 12 * time.Hour
)

// Why a session or an entry ended, as it is stored.
const (
	signedOut = "SIGNED_OUT"
	replaced  = "REPLACED" // by a newer session in the same browser
	timedOut  = "TIMED_OUT"
)

// proof is what a person has shown of themselves. The zero value is nothing.
type proof int

const (
	_           proof = iota
	passwordHas       // the password they have
	passwordSet       // a link from their mailbox, and their first password
	sessionHas        // a session of theirs that stands: it goes on, and begets none
)

// mint is the one place where sessions are made.
func (i *Identity) mint(ctx context.Context, tx *ent.Client, p *ent.Person, by proof) (string, *ent.Session, error) {
	if by != passwordHas && by != passwordSet || p.TwoFactorEnabled {
		return "", nil, errors.New("a session was asked for without the proofs that it takes")
	}
	token, hash := secret.NewToken()
	now := i.log.Clock().Now()
	add := tx.Session.Create().SetCreatedAt(now).SetPersonID(p.ID).SetTokenHash(hash).SetLastSeenAt(now).SetExpiresAt(now.Add(SessionLife))
	if v := viewer.From(ctx); v != nil && v.IP != "" {
		add.SetIP(v.IP)
	}
	if v := viewer.From(ctx); v != nil && v.UserAgent != "" {
		add.SetUserAgent(v.UserAgent)
	}
	s, err := add.Save(ctx)
	if err != nil {
		return "", nil, fmt.Errorf("making a session: %w", err)
	}
	return token, s, nil
}

// endSession ends a session, and tells whether it still stood.
func (i *Identity) endSession(ctx context.Context, id uuid.UUID, because string) (bool, error) {
	ended, err := journal.Write(ctx, i.log, journal.SessionEnded, func(tx *ent.Client) (*ent.Session, error) {
		q := tx.Session.Query().Where(session.ID(id), session.EndedAtIsNil())
		q.Modify(store.ForUpdate)
		s, err := q.Only(ctx)
		if ent.IsNotFound(err) {
			return nil, journal.Nothing
		}
		if err != nil {
			return nil, err
		}
		return tx.Session.UpdateOne(s).SetEndedAt(i.log.Clock().Now()).SetEndedBecause(because).Save(ctx)
	})
	if err != nil {
		return false, fmt.Errorf("ending a session: %w", err)
	}
	return ended != nil, nil
}

// SignOut ends the viewer's session, and tells whether there was one to end.
func (i *Identity) SignOut(ctx context.Context) (bool, error) {
	v := viewer.From(ctx)
	if v == nil || v.Session == uuid.Nil {
		return false, nil
	}
	return i.endSession(ctx, v.Session, signedOut)
}

// find reads a session and its person; nil when there is none that stands.
func (i *Identity) find(ctx context.Context, which predicate.Session) (*ent.Session, error) {
	s, err := i.log.DB().Client().Session.Query().Where(which, session.EndedAtIsNil()).WithPerson().Only(ctx)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading a session: %w", err)
	}
	now := i.log.Clock().Now()
	if !now.Before(s.ExpiresAt) || now.Sub(s.LastSeenAt) >= SessionIdle+keepEvery {
		return nil, nil
	}
	return s, nil
}

// Origin is where a request comes from.
type Origin struct{ RequestID, IP, UserAgent string }

// Viewer is who asks with this session token, acting in the tenant with this
// slug or, without one, in the person's only tenant (Tenant is Nil where there
// are several). A token that is empty, unknown, ended or over gives nobody.
//
// The viewer is never nil: beside a fault it is who asks as far as that is
// known, so that signing in and out stay open. Faults: NOT_FOUND for a tenant
// that is not there or not the person's, the same for both; SIGN_IN_REQUIRED for
// a deactivated user, and where the tenant has ended the session's entry.
func (i *Identity) Viewer(ctx context.Context, token, tenantSlug string, o Origin) (*viewer.Viewer, error) {
	v := &viewer.Viewer{RequestID: o.RequestID, IP: short(o.IP), UserAgent: short(o.UserAgent)}
	if token == "" {
		return v, nil
	}
	return i.view(ctx, v, session.TokenHash(secret.TokenHash(token)), tenantSlug)
}

// Elsewhere is Viewer for the session that the context's viewer came with, which
// goes on in another tenant.
func (i *Identity) Elsewhere(ctx context.Context, tenantSlug string) (*viewer.Viewer, error) {
	was := viewer.From(ctx)
	v := &viewer.Viewer{RequestID: was.RequestID, IP: was.IP, UserAgent: was.UserAgent}
	return i.view(ctx, v, session.ID(was.Session), tenantSlug)
}

// view makes a viewer of nobody yet the one of a session.
func (i *Identity) view(ctx context.Context, v *viewer.Viewer, which predicate.Session, tenantSlug string) (*viewer.Viewer, error) {
	ctx = viewer.AsSystem(ctx) // who asks is only now found out
	s, err := i.find(ctx, which)
	if err != nil || s == nil {
		return v, err
	}
	v.Person, v.Session, v.Until, v.Label = s.PersonID, s.ID, s.ExpiresAt, s.Edges.Person.Name
	if err := i.seen(ctx, s); err != nil {
		return v, err
	}
	in, err := i.choose(ctx, s.PersonID, tenantSlug)
	if err != nil || in == uuid.Nil {
		return v, err
	}
	outside := *v
	if err := i.enter(ctx, v, s, in); err != nil {
		return &outside, err
	}
	return v, nil
}

func (i *Identity) choose(ctx context.Context, person uuid.UUID, slug string) (uuid.UUID, error) {
	if slug != "" {
		t, ok := i.who.BySlug(slug)
		if !ok {
			return uuid.Nil, fault.Missing("tenant")
		}
		return t.ID, nil
	}
	all, err := i.Tenants(ctx, person)
	if err != nil || len(all) != 1 {
		return uuid.Nil, err
	}
	return all[0].ID, nil
}

// short makes a header's text fit to be stored: PostgreSQL takes neither broken
// UTF-8 nor NUL.
func short(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\x00", "")
	for len(text) > 512 {
		_, n := utf8.DecodeLastRuneInString(text[:513])
		text = text[:513-n]
	}
	return text
}
