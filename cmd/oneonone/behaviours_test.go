package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"
)

// handler answers questions, and lists one model where the behaviour says so.
func (b behaviour) handler() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // a server reads what it is sent
		if r.Method == http.MethodGet && b.lists {
			fmt.Fprint(w, `{"object":"list","data":[{"id":"m","owned_by":"llamacpp","meta":{"n_ctx":32768}}]}`)
			return
		}
		b.handle(w, r)
	}
}

// behaviours are all that servers do wrong.
func behaviours() []behaviour {
	return slices.Concat(statuses(), redirects(), bodies(), answers(), streams(), wires(), lists())
}

// always makes behaviours that begin with the first look at the server.
func always(kind string, all map[string]http.HandlerFunc) []behaviour { return named(kind, false, all) }

// whenAsked makes behaviours that only questions meet.
func whenAsked(kind string, all map[string]http.HandlerFunc) []behaviour {
	return named(kind, true, all)
}

func named(kind string, lists bool, all map[string]http.HandlerFunc) []behaviour {
	var out []behaviour
	for name, h := range all {
		out = append(out, behaviour{kind + " " + name, lists, h})
	}
	slices.SortFunc(out, func(x, y behaviour) int { return strings.Compare(x.name, y.name) })
	return out
}

// gives answers with a status, a type and a body.
func gives(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body) // the client may have seen enough
	}
}

func says(body string) http.HandlerFunc { return gives(200, "application/json", body) }

// statuses takes every status that tells of a failure, and some that nobody
// knows, with the key in what is said about it.
func statuses() []behaviour {
	all := map[string]http.HandlerFunc{}
	for _, code := range []int{201, 202, 204, 205, 206, 226, 300, 304, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411,
		412, 413, 414, 415, 416,
		417, 418, 421, 422, 423, 424, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 506, 507, 508, 511, 520, 521,
		522, 529, 530, 599, 799, 999} {
		body := `{"error":{"message":"no entry with Bearer ` + sweepKey + `","code":` + fmt.Sprint(code) + `}}`
		if code == 204 || code == 205 || code == 304 {
			body = ""
		}
		all[fmt.Sprint(code)] = gives(code, "application/json", body)
	}
	for _, code := range []int{400, 401, 403, 404, 413, 500, 503} {
		all[fmt.Sprint(code, " page")] = gives(code, "text/html", "<html><title>"+sweepKey+"</title>"+strings.Repeat("<br>", 9000))
		all[fmt.Sprint(code, " half")] = gives(code, "application/json", `{"error":{"message":"key `+sweepKey+` \ud83d`)
	}
	for name, value := range map[string]string{"far": "99999999999", "negative": "-5", "odd": "soon",
		"date": "Fri, 31 Dec 1999 23:59:59 GMT", "zero": "0"} {
		all["429 wait "+name] = func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", value)
			gives(429, "application/json", `{}`)(w, r)
		}
	}
	for _, way := range []string{"Basic", `Digest realm="` + sweepKey + `"`, "Negotiate", `Bearer error="` + sweepKey + `"`} {
		all["401 "+strings.Fields(way)[0]] = func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("WWW-Authenticate", way)
			gives(401, "text/plain", "go away "+sweepKey)(w, r)
		}
	}
	return always("status", all)
}

// redirects sends the request elsewhere.
func redirects() []behaviour {
	all := map[string]http.HandlerFunc{}
	for name, to := range map[string]string{
		"itself":      "/v1/chat/completions",
		"round":       "?again",
		"away":        "http://127.0.0.2:9/" + sweepKey,
		"https":       "https://127.0.0.1:1/v1/chat/completions",
		"file":        "file:///etc/passwd",
		"script":      "javascript:alert(1)",
		"nowhere":     "",
		"broken":      "http://[::1",
		"with a user": "http://" + sweepKey + "@127.0.0.1/",
		"long":        "/" + strings.Repeat("x", 60_000),
	} {
		for _, code := range []int{302, 307} {
			all[fmt.Sprint(name, " ", code)] = func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", to)
				w.WriteHeader(code)
			}
		}
	}
	return always("redirect", all)
}

// completionOf is an answer in one piece that says what the model says.
func completionOf(content string) string {
	return `{"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":` + content +
		`},"finish_reason":"stop"}],"usage":{"prompt_tokens":3000,"completion_tokens":9}}`
}

func deep(n int, opening, middle, closing string) string {
	return strings.Repeat(opening, n) + middle + strings.Repeat(closing, n)
}

