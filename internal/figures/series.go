package figures

import "oneonone/internal/brief"

func series(*brief.Brief) []Fact { return nil }
