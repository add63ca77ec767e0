package llm

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"oneonone/internal/coach"
)

// The values of Config.Provider.
const (
	ProviderOpenAI  = "openai"
	ProviderCommand = "command"
)

// Config says which model answers and how. Zero durations and sizes have the
// defaults below.
type Config struct {
	// Provider is ProviderOpenAI or ProviderCommand.
	Provider string
	// Model is the model's name. A server needs one; a command may have one, to
	// be named in drafts.
	Model string

	// BaseURL is the server's address with its path, such as
	// "http://localhost:11434/v1"; "" is OpenAI's own.
	BaseURL string
	// Key is sent as a bearer token; "" sends none.
	Key string
	// Temperature is how freely the model may choose its words; the zero value
	// is the most sober. A negative one leaves it to the server, and so does a
	// model that allows none.
	Temperature float32
	// ConnectTimeout bounds the connection, HeaderTimeout the wait for the
	// answer to begin: a model that does not stream begins when it is done.
	ConnectTimeout, HeaderTimeout time.Duration

	// Command is the program and its arguments, started without a shell.
	Command []string
	// Timeout bounds a run of the command.
	Timeout time.Duration

	// MaxAnswer is the most bytes that an answer may have.
	MaxAnswer int64
}

// The defaults of a Config.
const (
	DefaultBaseURL        = "https://api.openai.com/v1"
	DefaultConnectTimeout = 10 * time.Second
	DefaultHeaderTimeout  = 5 * time.Minute
	DefaultTimeout        = 5 * time.Minute
	DefaultMaxAnswer      = 8 << 20
)

// New makes the model of a configuration. It connects to nothing and starts
// nothing.
func New(c Config) (coach.Model, error) {
	switch c.Provider {
	case ProviderOpenAI:
		return NewOpenAI(c)
	case ProviderCommand:
		return NewCommand(c)
	}
	return nil, &Error{Kind: BadConfig, Message: fmt.Sprintf("there is no provider %q", clean(c.Provider)), Hint: `set provider to "openai" or "command"`}
}

// withDefaults fills in what was left out.
func (c Config) withDefaults() Config {
	if c.BaseURL == "" {
		c.BaseURL = DefaultBaseURL
	}
	if c.ConnectTimeout <= 0 {
		c.ConnectTimeout = DefaultConnectTimeout
	}
	if c.HeaderTimeout <= 0 {
		c.HeaderTimeout = DefaultHeaderTimeout
	}
	if c.Timeout <= 0 {
		c.Timeout = DefaultTimeout
	}
	if c.MaxAnswer <= 0 {
		c.MaxAnswer = DefaultMaxAnswer
	}
	return c
}

// checkAddress refuses what is no address of a server.
func checkAddress(base string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSpace(base))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, &Error{Kind: BadConfig, Message: "the base URL is no address of a server", Hint: "write it like http://localhost:11434/v1"}
	}
	if u.User != nil {
		return nil, &Error{Kind: BadConfig, Message: "the base URL holds a password", Hint: "put the key into OPENAI_API_KEY instead"}
	}
	return u, nil
}
