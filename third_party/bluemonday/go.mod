// A stand-in for the HTML sanitizer that the Markdown renderer links.
//
// The real bluemonday compiles a hundred regular expressions before main. The
// renderer uses it for one thing, to drop the tags of HTML in Markdown, which
// is all that this stand-in does. It was written from scratch. It does not
// make HTML safe for a browser.
module github.com/microcosm-cc/bluemonday

go 1.26.0
