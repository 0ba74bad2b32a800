package server

import (
	"context"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// post answers one operation sent as application/json. gqlgen's own transport reads
// without a limit, echoes what it could not read (a password, perhaps), judges Accept by
// whether a word occurs in it, and answers 422 where clients expect 400.
type post struct{ *Server }

// Supports every POST that asks for one answer: the content type is judged in words.
func (post) Supports(r *http.Request) bool { return r.Method == http.MethodPost }

// Do reads, runs and answers.
func (p post) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	x, ok := p.begin(w, r, exec)
	if !ok {
		return
	}
	defer x.end()
	params, wrong := readBody(w, r, p.config.body())
	if wrong != nil {
		x.unread(wrong)
		return
	}
	op, ok := x.operation(params)
	if !ok {
		return
	}
	if op.Operation.Operation == ast.Subscription {
		p.stream(x, op)
		return
	}
	p.once(x, op, func(ctx context.Context) *graphql.Response {
		responses, ctx := exec.DispatchOperation(ctx, op)
		return responses(ctx)
	})
}
