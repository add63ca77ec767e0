package llm

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// maxErrorBody is how much of an error's body is read: a server says what is
// wrong at its beginning.
const maxErrorBody = 64 << 10

var errTooLarge = errors.New("the answer is too large")

// exchange carries one request and keeps what came back, up to a limit: the
// client library loses the header of streams and the body of many errors, and
// knows no limits.
type exchange struct {
	base http.RoundTripper
	most int64
	// watch hears of every piece of an answer that has come.
	watch *watch
	// limit is how many tokens the answer may have, 0 where there is no bound;
	// estimate is about how many the request has.
	limit, estimate int

	status int
	header http.Header
	// body is what came in one piece, events what comes in many; cut tells that
	// the body broke off.
	body   []byte
	events *events
	cut    bool
}

// RoundTrip sends the request. It reads an answer that is no stream to its end.
func (x *exchange) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := x.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	x.status, x.header = resp.StatusCode, resp.Header
	if resp.StatusCode/100 != 2 {
		return x.keepError(resp)
	}
	if req.Header.Get("Accept") == "text/event-stream" {
		e := newEvents(resp.Body, x.most, x.watch.alive)
		if e.isStream() {
			x.events, resp.Body = e, e
			return resp, nil
		}
		resp.Body = e.rest()
	}
	return x.keep(resp)
}

// keepError reads the beginning of an error's body, and takes what there is of
// one that breaks off: the status tells the most.
func (x *exchange) keepError(resp *http.Response) (*http.Response, error) {
	defer resp.Body.Close()
	x.body, _ = io.ReadAll(io.LimitReader(resp.Body, maxErrorBody))
	resp.Body = io.NopCloser(bytes.NewReader(x.body))
	return resp, nil
}

func (x *exchange) keep(resp *http.Response) (*http.Response, error) {
	defer resp.Body.Close()
	if resp.ContentLength > x.most {
		return nil, errTooLarge
	}
	var err error
	x.body, err = io.ReadAll(io.LimitReader(&lively{Reader: resp.Body, watch: x.watch}, x.most+1))
	if err != nil {
		x.cut = true
		return nil, err
	}
	if int64(len(x.body)) > x.most {
		x.body = nil
		return nil, errTooLarge
	}
	resp.Body = io.NopCloser(bytes.NewReader(x.body))
	return resp, nil
}

// lively tells of every piece that is read.
type lively struct {
	io.Reader
	watch *watch
	bytes int
}

func (l *lively) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if n > 0 {
		l.bytes += n
		l.watch.alive()
		l.watch.came(l.bytes)
	}
	return n, err
}

// retryAfter reads how long the server asks to wait.
func (x *exchange) retryAfter() time.Duration {
	v := x.header.Get("Retry-After")
	if seconds, err := strconv.Atoi(v); err == nil && seconds > 0 {
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(v)
	if err != nil {
		return 0
	}
	// The server's clock may be wrong, but it knows how wrong.
	now, err := http.ParseTime(x.header.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return max(0, at.Sub(now))
}

// wantsPassword tells that the server takes a name and a password, and no key.
func (x *exchange) wantsPassword() bool {
	ways := wordsOf(strings.ToLower(strings.Join(x.header.Values("WWW-Authenticate"), ", ")))
	return (ways["basic"] || ways["digest"]) && !ways["bearer"]
}

// server names the program that answered, in small letters, where it says so.
func (x *exchange) server() string { return strings.ToLower(x.header.Get("Server")) }

// recorder keeps a request and sends nothing.
type recorder struct {
	body    []byte
	header  http.Header
	address string
}

var errRecorded = errors.New("recorded, not sent")

// RoundTrip keeps the request without its key.
func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	var err error
	if r.body, err = io.ReadAll(req.Body); err != nil {
		return nil, err
	}
	r.header = req.Header.Clone()
	r.header.Del("Authorization")
	r.header.Del("Api-Key")
	r.address = req.URL.String()
	return nil, errRecorded
}
