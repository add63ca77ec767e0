package cli

import (
	"fmt"
	"net"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// listen opens a port of this computer and counts the bytes that come.
func listen(t *testing.T) (port int, got func() (connections, bytes int)) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	counts := make(chan int, 9)
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			n, _ := conn.Read(make([]byte, 100))
			counts <- n
		}
	}()
	return l.Addr().(*net.TCPAddr).Port, func() (connections, bytes int) {
		for {
			select {
			case n := <-counts:
				connections, bytes = connections+1, bytes+n
			case <-time.After(100 * time.Millisecond):
				return connections, bytes
			}
		}
	}
}

// What listens is found, and gets no byte.
func TestLookAround(t *testing.T) {
	open, got := listen(t)
	used, _ := listen(t)
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	ports := []localPort{{"Ollama", open}, {"llama.cpp", closed.Addr().(*net.TCPAddr).Port}, {"vLLM", used}}
	want := []localServer{{
		Name: "Ollama", Address: fmt.Sprintf("localhost:%d", open),
		Config: []string{`provider = "openai"`, fmt.Sprintf(`base_url = "http://localhost:%d/v1"`, open), `model = "NAME"`},
	}}
	if diff := cmp.Diff(want, lookAround(t.Context(), ports, fmt.Sprintf("http://127.0.0.1:%d/v1", used))); diff != "" {
		t.Error(diff)
	}
	if connections, bytes := got(); connections != 1 || bytes != 0 {
		t.Errorf("%d connections, %d bytes", connections, bytes)
	}
}

func TestNearModel(t *testing.T) {
	models := []string{"qwen3:4b", "qwen3:14b", "llama3.2:latest"}
	for model, want := range map[string]string{
		"qwen3":    "did you mean qwen3:4b, qwen3:14b?",
		"QWEN3:4B": "did you mean qwen3:4b?",
		"qwem3:4b": "did you mean qwen3:4b?",
		"gpt-9":    "it has qwen3:4b, qwen3:14b, llama3.2:latest",
	} {
		if got := nearModel(model, models); got != want {
			t.Errorf("%s: %s, want %s", model, got, want)
		}
	}
}
