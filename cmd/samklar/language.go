package main

// environment gives the environment, and the language of the system where no
// locale names one: Windows has none there.
func environment(get func(string) string, system func() string) func(string) string {
	return func(name string) string {
		value := get(name)
		if name == "LANG" && value == "" {
			return system()
		}
		return value
	}
}
