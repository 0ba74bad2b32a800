package demo

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/tenant"
	"doorward/ent/user"
	"doorward/internal/clock"
	"doorward/internal/identity"
	"doorward/internal/secret"
	"doorward/internal/viewer"
)

// Actor is the colleagues of Acme Production going about their day, so that open
// screens move. It never acts as one of the Accounts.
type Actor struct {
	Reads    *ent.Client
	Identity *identity.Identity
	Keys     *secret.Keys
	Clock    clock.Clock
}

// Every so often something happens.
const (
	atLeast = 20 * time.Second
	atMost  = 60 * time.Second
)

// alwaysPending is how many invites the actor leaves for the person at the screen.
const alwaysPending = 4

// Run lives until the context, which acts as the command line, ends. What fails is
// left: somebody else does something else a little later.
func (a *Actor) Run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-a.Clock.After(atLeast + rand.N(atMost-atLeast)):
		}
		_, _ = a.Act(ctx)
	}
}

// Act does one thing: mostly a sign-in, now and then an invite is opened or, once
// it was opened, accepted. It tells what it did, for tests.
func (a *Actor) Act(ctx context.Context) (did string, err error) {
	if rand.N(5) == 0 {
		if did, err := a.answer(ctx); did != "" || err != nil {
			return did, err
		}
	}
	return a.signIn(ctx)
}

// signIn has a colleague look in and leave again.
func (a *Actor) signIn(ctx context.Context) (string, error) {
	var known []string
	for _, c := range colleagues {
		known = append(known, c.email())
	}
	active, err := a.Reads.User.Query().Where(user.HasTenantWith(tenant.Slug(production)), user.StatusEQ(user.StatusACTIVE), user.EmailIn(known...)).All(ctx)
	if err != nil || len(active) == 0 {
		return "", err
	}
	who := active[rand.N(len(active))]
	from := origins[rand.N(len(origins))]
	stranger := viewer.With(ctx, &viewer.Viewer{IP: from.IP, UserAgent: from.UserAgent})
	token, _, err := a.Identity.SignIn(stranger, *who.Email, Password)
	if err != nil {
		return "", fmt.Errorf("signing in: %w", err)
	}
	v, err := a.Identity.Viewer(stranger, token, production, from)
	if err != nil {
		return "", fmt.Errorf("entering: %w", err)
	}
	_, err = a.Identity.SignOut(viewer.With(ctx, v))
	return who.Name + " signed in", err
}

// answer opens an invite that nobody has looked at, or accepts one that was opened.
func (a *Actor) answer(ctx context.Context) (string, error) {
	pending, err := a.Reads.Invite.Query().Where(invite.HasTenantWith(tenant.Slug(production)), invite.StatusEQ(invite.StatusPENDING),
		invite.ExpiresAtGT(a.Clock.Now()), invite.DeliveryEQ(invite.DeliverySENT)).All(ctx)
	// Invites of the person at the screen are theirs to try.
	pending = slices.DeleteFunc(pending, func(i *ent.Invite) bool { return !written(i.Email) })
	if err != nil || len(pending) <= alwaysPending {
		return "", err
	}
	inv := pending[rand.N(len(pending))]
	from := origins[rand.N(len(origins))]
	stranger := viewer.With(ctx, &viewer.Viewer{IP: from.IP, UserAgent: from.UserAgent})
	link := identity.InviteLink(a.Keys, inv)
	if inv.OpenedAt == nil {
		_, err := a.Identity.InvitePreview(stranger, link)
		return inv.Email + " opened", err
	}
	password := Password
	token, _, _, err := a.Identity.InviteAccept(stranger, link, inv.Name, &password)
	if err != nil {
		return "", fmt.Errorf("accepting: %w", err)
	}
	_, err = a.Identity.Viewer(stranger, token, production, from)
	return inv.Email + " accepted", err
}

func written(email string) bool {
	return slices.ContainsFunc(letters, func(l letter) bool { return l.email == email })
}
