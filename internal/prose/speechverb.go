package prose

import "strings"

// IsTaskVerb tells whether a lower-case word is a verb, in its bare form, for
// something that one can promise to do at work.
func IsTaskVerb(word string) bool {
	switch word {
	case "accept", "add", "address", "adjust", "adopt", "advise", "agree", "align", "allocate", "analyse", "analyze", "annotate",
		"announce", "anticipate", "apologise", "apologize", "apply", "approve", "archive", "arrange", "ask", "assemble", "assess",
		"assign", "attach", "attend", "audit", "automate", "back", "backfill", "backport", "backtest", "benchmark", "bin", "bisect",
		"book", "borrow", "brainstorm", "break", "brief", "bring", "budget", "build", "bump", "bundle", "buy", "calculate", "call",
		"cancel", "capture", "change", "chase", "check", "choose", "circulate", "clarify", "clean", "clear", "close", "coach",
		"code", "collect", "come", "comment", "communicate", "compare", "compile", "complete", "compute", "confirm", "connect",
		"consider", "consolidate", "contact", "continue", "contribute", "convert", "coordinate", "copy", "cost", "cover", "create",
		"cut", "debug", "decide", "define", "delegate", "delete", "deliver", "demo", "deploy", "deprecate", "describe", "design",
		"determine", "develop", "dig", "disable", "discuss", "distribute", "ditch", "dm", "do", "document", "double-check", "draft",
		"draw", "drive", "drop", "dry-run", "dump", "edit", "email", "enable", "enrol", "enroll", "ensure", "escalate", "estimate",
		"evaluate", "examine", "expense", "experiment", "explain", "explore", "export", "extend", "extract", "fetch", "figure",
		"file", "fill", "finalise", "finalize", "find", "finish", "fix", "flag", "flesh", "follow", "formalise", "formalize",
		"format", "forward", "fuzz", "fwd", "gather", "generate", "get", "give", "go", "grab", "grant", "hand", "handle", "harden",
		"hire", "host", "hunt", "identify", "implement", "improve", "include", "inform", "install", "instrument", "integrate",
		"interview", "intro", "introduce", "invest", "investigate", "invite", "iron", "issue", "join", "jot", "keep", "kick", "kill",
		"label", "land", "launch", "lead", "learn", "leave", "lend", "let", "line", "link", "list", "lobby", "log", "look", "loop",
		"lower", "mail", "make", "map", "mark", "measure", "meet", "mention", "mentor", "merge", "message", "migrate", "mock",
		"model", "monitor", "move", "mute", "nail", "negotiate", "nominate", "note", "notify", "nudge", "offboard", "onboard",
		"open", "order", "owe", "organise", "organize", "outline", "oversee", "own", "package", "pair", "participate", "pass", "patch",
		"pay", "perform", "phone", "pick", "pilot", "pin", "ping", "plan", "play", "poke", "polish", "poll", "port", "post",
		"practice", "practise", "prepare", "prepone", "present", "print", "prioritise", "prioritize", "profile", "proofread",
		"propose", "prototype", "provide", "provision", "publish", "pull", "purge", "push", "put", "quantify", "query", "raise",
		"re-run", "reach", "read", "reassign", "rebase", "recheck", "record", "redesign", "redo", "reduce", "refactor", "refine",
		"rehearse", "relabel", "release", "remind", "remove", "rename", "renew", "reopen", "reorganise", "reorganize", "repair",
		"replace", "reply", "report", "reproduce", "request", "rerun", "reschedule", "research", "resend", "reserve", "reset",
		"resolve", "respond", "restart", "restore", "restructure", "retest", "retire", "retry", "return", "revert", "review",
		"revise", "revisit", "revoke", "rewire", "rework", "rewrite", "ring", "roll", "rotate", "run", "sanity-check", "save",
		"scan", "schedule", "scope", "scrap", "screenshot", "script", "search", "secure", "seed", "select", "send", "separate",
		"set", "setup", "shadow", "shape", "share", "ship", "shorten", "shortlist", "show", "sign", "simplify", "sketch", "slice",
		"smooth", "sort", "sound", "speak", "specify", "spin", "split", "square", "start", "stop", "straighten", "stub", "study",
		"submit", "suggest", "summarise", "summarize", "support", "swap", "switch", "sync", "tag", "take", "talk", "teach", "tell",
		"test", "text", "think", "throw", "tidy", "trace", "track", "train", "transfer", "translate", "triage", "trim", "try",
		"tune", "turn", "tweak", "unblock", "update", "upgrade", "upload", "use", "validate", "verify", "vet", "visit", "vote",
		"walk", "weigh", "wipe", "wire", "work", "wrap", "write":
		return true
	}
	return strings.HasPrefix(word, "re-") && IsTaskVerb(word[3:])
}
