package server

import (
	"errors"

	"doorward/frontend"
)

// guardEdge makes what stands before the API: who is before this server, the documents
// that are known, and what each caller may ask for.
func (s *Server) guardEdge(documents map[string]string) (err error) {
	s.config.Limits = s.config.orOrdinary()
	if s.proxies, err = parseProxies(s.config.TrustedProxies); err != nil {
		return err
	}
	if documents == nil {
		documents = frontend.Documents()
	}
	only := s.config.Operations == "persisted"
	if only && len(documents) == 0 {
		return errors.New("--operations=persisted takes the console's own documents only, and this program was built without a console")
	}
	s.known = newPersisted(documents, only)
	s.users, s.networks = newBudget(s.config.UserBudget), newBudget(s.config.NetworkBudget)
	s.gate = newGate(s.config.AtOnce, s.config.AtOncePerUser)
	s.limits.tenant = s.config.TenantSockets
	if s.config.Addr != "" && s.config.PublicURL != "" && !loopbackURL(s.config.PublicURL) && len(s.proxies) == 0 {
		s.logger.Warn("no proxy is trusted (DOORWARD_TRUSTED_PROXIES): everybody behind one has its address, in the log and in the budget of whoever is not signed in")
	}
	return nil
}

// Playground tells whether there is one: it sends documents that are not the console's.
func (s *Server) Playground() bool {
	return s.config.Playground != "off" && s.config.Operations != "persisted"
}
