package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// version is what this program was built from.
type version struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Go      string `json:"go"`
}

func (v version) line() string {
	if v.Commit == "" {
		return fmt.Sprintf("oneonone %s (%s, %s/%s)", v.Version, v.Go, runtime.GOOS, runtime.GOARCH)
	}
	return fmt.Sprintf("oneonone %s (commit %.12s, %s, %s/%s)", v.Version, v.Commit, v.Go, runtime.GOOS, runtime.GOARCH)
}

// readVersion reads what the build wrote into the program.
func readVersion() version {
	v := version{Version: "unknown", Go: runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			v.Commit = s.Value
		}
	}
	return v
}

func newVersionCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Show which version this is",
		Long:    "version shows which version this is and what it was built with.",
		Example: "  oneonone version\n  oneonone version --json",
		Args:    takes(),
		RunE: func(*cobra.Command, []string) error {
			if a.opts.json {
				return a.printJSON(readVersion())
			}
			return a.print("%s", readVersion().line())
		},
	}
}
