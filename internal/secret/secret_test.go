package secret

import (
	"strings"
	"testing"
)

func TestMask(t *testing.T) {
	// The values are made up in the shape that the vendors document.
	tests := []struct{ name, text, secret, want string }{
		{"GitHub token", "pushed with ghp_16C7e42F292c6912E7710c838347Ae178B4a by accident", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "pushed with [secret removed] by accident"},
		{"GitHub fine-grained token", "github_pat_11ABCDEFG0aBcDeFgHiJkL_mNoPqRsTuVwXyZ0123456789", "", "[secret removed]"},
		{"GitLab token", "glpat-1aB2cD3eF4gH5iJ6kL7m in the job", "", "[secret removed] in the job"},
		{"AWS key", "the key AKIAIOSFODNN7EXAMPLE leaked", "", "the key [secret removed] leaked"},
		{"Slack token", "xoxb-123456789012-abcdefABCDEF", "", "[secret removed]"},
		{"OpenAI key", "sk-proj-4fGh7JkLmN9pQrStUvWx", "", "[secret removed]"},
		{"Stripe key", "sk_live_4eC39HqLyjWDarjtT1zdp7dc", "", "[secret removed]"},
		{"Google key", "AIzaSyA-1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6", "", "[secret removed]"},
		{"npm token", "npm_aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2", "", "[secret removed]"},
		{"JSON Web Token", "curl with eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP", "", "curl with [secret removed]"},
		{"bearer", "Authorization: Bearer abcdef.ghij-klmn", "", "[secret removed]"},
		{"bearer without its header", "call it with bearer 9f8e7d6c5b4a3f2e1d", "", "call it with [secret removed]"},
		{"basic", "Authorization: Basic ZGFuYTpwYXNz", "", "[secret removed]"},
		{"a token that is a bearer", "token: Bearer 9f8e7d6c5b4a3f2e1d0c", "9f8e7d6c5b4a3f2e1d0c", ""},
		{"address", "clone https://dana:s3cr3tpw@git.example.com/x.git", "s3cr3tpw", "clone [secret removed]git.example.com/x.git"},
		{"database address", "postgres://app:hunter22@db:5432/shop", "hunter22", ""},
		{"password", "the password: correct-horse is on the wiki", "correct-horse", "the password: [secret removed] is on the wiki"},
		{"password that ends its line", "password: swordfish\nThen log in", "swordfish", "password: [secret removed]\nThen log in"},
		{"password in quotation marks", "the password: 'swordfish' works", "swordfish", ""},
		{"API key in JSON", `{"api_key": "a8f5f167f44f4964e6c998dee827110c"}`, "a8f5f167", ""},
		{"variable", "export CLIENT_SECRET='q1w2e3r4t5'", "q1w2e3r4t5", ""},
		{"prefixed variable", "DB_PASSWORD=hunter2hunter2", "hunter2hunter2", ""},
		{"private key", "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7\nabc\n-----END RSA PRIVATE KEY-----\nafter", "MIIEpAIBAAKCAQEA7", "[secret removed]\nafter"},
		{"private key cut off", "-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7", "", "[secret removed]"},
		{"a sentence", "the staging password is hunter2, ask Ann", "hunter2", ""},
		{"short name", "pw: hunter2!", "hunter2", ""},
		{"German", "Passwort: Sommer2026", "Sommer2026", ""},
		{"German sentence", "das Kennwort ist Winter2027x", "Winter2027x", ""},
		{"French", "mot de passe : Soleil2024", "Soleil2024", ""},
		{"dash", "password – Hunter2dash", "Hunter2dash", ""},
		{"wide colon", "password：Hunter2wide", "Hunter2wide", ""},
		{"zero width", "pass\u200bword: hunter2zero", "hunter2zero", ""},
		{"short in quotation marks", "DB_PASSWORD='kilo7'", "kilo7", ""},
		{"no colon", "API-KEY Cr8sT9uV1wX2yZ3aB4", "Cr8sT9uV1wX2yZ3aB4", ""},
		{"in code", "the token is `pc5y7qk2m9`", "pc5y7qk2m9", ""},
		{"netrc", "machine git.example.com login sam password tulip", "tulip", ""},
		{"mysql", "mysql -u root -pS3cretRoot shop", "S3cretRoot", ""},
		{"sshpass", "sshpass -p quietfox ssh deploy@host", "quietfox", ""},
		{"no user", "redis://:s3cretCache@cache:6379", "s3cretCache", ""},
		{"cookie", "Cookie: session=a1b2c3d4e5; theme=dark", "a1b2c3d4e5", ""},
		{"signed address", "https://b.s3.amazonaws.com/x?X-Amz-Signature=0f1e2d3c4b5a6978&y=1", "0f1e2d3c4b5a6978", ""},
		{"wallet", "the private key 0x4c0883a69102937d6231471b5dbb6204fe512961", "4c0883a6", ""},
		{"Mailgun", "key-0800fc577294c34e0b28ad2839435945", "0800fc57", ""},
		{"pin", "the alarm pin is 4711", "4711", ""},
		{"pin that was changed", "the door pin was changed to 4711", "4711", ""},
		{"old pin and new", "changed the pin of the door from 1234 to 4711", "4711", ""},
		{"pin at the beginning", "PIN for the door is 4711", "4711", ""},
		{"short name, figures", "pass: 471104", "471104", ""},
		{"short name among others", "user deploy, pass: melone-99, port 22", "melone-99", ""},
		{"key a bullet a line", "- -----BEGIN RSA PRIVATE KEY-----\n- MIIEpAIBAAKCAQEA7\n- -----END RSA PRIVATE KEY-----", "MIIE", ""},
		{"two", "ghp_16C7e42F292c6912E7710c838347Ae178B4a and AKIAIOSFODNN7EXAMPLE", "", "[secret removed] and [secret removed]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Mask(tt.text)
			if tt.want != "" && got != tt.want {
				t.Errorf("Mask(%q) = %q, want %q", tt.text, got, tt.want)
			}
			if got == tt.text || tt.secret != "" && strings.Contains(got, tt.secret) {
				t.Errorf("Mask(%q) = %q, the secret is still there", tt.text, got)
			}
			if again := Mask(got); again != got {
				t.Errorf("masked again: %q, then %q", got, again)
			}
		})
	}
}

