package identity

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/person"
	"doorward/ent/rule"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/secret"
	"doorward/internal/viewer"
)

// SignIn begins a session for whoever knows the address and its password. Every
// other answer is one and the same (WRONG_CREDENTIALS), after the same work: also
// for an unknown address and for a person who never set a password. BUSY when too
// many passwords are being checked. A session that the viewer came with ends.
func (i *Identity) SignIn(ctx context.Context, email, password string) (token string, s *ent.Session, err error) {
	p, err := i.personAt(ctx, i.log.DB().Client(), email)
	if err != nil {
		return "", nil, err
	}
	right, err := i.matches(ctx, p, password)
	if err != nil {
		return "", nil, err
	}
	if !right {
		return "", nil, i.refuse(ctx, p, "E-mail and password do not belong together.")
	}
	_, err = journal.Write(as(ctx, p.ID), i.log, journal.SessionBegan, func(tx *ent.Client) (*ent.Session, error) {
		token, s, err = i.mint(ctx, tx, p, passwordHas)
		return s, err
	})
	if err != nil {
		return "", nil, fmt.Errorf("signing in: %w", err)
	}
	return token, s, i.replace(ctx)
}

// personAt finds the person with an address; nil when there is none.
func (i *Identity) personAt(ctx context.Context, c *ent.Client, email string) (*ent.Person, error) {
	key := rule.Fold(email)
	if key != short(key) {
		return nil, nil // nobody's: it could not even be stored
	}
	p, err := c.Person.Query().Where(person.EmailKey(key)).Only(ctx)
	if err != nil && !ent.IsNotFound(err) {
		return nil, fmt.Errorf("reading a person: %w", err)
	}
	return p, nil
}

// matches does the same work whoever p is, and if p is nobody.
func (i *Identity) matches(ctx context.Context, p *ent.Person, password string) (bool, error) {
	hash := ""
	if p != nil && p.PasswordHash != nil {
		hash = *p.PasswordHash
	}
	right, err := i.hasher.Matches(ctx, password, hash)
	if err != nil {
		return false, busy(fmt.Errorf("checking a password: %w", err))
	}
	return right, nil
}

func busy(err error) error {
	if errors.Is(err, secret.ErrBusy) {
		return &fault.Fault{Kind: fault.Unavailable, Code: fault.Busy, Message: "Too many people are signing in at this moment.",
			Next: "Try again in a few seconds.", Retry: 5 * time.Second}
	}
	return err
}

// refuse notes the attempt, and gives the answer.
func (i *Identity) refuse(ctx context.Context, p *ent.Person, message string, field ...string) error {
	tried := journal.Subject{Kind: id.Person}
	if p != nil {
		tried.ID = p.ID
	}
	if err := journal.Note(ctx, i.log, journal.SessionRefused, tried, nil); err != nil {
		return fmt.Errorf("noting a refused sign-in: %w", err)
	}
	return fault.BadInput(fault.WrongCredentials, message, field...)
}

// replace ends the session that the viewer came with, once there is a new one.
func (i *Identity) replace(ctx context.Context) error {
	v := viewer.From(ctx)
	if v == nil || v.Session == uuid.Nil {
		return nil
	}
	_, err := i.endSession(ctx, v.Session, replaced)
	return err
}

// as is the context in which what happens is this person's doing; nothing of a
// session that the request came with sticks to it.
func as(ctx context.Context, person uuid.UUID) context.Context {
	v := &viewer.Viewer{Person: person}
	if was := viewer.From(ctx); was != nil {
		v.RequestID, v.IP, v.UserAgent = was.RequestID, was.IP, was.UserAgent
	}
	return viewer.With(ctx, v)
}
