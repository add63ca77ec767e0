package cli

// setting describes one key of the config.
type setting struct {
	// key is its name; a dot leads into a table.
	key string
	// takes says what the value is, in words.
	takes string
	about string
	// env is the variable that beats the file.
	env string
	// at gives the value's place: a *string, *int, *bool, *[]string or
	// *map[string]string.
	at func(*Config) any
	// allowed lists the words that it takes; any when it is empty.
	allowed []string
}

const (
	takesText  = "a text"
	takesTexts = "a list of texts"
	takesTable = `a table of texts: { svc = "service" }`
)

// settings describes every key: for reading, for its errors and for
// `config list`.
func settings() []setting {
	return []setting{
		listed("me", "the names by which notes call you", func(c *Config) any { return &c.Me }),
		listed("emails", "your addresses in git histories", func(c *Config) any { return &c.Emails }),
		listed("git", "repositories to read your work from", func(c *Config) any { return &c.Git }),
		listed("notes", "files and folders of Markdown notes to read", func(c *Config) any { return &c.Notes }),
		listed("github", "repositories and organisations whose pull requests gh reads for you", func(c *Config) any { return &c.GitHub }),
		listed("gitlab", "projects and groups whose merge requests glab reads for you", func(c *Config) any { return &c.GitLab }),
		{
			key: "meeting.with", takes: takesText,
			about: "whom you meet when --with does not say",
			at:    func(c *Config) any { return &c.Meeting.With },
		},
		{
			key: "meeting.minutes", takes: "a number of minutes from 5 to 480",
			about: "how long a 1:1 is when neither --minutes nor the person says",
			at:    func(c *Config) any { return &c.Meeting.Minutes },
		},
		listed("calendar", "calendar files (*.ics) and folders of them that say when your next 1:1 is", func(c *Config) any { return &c.Calendar }),
		{
			key: "style", takes: `"dark" or "light"`,
			about:   "the background of your terminal; told from it when empty",
			allowed: []string{"dark", "light"},
			at:      func(c *Config) any { return &c.Style },
		},
		{
			key: "glossary", takes: takesTable,
			about: "short forms of your raw notes and what they stand for; case counts",
			at:    func(c *Config) any { return &c.Glossary },
		},
		{
			key: "date_order", takes: `"dmy" or "mdy"`,
			about:   "whether 12/05 is 12 May (dmy) or December 5 (mdy)",
			allowed: []string{"dmy", "mdy"},
			at:      func(c *Config) any { return &c.DateOrder },
		},
		{
			key: "provider", takes: `"openai", "command" or "offline"`,
			about:   "who drafts; the embedded drafter needs no network",
			allowed: []string{"openai", "command", "offline"},
			at:      func(c *Config) any { return &c.Provider },
		},
		{
			key: "model", takes: takesText,
			about: "the name of the model",
			env:   "ONEONONE_MODEL",
			at:    func(c *Config) any { return &c.Model },
		},
		{
			key: "base_url", takes: takesText,
			about: "where the model's server is",
			env:   "OPENAI_BASE_URL",
			at:    func(c *Config) any { return &c.BaseURL },
		},
		{
			key: "api_key_env", takes: "the name of a variable, not the key itself",
			about: "the environment variable that holds the key",
			at:    func(c *Config) any { return &c.APIKeyEnv },
		},
		{
			key: "api_key_file", takes: takesText,
			about: "a file that holds the key",
			at:    func(c *Config) any { return &c.APIKeyFile },
		},
		{
			key: "api_key_cmd", takes: takesTexts,
			about: "a program and its arguments that print the key",
			at:    func(c *Config) any { return &c.APIKeyCmd },
		},
		{
			key: "api_version", takes: takesText,
			about: "the API version, for servers that ask for one",
			at:    func(c *Config) any { return &c.APIVersion },
		},
		{
			key: "command", takes: takesTexts,
			about: "a program and its arguments that read a prompt and write the answer",
			at:    func(c *Config) any { return &c.Command },
		},
		{
			key: "local_only", takes: "true or false",
			about: "refuse every model that is not on this computer",
			at:    func(c *Config) any { return &c.LocalOnly },
		},
		{
			key: "allow_hosts", takes: takesTexts,
			about: "hosts that your records may go to without a question",
			at:    func(c *Config) any { return &c.AllowHosts },
		},
		{
			key: "redact", takes: takesTexts,
			about: "names and words that no model is told; a placeholder stands for each",
			at:    func(c *Config) any { return &c.Redact },
		},
		{
			key: "learn", takes: "true or false",
			about: "let the kinds that you give to notes teach how kinds are told",
			at:    func(c *Config) any { return &c.Learn },
		},
		{
			key: "ladder", takes: takesText,
			about: "a YAML file with the skills that your company asks for",
			at:    func(c *Config) any { return &c.Ladder },
		},
		{
			key: "rules_off", takes: "a list of names that `oneonone rules` lists",
			about: "rules that no draft and no text is held to",
			at:    func(c *Config) any { return &c.RulesOff },
		},
		{
			key: "rules_warn", takes: "a list of names that `oneonone rules` lists",
			about: "rules that are warnings only",
			at:    func(c *Config) any { return &c.RulesWarn },
		},
		{
			key: "timeout", takes: `a time like "60s" or "2m"`,
			about: "how long to wait for a model's answer to begin; for a command, to end",
			at:    func(c *Config) any { return &c.Timeout },
		},
		{
			key: "idle_timeout", takes: `a time like "60s" or "2m"`,
			about: "how long to wait for the next piece of an answer that has begun",
			at:    func(c *Config) any { return &c.IdleTimeout },
		},
		{
			key: "answer_timeout", takes: `a time like "30m" or "1h"`,
			about: "how long all of an answer may take; one that hardly comes is given up before",
			at:    func(c *Config) any { return &c.AnswerTimeout },
		},
		{
			key: "max_tokens", takes: "a number of tokens, or 0",
			about: "how long an answer may be; 0 leaves it the room that is kept, some 4000",
			at:    func(c *Config) any { return &c.MaxTokens },
		},
		{
			key: "context_tokens", takes: "a number of tokens, 3000 or more, or 0",
			about: "how many tokens a prompt may have; 0 asks the server, and takes 8000 on this computer and 24000 elsewhere where it does not say",
			at:    func(c *Config) any { return &c.ContextTokens },
		},
		{
			key: "model_size", takes: `"small" or "large"`,
			about:   "a small model only chooses, titles and asks; told from what it reads when empty",
			allowed: []string{"small", "large"},
			at:      func(c *Config) any { return &c.ModelSize },
		},
		{
			key: "verify", takes: `"model" or "off"`,
			about:   "ask the model about sentences that the records do not bear out for sure: one request more",
			allowed: []string{"model", "off"},
			at:      func(c *Config) any { return &c.Verify },
		},
		{
			key: "verify_model", takes: takesText,
			about: "the model that is asked about them, on the same server; the drafting one when empty",
			at:    func(c *Config) any { return &c.VerifyModel },
		},
	}
}

// listed is a setting that takes a list of any texts.
func listed(key, about string, at func(*Config) any) setting {
	return setting{key: key, takes: takesTexts, about: about, at: at}
}
