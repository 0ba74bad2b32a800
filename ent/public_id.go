package ent

import "doorward/internal/id"

// PublicID is the id that the API shows. It is a method of the row, and no resolver
// of the API: those are each run as work of their own.
func (f *Flag) PublicID() string { return id.Of(id.Flag, f.ID) }

// PublicID is the id that the API shows.
func (g *Grant) PublicID() string { return id.Of(id.Grant, g.ID) }

// PublicID is the id that the API shows.
func (g *Group) PublicID() string { return id.Of(id.Group, g.ID) }

// PublicID is the id that the API shows.
func (i *Invite) PublicID() string { return id.Of(id.Invite, i.ID) }

// PublicID is the id that the API shows.
func (e *JournalEntry) PublicID() string { return id.Of(id.Entry, id.FromNumber(e.ID)) }

// PublicID is the id that the API shows.
func (p *Permission) PublicID() string { return id.Of(id.Permission, p.ID) }

// PublicID is the id that the API shows.
func (p *Person) PublicID() string { return id.Of(id.Person, p.ID) }

// PublicID is the id that the API shows.
func (r *Role) PublicID() string { return id.Of(id.Role, r.ID) }

// PublicID is the id that the API shows.
func (t *Tenant) PublicID() string { return id.Of(id.Tenant, t.ID) }

// PublicID is the id that the API shows.
func (u *User) PublicID() string { return id.Of(id.User, u.ID) }
