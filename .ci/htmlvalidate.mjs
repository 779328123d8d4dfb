// What html-validate holds the reports to: all that it recommends.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // The pages are well-formed XML too, so that any tool can read them: <br />, not <br>.
    "void-style": ["error", { style: "selfclosing" }],
    "attribute-boolean-style": ["error", { style: "empty" }],
    // A list and a group may have a name, as ARIA has it, though html-validate would rather keep names to controls.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // The zones of a measure are as wide as the bank says, bars as their cases; a title runs along on printed sheets.
    "no-inline-style": ["error", { allowedProperties: ["flex", "width", "--running"] }],
    // A title says the name of the case, which is as long as people make it. The limit is one of search engines.
    "long-title": "off",
    // A form is sent nowhere: a button saves it, and Enter in a field does not.
    "wcag/h32": "off",
  },
};
