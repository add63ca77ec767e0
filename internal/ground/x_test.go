package ground_test

import (
	"fmt"
	"oneonone/internal/ground"
	"testing"
)

func TestX(t *testing.T) { fmt.Println(ground.Unsure) }
