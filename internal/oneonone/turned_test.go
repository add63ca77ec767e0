package oneonone

import "testing"

func TestTurned(t *testing.T) {
	if got := turned("send the rules to Priya Nair, and ask Priya", "Priya", false); got != "send the rules to Priya Nair, and ask you" {
		t.Errorf("a name of which half is on file: %q", got)
	}
	for text, want := range map[string]string{
		"She liked that I wrote it up":                          "You liked that I wrote it up",
		"one page is enough for her":                            "one page is enough for you",
		"ask her about her figures, she has them":               "ask you about your figures, you have them",
		"Write it (M wants half a page)":                        "Write it (you want half a page)",
		"M likes it, and I ask M":                               "You like it, and I ask you",
		"Marit tells the depots":                                "You tell the depots",
		"the lead whom Marit Hoekstra calls":                    "the lead whom you call",
		"I bring it, and Marit also decides":                    "I bring it, and you also decide",
		"Marit's list, and hers alone":                          "Your list, and yours alone",
		"she doesn't know; she was ill on Friday, he says":      "she doesn't know; she was ill on Friday, he says",
		"Ruth says she takes it":                                "Ruth says she takes it",
		"he was in Venlo, then he went home":                    "you were in Venlo, then he went home",
		"she's glad, on Tuesday she'll send her numbers":        "you're glad, on Tuesday you'll send your numbers",
		"I say it to her, then again to the depots":             "I say it to you, then again to the depots",
		"No retries on timeouts before legal has answered":      "No retries on timeouts before legal has answered",
		"the chess club of others: his move, and herself later": "the chess club of others: his move, and herself later",
	} {
		if got := turned(text, "Marit Hoekstra", false); got != want {
			t.Errorf("turned(%q) = %q, want %q", text, got, want)
		}
	}
	if got := turned("Moves the VPN by herself, as Marit asks", "Marit", true); got != "Moves the VPN by herself, as you ask" {
		t.Errorf("of another: %q", got)
	}
	if got := turned("she asks", "", false); got != "she asks" {
		t.Errorf("for nobody: %q", got)
	}
}

func TestInfinitive(t *testing.T) {
	for verb, want := range map[string]string{
		"calls": "call", "tries": "try", "passes": "pass", "watches": "watch", "goes": "go", "has": "have", "is": "be", "focus": "focus", "this": "this", "process": "process", "Asks": "Asks", "ask": "ask", "dies": "die",
	} {
		if got := Infinitive(verb); got != want {
			t.Errorf("Infinitive(%q) = %q, want %q", verb, got, want)
		}
	}
}
