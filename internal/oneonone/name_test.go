package oneonone

import (
	"strings"
	"testing"
)

func TestSameName(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"Sam Okafor", "Sam Okafor", true}, {"Sam", "Sam Okafor", true}, {"sam okafor", "SAM OKAFOR", true}, {"@sam", "Sam Okafor", true}, {"sam.okafor", "Sam Okafor", true},
		{"@sam_okafor", "Sam Okafor", true}, {"sam-okafor", "sam.okafor", true}, {" Sam ", "Sam", true}, {"Zoë", "zoë", true}, {"李", "李 雷", true},
		{"Okafor", "Sam Okafor", false}, {"Sam", "Samira", false}, {"Sam Lind", "Sam Okafor", false}, {"", "Sam", false}, {"", "", false}, {"@", "@", false}, {"Jo Ann Lee", "Jo Lee", false}, {".", "Sam", false},
	}
	for _, tt := range tests {
		if SameName(tt.a, tt.b) != tt.want || SameName(tt.b, tt.a) != tt.want {
			t.Errorf("SameName(%q, %q) = %v, the other way round %v, want %v", tt.a, tt.b, SameName(tt.a, tt.b), SameName(tt.b, tt.a), tt.want)
		}
	}
}

func TestFirstName(t *testing.T) {
	for in, want := range map[string]string{"Sam Okafor": "Sam", " Sam": "Sam", "Sam": "Sam", "": "", "Anna-Lena Berg": "Anna-Lena"} {
		if got := FirstName(in); got != want {
			t.Errorf("FirstName(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSpoken(t *testing.T) {
	for in, want := range map[string]string{
		"paired with @sam on the importer":         "paired with Sam on the importer",
		"+billing the job is slow":                 "billing: the job is slow",
		"+billing: the job is slow":                "billing: the job is slow",
		"the job is slow #perf +billing":           "the job is slow",
		"the job is slow @sam":                     "the job is slow Sam",
		"moved +billing to the new host":           "moved billing to the new host",
		"#ops +billing down":                       "ops: down",
		"@sam said no":                             "Sam said no",
		"(@sam, @éva)":                             "(Sam, Éva)",
		"mail a@b.example, C# and +1 are no marks": "mail a@b.example, C# and +1 are no marks",
		"#ops":                           "",
		"  two   spaces  ":               "two spaces",
		"":                               "",
		"asked him (@sam)":               "asked him (Sam)",
		"plain words":                    "plain words",
		"#123 is a number, no tag":       "#123 is a number, no tag",
		"fixed it, see https://x.y/#top": "fixed it, see https://x.y/#top",
	} {
		if got := Spoken(in); got != want {
			t.Errorf("Spoken(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzSpoken(f *testing.F) {
	for _, s := range []string{"@sam #tag +p text", "+p: x", "@é", "`#code` x", "#", "@", "+", "\x00@a", "(@a)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Spoken(s)
		if got != strings.TrimSpace(got) && strings.TrimSpace(s) == s {
			t.Errorf("Spoken(%q) = %q has spaces around it", s, got)
		}
		if strings.Contains(got, "\n") {
			t.Errorf("Spoken(%q) = %q has a line break", s, got)
		}
	})
}

func TestAfterOwner(t *testing.T) {
	for _, tt := range []struct{ owner, task, want string }{
		{"Sam", "Sam asks the data team", "ask the data team"},
		{"Sam Okafor", "Sam asks the data team", "ask the data team"},
		{"Sam", "Sam and Kim ask", "Sam and Kim ask"},
		{"Sam", "Samples for the lab", "Samples for the lab"},
		{"", "Sam asks", "Sam asks"},
		{"me", "Send it", "Send it"},
		{"me", "I ask Amadou", "ask Amadou"},
		{"me", "In June: the plan", "In June: the plan"},
		{"Sam", "She sends it", "send it"},
		{"Sam", "Sam has to ask", "have to ask"},
	} {
		if got := AfterOwner(Maybe(tt.owner), tt.task); got != tt.want {
			t.Errorf("AfterOwner(%q, %q) = %q, want %q", tt.owner, tt.task, got, tt.want)
		}
	}
}
