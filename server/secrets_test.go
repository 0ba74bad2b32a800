package server_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"doorward/internal/clock"
	"doorward/internal/secret"
	"doorward/server"
	"doorward/server/servertest"
)

// TestSecrets sends a secret of its own kind to every place that takes one, and to those
// that do not, and then looks for it in all that was logged, answered, stored and mailed
// (T-26).
func TestSecrets(t *testing.T) {
	var log servertest.Log
	var still standstill
	still.Clock = clock.Real()
	x, key := secrets{}, secrets{}.new("")
	servertest.Each(t, func(t *testing.T, s *servertest.Server) {
		clear(x)
		x["the server's key"] = key
		began := len(log.String())
		told := &teller{t: t, s: s, x: x, heard: &overheard{RoundTripper: http.DefaultTransport}}
		told.signIns()
		told.invites()
		told.requests()
		told.documents()
		told.addresses()
		told.sockets()
		told.streams()
		still.armed.Store(true)
		told.defect()
		still.armed.Store(false)
		for _, m := range s.Mails.All() {
			for _, what := range x.foundIn(m.Subject + m.FromName + m.Text + m.HTML) {
				if !strings.HasPrefix(what, "an invite's link to "+m.To) {
					t.Errorf("a mail to %s tells %s", m.To, what)
				}
			}
		}
		kept := stored(t, s.Config())
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
		kept += stored(t, s.Config())
		if !strings.Contains(kept, "$argon2id$") || !strings.Contains(kept, string(secret.TokenHash(x["a session"]))) {
			t.Error("the hashes are not where they are looked for")
		}
		for where, text := range map[string]string{"the log": log.String()[began:], "an answer": told.heard.String(), "the database": kept} {
			for _, what := range x.foundIn(text) {
				t.Errorf("%s tells %s", where, what)
			}
			planted := secrets{"": "nothing to hide"}
			if len(planted.foundIn(text)) == 0 {
				t.Errorf("%s does not tell what it is to tell, so nothing would be found there: %d bytes", where, len(text))
			}
		}
		if !strings.Contains(log.String()[began:], "level=DEBUG") {
			t.Error("not everything was logged")
		}
	}, servertest.Logger(log.Logger()),
		servertest.Config(func(c *server.Config) { c.Secret = secret.Text(key) }),
		servertest.Deps(func(d *server.Deps) { d.Clock = &still }))
}

// standstill is a clock that breaks where a session is made.
type standstill struct {
	clock.Clock
	armed atomic.Bool
}

func (c *standstill) Now() time.Time {
	if c.armed.Load() && strings.Contains(string(debug.Stack()), "identity.(*Identity).mint(") {
		panic("the clock of somebody with nothing to hide stands still")
	}
	return c.Clock.Now()
}

// teller tells the server secrets.
type teller struct {
	t     *testing.T
	s     *servertest.Server
	x     secrets
	heard *overheard
	owner *servertest.Client
	ada   string // her password
}

const trySignIn = `mutation($e:String!,$p:String!){signIn(input:{email:$e,password:$p}){next userErrors{code message}}}`

// session keeps a browser's as a secret.
func (w *teller) session(what string, c *servertest.Client) {
	w.t.Helper()
	at, err := url.Parse(c.Base)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, cookie := range c.HTTP.Jar.Cookies(at) {
		w.x[what] = cookie.Value
	}
	if len(w.x[what]) < 43 {
		w.t.Fatalf("no session: %q", w.x[what])
	}
}

func (w *teller) read(response *http.Response) {
	w.t.Helper()
	_, err := io.Copy(io.Discard, response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		w.t.Fatal(err)
	}
}

