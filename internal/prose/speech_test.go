package prose

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHearSpellsOut(t *testing.T) {
	h := Hear("I’ll send it, won't I? Let's see -> Sam & Jo.")
	if want := " i will send it , will not i ? let us see > sam and jo . "; h.plain != want {
		t.Errorf("got %q, want %q", h.plain, want)
	}
	if !h.Says("i will", "nothing") || h.Says("i wil") || !h.Says("se*") || h.Says("it will not") {
		t.Error("cues match across a mark or half a word")
	}
	if rest, ok := h.Starts("i will"); !ok || h.Text[rest:] != " send it, won't I? Let's see -> Sam & Jo." {
		t.Errorf("Starts gave %q", h.Text[rest:])
	}
	if !h.Ends("sam and jo") || h.Ends("am and jo") {
		t.Error("Ends matches half a word")
	}
}

func TestCastResolvesNames(t *testing.T) {
	c := NewCast([]string{"Łukasz"}, "Priya Anand", []string{"Paul Abel", "Paul Stone", "Zoë Quist"})
	for name, want := range map[string]string{
		"lukasz": Writer, "@Lukasz": Writer, "L": Writer, "Priya": "Priya Anand", "P": "Priya Anand", "PA": "Priya Anand",
		"Paul": "", "Paul Abel": "Paul Abel", "stone": "Paul Stone", "zoe": "Zoë Quist", "@zoe.quist": "Zoë Quist", "Nobody": "", "": "",
	} {
		if got, _ := c.Who(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

func TestCutLabel(t *testing.T) {
	for _, c := range []struct{ line, label, rest string }{
		{"Dana: hello", "Dana", "hello"},
		{"[00:12] Dana: hello", "Dana", "hello"},
		{"(1:02:33) Project Manager: hello", "Project Manager", "hello"},
		{"Alice (10:02): hello", "Alice", "hello"},
		{"**Dana:** hello", "Dana", "hello"},
		{"09:15 Dana: hello", "Dana", "hello"},
		{"see https://example.com/a", "", ""},
		{"we start at 10:30 sharp", "", ""},
		{"this is a very long sentence with: a colon", "", ""},
		{"1:1 with Dana", "", ""},
	} {
		label, rest, ok := CutLabel(c.line)
		if ok != (c.label != "") || ok && (label != c.label || rest != c.rest) {
			t.Errorf("%q gave %q, %q, %v", c.line, label, rest, ok)
		}
	}
}

func TestPromise(t *testing.T) {
	names := func(s string) bool { return s == "Sam" || s == "Ola" || s == "Sam Reed" }
	for _, c := range []struct{ text, who, task string }{
		{"I'll write the plan", "I", "write the plan"},
		{"Sam Reed will write the plan", "Sam Reed", "write the plan"},
		{"Sam to check the logs", "Sam", "check the logs"},
		{"Ola and Sam are going to check the logs", "Ola and Sam", "check the logs"},
		{"we both need to review it", "both", "review it"},
		{"the project manager will send the minutes", "project manager", "send the minutes"},
		{"she took the point and will shorten them", "she", "shorten them"},
		{"asked me to write the plan", "I", "write the plan"},
		{"Sam agreed to check the logs", "Sam", "check the logs"},
		{"Sam will not write it", "", ""},
		{"nothing for me to do", "", ""},
		{"the release will break", "", ""},
		{"I'll be away", "", ""},
		{"I will see", "", ""},
		{"Sam said that it will help", "", ""},
	} {
		p, ok := Hear(c.text).Promise(names)
		if got := [2]string{p.Who, c.text[p.Start:]}; ok != (c.who != "") || ok && got != [2]string{c.who, c.task} {
			t.Errorf("%q: %v, %v", c.text, got, ok)
		}
	}
}

func TestMoods(t *testing.T) {
	moods := func(h Heard) string {
		var out []string
		for _, m := range []struct {
			name string
			is   bool
		}{{"asks", h.Asks()}, {"done", h.Done()}, {"dropped", h.Dropped()}, {"supposes", h.Supposes()}, {"undecided", h.Undecided()}, {"decides", h.Decides()}, {"orders", h.Orders()}} {
			if m.is {
				out = append(out, m.name)
			}
		}
		return strings.Join(out, " ")
	}
	want := map[string]string{
		"Send the plan to Ola":                "orders",
		"Review of the plan":                  "",
		"Should we stop?":                     "asks",
		"Ola already did it":                  "done",
		"to be done by Friday":                "",
		"the ten answers: I did them already": "done",
		"Sam did the slides already":          "done",
		"what did the build break, already?":  "asks",
		"the workshop is cancelled":           "dropped",
		"maybe we meet again":                 "supposes",
		"no decision yet":                     "undecided",
		"we decided to stop":                  "decides",
		"we agreed that it was a good year":   "",
		"who decides about it is unclear":     "undecided",
		"the build got slower":                "",
	}
	got := map[string]string{}
	for text := range want {
		got[text] = moods(Hear(text))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestWithoutFillers(t *testing.T) {
	for text, want := range map[string]string{
		"Um, so we we could, uh, do it in the in the app.": "so we could do it in the app.",
		"I had had it. No no.":                             "I had had it. No no.",
		"interac interacting with 3 30 things - 2 left":    "interacting with 3 30 things - 2 left",
	} {
		if got := WithoutFillers(text); got != want {
			t.Errorf("%q gave %q", text, got)
		}
	}
}

func FuzzHear(f *testing.F) {
	f.Add("I'll send it, won't I? -> Sam & Jo: (me) 👍")
	f.Add("\xff'm 's ' @ ’t")
	f.Fuzz(func(t *testing.T, text string) {
		h := Hear(text)
		for _, tok := range h.tokens {
			if tok.start < 0 || tok.end > len(text) || tok.start > tok.end {
				t.Fatalf("token %+v lies outside %q", tok, text)
			}
		}
		names := func(s string) bool { return len(s) > 2 }
		if p, ok := h.Promise(names); ok && (p.From > p.Start || p.Start > len(text)) {
			t.Fatalf("promise %+v in %q", p, text)
		}
		h.Orders()
		h.Decides()
		if p, ok := h.Deed(names); ok && p.Start > len(text) {
			t.Fatalf("deed %+v in %q", p, text)
		}
		h.LastSubject(names)
		h.Receiver(names)
		h.NameAfter("from")
		h.Points()
		h.Request()
		if label, rest, ok := CutLabel(text); ok && (label == "" || !strings.HasSuffix(strings.TrimSpace(text), rest)) {
			t.Fatalf("label %q, rest %q of %q", label, rest, text)
		}
		WithoutFillers(text)
	})
}
