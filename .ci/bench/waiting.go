package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"time"
)

// waiting is a model server that says when a request has arrived whole, and
// refuses it.
type waiting struct {
	*httptest.Server
	arrived chan time.Time
}

func newWaiting() *waiting {
	w := &waiting{arrived: make(chan time.Time, 16)}
	w.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if _, err := io.Copy(io.Discard, r.Body); err == nil && strings.HasSuffix(r.URL.Path, "/chat/completions") {
			w.arrived <- time.Now()
		}
		rw.WriteHeader(http.StatusUnauthorized)
	}))
	return w
}

// asked times a command from its start until its request has arrived whole.
func (b bench) asked(server *waiting, argv []string) (time.Duration, error) {
	var out bytes.Buffer
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.Env = append(os.Environ(), "ONEONONE_NOW="+b.now.Format(time.RFC3339), "ONEONONE_MODEL=bench", "OPENAI_API_KEY=bench",
		"OPENAI_BASE_URL="+server.URL+"/v1", "TZ=UTC", "XDG_CONFIG_HOME="+b.path("config"), "XDG_DATA_HOME="+b.path("data"))
	start := time.Now()
	if err := cmd.Run(); err != nil {
		return 0, fmt.Errorf("%w: %s", err, out.Bytes())
	}
	select {
	case at := <-server.arrived:
		return at.Sub(start), nil
	default:
		return 0, errors.New("no request arrived: " + out.String())
	}
}
