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
			The reason is the driver
			Sorted to avoid a second pass
			Copies the list to prevent races
			It is slow, therefore cached
			The problem is the lock
			As a result we retry twice
			The trade-off is memory`, `
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
		{"GivesCause", GivesCause, cases{`
			It fails because the token expires
			The delay comes from the review queue
			Slow due to the missing index
			Caused by the new proxy
			The root cause was a full disk
			The reason is that we have one runner
			We lose time since we test by hand
			That explains the gaps
			This is why the import is late
			The lag is there because of the old driver
			Outage caused by a bad flag
			Nobody fixed it, as nobody owns it
			`, `
			The import is late
			We added an index
			The proxy is new
			It fails each night
			The disk is full
			The runner is slow
			It went well since Monday
			The gaps are closed
			We test by hand
			The token expires in an hour
			Reviewed the queue
			The driver is from 2019`}},
		{"WeighsAlternative", WeighsAlternative, cases{`
			Webhooks instead of polling
			A cron job rather than a queue
			We considered Kafka
			The other option was a second table
			Another option is to wait
			An alternative would be a view
			We could have bought it
			Postgres versus SQLite
			Build vs buy
			Compared to a rewrite it is cheap
			Option B was a proxy
			Two alternatives were too slow`, `
			We use a queue
			The table has three columns
			Added an optional flag
			The import is done
			Bought the licence
			The proxy is fast
			Rewrote the parser
			It polls every minute
			The view is cached
			Wrote a design
			Tests pass
			The option parser is strict`}},
		{"NamesPrice", NamesPrice, cases{`
			The price is one more table
			It costs 40 MB
			The cost is a slower start
			The trade-off is memory
			A downside: two writes
			The drawback is the lock
			At the expense of latency
			In exchange we poll
			Startup is slower
			The catch: no rollback
			We accept stale reads
			That means more load on the database`, `
			We use one table
			It is fast
			Reads are cached
			The lock is gone
			Rolled back the change
			The queue is short
			We poll each minute
			Memory is fine
			Latency went down
			Wrote the docs
			Exchanged two lines
			The startup takes a second`}},
		{"IsFriction", IsFriction, cases{`
			Jo changed it back without asking
			They merged it without telling us
			Nobody told me about the freeze
			We both think we own the importer
			Ana and I disagree on the API
			We argued about the naming
			He undid my refactoring
			For the second time my branch was overwritten
			I was interrupted in each demo
			It was a misunderstanding about the deadline
			She waits for me and I wait for her
			An awkward review with Kim
			They didn't tell us about the change`, `
			Paired with Jo on the API
			We agreed on the names
			Ana reviewed my branch
			Merged the refactoring
			The demo went well
			Asked Kim for a review
			The team picked a deadline
			I told them about the freeze
			He owns the importer
			Thanks to Ana for the help
			The second test is green
			We told support on time`}},
		{"IsPraise", IsPraise, cases{`
			Great write-up, thanks!
			Your review saved me a day
			Excellent demo
			Well done on the migration
			I love the new dashboard
			Very helpful notes
			Good job with the incident
			Kudos for the rollout
			I appreciate your patience
			The docs are clear
			Impressed by the load test
			Nice talk
			Solid work on the importer`, `
			Great, but the reviews are too long
			The reviews come late
			You should write smaller changes
			It is not clear what you own
			Please ask before you merge
			Good start, next time add a test
			Nice, though the naming is odd
			The demo was too fast
			Your changes are too large
			I would write more tests
			The notes are missing
			Speak up more in planning
			Could be better`}},
		{"NamesRole", NamesRole, cases{`
			Own the importer by spring
			Lead the search project
			Become a senior engineer
			Be the person to ask about billing
			Get promoted to staff
			Be responsible for the release train
			Grow into a tech lead
			Be known as the database expert
			Mentor an intern
			Reach the next level
			Drive the migration
			Be a maintainer of the SDK
			Move towards an architect role`, `
			Learn Rust
			Cut the build to five minutes
			Write fewer comments
			Run a marathon
			Ship the search page
			Fix twenty bugs
			Understand the scheduler
			Halve the alerts
			Leader election works? read the paper
			Document the API
			Speak at a meetup
			Sleep eight hours`}},
		{"NamesSkill", NamesSkill, cases{`
			Learn Rust
			Debug production problems on my own
			Understand the query planner
			Become fluent in German
			Get better at estimates
			Write clear designs
			Improve my SQL skills
			Take a course on security
			Speak at a meetup
			Be able to run an incident alone
			Read flame graphs without help
			Practise code reviews
			Present at the all-hands`, `
			Own the importer
			Be promoted to senior
			Cut the build to five minutes
			Halve the number of alerts
			Ship the search by May
			Move to the platform team
			Lead the migration
			Be responsible for the release
			Run the offsite
			Keep the error rate under one percent
			Reach ten customers
			Close the audit`}},
		{"Replaces", Replaces, cases{`
			Replace the queue with a table
			Migrate to the new driver
			Rewrite the parser
			Switch the cache to Redis
			Polling instead of webhooks
			Move to structured logs
			Drop support for the old API
			Remove the legacy job
			Rework the scheduler
			Redesign the settings page
			Replaced the linter
			migrated the tests`, `
			Add a queue
			Fix the parser
			Cache the report
			Log the request id
			Support CSV files
			Test the scheduler
			Document the settings
			Speed up the import
			Handle empty input
			List refunds
			Allow two owners
			Bump the driver`}},
		{"SpeaksOfHealth", SpeaksOfHealth, cases{`
			Four bugs in the importer
			The test is flaky
			An outage of an hour
			Coverage is at 70%
			CI takes 18 minutes
			Three rollbacks in October
			The error rate doubled
			Our time to resolve is two days
			A memory leak in the worker
			Paged twice at night
			Tech debt in the parser
			Timeouts in the gateway
			40 warnings in the build`, `
			Wrote the design
			Talked to a customer
			The search is live
			Paired with Ana
			Planning took an hour
			The circle icon is new
			Added a page for refunds
			Interviewed two people
			Moved to another desk
			Learned about indexes
			The bugle team is new
			Read a book`}},
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
