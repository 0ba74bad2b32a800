package server_test

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"doorward/server/servertest"
)

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

// read hears an answer to its end.
func (w *teller) read(response *http.Response) {
	w.t.Helper()
	_, err := io.Copy(io.Discard, response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		w.t.Fatal(err)
	}
}

// signIns bring right and wrong passwords, and make sessions that stand and that ended.
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

// invites make links, old and new, and the password of whoever accepts one.
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
