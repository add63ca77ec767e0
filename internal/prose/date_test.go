package prose

import (
	"fmt"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // the zone of TestDayWithoutMidnight, on any machine

	"github.com/google/go-cmp/cmp"
)

// wednesday is the day that the tables were written on.
var wednesday = time.Date(2026, time.October, 14, 10, 30, 0, 0, time.UTC)

// show writes days as "text=10-23", "text=10-24..10-25", with ! for a
// deadline and the year when it is another.
func show(spans []DateSpan) string {
	var out []string
	for _, s := range spans {
		days := short(s.Day)
		if !s.Until.Equal(s.Day) {
			days += ".." + short(s.Until)
		}
		if s.Deadline {
			days += "!"
		}
		out = append(out, s.Text+"="+days)
	}
	return strings.Join(out, "; ")
}

func short(t time.Time) string {
	if t.Year() == wednesday.Year() {
		return t.Format("01-02")
	}
	return t.Format(time.DateOnly)
}

var dateCases = []struct{ text, want string }{
	// Weekdays.
	{"Marta rotates the signing keys by Friday", "Friday=10-16!"},
	{"ship the firmware on Monday", "Monday=10-19"},
	{"retry on Wednesday", "Wednesday=10-21"},
	{"load test next Tue", "next Tue=10-20"},
	{"dry run next Friday", "next Friday=10-23"},
	{"this Thursday we freeze", "this Thursday=10-15"},
	{"the coming Monday", "coming Monday=10-19"},
	{"pager went off last Monday", "last Monday=10-12"},
	{"since Thursday the queue is stuck", "Thursday=10-08"},
	{"we rolled back on Friday", "Friday=10-09"},
	{"crashed twice on Sunday, patch lands on Tuesday", "Sunday=10-11; Tuesday=10-20"},
	{"handover mon, dry run tue", "mon=10-19; tue=10-20"},
	{"handover on mon", "mon=10-19"},
	{"Friday next week", "Friday next week=10-23"},
	{"Tuesday of next week works", "Tuesday of next week=10-20"},
	{"next week Thursday", "next week Thursday=10-22"},
	{"Monday week is fine", "Monday week=10-26"},
	{"review Wed morning", "Wed morning=10-21"},
	{"Friday latest", "Friday=10-16!"},
	{"I want it Thursday at the latest", "Thursday=10-15!"},
	{"Thu EOD", "Thu EOD=10-15!"},
	{"EOD Friday", "EOD Friday=10-16!"},
	{"on call Sat and Sun.", "Sat=10-17; Sun=10-18"},
	{"out Mon-Wed", "Mon-Wed=10-19..10-21"},
	{"OOO Thursday to Friday", "Thursday to Friday=10-15..10-16"},
	{"demo slips from Thursday to Monday", "Thursday=10-15; Monday=10-19"},
	{"Monday after next", "Monday after next=10-26"},
	{"Friday's deploy", "Friday=10-16"},
	{"Fri 23 Oct demo", "Fri 23 Oct=10-23"},
	{"Thursday, 5 November 2026", "Thursday, 5 November 2026=11-05"},
	{"Thursday the 22nd", "Thursday the 22nd=10-22"},
	{"Thu 22", "Thu 22=10-22"},
	{"Mon 9th", "Mon 9th=11-09"},
	{"Thurs., 22 Oct.", "Thurs., 22 Oct=10-22"},
	{"on Wed. the 28th", "Wed. the 28th=10-28"},
	{"Tue 20th 3pm", "Tue 20th=10-20"},
	{"Mon-Thu office, Fri home", "Mon-Thu=10-19..10-22; Fri=10-16"},
	{"every other Tuesday", ""},
	{"until 30.10. only", "30.10=10-30!"},
	{"due 30.10.", "30.10=10-30!"},
	{"still on 18.04.", ""},
	{"Target: mid Feb", "mid Feb=2027-02-15!"},
	{"early 2027", "early 2027=2027-01-01..2027-03-31"},
	{"tues pm", "tues=10-20"},
	{"Monday: triage. Fri: retro", "Monday=10-19; Fri=10-16"},
	// Days beside today.
	{"send it today", "today=10-14"},
	{"I merge it tonight", "tonight=10-14"},
	{"tmrw I page the vendor", "tmrw=10-15"},
	{"tomorrow morning standup", "tomorrow morning=10-15"},
	{"by tomorrow", "tomorrow=10-15!"},
	{"the day after tomorrow", "day after tomorrow=10-16"},
	{"yesterday the canary failed", "yesterday=10-13"},
	{"crashed the day before yesterday", "day before yesterday=10-12"},
	{"by EOD", "EOD=10-14!"},
	{"by end of day tomorrow", "end of day tomorrow=10-15!"},
	{"COB please", "COB=10-14!"},
	{"this afternoon", "this afternoon=10-14"},
	// Weeks.
	{"done this week", "this week=10-12..10-16"},
	{"EOW", "EOW=10-16!"},
	{"by the end of the week", "end of the week=10-16!"},
	{"end of next week", "end of next week=10-23!"},
	{"early next week", "early next week=10-19..10-20"},
	{"mid next week", "mid next week=10-21"},
	{"start of next week", "start of next week=10-19"},
	{"the week after next", "week after next=10-26..10-30"},
	{"week of 24 November", "week of 24 November=11-23..11-27"},
	{"w/c 2 Nov", "w/c 2 Nov=11-02..11-06"},
	{"over the weekend", "weekend=10-17..10-18"},
	{"by the weekend", "weekend=10-17..10-18!"},
	{"next weekend", "next weekend=10-24..10-25"},
	{"deliver in KW 47", "KW 47=11-16..11-20"},
	{"by week 46", "week 46=11-09..11-13!"},
	{"the last week went fine", "last week=10-05..10-09"},
	// Months and quarters.
	{"EOM", "EOM=10-31!"},
	{"by end of month", "end of month=10-31!"},
	{"end of November", "end of November=11-30!"},
	{"by the end of next month", "end of next month=11-30!"},
	{"start of next month", "start of next month=11-01"},
	{"mid-January", "mid-January=2027-01-15"},
	{"mid Nov", "mid Nov=11-15"},
	{"early December", "early December=12-01..12-10"},
	{"month-end close", "month-end=10-31!"},
	{"EOQ", "EOQ=12-31!"},
	{"this quarter", "this quarter=10-01..12-31"},
	{"next quarter", "next quarter=2027-01-01..2027-03-31"},
	{"end of Q1", "end of Q1=2027-03-31!"},
	{"by Q2 2027", "Q2 2027=2027-04-01..2027-06-30!"},
	{"shipped it in Q2", "Q2=04-01..06-30"},
	{"in Q3 the error budget was gone", "Q3=07-01..09-30"},
	{"EOY", "EOY=12-31!"},
	{"end of the year", "end of the year=12-31!"},
	{"by the end of 2027", "end of 2027=2027-12-31!"},
	{"last Friday of the month", "last Friday of the month=10-30"},
	{"first Monday of December", "first Monday of December=12-07"},
	{"first week of December", "first week of December=12-01..12-04"},
	{"last day of Q4", "last day of Q4=12-31"},
	{"in December", "December=12-01..12-31"},
	{"until May", "May=2027-05-01..2027-05-31!"},
	{"in Nov 2026 we renew", "Nov 2026=11-01..11-30"},
	{"last March", "last March=03-01..03-31"},
	{"next March", "next March=2027-03-01..2027-03-31"},
	// Stretches of time.
	{"within 10 days", "within 10 days=10-24!"},
	{"in two weeks", "in two weeks=10-28"},
	{"a fortnight from now", "a fortnight from now=10-28"},
	{"two weeks from today", "two weeks from today=10-28"},
	{"in 60 days", "in 60 days=12-13"},
	{"in a month", "in a month=11-14"},
	{"in 3 working days", "in 3 working days=10-19"},
	{"within a couple of weeks", "within a couple of weeks=10-28!"},
	{"in two weeks' time", "in two weeks' time=10-28"},
	{"in the next 10 days", "in the next 10 days=10-14..10-24"},
	{"over the next two weeks", "next two weeks=10-14..10-28"},
	{"3 weeks ago", "3 weeks ago=09-23"},
	{"a month ago", "a month ago=09-14"},
	{"in the last 3 weeks", "last 3 weeks=09-23..10-14"},
	{"two days before 24 Dec", "two days before 24 Dec=12-22"},
	{"a week from Friday", "a week from Friday=10-23"},
	{"in 2-3 weeks", "in 2-3 weeks=11-04"},
	{"reply within 48 hours", "within 48 hours=10-16!"},
	// Days of a month.
	{"due 14 Dec", "14 Dec=12-14!"},
	{"(due: 2026-11-07)", "2026-11-07=11-07!"},
	{"due:2026-11-07", "2026-11-07=11-07!"},
	{"June 20th", "June 20th=2027-06-20"},
	{"by the 12th", "12th=11-12!"},
	{"on the 30th", "30th=10-30"},
	{"before the offsite on 3 Dec", "3 Dec=12-03!"},
	{"deadline for the audit is 4 Nov", "4 Nov=11-04!"},
	{"until 12 Nov", "12 Nov=11-12!"},
	{"outage of 2 October", "2 October=10-02"},
	{"on 12 March we migrated", "12 March=03-12"},
	{"we migrated on 12 March", "12 March=03-12"},
	{"24th of November", "24th of November=11-24"},
	{"Nov. 24, 2026", "Nov. 24, 2026=11-24"},
	{"24-Nov-2026", "24-Nov-2026=11-24"},
	{"24-28 Nov", "24-28 Nov=11-24..11-28"},
	{"Nov 24-28", "Nov 24-28=11-24..11-28"},
	{"3 or 4 Dec", "3 or 4 Dec=12-03..12-04"},
	{"from 3 Dec to 7 Dec", "3 Dec to 7 Dec=12-03..12-07"},
	{"1st of December", "1st of December=12-01"},
	{"12th of next month", "12th of next month=11-12"},
	{"3 may be fine, ship by 3 May", "3 May=2027-05-03!"},
	{"5 Feb '27", "5 Feb '27=2027-02-05"},
	{"20 Dec 26", "20 Dec 26=12-20"},
	// Figures.
	{"by 12/05", "12/05=2027-05-12!"},
	{"by 25/10/2026", "25/10/2026=10-25!"},
	{"2026/11/03", "2026/11/03=11-03"},
	{"03.11.2026", "03.11.2026=11-03"},
	{"am 3.11. fertig, due 3.11. for us", "3.11=11-03!"},
	{"on 11/30", "11/30=11-30"},
	{"2026-11-24T16:00:00Z deploy", "2026-11-24T16:00:00Z=11-24"},
	{"at 2026-11-24 16:00", "2026-11-24=11-24"},
	{"2026-W47", "2026-W47=11-16..11-20"},
	// Holidays.
	{"before Christmas", "Christmas=12-24!"},
	{"by New Year", "New Year=2027-01-01!"},
	{"after New Year's Eve", "New Year's Eve=12-31"},
	// No dates at all.
	{"we may drop it", ""},
	{"May I merge? You may.", ""},
	{"march the interns through it", ""},
	{"the sun sat low, mon ami", ""},
	{"Sat with Ines to debug the modem", ""},
	{"upgrade 2.4 to 1.26.8", ""},
	{"at 16:00", ""},
	{"hit 3/4 of the goals, support is 24/7", ""},
	{"3/4 done", ""},
	{"3 of 5", ""},
	{"10.0.12.1 is down", ""},
	{"ACME-4412 is next", ""},
	{"a 2 second delay", ""},
	{"the 1.8k LOC one", ""},
	{"see q3-cleanup and PROJ_Q3", ""},
	{"`due 2026-11-24` and https://x.example/2026-11-24?d=2026-11-25", ""},
	{"notes/2026-11-24.md", ""},
	{"--since=2026-11-01", ""},
	{"next sprint", ""},
	{"before the next release", ""},
	{"every Friday, on Fridays, each Monday", ""},
	{"Jan to review, June is off", ""},
	{"the 2nd attempt, on the 3rd try, by the 95th percentile", ""},
	{"reviewed by April", ""},
	{"it took 3 days, done in 3 days of work", ""},
	{"cut the build by 10 minutes", ""},
	{"monday.com", ""},
	{"release-2026-10-3", ""},
	{"ask for a second review", ""},
	{"once in a week", ""},
	{"utf-8 and sha-256 at 127.0.0.1:8080", ""},
	{"Cyber Monday load", ""},
	{"v2.10.2026-rc1", ""},
	{"by 3/4 of the fleet", ""},
	{"we did it in 3 days", ""},
	{"it may 3x the cost", ""},
}

