package access

import (
	_ "embed"
	"errors"
	"fmt"
	"regexp"

	"github.com/goccy/go-yaml"

	"doorward/internal/viewer"
)

//go:embed catalogue.yaml
var bundled []byte

// Document is a catalogue as a product team writes it.
type Document struct {
	Plans       []PlanDoc       `yaml:"plans"`
	Flags       []FlagDoc       `yaml:"flags"`
	Permissions []PermissionDoc `yaml:"permissions"`
	Roles       []RoleDoc       `yaml:"roles"`
	Workflows   []WorkflowDoc   `yaml:"workflows"`
}

// PlanDoc is a tier; without seats, as many as like.
type PlanDoc struct {
	Key   string `yaml:"key"`
	Name  string `yaml:"name"`
	Rank  int    `yaml:"rank"`
	Seats *int   `yaml:"seats"`
}

// FlagDoc is a gate in front of a feature.
type FlagDoc struct {
	Key         string `yaml:"key"`
	Feature     string `yaml:"feature"`
	Description string `yaml:"description"`
	Default     bool   `yaml:"default"`
	Beta        bool   `yaml:"beta"`
	MinimumPlan string `yaml:"minimumPlan"`
	Anonymous   bool   `yaml:"anonymous"`
}

// PermissionDoc is something that a role can give.
type PermissionDoc struct {
	Key         string `yaml:"key"`
	Capability  string `yaml:"capability"`
	Description string `yaml:"description"`
	Area        string `yaml:"area"`
	Elevated    bool   `yaml:"elevated"`
	Vendor      bool   `yaml:"vendor"`
	Flag        string `yaml:"flag"`
}

// RoleDoc is a role that a new organization starts with.
type RoleDoc struct {
	Name        string   `yaml:"name"`
	Description string   `yaml:"description"`
	Owner       bool     `yaml:"owner"`
	Permissions []string `yaml:"permissions"`
}

// WorkflowDoc is a task of the business and the permissions it takes.
type WorkflowDoc struct {
	Key         string   `yaml:"key"`
	Name        string   `yaml:"name"`
	Permissions []string `yaml:"permissions"`
}

// Administration is the area of the permissions of the administration itself.
const Administration = "Administration"

var keyForm = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.:-]{0,99}$`)

// Bundled is the catalogue that comes with Doorward.
func Bundled() *Document {
	d, err := ParseCatalogue(bundled)
	if err != nil {
		panic("the bundled catalogue: " + err.Error())
	}
	return d
}

// ParseCatalogue reads a catalogue. Its errors name the line, or the entry.
func ParseCatalogue(text []byte) (*Document, error) {
	var d Document
	if err := yaml.UnmarshalWithOptions(text, &d, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("reading the catalogue: %s", yaml.FormatError(err, false, false))
	}
	return &d, d.validate()
}

func (d *Document) validate() error {
	var wrong []error
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf(format, args...)) }
	plans, flags, permissions := map[string]bool{}, map[string]bool{}, map[string]bool{}
	unique := func(seen map[string]bool, what, key string) {
		if !keyForm.MatchString(key) {
			say("%s %q: a key is 1 to 100 letters, digits, dots, colons, hyphens and underscores, and begins with a letter", what, key)
		}
		if seen[key] {
			say("%s %s stands twice", what, key)
		}
		seen[key] = true
	}
	ranks := map[int]string{}
	for _, p := range d.Plans {
		unique(plans, "plan", p.Key)
		if other, taken := ranks[p.Rank]; taken {
			say("plans %s and %s have the same rank %d", other, p.Key, p.Rank)
		}
		ranks[p.Rank] = p.Key
	}
	if len(d.Plans) == 0 {
		say("there is no plan: at least one is needed")
	}
	for _, f := range d.Flags {
		unique(flags, "flag", f.Key)
		if f.MinimumPlan != "" && !plans[f.MinimumPlan] {
			say("flag %s: there is no plan %s", f.Key, f.MinimumPlan)
		}
		if f.Feature == "" {
			say("flag %s: `feature` is missing: people are told this name", f.Key)
		}
	}
	administration := map[string]bool{}
	for _, p := range d.Permissions {
		unique(permissions, "permission", p.Key)
		if p.Capability == "" {
			say("permission %s: `capability` is missing: people are told these words", p.Key)
		}
		if p.Flag != "" && !flags[p.Flag] {
			say("permission %s: there is no flag %s", p.Key, p.Flag)
		}
		administration[p.Key] = p.Area == Administration
	}
	for _, p := range viewer.Permissions {
		if !administration[string(p)] {
			say("permission %s is missing from the area %s: Doorward itself asks for it", p, Administration)
		}
	}
	owners := 0
	for _, r := range d.Roles {
		if r.Owner {
			owners++
		}
		for _, k := range r.Permissions {
			if !permissions[k] {
				say("role %s: there is no permission %s", r.Name, k)
			}
		}
	}
	if owners != 1 {
		say("one role has `owner: true`, not %d", owners)
	}
	for _, w := range d.Workflows {
		for _, k := range w.Permissions {
			if !permissions[k] {
				say("workflow %s: there is no permission %s", w.Key, k)
			}
		}
	}
	return errors.Join(wrong...)
}
