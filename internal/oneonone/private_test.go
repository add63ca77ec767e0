package oneonone_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"oneonone/internal/oneonone"
)

// said is a line with what is public of it.
type said struct{ line, public string }

func open(lines ...string) (out []said) {
	for _, l := range lines {
		out = append(out, said{l, l})
	}
	return out
}

func shut(lines ...string) (out []said) {
	for _, l := range lines {
		out = append(out, said{l, ""})
	}
	return out
}

func in(indent string, all []said) (out []said) {
	for _, s := range all {
		if s.line != "" {
			s.line = indent + s.line
		}
		if s.public != "" {
			s.public = indent + s.public
		}
		out = append(out, s)
	}
	return out
}

// paper draws texts whose private words all begin with "hush".
type paper struct {
	t *rapid.T
	n int
}

func (p *paper) pick(of ...string) string { return rapid.SampledFrom(of).Draw(p.t, "pick") }

func (p *paper) word(begin string) string {
	p.n++
	return fmt.Sprintf("%s%d", begin, p.n)
}

func (p *paper) words(begin string) string {
	var all []string
	for range rapid.IntRange(1, 4).Draw(p.t, "words") {
		all = append(all, p.word(begin))
	}
	return strings.Join(all, " ")
}

func (p *paper) hush() string { return p.words("hush") }

// free is a line that is nobody's secret, though it may look like it.
func (p *paper) free() string {
	s := p.pick("Decided on ", "The ", "#privateer and ", "#private-cloud costs ", "Private clouds ", "privately ", "`#private` in ",
		"A page at https://x.org/a#private and ",
		"100%% of ") + p.words("free")
	if len(s) > 30 { // a longer line without an end may be half a sentence
		s += "."
	}
	return s
}

func (p *paper) tag() string {
	return p.pick("#private", "#Private", "#PRIVATE", "#private.", "#private,", "#private/health", "(#private)",
		"**#private**", "#private!", "#private/x/y")
}

// marked is a text that says of itself that it is private.
func (p *paper) marked() string {
	switch p.pick("end", "front", "middle", "label") {
	case "end":
		return p.hush() + " " + p.tag()
	case "front":
		return p.tag() + " " + p.hush()
	case "middle":
		return p.hush() + " " + p.tag() + " " + p.hush()
	}
	return p.pick("private: ", "Private: ", "PRIVATE: ", "(private) ", "[private] ",
		"**Private:** ", "**private**: ", "(Private): ") + p.hush()
}

func (p *paper) bullet() string {
	return p.pick("- ", "* ", "+ ", "• ", "1. ", "12) ", "- [ ] ", "- [x] ", "* [ ] ")
}

// block is a part of the text that ends before the next.
func (p *paper) block() []said {
	switch p.pick("free", "free", "bullets", "item", "parent", "plain", "section", "turn", "comment", "inline", "label", "fence") {
	case "bullets":
		b := p.bullet()
		return open(b+p.free(), "  "+b+p.free(), b+p.free())
	case "item":
		return append(p.item(), open(p.bullet()+p.free())...)
	case "parent":
		return append(append(open("- "+p.free()), in("  ", p.item())...), open("  - "+p.free(), "- "+p.free())...)
	case "plain":
		return append(shut(p.marked()), open("", "Then "+p.free())...)
	case "section":
		return p.section()
	case "turn":
		return p.turn()
	case "comment":
		return append(append(open(p.free()), p.comment()...), open("", "# "+p.free())...)
	case "inline":
		b, e := "%%", "%%"
		if p.pick("a", "b") == "b" {
			b, e = "<!--", "-->"
		}
		first, second := p.bullet()+p.free()+" ", " "+p.free()
		return []said{{first + b + " " + p.hush() + " " + e + second, first + second}}
	case "label":
		return append(shut(p.pick("Private:", "Private", "Personal "+p.tag()+":", "(private)"), "- "+p.hush(), "  - "+p.hush(),
			"- "+p.hush()), open("", "Then "+p.free())...)
	case "fence":
		return open("```", "# "+p.word("free")+" #private", "%% "+p.word("free"), "```")
	}
	return open(p.free())
}

// item is a private list item with what belongs to it.
func (p *paper) item() []said {
	all := shut(p.bullet() + p.marked())
	if p.pick("own", "wrapped") == "wrapped" {
		all = shut(p.bullet()+p.hush(), "  "+p.hush()+" "+p.tag())
	}
	for range rapid.IntRange(0, 4).Draw(p.t, "below") {
		all = append(all, shut(p.pick("  ", "\t", "    ", "  - ", "    - [ ] ", "      1. ", "   * ")+p.hush())...)
	}
	return all
}

