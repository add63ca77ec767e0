package cli

import (
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

// habitsOf gives what is known about a model at a server.
func (a *App) habitsOf(baseURL, model string) llm.Habits {
	for _, k := range a.readHabits() {
		if k.BaseURL == baseURL && k.Model == model {
			return k.Habits
		}
	}
	return llm.Habits{}
}

// keepHabits remembers what was learned about a model. What can't be
// remembered is learned again.
func (a *App) keepHabits(baseURL, model string, learned llm.Habits) {
	path, ok := a.habitsPath()
	if !ok || learned == a.habitsOf(baseURL, model) {
		return
	}
	var all []knownHabits
	for _, k := range a.readHabits() {
		if k.BaseURL != baseURL || k.Model != model {
			all = append(all, k)
		}
	}
	if learned != (llm.Habits{}) {
		all = append(all, knownHabits{BaseURL: baseURL, Model: model, At: a.now, Habits: learned})
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
	f, err := os.CreateTemp(filepath.Dir(path), "models-*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone by then when all went well
	if _, err := f.Write(append(text, '\n')); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
