package cli

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/jsonschema-go/jsonschema"

	"oneonone/internal/oneonone"
)

func loadSchema(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, err := schemas.ReadFile("schema/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	return &s
}

// The schemas say of each type what its Go type says: no field more, none
// less, and all of them required.
func TestSchemasFollowTypes(t *testing.T) {
	tests := map[string]reflect.Type{
		"agenda":     reflect.TypeFor[oneonone.Agenda](),
		"recap":      reflect.TypeFor[oneonone.Recap](),
		"reflection": reflect.TypeFor[oneonone.Reflection](),
		"finding":    reflect.TypeFor[oneonone.Finding](),
	}
	if len(tests)+1 != len(schemaNames()) {
		t.Errorf("%d schemas are compared, there are %d", len(tests)+1, len(schemaNames()))
	}
	for name, typ := range tests {
		root := loadSchema(t, name)
		compareSchema(t, name, root, root, typ)
	}
}

func TestRecordSchemaFollowsTypes(t *testing.T) {
	root := loadSchema(t, "record")
	if len(root.OneOf) != 11 {
		t.Errorf("the schema knows %d kinds", len(root.OneOf))
	}
	for _, alternative := range root.OneOf {
		s := resolveRef(root, alternative)
		kind := fmt.Sprint(*s.Properties["kind"].Const)
		rec, err := oneonone.New(oneonone.Kind(kind))
		if err != nil {
			t.Errorf("the schema knows the kind %q: %v", kind, err)
			continue
		}
		compareSchema(t, kind, root, s, reflect.TypeOf(rec).Elem())
	}
}

// compareSchema walks a schema and a type side by side.
func compareSchema(t *testing.T, path string, root, s *jsonschema.Schema, typ reflect.Type) {
	t.Helper()
	s = resolveRef(root, s)
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
		if len(s.AnyOf) == 2 { // null, or it; what is left out when nil is never null
			s = resolveRef(root, s.AnyOf[1])
		}
	}
	switch {
	case path == "agenda.draft" || path == "recap.draft" || path == "reflection.draft":
		return // drafts have schemas of their own
	case typ.Kind() == reflect.Slice:
		if s.Type != "array" || s.Items == nil {
			t.Errorf("%s is no array", path)
			return
		}
		compareSchema(t, path+"[]", root, s.Items, typ.Elem())
	case isLeaf(typ):
		if len(s.Properties) > 0 {
			t.Errorf("%s has properties", path)
		}
	default:
		compareObject(t, path, root, s, typ)
	}
}

func compareObject(t *testing.T, path string, root, s *jsonschema.Schema, typ reflect.Type) {
	t.Helper()
	var names, required []string
	for _, f := range reflect.VisibleFields(typ) {
		tag, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if tag == "" {
			continue
		}
		names = append(names, tag)
		if tag := f.Tag.Get("json"); !strings.Contains(tag, ",omitempty") && !strings.Contains(tag, ",omitzero") {
			required = append(required, tag)
		}
		if p, ok := s.Properties[tag]; ok {
			compareSchema(t, path+"."+tag, root, p, f.Type)
		}
	}
	var got []string
	for name := range s.Properties {
		got = append(got, name)
	}
	if diff := cmp.Diff(sorted(names), sorted(got)); diff != "" {
		t.Errorf("%s has other properties: %s", path, diff)
	}
	if diff := cmp.Diff(sorted(required), sorted(s.Required)); diff != "" {
		t.Errorf("%s requires others: %s", path, diff)
	}
	if s.AdditionalProperties == nil || s.AdditionalProperties.Not == nil {
		t.Errorf("%s allows other properties", path)
	}
}

func sorted(words []string) []string { return slices.Sorted(slices.Values(words)) }

// isLeaf tells whether a type is no object in JSON.
func isLeaf(typ reflect.Type) bool {
	marshaler := reflect.TypeFor[json.Marshaler]()
	text := reflect.TypeFor[encoding.TextMarshaler]()
	return typ.Kind() != reflect.Struct || typ.Implements(marshaler) || typ.Implements(text)
}

func resolveRef(root, s *jsonschema.Schema) *jsonschema.Schema {
	if name, ok := strings.CutPrefix(s.Ref, "#/$defs/"); ok {
		return root.Defs[name]
	}
	return s
}

// A draft as the program prints it is valid; with a field more it is not.
func TestSchemasValidate(t *testing.T) {
	slot := oneonone.Slot{ID: "m", On: oneonone.Date{Year: 2026, Month: time.November, Day: 24}, Minutes: 30}
	by := oneonone.DraftedBy{Engine: oneonone.Offline}
	tests := map[string]any{
		"agenda": oneonone.Agenda{
			ID: "a", Meeting: slot, DraftedBy: by, LastOn: slot.On, OneAsk: &oneonone.OneAsk{TopicID: "t", Text: "may I?"},
			Since: oneonone.List[oneonone.News]{{Kind: oneonone.LateNews, Line: oneonone.Line{Text: "x", Evidence: oneonone.List[string]{"n"}}}},
			Topics: oneonone.List[oneonone.Topic]{{
				ID: "t", Title: "x", Area: oneonone.Career, Smart: &oneonone.Smart{}, Carried: &oneonone.Carry{Times: 1, Since: slot.On},
				Say:    oneonone.List[oneonone.Line]{{Text: "x", Unsure: true}},
				Whys:   oneonone.List[oneonone.Why]{{Question: "why?"}},
				People: oneonone.List[oneonone.Stakeholding]{{Name: "Kim", Role: oneonone.ToWin}},
				Blanks: oneonone.List[oneonone.Blank]{{Field: "specific", Question: "what?", N: 1}},
			}},
			IfTime: oneonone.List[oneonone.Line]{{Text: "x"}},
			ForMe: oneonone.ForMe{
				Before:   oneonone.List[oneonone.Line]{{Text: "x"}},
				MayAsk:   oneonone.List[oneonone.MayAsk]{{Question: "why?"}, {Question: "why?", TopicID: "t"}},
				NotToday: oneonone.List[oneonone.NotToday]{{Text: "x"}}, WorthALook: oneonone.List[string]{"x"}, Private: 2,
			},
			Findings: oneonone.List[oneonone.Finding]{{Rule: "r", Severity: oneonone.SeverityWarning, Message: "m"}},
		},
		"recap":      oneonone.Recap{ID: "r", Meeting: slot, DraftedBy: by, KeyPoints: oneonone.List[oneonone.Said]{{Text: "x", Lines: oneonone.List[int]{1}}}},
		"reflection": oneonone.Reflection{ID: "r", From: slot.On, To: slot.On, DraftedBy: by},
		"finding":    oneonone.Finding{Rule: "r", Severity: oneonone.SeverityError, Message: "m"},
		"record":     &oneonone.Note{Head: oneonone.Head{ID: "n", Kind: oneonone.KindNote}},
	}
	for _, name := range schemaNames() {
		resolved, err := loadSchema(t, name).Resolve(nil)
		if err != nil {
			t.Fatal(err)
		}
		value := decoded(t, tests[name])
		if err := resolved.Validate(value); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		value["surprise"] = true
		if err := resolved.Validate(value); err == nil {
			t.Errorf("%s: a field that it does not know is valid", name)
		}
	}
}

// decoded gives a value as its JSON says it.
func decoded(t *testing.T, v any) map[string]any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var m map[string]any
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	return m
}
