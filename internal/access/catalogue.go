package access

import (
	_ "embed"
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"
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

// ValidKey tells whether a text has the form of a permission's, flag's or plan's key.
func ValidKey(text string) bool { return keyForm.MatchString(text) }

// Bundled is the catalogue that comes with Doorward.
func Bundled() *Document {
	d, err := ParseCatalogue(bundled)
	if err != nil {
		panic("the bundled catalogue: " + err.Error())
	}
	return d
}

// ParseCatalogue reads a catalogue. Its error lists every mistake with its line.
func ParseCatalogue(text []byte) (*Document, error) {
	var d Document
	if err := yaml.UnmarshalWithOptions(text, &d, yaml.Strict()); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the catalogue: %s", yaml.FormatError(err, false, true))
	}
	if len(d.Plans)+len(d.Flags)+len(d.Permissions)+len(d.Roles) == 0 {
		return nil, errors.New("the catalogue is empty")
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, fmt.Errorf("reading the catalogue: %w", err)
	}
	if err := (&proof{Document: &d, file: file}).read(); err != nil {
		return nil, err
	}
	return &d, nil
}
