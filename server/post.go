package server

import (
	"net/http"

	"github.com/99designs/gqlgen/graphql"
)

// post answers one operation sent as application/json. gqlgen's own transport reads
// without a limit, echoes what it could not read (a password, perhaps), judges Accept by
// whether a word occurs in it, and answers 422 where clients expect 400.
type post struct{ *Server }

// Supports every POST that asks for one answer: the content type is judged in words.
func (post) Supports(r *http.Request) bool { return r.Method == http.MethodPost }

// Do reads, runs and answers.
func (p post) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	x, ok := begin(w, r, exec)
	if !ok {
		return
	}
	params, _, wrong := readBody(w, r, bodyLimit)
	if wrong != nil {
		x.refuse(wrong.status, wrong.fault)
		return
	}
	op, ok := x.operation(params)
	if !ok {
		return
	}
	responses, ctx := exec.DispatchOperation(x.ctx, op)
	x.answer(responses(ctx))
}
