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

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"doorward/internal/fault"
)

const bodyLimit = 256 << 10

// post answers one operation sent as application/json. gqlgen's own transport reads
// without a limit, echoes what it could not read (a password, perhaps) and answers
// 422 where clients expect 400.
type post struct{}

// Supports every POST: the content type is judged in words.
func (post) Supports(r *http.Request) bool { return r.Method == http.MethodPost }

// Do reads, runs and answers.
func (post) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	began := graphql.Now()
	ctx := context.WithValue(r.Context(), answerKey{}, w)
	params, status, err := readOperation(w, r)
	if err != nil {
		refuseWith(w, r, status, exec.DispatchError(ctx, gqlerror.List{early(err)}).Errors)
		return
	}
	params.Headers, params.ReadTime = r.Header, graphql.TraceTiming{Start: began, End: graphql.Now()}
	op, wrong := exec.CreateOperationContext(ctx, params)
	if len(wrong) > 0 {
		told := exec.DispatchError(graphql.WithOperationContext(ctx, op), wrong).Errors
		refuseWith(w, r, statusOf(told), told)
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

// statusOf an operation that was not begun goes by what its first error tells.
func statusOf(told gqlerror.List) int {
	category, _ := told[0].Extensions["category"].(string)
	switch kind := fault.Kind(category); {
	case told[0].Extensions["code"] == string(fault.StorageFull):
		return http.StatusInsufficientStorage
	case kind == fault.Unavailable:
		return http.StatusServiceUnavailable
	case kind == fault.Authentication:
		return http.StatusUnauthorized
	case kind == fault.Request, kind == fault.Authorization, kind == fault.ProductScope:
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}

// refuseWith leaves out `data`: an operation that was not begun has none, not even null.
func refuseWith(w http.ResponseWriter, r *http.Request, status int, told gqlerror.List) {
	answer(w, r, status, struct {
		Errors gqlerror.List `json:"errors"`
	}{told})
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
