package brief

import (
	"path"
	"slices"
	"strings"

	"oneonone/internal/oneonone"
	"oneonone/internal/prose"
)

// IsFix tells whether a commit's subject says that it mends a fault. Mending
// words (a typo, a comment, a lint warning) is not counted: it says nothing
// about the code's health.
func IsFix(subject string) bool {
	lower := strings.ToLower(subject)
	if IsRevert(subject) {
		return false
	}
	words := prose.Words(lower)
	fix := false
	for i, w := range words {
		switch w.Lower {
		case "typo", "typos", "spelling", "lint", "linter", "whitespace", "formatting", "comment", "comments", "docs", "doc", "readme", "changelog":
			return false
		case "fix", "fixes", "fixed", "fixup", "bugfix", "hotfix", "regression", "bug", "bugs":
			fix = true
		case "crash", "crashes", "panic", "deadlock", "leak", "leaks", "race":
			fix = fix || i > 0
		}
	}
	return fix
}

// IsRevert tells a commit that takes another back.
func IsRevert(subject string) bool {
	return strings.HasPrefix(strings.ToLower(subject), "revert")
}

// isSideFile tells whether a file only goes along with a change: its commits
// say nothing about an area.
func isSideFile(p string) bool {
	base := strings.ToLower(path.Base(p))
	switch base {
	case "changelog.md", "changelog", "changes", "news", "go.sum", "go.mod", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "cargo.lock", "poetry.lock", "gemfile.lock", "version", "composer.lock", "uv.lock":
		return true
	}
	top, _, _ := strings.Cut(strings.ToLower(p), "/")
	switch top {
	case "changelog", "changelogs", "changes", ".changeset", "newsfragments", "vendor", "node_modules", "third_party":
		return true
	}
	return strings.HasPrefix(base, "changelog") || strings.HasPrefix(base, "release-notes")
}

// areasOf gives the function that names the area of a path: its top folder,
// or a deeper one where a single folder holds most of the commits (src,
// internal, packages), so that an area is what people would call one.
func areasOf(commits []oneonone.Commit) func(string) string {
	deep := map[string]bool{}
	for range 3 {
		counts, total := map[string]int{}, 0
		for _, c := range commits {
			total++
			var seen []string
			for _, f := range c.Files {
				if isSideFile(f.Path) {
					continue
				}
				if area := areaAt(f.Path, deep); !slices.Contains(seen, area) {
					seen = append(seen, area)
					counts[area]++
				}
			}
		}
		top := most(counts)
		if top == "" || top == rootArea || deep[top] || counts[top]*10 < total*5 || !splits(commits, top) {
			break
		}
		deep[top] = true
	}
	return func(p string) string { return areaAt(p, deep) }
}

// rootArea names what lies in no folder.
const rootArea = "top level"

// areaAt gives the first folder of the path that is not one to look into. A
// file directly in such a folder belongs to the folder.
func areaAt(p string, deep map[string]bool) string {
	dirs := strings.Split(path.Dir(p), "/")
	if dirs[0] == "." {
		return rootArea
	}
	area := dirs[0]
	for _, d := range dirs[1:] {
		if !deep[area] {
			break
		}
		area += "/" + d
	}
	return area
}

// splits tells whether looking into the folder shows at least three folders,
// so that its areas are parts of one thing.
func splits(commits []oneonone.Commit, area string) bool {
	subs := map[string]bool{}
	for _, c := range commits {
		for _, f := range c.Files {
			rest, found := strings.CutPrefix(f.Path, area+"/")
			if !found {
				continue
			}
			if sub, _, nested := strings.Cut(rest, "/"); nested {
				subs[sub] = true
			}
		}
	}
	return len(subs) >= 3
}

// language names the language of a source file by its ending, "" for what is
// no source code.
func language(p string) string {
	switch strings.ToLower(path.Ext(p)) {
	case ".go":
		return "Go"
	case ".rs":
		return "Rust"
	case ".py":
		return "Python"
	case ".ts", ".tsx":
		return "TypeScript"
	case ".js", ".jsx", ".mjs", ".cjs":
		return "JavaScript"
	case ".java":
		return "Java"
	case ".kt", ".kts":
		return "Kotlin"
	case ".swift":
		return "Swift"
	case ".rb":
		return "Ruby"
	case ".c", ".h":
		return "C"
	case ".cc", ".cpp", ".cxx", ".hpp":
		return "C++"
	case ".cs":
		return "C#"
	case ".php":
		return "PHP"
	case ".scala":
		return "Scala"
	case ".ex", ".exs":
		return "Elixir"
	case ".sql":
		return "SQL"
	case ".tf", ".hcl":
		return "Terraform"
	case ".sh", ".bash", ".zsh", ".fish":
		return "shell"
	case ".lua":
		return "Lua"
	case ".vim":
		return "Vim script"
	case ".zig":
		return "Zig"
	case ".dart":
		return "Dart"
	case ".proto":
		return "Protocol Buffers"
	case ".css", ".scss", ".less":
		return "CSS"
	case ".hs":
		return "Haskell"
	case ".clj", ".cljs":
		return "Clojure"
	case ".r":
		return "R"
	case ".jl":
		return "Julia"
	}
	return ""
}

func languages(c oneonone.Commit) []string {
	var out []string
	for _, f := range c.Files {
		if l := language(f.Path); l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// isTest tells whether a path is that of a test, by the habits of the common
// languages.
func isTest(p string) bool {
	lower := strings.ToLower(p)
	base := path.Base(lower)
	return strings.Contains(base, "_test.") || strings.Contains(base, ".test.") || strings.Contains(base, ".spec.") || strings.HasPrefix(base, "test_") ||
		strings.HasPrefix(lower, "test/") || strings.HasPrefix(lower, "tests/") || strings.Contains(lower, "/test/") || strings.Contains(lower, "/tests/") || strings.Contains(lower, "__tests__/")
}
