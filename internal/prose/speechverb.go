package prose

import "strings"

// IsTaskVerb tells whether a lower-case word is a verb, in its bare form, for
// something that one can promise to do at work.
func IsTaskVerb(word string) bool {
	switch word {
	case "accept", "add", "address", "adjust", "advise", "adopt", "agree", "align", "allocate", "analyse", "analyze", "announce", "anticipate", "apologise", "apologize", "apply",
		"approve", "archive", "arrange", "ask", "assemble", "assess", "assign", "attach", "attend", "audit", "automate", "back", "backfill", "backport", "benchmark",
		"book", "brainstorm", "brief", "bring", "budget", "build", "bump", "buy", "calculate", "call", "cancel", "capture", "change", "chase", "check", "choose",
		"circulate", "clarify", "clean", "clear", "close", "coach", "code", "collect", "come", "comment", "communicate", "compare", "compile", "complete", "compute",
		"confirm", "connect", "consider", "consolidate", "contact", "continue", "contribute", "convert", "coordinate", "copy", "cost", "cover", "create", "cut",
		"debug", "decide", "define", "delegate", "delete", "deliver", "demo", "deploy", "deprecate", "describe", "design", "determine", "develop", "disable",
		"discuss", "distribute", "do", "document", "double-check", "draft", "draw", "drive", "drop", "edit", "email", "enable", "ensure", "escalate", "estimate",
		"evaluate", "examine", "experiment", "explain", "explore", "export", "extend", "extract", "figure", "file", "fill", "finalise", "finalize", "find", "finish",
		"fix", "flag", "flesh", "follow", "formalise", "formalize", "format", "forward", "gather", "generate", "get", "give", "go", "grant", "hand", "handle", "hire",
		"host", "identify", "implement", "improve", "include", "inform", "install", "instrument", "integrate", "interview", "introduce", "investigate", "invite",
		"issue", "join", "keep", "kick", "land", "launch", "lead", "learn", "leave", "let", "link", "list", "log", "look", "lower", "make", "map", "mark", "measure",
		"meet", "mention", "mentor", "merge", "message", "migrate", "mock", "model", "monitor", "move", "mute", "negotiate", "nominate", "note", "notify", "open",
		"order", "organise", "organize", "outline", "oversee", "own", "pair", "participate", "patch", "pay", "perform", "pick", "pilot", "pin", "ping", "plan", "play",
		"poll", "port", "post", "practice", "practise", "prepare", "present", "prioritise", "prioritize", "profile", "propose", "prototype", "provide", "publish", "pull",
		"push", "put", "raise", "re-run", "reach", "read", "rebase", "recheck", "record", "redesign", "redo", "reduce", "refactor", "refine", "release", "remind",
		"remove", "rename", "renew", "reorganise", "reorganize", "repair", "replace", "reply", "report", "reproduce", "request", "rerun", "research", "reserve",
		"reset", "resolve", "respond", "restart", "restore", "retest", "return", "review", "revise", "revisit", "rework", "rewrite", "roll", "rotate", "run",
		"save", "scan", "schedule", "scope", "search", "secure", "select", "send", "separate", "set", "setup", "shadow", "shape", "share", "ship", "shorten", "shortlist", "show",
		"sign", "simplify", "sketch", "slice", "sort", "speak", "specify", "split", "start", "stop", "study", "submit", "suggest", "summarise", "summarize",
		"support", "swap", "switch", "sync", "take", "talk", "teach", "tell", "test", "think", "tidy", "track", "train", "transfer", "translate", "triage", "trim", "try",
		"tune", "turn", "unblock", "screenshot", "break", "expense", "lend", "dump", "intro", "grab", "borrow", "throw", "ditch", "bin", "scrap", "poke", "dig", "sound", "nudge", "square", "ring", "phone", "revert", "wire", "fetch", "pass", "loop", "bisect", "quantify", "spin", "tweak", "polish", "rewire", "restructure", "tag", "label", "print", "mail", "text", "dm", "fwd", "jot", "prepone", "reschedule", "onboard", "offboard", "provision", "harden", "backtest", "relabel", "annotate", "sanity-check", "dry-run", "rehearse", "script", "seed", "wipe", "purge", "revoke", "enrol", "enroll", "invest", "lobby", "vote", "vet", "query", "trace", "fuzz", "stub", "bundle", "package", "proofread", "hunt", "line", "nail", "iron", "straighten", "smooth", "reassign", "reopen", "resend", "retry", "retire", "kill", "update", "upgrade", "upload", "use", "validate", "verify", "visit", "walk", "weigh", "work", "wrap", "write":
		return true
	}
	return strings.HasPrefix(word, "re-") && IsTaskVerb(word[3:])
}