func (w *teller) signIns() {
	w.owner = w.heard.listening(w.s).In("acme-production")
	w.owner.SignIn(w.t, "owner@acme.example", servertest.Password)
	w.session("a session", w.owner)
	c := w.heard.listening(w.s)
	for what, email := range map[string]string{"of somebody known": "owner@acme.example", "of nobody": "nobody@acme.example"} {
		c.Query(w.t, trySignIn, map[string]any{"e": email, "p": w.x.new("a wrong password " + what)}, nil)
		c.Query(w.t, `mutation{signIn(input:{email:"`+email+`",password:"`+w.x.new("a wrong password in the document "+what)+`"}){next}}`, nil, nil)
	}
	gone := w.heard.listening(w.s)
	gone.SignIn(w.t, "manager@acme.example", servertest.Password)
	w.session("a session that was ended", gone)
	gone.Query(w.t, `mutation{signOut{signedOut}}`, nil, nil)
	again := w.heard.listening(w.s)
	again.SignIn(w.t, "manager@acme.example", servertest.Password)
	w.session("a session that was replaced", again)
	again.SignIn(w.t, "manager@acme.example", servertest.Password)
	w.session("a session that replaced one", again)
}

func (w *teller) invites() {
	var sent struct {
		InviteSend struct {
			Results []struct{ Invite struct{ ID string } }
		}
	}
	w.owner.Query(w.t, `mutation{inviteSend(input:{invitees:[{email:"ada@acme.example",name:"Ada, nothing to hide"},{email:"other@acme.example"}]}){
		results{invite{id name} userErrors{code}}}}`, nil, &sent)
	w.ada = w.x.new("a password that was chosen")
	c := w.heard.listening(w.s)
	for what, email := range map[string]string{"first": "ada@acme.example", "second": "other@acme.example"} {
		w.x["an invite's link to "+email+", "+what] = mailedToken(w.t, w.s, email)
	}
	old := mailedToken(w.t, w.s, "ada@acme.example")
	w.owner.Query(w.t, `mutation($id:ID!){inviteResend(id:$id){invite{id}}}`, map[string]any{"id": sent.InviteSend.Results[0].Invite.ID}, nil)
	servertest.Eventually(w.t, "a newer link", func() bool { return mailedToken(w.t, w.s, "ada@acme.example") != old })
	link := mailedToken(w.t, w.s, "ada@acme.example")
	w.x["an invite's link to ada@acme.example, again"] = link
	for _, token := range []string{link, old, link + w.x.new("the end of a link"), w.x.new("what is no link")} {
		c.Query(w.t, `query($t:String!){invitePreview(token:$t){status maskedEmail}}`, map[string]any{"t": token}, nil)
		c.Query(w.t, `{invitePreview(token:"`+token+`"){status}}`, nil, nil)
		c.Query(w.t, accept, map[string]any{"token": token, "name": "Ada", "password": "short"}, nil)
	}
	c.Query(w.t, accept, map[string]any{"token": old, "name": "Ada", "password": w.ada}, nil)
	c.Query(w.t, accept, map[string]any{"token": link, "name": "Ada", "password": strings.Repeat(w.x.new("a password that is too long"), 40)}, nil)
	c.Query(w.t, accept, map[string]any{"token": link, "name": "Ada, nothing to hide", "password": w.ada}, nil)
	w.session("a session of whoever accepted", c)
	c.SignIn(w.t, "ada@acme.example", w.ada)
	w.session("a session of whoever signed in anew", c)
}

