package phrase

// A Form is the words of the questions as a form to be filled in elsewhere.
type Form struct {
	FormTitle        string
	FormIntro        string
	FormKept         string
	FormNotKept      string
	FormNoScript     string
	FormCase         string
	FormCaseTitle    string
	FormAsOf         string
	FormName         string
	FormOrganisation string
	FormRole         string
	FormMore         string
	FormReason       string
	FormEvidence     string
	FormAnswer       string
	FormChoices      string
	FormOther        string
	FormOtherNone    string
	FormRemove       string
	FormNotNeeded    string
	FormAnswered     string // {n}, {of}
	FormNow          string // {n}
	FormSave         string
	FormSaved        string // {file}
	FormMissing      string // {n} {question}
	FormCopy         string
	FormCopyLabel    string
	FormOpen         string
	FormOpened       string // {n}
	FormLeftOut      string // {n}
	FormOtherVersion string
	FormBadFile      string
	FormReplaceSure  string
	FormPrint        string
	FormClear        string
	FormClearSure    string
	FormCleared      string
	FormNeedReason   string // {question}
	FormTooMany      string // {question}, {n}
	FormBadDate      string
	FormNothing      string
}
