package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"
)

// grace is how long requests in flight may take once the server stops.
const grace = 10 * time.Second

// Run serves until the context ends, and stops in order: not ready, sockets told to
// come back (1012), requests in flight finished, followers ended, database closed.
// What is handed in runs beside the followers and ends with them.
func (s *Server) Run(ctx context.Context, beside ...func(context.Context) error) error {
	if s.listener == nil {
		return errors.New("the server has no address to listen on")
	}
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	all, failed := errgroup.WithContext(work)
	for _, follow := range append(beside, s.followers()...) {
		all.Go(func() error { return unlessEnded(work, follow(failed)) })
	}
	public, ops := s.httpServer(s.handler), s.httpServer(s.opsRoutes())
	all.Go(func() error { return serve(public, s.listener) })
	if s.ops != nil {
		all.Go(func() error { return serve(ops, s.ops) })
	}
	s.ready.Store(true)
	select {
	case <-ctx.Done():
	case <-failed.Done():
	}
	s.ready.Store(false)
	s.logger.Info("stopping")
	s.sockets.endAll()
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := public.Shutdown(late); err != nil {
		_ = public.Close()
	}
	s.sockets.wait(late)
	stopWork()
	_ = ops.Close()
	return errors.Join(all.Wait(), s.Close())
}

// followers are what works beside the requests, each until its context ends.
func (s *Server) followers() []func(context.Context) error {
	all := []func(context.Context) error{s.Identity.RunExpiry, s.sweepSockets, s.watchClock, s.forgetKeys}
	if s.mailer == nil {
		s.logger.Warn("no mail server is set (DOORWARD_SMTP_URL): invites are made, and their mails wait")
		return all
	}
	return append(all, s.mailer.Run)
}

// httpServer bounds every request, whatever its route and method: an answer that takes
// longer sets its own deadline, and a websocket is bound by its own limits.
func (s *Server) httpServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: s.readTime, WriteTimeout: s.sendTime,
		IdleTimeout: 60 * time.Second, MaxHeaderBytes: 16 << 10, ErrorLog: noteOf(s.logger), ConnContext: withConn,
	}
}

func serve(server *http.Server, l net.Listener) error {
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// unlessEnded drops the error of whoever was told to stop.
func unlessEnded(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
