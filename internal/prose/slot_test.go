package prose

import (
	"fmt"
	"strings"
	"testing"
)

// showSlots writes slots as "kind:text=what", a loose figure with ? behind it.
func showSlots(all []Slot) string {
	var out []string
	for _, s := range all {
		out = append(out, s.Text+"="+showSlot(s))
	}
	return strings.Join(out, "; ")
}

func showSlot(s Slot) string {
	switch s.Kind {
	case FigureSlot:
		return showFigure(s)
	case DaySlot:
		days := showDay(s.Day)
		if s.Until != s.Day {
			days += ".." + showDay(s.Until)
		}
		return strings.TrimSpace(days + mark(s.Relative, "~") + " " + s.Part)
	case MonthSlot:
		return fmt.Sprintf("%02d/%d", int(s.Day.Month), s.Day.Year)
	case WeekdaySlot:
		return s.Weekday.String()[:3] + mark(s.Day != Date{}, " "+showDay(s.Day))
	case ClockSlot:
		hours := mark(s.Hour >= 0, fmt.Sprintf("%.2fh", s.Value)) + mark(s.High != 0, fmt.Sprintf("-%.2fh", s.High))
		return strings.TrimSpace(hours + " " + s.Part)
	case QuotationSlot:
		return "quoted"
	}
	return s.Key
}

func showFigure(s Slot) string {
	text := showValue(s.quantity()) + mark(s.Per != "", " per "+s.Per)
	return mark(s.Approx, "~") + text + mark(s.Loose, "?")
}

func showDay(d Date) string {
	return fmt.Sprintf("%d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

func mark(yes bool, text string) string {
	if yes {
		return text
	}
	return ""
}

var slotCases = []struct{ text, want string }{
	// Figures.
	{"29,800 rows", "29,800=29800/rows"},
	{"29.800 rows", "29.800=29800/rows"},
	{"29 800 rows", "29 800=29800/rows"},
	{"29.8k rows", "29.8k=29800/rows"},
	{"2h30 of debugging", "2h30=2.5 h/debugging"},
	{"October 29,800", "October=10/0; 29,800=29800"},
	{"October 28 of 31", "October=10/0; 28 of 31=28:31"},
	{"a week late", "a week=1 week?"},
	{"Thirtieth of June", "Thirtieth of June=0-06-30"},
	{"in march and in may", "march=03/0; may=05/0"},
	{"we may march on", ""},
	{"I deploy tonight", "tonight=2026-10-14~ night"},
	{"Send it. Keep it.", ""},
	{"see PR 881, !12", "PR 881=#881; !12=#12"},
}

func TestSlots(t *testing.T) {
	for _, c := range slotCases {
		if got := showSlots(Slots(c.text, wednesday, Locale{}, nil)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
