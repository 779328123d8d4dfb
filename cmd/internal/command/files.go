package command

import (
	"errors"
	"fmt"

	"collectiveimpact/samklar/assess"
	"collectiveimpact/samklar/assess/answerfile"
	"collectiveimpact/samklar/assess/decisionfile"
	"collectiveimpact/samklar/assess/policyfile"
	"collectiveimpact/samklar/assess/portfolio"
	"collectiveimpact/samklar/assess/resultfile"
	"collectiveimpact/samklar/cmd/internal/exit"
	"collectiveimpact/samklar/cmd/internal/input"
	"collectiveimpact/samklar/cmd/internal/output"
	"collectiveimpact/samklar/cmd/internal/pager"
	"collectiveimpact/samklar/questions"
	"collectiveimpact/samklar/report"
	"collectiveimpact/samklar/report/phrase"
)

// ReadAnswers reads an answer file.
func (o *Options) ReadAnswers(path string, lib *questions.Library) (*answerfile.Document, error) {
	name, data, err := o.In.Read(path, answerfile.MaxBytes)
	if err != nil {
		return nil, err
	}
	return ParseAnswers(name, data, lib)
}

// ParseAnswers reads the text of an answer file; its problems carry the text
// along, for excerpts.
func ParseAnswers(name string, data []byte, lib *questions.Library) (*answerfile.Document, error) {
	doc, err := answerfile.Read(name, data, lib)
	return doc, exit.WithSource(err, name, data)
}

// WriteOutput gives a result of a kind to stdout, or puts it in a file's place.
func (o *Options) WriteOutput(kind output.Kind, data []byte) error {
	out, err := o.Create(kind, data)
	if err != nil {
		return err
	}
	if _, err := out.Write(data); err != nil {
		return err
	}
	return out.Commit()
}

// WritePaged is WriteOutput for what may be longer than a screen: where somebody
// sits at one that can be drawn on, a pager shows it.
func (o *Options) WritePaged(kind output.Kind, data []byte) error {
	term := o.Sys.Env("TERM")
	if screen := o.Screen(); o.Sys.OutTerminal && o.Out.Standard() && !screen.Plain && term != "" && term != "dumb" {
		lang, err := o.Language()
		if err != nil {
			return err
		}
		return pager.Write(o.Sys.Out, o.Sys.Env, phrase.For(lang).KeysPager, data)
	}
	return o.WriteOutput(kind, data)
}

// Print gives a result to stdout.
func (o *Options) Print(data []byte) error {
	out, err := o.Create("", nil)
	if err == nil {
		_, err = out.Write(data)
	}
	return err
}

// Create begins a result of a kind, of data where that is known already.
func (o *Options) Create(kind output.Kind, data []byte) (*output.File, error) {
	out, err := o.Out.Create(o.Sys.Out, kind, data, &o.In.Sources)
	if refused, ok := errors.AsType[*output.RefusedError](err); ok {
		if refused.Force {
			return nil, exit.Usage("--output: "+refused.Error(), "to replace it all the same, add --force")
		}
		return nil, exit.Usage("--output: " + refused.Error())
	}
	return out, err
}

// ReadCase reads an answer file, or the answers in a stored result: that is then
// reported on with the banks it was scored with.
func (o *Options) ReadCase(file string, lib *questions.Library) (*assess.Selection, *answerfile.Document, error) {
	name, data, err := o.In.Read(file, resultfile.MaxBytes)
	if err != nil {
		return nil, nil, err
	}
	stored, ok := resultfile.Stored(data)
	if !ok && resultfile.IsPage(data) {
		return nil, nil, exit.Invalid.Hinted(fmt.Errorf("%q is a page that carries no result", name), "samklar report FILE -f html -o PAGE")
	}
	if ok {
		doc, ids, err := resultfile.ReadResult(name, stored, lib)
		if err != nil {
			return nil, nil, exit.WithSource(err, name, data)
		}
		banks, err := lib.Select(ids, false)
		if err != nil {
			return nil, nil, input.WithBanks(err)
		}
		o.SayLanguage(lib, banks)
		return assess.Select(banks), doc, nil
	}
	doc, err := ParseAnswers(name, data, lib)
	if err != nil {
		return nil, nil, err
	}
	selection, err := o.Selection(lib, doc.Banks()...)
	return selection, doc, err
}

// Input returns what a report on a case is made from.
func (o *Options) Input(lib *questions.Library, s *assess.Selection, doc *answerfile.Document) *report.Input {
	entries := doc.Entries(s.Banks)
	result := s.Evaluate(entries.Answers())
	return &report.Input{
		Case: doc.Case, Result: result, Outlook: s.Outlook(result), Entries: entries, Gone: doc.Gone(s.Banks), Titles: Title(lib), Lang: lib.Language(), Tool: o.Version(),
	}
}

// ReadPolicy reads a policy; it is nil where no file is named.
func (o *Options) ReadPolicy(file string, lib *questions.Library, selection *assess.Selection) (*portfolio.Policy, error) {
	if file == "" {
		return nil, nil //nolint:nilnil // nothing is required
	}
	name, data, err := o.In.Read(file, policyfile.MaxBytes)
	if err != nil {
		return nil, err
	}
	rules, err := policyfile.Read(name, data, selection.Banks, lib)
	if err != nil {
		return nil, exit.WithSource(err, name, data)
	}
	return rules, nil
}

// ReadDecisions reads what people decided; it is nil where no file is named.
func (o *Options) ReadDecisions(file string) (decisionfile.Decisions, error) {
	if file == "" {
		return nil, nil //nolint:nilnil // nothing is known to be decided
	}
	name, data, err := o.In.Read(file, decisionfile.MaxBytes)
	if err != nil {
		return nil, err
	}
	decisions, err := decisionfile.Read(name, data)
	return decisions, exit.WithSource(err, name, data)
}
