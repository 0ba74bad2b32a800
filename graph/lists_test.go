package graph_test

import (
	"testing"

	"doorward/ent/user"
)

func TestLists_what_is_empty_is_not_what_may_not_be_seen(t *testing.T) {
	each(t, func(w *world) {
		w.join("production", w.person("Nadia New", "nadia@acme.example"), user.TypeMEMBER, "")
		const ask = `{ user(email: "nadia@acme.example") { groups { id } roles { from { id } } grants { id } } }`
		seen := w.as("manager@acme.example", "acme-production").send(ask, nil)
		if got := string(seen.Data); got != `{"user":{"groups":[],"roles":[],"grants":[]}}` || seen.code() != "" {
			t.Errorf("got %s %s", got, seen.code())
		}
	})
}
