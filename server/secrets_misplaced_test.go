package server_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"doorward/server/servertest"
)

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
