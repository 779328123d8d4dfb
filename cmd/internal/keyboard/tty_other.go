//go:build !linux && !darwin

package keyboard

import "os"

// takeKeys leaves the terminal its lines.
func takeKeys(*os.File) (restore func(), ok bool) { return nil, false }

func waiting(*os.File) bool { return false }
