// Package viewer owns who asks: carried in the context from the edge to the
// wall. Without a viewer nothing can be read or written.
package viewer

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// Viewer is who asks and where they act.
type Viewer struct {
	Person    uuid.UUID // Nil for a service user and for nobody
	User      uuid.UUID // the row whose rights count: in Tenant or in a tenant above it
	UserIn    uuid.UUID // the tenant of that row
	Session   uuid.UUID
	Until     time.Time   // when the session is over whatever happens
	Entry     uuid.UUID   // the session's entry into UserIn; Nil where none was made
	Tenant    uuid.UUID   // where the request acts; Nil when none is chosen
	Acts      []uuid.UUID // tenants whose rows may be read and written
	Above     []uuid.UUID // tenants above Tenant, nearest first: their roles can be given here
	RequestID string
	IP        string
	UserAgent string
	Label     string // the name to show in the journal
	System    bool   // behind no wall
	Command   bool   // acts from the command line
}

type key struct{}

// With puts v into the context.
func With(ctx context.Context, v *Viewer) context.Context { return context.WithValue(ctx, key{}, v) }

// From is the viewer of the context; nil when nobody was put there.
func From(ctx context.Context) *Viewer {
	v, _ := ctx.Value(key{}).(*Viewer)
	return v
}

// SignedIn tells whether the viewer is somebody.
func (v *Viewer) SignedIn() bool { return v != nil && (v.Person != uuid.Nil || v.User != uuid.Nil) }

// ActsIn tells whether rows of this tenant may be read and written.
func (v *Viewer) ActsIn(tenant uuid.UUID) bool {
	for _, t := range v.Acts {
		if t == tenant {
			return true
		}
	}
	return false
}

// Widened is the context in which the same viewer also reads these tenants; for
// fields that say so, after access was decided in each of them.
func Widened(ctx context.Context, tenants []uuid.UUID) context.Context {
	v := *From(ctx)
	v.Acts = tenants
	return With(ctx, &v)
}

// In is the context in which the same viewer acts in one other tenant.
func In(ctx context.Context, tenant uuid.UUID) context.Context {
	v := *From(ctx)
	v.Tenant, v.Acts = tenant, []uuid.UUID{tenant}
	return With(ctx, &v)
}

// AsSystem passes the wall. A house test lists the files that may call it.
func AsSystem(ctx context.Context) context.Context {
	v := Viewer{System: true, Label: "Doorward"}
	if was := From(ctx); was != nil {
		v = *was
		v.System = true
	}
	return With(ctx, &v)
}
