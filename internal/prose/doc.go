// Package prose reads plain English as software engineers write it: terse,
// non-native, polite, tired. It finds sentences, days, figures and changes
// of figures, and says where in the text each stands. Slots are all that one
// text can be checked by against another.
//
// It promises that every span lies inside the text it was given and is cut at
// whole characters, that the same text always reads the same, and that time
// grows with the length of the text and no faster.
//
// It refuses to guess: a word that may be a date or something else is a date
// only when the words around it say so. It reads no file and no clock; what
// day it is comes from the caller.
package prose
