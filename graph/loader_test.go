package graph

import (
	"context"
	"errors"
	"testing"
)

func TestLoaderEndsWithTheAnswer(t *testing.T) {
	l := newLoader(func(_ context.Context, keys []string) (map[string]string, error) {
		return map[string]string{keys[0]: "read"}, nil
	})
	ctx, stop := context.WithCancel(context.Background())
	if v, err := l.load(ctx, "one"); v != "read" || err != nil {
		t.Fatalf("%q, %v", v, err)
	}
	stop()
	if v, err := l.load(ctx, "one"); v != "" || !errors.Is(err, context.Canceled) {
		t.Errorf("what was read goes on: %q, %v", v, err)
	}
}
