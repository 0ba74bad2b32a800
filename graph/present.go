package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/graph/model"
	"doorward/internal/fault"
	"doorward/internal/store"
	"doorward/internal/viewer"
)

const (
	internal    = "INTERNAL" // category and code of a defect of ours
	findingMost = 256        // bytes of what gqlgen found
)

// presenter puts failures into the form in which they leave.
type presenter struct {
	log    *slog.Logger
	schema introspection // whoever reads it may be told what does not fit it
}

// panicked is a panic on its way out.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

func (presenter) recovered(_ context.Context, value any) error {
	return &panicked{value, debug.Stack()}
}

// present is the one way out for top-level errors.
func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	out := gqlerror.WrapPath(graphql.GetPath(ctx), err)
	var of *gqlerror.Error
	if errors.As(err, &of) {
		out.Path, out.Locations = of.Path, of.Locations
	}
	f := p.fault(ctx, err, of)
	category, todo := string(f.Kind), f.Next
	if f.Kind == fault.Input { // outside a mutation there is no payload to carry it
		category, todo = string(fault.Request), "Correct that and send it again."
	}
	out.Message = f.Message
	if f.Code == fault.Invalid && fault.Of(err) == nil {
		out.Path = graphql.GetPath(ctx) // gqlgen's leads on into what was sent
		if p.schema.open(ctx) {
			out.Message = finding(of)
		}
	}
	out.Extensions = map[string]any{"category": category, "code": string(f.Code), "userMessage": f.Message, "next": todo}
	if v := viewer.From(ctx); v != nil && v.RequestID != "" {
		out.Extensions["requestId"] = v.RequestID
	}
	if f.Code == fault.TenantRequired {
		out.Extensions["tenants"] = f.Tenants
	}
	for name, n := range f.Figures {
		out.Extensions[name] = n
	}
	if wait := retryAfter(f); wait != nil {
		out.Extensions["retryAfter"] = *wait
	}
	return out
}

// retryAfter is how many seconds to wait, rounded up; nil where waiting does not help.
func retryAfter(f *fault.Fault) *int {
	if f.Retry <= 0 {
		return nil
	}
	wait := int(math.Ceil(f.Retry.Seconds()))
	return &wait
}

// fault says what err is for the person, and logs it where it is a defect.
func (p presenter) fault(ctx context.Context, err error, of *gqlerror.Error) *fault.Fault {
	busy := &fault.Fault{Kind: fault.Unavailable, Code: fault.Busy, Message: "The server is busy.",
		Next: "Try again in a moment.", Retry: time.Second}
	if f := fault.Of(err); f != nil {
		if open := new(unguarded); errors.As(err, &open) {
			p.log.ErrorContext(ctx, "a field has no guard", "field", open.field)
		}
		return f
	}
	switch {
	case fault.Of(context.Cause(ctx)) != nil && !errors.As(err, new(*panicked)): // the time is over, however the reading tells it
		return fault.Of(context.Cause(ctx))
	case errors.Is(err, context.Canceled): // nobody waits for the answer any more
		return busy
	case store.IsBusy(err), errors.Is(err, context.DeadlineExceeded):
		return busy
	case store.IsFull(err):
		return &fault.Fault{Kind: fault.Unavailable, Code: fault.StorageFull,
			Message: "The server's disk is full: nothing can be changed for now.", Next: "Ask whoever runs the server to make room."}
	case ofRequest(ctx, of):
		return misunderstood(of)
	}
	attrs := []any{"error", err.Error()}
	if path := graphql.GetPath(ctx); path != nil {
		attrs = append(attrs, "path", path.String())
	}
	if v := viewer.From(ctx); v != nil {
		attrs = append(attrs, "request", v.RequestID)
	}
	var panic *panicked
	if errors.As(err, &panic) {
		attrs = append(attrs, "stack", string(panic.stack))
	}
	p.log.ErrorContext(ctx, "a request failed", attrs...)
	return &fault.Fault{Kind: internal, Code: internal, Message: "Something went wrong.",
		Next: "Try again. If it happens again, report it with the request's id."}
}

// ofRequest tells gqlgen's own findings about the document, its variables and
// arguments from errors of resolvers: it makes the former itself, with nothing
// inside, before the field runs.
func ofRequest(ctx context.Context, of *gqlerror.Error) bool {
	if of == nil {
		return false
	}
	field := graphql.GetFieldContext(ctx)
	if field == nil {
		return of.Unwrap() == nil
	}
	return len(of.Path) > len(field.Path())
}

// misunderstood says where to look, and repeats nothing of the document: what is
// pasted into the wrong place may be a secret, and the schema is not everybody's.
func misunderstood(of *gqlerror.Error) *fault.Fault {
	f := &fault.Fault{Kind: fault.Request, Code: fault.Invalid,
		Message: "The request is not one that this server understands.", Next: "Check the document and its variables against the schema."}
	if len(of.Locations) > 0 {
		f.Next = fmt.Sprintf("Check line %d, column %d of the document against the schema.", of.Locations[0].Line, of.Locations[0].Column)
	}
	return f
}

// found is where a value stands in gqlgen's words: it may be a secret that was sent to
// the wrong place, and so may a word that is no GraphQL at all.
var found = regexp.MustCompile(`(?s)( value: |, found |^Unexpected \w+ ).+`)

// finding is what gqlgen found, in its words: of the document, or of a variable. They
// may repeat the names that they were given, however long they are, and no value.
func finding(of *gqlerror.Error) string {
	said := found.ReplaceAllString(of.Message, "$1…")
	if len(of.Path) > 0 {
		said = of.Path.String() + ": " + said
	}
	if len(said) > findingMost {
		said = strings.ToValidUTF8(said[:findingMost], "") + "…"
	}
	return said
}

// mistakes turns a fault of the input into what a mutation's payload carries; any
// other error stays one.
func mistakes(err error) ([]*model.UserError, error) {
	f := fault.Of(err)
	if f == nil || f.Kind != fault.Input {
		return []*model.UserError{}, err
	}
	return []*model.UserError{userError(f)}, nil
}
