package cli

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"reflect"

	"github.com/spf13/cobra"

	"oneonone/internal/oneonone"
	"oneonone/internal/secret"
)

func newConfigCmd(a *App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Your settings",
		Long: `config shows and changes your settings. They are in a TOML file: config path
names it, config edit opens it, config set writes one key, config list explains
them all. A flag beats the environment, the environment beats the file.`,
		Example: "  oneonone config list\n  oneonone config set meeting.minutes 45\n  oneonone config edit",
	}
	makeGroup(cmd)
	cmd.AddCommand(newConfigListCmd(a), newConfigGetCmd(a), newConfigSetCmd(a), newConfigUnsetCmd(a), newConfigEditCmd(a), newConfigPathCmd(a))
	return cmd
}

func newConfigPathCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:     "path",
		Short:   "Show where the file is",
		Long:    "path prints where your config file is, or would be.",
		Example: "  $EDITOR \"$(oneonone config path)\"",
		Args:    takes(),
		RunE:    func(*cobra.Command, []string) error { return runConfigPath(a) },
	}
}

func runConfigPath(a *App) error {
	path, _, ok := a.configPath()
	if !ok {
		return noConfigHome()
	}
	if a.opts.json {
		return a.printJSON(map[string]string{"path": path})
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		a.Screen().Say("there is no such file yet: all settings have their defaults")
	}
	return a.print("%s", path)
}

func newConfigListCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "Show every setting and what it is for",
		Long:    "list prints every setting, what it is for, and the value that holds now.",
		Example: "  oneonone config list\n  oneonone config list --json",
		Args:    takes(),
		RunE:    func(*cobra.Command, []string) error { return runConfigList(a) },
	}
}

// listedSetting is a setting as --json prints it.
type listedSetting struct {
	Key   string         `json:"key"`
	Value any            `json:"value"`
	Takes string         `json:"takes"`
	About string         `json:"about"`
	Env   oneonone.Maybe `json:"environment"`
	// Default tells that nothing sets it.
	Default bool `json:"default"`
}

func runConfigList(a *App) error {
	cfg, err := a.Config()
	if err != nil {
		return err
	}
	var all oneonone.List[listedSetting]
	for _, s := range settings() {
		all = append(all, s.listed(cfg))
	}
	if a.opts.json {
		return a.printJSON(all)
	}
	for _, l := range all {
		value, err := json.Marshal(l.Value)
		if err != nil {
			return err
		}
		takes := "takes " + l.Takes
		if l.Env != "" {
			takes += "; " + string(l.Env) + " beats it"
		}
		mark := ""
		if l.Default {
			mark = "   # default"
		}
		if err := a.print("# %s\n# %s\n%s = %s%s\n", l.About, takes, l.Key, value, mark); err != nil {
			return err
		}
	}
	return nil
}

// listed gives a setting with its value. A secret that was written into it is
// not shown.
func (s setting) listed(cfg Config) listedSetting {
	usual := defaultConfig()
	value := reflect.ValueOf(s.at(&cfg)).Elem()
	l := listedSetting{
		Key: s.key, Value: value.Interface(), Takes: s.takes, About: s.about, Env: oneonone.Maybe(s.env),
		Default: reflect.DeepEqual(value.Interface(), reflect.ValueOf(s.at(&usual)).Elem().Interface()),
	}
	switch v := l.Value.(type) {
	case string:
		l.Value = secret.Mask(v)
	case []string:
		shown := make(oneonone.List[string], len(v))
		for i, text := range v {
			shown[i] = secret.Mask(text)
		}
		l.Value = shown
	case map[string]string:
		shown := map[string]string{}
		for k, text := range v {
			shown[k] = secret.Mask(text)
		}
		l.Value = shown
	}
	return l
}
