package graph

// NewServerOf is NewServer with another schema.
var NewServerOf = newServer
