package model_test

import (
	"bytes"
	"strconv"
	"testing"

	"doorward/graph/model"
	"doorward/internal/fault"
)

func TestTime(t *testing.T) {
	for given, want := range map[any]string{
		"2026-01-31T12:00:00Z":              "2026-01-31T12:00:00Z",
		"2026-01-31T13:00:00.1234567+01:00": "2026-01-31T12:00:00.123456Z",
		"0001-01-01T00:00:00Z":              "0001-01-01T00:00:00Z",
		"9999-12-31T23:59:59Z":              "9999-12-31T23:59:59Z",
		"9999-12-31T23:59:59-00:01":         "",
		"0001-01-01T00:00:00+00:01":         "",
		"0000-06-01T00:00:00Z":              "",
		"10000-01-01T00:00:00Z":             "",
		"yesterday":                         "",
		7:                                   "",
	} {
		at, err := model.UnmarshalTime(given)
		if want == "" {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%v was read as %v: %v", given, at, err)
			}
			continue
		}
		var written bytes.Buffer
		model.MarshalTime(at).MarshalGQL(&written)
		if err != nil || written.String() != strconv.Quote(want) {
			t.Errorf("%v was read as %s: %v", given, written.String(), err)
		}
	}
}