func TestDates(t *testing.T) {
	for _, c := range dateCases {
		if got := show(Dates(c.text, wednesday, Locale{})); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// A day or a figure is read at the end of a line as it is inside of one.
func TestLineEnds(t *testing.T) {
	for _, c := range dateCases {
		if got := show(Dates(c.text+"\nand on", wednesday, Locale{})); c.want == "" && got != "" || c.want != "" && got == "" {
			t.Errorf("%q at the end of a line\n got %s\nwant %s", c.text, got, c.want)
		}
	}
	for _, c := range quantityCases {
		if got := showQuantities(Quantities(c.text + "\nand on")); got != c.want {
			t.Errorf("%q at the end of a line\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestDue(t *testing.T) {
	for _, c := range dueCases {
		got := ""
		if day, span, ok := Due(c.text, wednesday, Locale{}); ok {
			got = short(day)
			if span.Deadline {
				got += "!"
			}
		}
		if got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

var dueCases = []struct{ text, want string }{
	{"Ines: send the postmortem by Fri", "10-16!"},
	{"I'll pair with Bo tomorrow", "10-15"},
	{"prep slides this week", "10-16"},
	{"next week I rewrite the parser", "10-23"},
	{"Ravi to clean the flags by end of Nov", "11-30!"},
	{"check the dashboards over the weekend", "10-17"},
	{"by the weekend", "10-17!"},
	{"I draft it Thursday, final version due 2 Nov", "11-02!"},
	{"by Tue, no, Wed", "10-21!"},
	{"deadline moved from Mon to Thu", "10-15!"},
	{"due Friday (was Thursday)", "10-16!"},
	{"fix what broke in Friday's deploy", ""},
	{"bring numbers to the Monday sync", ""},
	{"from Monday on I do the triage", ""},
	{"since Monday the build is red", ""},
	{"write the Q1 plan", ""},
	{"write the Q1 plan by EOM", "10-31!"},
	{"ask infra about the outage of 2 October", ""},
	{"she is on leave until 12 Nov", ""},
	{"due to Friday's outage we wait", ""},
	{"no later than 30 October", "10-30!"},
	{"not before Monday", ""},
	{"within two weeks", "10-28!"},
	{"in December", "12-31"},
	{"nothing said", ""},
	{"@ana to own the runbook (due 30/10)", "10-30!"},
	{"runbook, ETA Thu", "10-15!"},
	{"before the freeze on 20 Nov", "11-20!"},
	{"sometime in Q1", "2027-03-31"},
	{"first draft by Monday, review the week after", "10-19!"},
}

func TestMonthFirst(t *testing.T) {
	got := show(Dates("by 12/05, on 25/10/2026, 3.11.2026", wednesday, Locale{MonthFirst: true}))
	if diff := cmp.Diff("12/05=12-05!; 25/10/2026=10-25; 3.11.2026=11-03", got); diff != "" {
		t.Error(diff)
	}
}

func TestDay(t *testing.T) {
	cases := []struct{ in, future, past string }{
		{"2026-11-24", "11-24", "11-24"},
		{"today", "10-14", "10-14"},
		{"yesterday", "10-13", "10-13"},
		{" Tomorrow ", "10-15", "10-15"},
		{"last friday", "10-09", "10-09"},
		{"2 weeks ago", "09-30", "09-30"},
		{"mon", "10-19", "10-12"},
		{"wednesday", "10-21", "10-07"},
		{"next tue", "10-20", "10-20"},
		{"24 nov", "11-24", "2025-11-24"},
		{"24 sep", "09-24", "09-24"},
		{"nov 24 2026", "11-24", "11-24"},
		{"in 3 days", "10-17", ""},
		{"3d", "10-17", "10-11"},
		{"2 weeks", "10-28", "09-30"},
		{"24/11/2026", "11-24", "11-24"},
		{"24/11", "11-24", "2025-11-24"},
		{"24.11.", "", ""},
		{"24.11", "11-24", "2025-11-24"},
		{"last month", "09-30", "09-01"},
		{"this week", "10-16", "10-12"},
		{"last week", "10-09", "10-05"},
		{"end of month", "10-31", "10-31"},
		{"eom", "10-31", "10-31"},
		{"12th", "11-12", "10-12"},
		{"the 12th", "11-12", "10-12"},
		{"may", "2027-05-31", "05-01"},
		{"q3", "09-30", "07-01"},
		{"2025", "2025-12-31", "2025-01-01"},
		{"2026-09", "09-30", "09-01"},
		{"by friday", "10-16", "10-09"},
		{"Fri 16 Oct", "10-16", "2025-10-16"},
		{"last 2 weeks", "10-14", "09-30"},
		{"weekend", "10-17", "10-10"},
		{"w47", "11-20", "11-16"},
		{"", "", ""},
		{"soon", "", ""},
		{"31 feb", "", ""},
		{"friday or so", "", ""},
		{"2026-13-01", "", ""},
	}
	for _, c := range cases {
		for lean, want := range map[Lean]string{Future: c.future, Past: c.past} {
			got := ""
			if day, err := Day(c.in, wednesday, lean, Locale{}); err == nil {
				got = short(day)
			}
			if got != want {
				t.Errorf("Day(%q, lean %d) = %s, want %s", c.in, lean, got, want)
			}
		}
	}
}

func TestDaySaysWhatItDoesNotKnow(t *testing.T) {
	_, err := Day("friday or so", wednesday, Future, Locale{})
	want := `"friday or so" is understood up to "or so"; a day is written like 2026-11-24, "last friday" or "in 3 days"`
	if diff := cmp.Diff(want, fmt.Sprint(err)); diff != "" {
		t.Error(diff)
	}
}

// Clocks in São Paulo went from 23:59 on 3 November 2018 to 01:00 on the 4th:
// that day has no midnight, and is still the 4th.
func TestDayWithoutMidnight(t *testing.T) {
	zone, err := time.LoadLocation("America/Sao_Paulo")
	if err != nil {
		t.Fatal(err)
	}
	late := time.Date(2018, time.November, 3, 23, 30, 0, 0, zone)
	got, err := Day("tomorrow", late, Future, Locale{})
	if err != nil {
		t.Fatal(err)
	}
	want := time.Date(2018, time.November, 4, 1, 0, 0, 0, zone)
	if !got.Equal(want) || got.Day() != 4 {
		t.Errorf("tomorrow of %v is %v, want %v", late, got, want)
	}
}

// A text tells by its other days which number of 12/2 is the month.
func TestLocaleOf(t *testing.T) {
	for text, want := range map[string]struct{ fromDay, fromMonth bool }{
		"page by 11/18\nanswer by 12/2":           {true, true},
		"page by 18/11\nanswer by 12/2":           {false, false},
		"page by 11/18, the other by 18/11":       {false, true},
		"answer by 12/2":                          {false, true},
		"24/7 on call, 3/25 tests red, by Friday": {false, true},
		"": {false, true},
	} {
		if got := (Locale{}).Of(text).MonthFirst; got != want.fromDay {
			t.Errorf("%q, day first by default: month first is %t", text, got)
		}
		if got := (Locale{MonthFirst: true}).Of(text).MonthFirst; got != want.fromMonth {
			t.Errorf("%q, month first by default: month first is %t", text, got)
		}
	}
}
