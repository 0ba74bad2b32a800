package graph

import (
	"encoding/json"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// value looks at what stands for an argument in the document; its texts were
// measured as tokens.
func (w *weigher) value(v *ast.Value, depth int) {
	if v == nil || w.refused != nil {
		return
	}
	if v.Kind == ast.ListValue {
		w.most(len(v.Children), w.limits.Items, "The document has a list of more than %d.", "Send the rest in another request.", v.Position)
	}
	if len(v.Children) > 0 {
		w.most(depth, w.limits.Depth, "The document has lists or objects nested more than %d deep.", "Send a flatter one.", v.Position)
	}
	for _, child := range v.Children {
		w.value(child.Value, depth+1)
	}
}

// variables looks at what came beside the document. The answer repeats nothing of it:
// it may be a secret in the wrong place.
func (l Limits) variables(all map[string]any) *gqlerror.Error {
	for name, v := range all {
		if len(name) > l.Name {
			return tooMuch(l.Name, "The variables have a name of more than %d characters.", "Use a shorter one.", nil)
		}
		if err := l.variable(v, 1); err != nil {
			return err
		}
	}
	return nil
}

func (l Limits) variable(v any, depth int) *gqlerror.Error {
	if depth > l.Depth+1 { // a value within so many lists and objects
		return tooMuch(l.Depth, "The variables have lists or objects nested more than %d deep.", "Send flatter ones.", nil)
	}
	switch v := v.(type) {
	case string:
		if len(v) > l.Text {
			return tooMuch(l.Text, "The variables have a text of more than %d bytes.", "Send a shorter one.", nil)
		}
	case json.Number:
		if len(v) > l.Name {
			return tooMuch(l.Name, "The variables have a number of more than %d characters.", "Use a shorter one.", nil)
		}
	case []any:
		if len(v) > l.Items {
			return tooMuch(l.Items, "The variables have a list of more than %d.", "Send the rest in another request.", nil)
		}
		for _, one := range v {
			if err := l.variable(one, depth+1); err != nil {
				return err
			}
		}
	case map[string]any:
		for name, one := range v {
			if len(name) > l.Name {
				return tooMuch(l.Name, "The variables have a name of more than %d characters.", "Use a shorter one.", nil)
			}
			if err := l.variable(one, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}
