package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"oneonone/internal/llm"
)

// habitsLast is how long it is remembered how a server wants to be asked: it
// may be mended or replaced meanwhile.
const habitsLast = 30 * 24 * time.Hour

// knownHabits is what is on file about a model at a server.
type knownHabits struct {
	BaseURL string     `json:"base_url"`
	Model   string     `json:"model"`
	At      time.Time  `json:"at"`
	Habits  llm.Habits `json:"habits"`
	// Context is how many tokens it reads and writes, 0 when it was not told.
	Context int `json:"context,omitempty"`
}

// stateBase is where a system keeps what programs remember.
func stateBase() base {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return dataBase()
	}
	return base{"", ".local/state"}
}

// habitsPath is models.json in the user's state folder.
func (a *App) habitsPath() (string, bool) {
	dir, ok := a.folder("XDG_STATE_HOME", stateBase())
	return filepath.Join(dir, "oneonone", "models.json"), ok
}

// readHabits gives what is still worth knowing. A file that can't be read
// knows nothing.
func (a *App) readHabits() []knownHabits {
	path, ok := a.habitsPath()
	if !ok {
		return nil
	}
	text, err := os.ReadFile(path)
	var all []knownHabits
	if err != nil || json.Unmarshal(text, &all) != nil {
		return nil
	}
	var fresh []knownHabits
	for _, k := range all {
		if age := a.now.Sub(k.At); age >= 0 && age < habitsLast {
			fresh = append(fresh, k)
		}
	}
	return fresh
}

// learned gives what is on file about a model at a server.
func (a *App) learned(baseURL, model string) knownHabits {
	for _, k := range a.readHabits() {
		if k.BaseURL == baseURL && k.Model == model {
			return k
		}
	}
	return knownHabits{BaseURL: baseURL, Model: model}
}

// keepHabits remembers how a model wants to be asked, keepContext how much it
// reads.
func (a *App) keepHabits(baseURL, model string, learned llm.Habits) {
	a.learn(baseURL, model, func(k *knownHabits) { k.Habits = learned })
}

func (a *App) keepContext(baseURL, model string, tokens int) {
	a.learn(baseURL, model, func(k *knownHabits) { k.Context = tokens })
}

// learn changes what is on file about a model. What can't be remembered is
// learned again.
func (a *App) learn(baseURL, model string, change func(*knownHabits)) {
	path, ok := a.habitsPath()
	before := a.learned(baseURL, model)
	now := before
	change(&now)
	if !ok || now == before {
		return
	}
	var all []knownHabits
	for _, k := range a.readHabits() {
		if k.BaseURL != baseURL || k.Model != model {
			all = append(all, k)
		}
	}
	if now.At = a.now; now.Context > 0 || now.Habits != (llm.Habits{}) {
		all = append(all, now)
	}
	_ = writePrivate(path, all) // never worth an error
}

// writePrivate puts JSON in the place of a file that only the user can read.
func writePrivate(path string, v any) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return replaceFile(path, bytes.NewReader(append(text, '\n')))
}
