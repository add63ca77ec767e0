//go:build !linux

package store

// systemChildren are the roles that need this system: none here.
func systemChildren() map[string]func(*Store, string) error {
	return map[string]func(*Store, string) error{}
}
