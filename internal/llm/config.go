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
	// APIVersion makes the server one of Azure: BaseURL is the resource's
	// address then, and Model the name of the deployment.
	APIVersion string
	// Key is sent with every request; "" sends none.
	Key string
	// KeyFrom names the setting that the key comes from, for what an error
	// advises: "" is OPENAI_API_KEY.
	KeyFrom string
	// Temperature is how freely the model may choose its words; the zero value
	// is the most sober. A negative one leaves it to the server, and so does a
	// model that allows none.
	Temperature float32
	// MaxTokens is the most tokens that an answer may have; 0 leaves it to the
	// request, and to the server.
	MaxTokens int
	// Habits is what was learned about this server and this model before.
	Habits Habits

	// Command is the program and its arguments, started without a shell.
	Command []string

	// Timeout bounds the wait for the answer to begin, from the first attempt
	// to connect on; an answer that is not streamed begins when it is done. For
	// a command it bounds the whole run.
	Timeout time.Duration
	// ConnectTimeout bounds the connection, IdleTimeout the wait for the next
	// piece of an answer that has begun.
	ConnectTimeout, IdleTimeout time.Duration
	// AnswerTimeout bounds an answer that has begun as a whole. One that comes
	// so slowly that it lies many idle times behind is given up before.
	AnswerTimeout time.Duration
	// MaxAnswer is the most bytes that an answer may have.
	MaxAnswer int64
}

// The defaults of a Config.
const (
	DefaultBaseURL        = "https://api.openai.com/v1"
	DefaultConnectTimeout = 10 * time.Second
	DefaultTimeout        = time.Minute
	DefaultIdleTimeout    = time.Minute
	DefaultAnswerTimeout  = 30 * time.Minute
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
	return nil, &Error{Kind: BadConfig, Message: fmt.Sprintf("there is no provider %q", clean(c.Provider)),
		Hint: `set provider to "openai" or "command"`}
}

// withDefaults fills in what was left out.
func (c Config) withDefaults() Config {
	if c.BaseURL == "" {
		c.BaseURL = DefaultBaseURL
	}
	if c.ConnectTimeout <= 0 {
		c.ConnectTimeout = DefaultConnectTimeout
	}
	if c.Timeout <= 0 {
		c.Timeout = DefaultTimeout
	}
	if c.IdleTimeout <= 0 {
		c.IdleTimeout = DefaultIdleTimeout
	}
	if c.AnswerTimeout <= 0 {
		c.AnswerTimeout = DefaultAnswerTimeout
	}
	if c.KeyFrom == "" {
		c.KeyFrom = "OPENAI_API_KEY"
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
		return nil, &Error{Kind: BadConfig, Message: "the base URL holds a password", Hint: "take it out, and put the key into OPENAI_API_KEY"}
	}
	if u.RawQuery != "" || u.Fragment != "" {
		return nil, &Error{Kind: BadConfig, Message: "the base URL holds more than an address",
			Hint: "end it before the ?: a key belongs into OPENAI_API_KEY, Azure's version into api_version"}
	}
	return u, nil
}

// checkKey refuses a key that no header can carry: half a file, or a message of
// the program that was to print it. The text of it is not shown.
func checkKey(c Config) error {
	if strings.ContainsFunc(c.Key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return &Error{Kind: BadConfig, Message: "what " + c.KeyFrom + " gives is no key: it has blanks or other signs in it",
			Hint: "check " + c.KeyFrom}
	}
	return nil
}
