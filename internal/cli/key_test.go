//go:build unix

package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const testKey = "sk-0123456789"

// keyWorld is a world with a program, a file and a variable that hold keys.
func keyWorld(t *testing.T, program string, mode os.FileMode) (*world, Config) {
	t.Helper()
	dir := t.TempDir()
	script, file := filepath.Join(dir, "program"), filepath.Join(dir, "key")
	if err := os.WriteFile(script, []byte("#!/bin/sh\n"+program), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("\n  "+testKey+"-file\nurl: x\n"), mode); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	w.Environ = append(w.Environ, "MINE="+testKey+"-env ")
	return w, Config{APIKeyCmd: []string{script, "a b"}, APIKeyFile: file, APIKeyEnv: "MINE"}
}

// A program beats a file beats the environment; of each the first line counts.
func TestKeySources(t *testing.T) {
	w, cfg := keyWorld(t, `echo "`+testKey+`-$1"; echo "user: me"; echo unlocked >&2`, 0o600)
	cases := []struct {
		change      func(*Config)
		key, source string
	}{
		{func(c *Config) {}, testKey + "-a b", "api_key_cmd"},
		{func(c *Config) { c.APIKeyCmd = nil }, testKey + "-file", "api_key_file"},
		{func(c *Config) { c.APIKeyCmd, c.APIKeyFile = nil, "" }, testKey + "-env", "MINE"},
		{func(c *Config) { c.APIKeyCmd, c.APIKeyFile, c.APIKeyEnv = nil, "", "OTHER" }, "", "OTHER"},
	}
	for _, tt := range cases {
		c := cfg
		tt.change(&c)
		key, source, err := newApp(t.Context(), w.Env).apiKey(t.Context(), c)
		if err != nil || key != tt.key || source != tt.source {
			t.Errorf("got %q from %s (%v), want %q from %s", key, source, err, tt.key, tt.source)
		}
	}
	if w.err.Len() > 0 {
		t.Errorf("printed %q", w.err.String())
	}
}

// What a program says about its failure is shown, clean and short; what it
// printed as a key never is.
func TestKeyCommandFails(t *testing.T) {
	for program, want := range map[string]string{
		"echo " + testKey + "; echo first >&2; printf '\\033[31mno secret key\\033[0m\\n\\n' >&2; exit 2": "failed: no secret key",
		"exit 1":                           "failed",
		"echo '  '; echo locked >&2":       "printed none: locked",
		"echo " + testKey + "; kill -9 $$": "failed",
	} {
		w, cfg := keyWorld(t, program, 0o600)
		_, _, err := newApp(t.Context(), w.Env).apiKey(t.Context(), cfg)
		f := explain(err)
		if want := "the key can't be had: " + cfg.APIKeyCmd[0] + " " + want; f.what != want || f.hint != "run it by hand to see why" || f.code != exitModel {
			t.Errorf("%s:\n got %s, %s, %d\nwant %s", program, f.what, f.hint, f.code, want)
		}
		for _, e := range below(err) {
			if strings.Contains(e.Error(), testKey) {
				t.Errorf("the key is in %v", e)
			}
		}
	}
}

func TestKeyCommandIsInterrupted(t *testing.T) {
	w, cfg := keyWorld(t, "sleep 60", 0o600)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := newApp(t.Context(), w.Env).apiKey(ctx, cfg); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

func TestKeyFileOpenToOthers(t *testing.T) {
	w, cfg := keyWorld(t, "", 0o644)
	cfg.APIKeyCmd = nil
	if key, _, err := newApp(t.Context(), w.Env).apiKey(t.Context(), cfg); err != nil || key != testKey+"-file" {
		t.Errorf("got %q, %v", key, err)
	}
	if want := "warning: the key in " + cfg.APIKeyFile + " can be read by others (0644): chmod 600 closes it\n"; w.err.String() != want {
		t.Errorf("printed %q, want %q", w.err.String(), want)
	}
	if err := os.WriteFile(cfg.APIKeyFile, []byte(" \n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := newApp(t.Context(), w.Env).apiKey(t.Context(), cfg); err == nil || err.Error() != "there is no key in "+cfg.APIKeyFile {
		t.Errorf("got %v", err)
	}
}
