package recap

import (
	"flag"
	"os"
	"testing"
)

// TestMain keeps the laws quick enough for every save: 30 worlds each, unless
// -rapid.checks says otherwise.
func TestMain(m *testing.M) {
	flag.Parse()
	chosen := false
	flag.Visit(func(f *flag.Flag) { chosen = chosen || f.Name == "rapid.checks" })
	if !chosen {
		if err := flag.Set("rapid.checks", "30"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
