package main

import (
	"context"
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

var screenshots = flag.String("screenshots", "", "keep pictures of the reports, and the reports printed, in this `folder`")

// A screen is one on which a report is read.
type screen struct {
	name          string
	width, height int64
}

// newBrowser starts a browser with a profile of its own; both end with the
// test. It reaches nothing: whatever is no file goes to a proxy that nobody is.
func newBrowser(t *testing.T, untested string) context.Context {
	t.Helper()
	path := needs(t, untested, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.ProxyServer("127.0.0.1:9"), // the port that throws everything away
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	// It ends when it is told to, not when the test does: only then it takes its
	// profile along. One that hangs is to fail, not to hang the test.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 5*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil { // starts it
		t.Fatalf("starting %s: %v", path, err)
	}
	return ctx
}

// A tab shows one page.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	requests []string // the address of everything asked for
}

// newTab opens a file in a tab of its own.
func newTab(browser context.Context, t *testing.T, file string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	p := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, p.listen); err != nil {
		t.Fatal(err)
	}
	call(p, network.Enable, network.EnableParams{})
	do(p, chromedp.Navigate(fileAddress(file)))
	return p
}

func (p *tab) listen(event any) {
	if sent, ok := event.(*network.EventRequestWillBeSent); ok {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.requests = append(p.requests, sent.Request.URL)
	}
}

// asked gives the addresses of everything that was asked for.
func (p *tab) asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests)
}

// on puts the page on a screen, in the light or the dark.
func (p *tab) on(s screen, scheme string) {
	p.t.Helper()
	do(p, chromedp.EmulateViewport(s.width, s.height))
	p.as("screen", scheme)
}

// as shows the page as a medium, screen or print, to a person who likes it light
// or dark.
func (p *tab) as(medium, scheme string) {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}

// picture keeps a picture of the whole page.
func (p *tab) picture(name string) {
	p.t.Helper()
	if *screenshots == "" {
		return
	}
	picture, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Fatal(err)
	}
	keep(p.t, name, picture)
}

// keep keeps what a test has made, where somebody asked for it.
func keep(t *testing.T, name string, data []byte) {
	t.Helper()
	if *screenshots == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*screenshots, name), data, 0o600); err != nil {
		t.Error(err)
	}
}

// fileAddress gives the address of a file.
func fileAddress(file string) string {
	return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(filepath.ToSlash(file), "/")}).String()
}

// do does something in a tab.
func do(p *tab, actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, actions...); err != nil {
		p.t.Fatal(err)
	}
}

// ask evaluates a script in a tab; a promise is waited for.
func ask[T any](p *tab, script string) T {
	p.t.Helper()
	answer, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatalf("%.80s: %v", script, err)
	}
	return answer
}

// call sends a tab a command of the browser's own protocol.
func call[P, R any](p *tab, command cdp.Command[P, R], params P) {
	p.t.Helper()
	if _, err := chromedp.Call(p.ctx, command, params); err != nil {
		p.t.Fatal(err)
	}
}