// section is a private heading to the next of its rank.
func (p *paper) section() []said {
	level := rapid.IntRange(1, 4).Draw(p.t, "level")
	rank := strings.Repeat("#", level)
	heading := rank + " " + p.pick(p.hush()+" "+p.tag(), p.tag()+" "+p.hush(), "Private", "private: "+p.hush(), "(private) "+p.hush())
	all := shut(heading)
	for range rapid.IntRange(0, 6).Draw(p.t, "under") {
		all = append(all, shut(p.pick("", "- ", "  - ", "> ", rank+"# ", "Priya: ", "| ")+p.hush())...)
		all = append(all, shut(p.pick(p.hush(), ""))...)
	}
	all = append(all, shut("```", "# "+p.hush(), "```")...)
	return append(all, open(p.pick(rank, "#")+" "+p.free(), p.free())...)
}

// turn is what one says in a transcript, from the mark on.
func (p *paper) turn() []said {
	all := open(p.pick("Priya: ", "Sam Okafor: ", "**Dana**: ", "[00:12:30] Priya Nair: ") + p.free())
	if p.pick("first", "later") == "first" {
		all = nil
		all = append(all, shut(p.pick("Priya: ", "Sam Okafor: ", "**Dana**: ", "[00:12:30] Priya Nair: ")+p.hush()+" "+p.tag())...)
	} else {
		all = append(all, shut(p.hush()+" "+p.tag())...)
	}
	for range rapid.IntRange(0, 3).Draw(p.t, "goes on") {
		all = append(all, shut(p.hush())...)
	}
	return append(all, open(p.pick("", "Sam: "+p.free(), "[00:13:01] Sam Okafor: "+p.free()), p.free())...)
}

// comment is a comment over lines.
func (p *paper) comment() []said {
	if p.pick("a", "b") == "a" {
		return shut("%%", p.hush(), "", "## "+p.hush(), "%%")
	}
	return shut("<!-- "+p.hush(), "- "+p.hush(), p.hush()+" -->")
}

// What is private is nowhere in the public part; all else is there, each line
// with its number.
func TestPrivateIsPrivate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &paper{t: t}
		all := open("# " + p.free())
		for range rapid.IntRange(1, 8).Draw(t, "blocks") {
			all = append(all, p.block()...)
			all = append(all, open("", "# "+p.free(), p.pick("", p.free()))...)
			if p.pick("", "", "", "rule") != "" {
				all = append(all, open("", "---", "")...)
			}
		}
		var lines, want []string
		hidden := 0
		for _, s := range all {
			lines, want = append(lines, s.line), append(want, s.public)
			if s.line != s.public {
				hidden++
			}
		}
		text := strings.Join(lines, "\n")
		public, n := oneonone.WithoutPrivate(text)
		if strings.Contains(public, "hush") {
			t.Fatalf("a private word is in\n%s\nof\n%s", public, text)
		}
		for i, got := range strings.Split(public, "\n") {
			if got != want[i] {
				t.Fatalf("line %d is %q, not %q, in\n%s", i+1, got, want[i], text)
			}
		}
		if n != hidden {
			t.Fatalf("%d hidden lines, not %d, in\n%s", n, hidden, text)
		}
		if again, _ := oneonone.WithoutPrivate(public); again != public {
			t.Fatalf("read again, it loses more:\n%s\n\n%s", public, again)
		}
	})
}

// Front matter speaks for all of the text.
func TestPrivateFrontMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &paper{t: t}
		field := p.pick("private: true", "Private: yes", "private: 1", `"private": true`, "tags: [work, private]", "tags: private",
			"tags:\n  - work\n  - private/health", "tags:\n- '#private'",
			"tags: \"#Private\"", "private: 'true' # yes")
		text := p.pick("", "\n") + "---\ntitle: x\n" + field + p.pick("\n",
			"\ndate: 2026-11-17\n") + "---\n" + p.hush() + "\n\n## " + p.hush() + "\n- " + p.hush()
		if public, _ := oneonone.WithoutPrivate(text); strings.Trim(public, "\n") != "" {
			t.Fatalf("%q is left of\n%s", public, text)
		}
	})
	for _, text := range []string{"---\nprivate: false\n---\nfree", "---\ntags: [private-cloud]\n---\nfree",
		"---\ndate: 2026-11-17\n---\nfree", "---\nfree\n---\nfree"} {
		if public, n := oneonone.WithoutPrivate(text); public != text || n != 0 {
			t.Errorf("%q became %q", text, public)
		}
	}
	toml := "+++\nprivate = true\n+++\nhush"
	if !oneonone.IsMarked(toml) || !oneonone.IsMarked("---\nprivate: true\n\nhush") {
		t.Error("TOML, or front matter that nothing closes, is not seen")
	}
}

