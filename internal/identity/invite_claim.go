package identity

import (
	"context"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/id"
	"doorward/internal/viewer"
)

// claimant is who accepts an invite, and what they have shown of themselves.
type claimant struct {
	id    uuid.UUID
	known *ent.Person // as they were when they claimed; nil for somebody new
	proof proof
	name  string // somebody new
	hash  string // of a first password
}

// invited is the person whom an invite is for; nil for somebody new. An address that
// is only compared as theirs is refused (LINK_INVALID): whoever reads its mail may be
// somebody else, and a first password would be theirs.
func (i *Identity) invited(ctx context.Context, c *ent.Client, inv *ent.Invite) (*ent.Person, error) {
	p, err := i.personAt(ctx, c, inv.Email)
	if err != nil {
		return nil, err
	}
	if directory.Disguised(inv.Email) || p != nil && !directory.SameEmail(inv.Email, p.Email) {
		f := fault.BadInput(fault.LinkInvalid, "This invite went to an address that is easily taken for another, and does not work.", "token")
		f.Next = "Ask whoever invited you for a new invite, to another address."
		return nil, f
	}
	return p, nil
}

// claim finds out who accepts, outside the transaction: hashing takes its time.
func (i *Identity) claim(ctx context.Context, inv *ent.Invite, name, password *string) (*claimant, error) {
	p, err := i.invited(ctx, i.log.DB().Client(), inv)
	if err != nil {
		return nil, err
	}
	if asked := viewer.From(ctx); asked.SignedIn() {
		if p == nil || p.ID != asked.Person {
			f := fault.BadInput(fault.WrongState, "This invite is for "+masked(inv.Email)+", and you are signed in as somebody else.", "token")
			f.Next = "Sign out, and open the link again."
			return nil, f
		}
		return &claimant{id: p.ID, known: p, proof: sessionHas}, nil
	}
	if p != nil && p.PasswordHash != nil {
		return i.claimKnown(ctx, p, password)
	}
	return i.claimNew(ctx, p, inv, name, password)
}

func (i *Identity) claimKnown(ctx context.Context, p *ent.Person, password *string) (*claimant, error) {
	if password == nil || *password == "" {
		return nil, fault.BadInput(fault.WrongCredentials, "You have a password here already: sign in with it to accept.", "password")
	}
	right, err := i.matches(ctx, p, *password)
	if err != nil {
		return nil, err
	}
	if !right {
		return nil, i.refuse(ctx, p, "That is not the password that you have here.", "password")
	}
	return &claimant{id: p.ID, known: p, proof: passwordHas}, nil
}

// claimNew is for a first password: of somebody new, or of a person who was
// imported. The link proves the mailbox.
func (i *Identity) claimNew(ctx context.Context, p *ent.Person, inv *ent.Invite, name, password *string) (*claimant, error) {
	c := &claimant{known: p, proof: passwordSet}
	if p != nil {
		c.id = p.ID
	} else {
		c.id = id.New()
		called, err := directory.Line(name, "name", "name")
		switch {
		case err != nil:
			return nil, err
		case called != nil:
			c.name = *called
		case inv.Name != nil:
			c.name = *inv.Name
		default:
			return nil, fault.BadInput(fault.Invalid, "Tell us your name.", "name")
		}
	}
	chosen := ""
	if password != nil {
		chosen = *password
	}
	if err := goodPassword(chosen); err != nil {
		return nil, err
	}
	var err error
	if c.hash, err = i.hasher.Hash(ctx, chosen); err != nil {
		return nil, busy(err)
	}
	return c, nil
}

// settle gives the person of the claim inside the transaction; made is the same
// where the person is new. errMoved when the claim no longer fits.
func (i *Identity) settle(ctx context.Context, tx *ent.Client, inv *ent.Invite, who *claimant) (p, made *ent.Person, err error) {
	p, err = i.invited(ctx, tx, inv)
	if err != nil {
		return nil, nil, err
	}
	at := i.log.Clock().Now()
	switch {
	case (p == nil) != (who.known == nil):
		return nil, nil, errMoved
	case p == nil:
		p, err = tx.Person.Create().SetID(who.id).SetCreatedAt(at).SetName(who.name).SetEmail(inv.Email).
			SetPasswordHash(who.hash).SetPasswordSetAt(at).Save(ctx)
		return p, p, err
	case who.proof == passwordSet:
		if p.PasswordHash != nil {
			return nil, nil, errMoved
		}
		p, err = tx.Person.UpdateOne(p).SetPasswordHash(who.hash).SetPasswordSetAt(at).Save(ctx)
	}
	return p, nil, err
}
