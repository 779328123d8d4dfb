package wizard

import (
	"math"
	"reflect"
	"testing"

	"github.com/charmbracelet/lipgloss"
)

// A palette is what a terminal makes of the sixteen colours, with its own for text on
// a light and on a dark background.
type palette struct {
	name                               string
	colours                            [16]uint32
	darkText, light, lightText, darken uint32
}

func palettes() []palette {
	return []palette{
		{"xterm", [16]uint32{0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff}, 0x000000, 0xffffff, 0xe5e5e5, 0x000000},
		{"Terminal", [16]uint32{0x000000, 0xc23621, 0x25bc24, 0xadad27, 0x492ee1, 0xd338d3, 0x33bbc8, 0xcbcccd, 0x818383, 0xfc391f, 0x31e722, 0xeaec23, 0x5833ff, 0xf935f8, 0x14f0f0, 0xe9ebeb}, 0x000000, 0xffffff, 0xffffff, 0x1e1e1e},
		{"Tango", [16]uint32{0x2e3436, 0xcc0000, 0x4e9a06, 0xc4a000, 0x3465a4, 0x75507b, 0x06989a, 0xd3d7cf, 0x555753, 0xef2929, 0x8ae234, 0xfce94f, 0x729fcf, 0xad7fa8, 0x34e2e2, 0xeeeeec}, 0x2e3436, 0xffffff, 0xd3d7cf, 0x2e3436},
		{"Campbell", [16]uint32{0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc, 0x767676, 0xe74856, 0x16c60c, 0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2}, 0x0c0c0c, 0xffffff, 0xcccccc, 0x0c0c0c},
	}
}

// contrast is the ratio of WCAG 2 between two colours.
func contrast(a, b uint32) float64 {
	luminance := func(c uint32) float64 {
		sum := 0.0
		for i, weight := range []float64{0.0722, 0.7152, 0.2126} {
			v := float64(c>>(8*i)&0xff) / 255
			if v <= 0.04045 {
				v /= 12.92
			} else {
				v = math.Pow((v+0.055)/1.055, 2.4)
			}
			sum += weight * v
		}
		return sum
	}
	x, y := luminance(a)+0.05, luminance(b)+0.05
	return max(x, y) / min(x, y)
}

// TestContrast wants 4.5 of every style on both backgrounds of common terminals. Faint
// text is drawn as each of them likes, which nobody can vouch for.
func TestContrast(t *testing.T) {
	if got := contrast(0xffffff, 0x767676); math.Abs(got-4.54) > 0.01 {
		t.Fatalf("contrast(white, #767676) = %.2f, want 4.54", got)
	}
	d := load(t, "en", false, "strength").desk(t, "")
	of := d.draw().styles
	all := map[string]lipgloss.Style{"bold": of.bold, "plain": of.plain}
	if n := reflect.TypeFor[styles]().NumField(); n != len(all) {
		t.Fatalf("%d styles are looked at, want all %d", len(all), n)
	}
	for name, style := range all {
		if style.GetFaint() {
			t.Errorf("style %s is faint", name)
		}
		for _, p := range palettes() {
			onLight, onDark := p.darkText, p.lightText
			if c, ok := style.GetForeground().(lipgloss.ANSIColor); ok {
				onLight, onDark = p.colours[c], p.colours[c]
			} else if _, none := style.GetForeground().(lipgloss.NoColor); !none {
				t.Errorf("style %s has the colour %v, which is none of the sixteen", name, style.GetForeground())
			}
			for _, on := range []struct{ text, ground uint32 }{{onLight, p.light}, {onDark, p.darken}} {
				if got := contrast(on.text, on.ground); got < 4.5 {
					t.Errorf("style %s in %s: contrast %.1f on #%06x, want 4.5", name, p.name, got, on.ground)
				}
			}
		}
	}
}
