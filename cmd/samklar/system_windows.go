package main

import "golang.org/x/sys/windows"

// systemLanguage is the language that Windows speaks to this user, such as da-DK.
func systemLanguage() string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(names) == 0 {
		return ""
	}
	return names[0]
}
