package graph

import (
	"context"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"doorward/internal/id"
	"doorward/internal/viewer"
)

func TestParsedDocumentsKept(t *testing.T) {
	nobody := viewer.With(context.Background(), &viewer.Viewer{})
	somebody := viewer.With(context.Background(), &viewer.Viewer{Person: id.New()})
	const ours = "{ours}"
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
		{"the console's, of nobody", nobody, ours, true},
	} {
		kept := newDocuments(func(text string) bool { return text == ours })
		kept.Add(c.by, c.text, &ast.QueryDocument{})
		if _, known := kept.Get(c.by, c.text); known != c.kept {
			t.Errorf("%s: kept %v", c.what, known)
		}
	}
}
