package oneonone

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// IDLength is the number of characters of an id: 80 bits in base 32.
const IDLength = 16

// DeriveID gives the id of something that is told by what it is rather than
// made at some moment: the same parts give the same id on every machine.
func DeriveID(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToLower(base32.StdEncoding.EncodeToString(sum[:IDLength*5/8]))
}
