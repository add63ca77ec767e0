package prose

import "testing"

// TestCuesOfSubstance are those that tell what a text says about work, goals
// and people.
func TestCuesOfSubstance(t *testing.T) {
	for _, tt := range []struct {
		name string
		cue  func(string) bool
		cases
	}{
		{"GivesReason", GivesReason, cases{`
			We keep one writer because bbolt locks the file
			Batch the calls so that the limit holds
			Use a pool in order to save memory
			Polling instead of webhooks
			A queue rather than a cron job
			Close it, otherwise the socket leaks
			It is slow, therefore cached
			We stay with two tables because the join is slow
			Rename it so that nobody mixes them up
			In order to ship on Friday we cut the export
			Two small queries instead of one
			Kept the old flag rather than a new one`, `
			Added a queue
			The pool has ten workers
			We batch the calls
			The release is on Monday
			Removed the cron job
			Sorted the list
			The driver is new
			It retries twice
			Copied the file
			Renamed the package
			The socket is closed
			Reason field added to the form? Yes`}},
		{"SpeaksOfCareer", SpeaksOfCareer, cases{`
			Talked about my career
			career: wants me to lead one project first
			Promotion case in spring
			my growth: design skills
			Career plan looks fine to her
			We spoke about the promotion
			Next role could be tech lead, career path agreed
			Discussed my career goals
			- career ladder: two points missing
			She asked about my career, senior in a year
			Promotion needs two references
			career development budget approved`, `
			Talked about the build
			Career next time
			No time for the career topic
			Postponed career to the next meeting
			The search is live
			promotion banner on the shop page is broken, skipped
			Sam will ask HR
			Reviews come late
			Growth of the table is a problem
			Sprint goals are fine
			Carried over: career
			We need a level check in the tank code`}},
	} {
		t.Run(tt.name, func(t *testing.T) { holdAgainst(t, tt.cue, tt.cases) })
	}
}
