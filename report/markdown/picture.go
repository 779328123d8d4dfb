package markdown

import (
	"encoding/base64"

	"collectiveimpact/samklar/report/diagram"
	"collectiveimpact/samklar/report/view"
)

// picture shows the tree of a walk, with what its lines mean. The picture itself is
// one long line, and stands at the end, where it is in nobody's way. The words beneath
// it keep pandoc from making a caption of what is for those who do not see it.
func (m *markdown) picture(w *view.Walk) {
	data, said := diagram.PNG(w.Picture)
	if data == nil {
		return
	}
	m.line("![%s][%s]\\", escape(said), w.ID)
	m.line("*%s*", escape(w.Drawn))
	m.gap()
	m.pictures = append(m.pictures, "["+w.ID+"]: data:image/png;base64,"+base64.StdEncoding.EncodeToString(data))
}
