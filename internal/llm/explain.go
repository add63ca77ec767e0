package llm

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"syscall"

	openai "github.com/sashabaranov/go-openai"
)

// explain puts an error of the client into the user's words. A cancelled
// context comes through as it is. ctx is that of the request.
func (o *OpenAI) explain(ctx context.Context, x *exchange, err error) error {
	if errors.Is(context.Cause(ctx), context.Canceled) {
		return context.Canceled
	}
	var redirect *redirectError
	switch {
	case errors.As(err, &redirect):
		return o.fail(Redirected, x, fmt.Sprintf("the server at %s sends the request on to %s, which was not asked for", o.Host(), redirect.to),
			"if that is the right server, make it the base URL")
	case errors.Is(err, errTooLarge):
		return o.fail(TooLarge, x, fmt.Sprintf("the answer of the server at %s is larger than %s", o.Host(), mebibytes(o.config.MaxAnswer)),
			"check that the base URL is that of an OpenAI-compatible API")
	case x.status >= 300:
		return o.explainStatus(x)
	case x.status == 0 && ctx.Err() == nil && isDial(err):
		return o.explainConnection(x, err)
	case isTimeout(ctx, err):
		return o.explainTimeout(ctx, x)
	case x.status == 0:
		return o.explainConnection(x, err)
	case isFailure(x.body):
		return o.explainInside(x, x.body)
	case x.cut, isHalf(x.body):
		return o.brokenOff(x, "")
	}
	return o.notAnAPI(x)
}

// explainTimeout tells a server that never began from one that stalled.
func (o *OpenAI) explainTimeout(ctx context.Context, x *exchange) *failure {
	if errors.Is(context.Cause(ctx), errEndless) {
		return o.fail(Endless, x, fmt.Sprintf("the answer of the server at %s came to no end within %s", o.Host(), o.config.AnswerTimeout),
			"try another model, draft from a shorter period, or raise answer_timeout")
	}
	if errors.Is(context.Cause(ctx), errDrips) {
		return o.fail(Timeout, x, "the answer of the server at "+o.Host()+" comes too slowly to wait for its end",
			"choose a faster model, draft from a shorter period, or raise idle_timeout")
	}
	if errors.Is(context.Cause(ctx), errStalled) {
		return o.fail(Timeout, x, fmt.Sprintf("the server at %s stopped in the middle of its answer: nothing more came for %s", o.Host(),
			o.config.IdleTimeout), "try again, look into the server's log, or raise idle_timeout")
	}
	hint := "try again, raise timeout in the config, or choose a faster model"
	if IsLocal(o.base.Host) {
		hint = "try again: the model may still be loading, or busy; timeout in the config sets how long to wait"
	}
	return o.fail(Timeout, x, "the server at "+o.Host()+" did not answer in time", hint)
}

