package graph

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"doorward/internal/clock"
	"doorward/internal/fault"
)

// listCursor is the purpose under which the cursors of lists are sealed: one of
// another purpose is none of theirs.
const listCursor = "list"

// place in a list: which list of which tenant, and the values and the id of the
// row. Filters are no part of it.
type placeInList struct {
	Tenant uuid.UUID   `json:"t"`
	Order  string      `json:"o"`
	Values []sortValue `json:"v,omitempty"`
	ID     sortValue   `json:"i"`
}

// sortValue is one of a text, a number, a moment or an id; empty for null.
type sortValue struct {
	Text   *string    `json:"s,omitempty"`
	Number *int64     `json:"n,omitempty"`
	Time   *time.Time `json:"m,omitempty"`
	UUID   *uuid.UUID `json:"u,omitempty"`
}

func text(s *string) sortValue { return sortValue{Text: s} }

func number(n int64) sortValue { return sortValue{Number: &n} }

func moment(t *time.Time) sortValue {
	if t == nil {
		return sortValue{}
	}
	cut := clock.Cut(*t)
	return sortValue{Time: &cut}
}

func unique(u uuid.UUID) sortValue { return sortValue{UUID: &u} }

// sql is the value as the database takes it; nil for null.
func (v sortValue) sql() any {
	switch {
	case v.Text != nil:
		return *v.Text
	case v.Number != nil:
		return *v.Number
	case v.Time != nil:
		return clock.Cut(*v.Time)
	case v.UUID != nil:
		return *v.UUID
	}
	return nil
}

func (r *Resolver) sealPlace(p placeInList) string {
	payload, err := json.Marshal(p)
	if err != nil {
		panic("a place in a list is always JSON: " + err.Error())
	}
	return r.Keys.Seal(listCursor, payload)
}

// openPlace reads a cursor that must be of this list of this tenant; nil for none.
func (r *Resolver) openPlace(tenant uuid.UUID, order string, sealed *string) (*placeInList, error) {
	if sealed == nil {
		return nil, nil
	}
	var p placeInList
	payload, err := r.Keys.Open(listCursor, *sealed)
	if err == nil {
		err = json.Unmarshal(payload, &p)
	}
	if err != nil || p.Tenant != tenant || p.Order != order {
		return nil, badCursor()
	}
	return &p, nil
}

func badCursor() *fault.Fault {
	return &fault.Fault{Kind: fault.Request, Code: fault.BadCursor,
		Message: "That place in the list is not valid.", Next: "Begin again at the start of the list."}
}
