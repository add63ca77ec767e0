package cli

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A key that is set holds, everything else stays as it was, and every comment
// stays in the file. Taken out again, its default holds.
func TestSetKeyChangesOneKey(t *testing.T) {
	lines := []string{
		"me = [\"Alex\", \"AM\"] # names\n", "# a comment = with [signs]\n", "style = 'dark'\n", "git = [\n  \"a # b\", # [\n  'c]',\n]\n",
		"model = \"small \\\" one\"\n", "\n", "timeout = \"30s\"", "local_only = true\n", "redact = [\"\"\"two\nlines\"\"\"]\n",
	}
	tables := []string{"[meeting]\nwith = \"Priya\"\n# minutes = 5\n", "# short forms\n[glossary]\nsvc = \"service\"\n\"a b\" = \"c\"\n", "[ meeting ] # usual\nminutes = 45\n"}
	keys := map[string][]string{"model": {"large"}, "git": {"x", "y"}, "meeting.with": {"Sam"}, "meeting.minutes": {"25"}, "glossary.svc": {"set"}, "glossary.new one": {"n"}, "local_only": {"false"}, "timeout": {"2m"}}
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		for i, l := range lines {
			if rapid.Bool().Draw(t, "line") {
				text.WriteString(l)
				if !strings.HasSuffix(l, "\n") && i < len(lines)-1 {
					text.WriteByte('\n')
				}
			}
		}
		for i, l := range tables {
			if rapid.Bool().Draw(t, "table") && !(i == 2 && strings.Contains(text.String(), "[meeting]")) {
				text.WriteString(l)
			}
		}
		before := defaultConfig()
		if err := decodeConfig("c", []byte(text.String()), &before); err != nil {
			t.Fatal(err)
		}
		var names []string
		for k := range keys {
			names = append(names, k)
		}
		key := rapid.SampledFrom(slices.Sorted(slices.Values(names))).Draw(t, "key")
		s, entry, err := knownSetting(key)
		if err != nil {
			t.Fatal(err)
		}
		value, err := s.written(entry, keys[key])
		if err != nil {
			t.Fatal(err)
		}
		changed := setKey(text.String(), key, value)
		after := defaultConfig()
		if err := decodeConfig("c", []byte(changed), &after); err != nil {
			t.Fatalf("%v in\n%s", err, changed)
		}
		for _, other := range settings() {
			if other.key != s.key && !reflect.DeepEqual(other.at(&before), other.at(&after)) {
				t.Fatalf("%s changed with %s:\n%s", other.key, key, changed)
			}
		}
		want := defaultConfig()
		if err := decodeConfig("c", []byte(key2toml(key)+" = "+value+"\n"), &want); err != nil {
			t.Fatal(err)
		}
		got := reflect.ValueOf(s.at(&after)).Elem().Interface()
		if table, ok := got.(map[string]string); ok {
			if table[entry] != keys[key][0] {
				t.Fatalf("%s is %v", key, table)
			}
		} else if !reflect.DeepEqual(got, reflect.ValueOf(s.at(&want)).Elem().Interface()) {
			t.Fatalf("%s is %v in\n%s", key, got, changed)
		}
		for _, comment := range []string{"# a comment = with [signs]", "# minutes = 5", "# short forms"} {
			if strings.Count(text.String(), comment) != strings.Count(changed, comment) {
				t.Fatalf("%q is gone:\n%s", comment, changed)
			}
		}
		dropped := defaultConfig()
		if err := decodeConfig("c", []byte(dropKey(changed, key)), &dropped); err != nil {
			t.Fatalf("%v after taking %s out of\n%s", err, key, changed)
		}
		if _, set := findKey(dropKey(changed, key), key); set {
			t.Fatalf("%s is still set", key)
		}
	})
}

func key2toml(key string) string {
	table, entry, found := strings.Cut(key, ".")
	if !found {
		return key
	}
	return table + "." + quotedKey(entry)
}

// Whatever text is quoted comes back.
func TestQuoteTOML(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		cfg := defaultConfig()
		if err := decodeConfig("c", []byte("model = "+quoteTOML(text)+"\n"), &cfg); err != nil || cfg.Model != strings.ToValidUTF8(text, "\ufffd") {
			t.Fatalf("%q became %q: %v", text, cfg.Model, err)
		}
	})
}
