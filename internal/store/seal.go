package store

import (
	"bytes"
	"errors"
	"hash/crc32"
)

// A record's JSON ends with a seal, by which a letter that the disk changed is noticed: its
// checksum in white space, which every reader of JSON passes over. Records of earlier versions
// have none.
const (
	sealLen  = 16
	sealSign = " \t\n\r" // two bits each
)

var errSeal = errors.New("a record in it is not as it was written")

// sealOf gives the seal of a record's JSON.
func sealOf(json []byte) (s [sealLen]byte) {
	sum := crc32.Checksum(json, crc32.MakeTable(crc32.Castagnoli))
	for i := range s {
		s[i] = sealSign[sum>>(2*i)&3]
	}
	return s
}

// seal gives the JSON with its seal.
func seal(json []byte) []byte {
	s := sealOf(json)
	return append(json[:len(json):len(json)], s[:]...)
}

// unseal gives the JSON without its seal, and errSeal where the two don't agree.
func unseal(sealed []byte) ([]byte, error) {
	json := bytes.TrimRight(sealed, sealSign)
	if s := sealOf(json); len(json) != len(sealed) && !bytes.Equal(s[:], sealed[len(json):]) {
		return json, errSeal
	}
	return json, nil
}
