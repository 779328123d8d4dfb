package casefile

import (
	"fmt"
	"os"
)

// MakeFolder makes a folder, and those it is in, where there is none.
func MakeFolder(path string) error {
	if err := os.MkdirAll(path, 0o777); err != nil {
		return fmt.Errorf("making the folder %q: %w", path, NoPath(err))
	}
	return nil
}
