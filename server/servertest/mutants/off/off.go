// Package off owns the switches of checks: which one is off in this process, and which
// have refused something. Only the overlay that mutants/overlay writes asks it; no source
// of the product knows of it.
package off

import (
	"context"
	"sync"
	"sync/atomic"
)

var (
	which atomic.Pointer[map[string]bool]
	fired sync.Map
)

// Only switches these checks off, and every other on.
func Only(names ...string) {
	set := make(map[string]bool, len(names))
	for _, n := range names {
		set[n] = true
	}
	which.Store(&set)
}

// Off tells whether a check is off.
func Off(name string) bool {
	set := which.Load()
	return set != nil && (*set)[name]
}

// Fired gives the checks that have refused something since it was asked last.
func Fired() []string {
	var all []string
	fired.Range(func(name, _ any) bool {
		all = append(all, name.(string))
		fired.Delete(name)
		return true
	})
	return all
}

// refuses notes that a check would refuse, and tells whether it does.
func refuses(name string) bool {
	fired.Store(name, true)
	return !Off(name)
}

// Passing tells whether the wall is not there for what is named.
func Passing(name string) bool { return !refuses(name) }

// If is a condition under which something is refused.
func If(name string, refused bool) bool { return refused && refuses(name) }

// Yes is a condition under which something is let pass.
func Yes(name string, passes bool) bool { return passes || !refuses(name) }

// Asked is Yes for a question that may fail.
func Asked(name string) func(bool, error) (bool, error) {
	return func(passes bool, err error) (bool, error) {
		if err != nil {
			return passes, err
		}
		return Yes(name, passes), nil
	}
}

// Err is a refusal that is passed on as it is.
func Err(name string, err error) error {
	if err != nil && !refuses(name) {
		return nil
	}
	return err
}

// Where is a condition in SQL that keeps something from being found. Nobody can tell
// whether it did.
func Where[S any, P ~func(S)](name string, p P) P {
	return func(s S) {
		if refuses(name) {
			p(s)
		}
	}
}

// Guard is a field's directive before its resolver.
func Guard(ctx context.Context, name string, next, guard func(context.Context) (any, error)) (any, error) {
	if Off(name) {
		return next(ctx)
	}
	got, err := guard(ctx)
	if err != nil {
		fired.Store(name, true)
	}
	return got, err
}
