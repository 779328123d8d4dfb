package batch

import "context"

// A taker takes what the workers have made, in order.
type taker struct {
	*Batch
	Tally
	finder *finder
	window *window
}

func (t *taker) all(ctx context.Context, order <-chan *job) error {
	defer t.Progress.clear()
	for {
		j, err := t.next(ctx, order)
		if j == nil || err != nil {
			return err
		}
		<-j.done
		cut := false
		if j.parts == nil {
			err = t.job(j)
		} else {
			cut, err = t.parts(j)
		}
		t.window.leave(j)
		t.finder.used(j)
		if t.Interrupted = t.Interrupted || cut; err != nil || t.Stopped || t.Interrupted {
			return err
		}
	}
}

// parts takes a file that turned out to be long, and tells whether an interruption cut
// it. One that is not wanted to its end may be read on meanwhile: it is not asked.
func (t *taker) parts(j *job) (cut bool, err error) {
	for part := range j.parts {
		if err := t.job(part); err != nil || t.Stopped {
			return false, err
		}
	}
	return j.cut, nil
}

// next waits for a job; nil means that there are no more.
func (t *taker) next(ctx context.Context, order <-chan *job) (*job, error) {
	var j *job
	var more bool
	select {
	case j, more = <-order:
	default:
		if t.Idle != nil {
			if err := t.Idle(); err != nil {
				return nil, err
			}
		}
		select {
		case j, more = <-order:
		case <-ctx.Done():
			select {
			case j, more = <-order: // begun before the interruption
			default:
				t.Interrupted = true // and the finder waits for standard input
				return nil, nil
			}
		}
	}
	if !more {
		t.Interrupted = t.finder.cut
	}
	return j, nil
}

func (t *taker) job(j *job) error {
	if j.message != "" {
		t.Say(j.message)
	}
	t.Missing = t.Missing || j.missing
	if j.passed {
		t.Passed++
	}
	for i := range j.results {
		r := &j.results[i]
		t.Documents++
		if r.message != "" {
			t.Failed++
			if r.unreadable {
				t.Unreadable++
			}
			if !t.Mute {
				t.Say(r.message)
			}
			if t.Stopped = t.Strict; t.Stopped {
				if t.Mute {
					return r.take()
				}
				return nil
			}
		}
		if err := r.take(); err != nil {
			return err
		}
	}
	if j.ends {
		t.Files++
	}
	t.Progress.show(t.Tally)
	return nil
}
