package access_test

import (
	"strings"
	"testing"

	"doorward/internal/access"
	"doorward/internal/viewer"
)

func TestCatalogue_the_bundled_one_is_sound(t *testing.T) {
	doc := access.Bundled()
	vendor, gated := 0, 0
	for _, p := range doc.Permissions {
		if p.Vendor {
			vendor++
		}
		if p.Flag != "" {
			gated++
		}
	}
	if len(doc.Plans) != 4 || vendor == 0 || gated == 0 || len(doc.Workflows) == 0 {
		t.Errorf("got %d plans, %d vendor permissions, %d gated ones, %d workflows", len(doc.Plans), vendor, gated, len(doc.Workflows))
	}
	if seats := doc.Plans[0].Seats; seats == nil || *seats != 5 {
		t.Errorf("FREE has 5 seats, not %v", seats)
	}
}

// sound is a small catalogue, into which each case puts one mistake.
var sound = `plans:
  - {key: FREE, name: Free, rank: 1, seats: 5}
flags:
  - key: cases
    feature: Cases
permissions:
  - key: cases.read
    capability: see cases
    area: Cases
    flag: cases
` + administration() + `roles:
  - name: Owner
    owner: true
  - name: Agent
    permissions: [cases.read]
workflows:
  - {key: work, name: Work, permissions: [cases.read]}
`

func administration() string {
	var b strings.Builder
	for _, p := range viewer.Permissions {
		b.WriteString("  - {key: " + string(p) + ", capability: administer, area: Administration}\n")
	}
	return b.String()
}

func TestCatalogue_each_mistake_is_named_with_its_line(t *testing.T) {
	if _, err := access.ParseCatalogue([]byte(sound)); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, says string }{
		"a key twice":                 {"  - {key: FREE, name: Free, rank: 1, seats: 5}", "  - {key: FREE, name: Free, rank: 1}\n  - {key: FREE, name: Free, rank: 2}", "line 3: plan FREE stands twice"},
		"a rank twice":                {"seats: 5}", "seats: 5}\n  - {key: TEAM, name: Team, rank: 1}", "line 3: plans FREE and TEAM have the same rank 1"},
		"no seats":                    {"seats: 5", "seats: 0", "line 2: plan FREE: 0 seats"},
		"a plan without a name":       {"name: Free, ", "", `line 2: plan FREE: "name" is missing`},
		"no plan":                     {"plans:\n  - {key: FREE, name: Free, rank: 1, seats: 5}", "plans: []", "there is no plan: at least one is needed"},
		"a flag's plan that is none":  {"    feature: Cases", "    feature: Cases\n    minimumPlan: GOLD", "line 6: flag cases: there is no plan GOLD"},
		"a flag without a feature":    {"    feature: Cases\n", "", `line 4: flag cases: "feature" is missing`},
		"a permission's missing flag": {"    flag: cases", "    flag: cabinets", "line 10: permission cases.read: there is no flag cabinets"},
		"a permission without words":  {"    capability: see cases\n", "", `line 7: permission cases.read: "capability" is missing`},
		"a key that is none":          {"key: cases.read", `key: "cases read"`, `line 7: permission "cases read": a key is`},
		"no key":                      {"key: cases.read", `key: ""`, "line 7: a permission without a key"},
		"one of ours missing":         {"  - {key: USERS_READ, capability: administer, area: Administration}\n", "", "permission USERS_READ is missing"},
		"two owners":                  {"  - name: Agent", "  - name: Agent\n    owner: true", "exactly one role has owner: true, not 2"},
		"a role twice":                {"  - name: Agent", "  - name: OWNER", "role OWNER stands twice"},
		"a role's permission":         {"    permissions: [cases.read]", "    permissions: [cases.read, cases.eat]", "role Agent: there is no permission cases.eat"},
		"a workflow's permission":     {"name: Work, permissions: [cases.read]", "name: Work, permissions: [cases.eat]", "workflow work: there is no permission cases.eat"},
		"a field that is none":        {"    feature: Cases", "    feature: Cases\n    colour: red", `unknown field "colour"`},
		"a number that is none":       {"rank: 1", "rank: high", "cannot unmarshal"},
		"no YAML":                     {"flags:", "flags: [", "reading the catalogue: ["},
		"nothing":                     {sound, "", "the catalogue is empty"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(sound, c.old, c.new, 1)
			if text == sound {
				t.Fatal("the mistake was not made")
			}
			doc, err := access.ParseCatalogue([]byte(text))
			if err == nil || doc != nil {
				t.Fatal("the mistake was not found")
			}
			if !strings.Contains(err.Error(), c.says) {
				t.Errorf("got: %v\nwant: %s", err, c.says)
			}
			if c.says[:4] == "line" && !strings.Contains(c.old, "key:") && strings.Count(err.Error(), "\n") > 0 {
				t.Errorf("one mistake is told as several: %v", err)
			}
		})
	}
}
