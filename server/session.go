package server

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"doorward/internal/fault"
	"doorward/internal/identity"
	"doorward/internal/viewer"
)

// tenantHeader names the tenant of a request by its slug.
const tenantHeader = "Doorward-Tenant"

// cookieName binds the cookie to this host and to TLS wherever there is TLS: a
// browser takes a __Host- cookie from no subdomain and over no plain connection.
func (s *Server) cookieName() string {
	if s.secure() {
		return "__Host-doorward"
	}
	return "doorward"
}

func (s *Server) secure() bool { return strings.HasPrefix(s.PublicURL(), "https://") }

func (s *Server) token(r *http.Request) string {
	c, err := r.Cookie(s.cookieName())
	if err != nil {
		return ""
	}
	return c.Value
}

// origin is what a new session and the journal remember of the request.
func origin(r *http.Request) identity.Origin {
	return identity.Origin{RequestID: requestID(r.Context()), IP: address(r), UserAgent: clip(r.UserAgent(), 400)}
}

func clip(s string, most int) string {
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "")
	}
	return s
}

// viewed is the request with its viewer, found out by a session's token, and nobody
// without one. Where a tenant has ended the entry, or the user, the viewer is nobody:
// the fields say so themselves, signing in stays possible, and the session is still
// there to be ended. Any other failure refuses the operation.
func (s *Server) viewed(r *http.Request, token string) *http.Request {
	ctx := r.Context()
	if keyed(r) {
		ctx, token = refused(ctx, unknownKey), ""
	}
	v, err := s.Identity.Viewer(ctx, token, r.Header.Get(tenantHeader), origin(r))
	switch {
	case fault.Is(err, fault.SignInRequired):
		v.Person = uuid.Nil
	case err != nil:
		ctx = refused(ctx, err)
	}
	return r.WithContext(viewer.With(ctx, v))
}

// unknownKey answers whoever says who they are in a way that is not known: they are
// never taken for nobody, nor for the browser's session.
var unknownKey = &fault.Fault{Kind: fault.Authentication, Code: fault.SignInRequired, Message: "The request's key is not known.",
	Next: "Leave the header Authorization out, and sign in."}

// keyed tells whether a request brings a key of its own, even an empty one.
func keyed(r *http.Request) bool { return len(r.Header.Values("Authorization")) > 0 }

// answerKey carries the response to the resolvers that set the cookie.
type answerKey struct{}

func (s *Server) setCookie(ctx context.Context, token string, expires time.Time) {
	s.putCookie(ctx, &http.Cookie{Value: token, Expires: expires.UTC(), MaxAge: max(1, int(expires.Sub(s.clock.Now()).Seconds()))})
}

func (s *Server) clearCookie(ctx context.Context) {
	s.putCookie(ctx, &http.Cookie{MaxAge: -1})
}

func (s *Server) putCookie(ctx context.Context, c *http.Cookie) {
	w, ok := ctx.Value(answerKey{}).(http.ResponseWriter)
	if !ok { // a socket sets no cookies, and takes no mutations
		return
	}
	c.Name, c.Path, c.HttpOnly, c.Secure, c.SameSite = s.cookieName(), "/", true, s.secure(), http.SameSiteLaxMode
	http.SetCookie(w, c)
}
