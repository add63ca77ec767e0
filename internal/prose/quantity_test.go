package prose

import (
	"fmt"
	"strings"
	"testing"
)

// showQuantities writes figures as "text=value unit/noun", with -high and :of.
func showQuantities(all []Quantity) string {
	var out []string
	for _, q := range all {
		out = append(out, q.Text+"="+showValue(q))
	}
	return strings.Join(out, "; ")
}

func showValue(q Quantity) string {
	s := fmt.Sprint(q.Value)
	if q.High != 0 {
		s += fmt.Sprint("-", q.High)
	}
	if q.Of != 0 {
		s += fmt.Sprint(":", q.Of)
	}
	if q.Unit != "" {
		s += " " + q.Unit
	}
	if q.Noun != "" {
		s += "/" + q.Noun
	}
	return s
}

var quantityCases = []struct{ text, want string }{
	{"cold start takes 2.3 s", "2.3 s=2.3 s"},
	{"closed 46 open caption bugs today", "46 open caption bugs=46/open caption bugs"},
	{"3 of 5", "3 of 5=3:5"},
	{"migrated 3 of 5 services", "3 of 5 services=3:5/services"},
	{"17 of the 46 bugs", "17 of the 46 bugs=17:46/bugs"},
	{"3 out of 8 boards boot", "3 out of 8 boards=3:8/boards"},
	{"hit 3/4 goals", "3/4 goals=3:4/goals"},
	{"errors down 10%", "10%=10 %"},
	{"10% of requests time out", "10% of requests=10 %/requests"},
	{"12 percent", "12 percent=12 %"},
	{"saves 1,200 € a month", "1,200 €=1200 €"},
	{"€1.2k", "€1.2k=1200 €"},
	{"$3M budget", "$3M=3e+06 $"},
	{"1.200 EUR", "1.200 EUR=1200 €"},
	{"1.234,50 €", "1.234,50 €=1234.5 €"},
	{"takes 2,5 s", "2,5 s=2.5 s"},
	{"21 days", "21 days=21 day"},
	{"build went from 18 to 10 minutes", "18=18; 10 minutes=10 min"},
	{"p95 of 2.1 s", "p95 of 2.1 s=2.1 s/p95"},
	{"p99 at 840ms", "p99 at 840ms=840 ms/p99"},
	{"p95 is fine", ""},
	{"840ms", "840ms=840 ms"},
	{"5x faster", "5x=5 x"},
	{"ran it twice", "twice=2 x"},
	{"ten usual answers", "ten usual answers=10/usual answers"},
	{"a dozen flaky tests", "a dozen flaky tests=12/flaky tests"},
	{"half a dozen PRs", "half a dozen PRs=6/PRs"},
	{"twenty-five alerts", "twenty-five alerts=25/alerts"},
	{"2-3 days of work", "2-3 days of work=2-3 day/work"},
	{"two to three hours", "two to three hours=2-3 h"},
	{"a 3-day outage", "3-day outage=3 day/outage"},
	{"a 1.8k LOC change", "1.8k LOC=1800/LOC"},
	{"reviewed 12 PRs and 4 design docs", "12 PRs=12/PRs; 4 design docs=4/design docs"},
	{"1 engineer owns it", "1 engineer=1/engineer"},
	{"one week of drift", "one week of drift=1 week/drift"},
	{"heap stays under 512 MB", "512 MB=512 MB"},
	{"12MB/s", "12MB/s=12 MB/s"},
	{"peaks at 400 req/s", "400 req/s=400 req/s"},
	{"battery draws 35mA", "35mA=35 mA"},
	{"flash at 80 MHz", "80 MHz=80 MHz"},
	{"sensor reads 85°C", "85°C=85 °C"},
	{"5M users", "5M users=5e+06/users"},
	{"CI in 5m", "5m=5 min"},
	{"2 million rows", "2 million rows=2e+06/rows"},
	{"1,200,000 rows", "1,200,000 rows=1.2e+06/rows"},
	{"-3% on conversion", "-3%=-3 %"},
	{"+12% traffic", "+12%=12 %"},
	{"~30 ms", "30 ms=30 ms"},
	{"46 in September, 19 now", "46=46; 19=19"},
	{"coverage 71% -> 78%", "71%=71 %; 78%=78 %"},
	{"10 minutes of downtime", "10 minutes of downtime=10 min/downtime"},
	{"4 of the alerts are noise", "4 of the alerts=4/alerts"},
	{"8 people on call", "8 people=8/people"},
	{"6 customer-facing incidents", "6 customer-facing incidents=6/customer-facing incidents"},
	{"2000 requests failed", "2000 requests=2000/requests"},
	{"3 weekends lost, two pages per night", "3 weekends=3/weekends; two pages=2/pages"},
	{"wait 30s then 2h", "30s=30 s; 2h=2 h"},
	{"(3 reviewers)", "3 reviewers=3/reviewers"},
	{"0 regressions", "0 regressions=0/regressions"},
	{"12 green, 4 red", "12 green=12/green; 4 red=4/red"},
	{"lost 4 dB of margin", "4 dB of margin=4 dB/margin"},
	{"score 8/10", "8/10=8:10"},
	{"a 2 second delay", "2 second delay=2 s/delay"},
	{"10+ customers", "10+ customers=10/customers"},
	{"saved ~€4k/month", "€4k=4000 €"},
	{"4 of them huge", "4=4"},
	{"7 of the 9 P1 bugs", "7 of the 9 P1 bugs=7:9/P1 bugs"},
	{"one to two hours", "one to two hours=1-2 h"},
	{"16 kHz on a 12 V rail", "16 kHz=16 kHz; 12 V=12 V"},
	{"TLS 1.3, No. 5", ""},
	{"5 percentage points", "5 percentage points=5 pp"},
	{"- 7 tickets closed", "7 tickets=7/tickets"},
	{"last week 12 pages, in week 47", "12 pages=12/pages"},
	// No figures.
	{"#123 and ACME-12", ""},
	{"PR 4412 is open", ""},
	{"see issue 88, port 8080", ""},
	{"upgrade to 1.26.8", ""},
	{"on 12 Nov at 16:00, 10am", ""},
	{"due 2026-11-24 or 24/11", ""},
	{"in 2026 we grow", ""},
	{"2026 roadmap", ""},
	{"call 555-1234 or +49 170 1234567", ""},
	{"1. triage\n2) deploy", ""},
	{"p95, k8s, utf8, h264, log4j, sha256, x86", ""},
	{"10.0.0.1:8080", ""},
	{"returns 401, then HTTP 403", ""},
	{"a 500 error", ""},
	{"got 503s all night", ""},
	{"reverted a1b2c3d4", ""},
	{"our 1:1 is 24/7", ""},
	{"Python 3 and Postgres 16", ""},
	{"2FA and 3D", ""},
	{"4xx and 5xx", ""},
	{"in two weeks", ""},
	{"3 weeks ago", ""},
	{"`sleep 30` in foo_12.go", ""},
	{"one of them, no one, this one", ""},
	{"RFC 2119 and ISO 8601", ""},
	{"1920x1080", ""},
	{"sprint 42, week 47, step 3", ""},
	{"log id 00417", ""},
	{"@bot42 #7 v2", ""},
}

