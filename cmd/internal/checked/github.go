package checked

import (
	"fmt"
	"path/filepath"
	"strings"

	"collectiveimpact/samklar/cmd/internal/say"
)

// annotation writes a finding as a command that GitHub's runners take from the log:
// "::error file=a.yaml,line=6,col=16,title=unknown-level::…".
//
// What would end a value is escaped: % \r and \n everywhere, : and , in properties too.
func annotation(f *finding) string {
	name := map[level]string{failure: "error", warning: "warning", note: "notice"}[f.level]
	var properties []string
	message := f.Message
	if onStream(f) {
		message = fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, message)
	} else {
		properties = append(properties, "file="+property(say.Line(filepath.ToSlash(f.File))))
		if f.Line > 0 {
			properties = append(properties, fmt.Sprintf("line=%d", f.Line), fmt.Sprintf("col=%d", f.Column))
		}
	}
	properties = append(properties, "title="+property(f.Code))
	return "::" + name + " " + strings.Join(properties, ",") + "::" + data(message) + "\n"
}

func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
