//! The XML of a DOCX's parts, from templates. Whatever is put into them is escaped.

use crate::diagnostic::Diagnostic;
use crate::text::Text;
use include_dir::{Dir, include_dir};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, syntax::SyntaxConfig};
use std::sync::LazyLock;

static TEMPLATES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/document/docx/xml");

static ENVIRONMENT: LazyLock<Option<Environment>> = LazyLock::new(|| {
    let mut environment = Environment::empty();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).build().ok()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    for file in TEMPLATES.files() {
        environment.add_template(file.path().to_str()?, file.contents_utf8()?).ok()?;
    }
    Some(environment)
});

/// Values by name.
pub(super) fn map<const N: usize>(values: [(&'static str, Value); N]) -> Value {
    Value::from_pairs(values)
}

/// XML made by [`filled`], which is not escaped again.
pub(super) fn made(xml: String) -> Value {
    Value::from_safe_string(xml)
}

/// A template with values filled in.
pub(super) fn filled(template: &str, values: &Value) -> Result<String, Diagnostic> {
    let environment = ENVIRONMENT.as_ref().ok_or_else(|| broken(template, ""))?;
    let filled = environment.get_template(template).and_then(|template| template.render(values));
    filled.map_err(|error| broken(template, &error.to_string()))
}

fn broken(template: &str, why: &str) -> Diagnostic {
    Diagnostic::new(crate::text!(zh: "写不成 DOCX：{template} {why}", en: "no DOCX can be made: {template} {why}"))
        .hint(Text::new("这是程序的错误，请报告", "this is an error of the program; please report it"))
}
