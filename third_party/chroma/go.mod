// A stand-in for the highlighter that the Markdown renderer links.
//
// The real chroma parses the definitions of hundreds of languages and styles
// before main, 10 to 20 ms in every command, also in those that show nothing.
// This program never highlights code, so nothing is lost. The stand-in has
// what the renderer calls, written from scratch, and goes away when a release
// of chroma loads its definitions on first use.
module github.com/alecthomas/chroma/v2

go 1.26.0
