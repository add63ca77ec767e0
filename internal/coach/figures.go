package coach

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// figures lists the numbers of a text in one spelling each: "1,200" and "1.2k"
// are 1200, "two" is 2, "18 percent" is 18%. Numbers that are part of a word
// (p95, Q3, v2) are that word. Days are not numbers: see calendar.
func figures(text string) []string {
	var out []string
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !isDigit(text[i]) {
			i += size
			continue
		}
		word := wordAt(text[i:])
		i += len(word)
		if isDigit(word[0]) {
			out = append(out, number(word, text[i:]))
		} else if strings.ContainsAny(word, "0123456789") {
			out = append(out, strings.ToLower(word))
		} else if n := spelledOut(strings.ToLower(word)); n != "" {
			more, width := unitsAfter(n, text[i:])
			if i += width; !countsParts(text[i:]) {
				out = append(out, more)
			}
		}
	}
	return out
}

// countsParts tells whether what follows a number makes it one of parts: see
// parts.
func countsParts(after string) bool {
	after = strings.ToLower(strings.TrimLeft(after, " -"))
	return strings.HasPrefix(after, "thirds of") || strings.HasPrefix(after, "quarters of")
}

// unitsAfter adds what follows the tens of a number in words: "forty" and
// "-seven" are 47. It gives the bytes that this takes up, 0 where none follow.
func unitsAfter(tens, after string) (string, int) {
	n, err := strconv.Atoi(tens)
	if err != nil || n < 20 || n > 90 || n%10 != 0 || !strings.HasPrefix(after, "-") {
		return tens, 0
	}
	word := wordOrNone(after[1:])
	units, err := strconv.Atoi(spelledOut(strings.ToLower(word)))
	if strings.EqualFold(word, "one") {
		units, err = 1, nil
	}
	if err != nil || units < 1 || units > 9 {
		return tens, 0
	}
	return strconv.Itoa(n + units), 1 + len(word)
}

// part is a fraction told in words.
type part struct {
	text  string
	ratio float64
}

// parts lists the fractions that a text tells in words: "half", and thirds and
// quarters where they are counted ("three quarters of"), since both are also
// something else.
func parts(text string) []part {
	var out []part
	words := prose.Words(text)
	for i, w := range words {
		of := map[string]float64{"third": 3, "thirds": 3, "quarter": 4, "quarters": 4}[w.Lower]
		switch {
		case w.Lower == "half":
			out = append(out, part{w.Lower, 0.5})
		case of > 0 && i > 0 && i+1 < len(words) && words[i+1].Lower == "of":
			n := map[string]float64{"a": 1, "one": 1, "two": 2, "three": 3}[words[i-1].Lower]
			if n > 0 {
				out = append(out, part{words[i-1].Lower + " " + w.Lower, n / of})
			}
		}
	}
	return out
}

// ratios lists what a text says of parts in figures: "4 of 9", "45%".
func ratios(text string) []float64 {
	var out []float64
	add := func(of, whole string) {
		n, err := strconv.ParseFloat(of, 64)
		all, err2 := strconv.ParseFloat(whole, 64)
		if err == nil && err2 == nil && all > 0 {
			out = append(out, n/all)
		}
	}
	for whole, list := range shares(text) {
		for _, of := range list {
			add(of, whole)
		}
	}
	for _, f := range figures(text) {
		if percent, found := strings.CutSuffix(f, "%"); found {
			add(percent, "100")
		}
	}
	return out
}

// roughly is how far a part may be from the fraction that it is called: 4 of 9
// are almost half.
const roughly = 0.07

