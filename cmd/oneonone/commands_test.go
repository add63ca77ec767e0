package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/rogpeppe/go-internal/testscript"
	"go.etcd.io/bbolt"

	"oneonone/internal/oneonone"
	"oneonone/internal/store"
)

// scriptCommands are the commands that scripts have besides testscript's own.
// FILE may be stdout or stderr.
func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"json":     cmdJSON,
		"let":      cmdLet,
		"valid":    cmdValid,
		"repeat":   cmdRepeat,
		"seed":     cmdSeed,
		"newer":    cmdNewer,
		"appear":   cmdAppear,
		"mode":     cmdMode,
		"damage":   cmdDamage,
		"garble":   cmdGarble,
		"zero":     cmdZero,
		"pagecopy": cmdPageCopy,
	}
}

// arguments checks the number of arguments of a command.
func arguments(ts *testscript.TestScript, args []string, n int, usage string) {
	if len(args) != n {
		ts.Fatalf("usage: %s", usage)
	}
}

// cmdJSON checks a value: [!] json FILE PATH WANT. PATH is names and numbers
// joined by dots; "len" is the number of elements.
func cmdJSON(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, args, 3, "json FILE PATH WANT")
	got := lookUp(ts, args[0], args[1])
	if (got == args[2]) == neg {
		ts.Fatalf("%s is %s", args[1], got)
	}
}

// cmdLet sets a variable to a value: let NAME FILE PATH.
func cmdLet(ts *testscript.TestScript, _ bool, args []string) {
	arguments(ts, args, 3, "let NAME FILE PATH")
	ts.Setenv(args[0], lookUp(ts, args[1], args[2]))
}

// lookUp gives the value at a path: a text as it is, with \n for a line feed,
// anything else as JSON.
func lookUp(ts *testscript.TestScript, file, path string) string {
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(file)), &v))
	for _, step := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' }) {
		v = stepInto(ts, v, step)
	}
	if s, ok := v.(string); ok {
		return strings.ReplaceAll(s, "\n", `\n`)
	}
	b, err := json.Marshal(v)
	ts.Check(err)
	return string(b)
}

func stepInto(ts *testscript.TestScript, v any, step string) any {
	switch v := v.(type) {
	case []any:
		if step == "len" {
			return len(v)
		}
		i, err := strconv.Atoi(step)
		if err != nil || i >= len(v) {
			ts.Fatalf("there is no element %s of %d", step, len(v))
		}
		return v[i]
	case map[string]any:
		if value, ok := v[step]; ok {
			return value
		}
	}
	ts.Fatalf("there is no %q in %v", step, v)
	return nil
}

// cmdValid checks a value, or each element of an array, against a schema of
// the program: valid NAME FILE.
func cmdValid(ts *testscript.TestScript, neg bool, args []string) {
	arguments(ts, args, 2, "valid NAME FILE")
	text, err := os.ReadFile(filepath.Join(schemaDir(), args[0]+".json"))
	ts.Check(err)
	var schema jsonschema.Schema
	ts.Check(json.Unmarshal(text, &schema))
	resolved, err := schema.Resolve(nil)
	ts.Check(err)
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[1])), &v))
	values, ok := v.([]any)
	if !ok {
		values = []any{v}
	}
	if len(values) == 0 {
		ts.Fatalf("there is nothing to check")
	}
	for _, v := range values {
		if err := resolved.Validate(v); (err != nil) != neg {
			ts.Fatalf("%v", err)
		}
	}
}

// schemaDir is found from this package's folder, where tests run.
func schemaDir() string {
	dir, err := filepath.Abs("../../internal/cli/schema")
	if err != nil {
		panic(err)
	}
	return dir
}

// cmdRepeat writes a text many times into a file: repeat N TEXT FILE.
func cmdRepeat(ts *testscript.TestScript, _ bool, args []string) {
	arguments(ts, args, 3, "repeat N TEXT FILE")
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(strings.Repeat(text, n)), 0o600))
}

// cmdSeed puts records on file, one in a line: seed STORE FILE.
func cmdSeed(ts *testscript.TestScript, _ bool, args []string) {
	arguments(ts, args, 2, "seed STORE FILE")
	var records []oneonone.Record
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		rec, err := oneonone.Decode([]byte(line))
		ts.Check(err)
		records = append(records, rec)
	}
	ts.Check(store.New(ts.MkAbs(args[0])).Put(records...))
}

// cmdNewer makes a store one that a later version wrote: newer FILE.
func cmdNewer(ts *testscript.TestScript, _ bool, args []string) {
	arguments(ts, args, 1, "newer FILE")
	db, err := bbolt.Open(ts.MkAbs(args[0]), 0o600, nil)
	ts.Check(err)
	ts.Check(db.Update(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("schema"), binary.BigEndian.AppendUint64(nil, 999))
	}))
	ts.Check(db.Close())
}

// cmdAppear waits until a file exists: appear FILE.
func cmdAppear(ts *testscript.TestScript, _ bool, args []string) {
	arguments(ts, args, 1, "appear FILE")
	for range 500 {
		if _, err := os.Stat(ts.MkAbs(args[0])); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s does not appear", args[0])
}

// cmdMode checks the permissions of a file: mode 0600 FILE.
func cmdMode(ts *testscript.TestScript, _ bool, args []string) {
	arguments(ts, args, 2, "mode MODE FILE")
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := fmt.Sprintf("%04o", info.Mode().Perm()); got != args[0] {
		ts.Fatalf("%s has mode %s", args[1], got)
	}
}

// cmdDamage overwrites the first pages of a store, without which nothing finds
// the others: damage FILE.
func cmdDamage(ts *testscript.TestScript, _ bool, args []string) {
	arguments(ts, args, 1, "damage FILE")
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_WRONLY, 0)
	ts.Check(err)
	_, err = f.Write(bytes.Repeat([]byte("lost "), 2*os.Getpagesize()/5))
	ts.Check(err)
	ts.Check(f.Close())
}

// cmdGarble makes the records of a store unreadable and leaves its pages sound.
func cmdGarble(ts *testscript.TestScript, _ bool, args []string) {
	arguments(ts, args, 1, "garble FILE")
	data := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(data, `{"id":"`, `lost,id`)), 0o600))
}

// cmdZero overwrites a page of a store, counted from 0, with zeros: zero FILE PAGE.
func cmdZero(ts *testscript.TestScript, _ bool, args []string) {
	arguments(ts, args, 2, "zero FILE PAGE")
	data := []byte(ts.ReadFile(args[0]))
	clear(pageOf(ts, data, args[1]))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

// cmdPageCopy writes one page of a store over another: pagecopy FILE FROM TO.
func cmdPageCopy(ts *testscript.TestScript, _ bool, args []string) {
	arguments(ts, args, 3, "pagecopy FILE FROM TO")
	data := []byte(ts.ReadFile(args[0]))
	copy(pageOf(ts, data, args[2]), pageOf(ts, data, args[1]))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

func pageOf(ts *testscript.TestScript, data []byte, number string) []byte {
	n, err := strconv.Atoi(number)
	ts.Check(err)
	size := os.Getpagesize()
	return data[n*size : (n+1)*size]
}
