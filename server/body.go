package server

import (
	"errors"
	"io"
	"mime"
	"net/http"

	"github.com/99designs/gqlgen/graphql"

	"doorward/internal/fault"
)

// unreadable is a request that is not one operation, with the status that says why.
type unreadable struct {
	status int
	fault  *fault.Fault
}

// readBody reads one operation sent as JSON of at most so many bytes. Nothing of them is
// repeated: what is sent to the wrong place may be a password.
func readBody(w http.ResponseWriter, r *http.Request, most int64) (*graphql.RawParams, *unreadable) {
	if wrong := readable(w, r); wrong != nil {
		return nil, wrong
	}
	tooLarge := &unreadable{http.StatusRequestEntityTooLarge, badRequest("The request is larger than this server takes.", "Send less at once.")}
	if r.ContentLength > most {
		return nil, tooLarge
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, most))
	switch {
	case errors.As(err, new(*http.MaxBytesError)):
		return nil, tooLarge
	case err != nil:
		return nil, &unreadable{http.StatusBadRequest, badRequest("The request did not arrive whole.", "Send it again.")}
	}
	members, err := readObject(body)
	if err != nil {
		return nil, misshapen(`It must look like {"query": "…", "variables": {…}}.`)
	}
	return operationOf(members)
}

// readable refuses what is not JSON in UTF-8, as it is: what another site's form can send, and what is packed.
func readable(w http.ResponseWriter, r *http.Request) *unreadable {
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset, given := params["charset"]
	switch {
	case len(r.Header.Values("Content-Type")) > 1 || err != nil || kind != kindJSON || given && !isUTF8(charset):
		w.Header().Set("Accept-Post", kindJSON)
		return &unreadable{http.StatusUnsupportedMediaType, badRequest("The request must be JSON.", "Send it with the header Content-Type: application/json, in UTF-8.")}
	case len(r.Header.Values("Content-Encoding")) > 0:
		w.Header().Set("Accept-Encoding", "identity") // RFC 9110, 15.5.16
		return &unreadable{http.StatusUnsupportedMediaType, badRequest("The request is packed.", "Send it without a Content-Encoding.")}
	}
	return nil
}

func misshapen(next string) *unreadable {
	return &unreadable{http.StatusBadRequest, badRequest("The request is not one GraphQL operation in JSON.", next)}
}

// operationOf takes the parameters of GraphQL over HTTP, 5.1, each of its own type or null.
// A document may be named by its hash alone.
func operationOf(members map[string]any) (*graphql.RawParams, *unreadable) {
	p := &graphql.RawParams{}
	ok := [...]bool{
		member(members, "query", &p.Query), member(members, "operationName", &p.OperationName),
		member(members, "variables", &p.Variables), member(members, "extensions", &p.Extensions),
	}
	for i, name := range [...]string{"query", "operationName", "variables", "extensions"} {
		if !ok[i] {
			return nil, misshapen("Check the type of `" + name + "`.")
		}
	}
	if _, named := p.Extensions["persistedQuery"]; p.Query == "" && !named {
		return nil, misshapen("Send the document as `query`.")
	}
	return p, nil
}

// member reads one of an object's into a variable of its type, and tells whether it fits.
func member[T any](members map[string]any, name string, into *T) (fits bool) {
	if members[name] == nil {
		return true
	}
	*into, fits = members[name].(T)
	return fits
}