func TestQuantities(t *testing.T) {
	for _, c := range quantityCases {
		if got := showQuantities(Quantities(c.text)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestChanges(t *testing.T) {
	cases := []struct{ text, want string }{
		{"build time from 18 to 10 minutes", "from 18 to 10 minutes: 18 min > 10 min"},
		{"lead time 21 days in Q2, 9 days in Q3", "21 days in Q2, 9 days: 21 day > 9 day"},
		{"p99 down from 840ms to 310ms", "from 840ms to 310ms: 840 ms > 310 ms"},
		{"bugs: 46 in September, 19 now", "46 in September, 19: 46 > 19"},
		{"3.4 s → 2.3 s", "3.4 s → 2.3 s: 3.4 s > 2.3 s"},
		{"3 days -> 8", "3 days -> 8: 3 day > 8 day"},
		{"boot is 2 s, down from 5 s", "2 s, down from 5 s: 5 s > 2 s"},
		{"12 crashes a week (was 30)", "12 crashes a week (was 30): 30/crashes > 12/crashes"},
		{"flaky tests dropped 40 to 6", "40 to 6: 40 > 6"},
		{"was 46, now 19", "46, now 19: 46 > 19"},
		{"used to be 9 minutes, now 4", "9 minutes, now 4: 9 min > 4 min"},
		{"coverage up from 61% to 70%", "from 61% to 70%: 61 % > 70 %"},
		{"6 alerts last week, 2 this week", "6 alerts last week, 2: 6/alerts > 2/alerts"},
		{"3 teams use it now, 1 in June", "3 teams use it now, 1: 1/teams > 3/teams"},
		{"MTTR 38 min vs 95 min last quarter", "38 min vs 95 min: 95 min > 38 min"},
		{"2.1% before the fix and 0.8% after", "2.1% before the fix and 0.8%: 2.1 % > 0.8 %"},
		{"cut open bugs (46 to 19)", "46 to 19: 46 > 19"},
		{"p75 2.3 s in October, August was 3.4 s", "p75 2.3 s in October, August was 3.4 s: 3.4 s > 2.3 s/p75"},
		{"21 days in the quarter before, 9 days in October", "21 days in the quarter before, 9 days: 21 day > 9 day"},
		{"1,240 € in October, 980 € in September", "1,240 € in October, 980 €: 980 € > 1240 €"},
		{"4 in December, 2 in January", "4 in December, 2: 4 > 2"},
		{"wave 2, 22 depots now", ""},
		{"12 PRs and 4 docs", ""},
		{"3 incidents this week, 4 PRs", ""},
		{"38 min vs 95 min", ""},
		{"2 to 3 days", ""},
		{"18 minutes. 10 people", ""},
		{"from 3 people to 8 MB", ""},
		{"5 tests on CI, 7 tests on devices", ""},
	}
	for _, c := range cases {
		var got []string
		for _, ch := range Changes(c.text) {
			got = append(got, ch.Text+": "+showValue(ch.From)+" > "+showValue(ch.To))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, s, c.want)
		}
	}
}
