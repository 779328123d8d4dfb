package papers

// A Form is the words of the questions as a form to be filled in elsewhere.
type Form struct {
	FormTitle        string
	FormIntro        string
	FormOrder        string
	FormPaper        string
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
	FormTwo          string
	FormTwoNow       string
	FormBoth         string
	FormRemove       string
	FormNotNeeded    string
	FormLeft         string // one|many: {n}
	FormLeftMore     string // one|many: {n}
	FormEnough       string
	FormGone         string // one|many: {n}
	FormAdded        string // one|many: {n}
	FormRest         string // one|many: {n}
	FormRestAsk      string
	FormSave         string
	FormSavedNow     string
	FormSaved        string // {file}
	FormMissing      string // one|many: {n}, {question}
	FormCopy         string
	FormCopyLabel    string
	FormCopyButton   string
	FormCopied       string
	FormShare        string
	FormOpen         string
	FormOpened       string // one|many: {n}
	FormLeftOut      string // one|many: {n}
	FormEarlier      string // one|many: {n}
	FormNewer        string
	FormBadFile      string
	FormReplaceSure  string
	FormPrint        string
	FormClear        string
	FormClearSure    string
	FormCleared      string
	FormNeedReason   string
	FormTooMany      string // {n}
	FormFileTooLong  string
	FormBadDate      string
	FormNothing      string
}