// requests bring secrets in headers, and in bodies that are none.
func (w *teller) requests() {
	signingIn := func(password string) []byte {
		return []byte(`{"query":"mutation($p:String!){signIn(input:{email:\"owner@acme.example\",password:$p}){next}}","variables":{"p":"` + password + `"}}`)
	}
	inviting := func(email string) []byte {
		return []byte(`{"query":"mutation{inviteSend(input:{invitees:[{email:\"` + email + `\"}]}){results{invite{id}}}}"}`)
	}
	header := func(name, value string) map[string]string {
		return map[string]string{"Content-Type": "application/json", name: value}
	}
	key := w.x.new("an idempotency key")
	for _, body := range [][]byte{inviting("once@acme.example"), inviting("once@acme.example"), inviting("twice@acme.example"), signingIn(w.x.new("a password with a key"))} {
		w.owner.Post(w.t, body, header("Idempotency-Key", key))
	}
	w.owner.Post(w.t, inviting("never@acme.example"), header("Idempotency-Key", `"`+w.x.new("a key that is none")+` `))
	for _, scheme := range []string{"Bearer ", "Basic ", ""} {
		w.owner.Post(w.t, []byte(`{"query":"{viewer{person{id}}}"}`), header("Authorization", scheme+w.x.new("an authorization "+scheme)))
	}
	nobody := w.heard.listening(w.s)
	for _, name := range []string{"Cookie", "Doorward-Tenant", "Origin", "X-Forwarded-For", "Forwarded", "Referer", "Accept", "Content-Encoding"} {
		value := w.x.new("the header " + name)
		if name == "Cookie" {
			value = "doorward=" + value
		}
		nobody.Post(w.t, []byte(`{"query":"{viewer{person{id}}}"}`), header(name, value))
	}
	nobody.Post(w.t, []byte(`{}`), map[string]string{"Content-Type": w.x.new("the header Content-Type")})
	for what, body := range map[string]string{
		"cut off":         strings.TrimSuffix(string(signingIn(w.x.new("a password in a body that is cut off"))), "}}"),
		"a form":          "email=a&password=" + w.x.new("a password in a form"),
		"a list":          "[" + string(signingIn(w.x.new("a password in a list"))) + "]",
		"twice":           `{"query":"{viewer{person{id}}}","query":"` + w.x.new("a password in a name given twice") + `"}`,
		"no operation":    `{"password":"` + w.x.new("a password in no operation") + `"}`,
		"another type":    `{"query":{"password":"` + w.x.new("a password in place of a document") + `"}}`,
		"bad UTF-8":       "{\"query\":\"\xff" + w.x.new("a password in broken UTF-8") + `"}`,
		"a hash":          `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"` + w.x.new("a document's hash") + `"}}}`,
		"something large": `{"query":"` + w.x.new("a password in something large") + strings.Repeat(" ", 300<<10) + `"}`,
	} {
		kind := "application/json"
		if what == "a form" {
			kind = "application/x-www-form-urlencoded"
		}
		for _, c := range []*servertest.Client{nobody, w.owner} {
			c.Post(w.t, []byte(body), map[string]string{"Content-Type": kind})
		}
	}
}

// values are documents with a secret for a value, where it does not fit.
var values = map[string]string{
	"a word":       `$`,
	"a text":       `"$"`,
	"an open text": `mutation{signIn(input:{email:"a",password:"$`,
	"a block":      `"""$`,
	"an input":     `mutation{signIn(input:"$"){next}}`,
	"an enum":      `mutation{signIn(input:{email:"a",password:$}){next}}`,
	"a list":       `mutation{signIn(input:{email:"a",password:["$"]}){next}}`,
	"an object":    `mutation{signIn(input:{email:"a",password:{p:"$"}}){next}}`,
	"a number":     `{users(first:"$"){totalCount}}`,
	"a moment":     `{users(filter:{lastLoginBefore:"$"}){totalCount}}`,
	"a cursor":     `{users(after:"$"){totalCount}}`,
	"an id":        `{node(id:"$"){id}}`,
}

// names are documents with a secret for a name. Whoever may read the schema is told which
// name does not fit it.
var names = map[string]string{
	"a field":          `{$}`,
	"an argument":      `{serverInfo($:1){version}}`,
	"an input's field": `mutation{signIn(input:{email:"a",password:"p",$:"b"}){next}}`,
	"an order":         `{users(orderBy:{field:$,direction:ASC}){totalCount}}`,
	"a directive":      `{serverInfo @$ {version}}`,
	"a fragment":       `{...$}`,
	"a type":           `query($a:$){serverInfo{version}}`,
}

