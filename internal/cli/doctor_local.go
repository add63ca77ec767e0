package cli

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"oneonone/internal/llm"
)

// localPort is where a kind of server usually listens.
type localPort struct {
	name string
	port int
}

func localPorts() []localPort {
	return []localPort{{"Ollama", 11434}, {"llama.cpp", 8080}, {"LM Studio", 1234}, {"vLLM", 8000}}
}

// localServer is something that listens on this computer.
type localServer struct {
	Name    string   `json:"name"`
	Address string   `json:"address"`
	Config  []string `json:"config"`
}

// lookTime is how long a program on this computer may take to accept.
const lookTime = 300 * time.Millisecond

// lookAround finds out which of the ports accept, and sends nothing to them.
// What is set up already is left out.
func lookAround(ctx context.Context, ports []localPort, baseURL string) []localServer {
	found := make([]*localServer, len(ports))
	var all sync.WaitGroup
	for i, p := range ports {
		all.Go(func() {
			dialer := net.Dialer{Timeout: lookTime}
			conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(p.port)))
			if err != nil {
				return
			}
			conn.Close()
			found[i] = p.found()
		})
	}
	all.Wait()
	var servers []localServer
	for _, f := range found {
		if f != nil && !isAt(baseURL, f.Address) {
			servers = append(servers, *f)
		}
	}
	return servers
}

func (p localPort) found() *localServer {
	address := fmt.Sprintf("localhost:%d", p.port)
	return &localServer{p.name, address, []string{
		`provider = "openai"`, fmt.Sprintf("base_url = %q", "http://"+address+"/v1"), `model = "NAME"`,
	}}
}

// isAt tells whether a base URL leads to an address of this computer.
func isAt(baseURL, address string) bool {
	u, err := url.Parse(baseURL)
	if err != nil || !llm.IsLocal(u.Host) {
		return false
	}
	_, port, _ := strings.Cut(address, ":")
	return u.Port() == port
}
