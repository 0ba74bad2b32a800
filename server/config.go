package server

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strings"

	"doorward/internal/access"
	"doorward/internal/secret"
	"doorward/internal/store"
)

// Storage says where everything is kept. The commands that only work on the
// database take these settings alone.
type Storage struct {
	Data        string      `env:"DOORWARD_DATA" default:"./data" placeholder:"DIR" help:"Folder of the SQLite database and of the secret, made with mode 0700; ${default} where it is left out."`
	DatabaseURL secret.Text `env:"DATABASE_URL" placeholder:"URL" help:"A PostgreSQL database, as postgres://user:password@host:5432/name. Left out: SQLite in the data folder."`
	Secret      secret.Text `env:"DOORWARD_SECRET" placeholder:"TEXT" help:"The secret that every link and cursor is proved with, at least 32 bytes. Left out: made once and kept in the data folder with mode 0600."`
	Synchronous string      `env:"DOORWARD_SQLITE_SYNCHRONOUS" enum:"FULL,NORMAL" default:"FULL" help:"SQLite only. FULL loses nothing at a power cut; NORMAL is faster and may lose the last changes."`
	Catalogue   string      `env:"DOORWARD_CATALOGUE" placeholder:"FILE" help:"A catalogue of plans, flags, permissions and first roles (YAML). Left out: the bundled example."`
}

// Logging says how the log is written, to standard error.
type Logging struct {
	Level  string `name:"log-level" env:"DOORWARD_LOG_LEVEL" enum:"debug,info,warn,error" default:"info" help:"The least that is logged: debug, info, warn or error."`
	Format string `name:"log-format" env:"DOORWARD_LOG_FORMAT" enum:"text,json" default:"text" help:"text for people, json for programs."`
}

// Config is everything that can be set; flags win over the environment.
type Config struct {
	Addr      string      `env:"DOORWARD_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where the console and the API listen; ${default} where it is left out."`
	PublicURL string      `name:"public-url" env:"DOORWARD_PUBLIC_URL" placeholder:"URL" help:"The address people type, as https://access.example.com: links in mails and the check of the browser's origin are made from it. May be left out only while listening on a loopback address."`
	SMTPURL   secret.Text `name:"smtp-url" env:"DOORWARD_SMTP_URL" placeholder:"URL" help:"The mail server, as smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465. Left out: invites wait for it; under --demo mails are shown at /dev/mailbox."`
	OpsAddr   string      `name:"ops-addr" env:"DOORWARD_OPS_ADDR" default:"127.0.0.1:9090" placeholder:"HOST:PORT" help:"Where /healthz and /readyz listen, for the operator alone; ${default} where it is left out, \"off\": nowhere."`
	Demo      bool        `env:"DOORWARD_DEMO" help:"Fill the database with the demo: two organizations, everybody with the same password, mails at /dev/mailbox. Never on a database that matters."`

	TrustedProxies []string `name:"trusted-proxies" env:"DOORWARD_TRUSTED_PROXIES" placeholder:"ADDRESS" help:"The proxies before this server, as addresses or blocks (10.0.0.0/8), with commas between. What they say in X-Forwarded-For about where a request comes from is believed, and nobody else. Left out: everybody behind a proxy has its address."`
	Operations     string   `env:"DOORWARD_OPERATIONS" enum:"any,persisted" default:"any" help:"Which GraphQL documents are taken: any, or persisted: the console's own alone, and then there is no playground. For installations that no other program talks to."`
	Playground     string   `env:"DOORWARD_PLAYGROUND" enum:"on,off" default:"on" help:"Whether the API's playground is at /playground."`

	Limits  `group:"Limits"`
	Storage `group:"Storage"`
	Logging `group:"Log"`
}

// check finds what can be seen to be wrong before anything is opened. Each error is one sentence.
func (c *Config) check() error {
	if c.Addr == "" { // a command that only works on the database
		return nil
	}
	if err := c.Limits.check(0); err != nil {
		return err
	}
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return fmt.Errorf("the address %q must look like 127.0.0.1:8080", c.Addr)
	}
	if c.OpsAddr != "" && c.OpsAddr != "off" {
		if _, _, err := net.SplitHostPort(c.OpsAddr); err != nil {
			return fmt.Errorf("the operator's address %q must look like 127.0.0.1:9090, or be \"off\"", c.OpsAddr)
		}
	}
	if c.Demo && !loopback(host) {
		return fmt.Errorf("--demo gives everybody the same well-known password: it listens on a loopback address only, not on %s", c.Addr)
	}
	if c.PublicURL == "" {
		if !loopback(host) {
			return fmt.Errorf("listening on %s needs --public-url (or DOORWARD_PUBLIC_URL): the address that people type", c.Addr)
		}
		return nil
	}
	if err := checkPublicURL(c.PublicURL); err != nil {
		return err
	}
	if c.Demo && !loopbackURL(c.PublicURL) {
		return fmt.Errorf("--demo gives everybody the same well-known password: it is not for other machines, as %s is", c.PublicURL)
	}
	return nil
}

func checkPublicURL(text string) error {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.TrimSuffix(u.Path, "/") != "":
		return errors.New("the public URL must be a scheme and a host alone, as https://access.example.com")
	case u.Scheme == "https", u.Scheme == "http" && loopback(u.Hostname()):
		return nil
	case u.Scheme == "http":
		return errors.New("the public URL must begin with https://: without it passwords would cross the network in the open")
	}
	return errors.New("the public URL must begin with https://")
}

// loopback tells whether only this machine reaches the host.
func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func loopbackURL(text string) bool {
	u, err := url.Parse(text)
	return err == nil && loopback(u.Hostname())
}

// Store is the part of the settings that the database needs.
func (s Storage) Store() store.Config {
	return store.Config{DataDir: s.Data, DatabaseURL: string(s.DatabaseURL), Synchronous: s.Synchronous}
}

func (s Storage) catalogue() (*access.Document, error) {
	if s.Catalogue == "" {
		return access.Bundled(), nil
	}
	text, err := os.ReadFile(s.Catalogue)
	if err != nil {
		return nil, fmt.Errorf("the catalogue cannot be read: %w", err)
	}
	return access.ParseCatalogue(text)
}

// Logger writes to standard error as the settings say.
func (l Logging) Logger() *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(l.Level)); err != nil {
		level = slog.LevelInfo
	}
	options := &slog.HandlerOptions{Level: level}
	if l.Format == "json" {
		return slog.New(slog.NewJSONHandler(os.Stderr, options))
	}
	return slog.New(slog.NewTextHandler(os.Stderr, options))
}