// variables are a sign-in's, with a secret where none belongs.
var variables = map[string]func(text string) any{
	"alone":              func(text string) any { return text },
	"in a list":          func(text string) any { return []any{text} },
	"a map":              func(text string) any { return map[string]any{"email": "a", "password": map[string]any{"a": text}} },
	"a list":             func(text string) any { return map[string]any{"email": "a", "password": []any{text}} },
	"beside what is not": func(text string) any { return map[string]any{"password": text} },
	"beside null":        func(text string) any { return map[string]any{"email": nil, "password": text} },
	"beside a field too many": func(text string) any {
		return map[string]any{"email": "a", "password": text, "remember": text}
	},
}

// documents are asked by nobody, and by whoever may read the schema and is told more of a mistake.
func (w *teller) documents() {
	const document = `mutation($i:SignInInput!){signIn(input:$i){next}}`
	nobody, reader := w.heard.listening(w.s), w.heard.listening(w.s).In("acme-production")
	reader.SignIn(w.t, "owner@acme.example", servertest.Password)
	for _, c := range []*servertest.Client{nobody, reader} {
		for what, d := range values {
			c.Do(w.t, strings.ReplaceAll(d, "$", w.x.new("a document with "+what)), nil)
		}
		for what, input := range variables {
			c.Do(w.t, document, map[string]any{"i": input(w.x.new("a variable, " + what))})
		}
	}
	for what, d := range names {
		nobody.Do(w.t, strings.ReplaceAll(d, "$", w.x.new("a document with "+what)), nil)
	}
	name := w.x.new("a variable's field")
	nobody.Do(w.t, document, map[string]any{"i": map[string]any{"email": "a", "password": "b", name: "c"}})
	nobody.Post(w.t, []byte(`{"query":"{viewer{person{id}}}","operationName":"`+w.x.new("an operation's name")+`"}`), map[string]string{"Content-Type": "application/json"})
}

// addresses bring secrets in paths and queries.
func (w *teller) addresses() {
	c := w.heard.listening(w.s)
	for _, path := range []string{"/", "/graphql", "/accept", "/assets/", "/playground/", "/sign-in", "/dev/mailbox", "/%zz"} {
		for what, address := range map[string]string{
			" in a query":    path + "?token=" + w.x.new("a secret in a query of "+path),
			" in a path":     path + w.x.new("a secret in a path of "+path),
			" as a document": path + "?query={" + w.x.new("a secret in a document of "+path) + "}&variables={\"p\":\"x\"}",
		} {
			r, err := http.NewRequest(http.MethodGet, c.Base, nil)
			if err != nil {
				w.t.Fatal(what, err)
			}
			r.URL.Opaque = address
			response, err := c.HTTP.Do(r)
			if err != nil {
				w.t.Fatal(err)
			}
			w.read(response)
		}
	}
	token := url.QueryEscape(`{"t":"` + w.x["what is no link"] + `"}`)
	c.Get(w.t, "/graphql?query="+url.QueryEscape(`query($t:String!){invitePreview(token:$t){status}}`)+"&variables="+token, nil)
	c.Get(w.t, "/graphql?query="+url.QueryEscape(`mutation{signIn(input:{email:"a",password:"`+w.x.new("a password in an address")+`"}){next}}`), nil)
}

