package server

import (
	"net/http"
	"net/url"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// get answers one query sent in the address (GraphQL over HTTP, 5.3). Who sends it is
// never found out by a cookie: any page can have a browser follow an address.
type get struct{ *Server }

// Supports GET, and HEAD, which is GET without the answer's body.
func (get) Supports(r *http.Request) bool {
	return r.Method == http.MethodGet || r.Method == http.MethodHead
}

// Do reads, runs and answers.
func (g get) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	x, ok := g.begin(w, r, exec)
	if !ok {
		return
	}
	defer x.end()
	params, wrong := readAddress(r.URL.RawQuery)
	if wrong != nil {
		x.unread(wrong)
		return
	}
	op, ok := x.operation(params)
	if !ok {
		return
	}
	if op.Operation.Operation == ast.Mutation {
		w.Header().Set("Allow", http.MethodPost)
		x.refuse(http.StatusMethodNotAllowed, badRequest("A mutation is not sent in the address.", "Send it by POST."))
		return
	}
	responses, ctx := exec.DispatchOperation(x.ctx, op)
	x.answer(responses(ctx))
}

// readAddress reads one operation from the parameters of the address; each may stand there once.
func readAddress(text string) (*graphql.RawParams, *unreadable) {
	wrong := misshapen("Send it as ?query=…&variables={…}, each encoded and at most once, or by POST.")
	given, err := url.ParseQuery(text)
	if err != nil {
		return nil, wrong
	}
	members := map[string]any{}
	for name, values := range given {
		switch {
		case len(values) > 1:
			return nil, wrong
		case name == "query", name == "operationName":
			members[name] = values[0]
		case (name == "variables" || name == "extensions") && values[0] != "":
			if members[name], err = readObject([]byte(values[0])); err != nil {
				return nil, wrong
			}
		}
	}
	return operationOf(members)
}
