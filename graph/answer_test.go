package graph_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"doorward/graph"
)

func TestErrorsOfAnAnswerAreFew(t *testing.T) {
	each(t, func(w *world) {
		manager := w.as("manager@acme.example", "")
		w.r.Limits = graph.Limits{Name: 5001, Roots: 100, Aliases: 100, Cost: 5000} // laxer than they are
		alias := strings.Repeat("a", 5000)
		for what, document := range map[string]string{
			"fields that do not exist":   "{viewer{" + nonsense(400) + "}}",
			"fields under long names":    fmt.Sprintf(`{%[1]s1:user{id} %[1]s2:user{id} %[1]s3:user{id} %[1]s4:user{id} %[1]s5:user{id}}`, alias),
			"one field that fails often": "{" + manyAliases(`user{id}`, 100) + "}",
		} {
			a := manager.send(document, nil)
			if len(a.Errors) == 0 || len(a.Errors) > 10 || a.code() != "INVALID" {
				w.Errorf("%s: %d errors, the first %s", what, len(a.Errors), a.code())
			}
			if size := len(must(json.Marshal(a.Errors))); size > 16<<10 {
				w.Errorf("%s: errors of %d bytes", what, size)
			}
		}
	})
}

func nonsense(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "x%d ", i)
	}
	return b.String()
}

func manyAliases(field string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d:%s ", i, field)
	}
	return b.String()
}

func TestTimeOfAnAnswer(t *testing.T) {
	each(t, func(w *world) {
		manager := w.as("manager@acme.example", "")
		get[any](manager, `{userCounts{id}}`, nil)
		w.r.QueryTime, w.r.MutationTime = 20*time.Millisecond, 20*time.Millisecond
		w.stall.Store(true)
		defer w.stall.Store(false)
		for _, document := range []string{
			`{users{nodes{id}} groups{nodes{id}}}`,
			`mutation{userDeactivate(id:"` + userID(w.users["agent@acme.example production"]) + `"){user{id}}}`,
		} {
			e := manager.refused("BUSY", document, nil).Errors[0]
			if e.Extensions["category"] != "UNAVAILABLE" || e.Message != "The answer took too long." {
				w.Errorf("%+v", e)
			}
		}
		if w.logged.Len() > 0 {
			w.Errorf("logged: %s", w.logged.String())
		}
	})
}
