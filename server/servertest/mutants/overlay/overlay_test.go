package overlay

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fixture has one check of each form, and what looks like one and is none.
const fixture = `package identity

func (i *Identity) act(ctx context.Context, n int) error {
	if n < 0 || !i.may(ctx) {
		return fault.SignIn()
	}
	if len(i.all) > 100 {
		return fault.BadInput(fault.Invalid, "Too many.", "all")
	}
	switch {
	case n == 7:
		return missing("seven")
	case n == 8:
		return nil
	}
	if err := i.judge(ctx); err != nil {
		return err
	}
	if err := i.fail(ctx); err != nil {
		return err
	}
	return i.judge(ctx)
}

func (i *Identity) judge(ctx context.Context) error {
	if i.shut {
		f := missing("judge")
		f.Next = "Come again."
		return f
	}
	return nil
}

func (i *Identity) fail(ctx context.Context) error { return errors.New("no database") }

func missing(what string) *fault.Fault { return fault.Missing(what) }

func (i *Identity) enter(ctx context.Context) error {
	if i.full {
		return missing("place")
	}
	return nil
}

func (s *stream) turn(ctx context.Context) error {
	if err := s.way.enter(ctx); err != nil {
		return err
	}
	return nil
}
`

func overlaid(t *testing.T, text string) *source {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "fixture.go"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := read(dir, "fixture.go", locks)
	if err != nil {
		t.Fatal(err)
	}
	s.checks(learn([]*source{s}))
	return s
}

func TestOverlay(t *testing.T) {
	t.Run("finds_each_check_and_nothing_else", func(t *testing.T) {
		s := overlaid(t, fixture)
		var got []string
		for _, m := range s.found {
			got = append(got, m.Name+" "+m.Text)
		}
		want := []string{
			"fixture.go:4 n < 0", "fixture.go:4#2 !i.may(ctx)", "fixture.go:11 n == 7",
			"fixture.go:16 judge: err != nil", "fixture.go:22 return i.judge", "fixture.go:26 i.shut", "fixture.go:39 i.full",
		}
		if !slices.Equal(got, want) {
			t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
	t.Run("keeps_every_line_where_it_is", func(t *testing.T) {
		text := string(overlaid(t, fixture).edited())
		if got, want := strings.Count(text, "\n"), strings.Count(fixture, "\n"); got != want {
			t.Errorf("%d lines, the source has %d", got, want)
		}
		for line, want := range map[int]string{
			1:  `package identity; import off__ "doorward/server/servertest/mutants/off"`,
			4:  `if off__.If("fixture.go:4", n < 0) || off__.If("fixture.go:4#2", !i.may(ctx)) {`,
			22: `return off__.Err("fixture.go:22", i.judge(ctx))`,
		} {
			if got := strings.TrimSpace(strings.Split(text, "\n")[line-1]); got != want {
				t.Errorf("line %d: %s\nwant    %s", line, got, want)
			}
		}
	})
}

func TestProduct(t *testing.T) {
	root := filepath.Join("..", "..", "..", "..")
	t.Run("every_check_that_is_told_by_hand_is_there", func(t *testing.T) {
		o, err := Make(root)
		if err != nil {
			t.Fatal(err)
		}
		for _, group := range Groups {
			if !slices.ContainsFunc(o.Mutants, func(m Mutant) bool { return m.Group == group }) {
				t.Errorf("no check is found among the %s", group)
			}
		}
		names := map[string]bool{}
		for _, m := range o.Mutants {
			if names[m.Name] {
				t.Errorf("two checks are called %s", m.Name)
			}
			names[m.Name] = true
		}
	})
	t.Run("has_no_switch_in_it", func(t *testing.T) {
		cmd := exec.Command("go", "list", "-deps", "./server/cmd/doorward")
		cmd.Dir = root
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(out), "servertest") {
			t.Error("the program carries something of the tests")
		}
	})
}
