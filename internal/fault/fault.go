// Package fault owns the one type in which the program fails towards a person.
// Anything that is not a Fault is a defect of ours and is told as such.
package fault

import (
	"errors"
	"fmt"
	"time"
)

// Kind says whose matter a fault is, and so how it leaves: Input as data beside
// its field, the others as top-level errors.
type Kind string

// The kinds: ErrorCategory of the API, and Input.
const (
	Authentication Kind = "AUTHENTICATION"
	Authorization  Kind = "AUTHORIZATION"
	ProductScope   Kind = "PRODUCT_SCOPE"
	Request        Kind = "REQUEST"
	Unavailable    Kind = "UNAVAILABLE"
	Input          Kind = "INPUT"
)

// Code names one way to fail: ErrorCode of the API.
type Code string

// The codes; each is documented at its value of ErrorCode.
const (
	SignInRequired        Code = "SIGN_IN_REQUIRED"
	PermissionDenied      Code = "PERMISSION_DENIED"
	PlanRequired          Code = "PLAN_REQUIRED"
	FlagOff               Code = "FLAG_OFF"
	BetaOnly              Code = "BETA_ONLY"
	SeatsExhausted        Code = "SEATS_EXHAUSTED"
	TenantRequired        Code = "TENANT_REQUIRED"
	NotFound              Code = "NOT_FOUND"
	BadCursor             Code = "BAD_CURSOR"
	RateLimited           Code = "RATE_LIMITED"
	Invalid               Code = "INVALID"
	WrongCredentials      Code = "WRONG_CREDENTIALS"
	AlreadyExists         Code = "ALREADY_EXISTS"
	WrongState            Code = "WRONG_STATE"
	LinkInvalid           Code = "LINK_INVALID"
	LastOwner             Code = "LAST_OWNER"
	PasswordRefused       Code = "PASSWORD_REFUSED"
	MoreThanHeld          Code = "MORE_THAN_HELD"
	JustificationRequired Code = "JUSTIFICATION_REQUIRED"
	PersistedNotFound     Code = "PERSISTED_QUERY_NOT_FOUND"
	LimitExceeded         Code = "LIMIT_EXCEEDED"
	KeyReused             Code = "IDEMPOTENCY_KEY_REUSED"
	AlreadyDone           Code = "ALREADY_DONE"
	StorageFull           Code = "STORAGE_FULL"
	Busy                  Code = "BUSY"
)

// Fault is a failure that somebody can do something about.
type Fault struct {
	Kind    Kind
	Code    Code
	Message string   // a sentence for the person: no key, no id, no internal word
	Next    string   // what to do, a sentence; may be empty
	Field   []string // Input only: the path to the field, outermost first
	Tenants []Choice // TenantRequired only
	Retry   time.Duration
	Figures map[string]int // LimitExceeded only: for programs, such as cost and most
}

// Choice is a tenant that the caller may name.
type Choice struct {
	Slug string `json:"slug"`
	Name string `json:"name"`
}

func (f *Fault) Error() string { return fmt.Sprintf("%s %s: %s", f.Kind, f.Code, f.Message) }

// BadInput is a mistake in the input, to be shown beside the field.
func BadInput(code Code, message string, field ...string) *Fault {
	return &Fault{Kind: Input, Code: code, Message: message, Field: field}
}

// Missing is the answer for whatever is not there or behind the wall: the same for both.
func Missing(what string) *Fault {
	return &Fault{Kind: Request, Code: NotFound, Message: "There is no such " + what + " here.", Next: "Check what you asked for, and whether you are in the right tenant."}
}

// SignIn is the answer to whoever is not signed in.
func SignIn() *Fault {
	return &Fault{Kind: Authentication, Code: SignInRequired, Message: "You are not signed in, or your session has ended.", Next: "Sign in and try again."}
}

// Of finds the Fault in err; nil when there is none.
func Of(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return nil
}

// Is tells whether err carries a Fault with this code.
func Is(err error, code Code) bool {
	f := Of(err)
	return f != nil && f.Code == code
}
