package llm

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
)

// IsLocal tells whether a host, with or without a port, is this computer by its name or
// address. No name is looked up: what a resolver says may change. What is local is reached
// without a proxy and at no address of another computer.
func IsLocal(host string) bool {
	name := WithoutPort(host)
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

// WithoutPort gives the name or the address of a host.
func WithoutPort(host string) string {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	return strings.Trim(name, "[]")
}

// newTransport connects to the host of the config, and to nobody else where that is local.
func newTransport(c Config, host string) http.RoundTripper {
	dialer := &net.Dialer{Timeout: c.ConnectTimeout}
	t := http.DefaultTransport.(*http.Transport).Clone()
	if IsLocal(host) {
		t.Proxy, dialer.Control = nil, onlyLoopback
	}
	t.DialContext = dialer.DialContext
	t.TLSHandshakeTimeout = c.ConnectTimeout
	return t
}

// onlyLoopback refuses an address that is not this computer, whatever name led there.
func onlyLoopback(_, address string, _ syscall.RawConn) error {
	if !IsLocal(address) {
		return fmt.Errorf("%s is not this computer", address)
	}
	return nil
}
