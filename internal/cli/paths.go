package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// base is where a system keeps the files of programs, when the XDG variable
// does not say: a variable that names the folder, or a path in the home.
type base struct{ variable, inHome string }

func dataBase() base {
	switch runtime.GOOS {
	case "windows":
		return base{"LocalAppData", "AppData/Local"}
	case "darwin":
		return base{"", "Library/Application Support"}
	}
	return base{"", ".local/share"}
}

func configBase() base {
	switch runtime.GOOS {
	case "windows":
		return base{"AppData", "AppData/Roaming"}
	case "darwin":
		return base{"", "Library/Application Support"}
	}
	return base{"", ".config"}
}

// defaultStorePath is oneonone/oneonone.db in the user's data folder.
func (a *App) defaultStorePath() (string, error) {
	dir, ok := a.folder("XDG_DATA_HOME", dataBase())
	if !ok {
		return "", noStore("set HOME, or name a file with --db or ONEONONE_DB", "there is no home folder to keep the store in")
	}
	return filepath.Join(dir, "oneonone", "oneonone.db"), nil
}

// configPath is the config file: the flag beats the environment beats
// oneonone/config.toml in the user's config folder. Named tells that the user
// said which, ok that there is one.
func (a *App) configPath() (path string, named, ok bool) {
	if a.opts.config != "" {
		return a.opts.config, true, true
	}
	if path := a.Getenv("ONEONONE_CONFIG"); path != "" {
		return path, true, true
	}
	dir, ok := a.folder("XDG_CONFIG_HOME", configBase())
	return filepath.Join(dir, "oneonone", "config.toml"), false, ok
}

// folder finds a folder of the user. As the XDG rules say, a relative path in
// the variable does not count.
func (a *App) folder(xdg string, b base) (string, bool) {
	if dir := a.Getenv(xdg); filepath.IsAbs(dir) {
		return dir, true
	}
	if dir := a.Getenv(b.variable); b.variable != "" && filepath.IsAbs(dir) {
		return dir, true
	}
	home := a.Getenv("HOME")
	if runtime.GOOS == "windows" {
		home = a.Getenv("USERPROFILE")
	}
	return filepath.Join(home, filepath.FromSlash(b.inHome)), filepath.IsAbs(home)
}

// replaceFile puts a file that only the user can read in the place of another,
// all of it or nothing.
func replaceFile(path string, from io.Reader) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".oneonone-*") // 0600
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}

// mayWrite refuses to write over a file of the user's: only one that begins as
// what this command writes may be replaced, and never the store.
func (a *App) mayWrite(path, begins string) error {
	info, err := os.Stat(path)
	if err != nil {
		return nil // there is none, or writing will say why not
	}
	if s, err := a.Store(); err == nil {
		if own, err := os.Stat(s.Path()); err == nil && os.SameFile(info, own) {
			return wrong("name another file", "%s is the store itself", path)
		}
	}
	if !info.Mode().IsRegular() {
		return wrong("name a file, or leave the flag away to write to standard output", "%s is not a file", path)
	}
	head, err := readUpTo(path, int64(len(begins)))
	if err == nil && (len(head) == 0 || string(head) == begins) {
		return nil
	}
	return wrong("name another file, or remove it first", "%s exists already and is something else", path)
}
