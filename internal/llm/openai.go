package llm

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"oneonone/internal/coach"
)

// OpenAI is a server that speaks the OpenAI chat API. Its methods may be
// called from several goroutines at once.
type OpenAI struct {
	config    Config
	base      *url.URL
	transport http.RoundTripper
	// pause is the first wait before a second try.
	pause time.Duration

	mu     sync.Mutex
	habits Habits
	// inPart is what ReadInPart gives.
	inPart int
}

// NewOpenAI makes the model of a configuration. It connects to nothing.
func NewOpenAI(c Config) (*OpenAI, error) {
	c = c.withDefaults()
	u, err := checkAddress(c.BaseURL)
	if err != nil {
		return nil, err
	}
	if err := checkKey(c); err != nil {
		return nil, err
	}
	if strings.TrimSpace(c.Model) == "" {
		return nil, &Error{Kind: BadConfig, Message: "no model is named", Hint: "name one with --model, ONEONONE_MODEL or the config file"}
	}
	c.BaseURL = strings.TrimRight(strings.TrimSpace(c.BaseURL), "/")
	if c.APIVersion != "" {
		// The library puts it there itself.
		c.BaseURL = strings.TrimSuffix(c.BaseURL, "/openai")
	}
	return &OpenAI{config: c, base: u, transport: newTransport(c, u.Host), pause: firstPause, habits: c.Habits}, nil
}

// Host names the server, with its port if it has one.
func (o *OpenAI) Host() string { return o.base.Host }

// Habits gives what was learned about the server and the model, that which
// was known before included.
func (o *OpenAI) Habits() Habits {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.habits
}

// learn keeps how a question was put that was answered.
func (o *OpenAI) learn(h Habits) {
	o.mu.Lock()
	defer o.mu.Unlock()
	h.Ratio = o.habits.Ratio
	o.habits = h
}

// Complete asks the model. Where a server refuses a part of the request, it
// asks again without; where it fails in a way that may pass, it waits and asks
// again.
func (o *OpenAI) Complete(ctx context.Context, r coach.Request) (coach.Reply, error) {
	t := o.newTrial(r)
	for {
		reply, err := o.send(ctx, r, t)
		var f *failure
		switch {
		case err == nil:
			o.learn(t.learned())
			o.measure(reply.SentTokens, t.estimate)
			reply.Loosened = t.loosened
			return reply, nil
		case !errors.As(err, &f):
			return coach.Reply{}, err
		}
		o.measure(f.err.Counted, t.estimate)
		again, err := t.again(ctx, f)
		if err != nil {
			return coach.Reply{}, err
		}
		if !again {
			return coach.Reply{}, t.last(f)
		}
	}
}

func (o *OpenAI) send(ctx context.Context, r coach.Request, t *trial) (coach.Reply, error) {
	ctx, w := newWatch(ctx, t.left(), o.config.IdleTimeout, o.config.AnswerTimeout)
	defer w.stop()
	x := &exchange{base: o.transport, most: o.config.MaxAnswer, alive: w.alive, limit: t.put.limit(o.config, r), estimate: t.estimate}
	if t.crowded {
		r.MostTokens = 0
	}
	t.sent = t.put.request(o.config, r)
	if t.sent.Stream {
		return o.stream(ctx, x, w, t.sent, &t.listener)
	}
	resp, err := o.client(x).CreateChatCompletion(ctx, t.sent)
	if err != nil {
		return coach.Reply{}, o.explain(ctx, x, err)
	}
	reply, err := o.read(resp, x)
	if err == nil {
		t.listener.piece(reply.Text)
	}
	return reply, err
}

// Body gives what Complete would send first: the bytes of the body, the
// headers without the key, and the address. Nothing is sent. Whether r asks
// for a stream decides whether the server is asked for one.
func (o *OpenAI) Body(r coach.Request) (body []byte, header http.Header, address string, err error) {
	rec := &recorder{}
	req := o.Habits().request(o.config, r)
	if req.Stream {
		_, err = o.client(rec).CreateChatCompletionStream(context.Background(), req)
	} else {
		_, err = o.client(rec).CreateChatCompletion(context.Background(), req)
	}
	if !errors.Is(err, errRecorded) {
		return nil, nil, "", plain(o.explain(context.Background(), &exchange{}, err))
	}
	return rec.body, rec.header, rec.address, nil
}

func (o *OpenAI) client(t http.RoundTripper) *openai.Client {
	c := openai.DefaultConfig(o.config.Key)
	if o.config.APIVersion != "" {
		c = openai.DefaultAzureConfig(o.config.Key, "")
		c.APIVersion = o.config.APIVersion
		c.AzureModelMapperFunc = url.PathEscape
	}
	c.BaseURL = o.config.BaseURL
	c.HTTPClient = &http.Client{Transport: t, CheckRedirect: o.sameHost}
	return openai.NewClientWithConfig(c)
}

// redirectError says that the server wanted the request to go elsewhere.
type redirectError struct{ to string }

func (e *redirectError) Error() string { return "redirected to " + e.to }

// sameHost lets nobody send the user's records to another host than the one
// they chose, nor in the clear what was to be encrypted, nor swallow them.
func (o *OpenAI) sameHost(req *http.Request, via []*http.Request) error {
	if req.URL.Host != o.base.Host || req.URL.Scheme != o.base.Scheme || req.Method != via[0].Method || len(via) >= 5 {
		base, found := strings.CutSuffix(req.URL.Path, "/chat/completions")
		if !found {
			base = ""
		}
		return &redirectError{req.URL.Scheme + "://" + req.URL.Host + base}
	}
	return nil
}

// fail makes a failure of what came back.
func (o *OpenAI) fail(kind Kind, x *exchange, message, hint string) *failure {
	return &failure{err: &Error{Kind: kind, Message: clean(message), Hint: hint, Status: x.status}}
}

// scrub takes the key out of a text as it is shown: what cannot be seen in it may part the key.
func (o *OpenAI) scrub(text string) string {
	if o.config.Key == "" {
		return text
	}
	return strings.ReplaceAll(printable(text), o.config.Key, "[key]")
}

func mebibytes(n int64) string { return fmt.Sprintf("%d MB", n>>20) }