func isDial(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

func isTimeout(ctx context.Context, err error) bool {
	if ctx.Err() != nil {
		return true
	}
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}

// explainConnection speaks of a request to which nothing came back.
func (o *OpenAI) explainConnection(x *exchange, err error) error {
	host := o.Host()
	var noName *net.DNSError
	var authority x509.UnknownAuthorityError
	var timeout net.Error
	var f *failure
	switch {
	case errors.As(err, &noName) && noName.IsNotFound:
		return o.fail(Unreachable, x, "there is no server called "+o.base.Hostname(), "check the base URL and the network")
	case errors.As(err, &authority):
		return o.fail(Unreachable, x, "no safe connection to "+host+" is possible: nobody that this computer knows signed its certificate",
			"if it is your own server, add its authority to this computer's; on Linux SSL_CERT_FILE may name its file")
	case strings.Contains(err.Error(), http.StatusText(http.StatusProxyAuthRequired)):
		return o.explainProxy(x)
	case isTLS(err):
		return o.fail(Unreachable, x, "no safe connection to "+host+" is possible",
			"check that the base URL begins with the right one of http:// and https://, and the server's certificate")
	case errors.Is(err, openai.ErrChatCompletionInvalidModel):
		return o.fail(BadConfig, x, "the model "+o.config.Model+" is none to chat with", "choose a chat model")
	case errors.Is(err, syscall.ECONNREFUSED):
		f = o.fail(Unreachable, x, "no server answers at "+host+": is it running?", "start it, or check the base URL")
		// Nothing is under way on this computer that a second try would find.
		f.later = !IsLocal(o.base.Host)
	case isDial(err), noName != nil:
		f = o.fail(Unreachable, x, "no server can be reached at "+host, "check the base URL and the network")
		f.later = !(errors.As(err, &timeout) && timeout.Timeout())
	case strings.Contains(err.Error(), tlsAlert):
		return o.speaksTLS(x)
	case strings.Contains(err.Error(), "malformed HTTP"):
		f = o.fail(NotAnAPI, x, "what answers at "+host+" is no web server", "check the port in the base URL")
	case isBroken(err):
		f = o.fail(ServerFault, x, "the server at "+host+" broke the connection off", "try again, and look into the server's log")
		f.later = true
	default:
		f = o.fail(BadRequest, x, "the request cannot be sent: "+o.scrub(err.Error()), "check the model's name and the base URL")
	}
	return f
}

func isTLS(err error) bool {
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var verify *tls.CertificateVerificationError
	return errors.As(err, &host) || errors.As(err, &invalid) || errors.As(err, &record) || errors.As(err, &verify) ||
		strings.Contains(err.Error(), "server gave HTTP response to HTTPS client")
}

// isBroken tells a connection that was closed before anything came back.
func isBroken(err error) bool {
	text := err.Error()
	return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || strings.HasSuffix(text, "EOF") ||
		strings.Contains(text, "GOAWAY") || strings.Contains(text, "stream error") || strings.Contains(text, "server closed idle connection")
}

// isHalf tells the beginning of a JSON value.
func isHalf(body []byte) bool {
	var v any
	return len(bytes.TrimSpace(body)) > 0 && errors.Is(json.NewDecoder(bytes.NewReader(body)).Decode(&v), io.ErrUnexpectedEOF)
}

// brokenOff speaks of an answer that ends in the middle.
func (o *OpenAI) brokenOff(x *exchange, said string) *failure {
	f := o.fail(ServerFault, x, say("the server at "+o.Host()+" broke the answer off", o.scrub(said)),
		"try again, and look into the server's log")
	f.later, f.broken = true, true
	return f
}

func (o *OpenAI) notAnAPI(x *exchange) *failure {
	return o.fail(NotAnAPI, x, "what answers at "+o.Host()+" is no OpenAI-compatible API", o.hintAddress())
}

// hintAddress is what to do where no chat API is found.
func (o *OpenAI) hintAddress() string {
	if slices.ContainsFunc(strings.Split(o.config.BaseURL, "/"), isVersion) {
		return "check the base URL, and the model's name"
	}
	return "check the base URL: most servers want /v1 at its end"
}

// isVersion tells the part of a path that names a version: v1, v4, v1beta.
func isVersion(part string) bool {
	return len(part) > 1 && part[0] == 'v' && part[1] >= '0' && part[1] <= '9'
}

// explainNoChoice speaks of an answer without an answer: servers send errors
// that way, too.
func (o *OpenAI) explainNoChoice(x *exchange) error {
	if serverText(x.body) != "" {
		return o.explainInside(x, x.body)
	}
	return o.fail(NoAnswer, x, "the server at "+o.Host()+" sent no answer", "check that the base URL is that of an OpenAI-compatible API")
}

// explainInside speaks of an error that came with a good status.
func (o *OpenAI) explainInside(x *exchange, body []byte) error {
	inside := &exchange{status: statusIn(body), header: x.header, body: body}
	if inside.status > 0 {
		return o.explainStatus(inside)
	}
	f := o.fail(ServerFault, x, say("the server at "+o.Host()+" failed", o.scrub(serverText(body))), "try again later")
	f.refused = o.refusedBy(http.StatusBadRequest, inside)
	f.blank = isUnlucky(body)
	return f
}

// explainStream speaks of a stream that did not come to its end.
func (o *OpenAI) explainStream(ctx context.Context, x *exchange, err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(context.Cause(ctx), context.Canceled):
		return context.Canceled
	case x.events.failed != nil:
		return o.explainInside(x, x.events.failed)
	case errors.Is(err, errTooLarge), ctx.Err() != nil:
		return o.explain(ctx, x, err)
	case errors.Is(err, errLoop):
		return o.explainLoop(x)
	case errors.Is(err, errEndless):
		return o.fail(Endless, x, fmt.Sprintf("the answer of the server at %s came to no end where %d tokens are allowed", o.Host(), x.limit),
			"try another model, or draft from a shorter period")
	case errors.As(err, &syntax):
		return o.brokenOff(x, "what came is no JSON")
	}
	return o.brokenOff(x, "")
}

