package llm

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
)

// Server is what a server tells about itself.
type Server struct {
	// Models are the names of its models.
	Models []string
	// HasModel tells that the configured model is one of them, or that the
	// server has one model and takes it for any name.
	HasModel bool
	// Context is how many tokens the model reads and writes in one exchange, 0
	// where the server does not say.
	Context int
}

// listed is a model as servers list them. Each kind of server says in its own
// way how much the model reads.
type listed struct {
	ID      string   `json:"id"`
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"`
	Owner   string   `json:"owned_by"`
	Meta    struct {
		Context int `json:"n_ctx"` // llama.cpp
	} `json:"meta"`
	Loaded  int `json:"loaded_context_length"` // LM Studio
	MaxLen  int `json:"max_model_len"`         // vLLM, SGLang
	Length  int `json:"context_length"`        // OpenRouter, Together, Ollama
	Window  int `json:"context_window"`        // Groq
	MaxSize int `json:"max_context_length"`    // Mistral
}

func (l listed) context() int {
	for _, n := range []int{l.Loaded, l.Meta.Context, l.MaxLen, l.Length, l.Window, l.MaxSize} {
		if n > 0 {
			return n
		}
	}
	return 0
}

// is tells whether it is the model with the name, as servers complete names.
func (l listed) is(name string) bool {
	for _, own := range append(l.Aliases, l.ID, l.Name) {
		if own == name || own == name+":latest" || own == "models/"+name {
			return own != ""
		}
	}
	return false
}

// Inspect asks the server for its models. It sends nothing but the key.
func (o *OpenAI) Inspect(ctx context.Context) (Server, error) {
	ctx, w := newWatch(ctx, o.config.Timeout, o.config.IdleTimeout, o.config.AnswerTimeout)
	defer w.stop()
	x := &exchange{base: o.transport, most: o.config.MaxAnswer, watch: w}
	if _, err := o.client(x).ListModels(ctx); err != nil {
		return Server{}, plain(o.explain(ctx, x, err))
	}
	all, ok := modelsIn(x.body)
	if !ok {
		return Server{}, o.notAnAPI(x).err
	}
	var s Server
	for _, m := range all {
		s.Models = append(s.Models, o.scrub(m.ID))
	}
	i := slices.IndexFunc(all, func(m listed) bool { return m.is(o.config.Model) })
	if i < 0 && len(all) == 1 && all[0].Owner == "llamacpp" {
		i = 0
	}
	if i >= 0 {
		s.HasModel, s.Context = true, all[i].context()
	}
	if s.Context == 0 && len(all) > 0 {
		s.Context = o.askAside(ctx, w, all[0].Owner)
	}
	return s, nil
}

// modelsIn reads a list of models, which may be empty. An Ollama without a
// model gives null for it.
func modelsIn(body []byte) (models []listed, ok bool) {
	var list struct {
		Object string   `json:"object"`
		Data   []listed `json:"data"`
		Models []listed `json:"models"`
	}
	if json.Unmarshal(body, &list) != nil {
		return nil, false
	}
	if list.Data == nil {
		return list.Models, list.Models != nil || list.Object == "list"
	}
	return list.Data, true
}

// askAside asks those servers for the context that tell it at an address of
// their own: Ollama of the models that are loaded, LM Studio of all.
func (o *OpenAI) askAside(ctx context.Context, w *watch, owner string) int {
	path := map[string]string{"library": "/api/ps", "organization_owner": "/api/v0/models"}[owner]
	if path == "" || !IsLocal(o.base.Host) {
		return 0
	}
	aside := url.URL{Scheme: o.base.Scheme, Host: o.base.Host, Path: path}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, aside.String(), nil)
	if err != nil {
		return 0
	}
	if o.config.Key != "" {
		req.Header.Set("Authorization", "Bearer "+o.config.Key)
	}
	x := &exchange{base: o.transport, most: o.config.MaxAnswer, watch: w}
	resp, err := x.RoundTrip(req)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	loaded, _ := modelsIn(x.body)
	for _, m := range loaded {
		if m.is(o.config.Model) {
			return m.context()
		}
	}
	return 0
}
