package pgtest

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"syscall"
)

// binaries finds the newest server of the machine.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil {
		return "", err
	}
	if len(found) > 0 {
		version := func(path string) int {
			n, _ := strconv.Atoi(filepath.Base(filepath.Dir(filepath.Dir(path))))
			return n
		}
		newest := slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
		return filepath.Dir(newest), nil
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		return filepath.Dir(path), nil
	}
	return "", errNoBinaries
}

// lesser is the user whom PostgreSQL accepts when we are root, whom it refuses; nil
// when we are somebody else.
func lesser() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	who, err := user.Lookup("postgres")
	if err != nil {
		if who, err = user.Lookup("nobody"); err != nil {
			return nil, err
		}
	}
	uid, err := strconv.ParseUint(who.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(who.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, err
}

// folder is a new one in a short path, owned by the lesser user: a socket's path has
// room for a hundred characters, and TMPDIR may be long.
func folder() (string, error) {
	dir, err := os.MkdirTemp("/tmp", "dwpg")
	if err != nil {
		return "", err
	}
	who, err := lesser()
	if err == nil && who != nil {
		err = os.Chown(dir, int(who.Uid), int(who.Gid))
	}
	return dir, err
}

func command(name string, args ...string) error { return quiet(exec.Command(name, args...)) }

func lesserCommand(dir, name string, args ...string) error {
	who, err := lesser()
	if err != nil {
		return err
	}
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.SysProcAttr = dir, &syscall.SysProcAttr{Credential: who}
	return quiet(cmd)
}

func quiet(cmd *exec.Cmd) error {
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", cmd.Path, err, said)
	}
	return nil
}

// spawn starts cmd as the lesser user and closes exited when it has ended. The system
// ends it with the thread that started it, so that thread stays here for good.
func spawn(cmd *exec.Cmd, exited chan<- struct{}) error {
	who, err := lesser()
	if err != nil {
		return err
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: who, Setpgid: true}
	endWithParent(cmd.SysProcAttr)
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait() // however it ended, it has
		}
		close(exited)
	}()
	return <-started
}

// reap starts a shell that outlives us by a moment: once the file that is returned is
// closed, by us or by our end, it stops the server and removes the folder.
func reap(pid int, dir string) (*os.File, error) {
	in, out, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer in.Close()
	// The server removes its pid file when it goes; its process may stay as a zombie.
	const script = `cat; kill -INT $1; n=0
		while [ -e "$2/data/postmaster.pid" ] && [ $n -lt 100 ]; do sleep 0.05; n=$((n+1)); done
		rm -rf "$2"`
	cmd := exec.Command("/bin/sh", "-c", script, "reaper", strconv.Itoa(pid), dir)
	cmd.Stdin = in
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // Ctrl-C is not for the reaper
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	go func() { _ = cmd.Wait() }()
	return out, nil
}
