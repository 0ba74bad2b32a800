package directory_test

import (
	"testing"
	"time"

	"doorward/internal/access"
	"doorward/internal/directory"
	"doorward/internal/fault"
)

func TestKeepOwner_shut_out(t *testing.T) {
	eachWorld(t, func(w *world) {
		deep := w.tenant(directory.TenantInput{Slug: "acme-deep", Name: "Acme Deep", Plan: "FREE", Parent: &w.production.ID})
		good := w.user(w.production, "Gus Good", w.role("Owner"))
		timed := w.user(w.production, "Tim Timed")
		w.grant(w.production, directory.GrantInput{Role: w.role("Owner"), User: &timed.ID, ExpiresAt: ptr(noon.Add(20 * time.Hour)), Justification: ptr("Holidays")})
		here := w.join(w.production, *w.owner.PersonID)
		w.Run("an_owner_from_above_does_not_count_where_their_own_user_is_inactive", func(t *testing.T) {
			must(w.dir.UserDeactivate(w.ctx, here.ID, nil, false))(t)
			f := w.refused(fault.Input, fault.LastOwner, deactivating(w, w.as(timed), good))
			if f.Message != "Acme Production would be left without an owner who can sign in. Make somebody else an owner first." {
				t.Error(f.Message)
			}
		})
		w.Run("nor_can_the_user_of_the_last_one_be_deactivated_there", func(t *testing.T) {
			must(w.dir.UserReactivate(w.ctx, here.ID))(t)
			must(w.dir.UserDeactivate(w.as(timed), good.ID, nil, false))(t)
			w.refused(fault.Input, fault.LastOwner, deactivating(w, w.ctx, here))
		})
		w.Run("below_it_they_act_and_count", func(t *testing.T) {
			must(w.dir.UserReactivate(w.ctx, good.ID))(t)
			must(w.dir.UserDeactivate(w.ctx, here.ID, nil, false))(t)
			own := w.user(deep, "Dee Deep", w.role("Owner"))
			w.writes(func() {
				if err := deactivating(w, w.ctx, own)(); err != nil {
					t.Error(err)
				}
			}, "user.deactivated")
			scope := must(w.who.Scope(w.ctx, deep.ID))(t)
			if home := access.PersonIn(scope, *w.owner.PersonID).Home(scope, noon); home == nil || home.ID != w.owner.ID {
				t.Errorf("they act there as %+v", home)
			}
		})
	})
}
