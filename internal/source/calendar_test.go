package source

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var calendarNow = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)

func readCalendar(t testing.TB, name string, names ...string) ([]string, CalendarReport) {
	t.Helper()
	got, report, err := Calendar(context.Background(), name, CalendarOptions{
		From: calendarNow, Until: calendarNow.AddDate(0, 0, 35), Names: names,
	})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, a := range got {
		lines = append(lines, sayAppointment(a))
	}
	return lines, report
}

// sayAppointment writes an entry in a line.
func sayAppointment(a Appointment) string {
	line := fmt.Sprintf("%s %d %s", a.Starts.Format("2006-01-02 15:04"), a.Minutes, a.Summary)
	if a.Repeats {
		line += ", repeats"
	}
	if !a.MovedFrom.IsZero() {
		line += ", moved from " + a.MovedFrom.String()
	}
	var who []string
	for _, p := range a.People {
		who = append(who, strings.Trim(p.Name+"/"+p.Address, "/"))
	}
	if a.Host.Address != "" {
		who = append(who, "host "+a.Host.Name)
	}
	return strings.TrimSuffix(line+": "+strings.Join(who, ", "), ": ")
}

// TestCalendarExports reads the forms in which calendar programs export.
func TestCalendarExports(t *testing.T) {
	pair := "Priya Nair/priya@example.com, alex@example.com/alex@example.com, host Priya Nair"
	for _, c := range []struct {
		file, name string
		want       []string
	}{
		{"google.ics", "Priya Nair", []string{
			"2026-11-23 00:00 1440 Priya away",
			"2026-11-24 08:30 60 Checkout planning: Priya Nair/priya@example.com, alex@example.com/alex@example.com, Marta Ruiz/marta@example.com, host Priya Nair",
			"2026-11-26 09:30 45 Priya / Alex, repeats, moved from 2026-11-25: " + pair,
			"2026-12-09 13:00 45 Priya / Alex, repeats: " + pair,
			"2026-12-16 13:00 45 Priya / Alex, repeats: " + pair,
			"2026-12-23 13:00 45 Priya / Alex, repeats: " + pair,
		}},
		{"outlook.ics", "Priya Nair", []string{
			"2026-12-07 09:00 30 Catch-up, repeats: Berg, Alex/u123@example.com, host Nair, Priya (Platform)",
			"2026-12-21 09:00 30 Catch-up, repeats: Berg, Alex/u123@example.com, host Nair, Priya (Platform)",
		}},
		{"apple.ics", "Dana", []string{
			"2026-11-21 00:00 1440 Dana's birthday, repeats",
			"2026-12-01 16:00 30 Dana, career talk, repeats",
		}},
		{"nextcloud", "Sam Okafor", []string{
			"2026-11-23 09:00 30 Sam: Sam Okafor/sam.okafor@example.com, Alex Berg/alex@example.com",
			"2026-12-03 09:00 60 1:1, repeats: Sam Okafor/sam.okafor@example.com, host Alex Berg",
		}},
	} {
		t.Run(c.file, func(t *testing.T) {
			got, _ := readCalendar(t, filepath.Join("testdata/calendar", c.file), c.name)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// event writes a calendar of one file.
func writeCalendar(t testing.TB, events ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "work.ics")
	text := []byte("BEGIN:VCALENDAR\nVERSION:2.0\n")
	for i, e := range events {
		text = fmt.Appendf(text, "BEGIN:VEVENT\nUID:%d\nSUMMARY:Ann\n%s\nEND:VEVENT\n", i, e)
	}
	if err := os.WriteFile(file, append(text, "END:VCALENDAR\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestCalendarTimes reads single entries in all the ways that a time is written.
func TestCalendarTimes(t *testing.T) {
	custom := "END:VEVENT\nBEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0530\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nDTSTART:19990101T000000"
	for _, c := range []struct{ name, event, want string }{
		{"utc", "DTSTART:20261121T100000Z\nDTEND:20261121T103000Z", "2026-11-21 10:00 30 Ann"},
		{"floating", "DTSTART:20261121T100000\nDURATION:PT1H15M", "2026-11-21 10:00 75 Ann"},
		{"named zone", "DTSTART;TZID=Asia/Tokyo:20261121T180000\nDURATION:PT30M", "2026-11-21 09:00 30 Ann"},
		{"described zone", "DTSTART;TZID=Mine:20261121T153000\nDURATION:PT30M\n" + custom, "2026-11-21 10:00 30 Ann"},
		{"unknown zone", "DTSTART;TZID=Nowhere Time:20261121T100000\nDURATION:PT30M", "2026-11-21 10:00 30 Ann"},
		{"lasts", "DTSTART:20261120T083000Z\nDTEND:20261120T093000Z", "2026-11-20 08:30 60 Ann"},
		{"is over", "DTSTART:20261120T080000Z\nDTEND:20261120T090000Z", ""},
		{"weeks", "DTSTART;VALUE=DATE:20261121\nDURATION:P1W", "2026-11-21 00:00 10080 Ann"},
		{"tabs fold", "DTSTART:20261121T1\n\t00000Z\nDURATION:PT\n 30M", "2026-11-21 10:00 30 Ann"},
		{"ends before it begins", "DTSTART:20261121T100000Z\nDTEND:20261121T093000Z", "2026-11-21 10:00 0 Ann"},
		{"no time", "DTSTART:sometime", ""},
		{"cancelled", "DTSTART:20261121T100000Z\nSTATUS:CANCELLED", ""},
		{"until a day", "DTSTART:20261119T100000\nDURATION:PT30M\nRRULE:FREQ=DAILY;UNTIL=20261121", "2026-11-20 10:00 30 Ann, repeats|2026-11-21 10:00 30 Ann, repeats"},
		{"until a moment", "DTSTART;TZID=America/New_York:20261119T100000\nRRULE:FREQ=DAILY;UNTIL=20261121T150000Z", "2026-11-20 15:00 0 Ann, repeats|2026-11-21 15:00 0 Ann, repeats"},
		{"a day without", "DTSTART:20261119T100000Z\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE;VALUE=DATE:20261121", "2026-11-20 10:00 0 Ann, repeats|2026-11-22 10:00 0 Ann, repeats"},
		{"without two", "DTSTART:20261119T100000Z\nRRULE:FREQ=DAILY;COUNT=4\nEXDATE:20261120T100000Z,20261121T100000Z", "2026-11-22 10:00 0 Ann, repeats"},
		{"other times", "DTSTART:20261121T100000Z\nRDATE;VALUE=PERIOD:20261122T110000Z/PT1H", "2026-11-21 10:00 0 Ann, repeats|2026-11-22 11:00 0 Ann, repeats"},
		{"last of the month", "DTSTART:20260130T100000Z\nRRULE:FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27 10:00 0 Ann, repeats"},
		{"every second", "DTSTART:20261119T100000Z\nRRULE:FREQ=SECONDLY", ""},
		{"before there were computers", "DTSTART:00010101T100000Z\nRRULE:FREQ=DAILY", ""},
		{"a day that is in no month", "DTSTART:20261119T100000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", ""},
		{"a rule on which the library panics", "DTSTART:20261119T100000Z\nRRULE:FREQ=YEARLY;BYDAY=53MO,53TU;BYMONTH=2", ""},
		{"a rule that says nothing", "DTSTART:20261119T100000Z\nRRULE:FREQ=SOMETIMES", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _ := readCalendar(t, writeCalendar(t, c.event), "Ann")
			if diff := cmp.Diff(c.want, strings.Join(got, "|")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestCalendarClocksChange holds that a meeting at ten stays at ten, by a zone that is known and by one that is described.
func TestCalendarClocksChange(t *testing.T) {
	zone := "END:VEVENT\nBEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\n" +
		"BEGIN:STANDARD\nDTSTART:16011028T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n" +
		"BEGIN:DAYLIGHT\nDTSTART:16010325T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\n" +
		"END:VTIMEZONE\nBEGIN:VEVENT\nDTSTART:19990101T000000"
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Europe/Berlin", "W. Europe Standard Time"} {
		file := writeCalendar(t, "DTSTART;TZID="+name+":20260101T100000\nRRULE:FREQ=WEEKLY\n"+zone)
		got, _, err := Calendar(context.Background(), file, CalendarOptions{
			From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2027, 12, 31, 0, 0, 0, 0, time.UTC), Zone: berlin, Names: []string{"Ann"},
		})
		if err != nil || len(got) != 105 {
			t.Fatalf("%s: %d entries, %v", name, len(got), err)
		}
		for _, a := range got {
			if a.Starts.Format("15:04") != "10:00" {
				t.Errorf("%s: %s", name, a.Starts)
			}
		}
	}
}

// TestCalendarBroken holds that what is broken costs its part and a sentence.
func TestCalendarBroken(t *testing.T) {
	good := "DTSTART:20261121T100000Z"
	for _, c := range []struct {
		name, event string
		want        error
	}{
		{"no time", "DTSTART:soon", ErrNoTime},
		{"no rule", good + "\nRRULE:FREQ=HOURLY", ErrNoRule},
		{"no zone", "DTSTART;TZID=Nowhere:20261121T100000", ErrNoZone},
		{"no end", good + "\nBEGIN:VEVENT\n" + good, ErrCutEntry},
	} {
		t.Run(c.name, func(t *testing.T) {
			folder := filepath.Dir(writeCalendar(t, c.event, good))
			got, report := readCalendar(t, folder, "Ann")
			if len(got) == 0 {
				t.Error("the good entry is gone with it")
			}
			if len(report.Skipped) != 1 || !errors.Is(report.Skipped[0].Err, c.want) {
				t.Errorf("said %v, want %v", report.Skipped, c.want)
			}
		})
	}
	_, report := readCalendar(t, "testdata/calendar/nextcloud", "Sam")
	if len(report.Skipped) != 1 || !errors.Is(report.Skipped[0].Err, ErrNotCalendar) || report.Files != 2 {
		t.Errorf("of a folder it says %+v", report)
	}
	for name, want := range map[string]error{
		"testdata/calendar/nextcloud/notes.ics": ErrNotCalendar, "testdata/calendar/none.ics": ErrNoNotes, os.DevNull: ErrNotText,
	} {
		if _, _, err := Calendar(context.Background(), name, CalendarOptions{}); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	_, _, err := Calendar(context.Background(), "testdata/calendar/google.ics", CalendarOptions{MaxBytes: 100})
	if !errors.Is(err, ErrLargeCalendar) {
		t.Errorf("a large file: %v", err)
	}
}

// TestCalendarVersions holds that of two exports of an entry the later one counts, in either order.
func TestCalendarVersions(t *testing.T) {
	old := "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSEQUENCE:1\nSUMMARY:Ann\nDTSTART:20261121T100000Z\nEND:VEVENT\nEND:VCALENDAR\n"
	later := strings.NewReplacer("SEQUENCE:1", "SEQUENCE:2", "1121T", "1122T").Replace(old)
	off := "BEGIN:VCALENDAR\nMETHOD:CANCEL\n" + strings.NewReplacer("BEGIN:VCALENDAR\n", "", "SEQUENCE:1", "SEQUENCE:3").Replace(old)
	for _, texts := range [][]string{{old, later}, {later, old}} {
		folder := t.TempDir()
		for i, text := range texts {
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.ics", i)), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got, _ := readCalendar(t, folder, "Ann"); !cmp.Equal(got, []string{"2026-11-22 10:00 0 Ann"}) {
			t.Errorf("of two versions: %v", got)
		}
		if err := os.WriteFile(filepath.Join(folder, "off.ics"), []byte(off), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, _ := readCalendar(t, folder, "Ann"); len(got) != 0 {
			t.Errorf("called off: %v", got)
		}
	}
}

// FuzzCalendar asserts that no file breaks the reader: what it gives lies in the window, in order, without control characters.
func FuzzCalendar(f *testing.F) {
	for _, name := range []string{"google.ics", "outlook.ics", "apple.ics"} {
		b, err := os.ReadFile(filepath.Join("testdata/calendar", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	f.Add("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Priya\nDTSTART;TZID=\"\nRRULE:FREQ=DAILY;BYHOUR=1,2,3\nEND:VEVENT")
	f.Fuzz(func(t *testing.T, text string) {
		file := filepath.Join(t.TempDir(), "a.ics")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		o := CalendarOptions{From: calendarNow, Until: calendarNow.AddDate(0, 0, 35), Names: []string{"Priya", "Dana"}}
		got, _, err := Calendar(context.Background(), file, o)
		if err != nil {
			return
		}
		last := time.Time{}
		for _, a := range got {
			if a.Starts.Before(last) || a.Starts.After(o.Until) || a.Minutes < 0 || strings.ContainsAny(a.Summary, "\n\x1b\x00") {
				t.Errorf("%+v", a)
			}
			last = a.Starts
		}
	})
}

// BenchmarkCalendar reads 20,000 entries: most are over and of others, as in an export of years; and all are series with the person.
func BenchmarkCalendar(b *testing.B) {
	attendees := "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ann Lee;X-NUM-GUESTS=0:mailto:ann@example.com\n" +
		"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Alex;X-NUM-GUESTS=0:mailto:alex@example.com\n" +
		"DESCRIPTION:" + strings.Repeat("what there is to be said of it\\n ", 10) + "\n"
	for _, c := range []struct{ name, rule string }{{"years", ""}, {"series", "RRULE:FREQ=WEEKLY\n"}} {
		var events []string
		for i := range 20000 {
			day := time.Date(2016, 1, 1, 10, 0, 0, 0, time.UTC).Add(time.Duration(i) * 5 * time.Hour)
			events = append(events, fmt.Sprintf("%s%sDTSTART;TZID=Europe/Berlin:%s\nDURATION:PT30M", attendees, c.rule, day.Format(wallForm)))
		}
		file := writeCalendar(b, events...)
		b.Run(c.name, func(b *testing.B) {
			for range b.N {
				readCalendar(b, file, "Ann Lee")
			}
		})
	}
}
