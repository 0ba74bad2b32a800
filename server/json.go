package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

// What one request's JSON may hold (T-32).
const (
	jsonDepth  = 64    // values within values
	jsonKeys   = 1_000 // of all its objects together
	jsonNumber = 64    // characters
)

var errJSON = errors.New("not the JSON of a request")

// readObject reads exactly one object, more strictly than encoding/json does: no name
// twice in an object (two readers would see two requests), no broken UTF-8, bounded in
// depth, names and numbers. Numbers keep their digits.
func readObject(text []byte) (map[string]any, error) {
	if !utf8.Valid(text) || !json.Valid(text) { // which is one value, and nothing behind it
		return nil, errJSON
	}
	d := &reader{Decoder: json.NewDecoder(bytes.NewReader(text)), keys: jsonKeys}
	d.UseNumber()
	value, err := d.value(jsonDepth)
	if err != nil {
		return nil, err
	}
	object, ok := value.(map[string]any)
	if !ok {
		return nil, errJSON
	}
	return object, nil
}

// reader makes values of tokens.
type reader struct {
	*json.Decoder
	keys int // that may still come
}

func (d *reader) value(depth int) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, errJSON
	}
	switch token := token.(type) {
	case json.Number:
		if len(token) > jsonNumber {
			return nil, errJSON
		}
	case json.Delim:
		if depth == 0 {
			return nil, errJSON
		}
		if token == '{' {
			return d.object(depth - 1)
		}
		return d.list(depth - 1)
	}
	return token, nil
}

func (d *reader) object(depth int) (any, error) {
	all := map[string]any{}
	for d.More() {
		token, err := d.Token()
		name, ok := token.(string)
		if _, twice := all[name]; err != nil || !ok || twice || d.keys == 0 {
			return nil, errJSON
		}
		d.keys--
		if all[name], err = d.value(depth); err != nil {
			return nil, err
		}
	}
	_, err := d.Token()
	return all, err
}

func (d *reader) list(depth int) (any, error) {
	all := []any{}
	for d.More() {
		one, err := d.value(depth)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	_, err := d.Token()
	return all, err
}
