package prose

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSentences(t *testing.T) {
	cases := []struct {
		text string
		want []string
	}{
		{"Fixed the cache. Needs a test.", []string{"Fixed the cache.", "Needs a test."}},
		{"fixed the cache. needs a test. ask bo", []string{"fixed the cache.", "needs a test.", "ask bo"}},
		{"Ask Dr. Lind about it. She knows.", []string{"Ask Dr. Lind about it.", "She knows."}},
		{"Use a queue, e.g. Redis. Or none.", []string{"Use a queue, e.g. Redis.", "Or none."}},
		{"Latency vs. Cost matters, approx. 5 s. Done.", []string{"Latency vs. Cost matters, approx. 5 s.", "Done."}},
		{"Logs, traces, etc. are gone. We rebuild.", []string{"Logs, traces, etc. are gone.", "We rebuild."}},
		{"Logs, traces, etc. We rebuild.", []string{"Logs, traces, etc.", "We rebuild."}},
		{"See fig. 3 and no. 4. No. We wait.", []string{"See fig. 3 and no. 4.", "No.", "We wait."}},
		{"J. R. Ortiz reviews. Plan B. We wait.", []string{"J. R. Ortiz reviews.", "Plan B.", "We wait."}},
		{"Upgrade to 1.26.8. Then main.go breaks.", []string{"Upgrade to 1.26.8.", "Then main.go breaks."}},
		{"well... maybe not. ok? then go! now", []string{"well... maybe not.", "ok?", "then go!", "now"}},
		{"- first item\n- second item. With more\n  1. third", []string{"first item", "second item.", "With more", "third"}},
		{"Ana owns it\nBo is out", []string{"Ana owns it", "Bo is out"}},
		{"ana owns it\nbo is out", []string{"ana owns it", "bo is out"}},
		{"The migration of the billing tables runs again at night and\nstops the replicas.", []string{"The migration of the billing tables runs again at night and\nstops the replicas."}},
		{"frozen until 5.11. for us. p95 is 2.3. needs work", []string{"frozen until 5.11. for us.", "p95 is 2.3.", "needs work"}},
		{"Risks: none. Owner: me", []string{"Risks: none.", "Owner: me"}},
		{"## Today\n\n> he said \"stop.\" twice", []string{"Today", "he said \"stop.\" twice"}},
		{"It ends by Fri. 12 Nov is free. Ships Nov. 24 then.", []string{"It ends by Fri. 12 Nov is free.", "Ships Nov. 24 then."}},
		{"2 minutes is fine", []string{"2 minutes is fine"}},
		{"", nil},
		{" \n\t\n", nil},
	}
	for _, c := range cases {
		var got []string
		for _, s := range Sentences(c.text) {
			got = append(got, c.text[s.Start:s.End])
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", c.text, diff)
		}
	}
}
