package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/uuid"

	"doorward/ent"
	"doorward/internal/id"
)

// kindOf is what a stored number names, by the column that holds it.
var kindOf = map[string]id.Kind{
	"tenant_id": id.Tenant, "parent_id": id.Tenant, "person_id": id.Person,
	"user_id": id.User, "deactivated_by": id.User, "updated_by": id.User, "granted_by": id.User, "invited_by": id.User,
	"group_id": id.Group, "groups": id.Group, "role_id": id.Role, "roles": id.Role,
	"permissions": id.Permission, "flag_id": id.Flag, "superseded_by": id.Invite,
}

// told is how the subject of an entry stood, in the words of the API: its keys as
// the schema spells them, and public ids. What is stored stays as it is.
func told(e *ent.JournalEntry, state json.RawMessage) (json.RawMessage, error) {
	if len(state) == 0 {
		return nil, nil
	}
	var row map[string]any
	d := json.NewDecoder(bytes.NewReader(state))
	d.UseNumber()
	if err := d.Decode(&row); err != nil {
		return nil, fmt.Errorf("reading how the subject of entry %d stood: %w", e.ID, err)
	}
	out, err := json.Marshal(toldRow(id.Kind(e.SubjectKind), row))
	if err != nil {
		return nil, fmt.Errorf("telling how the subject of entry %d stood: %w", e.ID, err)
	}
	return out, nil
}

func toldRow(kind id.Kind, row map[string]any) map[string]any {
	out := make(map[string]any, len(row))
	for column, value := range row {
		switch column {
		case "edges": // ent's, and empty
		case "id":
			out["id"] = toldValue(kind, value)
		default:
			out[spelled(column)] = toldValue(kindOf[column], value)
		}
	}
	return out
}

func toldValue(kind id.Kind, value any) any {
	switch value := value.(type) {
	case string:
		if u, err := uuid.Parse(value); kind != "" && err == nil {
			return id.Of(kind, u)
		}
	case []any:
		all := make([]any, len(value))
		for i, one := range value {
			all[i] = toldValue(kind, one)
		}
		return all
	case map[string]any:
		return toldRow("", value)
	}
	return value
}

// spelled is a column as the schema spells its fields.
func spelled(column string) string {
	first, rest, _ := strings.Cut(column, "_")
	var b strings.Builder
	b.WriteString(first)
	for word := range strings.SplitSeq(rest, "_") {
		if word != "" {
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}
