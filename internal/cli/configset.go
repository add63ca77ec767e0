package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"

	"oneonone/internal/term"
)

func newConfigGetCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:               "get KEY",
		Short:             "Show what holds for one setting",
		Long:              "get prints the value of a setting: the environment's, the file's, or the\ndefault. A list has a line for each of its texts.",
		Example:           "  oneonone config get model\n  oneonone config get git --json",
		Args:              takes("KEY"),
		ValidArgsFunction: completeKeys,
		RunE:              func(_ *cobra.Command, args []string) error { return runConfigGet(a, args[0]) },
	}
}

// completeKeys suggests the keys of the config for the first argument.
func completeKeys(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	var keys []string
	if len(args) == 0 {
		for _, s := range settings() {
			keys = append(keys, cobra.CompletionWithDesc(s.key, s.about))
		}
	}
	return keys, cobra.ShellCompDirectiveNoFileComp
}

// knownSetting finds a setting by its key. A key of a table (glossary.svc)
// gives the table's setting and the rest.
func knownSetting(key string) (s setting, entry string, err error) {
	if s, ok := settingOf(key); ok {
		return s, "", nil
	}
	if table, entry, found := strings.Cut(key, "."); found && entry != "" {
		if s, ok := settingOf(table); ok {
			if _, isTable := s.at(&Config{}).(*map[string]string); isTable {
				return s, entry, nil
			}
		}
	}
	return setting{}, "", wrong(nearestKey(key), "there is no setting %q", key)
}

func runConfigGet(a *App, key string) error {
	s, entry, err := knownSetting(key)
	if err != nil {
		return err
	}
	cfg, err := a.Config()
	if err != nil {
		return err
	}
	l := s.listed(cfg)
	if table, ok := l.Value.(map[string]string); ok && entry != "" {
		l.Value = table[entry]
	}
	if a.opts.json {
		return a.printJSON(l.Value)
	}
	value := reflect.ValueOf(l.Value)
	switch value.Kind() {
	case reflect.Slice:
		for i := range value.Len() {
			if err := a.print("%v", value.Index(i).Interface()); err != nil {
				return err
			}
		}
		return nil
	case reflect.Map:
		table := l.Value.(map[string]string)
		for _, k := range slices.Sorted(maps.Keys(table)) {
			if err := a.print("%s = %s", k, table[k]); err != nil {
				return err
			}
		}
		return nil
	}
	return a.print("%v", l.Value)
}

func newConfigSetCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:   "set KEY VALUE...",
		Short: "Change one setting",
		Long: `set writes a setting into your config file and leaves everything else in it as
it is, comments too. A list takes a VALUE for each of its texts. A value that
the setting can't have is refused, and the file stays as it was.`,
		Example: `  oneonone config set meeting.with "Priya Nair"
  oneonone config set git ~/src/checkout ~/src/search
  oneonone config set glossary.svc service`,
		Args:              atLeastOne("KEY and a VALUE"),
		ValidArgsFunction: completeKeys,
		RunE:              func(_ *cobra.Command, args []string) error { return runConfigSet(a, args[0], args[1:]) },
	}
}

func newConfigUnsetCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:               "unset KEY",
		Short:             "Let the default of a setting hold again",
		Long:              "unset takes a setting out of your config file, so that its default holds.",
		Example:           "  oneonone config unset model",
		Args:              takes("KEY"),
		ValidArgsFunction: completeKeys,
		RunE:              func(_ *cobra.Command, args []string) error { return runConfigUnset(a, args[0]) },
	}
}

func runConfigSet(a *App, key string, values []string) error {
	s, entry, err := knownSetting(key)
	if err != nil {
		return err
	}
	value, err := s.written(entry, values)
	if err != nil {
		return err
	}
	if err := a.rewriteConfig(func(text string) string { return setKey(text, key, value) }); err != nil {
		return err
	}
	a.beatenBy(s)
	return nil
}

// beatenBy says when the environment has the last word on a setting.
func (a *App) beatenBy(s setting) {
	if s.env != "" && a.Getenv(s.env) != "" {
		a.Screen().Warn("%s is set in the environment and beats the file", s.env)
	}
}

func runConfigUnset(a *App, key string) error {
	if _, _, err := knownSetting(key); err != nil {
		return err
	}
	return a.rewriteConfig(func(text string) string { return dropKey(text, key) })
}

// listedTexts gives the texts of a list: one VALUE that is a list as the file has it is taken for
// what it holds, since as a text it would be of no use.
func listedTexts(values []string) []string {
	var list struct{ X []string }
	if len(values) == 1 && strings.HasPrefix(values[0], "[") && toml.Unmarshal([]byte("x = "+values[0]), &list) == nil {
		return list.X
	}
	return values
}

