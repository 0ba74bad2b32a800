package server

import "doorward/server/demo"

// House is this server as the demo moves into it.
func (s *Server) House() demo.House {
	return demo.House{Log: s.Log, Catalogue: s.Catalogue, Keys: s.Keys, Hasher: s.Hasher, PublicURL: s.PublicURL(), Deliver: s.Mailbox.Deliver}
}
