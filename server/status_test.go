package server_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"doorward/internal/fault"
	"doorward/server/servertest"
)

// TestStatus is about operations that were not begun: of the others the answer itself tells.
func TestStatus(t *testing.T) {
	s := servertest.Start(t, servertest.Empty())
	for name, c := range map[string]struct {
		err    error
		status int
		code   string
	}{
		"a_full_disk_is_507":           {sqlite3.Error{Code: sqlite3.ErrFull}, http.StatusInsufficientStorage, "STORAGE_FULL"},
		"a_busy_database_is_503":       {sqlite3.Error{Code: sqlite3.ErrBusy}, http.StatusServiceUnavailable, "BUSY"},
		"what_takes_too_long_is_503":   {context.DeadlineExceeded, http.StatusServiceUnavailable, "BUSY"},
		"an_ended_session_is_401":      {fault.SignIn(), http.StatusUnauthorized, "SIGN_IN_REQUIRED"},
		"too_many_requests_is_429":     {&fault.Fault{Kind: fault.Request, Code: fault.RateLimited, Retry: 1500 * time.Millisecond}, http.StatusTooManyRequests, "RATE_LIMITED"},
		"a_tenant_not_theirs_is_400":   {fault.Missing("tenant"), http.StatusBadRequest, "NOT_FOUND"},
		"a_defect_of_ours_is_500":      {errors.New("broken"), http.StatusInternalServerError, "INTERNAL"},
		"an_error_may_stand_in_others": {fmt.Errorf("entering a tenant: %w", sqlite3.Error{Code: sqlite3.ErrFull}), http.StatusInsufficientStorage, "STORAGE_FULL"},
	} {
		t.Run(name, func(t *testing.T) {
			r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(`{"query":"{serverInfo{version}}"}`))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", "application/graphql-response+json")
			w := httptest.NewRecorder()
			s.Refusing(c.err).ServeHTTP(w, r)
			if wait := w.Header().Get("Retry-After"); (wait != "") != strings.Contains(w.Body.String(), `"retryAfter":`+wait) || (c.status == 429) != (wait == "2") {
				t.Errorf("Retry-After %q: %s", wait, w.Body)
			}
			if w.Code != c.status || !strings.Contains(w.Body.String(), `"code":"`+c.code+`"`) || strings.Contains(w.Body.String(), `"data"`) {
				t.Errorf("status %d: %s", w.Code, w.Body)
			}
		})
	}
}
