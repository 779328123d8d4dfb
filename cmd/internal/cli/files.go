package cli

import (
	"errors"

	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/questions"
)

func (o *options) readAnswers(path string, lib *questions.Library) (*answerfile.Document, error) {
	name, data, err := o.in.Read(path, answerfile.MaxBytes)
	if err != nil {
		return nil, err
	}
	return parseAnswers(name, data, lib)
}

// parseAnswers reads the text of an answer file; its problems carry the text
// along, for excerpts.
func parseAnswers(name string, data []byte, lib *questions.Library) (*answerfile.Document, error) {
	doc, err := answerfile.Read(name, data, lib)
	return doc, exit.WithSource(err, name, data)
}

// writeOutput gives a result of a kind to stdout, or puts it in a file's place.
func (o *options) writeOutput(kind output.Kind, data []byte) error {
	out, err := o.create(kind, data)
	if err != nil {
		return err
	}
	if _, err := out.Write(data); err != nil {
		return err
	}
	return out.Commit()
}

// print gives a result to stdout.
func (o *options) print(data []byte) error {
	out, err := o.create("", nil)
	if err == nil {
		_, err = out.Write(data)
	}
	return err
}

// create begins a result of a kind, of data where that is known already.
func (o *options) create(kind output.Kind, data []byte) (*output.File, error) {
	out, err := o.out.Create(o.sys.Out, kind, data, &o.in.Sources)
	if refused, ok := errors.AsType[*output.RefusedError](err); ok {
		if refused.Force {
			return nil, exit.Usage("--output: "+refused.Error(), "to replace it all the same, add --force")
		}
		return nil, exit.Usage("--output: " + refused.Error())
	}
	return out, err
}
