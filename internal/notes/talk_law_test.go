package notes

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// spoken is what somebody says at a stretch.
type spoken struct{ who, text string }

// writers are the forms in which programs write a talk down.
func writers() map[string]func([]spoken) string {
	each := func(f func(i int, s spoken) string) func([]spoken) string {
		return func(talk []spoken) string {
			var b strings.Builder
			for i, s := range talk {
				b.WriteString(f(i, s))
			}
			return b.String()
		}
	}
	clock := func(i int) string { return fmt.Sprintf("%d:%02d", i/4, i%4*15+3) }
	cue := func(i int) string {
		return fmt.Sprintf("00:%02d:%02d.000 --> 00:%02d:%02d.900", i/4, i%4*15, i/4, i%4*15+14)
	}
	vtt := func(f func(int, spoken) string) func([]spoken) string {
		return func(talk []spoken) string { return "WEBVTT\n\nNOTE made by a machine\n\n" + each(f)(talk) }
	}
	return map[string]func([]spoken) string{
		"name and time on a line": each(func(i int, s spoken) string { return s.who + "   " + clock(i) + "\n" + s.text + "\n\n" }),
		"name, role and time":     each(func(i int, s spoken) string { return s.who + " (External)  " + clock(i) + "\n" + s.text + "\n\n" }),
		"bold name":               each(func(i int, s spoken) string { return "**" + s.who + "** 00:0" + clock(i) + " " + s.text + "\n" }),
		"bold label":              each(func(_ int, s spoken) string { return "**" + s.who + ":** " + s.text + "\n\n" }),
		"label":                   each(func(_ int, s spoken) string { return s.who + ": " + s.text + "\n" }),
		"two angles, label":       each(func(_ int, s spoken) string { return ">> " + s.who + ": " + s.text + "\n" }),
		"time in brackets, label": each(func(i int, s spoken) string { return "[00:0" + clock(i) + "] " + s.who + ": " + s.text + "\n" }),
		"time, then name":         each(func(i int, s spoken) string { return "0" + clock(i) + " - " + s.who + "\n" + s.text + "\n\n" }),
		"name, then time below":   each(func(i int, s spoken) string { return s.who + "\n  10:" + clock(i)[2:] + " AM\n" + s.text + "\n" }),
		"day and time, label": each(func(i int, s spoken) string {
			return "[30/11/2026, 10:" + clock(i)[2:] + ":11] " + s.who + ": " + s.text + "\n"
		}),
		"from somebody to all": each(func(i int, s spoken) string {
			return "10:" + clock(i)[2:] + ":11 From " + s.who + " to Everyone:\n\t" + s.text + "\n"
		}),
		"name, dash, day and time": each(func(i int, s spoken) string {
			return s.who + " — Today at 10:" + clock(i)[2:] + " AM\n" + s.text + "\n\n"
		}),
		"captions with voices":  vtt(func(i int, s spoken) string { return cue(i) + "\n<v " + s.who + ">" + s.text + "</v>\n\n" }),
		"captions, voice alone": vtt(func(i int, s spoken) string { return cue(i) + "\n<v " + s.who + ">\n" + s.text + "</v>\n\n" }),
		"captions with labels":  each(func(i int, s spoken) string { return fmt.Sprintf("%d\n%s\n%s: %s\n\n", i+1, cue(i), s.who, s.text) }),
		"captions, text in halves": vtt(func(i int, s spoken) string {
			words := strings.Fields(s.text)
			half := len(words) / 2
			return cue(2*i) + "\n<v " + s.who + ">" + strings.Join(words[:half], " ") + "\n" + strings.Join(words[half:], " ") + "</v>\n\n"
		}),
	}
}

// turnsOf gives who says what, what one says in a row in one piece.
func turnsOf(n Notes) []spoken {
	var out []spoken
	for _, it := range n.Items {
		if last := len(out) - 1; last >= 0 && out[last].who == it.Speaker {
			out[last].text += " " + it.Text
			continue
		}
		out = append(out, spoken{it.Speaker, it.Text})
	}
	return out
}

