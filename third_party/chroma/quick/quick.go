// Package quick shows code as it is.
package quick

import (
	"io"
	"strings"
)

// Highlight writes the source, ended by a newline, without colours. The
// language, the format and the style do not matter.
func Highlight(w io.Writer, source, _, _, _ string) error {
	if !strings.HasSuffix(source, "\n") {
		source += "\n"
	}
	_, err := io.WriteString(w, source)
	return err
}