// clock finds times of day in figures: 06:30, 9h, 06-09h.
var clock = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b([01]?\d|2[0-3])(?::[0-5]\d|h\b|-\d{1,2}h\b)`)
})

// hoursOn gives the parts of the day that the times of a text fall into.
func hoursOn(text string) []string {
	var out []string
	for _, m := range clock().FindAllStringSubmatch(text, -1) {
		hour, err := strconv.Atoi(m[1])
		switch {
		case err != nil:
		case hour < 5, hour > 21:
			out = append(out, "night")
		case hour < 12:
			out = append(out, "morning")
		case hour < 18:
			out = append(out, "afternoon")
		default:
			out = append(out, "evening")
		}
	}
	return out
}

// timeOfDay gives the part of the day that a word names, "" for other words.
func timeOfDay(lower string) string {
	switch lower {
	case "morning", "mornings":
		return "morning"
	case "afternoon", "afternoons":
		return "afternoon"
	case "evening", "evenings":
		return "evening"
	case "night", "nights", "nightly", "overnight", "midnight":
		return "night"
	case "noon", "midday", "lunchtime":
		return "noon"
	case "weekend", "weekends":
		return "weekend"
	}
	return ""
}

// shares lists the parts of wholes that a text tells ("22 of the 38 depots",
// "4 of the last 9"), by the whole.
func shares(text string) map[string][]string {
	var out map[string][]string
	words := prose.Words(text)
	for i := 0; i+2 < len(words); i++ {
		part := oneFigure(words[i].Text)
		if part == "" || words[i+1].Lower != "of" {
			continue
		}
		j := i + 2
		for j < len(words) && slices.Contains([]string{"the", "my", "our", "your", "last", "all", "these"}, words[j].Lower) {
			j++
		}
		if j == len(words) {
			break
		}
		if whole := oneFigure(words[j].Text); whole != "" {
			if out == nil {
				out = map[string][]string{}
			}
			out[whole] = append(out[whole], part)
		}
	}
	return out
}

// oneFigure gives the figure that a word is, "" for other words.
func oneFigure(word string) string {
	if list := figures(word); len(list) == 1 && (isDigit(word[0]) || spelledOut(strings.ToLower(word)) != "") {
		return list[0]
	}
	return ""
}

// saysNone tells the words by which a record says that there is nothing.
func saysNone(word string) bool {
	switch word {
	case "no", "none", "nothing", "nobody", "never", "zero", "without":
		return true
	}
	return false
}

// tickets lists what a tracker numbers: "PAY-123", "#123", in lower case. "PR
// 123" is "#123".
func tickets(text string) []string {
	var out []string
	words := prose.Words(text)
	for i, w := range words {
		key, number, found := strings.Cut(w.Lower, "-")
		switch {
		case found && allDigits(number) && w.Text[:len(key)] == strings.ToUpper(key) && len(key) > 1 && unicode.IsLetter(rune(key[0])):
			out = append(out, w.Lower)
		case !allDigits(w.Lower):
		case w.Start > 0 && (text[w.Start-1] == '#' || text[w.Start-1] == '!'), i > 0 && numbersTickets(words[i-1].Lower):
			out = append(out, "#"+w.Lower)
		}
	}
	return out
}

func allDigits(s string) bool {
	return s != "" && strings.TrimLeft(s, "0123456789") == ""
}

func numbersTickets(word string) bool {
	switch word {
	case "pr", "mr", "issue", "ticket", "bug":
		return true
	}
	return false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// wordAt cuts a run of letters and digits, or a number with its points and
// commas, from the beginning of s.
func wordAt(s string) string {
	if isDigit(s[0]) {
		n := 1
		for n < len(s) && (isDigit(s[n]) || (s[n] == '.' || s[n] == ',') && n+1 < len(s) && isDigit(s[n+1])) {
			n++
		}
		return s[:n]
	}
	n := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if n < 0 {
		return s
	}
	return s[:n]
}

// number normalises digits; after is the text behind them.
func number(digits, after string) string {
	if parts := strings.Split(digits, ","); len(parts) > 1 && allGroups(parts[1:]) {
		digits = strings.Join(parts, "")
	}
	f, err := strconv.ParseFloat(strings.Replace(digits, ",", ".", 1), 64)
	if err != nil {
		return digits
	}
	switch suffix := wordOrNone(after); suffix {
	case "k", "K":
		f *= 1000
	case "M":
		f *= 1e6
	}
	n := strconv.FormatFloat(f, 'f', -1, 64)
	rest := strings.TrimLeft(strings.ToLower(after), " ")
	if strings.HasPrefix(rest, "%") || strings.HasPrefix(rest, "percent") || strings.HasPrefix(rest, "per cent") {
		n += "%"
	}
	return n
}

func allGroups(parts []string) bool {
	for _, p := range parts {
		if head, _, _ := strings.Cut(p, "."); len(head) != 3 {
			return false
		}
	}
	return true
}

func wordOrNone(s string) string {
	if r, _ := utf8.DecodeRuneInString(s); s == "" || !unicode.IsLetter(r) {
		return ""
	}
	return wordAt(s)
}

// spelledOut gives the digits of a number word. "One" is none: it mostly says
// "a" or "somebody"; nor is "both", which counts nothing.
func spelledOut(word string) string {
	switch word {
	case "none", "zero":
		return "0"
	case "two", "twice":
		return "2"
	case "three", "thrice":
		return "3"
	case "four":
		return "4"
	case "five":
		return "5"
	case "six":
		return "6"
	case "seven":
		return "7"
	case "eight":
		return "8"
	case "nine":
		return "9"
	case "ten":
		return "10"
	case "eleven":
		return "11"
	case "twelve", "dozen":
		return "12"
	case "thirteen":
		return "13"
	case "fourteen":
		return "14"
	case "fifteen":
		return "15"
	case "sixteen":
		return "16"
	case "seventeen":
		return "17"
	case "eighteen":
		return "18"
	case "nineteen":
		return "19"
	case "twenty":
		return "20"
	case "thirty":
		return "30"
	case "forty":
		return "40"
	case "fifty":
		return "50"
	case "sixty":
		return "60"
	case "seventy":
		return "70"
	case "eighty":
		return "80"
	case "ninety":
		return "90"
	case "hundred":
		return "100"
	case "thousand":
		return "1000"
	}
	return ""
}

// dated is what a text says about days: the days it names in full, the months
// and the weekdays. Rest is the text without the days named in full, so that
// their digits are no figures.
type dated struct {
	days     []oneonone.Date // Year 0 where none was said
	months   []time.Month
	weekdays []time.Weekday
	rest     string
}

// calendar reads "2026-11-20", "20 November", "20 Nov 2026", "Nov 20th", and
// the names of months and weekdays. It resolves nothing: "next week" names no
// day by itself.
func calendar(text string) dated {
	var s dated
	words := prose.Words(text)
	var rest strings.Builder
	from := 0
	for i := 0; i < len(words); i++ {
		if day, n := dayAt(text, words[i:]); n > 0 {
			s.days = append(s.days, day)
			rest.WriteString(text[from:words[i].Start])
			from = words[i+n-1].End
			i += n - 1
			continue
		}
		if m := month(words[i]); m > 0 && i > 0 && leadsToMonth(words[i-1].Lower) {
			s.months = append(s.months, m)
		}
		if d, ok := weekday(words[i].Lower); ok {
			s.weekdays = append(s.weekdays, d)
		}
	}
	rest.WriteString(text[from:])
	s.rest = rest.String()
	return s
}

// dayAt reads a day from the first words, and says how many they are.
func dayAt(text string, words []prose.Word) (oneonone.Date, int) {
	if d, err := oneonone.ParseDate(words[0].Text); err == nil {
		return d, 1
	}
	if len(words) < 2 || strings.Trim(text[words[0].End:words[1].Start], " .") != "" {
		return oneonone.Date{}, 0
	}
	m, n := month(words[1]), dayOfMonth(words[0].Lower)
	if m == 0 {
		m = shortMonth(words[1].Lower)
	}
	if m == 0 || n == 0 {
		m, n = month(words[0]), dayOfMonth(words[1].Lower)
	}
	if m == 0 || n == 0 {
		return oneonone.Date{}, 0
	}
	if len(words) > 2 && len(words[2].Text) == 4 {
		if year, err := strconv.Atoi(words[2].Text); err == nil && year > 1900 {
			return oneonone.Date{Year: year, Month: m, Day: n}, 3
		}
	}
	return oneonone.Date{Month: m, Day: n}, 2
}

func dayOfMonth(word string) int {
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		word = strings.TrimSuffix(word, ending)
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

// month reads the name of a month, written with a capital or unmistakable.
func month(w prose.Word) time.Month {
	for m := time.January; m <= time.December; m++ {
		name := m.String()
		if w.Text == name || w.Text == name[:3] || w.Text == "Sept" && m == time.September {
			return m
		}
		if w.Lower == strings.ToLower(name) && m != time.March && m != time.May {
			return m
		}
	}
	return 0
}

// shortMonth reads what people type behind a day: "14 sep". Some of it is a
// word elsewhere.
func shortMonth(lower string) time.Month {
	if lower == "sept" {
		return time.September
	}
	for m := time.January; m <= time.December; m++ {
		if lower == strings.ToLower(m.String()[:3]) {
			return m
		}
	}
	return 0
}

// leadsToMonth tells the words after which a month is a month and neither a
// name nor a verb.
func leadsToMonth(word string) bool {
	switch word {
	case "in", "by", "since", "until", "till", "from", "to", "of", "during", "before", "after", "early", "late", "mid", "next", "last", "this":
		return true
	}
	return false
}

func weekday(word string) (time.Weekday, bool) {
	word = strings.TrimSuffix(word, "'s")
	for d := time.Sunday; d <= time.Saturday; d++ {
		if word == strings.ToLower(d.String()) || word == strings.ToLower(d.String())+"s" {
			return d, true
		}
	}
	return 0, false
}
