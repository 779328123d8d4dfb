package form

import "encoding/json"

// AskedScript is the script that tells which questions are asked.
func AskedScript() string { return askedScript }

// Script is all that runs on the page.
func Script() string { return script() }

// BanksJSON gives what the script knows of the banks.
func (f *Form) BanksJSON() ([]byte, error) { return json.Marshal(f.data().Banks) }
