// Package ent is what is true: one schema file an entity, rules that hold
// whoever writes, and versioned migrations. The rest is generated.
package ent

//go:generate go run -mod=mod entc.go