// isWeakVerb tells whether a promise with this verb is none: a state, a
// feeling, a figure of speech, small talk.
func isWeakVerb(word string) bool {
	switch word {
	case "be", "have", "need", "see", "know", "want", "like", "love", "hate", "stay", "remain", "become", "happen", "cost", "miss", "forget", "depend", "matter",
		"fail", "break", "say", "guess", "bet", "admit", "believe", "hope", "wait", "seem", "feel", "mean", "understand", "remember", "live", "die", "end", "win", "lose",
		"think", "hear", "appear", "exist", "last", "probably", "never", "not", "always", "expect", "wonder", "assume", "suppose", "agree", "prefer", "let", "just",
		"allow", "help", "enable", "require", "imply", "lead", "cause", "land", "benefit", "suffer", "survive", "grow", "come", "go", "get", "work", "mind", "owe", "on", "for", "the", "a", "an":
		return true
	}
	return false
}

// isSoftTask tells whether a weak verb makes a task all the same with the
// words after it: "get the numbers", "go through the list", "think about it".
func isSoftTask(verb, next string) bool {
	switch verb {
	case "break":
		return next == "this" || next == "it" || next == "the"
	case "get":
		return next != "" && !isMark(next) && next != "better" && next != "worse" && next != "used" && next != "there"
	case "have":
		return next == "it" || next == "them" || next == "a" || next == "another" || next == "the"
	case "come":
		return next == "up" || next == "back"
	case "go":
		return next == "through" || next == "over" || next == "back" || next == "ask" || next == "and" || next == "talk"
	case "work":
		return next == "on" || next == "out" || next == "with" || next == "through" || next == "together"
	case "help":
		return next != "" && !isMark(next)
	case "lead":
		return next != "to"
	case "let":
		return next != "us" && next != "it"
	case "think":
		return next == "about" || next == "through"
	case "see":
		return next == "if" || next == "whether" || next == "what" || next == "to" || next == "who"
	case "enable", "land", "expect", "end", "feel":
		return next == "the"
	}
	return false
}

// isPersonNoun tells whether the word, as the last of its phrase, names
// somebody by the job or the team: "the project manager", "legal".
func isPersonNoun(word string) bool {
	switch word {
	case "manager", "lead", "designer", "designers", "engineer", "engineers", "expert", "developer", "developers", "director", "person", "team", "teams", "analyst", "architect",
		"admin", "owner", "pm", "em", "qa", "hr", "sre", "legal", "finance", "security", "infra", "platform", "support", "marketing", "sales", "recruiter", "recruiting",
		"leader", "facilities", "procurement", "boss", "head", "cto", "ceo", "vp", "researcher", "scientist", "intern", "tester", "management", "coordinator",
		"everyone", "everybody", "facilitator", "chair", "secretary", "maintainer", "reviewer":
		return true
	}
	return false
}

// baseForm gives the bare form of a verb in the third person: "sends" is
// "send"; "" when the word has no such form.
func baseForm(word string) string {
	for _, cut := range []string{"s", "es"} {
		if base, ok := strings.CutSuffix(word, cut); ok && IsTaskVerb(base) {
			return base
		}
	}
	if base, ok := strings.CutSuffix(word, "ies"); ok && IsTaskVerb(base+"y") {
		return base + "y"
	}
	return ""
}

// gerundBase gives the bare form behind "-ing", "" when there is none.
func gerundBase(word string) string {
	base, ok := strings.CutSuffix(word, "ing")
	if !ok || len(base) < 2 {
		return ""
	}
	for _, b := range []string{base, base + "e", base[:len(base)-1]} {
		if IsTaskVerb(b) {
			return b
		}
	}
	return ""
}