func TestMaskLeavesTheRest(t *testing.T) {
	for _, text := range []string{
		"Reverted 9fceb02d0ae598e95dc970b74767f19372d61af8, see 9fceb02",
		"Request 123e4567-e89b-12d3-a456-426614174000 timed out",
		"token: expired",
		"The token is expired after 30 minutes",
		"the password is 12 characters at least",
		"api key: rotated on Friday",
		"the secret is to ask early",
		"moved the pin to row 12, pinned 2026 builds",
		"the key is what we measure in Q3",
		"cookie banner: gone",
		"mysql -u root shop < dump.sql",
		"the token is a JWT, the key is in the vault",
		"secret santa is on 12 Dec",
		"pw reset takes 14 days",
		"The password reset flow loses the session",
		"Added a token bucket to the rate limiter, 100 tokens a minute",
		"https://example.com/path?page=2#top and http://localhost:8080/health",
		"git@github.com:acme/shop.git is the remote",
		"ssh://git@host.example/repo",
		"dana@example.com asked about the secret santa",
		"Basic authentication and bearer authentication both work",
		"A basic understanding-of-everything is enough",
		"sk-learn-compatible-estimators are slow",
		"ghost_in_the_machine_of_the_build is the name of the job",
		"The sha256 is e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"aGVsbG8gd29ybGQ= is hello world in base64",
		"key add/passwd: handle UTF-16 encoding correctly",
		"password: reset flow loses the session, token: bucket of the limiter is empty",
		"auth: PROJ-1234 is merged, access: granted on 2026-11-20T09:00",
		"Moved the API key rotation to Tuesday",
		"Token refresh took 3 s, secrets manager 40 ms",
		"AsianMarketsRollout2026 starts on Monday",
		"The primary key is (tenant, id), the foreign key is order_id",
		"task-with-a-very-long-hyphenated-name-2026 is done",
		"tests pass: 1204, fail: 3",
		"pass: build-1234 is green",
		"pin the version to 1264",
		"token usage is 12000tokens a day",
		"key: customer-retention-2026",
		"password policy is NIST800-63b",
		"",
	} {
		if got := Mask(text); got != text {
			t.Errorf("Mask(%q) = %q", text, got)
		}
	}
}

func BenchmarkMask(b *testing.B) {
	for b.Loop() {
		Mask("Paired with @mara on the importer, the retry took 3 hours and the rest is for tomorrow. #ci")
	}
}
