package llm

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

// TestPace takes answers of which a piece comes in time, each time: one that
// drips is given up, one that a slow computer writes is waited for.
func TestPace(t *testing.T) {
	for name, tt := range map[string]struct {
		idle, every time.Duration
		bytes       int
		most        time.Duration
		why         error
	}{
		"a letter, five times a second":          {8 * time.Second, 200 * time.Millisecond, 1, 6 * time.Minute, errDrips},
		"nothing but signs of life":              {8 * time.Second, 200 * time.Millisecond, 0, 2*time.Minute + 1, errDrips},
		"a letter, just before each pause is up": {time.Minute, 59 * time.Second, 1, 16 * time.Minute, errDrips},
		"a token a second":                       {time.Minute, time.Second, 4, DefaultAnswerTimeout + time.Minute, nil},
		"four short tokens a second":             {8 * time.Second, 250 * time.Millisecond, 2, DefaultAnswerTimeout + time.Minute, errEndless},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				begun, bytes := time.Now(), 0
				ctx, w := newWatch(t.Context(), time.Minute, tt.idle, DefaultAnswerTimeout)
				defer w.stop()
				for ctx.Err() == nil {
					w.alive()
					bytes += tt.bytes
					w.came(bytes)
					select {
					case <-ctx.Done():
					case <-time.After(tt.every):
					}
				}
				took := time.Since(begun)
				if cause := context.Cause(ctx); took > tt.most || tt.why != nil && cause != tt.why {
					t.Errorf("ended after %s: %v", took, cause)
				}
				if tt.why != errDrips && took < DefaultAnswerTimeout-time.Minute {
					t.Errorf("cut off after %s", took)
				}
			})
		})
	}
}

// TestAfterTheEnd: what follows an answer that is whole has one pause of time,
// however often a piece of it comes.
func TestAfterTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, w := newWatch(t.Context(), time.Minute, time.Minute, time.Hour)
		defer w.stop()
		begun := time.Now()
		for ctx.Err() == nil {
			w.alive()
			w.hurry(afterwards)
			time.Sleep(afterwards / 10)
		}
		if took := time.Since(begun); took > 2*afterwards {
			t.Errorf("ended after %s", took)
		}
	})
}
