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
	{"29,800 rows", "29,800=29800/rows"},
	{"29.800 rows", "29.800=29800/rows"},
	{"29 800 rows", "29 800=29800/rows"},
	{"29.8k rows", "29.8k=29800/rows"},
	{"2h30 of debugging", "2h30=2.5 h/debugging"},
	{"October 29,800", "October=10/0; 29,800=29800"},
	{"October 28 of 31", "October=10/0; 28 of 31=28:31"},
	{"a week late", "a week=1 week?"},
	{"in march and in may", "march=03/0; may=05/0"},
	{"we may march on", ""},
	{"I deploy tonight", "tonight=2026-10-14~ night"},
	{"Send it. Keep it.", ""},
	{"7 KW 47", "7=7; KW 47=2026-11-16..2026-11-20~"},
	{"the PR 24 Nov", "24 Nov=0-11-24"},
	{"1 h 24 Nov", "1 h=1 h; 24 Nov=0-11-24"},
	{"51 h 40 on logs", "51 h 40=51.666666666666664 h"},
	{"see PR 881, !12", "PR 881=#881; !12=#12"},
	{"2.1M users and 1.2k LOC", "2.1M=2.1e+06/users; 1.2k=1200/LOC"},
	{"two of them came twice", "two=2; twice=2 x"},
	{"forty-seven people, a dozen tests, half a dozen PRs", "forty-seven=47/people; a dozen=12/tests; half a dozen=6/PRs"},
	{
		"half of the bugs, two thirds of them, a third of the time",
		"half=50 %/bugs; two thirds=66.66666666666667 %; a third=33.333333333333336 %/time",
	},
	{"the first half, half done, cut in half", "half=50 %?; half=50 %?; half=50 %"},
	{"12 percent or 12%", "12 percent=12 %; 12%=12 %"},
	{"3 of 5 bigger tickets, 4/7 done", "3 of 5=3:5/bigger tickets; 4/7=4:7"},
	{"2-3 days, two to three hours", "2-3 days=2-3 day; two to three hours=2-3 h"},
	{"an hour and a half, two and a half days, 2½ h", "an hour and a half=1.5 h; two and a half days=2.5 day; 2½ h=2.5 h"},
	{
		"1h30m, 2 h 30 min, half an hour, three quarters of an hour",
		"1h30m=1.5 h; 2 h 30 min=2.5 h; half an hour=0.5 h; three quarters of an hour=0.75 h",
	},
	{"x2, 5x faster, doubled, three times", "x2=2 x; 5x=5 x; doubled=2 x; three=3 x/times"},
	{"€4k/month, 1,400 euro a month, $3M", "€4k=4000 € per month; 1,400 euro=1400 € per month; $3M=3e+06 $"},
	{
		"12 crashes a week, two bugs a week ago, once a day",
		"12=12/crashes per week; two=2/bugs; a week ago=2026-10-07~; a day=1 day?",
	},
	{"two days late, a day of tests", "two days=2 day; a day=1 day?"},
	{"14 pages in a week", "14=14/pages per week"},
	{"about 6 days, more than 40 bugs, ~30 ms, at least two", "6 days=~6 day; 40=~40/bugs; 30 ms=~30 ms; two=~2?"},
	{"went from 18 to 10 minutes", "18=18 min; 10 minutes=10 min"},
	{"TLS 1.3, got 403s, week 3, 1. triage", "1.3=1.3?; 403=403?; 3=3?; 1=1"},
	{"no bugs, none", "no=0/bugs?; none=0?"},
	{
		"2026-11-05, 5 November, Nov 5th, 5 Nov 2026",
		"2026-11-05=2026-11-05; 5 November=0-11-05; Nov 5th=0-11-05; 5 Nov 2026=2026-11-05",
	},
	{
		"on 5.11. with us, 11/05, 20/Nov/26, 11/18/2026",
		"5.11=0-11-05; 11/05=0-05-11; 20/Nov/26=2026-11-20; 11/18/2026=2026-11-18",
	},
	{"1/10 Marit, 25 min", "1/10=0-10-01; Marit=marit; 25 min=25 min"},
	{"on the 18th, on the 20th", "18th=2026-10-18~; 20th=2026-10-20~"},
	{"the thirtieth of June, June the twenty-first", "thirtieth of June=0-06-30; June the twenty-first=0-06-21"},
	{
		"yesterday evening, last Friday, next week, by Friday",
		"yesterday evening=2026-10-13~ evening; last Friday=2026-10-09~; next week=2026-10-19..2026-10-23~; Friday=Fri 2026-10-16",
	},
	{
		"on Fridays, every Monday, over the weekend, on weekends",
		"Fridays=Fri; Monday=Mon; weekend=2026-10-17..2026-10-18~; weekends=Sat",
	},
	{
		"Q3 and q4, 2026-W47, w47, EOM",
		"Q3=0-07-01..0-09-30; q4=0-10-01..0-12-31; 2026-W47=2026-11-16..2026-11-20; w47=2026-11-16..2026-11-20~; EOM=2026-10-31~",
	},
	{"october was fine, sep is next, the May numbers", "october=10/0; sep=09/0; May=05/0"},
	{"March was bad", "March=03/0"},
	{"March the interns through", ""},
	{"May I merge?", ""},
	{"May 3 people come?", "3=3/people"},
	{"May 5: release", "May 5=0-05-05"},
	{
		"the 2019 TV models, since 2022, 2000 requests",
		"2019=2019-01-01..2019-12-31; 2022=2022-01-01..2022-12-31; 2000=2000/requests",
	},
	{"October 29 800 rows", "October=10/0; 29 800=29800/rows"},
	{
		"at 06:30, 6 am, 6.30pm, 6 p.m., 9 o'clock",
		"06:30=6.50h morning; 6 am=6.00h morning; 6.30pm=18.50h evening; 6 p.m=18.00h evening; 9 o'clock=9.00h morning",
	},
	{
		"06-09h, 9-11am, 9:00 to 11:30, at 9h",
		"06-09h=6.00h-9.00h morning; 9-11am=9.00h-11.00h morning; 9:00 to 11:30=9.00h-11.50h morning; 9h=9.00h morning",
	},
	{
		"at 7 in the morning, half past seven, a quarter to 9",
		"7=7.00h morning; morning=morning; half past seven=7.50h morning; a quarter to 9=8.75h morning",
	},
	{"nights and mornings, by noon, overnight", "nights=night; mornings=morning; noon=12.00h noon; overnight=night"},
	{"PAY-123, #881, !881, MR 12, owner/repo#77", "PAY-123=PAY-123; #881=#881; !881=#881; MR 12=#12; #77=#77"},
	{"https://git.example/x/pull/881 and PAY-123-retry", "881=#881; PAY-123=PAY-123"},
	{"UTF-8, v2, p95, k8s", "UTF-8=UTF-8"},
	{"“not the nice one” and \"fix it now\"", "not the nice one=quoted; one=1?; fix it now=quoted"},
	{"«so ist es», 'still broken' again, the users' data isn't 'ok'", "so ist es=quoted; still broken=quoted"},
	{"he said \"done\"", ""},
	{"I asked Priya Nair and Jean-Luc", "Priya=priya; Nair=nair; Jean-Luc=jean-luc"},
	{"API and PRs of GitHub", ""},
	{"Keep Ana: Send it. (Ask her)", ""},
	{"Move The Cart To Kafka", ""},
	{"with @ana and ana", "@ana=ana"},
}

