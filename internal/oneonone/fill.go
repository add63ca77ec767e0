package oneonone

import "fmt"

// WhyField names the i-th why of a topic, from 0, as a blank that can be
// filled.
func WhyField(i int) string { return fmt.Sprintf("why%d", i+1) }

// Fill says which blank of an agenda a note answers.
type Fill struct {
	// Topic is the topic's id, About the record that the topic was made of:
	// the next draft finds the answer by it.
	Topic string `json:"topic"`
	About string `json:"about"`
	Field string `json:"field"`
	// Question is what the agenda asked.
	Question string `json:"question"`
}
