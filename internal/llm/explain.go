package llm

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
)

// explain puts an error of the client into the user's words. A cancelled
// context comes through as it is.
func (o *OpenAI) explain(ctx context.Context, x *exchange, err error) error {
	if ctx.Err() != nil && errors.Is(ctx.Err(), context.Canceled) {
		return context.Canceled
	}
	if errors.Is(err, errTooLarge) {
		return o.fail(TooLarge, x, fmt.Sprintf("the answer of the server at %s is larger than %d MB", o.Host(), o.config.MaxAnswer>>20), "check that the base URL is that of an OpenAI-compatible API")
	}
	var redirect *redirectError
	if errors.As(err, &redirect) {
		return o.fail(Redirected, x, fmt.Sprintf("the server at %s sends the request on to %s, which was not asked for", o.Host(), redirect.to), "if that is the right server, make it the base URL")
	}
	if x.status == 0 {
		return o.explainConnection(x, err)
	}
	if x.status >= 200 && x.status < 400 {
		return o.explainAnswer(x, err)
	}
	return o.explainStatus(x)
}

func (o *OpenAI) explainConnection(x *exchange, err error) error {
	host := o.Host()
	var noName *net.DNSError
	var timeout net.Error
	switch {
	case isTimeout(err, &timeout):
		return o.fail(Timeout, x, "the server at "+host+" did not answer in time", "try again, raise the timeout, or choose a faster model")
	case errors.As(err, &noName):
		return o.fail(Unreachable, x, "there is no server called "+o.base.Hostname(), "check the base URL and the network")
	case errors.Is(err, syscall.ECONNREFUSED):
		return o.fail(Unreachable, x, "no server answers at "+host+": is it running?", "start it, or check the base URL")
	case isTLS(err):
		return o.fail(Unreachable, x, "no safe connection to "+host+" is possible", "check that the base URL begins with the right one of http:// and https://, and the server's certificate")
	}
	var op *net.OpError
	if errors.As(err, &op) && op.Op == "dial" {
		return o.fail(Unreachable, x, "no server can be reached at "+host, "check the base URL and the network")
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return o.explainAnswer(x, err)
	}
	if isBroken(err) {
		return o.fail(ServerFault, x, "the server at "+host+" broke the connection off", "try again, and look into the server's log")
	}
	return o.fail(BadRequest, x, "the request cannot be sent: "+o.scrub(err.Error()), "check the model's name and the base URL")
}

func isTimeout(err error, timeout *net.Error) bool {
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, timeout) && (*timeout).Timeout()
}

func isTLS(err error) bool {
	var authority x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var verify *tls.CertificateVerificationError
	return errors.As(err, &authority) || errors.As(err, &host) || errors.As(err, &invalid) || errors.As(err, &record) || errors.As(err, &verify) ||
		strings.Contains(err.Error(), "server gave HTTP response to HTTPS client")
}

func isBroken(err error) bool {
	text := err.Error()
	return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || strings.HasSuffix(text, "EOF")
}

// explainAnswer speaks of an answer with a good status that is no answer.
func (o *OpenAI) explainAnswer(x *exchange, err error) error {
	var timeout net.Error
	if isTimeout(err, &timeout) {
		return o.fail(Timeout, x, "the server at "+o.Host()+" did not answer in time", "try again, raise the timeout, or choose a faster model")
	}
	if isBroken(err) && len(x.body) > 0 {
		return o.fail(ServerFault, x, "the server at "+o.Host()+" broke the answer off", "try again, and look into the server's log")
	}
	return o.fail(NotAnAPI, x, "what answers at "+o.Host()+" is no OpenAI-compatible API", "check the base URL: most servers want /v1 at its end")
}

// explainStatus speaks of an answer with a bad status.
func (o *OpenAI) explainStatus(x *exchange) error {
	said := o.scrub(serverText(x.body))
	lower := strings.ToLower(said + " " + string(x.body[:min(len(x.body), 4096)]))
	err := o.fail(BadRequest, x, "", "")
	err.RetryAfter = x.retryAfter()
	err.Kind, err.Message, err.Hint = o.ofStatus(x.status, lower)
	err.Message = say(err.Message, said)
	if r := refused(x.status, lower, err); r != nil {
		return r
	}
	return err
}

// ofStatus gives the kind, the sentence and the hint of a status.
func (o *OpenAI) ofStatus(status int, text string) (kind Kind, message, hint string) {
	host := o.Host()
	switch {
	case status == http.StatusUnauthorized && o.config.Key == "":
		return BadKey, "the server at " + host + " wants a key", "set OPENAI_API_KEY"
	case status == http.StatusUnauthorized:
		return BadKey, "the server at " + host + " does not take the key", "check OPENAI_API_KEY"
	case status == http.StatusForbidden:
		return Forbidden, "the server at " + host + " forbids the request", "check what the key may do, and whether the model is open to it"
	case status == http.StatusNotFound && strings.Contains(text, "model"):
		return NotFound, fmt.Sprintf("the server at %s has no model %s", host, clean(o.config.Model)), "check the model's name"
	case status == http.StatusNotFound:
		return NotFound, "there is no chat API at this address of " + host, "check the base URL: most servers want /v1 at its end"
	case status == http.StatusTooManyRequests && strings.Contains(text, "insufficient_quota"):
		return Quota, "the account at " + host + " has no quota left", "check its plan and billing"
	case status == http.StatusTooManyRequests:
		return Busy, "the server at " + host + " gets too many requests", "wait a little and try again"
	case status == http.StatusServiceUnavailable && strings.Contains(text, "loading"):
		return Busy, "the server at " + host + " is still loading the model", "wait a little and try again"
	case status == http.StatusRequestEntityTooLarge, isTooLong(text):
		return TooLong, "the records are longer than the model can read at once", "draft from a shorter period, or give the model a larger context"
	case status == http.StatusBadRequest && strings.Contains(text, "content_filter"):
		return Filtered, "a content filter of the server held the request back", ""
	case status >= 500:
		return ServerFault, fmt.Sprintf("the server at %s failed (status %d)", host, status), "try again later, and look into the server's log"
	}
	return BadRequest, fmt.Sprintf("the server at %s does not take the request (status %d)", host, status), "check the model's name and the base URL"
}

func isTooLong(text string) bool {
	for _, sign := range []string{"exceed_context_size", "context_length_exceeded", "context size", "context length", "maximum context"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

// refused tells whether the server refused a part of the request that can be
// left out: the form of the answer, or the temperature.
func refused(status int, text string, err *Error) *refusal {
	switch status {
	case 400, 404, 415, 422, 500, 501:
	default:
		return nil
	}
	r := &refusal{err: err}
	if err.Kind == TooLong || err.Kind == Filtered {
		return nil
	}
	for _, word := range []string{"response_format", "json_schema", "json_object", "schema", "structured"} {
		r.format = r.format || strings.Contains(text, word)
	}
	r.temperature = (status == 400 || status == 422) && strings.Contains(text, "temperature")
	if !r.format && !r.temperature {
		return nil
	}
	return r
}

// scrub takes the key out of a text.
func (o *OpenAI) scrub(text string) string {
	if o.config.Key == "" {
		return text
	}
	return strings.ReplaceAll(text, o.config.Key, "[key]")
}