// A word that is known is a name wherever it stands with a capital, and a month
// that is known as a name is none.
func TestKnownNames(t *testing.T) {
	known := func(word string) bool { return word == "Ana" || word == "April" || word == "SRE" || word == "Will" }
	cases := []struct{ text, want string }{
		{"Ana asks. Bea too.", "Ana=ana"},
		{"the SRE and the QA", "SRE=sre"},
		{"April: reviewed by April", "April=april; April=april"},
		{"in April", "April=04/0"},
		{"Will it hold? Ask Will", "Will=will; Will=will"},
	}
	for _, c := range cases {
		if got := showSlots(Slots(c.text, wednesday, Locale{}, known)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// The locale says which of two numbers is the month.
func TestSlotsLocale(t *testing.T) {
	if got := showSlots(Slots("by 11/05", wednesday, Locale{MonthFirst: true}, nil)); got != "11/05=0-11-05" {
		t.Error(got)
	}
}

func TestSlots(t *testing.T) {
	for _, c := range slotCases {
		if got := showSlots(Slots(c.text, wednesday, Locale{}, nil)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func BenchmarkSlots(b *testing.B) {
	const sentence = "Search went from 1,900 ms to 310 ms at 22 of 38 depots, the rest by 5 November with Ruth."
	for b.Loop() {
		Slots(sentence, wednesday, Locale{}, nil)
	}
}
