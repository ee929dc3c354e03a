//! Resolves kind `wording` as written.

use crate::diagnostic::{Diagnostic, PathSegment, unknown};
use crate::model::{Name, OneOrMany};
use crate::rules::{Resolver, Wording, into};
use crate::text;
use crate::text::Text;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordingSpec {
    /// Document ids, or `all`.
    pub documents: OneOrMany<Name>,
    #[serde(default)]
    pub never: OneOrMany<String>,
    pub names: Option<Name>,
    pub like: Option<String>,
    #[serde(rename = "use")]
    pub wording: Option<String>,
}

impl Resolver<'_> {
    pub(crate) fn wording(&mut self, at: &[PathSegment], spec: &WordingSpec) -> Wording {
        let all = spec.documents.iter().any(|document| document.as_str() == "all");
        let documents = if all {
            Vec::new()
        } else {
            spec.documents.iter().map(|id| self.document_id(&into(at, "documents"), id)).collect()
        };
        let never = spec.never.iter().filter_map(|pattern| self.pattern(&into(at, "never"), pattern)).collect();
        let exactly = match (&spec.like, &spec.wording) {
            (Some(like), Some(wording)) => {
                self.pattern(&into(at, "like"), like).map(|pattern| (pattern, wording.clone()))
            }
            (None, None) => None,
            _ => {
                self.wrong(
                    at,
                    Diagnostic::new(Text::new("`like` 与 `use` 要同时写", "`like` and `use` go together")).hint(
                        Text::new(
                            "`like` 写旧说法的模式，`use` 写应有的说法",
                            "`like` is the pattern of what is said, `use` what is to be said",
                        ),
                    ),
                );
                None
            }
        };
        let no_names = match spec.names.as_deref() {
            None => false,
            Some("never") => true,
            Some(other) => {
                self.wrong(&into(at, "names"), unknown(&Text::new("值", "value"), other, ["never"]));
                false
            }
        };
        Wording { documents, never, no_names, exactly }
    }

    pub(crate) fn pattern(&mut self, at: &[PathSegment], written: &str) -> Option<regex::Regex> {
        // `^` and `$` match at the lines of a text.
        let compiled = regex::RegexBuilder::new(written).multi_line(true).crlf(true).build();
        if compiled.is_err() {
            self.wrong(
                at,
                Diagnostic::new(text!(zh: "模式 `{written}` 不合语法", en: "`{written}` is not a pattern")).hint(
                    Text::new(
                        "写正则表达式；展开后过大的也不收",
                        "write a regular expression, and none that grows too large",
                    ),
                ),
            );
        }
        compiled.ok()
    }
}
