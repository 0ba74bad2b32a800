package graph

// Resolver answers the fields of the API.
type Resolver struct{}
