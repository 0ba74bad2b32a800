package server_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"doorward/ent/invite"
	"doorward/internal/identity"
	"doorward/internal/viewer"
	"doorward/server"
	"doorward/server/servertest"
)

// TestBootstrapAtOnce: of many who bootstrap at once, into one organization or into
// one each, one link works.
func TestBootstrapAtOnce(t *testing.T) {
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		ctx := viewer.AsSystem(t.Context())
		first := func(n int) server.FirstOwner {
			return server.FirstOwner{Name: "Ada", Email: fmt.Sprintf("ada%d@example.com", n), Slug: fmt.Sprintf("example-%d", n%2), OrganizationName: "Example"}
		}
		links := make([]string, 12)
		var err error
		for n := range 2 {
			if links[n], err = s.Bootstrap(t.Context(), first(n)); err != nil {
				t.Fatal(err)
			}
		}
		var wg sync.WaitGroup
		for n := 2; n < len(links); n++ {
			wg.Go(func() {
				var err error
				if links[n], err = s.Bootstrap(t.Context(), first(n)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := s.Log.DB().Client().Invite.Query().Where(invite.StatusEQ(invite.StatusPENDING)).CountX(ctx); n != 1 {
			t.Errorf("%d links work", n)
		}
		joined := 0
		name, password := "Ada", "a-password-of-my-own-42"
		for _, link := range links {
			_, token, _ := strings.Cut(link, "#")
			if _, _, _, err := s.Identity.InviteAccept(viewer.With(t.Context(), &viewer.Viewer{}), token, &name, &password); err == nil {
				joined++
			}
		}
		if joined != 1 {
			t.Errorf("%d joined", joined)
		}
		if _, err := s.Bootstrap(t.Context(), first(0)); !errors.Is(err, identity.ErrOwned) {
			t.Errorf("afterwards: %v", err)
		}
	}, servertest.Empty())
}
