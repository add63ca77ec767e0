package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"oneonone/internal/prose"
	"oneonone/internal/rulebook"
	"oneonone/internal/secret"
)

// Config is the user's settings. Each field is described once, in settings.
type Config struct {
	Me     []string `toml:"me"`
	Emails []string `toml:"emails"`
	Git    []string `toml:"git"`
	Notes  []string `toml:"notes"`
	// Calendar are iCalendar files and folders of them.
	Calendar []string `toml:"calendar"`
	// GitHub and GitLab are repositories and organisations, Source programs that print what the user works on.
	GitHub     []string       `toml:"github"`
	GitLab     []string       `toml:"gitlab"`
	Source     []SourceConfig `toml:"source"`
	Meeting    MeetingConfig  `toml:"meeting"`
	Style      string         `toml:"style"`
	DateOrder  string         `toml:"date_order"`
	Provider   string         `toml:"provider"`
	Model      string         `toml:"model"`
	BaseURL    string         `toml:"base_url"`
	APIKeyEnv  string         `toml:"api_key_env"`
	APIKeyFile string         `toml:"api_key_file"`
	APIKeyCmd  []string       `toml:"api_key_cmd"`
	APIVersion string         `toml:"api_version"`
	Command    []string       `toml:"command"`
	Timeout    string         `toml:"timeout"`
	// IdleTimeout is how long an answer that has begun may pause.
	IdleTimeout string `toml:"idle_timeout"`
	// AnswerTimeout is how long all of an answer may take.
	AnswerTimeout string `toml:"answer_timeout"`
	// MaxTokens is how long an answer may be; 0 gives it the room that is kept.
	MaxTokens int `toml:"max_tokens"`
	// ContextTokens is how many tokens a prompt may have; 0 leaves it to the
	// server, or to a default.
	ContextTokens int `toml:"context_tokens"`
	// ModelSize is "small" for a model that only chooses and asks; Verify is
	// "model" to have a model read what the program is not sure of, VerifyModel
	// which one.
	ModelSize   string `toml:"model_size"`
	Verify      string `toml:"verify"`
	VerifyModel string `toml:"verify_model"`
	// LocalOnly refuses every model that is not on this computer; AllowHosts
	// are those that records may go to without a question.
	LocalOnly  bool     `toml:"local_only"`
	AllowHosts []string `toml:"allow_hosts"`
	// RulesOff are rules that nothing is held to, RulesWarn those that are
	// warnings only.
	RulesOff  []string `toml:"rules_off"`
	RulesWarn []string `toml:"rules_warn"`
	// Learn lets the kinds that the user gives to notes teach how kinds are told.
	Learn bool `toml:"learn"`
	// Ladder is the file with the skills that the user's company asks for.
	Ladder string `toml:"ladder"`
	// Redact are words that no model is told.
	Redact []string `toml:"redact"`
	// Glossary spells out the short forms of raw notes.
	Glossary map[string]string `toml:"glossary"`
}

// MeetingConfig is the user's usual 1:1.
type MeetingConfig struct {
	With    string `toml:"with"`
	Minutes int    `toml:"minutes"`
}

// Rules is the rulebook as the user set it.
func (c Config) Rules() rulebook.Book { return rulebook.Book{Off: c.RulesOff, Warn: c.RulesWarn} }

// Locale says how the user orders numeric dates.
func (c Config) Locale() prose.Locale {
	return prose.Locale{MonthFirst: c.DateOrder == "mdy"}
}

// Patience is how long to wait for a model's answer to begin.
func (c Config) Patience() time.Duration {
	d, _ := time.ParseDuration(c.Timeout) // checked when it was read
	return d
}

// IdlePatience is how long to wait for the next piece of an answer.
func (c Config) IdlePatience() time.Duration {
	d, _ := time.ParseDuration(c.IdleTimeout) // checked when it was read
	return d
}

// AnswerPatience is how long to wait for the end of an answer that has begun.
func (c Config) AnswerPatience() time.Duration {
	d, _ := time.ParseDuration(c.AnswerTimeout) // checked when it was read
	return d
}

// defaultConfig is what holds where nothing is set.
func defaultConfig() Config {
	return Config{
		Meeting: MeetingConfig{Minutes: 30}, DateOrder: "dmy", Learn: true,
		APIKeyEnv: "OPENAI_API_KEY", Timeout: "60s", IdleTimeout: "60s", AnswerTimeout: "30m",
	}
}

// loadConfig reads the file, if there is one, and puts the environment over
// it.
func (a *App) loadConfig(ctx context.Context) (Config, error) {
	cfg := defaultConfig()
	path, named, ok := a.configPath()
	if !ok {
		return a.underEnvironment(cfg), nil
	}
	text, err := readSetting(ctx, path)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return a.underEnvironment(cfg), nil
	}
	if err != nil {
		return defaultConfig(), unreadableConfig(path, err)
	}
	if err := decodeConfig(path, text, &cfg); err != nil {
		return defaultConfig(), err
	}
	return a.underEnvironment(cfg), nil
}

