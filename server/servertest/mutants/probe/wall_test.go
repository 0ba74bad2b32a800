package probe_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/ent/permission"
	"doorward/ent/rule"
	"doorward/internal/identity"
	"doorward/internal/journal"
	"doorward/internal/viewer"
)

// askTheWall asks for every row of every entity as somebody of a tenant that has none, and
// as nobody: also for entities that no field of the API leads to.
func askTheWall(t testing.TB) {
	w := start(t)
	w.somethingOfEach()
	stranger := viewer.With(t.Context(), &viewer.Viewer{Person: uuid.New(), User: uuid.New(), Tenant: uuid.New()})
	viewer.From(stranger).Acts = []uuid.UUID{viewer.From(stranger).Tenant}
	clients := reflect.ValueOf(w.db).Elem()
	for i := range clients.NumField() {
		c, name := clients.Field(i), clients.Type().Field(i).Name
		if !clients.Type().Field(i).IsExported() || !strings.HasSuffix(c.Type().String(), "Client") || !c.MethodByName("Query").IsValid() {
			continue
		}
		if _, err := count(t.Context(), c); !errors.Is(err, rule.ErrNoViewer) {
			t.Errorf("%s: nobody reads: %v", name, err)
		}
		n, err := count(stranger, c)
		if name == "Permission" { // the catalogue is everybody's
			n -= must(w.db.Permission.Query().Where(permission.TenantIDIsNil()).Count(w.command))
		}
		if owned(name, c) && (err != nil || n != 0) {
			t.Errorf("%s: a stranger reads %d rows, %v", name, n, err)
		}
		askTheHooks(w, stranger, name)
	}
}

// unowned have a tenant_id that is no wall: whose mail it is.
var unowned = map[string]bool{"MailMessage": true}

// somethingOfEach makes the rows that the named world lacks.
func (w *world) somethingOfEach() {
	w.invite(w.in(production), identity.Invitee{Email: "w@acme.example", Grants: []identity.GrantSpec{{Role: w.role("Agent", "acme")}}, Groups: []uuid.UUID{w.group("Night shift")}})
	u := w.user("agent@acme.example", production)
	rows(w, journal.UserBetaSet, func(tx *ent.Client) (*ent.User, error) {
		return u, tx.OnceKey.Create().SetCreatedAt(w.clock.Now()).SetTenantID(u.TenantID).SetSender(*u.PersonID).SetKeyHash([]byte("k")).SetRequestHash([]byte("r")).Exec(w.command)
	})
}

func askTheHooks(w *world, stranger context.Context, name string) {
	undo := errors.New("undo")
	err := w.Log.DB().Write(w.command, func(tx *ent.Client) error {
		c := reflect.ValueOf(tx).Elem().FieldByName(name)
		if err := remove(w.t.Context(), c, nil); !errors.Is(err, rule.ErrNoViewer) {
			w.t.Errorf("%s: nobody deletes: %v", name, err)
		}
		if !owned(name, c) {
			return undo
		}
		add := c.MethodByName("Create").Call(nil)[0]
		if err := exec(stranger, add); !errors.Is(err, rule.ErrOtherTenant) {
			w.t.Errorf("%s: a stranger makes one of no tenant: %v", name, err)
		}
		if err := exec(viewer.In(stranger, uuid.Nil), add); !errors.Is(err, rule.ErrOtherTenant) {
			w.t.Errorf("%s: whoever acts in no tenant makes one of none: %v", name, err)
		}
		add = add.MethodByName("SetTenantID").Call([]reflect.Value{reflect.ValueOf(w.tenant("globex"))})[0]
		if err := exec(stranger, add); !errors.Is(err, rule.ErrOtherTenant) {
			w.t.Errorf("%s: a stranger makes one: %v", name, err)
		}
		var n int
		if err := remove(stranger, c, &n); err != nil || n != 0 {
			w.t.Errorf("%s: a stranger deletes %d rows, %v", name, n, err)
		}
		return undo
	})
	if !errors.Is(err, undo) {
		w.t.Errorf("%s: %v", name, err)
	}
}

// owned tells whether the entity stands behind the wall.
func owned(name string, c reflect.Value) bool {
	return !unowned[name] && c.MethodByName("Create").Call(nil)[0].MethodByName("SetTenantID").IsValid()
}

func count(ctx context.Context, c reflect.Value) (int, error) {
	out := c.MethodByName("Query").Call(nil)[0].MethodByName("Count").Call([]reflect.Value{reflect.ValueOf(ctx)})
	return int(out[0].Int()), failure(out[1])
}

func exec(ctx context.Context, builder reflect.Value) error {
	return failure(builder.MethodByName("Exec").Call([]reflect.Value{reflect.ValueOf(ctx)})[0])
}

func remove(ctx context.Context, c reflect.Value, n *int) error {
	out := c.MethodByName("Delete").Call(nil)[0].MethodByName("Exec").Call([]reflect.Value{reflect.ValueOf(ctx)})
	if n != nil {
		*n = int(out[0].Int())
	}
	return failure(out[1])
}

func failure(v reflect.Value) error {
	err, _ := v.Interface().(error)
	return err
}
