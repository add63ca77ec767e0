package ground_test

import (
	"fmt"
	"os"
	"testing"

	"oneonone/internal/brief"
	"oneonone/internal/figures"
	"oneonone/testdata/journals"
)

func TestDump(t *testing.T) {
	name := os.Getenv("DUMP")
	if name == "" {
		t.Skip()
	}
	j, err := journals.Read(os.DirFS("../../testdata/journals"), name)
	if err != nil {
		t.Fatal(err)
	}
	b := brief.New(inputOf(j))
	for _, f := range figures.Of(b) {
		fmt.Println("FACT", f.Kind, f.GoalID != "", f.Direction, f.Reached, f.Text)
	}
	for _, it := range b.Items {
		fmt.Println("ITEM", it.Date, it.Kind, it.Words())
	}
}
