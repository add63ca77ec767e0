package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"oneonone/internal/coach"
	"oneonone/internal/llm"
)

// mayAsk makes sure that the user agreed to send records to whom they are
// about to go: to a server on this computer always, to another one when the
// config or an earlier answer allows it. On a terminal the user is asked once
// for every host; a script needs allow_hosts in the config, or --yes.
func (o *draftOptions) mayAsk(ctx context.Context, a *App, cfg Config, model coach.Model) error {
	local := o.localOnly || cfg.LocalOnly
	server, ok := model.(*llm.OpenAI)
	if !ok {
		if local {
			return noModel(nil, "set base_url to a server on this computer, or draft with --offline",
				"local only: nobody can tell where the command sends what it reads")
		}
		return nil
	}
	host, way := server.Host(), inTheOpen(server)
	agreed := host
	if way != "" {
		agreed = "http://" + host // who agreed to https did not agree to this
	}
	switch {
	case llm.IsLocal(host):
		return nil
	case local:
		return noModel(nil, "set base_url to a server on this computer, or draft with --offline", "local only: %s is not this computer", host)
	case slices.Contains(cfg.AllowHosts, host), slices.Contains(cfg.AllowHosts, llm.WithoutPort(host)), a.opts.yes,
		slices.Contains(a.agreedHosts(), agreed):
		if way != "" {
			a.Screen().Warn("your records go to %s%s", host, way)
		}
		return nil
	case !a.Screen().Interactive():
		return noModel(nil, fmt.Sprintf("--yes sends this once; allow_hosts = [%q] in the config always; --dry-run shows what would go out",
			llm.WithoutPort(host)), "nothing was sent to %s before, and nobody is here to agree to it%s", host, way)
	}
	yes, err := a.Screen().Confirm(ctx, fmt.Sprintf("This is the first time that records go to %s%s (--dry-run shows them). Send them?", host, way))
	if err != nil {
		return err
	}
	if !yes {
		return noModel(nil, hintOffline, "nothing was sent to %s", host)
	}
	a.agreeTo(agreed)
	return nil
}

// inTheOpen says what others can read on the way to a server without encryption.
func inTheOpen(server *llm.OpenAI) string {
	switch {
	case server.Encrypted():
		return ""
	case server.SendsKey():
		return ", without encryption: who is on the way can read them and your key"
	}
	return ", without encryption: who is on the way can read them"
}

// hostsPath is hosts.json in the user's state folder.
func (a *App) hostsPath() (string, bool) {
	dir, ok := a.folder("XDG_STATE_HOME", stateBase())
	return filepath.Join(dir, "oneonone", "hosts.json"), ok
}

// agreedHosts gives the hosts that the user agreed to send records to.
func (a *App) agreedHosts() []string {
	path, ok := a.hostsPath()
	if !ok {
		return nil
	}
	text, err := os.ReadFile(path)
	var hosts []string
	if err != nil || json.Unmarshal(text, &hosts) != nil {
		return nil // then the user is asked again
	}
	return hosts
}

// agreeTo remembers a host. One that can't be remembered is asked about again.
func (a *App) agreeTo(host string) {
	path, ok := a.hostsPath()
	if !ok {
		return
	}
	text, err := json.Marshal(append(a.agreedHosts(), host))
	if err == nil && os.MkdirAll(filepath.Dir(path), 0o700) == nil {
		_ = os.WriteFile(path, text, 0o600)
	}
}
