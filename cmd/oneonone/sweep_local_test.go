package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// elsewhere are addresses that are no name or address of this computer, however they look; P is the port at which
// somebody listens who would answer if they were asked.
func elsewhere() []string {
	hosts := []string{"localhost.evil.example", "127.0.0.1.nip.io", "localtest.me", "0.0.0.0", "[::]", "2130706433", "0x7f000001", "127.1", "127.0.1",
		"localhost.", "LOCALHOST.", "localhost..", "localhost.localdomain", "localhost6", "ip6-localhost", "ip6-loopback", "[::ffff:0:127.0.0.1]",
		"[::127.0.0.1]", "[fe80::1%25lo]", "0177.0.0.1", "0x7f.0.0.1", "127.0.0.1.", "127.0.0.01", "127.000.000.001", "①②⑦.⓪.⓪.①", "127。0。0。1", "ｌocalhost",
		"lo\u200bcalhost", "localhost%00.evil.example", "localhost%2eevil.example", "%6c%6f%63%61%6c%68%6f%73%74.evil.example", "xn--localhost-9x8d",
		"evil.example", "10.0.0.1", "192.168.0.1", "169.254.169.254", "[fd00::1]", "128.0.0.1", "126.255.255.255", "127.0.0.256", "::1", "[::2]", "[0:0:0:0:0:0:0:2]",
		"localhost-1", "my-localhost", "local", "loopback", "host.docker.internal", "gateway.docker.internal", "kubernetes.default", "loca1host", "localhοst",
		"0", "00", "0.0.0.0.0", "127.0.0.1@evil.example", "localhost:1@evil.example", "localhost@evil.example", "evil.example#localhost", "evil.example?localhost"}
	var out []string
	for _, h := range hosts {
		out = append(out, "http://"+h+":P/v1")
	}
	return append(out, "https://localhost.evil.example:P/v1", "http://user:pw@evil.example:P/v1", `http://localhost\@evil.example:P/v1`, "http:///localhost:P/v1",
		"http://localhost /v1", "//localhost.evil.example:P/v1", "ftp://localhost:P/v1", "unix:///tmp/x", "http:localhost:P", "http://localhost\t.evil.example:P/v1",
		"HTTP://EVIL.EXAMPLE:P/v1", "http://[::1].evil.example:P/v1", "http://[::1]evil.example:P/v1", "http://[localhost.evil.example]:P/v1", "javascript://localhost:P/")
}

// here are this computer's, with proxies set in every way: nothing may go by one.
func here() []string {
	return []string{"http://localhost:1/v1", "http://LOCALHOST:1/v1", "http://LocalHost:1/v1", "http://127.0.0.1:1/v1", "http://127.8.9.10:1/v1",
		"http://[::1]:1/v1", "http://[0:0:0:0:0:0:0:1]:1/v1", "http://[::ffff:127.0.0.1]:1/v1", "https://localhost:1/v1"}
}

// Under local_only no connection leaves for anything but this computer, whatever the address or the proxy.
func TestLocalOnlyLeaks(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	proxy := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }))
	defer proxy.Close()
	proxy.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			asked.Add(1)
		}
	}
	proxy.Start()
	redirects := httptest.NewServer(http.RedirectHandler(strings.Replace(proxy.URL, "127.0.0.1", "localhost", 1)+"/v1/chat/completions", http.StatusTemporaryRedirect))
	defer redirects.Close()
	_, port, _ := net.SplitHostPort(proxy.Listener.Addr().String())

	type try struct{ url, env string }
	var tries []try
	for _, u := range elsewhere() {
		tries = append(tries, try{strings.ReplaceAll(u, "P/", port+"/"), ""})
	}
	for _, u := range here() {
		for _, name := range []string{"HTTP_PROXY=http://", "http_proxy=http://", "HTTPS_PROXY=http://", "ALL_PROXY=socks5://", "HTTP_PROXY=socks5h://"} {
			tries = append(tries, try{u, name + "127.0.0.1:" + port})
		}
	}
	if len(tries) < 100 {
		t.Fatalf("there are only %d tries", len(tries))
	}
	if !long {
		tries = slices.Collect(func(yield func(try) bool) {
			for i := 0; i < len(tries) && yield(tries[i]); i += 7 {
			}
		})
	}
	tries = append(tries, try{redirects.URL + "/v1", ""})

	home := t.TempDir()
	run := func(env []string, args ...string) ([]byte, error) {
		cmd := exec.CommandContext(t.Context(), "oneonone", args...)
		cmd.Env = append([]string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "ONEONONE_MODEL=m", "OPENAI_API_KEY=k", "NO_PROXY="}, env...)
		return cmd.CombinedOutput()
	}
	if out, err := run(nil, "note", "--kind", "blocker", "blocked on the lease"); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var wait sync.WaitGroup
	todo := make(chan try)
	for range 4 {
		wait.Go(func() {
			for tr := range todo {
				env := []string{"OPENAI_BASE_URL=" + tr.url}
				if tr.env != "" {
					env = append(env, tr.env)
				}
				out, err := run(env, "prep", "--no-fallback", "--no-save", "--local-only", "--yes")
				if err == nil {
					t.Errorf("%q with %q: drafted: %s", tr.url, tr.env, out)
				}
				if n := asked.Swap(0); n > 0 {
					t.Errorf("%q with %q (or beside it): %d connections: %s", tr.url, tr.env, n, out)
				}
			}
		})
	}
	for _, tr := range tries {
		todo <- tr
	}
	close(todo)
	wait.Wait()
	// The listener does count: without local_only the proxy is asked for another computer.
	if _, err := run([]string{"OPENAI_BASE_URL=http://evil.example:1/v1", "HTTP_PROXY=" + proxy.URL}, "prep", "--no-save", "--yes"); err != nil || asked.Load() == 0 {
		t.Errorf("the proxy was not asked where it may be: %v, %d", err, asked.Load())
	}
}
