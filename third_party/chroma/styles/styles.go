// Package styles knows no styles.
package styles

import "github.com/alecthomas/chroma/v2"

// Registry stays empty.
var Registry map[string]*chroma.Style

// Register returns the style and does not keep it.
func Register(style *chroma.Style) *chroma.Style { return style }
