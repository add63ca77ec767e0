package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// modelServer stands in for a server that speaks the OpenAI chat API: it gives
// the replies that it was told to, one after the other, and keeps what it was
// asked.
type modelServer struct {
	mu      sync.Mutex
	replies []*cannedReply
	asked   []askedFor
	// looked counts the requests for anything but an answer.
	looked int
	// insane tells that a temperature stood for zero and was none: servers
	// divide by it.
	insane bool
}

// askedFor is one request as it came in.
type askedFor struct {
	path   string
	header http.Header
	body   []byte
}

// cannedReply is one reply. A response is sent as it is, a text as what the
// model says.
type cannedReply struct {
	name  string
	text  string
	again bool // it may be asked for again
	given bool
}

// The replies that need no file.
const (
	replyHang = "hang" // never
	replyCut  = "cut"  // breaks off in the middle
)

// modelCommands are the commands of scripts about models.
func modelCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"server": cmdServer,
		"asked":  cmdAsked,
		"sent":   cmdSent,
	}
}

// serverKey is where a script keeps its server.
type serverKey struct{}

// cmdServer starts a model server and names its address in $MODEL and
// $OPENAI_BASE_URL: server REPLY.... A REPLY is a file, hang or cut. A file
// that begins with HTTP/1.1 is a whole response; any other is what the model
// says. A star after it lets it be given as often as it is asked for. The
// script fails when a reply was not asked for, or one that is not there was.
func cmdServer(ts *testscript.TestScript, _ bool, args []string) {
	s, place := &modelServer{}, ts.Value(serverKey{}).(*scriptServer)
	for _, name := range args {
		r := &cannedReply{}
		r.name, r.again = strings.CutSuffix(name, "*")
		if r.name != replyHang && r.name != replyCut {
			r.text = ts.ReadFile(r.name)
		}
		s.replies = append(s.replies, r)
	}
	web := httptest.NewServer(s)
	ts.Defer(func() {
		web.CloseClientConnections()
		web.Close()
		s.settle(place.t)
	})
	ts.Setenv("MODEL", web.URL+"/v1")
	ts.Setenv("OPENAI_BASE_URL", web.URL+"/v1")
	place.modelServer = s
}

// scriptServer is the place for the latest server of a script.
type scriptServer struct {
	*modelServer
	t testscript.T
}

// settle fails the script for replies that nobody asked for. The script is
// over by then: its own Fatalf would end all scripts.
func (s *modelServer) settle(t testscript.T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.insane {
		t.Log("FAIL: asked at a temperature that is next to zero")
		t.FailNow()
	}
	for _, r := range s.replies {
		if !r.given {
			t.Log("FAIL: the reply " + r.name + " was not asked for")
			t.FailNow()
		}
	}
}

// ServeHTTP answers with the next reply.
func (s *modelServer) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return
	}
	if req.Method != http.MethodPost && !s.toldOfModels() {
		http.NotFound(w, req)
		return
	}
	if temperature := wishes(body).Temperature; temperature > 0 && temperature < 1e-6 {
		s.refuse(w)
		return
	}
	reply := s.next(askedFor{req.URL.Path, req.Header, body})
	switch {
	case reply == nil:
		http.Error(w, `{"error": {"message": "the script has no reply left"}}`, http.StatusTeapot)
	case reply.name == replyHang:
		<-req.Context().Done()
	case reply.name == replyCut:
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, `{"choices": [{"index": 0, "mess`)
	default:
		reply.write(w, wishes(body).Stream)
	}
}

// wished is how an answer is wanted.
type wished struct {
	Stream      bool
	Temperature float64
}

func wishes(body []byte) wished {
	var w wished
	if json.Unmarshal(body, &w) != nil {
		return wished{}
	}
	return w
}

func (s *modelServer) refuse(w http.ResponseWriter) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.insane = true
	http.Error(w, `{"error": {"message": "no such temperature"}}`, http.StatusTeapot)
}

// toldOfModels tells whether the next reply is a list of models, a file whose
// name begins so. Without one a look at them finds nothing, and is counted.
func (s *modelServer) toldOfModels() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.replies {
		if !r.given {
			if strings.HasPrefix(r.name, "models") {
				return true
			}
			break
		}
	}
	s.looked++
	return false
}

func (s *modelServer) next(a askedFor) *cannedReply {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, a)
	var last *cannedReply
	for _, r := range s.replies {
		if !r.given {
			r.given = true
			return r
		}
		last = r
	}
	if last != nil && last.again {
		return last
	}
	return nil
}

