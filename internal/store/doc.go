// Package store keeps the user's records in one bbolt file.
//
// It promises that a record that was put is on disk when Put returns, that
// two programs working at once lose nothing of each other's, and that reading
// changes nothing: a store that does not exist yet reads as an empty one and is
// not created. Every operation opens the file, runs one transaction and closes
// it again, so the file is never held while a person or a model thinks. What
// can go wrong with the file comes back as an *Error, in words.
//
// It refuses to print, to know commands, and to guess: a file that it does not
// understand is left as it is.
//
// # What is in the file
//
//	meta     "schema" → version, "created" → time
//	records  a bucket per kind: time + id → the record's JSON
//	open     a bucket per kind: time + id → nothing, for records that are Open
//	ids      id → time + kind: where the record stands
//	removed  id → the JSON of a tombstone
//
// Times are 12 bytes that sort as time does, so a window of two weeks costs the
// same however long the history is, and open promises are found without
// reading it. Ids are kept in lower case: ids that differ only in case are one.
//
// Behind the JSON of a record its checksum stands, in white space: a record that is not as it
// was written is damage, as is anything that the pages of the file say against each other.
//
// Fields of a record that this version does not know (a newer version of the
// same schema wrote them) are kept when the record is changed, as long as they
// stand at its top level.
package store
