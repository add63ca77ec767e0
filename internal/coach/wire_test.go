package coach

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"

	"oneonone/internal/oneonone"
)

// TestWireTypesFitSchemas walks each schema beside its Go type: the same
// fields as required, in the same order, the same types, null where the type
// has a pointer.
func TestWireTypesFitSchemas(t *testing.T) {
	for task, wire := range map[string]any{"prep": wireAgenda{}, "recap": wireRecap{}, "reflect": wireReflection{}, "short": wireShort{}, "verify": wireVerify{}} {
		var s jsonschema.Schema
		if err := json.Unmarshal(schemaOf(t, task), &s); err != nil {
			t.Fatal(err)
		}
		compare(t, task, &s, reflect.TypeOf(wire))
	}
}

func nullable(s *jsonschema.Schema) bool {
	return slices.Contains(s.Types, "null") || slices.ContainsFunc(s.AnyOf, func(part *jsonschema.Schema) bool { return part.Type == "null" })
}

func compare(t *testing.T, at string, s *jsonschema.Schema, typ reflect.Type) {
	t.Helper()
	if typ.Kind() == reflect.Pointer {
		if !nullable(s) {
			t.Errorf("%s: may be absent in Go, not in the schema", at)
		}
		typ = typ.Elem()
	} else if nullable(s) {
		t.Errorf("%s: may be null in the schema, not in Go", at)
	}
	want := map[reflect.Kind]string{reflect.String: "string", reflect.Int: "integer", reflect.Bool: "boolean", reflect.Slice: "array", reflect.Struct: "object"}[typ.Kind()]
	object := objectSchema(s)
	switch {
	case typ.Kind() == reflect.Struct && object != nil:
		compareFields(t, at, object, typ)
	case s.Type != want && (len(s.Types) == 0 || s.Types[0] != want):
		t.Errorf("%s: is %s in Go, %s%v in the schema", at, want, s.Type, s.Types)
	case typ.Kind() == reflect.Slice:
		compare(t, at+"[]", s.Items, typ.Elem())
	}
}

func compareFields(t *testing.T, at string, s *jsonschema.Schema, typ reflect.Type) {
	var names []string
	for field := range typ.Fields() {
		name := field.Tag.Get("json")
		names = append(names, name)
		if part := s.Properties[name]; part != nil {
			compare(t, at+"."+name, part, field.Type)
		}
	}
	if diff := cmp.Diff(s.Required, names); diff != "" {
		t.Errorf("%s: (-schema +Go)\n%s", at, diff)
	}
}

// TestEnums keeps the schemas' words and the draft's together.
func TestEnums(t *testing.T) {
	text := string(schemaOf(t, "prep")) + string(schemaOf(t, "recap"))
	for _, word := range []string{
		string(oneonone.FollowUp), string(oneonone.TechnicalDebt), string(oneonone.Ownership), string(oneonone.Skill), string(oneonone.Career),
		string(oneonone.InitiativeArea), string(oneonone.DeepDive), string(oneonone.Blocked), string(oneonone.FeedbackArea), string(oneonone.Collaboration),
		string(oneonone.Guidance), string(oneonone.Wellbeing), string(oneonone.Decides), string(oneonone.Affected), string(oneonone.Supports),
		string(oneonone.ToWin), string(oneonone.GoalNews), string(oneonone.FeedbackNews), string(oneonone.LateNews), string(oneonone.OtherNews), string(oneonone.Discussed), string(oneonone.CarriedOver), string(oneonone.Declined),
	} {
		if !strings.Contains(text, `"`+word+`"`) {
			t.Errorf("no schema has %q", word)
		}
	}
}