// sockets hear secrets before, with and after the init.
func (w *teller) sockets() {
	for what, lines := range map[string][]string{
		"an init":             {`{"type":"connection_init","payload":{"tenant":"$","password":"$","Authorization":"Bearer $"}}`, `{"id":"1","type":"subscribe","payload":{"query":"subscription{userLastLogin{cursor}}"}}`},
		"no message":          {initMessage, `$`},
		"a type":              {initMessage, `{"type":"$"}`},
		"a payload":           {initMessage, `{"id":"1","type":"subscribe","payload":"$"}`},
		"a document":          {initMessage, `{"id":"1","type":"subscribe","payload":{"query":"subscription{userLastLogin(after:[\"$\"]){cursor}}"}}`, `{"type":"none"}`},
		"a variable":          {initMessage, `{"id":"1","type":"subscribe","payload":{"query":"subscription($a:Int){userLastLogin(after:$a){cursor}}","variables":{"a":"$"}}}`, `{"type":"none"}`},
		"a mutation":          {initMessage, `{"id":"1","type":"subscribe","payload":{"query":"mutation{signIn(input:{email:\"a\",password:\"$\"}){next}}"}}`, `{"type":"none"}`},
		"before it is begun":  {`{"id":"1","type":"subscribe","payload":{"query":"$"}}`},
		"a message too large": {initMessage, `{"id":"1","type":"subscribe","payload":{"query":"$` + strings.Repeat(" ", 300<<10) + `"}}`},
	} {
		ws, _, err := w.owner.Dial(w.t, w.owner.Base, "graphql-transport-ws")
		if err != nil {
			w.t.Fatal(err)
		}
		text := w.x.new("what a socket sent: " + what)
		for _, line := range append(lines, `{"type":"none"}`) {
			_ = ws.WriteMessage(1, []byte(strings.ReplaceAll(line, "$", text))) // it may be closed already
		}
		_ = ws.SetReadDeadline(time.Now().Add(servertest.Patience))
		for {
			_, message, err := ws.ReadMessage()
			if err != nil {
				_, _ = w.heard.Write([]byte(err.Error() + "\n"))
				break
			}
			_, _ = w.heard.Write(append(message, '\n'))
		}
	}
	forged := w.s.Client()
	at, err := url.Parse(forged.Base)
	if err != nil {
		w.t.Fatal(err)
	}
	forged.HTTP.Jar.SetCookies(at, []*http.Cookie{{Name: "doorward", Value: w.x.new("a forged session")}})
	if _, err := forged.TrySocket(); err == nil {
		w.t.Error("a forged session opens a socket")
	}
}

// streams bring secrets to an event stream.
func (w *teller) streams() {
	asEvents := map[string]string{"Content-Type": "application/json", "Accept": "text/event-stream"}
	for _, body := range []string{
		`{"query":"mutation{signIn(input:{email:\"a\",password:\"` + w.x.new("a password to a stream") + `\"}){next userErrors{message}}}"}`,
		`{"query":"subscription{userLastLogin(after:[\"` + w.x.new("a stream's document") + `\"]){cursor}}"}`,
		`{"query":"subscription($a:String){userLastLogin(after:$a){cursor}}","variables":{"a":"` + w.x.new("a stream's cursor") + `"}}`,
		w.x.new("no body of a stream"),
	} {
		w.owner.Post(w.t, []byte(body), asEvents)
	}
	ctx, leave := context.WithTimeout(w.t.Context(), servertest.Patience)
	defer leave()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, w.owner.Base+"/graphql", strings.NewReader(`{"query":"subscription{userLastLogin{cursor}}"}`))
	if err != nil {
		w.t.Fatal(err)
	}
	for name, value := range asEvents {
		r.Header.Set(name, value)
	}
	r.Header.Set("Authorization", "Bearer "+w.x.new("an authorization of a stream"))
	response, err := w.owner.HTTP.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	w.read(response)
}

// defect has a resolver panic while it holds a password.
func (w *teller) defect() {
	w.x["a password of a defect"] = w.ada
	got := w.heard.listening(w.s).Do(w.t, trySignIn, map[string]any{"e": "ada@acme.example", "p": w.ada})
	if len(got.Errors) != 1 || got.Errors[0].Extensions.Code != "INTERNAL" {
		w.t.Errorf("no defect: %s", got.Text)
	}
}