func TestPrivateForms(t *testing.T) {
	for _, c := range []struct{ name, text, public string }{
		{"bold heading", "**Personal #private**\n\nhush\n\n- hush\n\n**Work**\nfree", "\n\n\n\n\n\n**Work**\nfree"},
		{"bold label", "free\n**Private:**\n- hush\n# free\nfree", "free\n\n\n# free\nfree"},
		{"label in an item", "1. free\n   (private) hush\n   hush\n   - free\n2. free", "1. free\n\n\n   - free\n2. free"},
		{"bare word", "free\nPrivate\n- hush\n\nfree", "free\n\n\n\nfree"},
		{"small word", "we keep it\nprivate\n- free", "we keep it\nprivate\n- free"},
		{"setext", "Personal #private\n===\nhush\n\nhush\n\nWork\n===\nfree", "\n\n\n\n\n\nWork\n===\nfree"},
		{"callout", "> [!private] hush\n> hush\n\nfree", "\n\n\nfree"},
		{"quoted item", "> - hush #private\n>   hush\n> - free", "\n\n> - free"},
		{"paragraph of an item", "- free\n- hush #private\n\n  hush\n\n  - hush\n- free", "- free\n\n\n\n\n\n- free"},
		{"wrapped prose", "A line that is long enough to have been wrapped where the next word did\nhush and hush #private", "\n"},
		{"wrapped on", "Private: a line that is long enough to have been wrapped by an editor at\nhush and hush\n- free", "\n\n- free"},
		{"tags on top", "#work #private\n\nhush\n\n# hush", "\n\n\n\n"},
		{"tags below a heading", "# free\n## hush\n#private\n\nhush\n## free", "# free\n\n\n\n\n## free"},
		{"tag in a comment", "# free\n\n- hush <!-- #private -->\n- free", "# free\n\n\n- free"},
		{"comment in a turn", "Priya: hush #private\n<!-- x -->\nhush\n\nfree", "\n\n\n\nfree"},
		{"unclosed block", "free\n\n%%\nhush\n\nhush", "free\n\n\n\n\n"},
		{"unclosed in a line", "free %% hush\nhush\n\nfree", "free\n\n\nfree"},
		{"caption", "00:01.000 --> 00:04.000\n<v Priya>hush #private\nhush</v>\n\n00:05.000 --> 00:06.000\nfree",
			"00:01.000 --> 00:04.000\n\n\n\n00:05.000 --> 00:06.000\nfree"},
		{"speaker above", "Priya Nair  00:34\nfree\nhush #private\nhush\n\nSam 00:40\nfree", "Priya Nair  00:34\nfree\n\n\n\nSam 00:40\nfree"},
		{"glued", "leave the team#private", ""},
		{"small speakers", "sam: free\npriya: hush #private\nhush\nsam: free\npriya: free", "sam: free\n\n\nsam: free\npriya: free"},
		{"code below", "- hush #private\n  ```\nhush\n  ```\n- free", "\n\n\n\n- free"},
		{"returns", "free\r\nhush #private\r\nfree\r", "free\r\n\nfree\r"},
	} {
		if public, _ := oneonone.WithoutPrivate(c.text); public != c.public {
			t.Errorf("%s:\n%q\nbecame\n%q, not\n%q", c.name, c.text, public, c.public)
		}
	}
}

// No text is too odd: none grows or loses a line, and where there is no code no
// tag is left.
func FuzzWithoutPrivate(f *testing.F) {
	f.Add("---\ntags:\n- private\n---\n> - a #private\n```\n%% <!-- ` x\n")
	f.Add("Private:\n- a\n<!--\n- b\n\n  [00:01] Sam: (private)\n")
	f.Fuzz(func(t *testing.T, text string) {
		public, _ := oneonone.WithoutPrivate(text)
		if len(public) > len(text) || strings.Count(public, "\n") != strings.Count(text, "\n") {
			t.Fatalf("%q became %q", text, public)
		}
		if !strings.ContainsAny(text, "`~") && strings.Contains(" "+strings.ToLower(strings.ReplaceAll(public, "\n", " "))+" ", " #private ") {
			t.Fatalf("a tag is left in %q of %q", public, text)
		}
	})
}
