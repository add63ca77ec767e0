package source

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"oneonone/internal/oneonone"
)

// BenchmarkForge reads 1,000 pull requests from a program that prints them at once: what is measured beside the program
// itself is the reading.
func BenchmarkForge(b *testing.B) {
	path := filepath.Join(b.TempDir(), "pages")
	if err := os.WriteFile(path, []byte(pagesOf(1000)), 0o600); err != nil {
		b.Fatal(err)
	}
	p := Program{Command: []string{"cat", path}}
	b.Run("program", func(b *testing.B) {
		for b.Loop() {
			if _, err := p.run(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			out, err := p.run(context.Background())
			if err != nil {
				b.Fatal(err)
			}
			var all []oneonone.Work
			err = pages(out, func(page gitHubPage) error {
				for _, n := range page.Data.Search.Nodes {
					all = append(all, n.work("sam", true))
				}
				return nil
			})
			if err != nil || len(Newest(all)) != 1000 {
				b.Fatal(len(all), err)
			}
		}
	})
}

func pagesOf(n int) string {
	var out strings.Builder
	for i := 0; i < n; i += 50 {
		var nodes []string
		for k := i; k < min(n, i+50); k++ {
			at := time.Date(2026, 11, 19, 9, 0, 0, 0, time.UTC).AddDate(0, 0, -k/10).Format(time.RFC3339)
			nodes = append(nodes, fmt.Sprintf(`{"number":%d,"title":"Retry step %[1]d of the importer",`+
				`"url":"https://github.com/acme/api/pull/%[1]d","isDraft":false,"additions":80,"deletions":20,`+
				`"createdAt":"%[2]s","mergedAt":"%[2]s","closedAt":"%[2]s",`+
				`"headRefName":"retry","repository":{"nameWithOwner":"acme/api"},"author":{"login":"sam"},`+
				`"reviews":{"nodes":[{"author":{"login":"priya","__typename":"User"},"submittedAt":"%[2]s","state":"APPROVED"}]},`+
				`"timelineItems":{"nodes":[]}}`, k, at))
		}
		out.WriteString(`{"data":{"viewer":{"login":"sam"},"search":{"pageInfo":{"hasNextPage":false,"endCursor":null},"nodes":[` +
			strings.Join(nodes, ",") + `]}}}` + "\n")
	}
	return out.String()
}