// bodies are answers in one piece that are none.
func bodies() []behaviour {
	texts := map[string]string{
		"empty":            "",
		"blanks":           strings.Repeat(" \n", 5000),
		"null":             "null",
		"true":             "true",
		"number":           "17",
		"text":             `"hi"`,
		"list":             "[]",
		"lists":            "[[]]",
		"object":           "{}",
		"key":              `"` + sweepKey + `"`,
		"page":             "<!DOCTYPE html><html>" + sweepKey + "</html>",
		"xml":              `<?xml version="1.0"?><a/>`,
		"half":             `{"choices":[{"message":{"content":"{\"topics\":`,
		"half of a string": `{"a":"b\`,
		"two":              "{}{}",
		"comma":            `{"choices":[],}`,
		"choices null":     `{"choices":null}`,
		"choices text":     `{"choices":"x"}`,
		"choices object":   `{"choices":{}}`,
		"choice null":      `{"choices":[null]}`,
		"choice number":    `{"choices":[7]}`,
		"choice empty":     `{"choices":[{}]}`,
		"message null":     `{"choices":[{"message":null}]}`,
		"message list":     `{"choices":[{"message":[]}]}`,
		"message text":     `{"choices":[{"message":"{}"}]}`,
		"content null":     completionOf("null"),
		"content number":   completionOf("3"),
		"content object":   completionOf(`{"topics":[]}`),
		"content list":     completionOf(`["a"]`),
		"content parts":    completionOf(`[{"type":"text"},null,{"type":"image_url"}]`),
		"content true":     completionOf("true"),
		"usage text":       `{"choices":[{"message":{"content":"{}"}}],"usage":"many"}`,
		"usage negative":   `{"choices":[{"message":{"content":"{}"}}],"usage":{"prompt_tokens":-5,"completion_tokens":-9}}`,
		"usage huge":       `{"choices":[{"message":{"content":"{}"}}],"usage":{"prompt_tokens":1e300}}`,
		"usage longest": `{"choices":[{"message":{"content":"{}"}}],"usage":{"prompt_tokens":9223372036854775807,` +
			`"completion_tokens":9223372036854775807}}`,
		"finish key":       `{"choices":[{"message":{"content":"{}"},"finish_reason":"` + sweepKey + `"}]}`,
		"finish number":    `{"choices":[{"message":{"content":"{}"},"finish_reason":4}]}`,
		"refusal":          `{"choices":[{"message":{"refusal":"not with ` + sweepKey + `"}}]}`,
		"model key":        strings.Replace(completionOf(`"{}"`), `"m"`, `"`+sweepKey+`"`, 1),
		"model long":       strings.Replace(completionOf(`"{}"`), `"m"`, `"`+strings.Repeat("x", 90_000)+`"`, 1),
		"model escapes":    strings.Replace(completionOf(`"{}"`), `"m"`, `"\u001b]0;x\u0007\u0000"`, 1),
		"error":            `{"error":{"message":"` + sweepKey + `"}}`,
		"error in colours": `{"error":{"message":"\u001b[1m` + sweepKey[:5] + `\u001b[0m` + sweepKey[5:] + `"}}`,
		"error list":       `[{"error":"` + sweepKey + `"}]`,
		"error number":     `{"error":{"message":5,"code":"x"}}`,
		"error true":       `{"error":true}`,
		"error far down":   deep(4000, `{"error":`, `"`+sweepKey+`"`, "}"),
		"error code":       `{"error":{"code":599}}`,
		"deep lists":       deep(10_000, "[", "", "]"),
		"deep objects":     deep(10_000, `{"a":`, "1", "}"),
		"deep and half":    strings.Repeat(`{"choices":[`, 10_000),
		"deep choices":     `{"choices":` + deep(9_990, "[", "", "]") + `}`,
		"huge number":      `{"choices":1` + strings.Repeat("0", 100_000) + `}`,
		"same keys":        `{"choices":[],"choices":[{}],"choices":null}`,
		"other cases":      `{"CHOICES":[{"Message":{"CONTENT":"{}"}}]}`,
		"NULs":             strings.Repeat("\x00", 4096),
		"no UTF-8":         "{\"choices\":[{\"message\":{\"content\":\"\xff\xfe\xc3\x28\"}}]}",
		"BOM":              "\ufeff" + completionOf(`"{}"`),
		"UTF-16":           "\xff\xfe{\x00}\x00",
		"surrogates":       completionOf(`"\ud800\udc00\ud800"`),
		"only minus":       "-",
		"controls":         "{\"choices\":\x01\x02}",
	}
	all := map[string]http.HandlerFunc{}
	for name, text := range texts {
		all[name] = says(text)
	}
	for _, kind := range []string{"", "text/html", "application/octet-stream", "text/event-stream", "image/png",
		"multipart/mixed; boundary=x", "\xff/\xfe"} {
		all["as "+kind] = gives(200, kind, completionOf(`"no"`))
	}
	all["huge"] = says(completionOf(`"` + strings.Repeat("x", 9<<20) + `"`))
	all["many braces"] = says(completionOf(`"` + strings.Repeat("{", 60_000) + `"`))
	all["many fences"] = says(completionOf(`"` + strings.Repeat("```json\\n{\\n```\\n", 4000) + `"`))
	return whenAsked("body", all)
}

// answers are what a model says, which the server gives in good order.
func answers() []behaviour {
	texts := map[string]string{
		"prose":         "I'd rather not.",
		"thoughts":      "<think>" + strings.Repeat("hm ", 500),
		"topics null":   `{"topics":null}`,
		"topics text":   `{"topics":"all"}`,
		"topics object": `{"topics":{"a":1}}`,
		"topic null":    `{"topics":[null,null]}`,
		"topic number":  `{"topics":[1]}`,
		"empty lists": `{"topics":[],"since":[],"summary":[],"key_points":[],"decisions":[],"action_items":[],"feedback":[],` +
			`"open_questions":[],"ideas":[]}`,
		"wrong types": `{"topics":[{"area":7,"title":[],"minutes":"ten","say":{},"ask":null}]}`,
		"many topics": `{"topics":[` + strings.Repeat(`{"title":"x","records":["n1"],"ask":"?"},`, 900) + `{}]}`,
		"huge minutes": `{"topics":[{"area":"blocker","title":"t","minutes":1e308,"say":[{"text":"The importer fails at night.",` +
			`"cites":["n1"]}],"ask":"?","outcome":""}],"since":[]}`,
		"no such lines": `{"summary":[{"text":"x","lines":[-1,0,99999999999]}],"key_points":[],"decisions":[],"action_items":[],` +
			`"feedback":[],"open_questions":[],"ideas":[],"topics":[]}`,
		"escapes": `{"topics":[{"area":"blocker","title":"\u001b[2J\u0000\u202e","minutes":5,` +
			`"say":[{"text":"The importer fails at night.\u0007","cites":["n1"]}],"ask":"\u009b?","outcome":""}],"since":[]}`,
		"the key": `{"topics":[{"area":"blocker","title":"` + sweepKey +
			`","minutes":5,"say":[{"text":"The importer fails at night.","cites":["n1"]},{"text":"Use ` + sweepKey +
			`.","cites":["n1"]}],"ask":"Is it ` + sweepKey + `?","outcome":"` + sweepKey + `"}],"since":[]}`,
		"the key heard": `{"summary":[{"text":"Use ` + sweepKey + `","lines":[1]}],"key_points":[{"text":"` + sweepKey +
			`","lines":[1]}],"decisions":[{"text":"` + sweepKey +
			`","declined":false,"lines":[1]}],"action_items":[],"feedback":[],"open_questions":[],"ideas":[],"topics":[]}`,
		"deep":               deep(9000, `{"topics":[`, "", "]}"),
		"one long word":      strings.Repeat("x", 30_000),
		"the question again": "Between the two lines stand the records.",
		"YAML":               "topics:\n- title: x",
		"a call":             `<tool_call>{"name":"prep"}</tool_call>`,
		"not a number":       `{"topics":NaN}`,
		"single quotes":      `{'topics':[]}`,
		"the schema":         `{"type":"object","properties":{}}`,
	}
	all := map[string]http.HandlerFunc{}
	for name, text := range texts {
		quoted := quote(text)
		all[name] = says(completionOf(quoted))
		all[name+" in pieces"] = func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.Header.Get("Accept"), "event-stream") {
				writeStream(w, text)
				return
			}
			says(completionOf(quoted))(w, r)
		}
	}
	return whenAsked("answer", all)
}

func quote(text string) string {
	var b bytes.Buffer
	writeJSON(&b, text)
	return strings.TrimSpace(b.String())
}

// sweepEvent is a piece of a stream.
func sweepEvent(content string) string {
	return `data: {"choices":[{"index":0,"delta":{"content":` + quote(content) + `}}]}` + "\n\n"
}

// streams are streams that are broken.
func streams() []behaviour {
	piece, end, done := sweepEvent(`{"topics":`), `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}`+"\n\n",
		"data: [DONE]\n\n"
	texts := map[string]string{
		"nothing":              "",
		"only the end":         done,
		"end without a piece":  end + done,
		"no end":               piece,
		"no finish":            piece + done,
		"half an event":        piece + `data: {"choices":[{"ind`,
		"half a line":          "dat",
		"no JSON":              "data: hello\n\n",
		"JSON of another kind": "data: 17\n\n" + done,
		"null":                 "data: null\n\n" + end + done,
		"comments":             strings.Repeat(": still here\n\n", 5000),
		"blank lines":          strings.Repeat("\n", 50_000),
		"other fields":         "event: x\nid: 1\nretry: 5\n\n" + piece + end + done,
		"CR only":              strings.ReplaceAll(piece+end+done, "\n", "\r"),
		"CRLF":                 strings.ReplaceAll(piece+end+done, "\n", "\r\n"),
		"BOM":                  "\ufeff" + piece + end + done,
		"lines in one event":   "data: {\"choices\":\ndata: []}\n\n" + end + done,
		"error":                `data: {"error":{"message":"` + sweepKey + `"}}` + "\n\n",
		"error after a piece":  piece + `data: {"error":"` + sweepKey + `"}` + "\n\n",
		"error named":          "event: error\ndata: {\"message\":\"" + sweepKey + "\"}\n\n",
		"error in a choice":    `data: {"choices":[{"finish_reason":"error","delta":{}}]}` + "\n\n" + done,
		"choices null":         "data: {\"choices\":null}\n\n" + end + done,
		"delta null":           `data: {"choices":[{"delta":null}]}` + "\n\n" + end + done,
		"delta text":           `data: {"choices":[{"delta":"x"}]}` + "\n\n" + end + done,
		"content number":       `data: {"choices":[{"delta":{"content":9}}]}` + "\n\n" + end + done,
		"other index":          `data: {"choices":[{"index":5,"delta":{"content":"x"}}]}` + "\n\n" + end + done,
		"negative index":       `data: {"choices":[{"index":-1,"delta":{"content":"x"}}]}` + "\n\n" + end + done,
		"finish length":        piece + strings.Replace(end, "stop", "length", 1) + done,
		"finish filter":        piece + strings.Replace(end, "stop", "content_filter", 1) + done,
		"finish key":           piece + strings.Replace(end, "stop", sweepKey, 1) + done,
		"finish twice":         piece + end + end + piece + done,
		"after the end":        piece + end + done + strings.Repeat(piece, 1000),
		"usage only":           `data: {"choices":[],"usage":{"prompt_tokens":-1}}` + "\n\n" + done,
		"usage text":           `data: {"choices":[],"usage":"x"}` + "\n\n" + done,
		"long line":            "data: {\"choices\":[{\"delta\":{\"content\":\"" + strings.Repeat("y", 9<<20),
		"endless comment":      ": " + strings.Repeat("x", 9<<20),
		"deep":                 "data: " + deep(10_000, "[", "", "]") + "\n\n" + done,
		"NULs":                 "data: \x00\x00\n\n" + done,
		"no UTF-8":             "data: {\"choices\":[{\"delta\":{\"content\":\"\xff\xfe\"}}]}\n\n" + end + done,
		"refusal":              `data: {"choices":[{"delta":{"refusal":"` + sweepKey + `"}}]}` + "\n\n" + end + done,
		"the same":             strings.Repeat(sweepEvent("the the "), 3000),
		"key split":            sweepEvent(`{"topics":[{"title":"sk-sweep-`) + sweepEvent(`0123456789-Zz"}]}`) + end + done,
		"thought only":         `data: {"choices":[{"delta":{"reasoning":"hm"}}]}` + "\n\n" + end + done,
	}
	all := map[string]http.HandlerFunc{}
	for name, text := range texts {
		all[name] = gives(200, "text/event-stream", text)
	}
	for name, tt := range map[string]struct {
		every time.Duration
		text  func(int) string
	}{
		"drip of letters":  {20 * time.Millisecond, func(n int) string { return sweepEvent(string(rune('a' + n%26))) }},
		"drip of nothing":  {20 * time.Millisecond, func(int) string { return sweepEvent("") }},
		"drip of comments": {20 * time.Millisecond, func(int) string { return ": hm\n\n" }},
		"drip after the end": {20 * time.Millisecond, func(n int) string {
			return map[bool]string{true: piece + end,
				false: piece}[n == 0]
		}},
		"drip of thoughts": {20 * time.Millisecond, func(n int) string {
			return fmt.Sprintf("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"%d\"}}]}\n\n", n)
		}},
		"stalled":             {time.Hour, func(int) string { return piece }},
		"drip of half a line": {20 * time.Millisecond, func(n int) string { return map[bool]string{true: "data: ", false: "x"}[n == 0] }},
		"a flood":             {0, func(n int) string { return sweepEvent(fmt.Sprintln("word", n)) }},
	} {
		all[name] = drips("text/event-stream", tt.every, tt.text)
	}
	return whenAsked("stream", all)
}

// drips sends a piece again and again until the client goes away.
func drips(kind string, every time.Duration, piece func(int) string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		for n := 0; r.Context().Err() == nil; n++ {
			if _, err := io.WriteString(w, piece(n)); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
			case <-time.After(every):
			}
		}
	}
}

// onWire takes the connection and writes to it what no web server would.
func onWire(write func(conn net.Conn)) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		write(conn)
	}
}

func sends(text string) http.HandlerFunc {
	return onWire(func(conn net.Conn) { _, _ = io.WriteString(conn, text) })
}

func squeezed(text string, times int) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for range times {
		_, _ = io.WriteString(z, text) // a buffer takes all
	}
	_ = z.Close()
	return b.Bytes()
}

func encoded(encoding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", encoding)
		_, _ = w.Write(body)
	}
}

