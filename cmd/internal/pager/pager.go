// Package pager shows what is longer than a screen through the pager of whoever
// sits at the terminal.
package pager

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"os/exec"
	"runtime"
	"strings"
)

// usual is what less does where nobody has told it otherwise: it ends at once where
// all fits the screen, shows colours, and leaves the text standing; and it says by which
// keys it is read and left, where it would show a colon.
func usual(keys string) string {
	return "LESS=FRXPs?e(END) ." + special.Replace(keys) + "$"
}

// special are the signs that mean something in what less is told to say.
var special = strings.NewReplacer(`\`, `\\`, "?", `\?`, ":", `\:`, ".", `\.`, "%", `\%`, "$", "")

// Write gives data to the pager that the environment names, or to less, which says its
// keys in these words. Where there is none, or it fails, and where the environment names
// cat, data goes to out.
func Write(out io.Writer, env func(string) string, keys string, data []byte) error {
	name := strings.TrimSpace(cmp.Or(env("PAGER"), "less"))
	if name == "" || name == "cat" || !shown(out, name, env, keys, data) {
		_, err := out.Write(data)
		return err
	}
	return nil
}

// shown reports whether a pager has shown data. One that ends early, or is killed,
// was left by who has read enough.
func shown(out io.Writer, name string, env func(string) string, keys string, data []byte) bool {
	words := []string{"sh", "-c", name} // a name may have flags, and quotes
	if runtime.GOOS == "windows" {
		words = strings.Fields(name)
	}
	c := exec.Command(words[0], words[1:]...)
	c.Env = c.Environ()
	if env("LESS") == "" {
		c.Env = append(c.Env, usual(keys))
	}
	c.Stdin, c.Stdout = bytes.NewReader(data), out
	err := c.Run()
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return failed.ExitCode() < 0
	}
	return err == nil
}
