//go:build !windows

package main

// systemLanguage is nothing: the locale says it.
func systemLanguage() string { return "" }
