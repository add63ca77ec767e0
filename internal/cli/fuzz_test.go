package cli

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"oneonone/internal/oneonone"
)

// The lines of a TOML text follow one another without a gap, and a key is one that the text has.
func FuzzTOMLLines(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for l := range tomlLines(text) {
			if l.start != at || l.end <= l.start || l.end > len(text) {
				t.Fatalf("%q: a line from %d to %d after %d", text, l.start, l.end, at)
			}
			at = l.end
			if l.text != strings.TrimSpace(l.text) || !strings.Contains(text[l.start:l.end], l.text) {
				t.Fatalf("%q: %q is not the line from %d to %d", text, l.text, l.start, l.end)
			}
			if l.isHeader() && l.key != "" {
				t.Fatalf("%q: %q is a header and an entry", text, l.text)
			}
			if found, ok := findKey(text, l.key); l.key != "" && (!ok || found.start > l.start) {
				t.Fatalf("%q: %q is not found", text, l.key)
			}
		}
		if at != len(text) {
			t.Fatalf("%q is read up to %d", text, at)
		}
	})
}

// sound reads a config, and gives false for one that can't be read.
func sound(text string) (cfg Config, ok bool) {
	cfg = defaultConfig()
	return cfg, decodeConfig("c", []byte(text), &cfg) == nil
}

// A setting or an entry of a table, whatever it is called, can be set, set anew and taken out of
// any config that can be read, and nothing else changes by it.
func FuzzSetKey(f *testing.F) {
	f.Fuzz(func(t *testing.T, text, key string) {
		changed := setKey(text, key, `"x"`)
		if !strings.Contains(changed, `= "x"`) {
			t.Fatalf("%q", changed)
		}
		_ = dropKey(changed, key)
		before, ok := sound(text)
		if !ok || key == "" || !utf8.ValidString(key) || strings.Contains(text, "glossary") && strings.Contains(text, "{") {
			return // entries of a table on one line are left to the user
		}
		delete(before.Glossary, key)
		for _, value := range []string{"x", "a # b = [\"c\"]"} {
			text = setKey(text, "glossary."+key, quoteTOML(value))
			after, ok := sound(text)
			if !ok {
				t.Fatalf("%q can't be read", text)
			}
			if after.Glossary[key] != value {
				t.Fatalf("%q is %q in %q", key, after.Glossary[key], text)
			}
		}
		after, ok := sound(dropKey(text, "glossary."+key))
		if len(before.Glossary) == 0 && len(after.Glossary) == 0 {
			before.Glossary, after.Glossary = nil, nil
		}
		if !ok || !reflect.DeepEqual(before, after) {
			t.Fatalf("%+v became %+v in %q", before, after, text)
		}
	})
}

// A config that can't be read is told in one clean line, and one that can is the same again.
func FuzzConfig(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		cfg := defaultConfig()
		err := decodeConfig("c", []byte(text), &cfg)
		if err == nil {
			if again, ok := sound(text); !ok || !reflect.DeepEqual(again, cfg) {
				t.Fatalf("%+v, then %+v", cfg, again)
			}
			return
		}
		var told *fault
		if !errors.As(err, &told) {
			t.Fatalf("%q: %v is not in the user's words", text, err)
		}
	})
}

// A rhythm is told as it was read.
func FuzzEvery(f *testing.F) {
	today := oneonone.Date{Year: 2026, Month: 11, Day: 20}
	f.Fuzz(func(t *testing.T, value string) {
		days, err := readEvery(value)
		if err != nil && days != 0 || days < 0 || days > 366 {
			t.Fatalf("%q is %d days, %v", value, days, err)
		}
		if said, found := strings.CutPrefix(sayEvery(days), "every "); err == nil && found && strings.Contains(said, " ") {
			if again, err := readEvery(said); err != nil || again != days {
				t.Fatalf("%q is told as %q, which is %d days, %v", value, said, again, err)
			}
		}
		from, to, err := lastPeriod(value, today)
		if err == nil && (from.After(to) || to.After(today) || from.IsZero()) {
			t.Fatalf("the last %q is from %s to %s", value, from, to)
		}
	})
}

// What the user wrote into an agenda is in the next one, and a new one stands as it was drafted
// where nothing was written into the old one.
func FuzzOwnSections(f *testing.F) {
	meeting := oneonone.Slot{ID: "m", On: oneonone.Date{Year: 2026, Month: 11, Day: 20}, With: "Priya Nair", Minutes: 30}
	draft := oneonone.Agenda{Meeting: meeting}
	drafted := oneonone.AgendaMarkdown(draft)
	f.Fuzz(func(t *testing.T, written string) {
		if own := ownSections(drafted, draft); len(own) > 0 {
			t.Fatalf("%q is not the user's", own)
		}
		own := ownSections(drafted+written, draft)
		merged := strings.Split(insertSections(drafted, own, draft, draft), "\n")
		for _, s := range own {
			for _, line := range s.lines {
				if _, isHeading := headingOf(line); !isHeading && !slices.Contains(merged, line) {
					t.Fatalf("%q of %q is gone:\n%q", line, written, merged)
				}
			}
		}
		for line := range strings.Lines(drafted) {
			if !slices.Contains(merged, strings.TrimRight(line, "\n")) {
				t.Fatalf("%q of the draft is gone:\n%q", line, merged)
			}
		}
	})
}