// explainStatus speaks of an answer with a bad status.
func (o *OpenAI) explainStatus(x *exchange) error {
	said := o.scrub(serverText(x.body))
	if isUnlucky(x.body) {
		f := o.fail(Unfit, x, say("the model's answer did not fit the form that was asked for", said), "try again, or try another model")
		f.blank = true
		return f
	}
	if x.status == http.StatusProxyAuthRequired {
		return o.explainProxy(x)
	}
	if x.status == http.StatusUnauthorized && x.wantsPassword() {
		return o.fail(BadKey, x, "the server at "+o.Host()+" wants a user's name and password, which it can't be given",
			"ask the model's server itself, or let the proxy before it take a key")
	}
	if x.status == http.StatusBadRequest && o.base.Scheme == "http" && isMeantForTLS(x.body) {
		return o.speaksTLS(x)
	}
	kind, message, hint := o.ofStatus(x.status, o.words(x))
	f := o.fail(kind, x, say(message, said), hint)
	f.err.RetryAfter = x.retryAfter()
	if kind == TooLong {
		o.explainSizes(f, x)
	}
	if kind != TooLong && kind != Filtered && kind != BadKey {
		f.refused = o.refusedBy(x.status, x)
	}
	f.loading = kind == Loading
	f.later = kind != Quota && kind != TooLong && (x.status >= 500 || x.status == http.StatusRequestTimeout ||
		x.status == http.StatusConflict || x.status == http.StatusTooManyRequests)
	return f
}

// explainProxy speaks of a proxy that wants to know who asks.
func (o *OpenAI) explainProxy(x *exchange) *failure {
	return o.fail(Unreachable, x, "the proxy before "+o.Host()+" wants a user's name and password",
		"give them in the proxy's address (http://NAME:PASSWORD@PROXY:PORT), or name the server in NO_PROXY")
}

// explainSizes tells how long a request that is too long was, and whether it
// would fit without what the answer may have. A 413 tells of the account's or a
// proxy's limit, not of what the model reads.
func (o *OpenAI) explainSizes(f *failure, x *exchange) {
	f.err.Estimated = x.estimate
	if x.status == http.StatusRequestEntityTooLarge {
		f.crowded = o.config.MaxTokens == 0 && has(o.words(x), "tokens")
		return
	}
	f.err.Context, f.err.Counted = o.sizesIn(x)
	f.crowded = f.err.Counted > 0 && 4*f.err.Counted < 3*f.err.Context && o.config.MaxTokens == 0
}

// tlsAlert is how the library quotes the first bytes of a TLS alert: the answer
// of a server that wants a handshake and gets a request.
const tlsAlert = `malformed HTTP response "\x15\x03`

func (o *OpenAI) speaksTLS(x *exchange) *failure {
	return o.fail(Unreachable, x, "the server at "+o.Host()+" speaks https only", "begin the base URL with https://")
}

// isMeantForTLS tells how web servers answer that are spoken to without
// encryption where they want it: each in its own words, which name it. An API's
// error, which is JSON, may speak of anything.
func isMeantForTLS(body []byte) bool {
	words := wordsOf(strings.ToLower(string(body)))
	return !json.Valid(body) && (words["https"] || words["tls"] || words["ssl"])
}

// isUnlucky tells Groq's error for an answer that did not fit the schema.
func isUnlucky(body []byte) bool { return bytes.Contains(body, []byte("json_validate_failed")) }

// words gives what the body of an error says, in small letters and without
// the model's name, which may be any word.
func (o *OpenAI) words(x *exchange) string {
	text := strings.ToLower(string(x.body[:min(len(x.body), 4096)]))
	return withoutName(text, strings.ToLower(strings.TrimSpace(o.config.Model)))
}

