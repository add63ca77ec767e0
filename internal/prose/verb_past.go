package prose

// IsIrregularPast tells whether a lower-case word is the past of an irregular
// verb that promises are made of.
func IsIrregularPast(lower string) bool { return irregular(lower) != "" }

// BaseStem gives the stem of a verb's base form, whatever form it stands in.
func BaseStem(lower string) string {
	if base := irregular(lower); base != "" {
		return Stem(base)
	}
	return Stem(lower)
}

// irregular gives the base form of an irregular past, or "".
func irregular(lower string) string {
	switch lower {
	case "sent":
		return "send"
	case "wrote", "written":
		return "write"
	case "brought":
		return "bring"
	case "found":
		return "find"
	case "built":
		return "build"
	case "spoke", "spoken":
		return "speak"
	case "met":
		return "meet"
	case "paid":
		return "pay"
	case "bought":
		return "buy"
	case "drew", "drawn":
		return "draw"
	case "ran":
		return "run"
	case "set":
		return "set"
	case "split":
		return "split"
	case "cut":
		return "cut"
	case "read":
		return "read"
	case "taught":
		return "teach"
	case "chose", "chosen":
		return "choose"
	case "held":
		return "hold"
	case "led":
		return "lead"
	case "left":
		return "leave"
	case "began", "begun":
		return "begin"
	case "broke", "broken":
		return "break"
	case "dealt":
		return "deal"
	case "did", "done":
		return "do"
	case "forwarded":
		return "forward"
	case "showed", "shown":
		return "show"
	}
	return ""
}

// LeadsToVerb tells whether a lower-case word can stand before "to" and a verb
// without being somebody: "plan to", "agreed to", "happy to".
func LeadsToVerb(lower string) bool {
	switch lower {
	case "plan", "plans", "planning", "planned", "need", "needs", "needed", "going", "want", "wants", "wanted", "try", "trying", "tried", "have", "has", "had", "able", "unable", "happy", "glad", "ready", "agreed", "agree", "decided", "promised",
		"offered", "remember", "remembered", "hope", "hopes", "hoping", "forgot", "supposed", "expected", "asked", "told", "allowed", "started", "starting", "used", "likely", "free", "time", "chance", "way", "idea", "goal", "aim", "task", "action",
		"todo", "reminder", "proposal", "option", "request", "nothing", "something", "anything", "everything", "somebody", "someone", "anybody", "anyone", "everybody", "everyone", "nobody", "next", "first", "how", "what", "when", "where", "whether",
		"this", "that", "it", "there", "up", "due", "thanks", "close", "easy", "hard", "important", "good", "better", "best", "back", "move", "moved", "switch", "migration", "change", "decision", "ability", "willing", "keen", "set", "wave", "release", "version":
		return true
	}
	return false
}
