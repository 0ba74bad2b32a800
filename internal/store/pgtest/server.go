package pgtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
)

// Server is one running server in a folder of its own.
type Server struct {
	dir    string // holds data/, the socket and the log; short, for a socket's path
	admin  *sql.DB
	server *os.Process
	reaper *os.File
	exited chan struct{}
	count  atomic.Int64
}

// settings trade every promise for speed. The time zone is a far one, so that a test
// notices who forgot to ask for UTC.
var settings = []string{
	"listen_addresses=", "unix_socket_permissions=0700", "max_connections=200", "shared_buffers=64MB",
	"fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "checkpoint_timeout=1h",
	"autovacuum=off", "jit=off", "dynamic_shared_memory_type=mmap", "timezone=Asia/Tokyo", "log_timezone=UTC",
}

// run starts the server on dir/data and waits until it answers.
func run(ctx context.Context, bin, dir string) (*Server, error) {
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	args := []string{"-D", filepath.Join(dir, "data"), "-k", dir}
	for _, one := range settings {
		args = append(args, "-c", one)
	}
	cmd := exec.Command(filepath.Join(bin, "postgres"), args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, log, log
	s := &Server{dir: dir, exited: make(chan struct{})}
	if err := spawn(cmd, s.exited); err != nil {
		return nil, err
	}
	s.server = cmd.Process
	if s.reaper, err = reap(cmd.Process.Pid, dir); err != nil {
		return nil, errors.Join(err, cmd.Process.Kill())
	}
	if s.admin, err = sql.Open("pgx", s.url("postgres", "postgres")); err != nil {
		return nil, err
	}
	s.admin.SetMaxOpenConns(4)
	if err := s.ready(ctx); err != nil {
		return nil, err
	}
	return s, s.login(ctx)
}

// Login owns the databases of the tests, and is no superuser: whoever is stands before
// no wall, and a test would prove nothing.
const Login = "tester"

func (s *Server) login(ctx context.Context) error {
	var there bool
	err := s.admin.QueryRowContext(ctx, "SELECT count(*) > 0 FROM pg_roles WHERE rolname = $1", Login).Scan(&there)
	if err == nil && !there {
		_, err = s.admin.ExecContext(ctx, "CREATE ROLE "+Login+" LOGIN CREATEROLE")
	}
	return err
}

func (s *Server) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	for {
		err := s.admin.PingContext(ctx)
		if err == nil {
			return nil
		}
		select {
		case <-s.exited:
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return errors.Join(fmt.Errorf("PostgreSQL did not start: %s", log), s.Stop())
		case <-ctx.Done():
			return errors.Join(fmt.Errorf("PostgreSQL does not answer: %w", err), s.Stop())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// Stop ends the server and removes its folder: letting the reaper go is enough, and
// the end of this process, however it comes, does the same.
func (s *Server) Stop() error {
	err := errors.Join(s.admin.Close(), s.reaper.Close())
	<-s.exited
	return err
}

// halt ends the server in order and leaves its folder.
func (s *Server) halt() error {
	err := errors.Join(s.admin.Close(), s.server.Signal(os.Interrupt))
	<-s.exited
	return err
}

// url names one run-time role for every database, so that a copy of one that was
// migrated is served with the rights that its model gave.
func (s *Server) url(name, login string) string {
	return "postgres:///" + name + "?host=" + s.dir + "&user=" + login + "&doorward.fsync_off=allowed&doorward.role=served"
}

func (s *Server) create(ctx context.Context, from string) (string, error) {
	name := "t" + strconv.FormatInt(s.count.Add(1), 10)
	_, err := s.admin.ExecContext(ctx, "CREATE DATABASE "+name+" OWNER "+Login+" TEMPLATE "+from)
	return name, err
}

func (s *Server) drop(ctx context.Context, name string) error {
	_, err := s.admin.ExecContext(ctx, "DROP DATABASE "+name+" WITH (FORCE)")
	return err
}

var _ = stdlib.GetDefaultDriver // registers "pgx"