// written gives values as TOML for the setting.
func (s setting) written(entry string, values []string) (string, error) {
	at := s.at(&Config{})
	_, isTable := at.(*map[string]string)
	if isTable && entry == "" {
		return "", wrong(fmt.Sprintf("name the entry: oneonone config set %s.svc service", s.key), "%s takes %s", s.key, s.takes)
	}
	if _, isList := at.(*[]string); isList {
		var quoted []string
		for _, v := range listedTexts(values) {
			if v != "" {
				quoted = append(quoted, quoteTOML(v))
			}
		}
		return "[" + strings.Join(quoted, ", ") + "]", nil
	}
	if len(values) != 1 {
		return "", wrong("", "%s takes %s, not %d values", s.key, s.takes, len(values))
	}
	switch at.(type) {
	case *bool:
		b, err := strconv.ParseBool(values[0])
		if err != nil {
			return "", wrong("", "%s takes %s, not %q", s.key, s.takes, values[0])
		}
		return strconv.FormatBool(b), nil
	case *int:
		n, err := strconv.Atoi(values[0])
		if err != nil {
			return "", wrong("", "%s takes %s, not %q", s.key, s.takes, values[0])
		}
		return strconv.Itoa(n), nil
	}
	return quoteTOML(values[0]), nil
}

// rewriteConfig changes the text of the config file. What it becomes must be
// sound, or the file stays as it is.
func (a *App) rewriteConfig(change func(string) string) error {
	path, _, ok := a.configPath()
	if !ok {
		return noConfigHome()
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return unreadableConfig(path, errors.New("it is not a file"))
	}
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return unreadableConfig(path, err)
	}
	changed := change(string(text))
	if changed == string(text) {
		return nil
	}
	cfg := defaultConfig()
	if err := decodeConfig(path, []byte(changed), &cfg); err != nil {
		return err
	}
	return writeConfig(path, changed)
}

func noConfigHome() error {
	return wrong("set HOME, or name a file with --config or ONEONONE_CONFIG", "there is no home folder to keep a config file in")
}

// writeConfig puts a new config in the place of the old one. A link stays one.
func writeConfig(path, text string) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	err := os.MkdirAll(filepath.Dir(path), 0o700)
	if err == nil {
		err = replaceFile(path, strings.NewReader(text))
	}
	if err != nil {
		return failed(err, "check its permissions, or name another file with --config", "the config file %s can't be written: %v", path, plainPathError(err))
	}
	return nil
}

func newConfigEditCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:   "edit",
		Short: "Change the settings in your editor",
		Long: `edit opens your config file in your editor. A new one has every setting in it,
as a comment with what it is for. What you write is checked before it holds.`,
		Example: "  oneonone config edit",
		Args:    takes(),
		RunE:    func(cmd *cobra.Command, _ []string) error { return runConfigEdit(cmd.Context(), a) },
	}
}

func runConfigEdit(ctx context.Context, a *App) error {
	path, _, ok := a.configPath()
	if !ok {
		return noConfigHome()
	}
	old, err := readSetting(ctx, path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		old = []byte(configTemplate())
	case err != nil:
		return unreadableConfig(path, err)
	}
	text := string(old)
	for {
		sheet, err := a.Screen().Edit(ctx, text, "config-*.toml")
		if err != nil {
			return err
		}
		if sheet.Text == string(old) {
			_ = sheet.Remove() // a file too many harms nobody
			a.Screen().Say("nothing changed")
			return nil
		}
		cfg := defaultConfig()
		bad := decodeConfig(path, []byte(sheet.Text), &cfg)
		if bad == nil {
			return typed{text: sheet.Text, sheet: sheet}.settle(writeConfig(path, sheet.Text))
		}
		again, err := a.Screen().Confirm(ctx, explain(bad).what+"; edit it again?")
		if err != nil || !again {
			if errors.Is(err, term.ErrNoTerminal) || errors.Is(err, term.ErrNoAnswer) || err == nil {
				err = bad
			}
			return &keptError{err, sheet.Path}
		}
		text = sheet.Text
		_ = sheet.Remove()
	}
}

// configTemplate is a config file with every setting as a comment.
func configTemplate() string {
	var b strings.Builder
	b.WriteString("# The settings of oneonone. Take the # off a line to set it.\n")
	for _, s := range settings() {
		l := s.listed(defaultConfig())
		value := tomlOf(l.Value)
		fmt.Fprintf(&b, "\n# %s; takes %s\n# %s = %s\n", s.about, s.takes, s.key, value)
	}
	return b.String()
}
