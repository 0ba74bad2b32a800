package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime/debug"
	"runtime/pprof"
	"strconv"
	"strings"

	"doorward/server"
)

// unbounded measures the server, and not what it allows one user: the load generator is few people.
var unbounded = server.Limits{UserBudget: 1e9, NetworkBudget: 1e9, AtOnce: 1000, AtOncePerUser: 1000, TenantSockets: 12_000}

// beChild is a server in a process of its own, so that neither memory nor garbage
// of the load generator is counted as its. It ends when its input does.
func beChild(ctx context.Context, what, dir string) error {
	ctx, stop := context.WithCancel(ctx)
	go func() {
		defer stop()
		for asked := bufio.NewScanner(os.Stdin); asked.Scan(); {
			debug.FreeOSMemory()
			fmt.Println("collected")
		}
	}()
	switch what {
	case "doorward":
		server.CollectLess()
		s, err := server.New(ctx, server.Config{Addr: "127.0.0.1:0", OpsAddr: "off", Limits: unbounded, Storage: storage(dir)}, server.Deps{})
		if err != nil {
			return err
		}
		fmt.Println(s.Addr())
		return s.Run(ctx)
	case "raw3":
		h, err := newRaw3(dir)
		if err != nil {
			return err
		}
		return serve(ctx, h)
	case "gorilla":
		return serve(ctx, &gorilla{})
	}
	return fmt.Errorf("there is no server %q to be", what)
}

// profile is how the files of CPU profiles begin; empty for none.
var profile string

func profiled(what string, run func() error) error {
	if profile == "" {
		return run()
	}
	f, err := os.Create(fmt.Sprintf("%s-%s-%d.pprof", profile, what, os.Getpid()))
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return err
	}
	err = run()
	pprof.StopCPUProfile()
	return errors.Join(err, f.Close())
}

func serve(ctx context.Context, h http.Handler) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	s := &http.Server{Handler: h}
	go func() { <-ctx.Done(); _ = s.Close() }()
	if err := s.Serve(l); err != http.ErrServerClosed {
		return err
	}
	return nil
}

// child is one of them, seen from outside.
type child struct {
	addr string
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *bufio.Reader
}

func start(what, dir string) (*child, error) {
	c := &child{cmd: exec.Command(os.Args[0], "--child", what, "--dir", dir, "--profile", profile)}
	c.cmd.Stderr = os.Stderr
	in, err := c.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	c.in = in
	c.out = bufio.NewReader(out)
	line, err := c.out.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("%s did not start: %w", what, c.cmd.Wait())
	}
	c.addr = strings.TrimSpace(line)
	return c, nil
}

func (c *child) end() {
	_ = c.in.Close()
	_ = c.cmd.Wait()
}

// cpu is the processor time that the child has used, in µs: unlike the clock it does
// not know how busy the machine is with other things.
func (c *child) cpu() (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(text), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0, fmt.Errorf("the kernel tells no processor time")
	}
	user, _ := strconv.ParseFloat(fields[11], 64)
	system, _ := strconv.ParseFloat(fields[12], 64)
	return (user + system) * 10_000, nil // hundredths of a second (USER_HZ)
}

// resident is the child's memory in KB, once garbage is collected and given back: how
// much of that happened to lie about is no connection's.
func (c *child) resident() (float64, error) {
	if _, err := fmt.Fprintln(c.in); err != nil {
		return 0, err
	}
	if _, err := c.out.ReadString('\n'); err != nil {
		return 0, err
	}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			return strconv.ParseFloat(strings.Fields(rest)[0], 64)
		}
	}
	return 0, fmt.Errorf("the kernel tells no VmRSS")
}
