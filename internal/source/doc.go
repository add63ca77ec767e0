// Package source reads evidence where it already lies: in git histories and in
// Markdown notes; and when the next meeting is, in calendars.
//
// It promises that what it gives was there: a piece of work is counted once
// however often it was copied, a date says where it comes from, and what could
// not be read is named. Every text comes out as valid UTF-8 without control
// characters, and the same input gives the same output.
//
// It refuses to write, to reach the network, to follow a link out of the
// folder it was given, and to run anything but git; nothing that a repository
// configures (pagers, diff programs, hooks) is run.
package source
