package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// ceilings say how many entries of hand-listed language each package may have: texts
// with a word in lists, maps, long case clauses and calls with many of them. The numbers
// may only go down: what a sentence does is told by structure, by the reader or by
// asking, not by longer lists.
func ceilings() map[string]int {
	return map[string]int{
		"internal/archive":      13,
		"internal/brief":        157,
		"internal/cli":          201,
		"internal/coach":        14,
		"internal/figures":      74,
		"internal/ground":       113,
		"internal/llm":          32,
		"internal/offline":      10,
		"internal/oneonone":     144,
		"internal/prose":        2742,
		"internal/reader":       3,
		"internal/reader/train": 4,
		"internal/notes":        117,
		"internal/recap":        261,
		"internal/rulebook":     295,
		"internal/secret":       81, // the names of secrets, in many languages
		"internal/source":       61,
		"internal/term":         5,
		"internal/trends":       4,
		"testdata":              2,
	}
}

// fewWords is from how many texts on a case clause or a call is a list.
const fewWords = 4

func TestListsOnlyShrink(t *testing.T) {
	allowed := ceilings()
	total, files := 0, 0
	counts := map[string]int{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "third_party" || strings.HasPrefix(d.Name(), ".") && path != "../.."):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		if !ast.IsGenerated(file) {
			counts[strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../../")] += listed(file)
			files++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 200 {
		t.Fatalf("only %d files were counted", files)
	}
	for name, n := range counts {
		total += n
		if n > allowed[name] {
			t.Errorf("%s lists %d texts, %d are allowed", name, n, allowed[name])
		}
		if n < allowed[name] {
			t.Errorf("%s lists %d texts: take its ceiling of %d down to that", name, n, allowed[name])
		}
	}
	t.Logf("%d texts are listed in all", total)
}

// listed counts the texts of a file's lists.
func listed(file *ast.File) int {
	n := 0
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.CompositeLit:
			if isList(node.Type) {
				n += textsIn(node.Elts)
			}
		case *ast.CaseClause:
			if w := textsIn(node.List); w >= fewWords {
				n += w
			}
		case *ast.CallExpr:
			if w := textsIn(node.Args); w >= fewWords {
				n += w
			}
		case *ast.BasicLit:
			n += joined(node)
		}
		return true
	})
	return n
}

// joined counts the texts of a list that is written as one text, with commas and no blank behind them, which prose has.
func joined(lit *ast.BasicLit) int {
	text, err := strconv.Unquote(lit.Value)
	if lit.Kind != token.STRING || err != nil || strings.Contains(text, ", ") {
		return 0
	}
	n := 0
	for entry := range strings.SplitSeq(text, ",") {
		if len(strings.Fields(entry)) < fewWords && hasWord(strconv.Quote(entry)) {
			n++
		}
	}
	if n < fewWords {
		return 0
	}
	return n
}

// isList tells a literal of a slice, an array or a map, also within another one.
func isList(of ast.Expr) bool {
	switch of.(type) {
	case *ast.ArrayType, *ast.MapType, nil:
		return true
	}
	return false
}

// textsIn counts the texts among expressions that have a word of two letters; the keys and
// values of a map count each.
func textsIn(list []ast.Expr) int {
	n := 0
	for _, e := range list {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			n += textsIn([]ast.Expr{pair.Key, pair.Value})
			continue
		}
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING && hasWord(lit.Value) {
			n++
		}
	}
	return n
}

func hasWord(literal string) bool {
	text, err := strconv.Unquote(literal)
	if err != nil {
		return false
	}
	letters := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			letters = 0
			continue
		}
		if letters++; letters == 2 {
			return true
		}
	}
	return false
}

// The counter sees each form of list, and nothing else.
func TestListed(t *testing.T) {
	for source, want := range map[string]int{
		`var x = []string{"ab", "c", "de"}`:                              2,
		`var x = map[string]bool{"ab": true, "cd": true}`:                2,
		`func f(s string) { switch s { case "ab", "cd", "ef", "gh": } }`: 4,
		`func f(s string) { switch s { case "ab", "cd", "ef": } }`:       0,
		`func f() { g("ab", "cd", "ef", "gh", 5) }`:                      4,
		`func f() { g("ab", "cd") }`:                                     0,
		`var x = struct{ a, b string }{"ab", "cd"}`:                      0,
		`var x = [][]string{{"ab"}, {"cd"}}`:                             2,
		`var x = "ab" + "cd"`:                                            0,
		`const x = "ab,cd ef,gh*,ij"`:                                    4,
		`const x = "ab,cd ef," + "gh*,ij,kl,mn,"`:                        4,
		`const x = "one, two, three and four, five"`:                     0,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "x.go", "package x\n"+source, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := listed(file); got != want {
			t.Errorf("%s has %d, want %d", source, got, want)
		}
	}
}
