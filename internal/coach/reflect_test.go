package coach

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"oneonone/internal/brief"
)

func TestReflect(t *testing.T) {
	for answer, want := range map[string]string{"reflect.careful.json": "reflect.careful.want.json", "reflect.sloppy.txt": "reflect.sloppy.want.json"} {
		t.Run(answer, func(t *testing.T) {
			m := scripted(t, replies(t, answer)...)
			r, err := m.coach().Reflect(t.Context(), brief.New(journal()))
			if err != nil {
				t.Fatal(err)
			}
			asWanted(t, want, r)
			shown, err := Coach{}.ReflectRequest(brief.New(journal()))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(shown, m.asked[0]); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReflectOnNothing(t *testing.T) {
	answer := withoutLabels(golden(t, "reflect.careful.json"))
	_, err := scripted(t, twice(answer)...).coach().Reflect(t.Context(), brief.New(journal()))
	var bad *AnswerError
	if !errors.As(err, &bad) || bad.Reason != "nothing in it rests on the records" {
		t.Errorf("got %v", err)
	}
}