// withoutName takes a name out of a text: where it stands in quotation marks,
// and as a word of its own where it is no word of plain letters, since a
// model may be called "model".
func withoutName(text, name string) string {
	for _, mark := range []string{`\"`, `"`, "'", "`"} {
		text = strings.ReplaceAll(text, mark+name+mark, mark+mark)
	}
	if !strings.ContainsAny(name, "0123456789-_.:/") {
		return text
	}
	whole := regexp.MustCompile(`(^|[^a-z0-9_])` + regexp.QuoteMeta(name) + `($|[^a-z0-9_])`)
	return whole.ReplaceAllString(text, "$1$2")
}

func (o *OpenAI) refusedBy(status int, x *exchange) refusal {
	r := refused(status, o.words(x))
	// llama.cpp takes json_object and does not keep to it.
	r.noObject = strings.Contains(x.server(), "llama.cpp")
	return r
}

// ofStatus gives the kind, the sentence and the hint of a status.
func (o *OpenAI) ofStatus(status int, text string) (kind Kind, message, hint string) {
	host, model := o.Host(), clean(o.config.Model)
	switch {
	case status == http.StatusUnauthorized && o.config.Key == "":
		return BadKey, "the server at " + host + " wants a key", "set " + o.config.KeyFrom
	case status == http.StatusUnauthorized, status == http.StatusBadRequest && has(text, "api_key_invalid", "api key not valid"):
		return BadKey, "the server at " + host + " does not take the key", "check " + o.config.KeyFrom
	case status == http.StatusPaymentRequired, status == http.StatusTooManyRequests && has(text, "insufficient_quota"):
		return Quota, "the account at " + host + " has no quota left", "check its plan and billing"
	case status == http.StatusForbidden:
		return Forbidden, "the server at " + host + " forbids the request", "check what the key may do, and whether the model is open to it"
	case status == http.StatusNotFound && has(text, "model", "deployment"),
		status == http.StatusBadRequest && (has(text, "model_not_found", "invalid model", "not a valid model") ||
			has(text, "model") && has(text, "not found", "not exist")):
		return NotFound, fmt.Sprintf("the server at %s has no model %s", host, model),
			"check the model's name; `oneonone doctor` lists what the server has"
	case status == http.StatusNotFound && o.config.APIVersion != "":
		return NotFound, "there is no chat API at this address of " + host,
			"check the base URL, which ends before /openai, the name of the deployment, and api_version"
	case status == http.StatusNotFound:
		return NotFound, "there is no chat API at this address of " + host, o.hintAddress()
	case status == http.StatusTooManyRequests:
		return Busy, "the server at " + host + " gets too many requests", "wait a little and try again"
	case status == http.StatusServiceUnavailable && has(text, "loading"):
		return Loading, "the server at " + host + " is still loading the model", "wait a little and try again"
	}
	return o.ofOtherStatus(status, text)
}

func (o *OpenAI) ofOtherStatus(status int, text string) (kind Kind, message, hint string) {
	host := o.Host()
	switch {
	case status == http.StatusRequestEntityTooLarge && has(text, "tokens"), has(text, "exceed_context_size", "context_length_exceeded",
		"context size", "context length", "maximum context", "prompt is too long", "input token count",
		"maximum number of tokens", "too many tokens"):
		return TooLong, "the records are longer than the model can read at once",
			"draft from a shorter period, or give the model a larger context"
	case status == http.StatusRequestEntityTooLarge:
		return TooLong, "the request is larger than the server at " + host + " takes",
			"draft from a shorter period, or let the proxy before the model take larger requests"
	case status == http.StatusRequestTimeout, status == http.StatusConflict:
		return Busy, fmt.Sprintf("the server at %s can't take the request now (status %d)", host, status), "wait a little and try again"
	case status == http.StatusBadRequest && has(text, "content_filter"):
		return Filtered, "a content filter of the server held the request back", "leave out what may have set it off, or try another model"
	case status >= 500:
		return ServerFault, fmt.Sprintf("the server at %s failed (status %d)", host, status), "try again later, and look into the server's log"
	}
	return BadRequest, fmt.Sprintf("the server at %s does not take the request (status %d)", host, status),
		"check the model's name and the base URL"
}

func has(text string, signs ...string) bool {
	return slices.ContainsFunc(signs, func(s string) bool { return strings.Contains(text, s) })
}
