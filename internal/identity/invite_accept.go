package identity

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/user"
	"doorward/internal/directory"
	"doorward/internal/fault"
	"doorward/internal/journal"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

// errMoved says that the person behind an address came to be, or changed, while
// their password was being hashed.
var errMoved = errors.New("the person has changed meanwhile")

const acceptTries = 3

// InviteAccept makes whoever holds an invite's link a user of its tenant, and
// signs them in; `in` is the tenant. Somebody new sets name (the inviter's, where nil)
// and password; somebody known shows the password they have, or is signed in: their
// session goes on then, and no token and no session are given. Of several at once one
// succeeds. Faults: LINK_INVALID with the reason, WRONG_STATE for
// somebody else who is signed in, a user who is here already and a tenant that is
// suspended, INVALID, PASSWORD_REFUSED, WRONG_CREDENTIALS, SEATS_EXHAUSTED, BUSY, and
// SIGN_IN_REQUIRED where the session ends meanwhile.
func (i *Identity) InviteAccept(ctx context.Context, token string, name, password *string) (sessionToken string, s *ent.Session, in uuid.UUID, err error) {
	l, ours := i.readLink(token)
	if !ours {
		return "", nil, in, noLink()
	}
	var done *accepted
	for try := 1; ; try++ {
		done, err = i.accept(ctx, l, name, password)
		// Two invites of one person, accepted together: each would make the person.
		again := errors.Is(err, errMoved) || ent.IsConstraintError(err)
		if !again || try == acceptTries {
			break
		}
	}
	if err != nil {
		return "", nil, in, fmt.Errorf("accepting an invite: %w", err)
	}
	if done.session == nil {
		return "", nil, done.invite.TenantID, nil
	}
	return done.token, done.session, done.invite.TenantID, i.replace(ctx)
}

// accepted is what an acceptance brings about.
type accepted struct {
	invite  *ent.Invite
	made    *directory.Made
	person  *ent.Person  // nil where the person was there
	session *ent.Session // nil where they were signed in
	token   string
}

func (a *accepted) Subjects() []journal.Subject { return journal.Of(a.invite) }

func (a *accepted) Then() []journal.Link {
	all := append(a.made.Then(), journal.Link{Verb: journal.UserCreated, Subjects: a.made.Subjects()})
	if a.session != nil {
		all = append(all, journal.Link{Verb: journal.SessionBegan, Subjects: journal.Of(a.session)})
	}
	if a.person != nil {
		all = append(all, journal.Link{Verb: journal.PersonCreated, Subjects: journal.Of(a.person)})
	}
	return all
}

func (i *Identity) accept(ctx context.Context, l link, name, password *string) (*accepted, error) {
	system := viewer.AsSystem(ctx)
	inv, err := l.row(system, i.log.DB().Client())
	if err != nil {
		return nil, err
	}
	if err := l.works(inv, i.log.Clock().Now()); err != nil {
		return nil, err
	}
	who, err := i.claim(ctx, inv, name, password)
	if err != nil {
		return nil, err
	}
	return journal.Write(as(ctx, who.id), i.log, journal.InviteAccepted, func(tx *ent.Client) (*accepted, error) {
		return i.join(system, tx, l, who)
	})
}

// join is the acceptance inside its transaction: everything that was looked at
// before is looked at again, behind locks.
func (i *Identity) join(ctx context.Context, tx *ent.Client, l link, who *claimant) (*accepted, error) {
	at := i.log.Clock().Now()
	if who.proof == sessionHas {
		if err := directory.StillStands(ctx, tx); err != nil {
			return nil, err
		}
	}
	inv, err := l.row(ctx, tx)
	if err != nil {
		return nil, err
	}
	if inv == nil {
		return nil, noLink()
	}
	chain, err := directory.LockTenant(ctx, tx, inv.TenantID)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(chain, func(t *ent.Tenant) bool { return t.SuspendedAt != nil }) {
		return nil, closed(chain[0].Name)
	}
	if inv, err = l.row(ctx, tx, func(q *ent.InviteQuery) { q.Modify(store.ForUpdate) }); err != nil {
		return nil, err
	}
	if err := l.works(inv, at); err != nil {
		return nil, err
	}
	spec, err := promised(ctx, tx, inv, at)
	if err != nil {
		return nil, err
	}
	if err := directory.Seats(ctx, tx, inv.TenantID, 1); err != nil {
		return nil, noSeat(err)
	}
	done := &accepted{}
	if spec.Person, done.person, err = i.settle(ctx, tx, inv, who); err != nil {
		return nil, err
	}
	spec.Name, spec.Company = who.name, inv.Company
	if who.known != nil && inv.Name != nil {
		spec.Name = *inv.Name
	}
	if spec.Company == nil {
		spec.Company = spec.Person.Company
	}
	there, err := tx.User.Query().Where(user.TenantID(inv.TenantID), user.PersonID(spec.Person.ID)).Exist(ctx)
	if err != nil {
		return nil, err
	}
	if there {
		return nil, hereAlready()
	}
	if done.made, err = directory.MakeUsers(ctx, tx, at, []directory.UserSpec{spec}); err != nil {
		return nil, err
	}
	done.invite, err = tx.Invite.UpdateOne(inv).SetStatus(invite.StatusACCEPTED).SetAcceptedAt(at).Save(ctx)
	if err != nil {
		return nil, err
	}
	if err != nil || who.proof == sessionHas {
		return done, err
	}
	done.token, done.session, err = i.mint(ctx, tx, spec.Person, who.proof)
	return done, err
}

func hereAlready() *fault.Fault {
	f := fault.BadInput(fault.WrongState, "You are a user here already.", "token")
	f.Next = "Sign in. If that does not work, ask an administrator."
	return f
}

func closed(name string) *fault.Fault {
	f := fault.BadInput(fault.WrongState, name+" is suspended: nobody can join for now.", "token")
	f.Next = "Ask whoever invited you. The link stays good until it expires."
	return f
}

// noSeat says it to somebody who can do nothing about the plan.
func noSeat(err error) error {
	if !fault.Is(err, fault.SeatsExhausted) {
		return err
	}
	return &fault.Fault{Kind: fault.ProductScope, Code: fault.SeatsExhausted, Message: "There is no free seat for you at the moment.",
		Next: "Ask whoever invited you to free one, and open the link again: it stays good until it expires."}
}
