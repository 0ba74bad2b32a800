package graph

import (
	"context"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"doorward/internal/id"
	"doorward/internal/viewer"
)

func TestParsedDocumentsKept(t *testing.T) {
	nobody := viewer.With(context.Background(), &viewer.Viewer{})
	somebody := viewer.With(context.Background(), &viewer.Viewer{Person: id.New()})
	for _, c := range []struct {
		what string
		by   context.Context
		text string
		kept bool
	}{
		{"a short one of somebody who is signed in", somebody, "{viewer{person{id}}}", true},
		{"a long one", somebody, "{" + strings.Repeat("a", cacheable) + "}", false},
		{"one of nobody", nobody, "{serverInfo{version}}", false},
		{"one without anybody", context.Background(), "{serverInfo{version}}", false},
	} {
		cache := parsed{lru.New[*ast.QueryDocument](documents)}
		cache.Add(c.by, c.text, &ast.QueryDocument{})
		if _, kept := cache.Get(c.by, c.text); kept != c.kept {
			t.Errorf("%s: kept %v", c.what, kept)
		}
	}
}
