// Package chroma stands in for the highlighter of that name, see go.mod: it
// has the names that the Markdown renderer mentions, and no colours.
package chroma

// TokenType is a kind of word in a program.
type TokenType int

// The kinds that the renderer gives colours to.
const (
	Text TokenType = iota
	Error
	Comment
	CommentPreproc
	Keyword
	KeywordReserved
	KeywordNamespace
	KeywordType
	Operator
	Punctuation
	Name
	NameBuiltin
	NameTag
	NameAttribute
	NameClass
	NameConstant
	NameDecorator
	NameException
	NameFunction
	NameOther
	Literal
	LiteralNumber
	LiteralDate
	LiteralString
	LiteralStringEscape
	GenericDeleted
	GenericEmph
	GenericInserted
	GenericStrong
	GenericSubheading
	Background
)

// StyleEntries are the colours of a style.
type StyleEntries map[TokenType]string

// Style is a style without colours.
type Style struct{}

// MustNewStyle makes a style and forgets its colours.
func MustNewStyle(string, StyleEntries) *Style { return &Style{} }
