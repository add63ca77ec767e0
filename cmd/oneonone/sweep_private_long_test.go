//go:build sweep

package main

import (
	"slices"
	"testing"
)

// The same with every mark there is, in odd spellings, too.
func TestPrivateIsNowhereInAnySpelling(t *testing.T) {
	odd := []string{"#private W", "W #PRIVATE", "W #private, more", "W (#private)", "Private: W", "PRIVATE: W", "**private:** W", "- [ ] W #private",
		"1. W #private", "> W #private", "| W #private |", "W＃private", "W #private/a/b", "(Private) W", "Sam: private: W"}
	oddBlocks := []string{"# Private\n\nblocked by W", "**Private**\n- blocked by W\n", "- a\n  - b #private\n    - blocked by W\n", "money #private:\n- blocked by W",
		"> [!private]- folded\n> blocked by W", "```\nx\n```\n- c #private\n\n  blocked by W", "private:\n\tblocked by W", "open %%\nblocked by W\n\nmore W\n%% end"}
	j := newJournal(t)
	j.fill(slices.Concat(marks(), odd), slices.Concat(blocks(), oddBlocks))
	j.told()
}
