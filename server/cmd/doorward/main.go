// Command doorward serves the console and the API, and works on their database.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"doorward/internal/fault"
)

// Exit codes: what was asked could not be done, and what was asked makes no sense.
const (
	failed = 1
	usage  = 2
)

type program struct {
	Serve     serve     `cmd:"" help:"Serve the console and the API."`
	Migrate   migrate   `cmd:"" help:"Bring the database to this version's schema, or say how it stands."`
	Import    importing `cmd:"" help:"Import roles, groups and users from CSV files."`
	Bootstrap bootstrap `cmd:"" help:"Make the first organization and a one-time link for its owner."`
	Tenant    tenants   `cmd:"" help:"List and make tenants, and set their plan."`
	Version   version   `cmd:"" help:"Say which version this is."`

	ShowVersion kong.VersionFlag `name:"version" help:"Say which version this is."`
}

// out is where a command speaks to: results, and everything else.
type out struct{ result, note io.Writer }

func main() { os.Exit(run(os.Args[1:], out{os.Stdout, os.Stderr})) }

func run(args []string, o out) int {
	p := &program{}
	parser := kong.Must(p, kong.Name("doorward"),
		kong.Description("Doorward: who may do what, in every tenant. Each flag can also be set by the environment variable beside it."),
		kong.UsageOnError(), kong.Writers(o.result, o.note),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.BindTo(context.Background(), (*context.Context)(nil)), kong.Bind(o), kong.Vars{"version": versionLine()})
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(o.note, "doorward: %s %q tells what there is.\n", ended(mistake(err)), helpFor(err))
		return usage
	}
	switch err := command.Run(); {
	case err == nil:
		return 0
	case errors.Is(err, errTold):
		return failed
	default:
		fmt.Fprintln(o.note, "doorward: "+sentence(err))
		return failed
	}
}

// mistake repeats no word that is in the wrong place, but one that is nearly a command:
// it may be a password.
func mistake(err error) string {
	text := err.Error()
	if strings.HasPrefix(text, "unexpected argument ") && !strings.HasSuffix(text, "?") {
		return "there is a word too many"
	}
	return text
}

func ended(text string) string {
	if strings.HasSuffix(text, "?") {
		return text
	}
	return text + "."
}

// helpFor is the command line that explains the command in which the mistake is.
func helpFor(err error) string {
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context.Selected() != nil {
		return "doorward " + wrong.Context.Selected().Path() + " --help"
	}
	return "doorward --help"
}

// errTold fails a command that has said why already.
var errTold = errors.New("told")

// sentence is what a person reads of an error.
func sentence(err error) string {
	if f := fault.Of(err); f != nil {
		if f.Next != "" {
			return f.Message + " " + f.Next
		}
		return f.Message
	}
	return err.Error()
}
