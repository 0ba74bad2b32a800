package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// work and outcome are a line to a worker and a line from it: see probe/worker_test.go.
type work struct {
	Off    []string
	Probes []string
}

type outcome struct {
	Killed string
	Fired  map[string][]string
	Order  []string // of the probes
}

// worker is a process that answers with checks switched off. A check that is missing may
// tear it down or hold it up: then another takes its place.
type worker struct {
	binary string
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    *bufio.Scanner
	said   *tail
}

func (w *worker) start(ctx context.Context) error {
	answers, theirs, err := os.Pipe()
	if err != nil {
		return err
	}
	defer theirs.Close()
	w.said = &tail{}
	w.cmd = exec.CommandContext(ctx, w.binary, "-test.run", "^TestWorker$", "-test.timeout", "0")
	w.cmd.Env = append(os.Environ(), "DOORWARD_MUTANTS=1")
	w.cmd.Dir = os.TempDir()
	w.cmd.Stdout, w.cmd.Stderr, w.cmd.ExtraFiles = w.said, w.said, []*os.File{theirs}
	if w.in, err = w.cmd.StdinPipe(); err != nil {
		return err
	}
	w.out = bufio.NewScanner(answers)
	w.out.Buffer(nil, 16<<20)
	return w.cmd.Start()
}

// stop ends the process, which is this command's own.
func (w *worker) stop() {
	if w.cmd != nil {
		_ = w.cmd.Process.Kill()
		_ = w.cmd.Wait()
		w.cmd = nil
	}
}

var errHangs = errors.New("hangs")

// do gives the outcome; an error is of a process that has ended, or that was too slow.
func (w *worker) do(ctx context.Context, job work, limit time.Duration) (got outcome, err error) {
	if w.cmd == nil {
		if err := w.start(ctx); err != nil {
			return got, err
		}
	}
	line, err := json.Marshal(job)
	if err != nil {
		return got, err
	}
	answered := make(chan error, 1)
	go func() {
		if _, err := w.in.Write(append(line, '\n')); err != nil {
			answered <- err
		} else if !w.out.Scan() {
			answered <- errors.Join(io.ErrUnexpectedEOF, w.out.Err())
		} else {
			answered <- json.Unmarshal(w.out.Bytes(), &got)
		}
	}()
	select {
	case err = <-answered:
	case <-time.After(limit):
		err = errHangs
	}
	if err == nil {
		return got, nil
	}
	w.stop()
	if errors.Is(err, errHangs) {
		<-answered
		return outcome{}, errHangs
	}
	return outcome{}, fmt.Errorf("%w: %s", errCrashed, w.said.reason())
}

var errCrashed = errors.New("crashes")

// tail keeps the end of what a process has said.
type tail struct{ text []byte }

func (t *tail) Write(p []byte) (int, error) {
	t.text = append(t.text, p...)
	if len(t.text) > 64<<10 {
		t.text = append([]byte{}, t.text[len(t.text)-(64<<10):]...)
	}
	return len(p), nil
}

func (t *tail) reason() string {
	if at := bytes.Index(t.text, []byte("panic: ")); at >= 0 {
		line, _, _ := strings.Cut(string(t.text[at:]), "\n")
		return line
	}
	lines := strings.Split(strings.TrimSpace(string(t.text)), "\n")
	return lines[len(lines)-1]
}
