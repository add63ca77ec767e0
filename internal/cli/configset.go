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

// written gives values as TOML for the setting.
func (s setting) written(entry string, values []string) (string, error) {
	at := s.at(&Config{})
	_, isTable := at.(*map[string]string)
	if isTable && entry == "" {
		return "", wrong(fmt.Sprintf("name the entry: oneonone config set %s.svc service", s.key), "%s takes %s", s.key, s.takes)
	}
	if _, isList := at.(*[]string); isList {
		var quoted []string
		for _, v := range values {
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

// quoteTOML writes a basic string of TOML.
func quoteTOML(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String() + `"`
}

// rewriteConfig changes the text of the config file. What it becomes must be
// sound, or the file stays as it is.
func (a *App) rewriteConfig(change func(string) string) error {
	path, _, ok := a.configPath()
	if !ok {
		return noConfigHome()
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

// place is where a key stands in a TOML text: from the beginning of its line to
// the end of its value's line.
type keyPlace struct{ start, end int }

// findKey finds where a dotted key is set, whatever table it stands in.
func findKey(text, key string) (at keyPlace, ok bool) {
	table := ""
	for pos := 0; pos < len(text); {
		end := lineEnd(text, pos)
		line := strings.TrimSpace(text[pos:end])
		switch {
		case strings.HasPrefix(line, "["):
			table = strings.TrimSpace(strings.Trim(strings.SplitN(line, "#", 2)[0], "[] \t"))
		case line != "" && line[0] != '#':
			name, _, found := strings.Cut(line, "=")
			end = valueEnd(text, pos+strings.IndexByte(text[pos:], '=')+1)
			full := bareKey(name)
			if table != "" {
				full = bareKey(table) + "." + full
			}
			if found && full == key {
				return keyPlace{pos, end}, true
			}
		}
		pos = end
	}
	return keyPlace{}, false
}

// bareKey takes blanks and quotes off the parts of a key.
func bareKey(name string) string {
	parts := strings.Split(name, ".")
	for i, p := range parts {
		parts[i] = strings.Trim(strings.TrimSpace(p), `"'`)
	}
	return strings.Join(parts, ".")
}

func lineEnd(text string, pos int) int {
	if i := strings.IndexByte(text[pos:], '\n'); i >= 0 {
		return pos + i + 1
	}
	return len(text)
}

// valueEnd finds the end of the line on which the value that begins at a place
// ends: that of a list or table may be further down.
func valueEnd(text string, pos int) int {
	depth := 0
	for pos < len(text) {
		switch c := text[pos]; c {
		case '"', '\'':
			pos = stringEnd(text, pos, c)
			continue
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		case '#':
			pos = lineEnd(text, pos) - 1
			if pos < len(text) && text[pos] != '\n' {
				return len(text)
			}
			continue
		case '\n':
			if depth <= 0 {
				return pos + 1
			}
		}
		pos++
	}
	return len(text)
}

// commentAfter gives the comment behind a value that begins at a place of a
// line, with the blank before it.
func commentAfter(line string, pos int) string {
	last := strings.TrimRight(line[pos:], "\r\n")
	if i := strings.LastIndexByte(last, '\n'); i >= 0 {
		last = last[i+1:]
	}
	for i := 0; i < len(last); i++ {
		switch last[i] {
		case '"', '\'':
			i = stringEnd(last, i, last[i]) - 1
		case '#':
			return " " + last[i:]
		}
	}
	return ""
}

// stringEnd finds the place after a string of TOML, of one line or of several.
func stringEnd(text string, pos int, quote byte) int {
	three := strings.Repeat(string(quote), 3)
	if strings.HasPrefix(text[pos:], three) {
		if i := strings.Index(text[pos+3:], three); i >= 0 {
			return pos + 3 + i + 3
		}
		return len(text)
	}
	for i := pos + 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && quote == '"':
			i++
		case text[i] == quote:
			return i + 1
		case text[i] == '\n':
			return i
		}
	}
	return len(text)
}

// setKey gives the text with the key set: in its place where it is set already,
// else in its table, else before the first table.
func setKey(text, key, value string) string {
	if at, ok := findKey(text, key); ok {
		line := text[at.start:at.end]
		name, _, _ := strings.Cut(line, "=")
		return text[:at.start] + strings.TrimRight(name, " \t") + " = " + value + commentAfter(line, len(name)+1) + "\n" + text[at.end:]
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	written := key
	if table, entry, found := strings.Cut(key, "."); found {
		if at := tableEnd(text, table); at >= 0 {
			return text[:at] + quotedKey(entry) + " = " + value + "\n" + text[at:]
		}
		written = table + "." + quotedKey(entry)
	}
	at := firstTable(text)
	for at < len(text) && strings.HasSuffix(text[:at], "\n\n") {
		at-- // the blank line stays before the table
	}
	return text[:at] + written + " = " + value + "\n" + text[at:]
}

// quotedKey quotes a key that is not bare.
func quotedKey(key string) string {
	if key != "" && strings.IndexFunc(key, func(r rune) bool {
		return r != '-' && r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	}) < 0 {
		return key
	}
	return quoteTOML(key)
}

// tableEnd finds where the entries of a table end; -1 when there is no such
// table.
func tableEnd(text, table string) int {
	at, in := -1, false
	for pos := 0; pos < len(text); {
		end := lineEnd(text, pos)
		line := strings.TrimSpace(text[pos:end])
		switch {
		case strings.HasPrefix(line, "["):
			in = bareKey(strings.Trim(strings.SplitN(line, "#", 2)[0], "[] \t")) == table
			if in {
				at = end
			}
		case line != "" && line[0] != '#':
			if end = valueEnd(text, pos); in {
				at = end
			}
		}
		pos = end
	}
	return at
}

// firstTable finds where the first table begins, with the comment above it.
func firstTable(text string) int {
	comment := -1
	for pos := 0; pos < len(text); {
		end := lineEnd(text, pos)
		line := strings.TrimSpace(text[pos:end])
		switch {
		case strings.HasPrefix(line, "["):
			if comment >= 0 {
				return comment
			}
			return pos
		case strings.HasPrefix(line, "#"):
			if comment < 0 {
				comment = pos
			}
		default:
			comment = -1
			if line != "" {
				end = valueEnd(text, pos)
			}
		}
		pos = end
	}
	return len(text)
}

// dropKey gives the text without the key.
func dropKey(text, key string) string {
	if at, ok := findKey(text, key); ok {
		return text[:at.start] + text[at.end:]
	}
	return text
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
	old, err := os.ReadFile(path)
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

// tomlOf writes a value of a setting as TOML.
func tomlOf(v any) string {
	switch value := reflect.ValueOf(v); value.Kind() {
	case reflect.String:
		return quoteTOML(value.String())
	case reflect.Slice:
		return "[]"
	case reflect.Map:
		return "{}"
	}
	return fmt.Sprint(v)
}
