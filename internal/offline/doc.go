// Package offline is the embedded drafter: it makes agendas, recaps and
// reflections from records alone, without a model, a network or a key.
//
// It promises that the same input gives the same bytes, that every fact in a
// draft is cut from a record or counted by the program, and that what nobody
// recorded is a blank with a question. It refuses to praise, to guess, and to
// list commits back at the user: it looks for what is stuck, overdue, better
// than before, learned, and worth proposing.
package offline
