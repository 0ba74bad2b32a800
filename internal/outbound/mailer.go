package outbound

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"

	"golang.org/x/sync/errgroup"

	"doorward/ent"
	"doorward/ent/invite"
	"doorward/ent/mailmessage"
	"doorward/ent/user"
	"doorward/internal/id"
	"doorward/internal/journal"
	"doorward/internal/secret"
	"doorward/internal/viewer"
)

const inviteTemplate = "invite"

// Mailer follows the journal and sends what it asks for. Several processes on
// one database share the work: each message is claimed by one at a time.
type Mailer struct {
	log       *journal.Log
	keys      *secret.Keys
	transport func(context.Context, Mail) error
	publicURL string
	slog      *slog.Logger
	kick      chan struct{}
}

// NewMailer makes the mailer. Links begin with publicURL; transport is SMTP's or
// a Mailbox's Deliver.
func NewMailer(log *journal.Log, keys *secret.Keys, transport func(context.Context, Mail) error, publicURL string, logger *slog.Logger) *Mailer {
	return &Mailer{log: log, keys: keys, transport: transport, publicURL: strings.TrimRight(publicURL, "/"), slog: logger, kick: make(chan struct{}, 1)}
}

// Run queues and sends until the context ends.
func (m *Mailer) Run(ctx context.Context) error {
	ctx = viewer.AsSystem(ctx)
	both, ctx := errgroup.WithContext(ctx)
	both.Go(func() error {
		asks := []journal.Verb{journal.InviteSent, journal.InviteResent, journal.DirectoryImported}
		return journal.Follow(ctx, m.log, "mail", journal.FromBeginning, asks, m.queue)
	})
	both.Go(func() error { return m.send(ctx) })
	return both.Wait()
}

// queue writes the message that an entry asks for: once, however often the entry comes.
func (m *Mailer) queue(ctx context.Context, e *journal.Entry) error {
	if id.Kind(e.SubjectKind) != id.Invite || !newLink(e) {
		return nil
	}
	inv, err := m.log.DB().Client().Invite.Get(ctx, e.SubjectID)
	if ent.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading an invite to be mailed: %w", err)
	}
	if generation, _ := linkOf(e.After); generation != inv.Generation || inv.Status != invite.StatusPENDING {
		return nil // a newer entry asks for the newer link
	}
	now := m.log.Clock().Now()
	err = journal.Keep(ctx, m.log, func(b journal.Books) error {
		return b.MailMessage.Create().SetCreatedAt(now).SetTenantID(inv.TenantID).SetEntryID(e.ID).SetTemplate(inviteTemplate).
			SetTo(inv.Email).SetSubjectID(inv.ID).SetGeneration(inv.Generation).SetLinkExpiresAt(inv.ExpiresAt).SetNextAttemptAt(now).
			OnConflictColumns(mailmessage.FieldEntryID, mailmessage.FieldTemplate).Ignore().Exec(ctx)
	})
	if err != nil {
		return fmt.Errorf("queueing a mail: %w", err)
	}
	m.wake()
	return nil
}

// newLink tells whether the entry gave its invite a link: an invite that was
// superseded or only touched by an import has the one it had.
func newLink(e *journal.Entry) bool {
	was, had := linkOf(e.Before)
	is, has := linkOf(e.After)
	return has && (!had || is > was)
}

func linkOf(state json.RawMessage) (generation int, ok bool) {
	var s struct {
		Generation int `json:"generation"`
	}
	if len(state) == 0 || json.Unmarshal(state, &s) != nil {
		return 0, false
	}
	return s.Generation, true
}

func (m *Mailer) wake() {
	select {
	case m.kick <- struct{}{}:
	default:
	}
}

// compose reads what a message says now; nil where it is not to be sent any more.
func (m *Mailer) compose(ctx context.Context, msg *ent.MailMessage) (*Mail, error) {
	c := m.log.DB().Client()
	inv, err := c.Invite.Get(ctx, msg.SubjectID)
	if ent.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading an invite to be mailed: %w", err)
	}
	if inv.Generation != msg.Generation || inv.Status != invite.StatusPENDING || !m.log.Clock().Now().Before(inv.ExpiresAt) {
		return nil, nil
	}
	tenant, err := c.Tenant.Get(ctx, inv.TenantID)
	if err != nil {
		return nil, fmt.Errorf("reading the tenant of an invite: %w", err)
	}
	token := m.keys.Link("invite", inv.ID, inv.Generation, inv.ExpiresAt)
	said := invitation{Tenant: tenant.Name, Email: inv.Email, Expires: inv.ExpiresAt, Link: m.publicURL + "/accept#" + token}
	if inv.Name != nil {
		said.Name = *inv.Name
	}
	if said.Inviter, err = m.inviter(ctx, inv); err != nil {
		return nil, err
	}
	mail, err := said.render()
	if err != nil {
		return nil, err
	}
	mail.Token = secret.Text(token)
	mail.ID, mail.At, mail.FromName = msg.ID.String(), m.log.Clock().Now(), tenant.Name+" via Doorward"
	return &mail, nil
}

// inviter is the name of whoever invited: nobody's to tell where it was not a user
// of the invite's tenant.
func (m *Mailer) inviter(ctx context.Context, inv *ent.Invite) (string, error) {
	if inv.InvitedBy == nil {
		return "", nil
	}
	u, err := m.log.DB().Client().User.Query().Where(user.ID(*inv.InvitedBy), user.TenantID(inv.TenantID)).Only(ctx)
	switch {
	case ent.IsNotFound(err):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("reading who invited: %w", err)
	}
	return u.Name, nil
}