func drawTalk(t *rapid.T) []spoken {
	two := rapid.SampledFrom([][2]string{
		{"Ada Byron", "Sam Okafor"}, {"Jörg van der Berg", "Zoë O'Neil"}, {"李雷", "韩梅梅"}, {"Maria do Carmo", "Yaw Boateng-Mensah"}, {"Анна Петрова", "Kim"},
	}).Draw(t, "two")
	said := []string{
		"Let's start with checkout.", "I will send you the retry rules by Friday.", "We need the numbers first, and they come from the cluster.",
		"Who talks to legal?", "That is fine.", "I'll ask the data team for two nights on the cluster by Wednesday.", "No, not this year.",
	}
	n := rapid.IntRange(4, 12).Draw(t, "turns")
	talk := make([]spoken, n)
	for i := range talk {
		var text []string
		for range rapid.IntRange(1, 2).Draw(t, "sentences") {
			text = append(text, rapid.SampledFrom(said).Draw(t, "sentence"))
		}
		talk[i] = spoken{two[i%2], strings.Join(text, " ")}
	}
	return talk
}

// TestTheSameTalkInAnyForm holds that a talk is the same whichever program wrote it down.
func TestTheSameTalkInAnyForm(t *testing.T) {
	nobody := Meeting{On: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), Knows: func(string) bool { return false }}
	rapid.Check(t, func(t *rapid.T) {
		talk := drawTalk(t)
		for name, write := range writers() {
			raw := write(talk)
			n := Read(raw, nobody)
			if diff := cmp.Diff(talk, turnsOf(n), cmp.AllowUnexported(spoken{})); diff != "" || !n.Talk {
				t.Fatalf("%s (talk: %v; -said +read)\n%s\n%s", name, n.Talk, diff, raw)
			}
			checkLines(t, raw, n)
		}
	})
}

// checkLines holds that every word of an item stands in the lines that it cites.
func checkLines(t rapid.TB, raw string, n Notes) {
	t.Helper()
	lines := strings.Split(raw, "\n")
	for _, it := range n.Items {
		var have []string
		for _, no := range it.LinesOf(0, len(it.Text)) {
			if no < 1 || no > len(lines) {
				t.Fatalf("%q cites line %d of %d", it.Text, no, len(lines))
			}
			have = append(have, lines[no-1])
		}
		for _, w := range strings.Fields(it.Text) {
			if !slices.ContainsFunc(have, func(line string) bool { return strings.Contains(plainSpaces(line), strings.Trim(w, "()")) }) {
				t.Fatalf("%q is not in the lines of %q: %q", w, it.Text, have)
			}
		}
	}
}

// FuzzRead holds that notes of any form are read without a fault, every item from the lines it
// cites, and that no line with words is passed over in silence.
func FuzzRead(f *testing.F) {
	for _, write := range writers() {
		f.Add(write([]spoken{{"Ada Byron", "I will send it."}, {"Sam Okafor", "Good."}, {"Ada Byron", "By Friday."}, {"Sam Okafor", "Fine."}}))
	}
	for _, c := range formCases() {
		f.Add(c.raw)
	}
	m := Meeting{On: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), Knows: func(name string) bool { return name == "Sam" || name == "Priya" }}
	f.Fuzz(func(t *testing.T, raw string) {
		n := Read(raw, m)
		in := map[int]bool{}
		for _, it := range n.Items {
			for _, no := range it.LinesOf(0, len(it.Text)) {
				in[no] = true
			}
			if it.Text == "" {
				t.Errorf("an item says nothing")
			}
		}
		if n.Talk {
			return // what stands before and behind a talk is in no item
		}
		for _, l := range n.Lines {
			if l.Says() && !l.Foreign && !in[l.No] {
				t.Errorf("line %d is in no item: %q", l.No, l.Text)
			}
		}
	})
}
