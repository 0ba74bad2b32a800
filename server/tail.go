package server

import (
	"context"

	"doorward/internal/viewer"
)

// AsCommand acts as whoever may start this program on its database: the program itself.
func AsCommand(ctx context.Context) context.Context {
	return viewer.AsSystem(viewer.With(ctx, &viewer.Viewer{Command: true, Label: "Command line"}))
}

// startTail begins reading the journal, and waits until what the start itself wrote
// (the catalogue) has reached every snapshot.
func (s *Server) startTail(ctx context.Context) error {
	tail, stop := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan struct{})
	go func() {
		defer close(done)
		// It ends with its context alone: what fails inside is tried again.
		_ = s.Log.Run(tail)
	}()
	s.stopTail = func() {
		stop()
		<-done
	}
	last, err := s.Log.Last(ctx)
	if err != nil {
		return err
	}
	return s.Log.Wait(ctx, last-1)
}
