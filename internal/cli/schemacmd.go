package cli

import (
	"embed"

	"github.com/spf13/cobra"
)

//go:embed schema/*.json
var schemas embed.FS

// schemaNames are the values that have a schema.
func schemaNames() []string {
	return []string{"agenda", "recap", "reflection", "record", "finding"}
}

func newSchemaCmd(a *App) *cobra.Command {
	return &cobra.Command{
		Use:   "schema NAME",
		Short: "Show the JSON Schema of what --json prints",
		Long: `schema prints the JSON Schema (2020-12) of an agenda, a recap, a reflection, a
record or a finding, as --json prints them.`,
		Example:   "  oneonone schema record\n  oneonone schema agenda > agenda.schema.json",
		Args:      takes("NAME"),
		ValidArgs: schemaNames(),
		RunE:      func(_ *cobra.Command, args []string) error { return runSchema(a, args[0]) },
	}
}

func runSchema(a *App, name string) error {
	text, err := schemas.ReadFile("schema/" + name + ".json")
	if err != nil {
		return wrong("there is one of "+listWords(schemaNames(), 9), "there is no schema %q", name)
	}
	_, err = a.env.Stdout.Write(text)
	return outputError(err)
}
