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
	for name, answer := range map[string]string{
		"empty":        `{"questions":[]}`,
		"contradicted": `{"achievements":[{"text":"Saved 50,000 euros","metric":null,"cites":["n1"]}],"start":"Rest","questions":["Why?"]}`,
	} {
		m := scripted(t, twice(answer)...)
		_, err := m.coach().Reflect(t.Context(), brief.New(journal()))
		var bad *AnswerError
		if !errors.As(err, &bad) || bad.Reason != "nothing in it rests on the records" || len(m.asked) != 2 {
			t.Errorf("%s: got %v after %d requests", name, err, len(m.asked))
		}
	}
}
