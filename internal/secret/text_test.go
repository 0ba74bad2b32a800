package secret

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	const hidden = "correct horse battery"
	type inside struct {
		Name     string
		Password Text
		Maybe    *Text
		All      []Text
		Any      any
	}
	text := Text(hidden)
	value := inside{"ada", text, &text, []Text{text}, text}
	said := map[string]string{}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "% X", "%d", "%T %v", "%10.3s", "%[1]v", "%!"} {
		said["in a struct, "+verb] = fmt.Sprintf(verb, value, value)
		said["behind a pointer, "+verb] = fmt.Sprintf(verb, &value, &value)
		said["alone, "+verb] = fmt.Sprintf(verb, text, text)
	}
	said["in an error"] = fmt.Errorf("refused %v: %w", value, fmt.Errorf("%s", text)).Error()
	for name, marshal := range map[string]func(any) ([]byte, error){"json": json.Marshal, "xml": xml.Marshal} {
		for what, v := range map[string]any{"alone": text, "behind a pointer": &text, "in a list": []Text{text}} {
			out, err := marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			said[name+", "+what] = string(out)
		}
	}
	out, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	said["json, in a struct"] = string(out)
	var lines strings.Builder
	for _, h := range []slog.Handler{slog.NewTextHandler(&lines, nil), slog.NewJSONHandler(&lines, nil)} {
		slog.New(h).Info("said", "alone", text, "pointer", &text, "struct", value, "list", value.All, slog.Group("group", "in", text))
	}
	said["slog"] = lines.String()
	hexed := fmt.Sprintf("%x", hidden)
	for how, got := range said {
		if strings.Contains(got, hidden) || strings.Contains(strings.ReplaceAll(strings.ToLower(got), " ", ""), hexed) {
			t.Errorf("%s tells it: %s", how, got)
		}
	}
	if got := fmt.Sprint(text) + string(text); got != "[redacted]"+hidden {
		t.Errorf("%s", got)
	}
}
