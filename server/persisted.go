package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
)

// persisted knows the documents that the console was built with, so that it sends a hash
// in their place: `extensions.persistedQuery {version: 1, sha256Hash}`, as Apollo and
// Relay do. Nobody adds to them: what clients may register, anybody could fill.
type persisted struct {
	byHash map[string]string // text by lower-case hex SHA-256
	texts  map[string]bool
	only   bool // every other document is refused
}

func newPersisted(byHash map[string]string, only bool) *persisted {
	p := &persisted{byHash, make(map[string]bool, len(byHash)), only}
	for _, text := range byHash {
		p.texts[text] = true
	}
	return p
}

// has tells whether a document is one of them, however it came.
func (p *persisted) has(text string) bool { return p.texts[text] }

// ExtensionName is for gqlgen.
func (*persisted) ExtensionName() string { return "PersistedDocuments" }

// Validate is for gqlgen: it fits every schema.
func (*persisted) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters puts the document in its hash's place.
func (p *persisted) MutateOperationParameters(_ context.Context, request *graphql.RawParams) *gqlerror.Error {
	if named, given := request.Extensions["persistedQuery"]; given && named != nil {
		if err := p.resolve(named, request); err != nil {
			return early(err)
		}
	}
	if p.only && !p.has(request.Query) {
		return early(&fault.Fault{Kind: fault.Request, Code: fault.PersistedNotFound,
			Message: "This server takes the console's own documents only.", Next: "Load the page anew, or ask whoever runs the server."})
	}
	return nil
}

func (p *persisted) resolve(named any, request *graphql.RawParams) error {
	members, _ := named.(map[string]any)
	hash, ok := members["sha256Hash"].(string)
	if !ok || fmt.Sprint(members["version"]) != "1" {
		return badRequest("The document is not named in a way that this server knows.", `Name it by {"version": 1, "sha256Hash": "…"}.`)
	}
	if request.Query != "" {
		if sum := sha256.Sum256([]byte(request.Query)); hash != hex.EncodeToString(sum[:]) {
			return badRequest("The document is not the one that its hash names.", "Send the SHA-256 of the document's text in lower-case hexadecimal digits.")
		}
		return nil
	}
	text, known := p.byHash[hash]
	if !known {
		return &fault.Fault{Kind: fault.Request, Code: fault.PersistedNotFound,
			Message: "This page is older or newer than the server.", Next: "Load it anew."}
	}
	request.Query = text
	return nil
}