// maxSetting is how large a file of settings may be, in bytes: a device has no end.
const maxSetting = 1 << 20

// readSetting reads a file that the user named for their settings, unless ctx ends first.
func readSetting(ctx context.Context, path string) ([]byte, error) {
	text, err := await(ctx, func() ([]byte, error) { return readUpTo(path, maxSetting+1) })
	if err == nil && len(text) > maxSetting {
		return nil, errors.New("it is larger than 1 MB")
	}
	return text, err
}

func unreadableConfig(path string, err error) error {
	if errors.Is(err, errInterrupted) {
		return err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return wrong("check --config and ONEONONE_CONFIG", "there is no config file %s", path)
	}
	var below *fs.PathError
	if errors.As(err, &below) {
		err = below.Err
	}
	return wrong("check its permissions, or name another file with --config", "the config file %s can't be read: %v", path, err)
}

// underEnvironment lets the environment beat the file.
func (a *App) underEnvironment(cfg Config) Config {
	for _, s := range settings() {
		if value := a.Getenv(s.env); s.env != "" && value != "" {
			*s.at(&cfg).(*string) = value
		}
	}
	return cfg
}

// decodeConfig reads TOML over what cfg holds.
func decodeConfig(path string, text []byte, cfg *Config) error {
	d := toml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	d.DisallowUnknownFields()
	if err := d.Decode(cfg); err != nil {
		return configError(path, err)
	}
	return checkConfig(path, text, cfg)
}

// configError says what is wrong in the file and in which line.
func configError(path string, err error) error {
	var unknown *toml.StrictMissingError
	var broken *toml.DecodeError
	switch {
	case errors.As(err, &unknown) && len(unknown.Errors) > 0:
		first := unknown.Errors[0]
		line, _ := first.Position()
		key := strings.Join(first.Key(), ".")
		return wrong(nearestKey(key), "%s:%d: there is no setting %q", path, line, key)
	case errors.As(err, &broken):
		line, _ := broken.Position()
		key := strings.Join(broken.Key(), ".")
		if s, ok := settingOf(key); ok {
			return wrong("", "%s:%d: %s takes %s", path, line, key, s.takes)
		}
		return wrong("the file is TOML: name = \"value\"", "%s:%d: %s", path, line, strings.TrimPrefix(broken.Error(), "toml: "))
	}
	return wrong("the file is TOML: name = \"value\"", "%s: %v", path, err)
}

func nearestKey(key string) string {
	var keys []string
	for _, s := range settings() {
		keys = append(keys, s.key)
	}
	if near := nearest(key, keys); near != "" {
		return fmt.Sprintf("did you mean %s?", near)
	}
	return "`oneonone config list` shows them all"
}

func settingOf(key string) (setting, bool) {
	for _, s := range settings() {
		if s.key == key {
			return s, true
		}
	}
	return setting{}, false
}

// checkConfig refuses values of the right type that mean nothing.
func checkConfig(path string, text []byte, cfg *Config) error {
	for _, s := range settings() {
		if s.sound(cfg) {
			continue
		}
		place := path
		if line := lineOf(text, s.key); line > 0 {
			place = fmt.Sprintf("%s:%d", path, line)
		}
		return wrong("", "%s: %s takes %s", place, s.key, s.takes)
	}
	return checkSources(cfg)
}

// sound tells whether the value of the setting means something.
func (s setting) sound(cfg *Config) bool {
	switch v := s.at(cfg).(type) {
	case *string:
		if strings.HasSuffix(s.key, "timeout") {
			d, err := time.ParseDuration(*v)
			return err == nil && d > 0
		}
		if s.key == "api_key_env" {
			return isVariable(*v)
		}
		return *v == "" || len(s.allowed) == 0 || slices.Contains(s.allowed, *v)
	case *[]string:
		if s.key == "rules_off" || s.key == "rules_warn" {
			known := ruleNames()
			return !slices.ContainsFunc(*v, func(name string) bool { return !slices.Contains(known, name) })
		}
	case *int:
		if s.key == "max_tokens" {
			return *v >= 0
		}
		if s.key == "context_tokens" {
			return *v == 0 || *v >= leastContext
		}
		return *v >= minMinutes && *v <= maxMinutes
	}
	return true
}

// isVariable tells the name of a variable from a key that was put in its
// place.
func isVariable(name string) bool {
	plain := func(r rune) bool {
		return r == '_' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
	}
	return strings.IndexFunc(name, func(r rune) bool { return !plain(r) }) < 0 && secret.Mask(name) == name
}

// leastContext is a prompt with room for a few records.
const leastContext = 3000

// lineOf finds the line that sets a key whose value was decoded; 0 where the
// key is written in some other way than name = value.
func lineOf(text []byte, key string) int {
	name := key[strings.LastIndexByte(key, '.')+1:]
	n := 0
	for line := range bytes.Lines(text) {
		n++
		before, _, ok := bytes.Cut(line, []byte("="))
		if ok && strings.HasSuffix(string(bytes.TrimSpace(before)), name) {
			return n
		}
	}
	return 0
}
