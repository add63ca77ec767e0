package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"oneonone/internal/oneonone"
	"oneonone/internal/secret"
)

// keyCommandTime is how long the program that prints the key may take: it may
// ask the user for a passphrase.
const keyCommandTime = time.Minute

// apiKey finds the key: from the program that prints it, else from its file,
// else from the environment. No key is fine: local servers ask for none. Source
// names the setting to look at when the key is wrong.
func (a *App) apiKey(ctx context.Context, cfg Config) (key, source string, err error) {
	switch {
	case len(cfg.APIKeyCmd) > 0:
		key, err = keyFromCommand(ctx, cfg.APIKeyCmd)
		return key, "api_key_cmd", err
	case cfg.APIKeyFile != "":
		key, err = a.keyFromFile(ctx, cfg.APIKeyFile)
		return key, "api_key_file", err
	}
	return strings.TrimSpace(a.Getenv(cfg.APIKeyEnv)), cfg.APIKeyEnv, nil
}

// keyFromCommand runs the program and takes the first line it prints, which is
// what password keepers mean by the password.
func keyFromCommand(ctx context.Context, argv []string) (string, error) {
	const hint = "run it by hand to see why"
	limited, cancel := context.WithTimeout(ctx, keyCommandTime)
	defer cancel()
	var said bytes.Buffer
	cmd := exec.CommandContext(limited, argv[0], argv[1:]...)
	cmd.Stderr = &said
	cmd.WaitDelay = time.Second // a helper that it left behind is not waited for
	out, err := cmd.Output()
	switch {
	case ctx.Err() != nil:
		return "", context.Cause(ctx)
	case limited.Err() != nil:
		return "", noModel(err, hint, "the key can't be had: %s did not end within %s", argv[0], keyCommandTime)
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		return "", noModel(err, hint, "the key can't be had: %s failed%s", argv[0], lastWords(said.String()))
	}
	key := firstLine(string(out))
	if key == "" {
		return "", noModel(nil, hint, "the key can't be had: %s printed none%s", argv[0], lastWords(said.String()))
	}
	return key, nil
}

// lastWords gives the last line that a program said about its failure, without what looks like
// the key.
func lastWords(said string) string {
	lines := strings.Split(strings.TrimSpace(secret.MaskLines(oneonone.Clean(said))), "\n")
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return ": " + oneLine(last, 200)
	}
	return ""
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(line)
}

func (a *App) keyFromFile(ctx context.Context, named string) (string, error) {
	path := expandHome(named, a.Getenv("HOME"))
	out, err := readSetting(ctx, path)
	if errors.Is(err, errInterrupted) {
		return "", err
	}
	if err != nil {
		return "", noModel(err, "check api_key_file in the config", "the key can't be read from %s", named)
	}
	key := firstLine(string(out))
	if key == "" {
		return "", noModel(nil, "write the key into it", "there is no key in %s", named)
	}
	if open, mode := openToOthers(path); open {
		a.Screen().Warn("the key in %s can be read by others (%s): chmod 600 closes it", named, mode)
	}
	return key, nil
}

// openToOthers tells whether others than the user can read a file.
func openToOthers(path string) (open bool, mode string) {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" {
		return false, ""
	}
	perm := info.Mode().Perm()
	return perm&0o077 != 0, fmt.Sprintf("%04o", perm)
}
