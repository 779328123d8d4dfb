package diagram

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"sync"

	"collectiveimpact/samklar/report/view"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

const (
	pngScale = 2  // dots of the picture for each unit, so that it is sharp in print
	beside   = 28 // room to the right: some word processors move a picture in
	// A sheet of A4 has room for so much in height for so much in width, with a heading.
	sheetWidth, sheetHeight = 170, 215
	mostWidth               = 2 * treeWidth // wider ones are too small to read
)

// The colours of the page in print. Between paper and the two of texts lie steps for
// the rims of letters; sixteen in all keep the picture small.
var (
	paper, ink, soft = color.RGBA{255, 255, 255, 255}, color.RGBA{28, 28, 28, 255}, color.RGBA{86, 86, 86, 255}
	accent, thin     = color.RGBA{11, 92, 143, 255}, color.RGBA{201, 201, 201, 255}
)

// PNG draws the same as WriteTree as a picture for documents: as wide as a sheet is for
// its height, so that it stands on one whole. It returns with it what it shows, in words.
// There is none of a tree that is too long to be read then.
func PNG(t *view.Tree) (data []byte, said string) {
	l := layTree(t)
	width := max(treeWidth+beside, (l.end*sheetWidth+sheetHeight-1)/sheetHeight)
	if width > mostWidth {
		return nil, ""
	}
	palette := color.Palette{paper, accent, thin}
	for _, c := range []color.RGBA{ink, soft} {
		const steps = 6
		for i := range steps {
			v := uint8(255 - (255-int(c.R))*(i+1)/steps)
			palette = append(palette, color.RGBA{v, v, v, 255})
		}
	}
	d := dots{image.NewPaletted(image.Rect(0, 0, pngScale*width, pngScale*l.end), palette)}
	drawTree(d, t, l)
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, d.on); err != nil {
		panic(fmt.Sprintf("diagram: a tree of %d by %d cannot be drawn: %v", width, l.end, err))
	}
	return b.Bytes(), strings.TrimSuffix(t.Title+" – "+describe(t), " – ")
}

// dots is a canvas of coloured dots.
type dots struct{ on *image.Paletted }

// box has no round corners.
func (d dots) box(class string, at point, width, height int) {
	right, bottom := at.x+width, at.y+height
	d.path(class, at, point{right, at.y}, point{right, bottom}, point{at.x, bottom}, at)
}

func (d dots) path(class string, points ...point) {
	thick, c := 3, thin // in dots
	if strings.Contains(class, "way") {
		thick, c = 7, accent
	}
	dash := 0
	if strings.Contains(class, "maybe") {
		dash = 16
	}
	for i, to := range points[1:] {
		d.stroke(points[i], to, thick, dash, c)
	}
}

// stroke draws a level or an upright line; a dash of none draws it through.
func (d dots) stroke(a, b point, thick, dash int, c color.RGBA) {
	r := image.Rect(pngScale*a.x, pngScale*a.y, pngScale*b.x, pngScale*b.y).Canon()
	level := r.Dx() > r.Dy()
	length := max(r.Dx(), r.Dy())
	r = image.Rectangle{r.Min.Sub(image.Pt(thick/2, thick/2)), r.Max.Add(image.Pt((thick+1)/2, (thick+1)/2))}
	if dash == 0 {
		draw.Draw(d.on, r, image.NewUniform(c), image.Point{}, draw.Src)
		return
	}
	for at := 0; at < length; at += dash * 13 / 8 {
		part := r
		if level {
			part.Min.X, part.Max.X = r.Min.X+at, min(r.Min.X+at+dash, r.Max.X)
		} else {
			part.Min.Y, part.Max.Y = r.Min.Y+at, min(r.Min.Y+at+dash, r.Max.Y)
		}
		draw.Draw(d.on, part, image.NewUniform(c), image.Point{}, draw.Src)
	}
}

// letters is the font of pictures: it has Latin, Greek and Cyrillic letters.
var letters = sync.OnceValue(func() *opentype.Font {
	f, err := opentype.Parse(goregular.TTF)
	if err != nil {
		panic("diagram: the font cannot be read: " + err.Error())
	}
	return f
})

func (d dots) label(class string, at point, said string) {
	face, c, said := written(class, said)
	pen := font.Drawer{Dst: d.on, Src: image.NewUniform(c), Face: face, Dot: fixed.P(pngScale*at.x, pngScale*at.y)}
	pen.DrawString(said)
}

// written says how a text of a class is written, with the signs that the font has.
func written(class, said string) (face font.Face, c color.RGBA, signs string) {
	size, c := 13.5, ink
	if class != "" {
		size, c = 12.5, soft
	}
	face, err := opentype.NewFace(letters(), &opentype.FaceOptions{Size: size * pngScale, DPI: 72, Hinting: font.HintingFull})
	if err != nil {
		panic("diagram: the font has no size: " + err.Error())
	}
	return face, c, strings.NewReplacer("✓", "√", "✗", "×").Replace(said)
}
