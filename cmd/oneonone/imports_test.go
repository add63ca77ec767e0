package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// row is what a package may import besides the standard library: packages of
// this module by their name, others by the beginning of their path; and what
// of the standard library it must not.
type row struct {
	may, never []string
}

var (
	// outside is what pure packages must not touch.
	outside = []string{"os", "os/exec", "net", "net/http", "crypto/rand", "math/rand", "math/rand/v2"}
	// files is what packages must not touch that get everything given.
	files = []string{"os", "os/exec", "net", "net/http"}
)

// table says which package knows which. A package without a row fails: adding
// one is the moment to ask whether the package is needed.
func table() map[string]row {
	return map[string]row{
		"oneonone/cmd/oneonone":          {may: []string{"cli"}},
		"oneonone/internal/oneonone":     {may: []string{"golang.org/x/text"}, never: outside},
		"oneonone/internal/decode":       {may: []string{"golang.org/x/text"}, never: outside},
		"oneonone/internal/prose":        {may: []string{"github.com/kljensen/snowball/english", "github.com/clipperhouse/uax29/v2", "golang.org/x/text"}, never: outside},
		"oneonone/internal/reader":       {may: []string{"prose"}, never: outside},
		"oneonone/internal/reader/train": {may: []string{"prose", "reader"}, never: []string{"net", "net/http", "os/exec"}},
		"oneonone/internal/secret":       {never: outside},
		"oneonone/internal/rulebook":     {may: []string{"oneonone", "prose", "reader", "secret", "brief", "github.com/yuin/goldmark"}, never: outside},
		"oneonone/internal/source": {may: []string{"oneonone", "prose", "decode", "secret", "github.com/yuin/goldmark", "github.com/goccy/go-yaml", "github.com/pelletier/go-toml/v2",
			"github.com/arran4/golang-ical", "github.com/teambition/rrule-go"}},
		"oneonone/internal/brief":   {may: []string{"oneonone", "prose", "reader", "secret"}, never: files},
		"oneonone/internal/figures": {may: []string{"oneonone", "prose", "reader", "brief"}, never: outside},
		"oneonone/internal/ground":  {may: []string{"oneonone", "prose"}, never: outside},
		"oneonone/internal/offline": {may: []string{"oneonone", "prose", "reader", "secret", "brief", "figures", "rulebook", "thread"}, never: outside},
		"oneonone/internal/notes":   {may: []string{"oneonone", "prose"}, never: outside},
		"oneonone/internal/recap":   {may: []string{"oneonone", "prose", "reader", "brief", "notes"}, never: outside},
		"oneonone/internal/thread":  {may: []string{"oneonone", "prose", "reader", "secret", "brief", "figures"}, never: outside},
		"oneonone/internal/coach":   {may: []string{"oneonone", "prose", "secret", "brief", "figures", "ground", "notes", "prompts", "github.com/google/jsonschema-go"}, never: files},
		"oneonone/internal/llm":     {may: []string{"coach", "golang.org/x/text", "github.com/sashabaranov/go-openai", "github.com/cenkalti/backoff/v5"}},
		"oneonone/internal/trends":  {may: []string{"oneonone", "brief", "github.com/wcharczuk/go-chart/v2", "github.com/guptarohit/asciigraph"}, never: files},
		"oneonone/internal/archive": {may: []string{"oneonone", "prose", "golang.org/x/text"}, never: outside},
		"oneonone/internal/search":  {may: []string{"prose"}, never: outside},
		"oneonone/internal/store":   {may: []string{"oneonone", "go.etcd.io/bbolt"}},
		"oneonone/internal/term":    {may: []string{"github.com/charmbracelet", "github.com/muesli", "github.com/yuin/goldmark", "golang.org/x/term", "golang.org/x/sys"}},
		"oneonone/internal/cli": {may: []string{
			"oneonone", "decode", "prose", "reader", "rulebook", "secret", "source", "brief", "figures", "thread", "notes", "recap", "offline", "coach", "llm", "store", "search", "archive", "trends", "term", "prompts", "testdata",
			"github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/pelletier/go-toml/v2",
			"golang.org/x/sync/errgroup", "github.com/rogpeppe/go-internal/diff",
		}},
		"oneonone/prompts":           {never: []string{"os", "net/http"}},
		"oneonone/testdata":          {may: []string{"oneonone"}},
		"oneonone/testdata/journals": {may: []string{"oneonone"}, never: []string{"net", "net/http", "os/exec"}},
	}
}

// allows tells whether a package may import a path.
func (r row) allows(path string) bool {
	if name, ours := strings.CutPrefix(path, "oneonone/"); ours {
		return slices.Contains(r.may, strings.TrimPrefix(name, "internal/"))
	}
	first, _, _ := strings.Cut(path, "/")
	if !strings.Contains(first, ".") {
		return !slices.Contains(r.never, path)
	}
	return slices.ContainsFunc(r.may, func(p string) bool { return path == p || strings.HasPrefix(path, p+"/") })
}

func TestImports(t *testing.T) {
	packages := listPackages(t)
	if len(packages) < 5 {
		t.Fatalf("only %d packages found", len(packages))
	}
	rows := table()
	for _, p := range packages {
		r, ok := rows[p.ImportPath]
		if !ok {
			t.Errorf("%s has no row in the table", p.ImportPath)
			continue
		}
		for _, path := range p.Imports {
			if !r.allows(path) {
				t.Errorf("%s must not import %s", p.ImportPath, path)
			}
		}
	}
}

// goPackage is what `go list` tells of a package.
type goPackage struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports", "./...", "./testdata")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}
