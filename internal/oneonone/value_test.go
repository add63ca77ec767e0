package oneonone

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func drawDate(t *rapid.T) Date {
	return Date{Year: 1999, Month: time.December, Day: 31}.AddDays(rapid.IntRange(0, 40000).Draw(t, "day"))
}

func TestDateLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, n := drawDate(t), rapid.IntRange(-20000, 20000).Draw(t, "days")
		if back, err := ParseDate(d.String()); back != d || err != nil {
			t.Errorf("%s reads back as %v, %v", d, back, err)
		}
		e := d.AddDays(n)
		if e.DaysSince(d) != n || d.DaysSince(e) != -n {
			t.Errorf("%s is %d days after %s, says DaysSince %d", e, n, d, e.DaysSince(d))
		}
		if e.After(d) != (n > 0) || e.Before(d) != (n < 0) || (e.Compare(d) == 0) != (n == 0) || (e.String() < d.String()) != (n < 0) {
			t.Errorf("%s and %s, %d days later, are out of order", d, e, n)
		}
		if got := DateOf(d.Time(time.FixedZone("", 13*3600))); got != d {
			t.Errorf("the first moment of %s is on %s", d, got)
		}
		b, err := json.Marshal(d)
		var again Date
		if err != nil || json.Unmarshal(b, &again) != nil || again != d {
			t.Errorf("%s is %s in JSON and reads back as %s", d, b, again)
		}
	})
}

func TestParseDate(t *testing.T) {
	for _, s := range []string{"2026-1-2", "2026-02-30", "24.11.2026", "2026-11-24T10:00:00Z", " 2026-11-24", "today", "2026-11-24 ", "20261124"} {
		if d, err := ParseDate(s); err == nil || !d.IsZero() {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, err)
		}
	}
	if d, err := ParseDate(""); err != nil || !d.IsZero() {
		t.Errorf(`ParseDate("") = %v, %v`, d, err)
	}
	if d, err := ParseDate("2028-02-29"); err != nil || d != (Date{2028, time.February, 29}) {
		t.Errorf("the leap day is %v, %v", d, err)
	}
}

func TestDateWords(t *testing.T) {
	d := Date{2026, time.November, 4}
	for _, tt := range []struct{ got, want string }{
		{d.Long(), "Wednesday 4 November 2026"}, {d.Short(Date{Year: 2026}), "4 Nov"}, {d.Short(Date{Year: 2027}), "4 Nov 2026"}, {d.String(), "2026-11-04"}, {Date{}.String(), ""}, {d.Weekday().String(), "Wednesday"},
		{DateOf(time.Time{}).String(), ""}, {Date{}.AddDays(3).String(), ""}, {DateOf(time.Date(2026, 11, 4, 23, 59, 0, 0, time.FixedZone("", -8*3600))).String(), "2026-11-04"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

// TestAbsent keeps the promise on JSON: absent values are null, lists never.
func TestAbsent(t *testing.T) {
	type value struct {
		D Date         `json:"d"`
		M Maybe        `json:"m"`
		L List[string] `json:"l"`
	}
	for want, v := range map[string]value{
		`{"d":null,"m":null,"l":[]}`:                {},
		`{"d":"2026-11-04","m":"x\"","l":["a",""]}`: {Date{2026, 11, 4}, `x"`, List[string]{"a", ""}},
	} {
		b, err := json.Marshal(v)
		if err != nil || string(b) != want {
			t.Errorf("%+v is %s, %v, want %s", v, b, err, want)
		}
		again := value{D: Date{2000, 1, 1}, M: "old", L: List[string]{"old"}}
		if err := json.Unmarshal(b, &again); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(len(v.L), len(again.L)) + cmp.Diff(v.D, again.D) + cmp.Diff(v.M, again.M); diff != "" {
			t.Errorf("%s reads back (-was +is):\n%s", b, diff)
		}
	}
	for _, bad := range []string{`{"d":"soon"}`, `{"d":5}`, `{"m":5}`, `{"d":"2026-13-01"}`} {
		var v value
		if err := json.Unmarshal([]byte(bad), &v); err == nil {
			t.Errorf("%s is read as %+v", bad, v)
		}
	}
}