// wires are connections that break, and what is no HTTP.
func wires() []behaviour {
	const ok = "HTTP/1.1 200 OK\r\n"
	all := map[string]http.HandlerFunc{
		"closed at once": sends(""),
		"reset":          onWire(func(c net.Conn) { _ = c.(*net.TCPConn).SetLinger(0) }),
		"silent":         func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
		"reset in the body": onWire(func(c net.Conn) {
			_, _ = io.WriteString(c, ok+"Content-Length: 99\r\n\r\n{")
			_ = c.(*net.TCPConn).SetLinger(0)
		}),
		"TLS":                    sends("\x15\x03\x01\x00\x02\x02\x46"),
		"SSH":                    sends("SSH-2.0-OpenSSH_9.6\r\n"),
		"SMTP":                   sends("220 mail ESMTP\r\n"),
		"HTTP/0.9":               sends("<html>hi</html>"),
		"HTTP/2":                 sends("HTTP/2.0 200 OK\r\n\r\n{}"),
		"HTTP/9":                 sends("HTTP/9.9 200 OK\r\n\r\n{}"),
		"frames":                 sends("\x00\x00\x12\x04\x00\x00\x00\x00\x00"),
		"half a status":          sends("HTTP/1."),
		"no status":              sends("HTTP/1.1 \r\n\r\n"),
		"letters for a status":   sends("HTTP/1.1 abc OK\r\n\r\n"),
		"status -1":              sends("HTTP/1.1 -01 X\r\n\r\n"),
		"status 000":             sends("HTTP/1.1 000 X\r\n\r\n"),
		"half a header":          sends(ok + "Content-Ty"),
		"header without a colon": sends(ok + "nonsense\r\n\r\n"),
		"NUL in a header":        sends(ok + "X: a\x00b\r\n\r\n{}"),
		"folded header":          sends(ok + "X: a\r\n b\r\n\r\n{}"),
		"key in the status":      sends("HTTP/1.1 400 " + sweepKey + "\r\nContent-Length: 0\r\n\r\n"),
		"key in a header":        sends("HTTP/1.1 400 No\r\nX-Key " + sweepKey + "\r\n\r\n"),
		"key for a protocol":     sends(sweepKey + "\r\n\r\n"),
		"two lengths":            sends(ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
		"length of letters":      sends(ok + "Content-Length: many\r\n\r\n{}"),
		"length negative":        sends(ok + "Content-Length: -1\r\n\r\n{}"),
		"length huge":            sends(ok + "Content-Length: 999999999999999\r\n\r\n{}"),
		"length longer":          sends(ok + "Content-Length: 99\r\n\r\n{}"),
		"length shorter":         sends(ok + "Content-Length: 1\r\n\r\n{}"),
		"length and chunks":      sends(ok + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
		"chunk of letters":       sends(ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}"),
		"chunk huge":             sends(ok + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}"),
		"no last chunk":          sends(ok + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
		"unknown transfer":       sends(ok + "Transfer-Encoding: zip\r\n\r\n{}"),
		"trailers":               sends(ok + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: " + sweepKey + "\r\n\r\n"),
		"many 100s":              sends(strings.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 50)),
		"many 103s":              sends(strings.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", 50)),
		"101":                    sends("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\nhi"),
		"huge header":            sends(ok + "X: " + strings.Repeat("y", 11<<20)),
		"many headers":           sends(ok + strings.Repeat("X-Y: z\r\n", 100_000) + "\r\n{}"),
		"endless headers":        onWire(func(c net.Conn) { drip(c, ok, func(n int) string { return fmt.Sprintf("X-%d: y\r\n", n) }) }),
		"drip of a status":       onWire(func(c net.Conn) { drip(c, "", func(int) string { return "H" }) }),
		"drip of an error":       onWire(func(c net.Conn) { drip(c, "HTTP/1.1 500 No\r\n\r\n", func(int) string { return "x" }) }),
		"drip of a body":         onWire(func(c net.Conn) { drip(c, ok+"\r\n{", func(int) string { return " " }) }),
		"drip of a page": onWire(func(c net.Conn) {
			drip(c, ok+"Content-Type: text/html\r\n\r\n<",
				func(int) string { return "x" })
		}),
		"drip of small parts": onWire(func(c net.Conn) {
			drip(c, ok+"Transfer-Encoding: chunked\r\n\r\n", func(int) string { return "1\r\n{\r\n" })
		}),
		"gzip bomb":             encoded("gzip", squeezed(strings.Repeat(" ", 1<<20), 200)),
		"gzip bomb in a stream": encoded("gzip", squeezed(sweepEvent(strings.Repeat("x", 1<<19)), 200)),
		"gzip error":            encoded("gzip", squeezed(`{"error":"`+sweepKey+`"}`, 1)),
		"no gzip":               encoded("gzip", []byte("plain")),
		"half of gzip":          encoded("gzip", squeezed("{}", 9)[:12]),
		"empty gzip":            encoded("gzip", nil),
		"brotli":                encoded("br", []byte("\x0b\x02\x80{}\x03")),
		"deflate":               encoded("deflate", []byte("x\x9c")),
	}
	return always("wire", all)
}

// drip writes a beginning and then a little again and again.
func drip(conn net.Conn, first string, piece func(int) string) {
	_, err := io.WriteString(conn, first)
	for n := 0; err == nil; n++ {
		time.Sleep(20 * time.Millisecond)
		_, err = io.WriteString(conn, piece(n))
	}
}

// lists are strange lists of models before an answer that is of no use.
func lists() []behaviour {
	texts := map[string]string{
		"data null":        `{"object":"list","data":null}`,
		"data text":        `{"data":"m"}`,
		"data object":      `{"data":{"m":{}}}`,
		"entry null":       `{"data":[null]}`,
		"entry number":     `{"data":[5]}`,
		"id number":        `{"data":[{"id":5}]}`,
		"context text":     `{"data":[{"id":"m","max_model_len":"much"}]}`,
		"context negative": `{"data":[{"id":"m","max_model_len":-5}]}`,
		"context 1":        `{"data":[{"id":"m","max_model_len":1}]}`,
		"context huge":     `{"data":[{"id":"m","max_model_len":9223372036854775807}]}`,
		"context beyond":   `{"data":[{"id":"m","max_model_len":1e99}]}`,
		"key as a name":    `{"data":[{"id":"` + sweepKey + `"},{"id":"x` + sweepKey + `"}]}`,
		"escapes":          `{"data":[{"id":"\u001b[31mm\u0000"}]}`,
		"many":             `{"data":[` + strings.Repeat(`{"id":"model-of-many"},`, 20_000) + `{"id":"m"}]}`,
		"long name":        `{"data":[{"id":"` + strings.Repeat("n", 200_000) + `"}]}`,
		"deep":             `{"data":` + deep(9000, "[", "", "]") + `}`,
		"of Ollama":        `{"data":[{"id":"m","owned_by":"library"}]}`,
		"loading":          `{"error":{"message":"Loading model","code":503}}`,
	}
	var out []behaviour
	for name, text := range texts {
		out = append(out, behaviour{"list " + name, false, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				says(text)(w, r)
				return
			}
			gives(400, "application/json", `{"error":{"message":"model m of `+sweepKey+` not found"}}`)(w, r)
		}})
	}
	slices.SortFunc(out, func(x, y behaviour) int { return strings.Compare(x.name, y.name) })
	return out
}
