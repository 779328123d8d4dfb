//go:build !unix

package casefile

import "os"

// lockFile locks nothing where there is no flock. What another interview has
// changed is seen before every write all the same, and both versions are kept.
func lockFile(*os.File) error { return nil }
