package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
	"doorward/internal/store"
)

const (
	bodyLimit = 256 << 10
	readTime  = 15 * time.Second
	writeTime = 35 * time.Second
)

// post answers one operation sent as application/json. gqlgen's own transport reads
// without a limit, echoes what it could not read (a password, perhaps) and answers
// 422 where clients expect 400.
type post struct{}

// Supports every POST: the content type is judged in words.
func (post) Supports(r *http.Request) bool { return r.Method == http.MethodPost }

// Do reads, runs and answers.
func (post) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	began := graphql.Now()
	control := http.NewResponseController(w)
	// A peer that cannot carry deadlines is a test's recorder.
	_ = control.SetReadDeadline(time.Now().Add(readTime))
	_ = control.SetWriteDeadline(time.Now().Add(writeTime))
	ctx := context.WithValue(r.Context(), answerKey{}, w)
	params, status, err := readOperation(w, r)
	if err != nil {
		refuseWith(w, r, status, exec.DispatchError(ctx, gqlerror.List{early(err)}))
		return
	}
	params.Headers, params.ReadTime = r.Header, graphql.TraceTiming{Start: began, End: graphql.Now()}
	op, wrong := exec.CreateOperationContext(ctx, params)
	if len(wrong) > 0 {
		refuseWith(w, r, statusOf(wrong), exec.DispatchError(graphql.WithOperationContext(ctx, op), wrong))
		return
	}
	responses, ctx := exec.DispatchOperation(ctx, op)
	answer(w, r, http.StatusOK, responses(ctx))
}

func readOperation(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, int, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return nil, http.StatusUnsupportedMediaType, badRequest("The request must be JSON.", "Send it with the header Content-Type: application/json.")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, bodyLimit))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return nil, http.StatusRequestEntityTooLarge, badRequest("The request is larger than 256 KiB.", "Send less at once.")
	}
	if err != nil {
		return nil, http.StatusBadRequest, badRequest("The request did not arrive whole.", "Send it again.")
	}
	params := &graphql.RawParams{}
	numbers := json.NewDecoder(bytes.NewReader(body))
	numbers.UseNumber()
	if err := numbers.Decode(params); err != nil || numbers.More() || params.Query == "" {
		return nil, http.StatusBadRequest, badRequest("The request is not one GraphQL operation in JSON.", `It must look like {"query": "…", "variables": {…}}.`)
	}
	return params, http.StatusOK, nil
}

// statusOf an operation that was not begun.
func statusOf(wrong gqlerror.List) int {
	for _, e := range wrong {
		switch f := fault.Of(e); {
		case store.IsBusy(e):
			return http.StatusServiceUnavailable
		case f == nil && e.Err != nil:
			return http.StatusInternalServerError
		case f != nil && f.Kind == fault.Authentication:
			return http.StatusUnauthorized
		case f != nil && f.Kind == fault.Unavailable:
			return http.StatusServiceUnavailable
		}
	}
	return http.StatusBadRequest
}

// refuseWith leaves out `data`: an operation that was not begun has none, not even null.
func refuseWith(w http.ResponseWriter, r *http.Request, status int, response *graphql.Response) {
	answer(w, r, status, struct {
		Errors gqlerror.List `json:"errors"`
	}{response.Errors})
}

func answer(w http.ResponseWriter, r *http.Request, status int, response any) {
	body, err := json.Marshal(response)
	if err != nil {
		panic(err) // gqlgen's handler recovers and answers 500
	}
	kind := "application/json; charset=utf-8"
	if strings.Contains(r.Header.Get("Accept"), "application/graphql-response+json") {
		kind = "application/graphql-response+json; charset=utf-8"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