// write sends a whole response as it stands, or a text as the model's words.
func (r *cannedReply) write(w http.ResponseWriter, stream bool) {
	head, body, whole := strings.Cut(r.text, "\n\n")
	switch whole = whole && strings.HasPrefix(head, "HTTP/1.1 "); {
	case whole:
		writeResponse(w, strings.Split(head, "\n"), body)
	case stream:
		writeStream(w, r.text)
	default:
		w.Header().Set("Content-Type", "application/json")
		choice := object{"index": 0, "finish_reason": "stop", "message": object{"role": "assistant", "content": r.text}}
		writeJSON(w, completion("chat.completion", usage(), choice))
	}
}

func writeResponse(w http.ResponseWriter, head []string, body string) {
	for _, line := range head[1:] {
		name, value, _ := strings.Cut(line, ": ")
		w.Header().Set(name, value)
	}
	code, err := strconv.Atoi(strings.Fields(head[0])[1])
	if err != nil {
		code = http.StatusTeapot
	}
	w.WriteHeader(code)
	io.WriteString(w, body)
}

// writeStream sends the text in two pieces, and the usage after it.
func writeStream(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "text/event-stream")
	event := func(usage any, choices ...object) {
		io.WriteString(w, "data: ")
		writeJSON(w, completion("chat.completion.chunk", usage, choices...))
		io.WriteString(w, "\n")
	}
	half := len([]rune(text)) / 2
	for _, piece := range []string{string([]rune(text)[:half]), string([]rune(text)[half:])} {
		event(nil, object{"index": 0, "delta": object{"role": "assistant", "content": piece}})
	}
	event(nil, object{"index": 0, "delta": object{}, "finish_reason": "stop"})
	event(usage())
	io.WriteString(w, "data: [DONE]\n\n")
}

// object is one of JSON.
type object = map[string]any

func usage() object {
	return object{"prompt_tokens": 3900, "completion_tokens": 80, "total_tokens": 3980}
}

func completion(kind string, usage any, choices ...object) object {
	if choices == nil {
		choices = []object{}
	}
	return object{"id": "chatcmpl-1", "object": kind, "created": 1, "model": "stand-in-1", "choices": choices, "usage": usage}
}

func writeJSON(w io.Writer, v any) {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
}

// cmdAsked checks how often the server was asked for an answer: asked N. N+ is
// at least N: asked 1+ waits for it, which a program in the background needs.
// asked none is that nothing at all was sent, not even a look at its models.
func cmdAsked(ts *testscript.TestScript, _ bool, args []string) {
	arguments(ts, args, 1, "asked N")
	s := serverOf(ts)
	if args[0] == "none" {
		s.checkUntouched(ts)
		return
	}
	count, atLeast := strings.CutSuffix(args[0], "+")
	want, err := strconv.Atoi(count)
	ts.Check(err)
	got := s.count()
	for range 500 {
		if !atLeast || got >= want {
			break
		}
		time.Sleep(10 * time.Millisecond)
		got = s.count()
	}
	if got < want || got > want && !atLeast {
		ts.Fatalf("the server was asked %d times", got)
	}
}

func (s *modelServer) checkUntouched(ts *testscript.TestScript) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.asked) + s.looked; n > 0 {
		ts.Fatalf("the server got %d requests", n)
	}
}

func (s *modelServer) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.asked)
}

// cmdSent writes what the server was sent last into files: sent BODY [HEAD].
// HEAD takes the path and the headers.
func cmdSent(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 1 && len(args) != 2 {
		ts.Fatalf("usage: sent BODY [HEAD]")
	}
	s := serverOf(ts)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.asked) == 0 {
		ts.Fatalf("the server was not asked anything")
	}
	last := s.asked[len(s.asked)-1]
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), last.body, 0o600))
	if len(args) == 2 {
		var head bytes.Buffer
		fmt.Fprintf(&head, "POST %s\n", last.path)
		ts.Check(last.header.Write(&head))
		text := bytes.ReplaceAll(head.Bytes(), []byte("\r\n"), []byte("\n"))
		ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o600))
	}
}

func serverOf(ts *testscript.TestScript) *modelServer {
	s := ts.Value(serverKey{}).(*scriptServer).modelServer
	if s == nil {
		ts.Fatalf("no server was started")
	}
	return s
}
