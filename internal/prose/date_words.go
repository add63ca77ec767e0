package prose

import (
	"strings"
	"time"
)

// The words of the calendar, lower case. Each is a switch, so that knowing
// them costs nothing before they are asked for.

func monthOf(low string) (time.Month, bool) {
	switch low {
	case "january", "jan":
		return time.January, true
	case "february", "feb", "febr", "febuary":
		return time.February, true
	case "march", "mar":
		return time.March, true
	case "april", "apr":
		return time.April, true
	case "may":
		return time.May, true
	case "june", "jun":
		return time.June, true
	case "july", "jul":
		return time.July, true
	case "august", "aug":
		return time.August, true
	case "september", "sep", "sept":
		return time.September, true
	case "october", "oct":
		return time.October, true
	case "november", "nov":
		return time.November, true
	case "december", "dec":
		return time.December, true
	}
	return 0, false
}

func weekdayOf(low string) (time.Weekday, bool) {
	switch low {
	case "monday", "mon":
		return time.Monday, true
	case "tuesday", "tues", "tue":
		return time.Tuesday, true
	case "wednesday", "weds", "wed":
		return time.Wednesday, true
	case "thursday", "thurs", "thur", "thu":
		return time.Thursday, true
	case "friday", "fri":
		return time.Friday, true
	case "saturday", "sat":
		return time.Saturday, true
	case "sunday", "sun":
		return time.Sunday, true
	}
	return 0, false
}

// isDateWord tells the names of months and weekdays.
func isDateWord(low string) bool {
	_, month := monthOf(low)
	_, weekday := weekdayOf(low)
	return month || weekday
}

// isCalendarWord tells words that a number or a quarter may be tied to:
// mid-2026, nov-24, due-12.
func isCalendarWord(low string) bool {
	switch low {
	case "mid", "early", "late", "end", "start", "by", "due", "q1", "q2", "q3", "q4", "h1", "h2", "to", "or", "and", "until", "till":
		return true
	}
	return isDateWord(low)
}

// unit is a stretch of the calendar, and the grain of a match.
type unit uint8

const (
	noUnit unit = iota
	hours
	days
	workdays
	weekends
	weeks
	fortnights
	months
	quarters
	halves
	years
)

func unitOf(low string) unit {
	switch low {
	case "hour", "hours", "h", "hr", "hrs":
		return hours
	case "day", "days", "d":
		return days
	case "week", "weeks", "wk", "wks", "w":
		return weeks
	case "fortnight", "fortnights":
		return fortnights
	case "month", "months", "mth", "mths":
		return months
	case "quarter", "quarters":
		return quarters
	case "year", "years", "yr", "yrs":
		return years
	case "weekend", "weekends":
		return weekends
	}
	return noUnit
}

// isLetterUnit tells units that stand for a word only right after a number.
func isLetterUnit(low string) bool { return low == "h" || low == "d" || low == "w" }

// numberWord reads one to twenty, the tens and a dozen.
func numberWord(low string) (int, bool) {
	switch low {
	case "one":
		return 1, true
	case "two":
		return 2, true
	case "three":
		return 3, true
	case "four":
		return 4, true
	case "five":
		return 5, true
	case "six":
		return 6, true
	case "seven":
		return 7, true
	case "eight":
		return 8, true
	case "nine":
		return 9, true
	}
	return largeNumberWord(low)
}

func largeNumberWord(low string) (int, bool) {
	switch low {
	case "ten":
		return 10, true
	case "eleven":
		return 11, true
	case "twelve", "dozen":
		return 12, true
	case "thirteen":
		return 13, true
	case "fourteen":
		return 14, true
	case "fifteen":
		return 15, true
	case "sixteen":
		return 16, true
	case "seventeen":
		return 17, true
	case "eighteen":
		return 18, true
	case "nineteen":
		return 19, true
	}
	return tensWord(low)
}

func tensWord(low string) (int, bool) {
	switch low {
	case "twenty":
		return 20, true
	case "thirty":
		return 30, true
	case "forty", "fourty":
		return 40, true
	case "fifty":
		return 50, true
	case "sixty":
		return 60, true
	case "seventy":
		return 70, true
	case "eighty":
		return 80, true
	case "ninety":
		return 90, true
	}
	return 0, false
}

// ordinalWord reads first to fifth; -1 is last.
func ordinalWord(low string) (int, bool) {
	switch low {
	case "first", "1st":
		return 1, true
	case "second", "2nd":
		return 2, true
	case "third", "3rd":
		return 3, true
	case "fourth", "4th":
		return 4, true
	case "fifth", "5th":
		return 5, true
	case "last", "final":
		return -1, true
	}
	return 0, false
}

// ordinalDay reads first to twentieth, and thirtieth.
func ordinalDay(low string) (int, bool) {
	switch low {
	case "sixth":
		return 6, true
	case "seventh":
		return 7, true
	case "eighth":
		return 8, true
	case "ninth":
		return 9, true
	case "twelfth":
		return 12, true
	case "twentieth":
		return 20, true
	case "thirtieth":
		return 30, true
	}
	if n, ok := numberWord(strings.TrimSuffix(low, "th")); ok && n > 9 && n < 20 && strings.HasSuffix(low, "th") {
		return n, true
	}
	n, ok := ordinalWord(low)
	return n, ok && n > 0
}

// isDaypart tells morning, noon and the like, which say when in a day.
func isDaypart(low string) bool {
	switch low {
	case "morning", "afternoon", "evening", "night", "noon", "midday", "lunch", "lunchtime", "eod", "eob", "cob", "am", "pm", "midnight":
		return true
	}
	return false
}

// shift is a word that moves a unit: next week, last month, this Friday.
func shiftOf(low string) (int, bool) {
	switch low {
	case "this", "current":
		return 0, true
	case "next", "coming", "upcoming", "following", "nxt":
		return 1, true
	case "last", "previous", "past", "prev":
		return -1, true
	}
	return 0, false
}
