package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed unbuilt.html
var unbuilt []byte

// file is one file of the console in the forms that were built: text only packed.
type file struct {
	kind, tag           string
	plain, brotli, gzip []byte
}

// console serves the built front end: /assets/* for ever, since their names carry
// their hash, everything else only after asking again. An address of the console's
// own routes gives its one page; an unknown file is not found, nor is the playground where it is off.
type console struct {
	files      map[string]*file
	playground bool
}

func newConsole(dist fs.FS, playground bool) *console {
	c := &console{map[string]*file{}, playground}
	err := fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		bytes, err := fs.ReadFile(dist, name)
		if err == nil {
			c.add(name, bytes)
		}
		return err
	})
	if err != nil {
		panic(err) // the files are inside the binary
	}
	return c
}

func (c *console) add(name string, content []byte) {
	plain := strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz")
	f := c.files["/"+plain]
	if f == nil {
		f = &file{kind: mime.TypeByExtension(path.Ext(plain))}
		if f.kind == "" {
			f.kind = "application/octet-stream"
		}
		c.files["/"+plain] = f
	}
	sum := sha256.Sum256(content)
	switch {
	case strings.HasSuffix(name, ".br"):
		f.brotli = content
	case strings.HasSuffix(name, ".gz"):
		f.gzip = content
	default:
		f.plain = content
	}
	if f.tag == "" || !strings.HasSuffix(name, ".br") {
		f.tag = `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
	}
}

// ServeHTTP answers GET and HEAD.
func (c *console) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "There is only something to read here.", http.StatusMethodNotAllowed)
		return
	}
	name := r.URL.Path
	if !c.playground && (name == "/playground" || strings.HasPrefix(name, "/playground/")) {
		http.NotFound(w, r)
		return
	}
	if name == "/playground" {
		to := url.URL{Path: "/playground/", RawQuery: r.URL.RawQuery} // the console names the tenant there
		http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
		return
	}
	f, page := c.find(name)
	if f == nil && page {
		c.sendUnbuilt(w)
		return
	}
	if f == nil {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "no-cache")
	switch {
	case strings.HasPrefix(name, "/assets/"):
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
		h.Set("Content-Security-Policy", assetPolicy)
	case strings.HasPrefix(name, "/playground/"):
		h.Set("Content-Security-Policy", playgroundPolicy)
	case page:
		h.Set("Content-Security-Policy", consolePolicy)
	}
	f.send(w, r)
}

// find gives the file, and whether the address is a page's.
func (c *console) find(name string) (f *file, page bool) {
	switch {
	case name == "/playground/":
		return c.files["/playground/index.html"], true
	case name == "/index.html" || name == "/playground/index.html":
		return c.files[name], true
	case c.files[name] != nil:
		return c.files[name], false
	case strings.HasPrefix(name, "/assets/"), strings.HasPrefix(name, "/playground/"), slices.Contains(fileTypes, path.Ext(name)):
		return nil, false
	}
	return c.files["/index.html"], true
}

// fileTypes are extensions that no route of the console ends in.
var fileTypes = []string{".js", ".mjs", ".css", ".map", ".html", ".json", ".txt", ".xml", ".svg", ".png", ".ico", ".woff2", ".ttf", ".webmanifest", ".php", ".env"}

func (c *console) sendUnbuilt(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusServiceUnavailable)
	_, _ = w.Write(unbuilt)
}

// send gives the smallest form that the client takes.
func (f *file) send(w http.ResponseWriter, r *http.Request) {
	body, coding := f.plain, ""
	takes := r.Header.Get("Accept-Encoding")
	switch {
	case f.plain != nil:
	case f.brotli != nil && accepts(takes, "br"):
		body, coding = f.brotli, "br"
	case accepts(takes, "gzip"):
		body, coding = f.gzip, "gzip"
	}
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Etag", tagFor(f.tag, coding))
	if f.plain == nil {
		h.Set("Vary", "Accept-Encoding")
	}
	if body == nil {
		var err error
		if body, err = unpack(f.gzip); err != nil {
			http.Error(w, "This file cannot be sent.", http.StatusInternalServerError)
			return
		}
	}
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	// ServeContent answers If-None-Match, HEAD and ranges.
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

// tagFor keeps the forms of one file apart: a cache may not mix them.
func tagFor(tag, coding string) string {
	if coding == "" {
		return tag
	}
	return strings.TrimSuffix(tag, `"`) + "-" + coding + `"`
}

func unpack(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// accepts reads Accept-Encoding: named and not with a weight of nothing.
func accepts(header, coding string) bool {
	for one := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(one), ";")
		if !strings.EqualFold(strings.TrimSpace(name), coding) {
			continue
		}
		q, found := strings.CutPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
		return !found || strings.Trim(q, "0.") != ""
	}
	return false
}
