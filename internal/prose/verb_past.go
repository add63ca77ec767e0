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
