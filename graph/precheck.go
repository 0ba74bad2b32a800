package graph

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/errcode"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/parser"
)

// MutateOperationParameters refuses what is too large, before anything looks at it
// whose effort grows faster than the document. A document that is kept was weighed before.
func (g gate) MutateOperationParameters(ctx context.Context, params *graphql.RawParams) *gqlerror.Error {
	l := g.Limits.orOrdinary()
	if err := l.variables(params.Variables); err != nil {
		return err
	}
	if _, known := g.Get(ctx, params.Query); known || g.persisted(params.Query) {
		return nil
	}
	return l.document(params.Query, params.OperationName, func() error { return g.allowed(ctx) })
}

// document gives the first reason to refuse one, of which this operation is to run;
// nil for none. Introspection is as deep as it likes for whoever may introspect, and
// refused before anything else for others.
func (l Limits) document(text, operation string, mayIntrospect func() error) *gqlerror.Error {
	if err := l.tokens(text); err != nil {
		return err
	}
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		return unreadable(err)
	}
	w := newWeigher(doc, l)
	if asked := doc.Operations.ForName(operation); asked != nil && w.introspects(asked) {
		if err := mayIntrospect(); err != nil {
			return refuse(err, asked.Position)
		}
		w.introspecting = asked
	}
	return w.weigh(doc)
}

// unreadable is the parser's own finding, which says where.
func unreadable(err error) *gqlerror.Error {
	var found *gqlerror.Error
	if !errors.As(err, &found) {
		found = gqlerror.WrapPath(nil, err)
	}
	errcode.Set(found, errcode.ParseFailed)
	return found
}

// tokens bounds what the parser is given. What is no token is the parser's to tell.
func (l Limits) tokens(text string) *gqlerror.Error {
	source := lexer.New(&ast.Source{Input: text})
	for n := 1; ; n++ {
		token, err := source.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return nil
		}
		if n > l.Tokens {
			return tooMuch(l.Tokens, "The document has more than %d words and signs.", "Ask for less at once.", &token.Pos)
		}
		switch token.Kind {
		case lexer.String, lexer.BlockString:
			if len(token.Value) > l.Text {
				return tooMuch(l.Text, "The document has a text of more than %d bytes.", "Send a shorter one.", &token.Pos)
			}
		case lexer.Name, lexer.Int, lexer.Float:
			if len(token.Value) > l.Name {
				return tooMuch(l.Name, "The document has a name or a number of more than %d characters.", "Use a shorter one.", &token.Pos)
			}
		}
	}
}
