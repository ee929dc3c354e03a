//! What a template asks for, held against what there can be, in every branch: names that no facts have, values that a
//! filter does not take, sums of texts, and tags that name no fact and still cannot be filled in.

#[cfg(test)]
mod tests;

use super::fact::{TemplateValue, Unset};
use super::filter::FILTERS;
use super::message::{one_of, so_many, unknown_name};
use super::{Template, environment};
use crate::diagnostic::{Diagnostic, Diagnostics, Location};
use crate::text;
use crate::text::{Text, line_and_column};
use minijinja::machinery::ast::{BinOpKind, CallArg, Expr, Filter, Stmt, UnaryOpKind};
use minijinja::machinery::{Span, parse};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;
use minijinja::{Error, Value};
use std::sync::Arc;

/// Everything that is wrong with a template whatever the facts are. `facts` has all names that they can have.
///
/// # Errors
/// If the template cannot be parsed.
pub(super) fn problems(
    template: &Template,
    syntax: &SyntaxConfig,
    facts: &TemplateValue,
) -> Result<Diagnostics, Error> {
    let parsed = parse(&template.text, &template.path, syntax.clone())?;
    let mut look = Look { template, syntax, facts, loops: Vec::new(), has_names: false, problems: Vec::new() };
    if let Stmt::Template(whole) = &parsed {
        look.statements(&whole.children);
    }
    Ok(look.problems)
}

/// Most problems that are told of a template.
const MOST: usize = 50;

/// What is known of a value: the names in it; nothing of one that a filter made.
type Known = Option<TemplateValue>;

struct Look<'t> {
    template: &'t Template,
    syntax: &'t SyntaxConfig,
    facts: &'t TemplateValue,
    /// The names of the open loops, the innermost last, each with what it stands for.
    loops: Vec<(&'t str, Known)>,
    /// Whether the tag names a fact.
    has_names: bool,
    problems: Diagnostics,
}

impl<'t> Look<'t> {
    fn statements(&mut self, statements: &[Stmt<'t>]) {
        for statement in statements {
            match statement {
                Stmt::EmitExpr(tag) => {
                    let before = self.problems.len();
                    self.has_names = false;
                    self.value(&tag.expr);
                    if !self.has_names && self.problems.len() == before {
                        self.fill_in(tag.span());
                    }
                }
                Stmt::IfCond(condition) => {
                    self.value(&condition.expr);
                    let verdict = self.verdict(&condition.expr);
                    if verdict != Some(false) {
                        self.statements(&condition.true_body);
                    }
                    if verdict != Some(true) {
                        self.statements(&condition.false_body);
                    }
                }
                Stmt::ForLoop(of) => {
                    let each = each(self.value(&of.iter));
                    let outer = self.loops.len();
                    self.loops.push(("loop", None));
                    match &of.target {
                        Expr::Var(name) => self.loops.push((name.id, each)),
                        several => self.several(several),
                    }
                    self.values(of.filter_expr.iter());
                    self.statements(&of.body);
                    self.loops.truncate(outer);
                    self.statements(&of.else_body);
                }
                // No others are allowed.
                _ => {}
            }
        }
    }

    /// The names of a loop that takes each entry apart.
    fn several(&mut self, names: &Expr<'t>) {
        match names {
            Expr::Var(name) => self.loops.push((name.id, None)),
            Expr::List(names) => names.items.iter().for_each(|name| self.several(name)),
            _ => {}
        }
    }

    fn values<'e>(&mut self, expressions: impl IntoIterator<Item = &'e Expr<'t>>)
    where
        't: 'e,
    {
        for expression in expressions {
            self.value(expression);
        }
    }

    fn value(&mut self, expression: &Expr<'t>) -> Known {
        match expression {
            Expr::Const(_) => None,
            Expr::Var(name) => self.named(name.id, name.span()),
            Expr::GetAttr(of) => {
                let whole = self.value(&of.expr);
                self.part(whole, of.name, expression, of.span().end_offset as usize - of.name.len())
            }
            Expr::GetItem(of) => {
                let whole = self.value(&of.expr);
                self.value(&of.subscript_expr);
                match &of.subscript_expr {
                    Expr::Const(key) if key.value.as_str().is_some() => {
                        let name = key.value.as_str().unwrap_or_default();
                        self.part(whole, name, expression, key.span().start_offset as usize)
                    }
                    _ => each(whole),
                }
            }
            Expr::Slice(of) => {
                self.values([&of.start, &of.stop, &of.step].into_iter().flatten());
                self.value(&of.expr)
            }
            Expr::UnaryOp(of) => self.value(&of.expr).and(None),
            Expr::BinOp(of) => {
                let left = self.value(&of.left);
                let verdict = self.verdict(&of.left);
                // The right side is not looked at where the left one decides.
                match of.op {
                    BinOpKind::ScAnd if verdict == Some(false) => return None,
                    BinOpKind::ScOr if verdict == Some(true) => return None,
                    _ => {}
                }
                let sides = [left, self.value(&of.right)];
                let is_sum = matches!(of.op, BinOpKind::Sub | BinOpKind::Div | BinOpKind::FloorDiv | BinOpKind::Rem);
                // Two texts may be added.
                let adds_number = matches!(of.op, BinOpKind::Add) && [&of.left, &of.right].into_iter().any(is_number);
                if (is_sum || adds_number) && sides.iter().any(Option::is_some) {
                    self.told(of.span(), no_number(self.words(of.span())));
                }
                None
            }
            Expr::Compare(of) => {
                self.value(&of.expr);
                self.values(of.ops.iter().map(|op| &op.expr));
                None
            }
            Expr::IfExpr(of) => {
                self.value(&of.test_expr);
                let verdict = self.verdict(&of.test_expr);
                self.values(of.false_expr.iter().filter(|_| verdict != Some(true)));
                if verdict == Some(false) { None } else { self.value(&of.true_expr) }
            }
            Expr::Filter(of) => self.filtered(of, of.span()),
            Expr::Test(of) => {
                self.guarded(&of.expr);
                self.arguments(&of.args, of.span(), (&Text::new("判断", "test"), of.name, 0, 0))
            }
            Expr::Call(of) => self.called(&of.expr, &of.args, of.span()),
            Expr::List(of) => {
                self.values(&of.items);
                None
            }
            Expr::Tuple(of) => {
                self.values(&of.items);
                None
            }
            Expr::Map(of) => {
                self.values(of.keys.iter().chain(&of.values));
                None
            }
        }
    }

    fn is_known(&self, name: &str) -> bool {
        self.facts.get(name).is_some() || self.loops.iter().any(|(own, _)| *own == name)
    }

    fn named(&mut self, name: &'t str, span: Span) -> Known {
        self.has_names = true;
        if let Some((_, known)) = self.loops.iter().rev().find(|(own, _)| *own == name) {
            return known.clone();
        }
        let known = self.facts.get(name).cloned();
        if known.is_none() {
            let own = self.loops.iter().map(|(own, _)| (*own).to_owned());
            let all: Vec<String> = own.chain(names(self.facts)).collect();
            self.told(span, Diagnostic::new(unknown_name(name)).hint(one_of(name, &all)));
        }
        known
    }

    /// What has a name in a value, as an expression says that has the name at a place.
    fn part(&mut self, whole: Known, name: &str, expression: &Expr, at: usize) -> Known {
        let whole = whole?;
        let part = whole.get(name).cloned();
        if part.is_none() {
            let hint = match &whole {
                TemplateValue::Map(_) => one_of(name, &names(&whole)),
                TemplateValue::List(_) => Text::new(
                    "这里有若干个：用 `{% for one in … %}` 逐个列出，再写 `one.名称`",
                    "there are several: go through them with `{% for one in … %}` and write `one.name`",
                ),
                _ => Text::new("这里是一个值，没有下一级", "this is one value, with no others in it"),
            };
            self.told_at(at, Diagnostic::new(unknown_name(&path(expression))).hint(hint));
        }
        part
    }

    /// A value of which it is asked whether it is there at all: its last name may be unknown.
    fn guarded(&mut self, expression: &Expr<'t>) {
        self.has_names = true;
        match expression {
            Expr::Var(_) => {}
            Expr::GetAttr(of) => drop(self.value(&of.expr)),
            Expr::GetItem(of) => self.values([&of.expr, &of.subscript_expr]),
            other => drop(self.value(other)),
        }
    }

    /// What a condition always is, because a name that it asks after is never there.
    fn verdict(&mut self, condition: &Expr<'t>) -> Option<bool> {
        match condition {
            Expr::Test(of) if matches!(of.name, "defined" | "undefined") => {
                let before = self.problems.len();
                self.value(&of.expr);
                let is_unknown = self.problems.len() > before;
                self.problems.truncate(before);
                is_unknown.then_some(of.name == "undefined")
            }
            Expr::UnaryOp(of) if matches!(of.op, UnaryOpKind::Not) => self.verdict(&of.expr).map(|is_so| !is_so),
            Expr::BinOp(of) => {
                let decides = match of.op {
                    BinOpKind::ScAnd => false,
                    BinOpKind::ScOr => true,
                    _ => return None,
                };
                [&of.left, &of.right].into_iter().find_map(|side| self.verdict(side).filter(|is_so| *is_so == decides))
            }
            _ => None,
        }
    }

    fn filtered(&mut self, filter: &Filter<'t>, span: Span) -> Known {
        let of = match &filter.expr {
            Some(of) if filter.name == "default" => {
                self.guarded(of);
                None
            }
            of => of.as_ref().and_then(|of| self.value(of)),
        };
        if let Some((name, least, most)) = FILTERS.into_iter().find(|(name, ..)| *name == filter.name) {
            self.arguments(&filter.args, span, (&Text::new("过滤器", "filter"), name, least, most));
        }
        match filter.name {
            "having" | "without" | "where" => of,
            "first" | "last" => each(of),
            _ => None,
        }
    }

    fn called(&mut self, function: &Expr<'t>, arguments: &[CallArg<'t>], span: Span) -> Known {
        match function {
            Expr::Var(name) if name.id == "range" => {
                return self.arguments(arguments, span, (&Text::new("函数", "function"), "range", 1, 3));
            }
            // `loop.cycle('甲', '乙')`
            Expr::GetAttr(of) if matches!(&of.expr, Expr::Var(name) if name.id == "loop") => drop(self.value(&of.expr)),
            Expr::Var(name) if !self.is_known(name.id) => {
                let name = name.id;
                self.has_names = true;
                let unknown = text!(zh: "模板有误：没有函数 `{name}`", en: "the template is wrong: there is no function `{name}`");
                self.told(span, Diagnostic::new(unknown).hint(one_of(name, &["range".to_owned()])));
            }
            of => {
                let words = path(of);
                let none = text!(zh: "模板有误：`{words}` 之后不写括号", en: "the template is wrong: `{words}` takes no brackets");
                self.told(span, Diagnostic::new(none).hint(Text::new("删去括号", "take them out")));
                self.value(of);
            }
        }
        self.arguments(arguments, span, (&Text::same(""), "", 0, usize::MAX))
    }

    /// Looks at the values in brackets, of which there are to be so many.
    fn arguments(
        &mut self,
        arguments: &[CallArg<'t>],
        span: Span,
        (kind, name, least, most): (&Text, &str, usize, usize),
    ) -> Known {
        let mut is_counted = true;
        for argument in arguments {
            is_counted &= matches!(argument, CallArg::Pos(_));
            let (CallArg::Pos(of) | CallArg::Kwarg(_, of) | CallArg::PosSplat(of) | CallArg::KwargSplat(of)) = argument;
            self.value(of);
        }
        let count = arguments.len();
        if is_counted && !(least..=most).contains(&count) {
            let (Text { zh, en }, Text { zh: wanted_zh, en: wanted_en }) = (kind, so_many(least, most));
            self.told(
                span,
                Diagnostic::new(text!(
                    zh: "模板有误：{zh} `{name}` {wanted_zh}，现有 {count} 个",
                    en: "the template is wrong: the {en} `{name}` takes {wanted_en}, not {count}"
                ))
                .hint(Text::new(
                    "值之间用逗号，例如 `| replace('甲', '乙')`；不要值的，不写括号",
                    "put commas between values, as in `| replace('a', 'b')`; without values there are no brackets",
                )),
            );
        }
        None
    }

    /// Fills in a tag that names no fact: what it makes never changes.
    fn fill_in(&mut self, span: Span) {
        let tag = format!("{} }}}}", self.words(span));
        let environment = environment(self.syntax.clone(), &Arc::default(), &Unset::default());
        let made = environment.render_named_str(&self.template.path, &tag, ());
        if let Err(error) = made {
            let at = error.range().map_or(0, |range| range.start);
            let problem = self.template.explain(&error, &Value::UNDEFINED);
            self.told_at(span.start_offset as usize + at, problem);
        }
    }

    fn words(&self, span: Span) -> &'t str {
        self.template.text.get(span.start_offset as usize..span.end_offset as usize).unwrap_or_default()
    }

    fn told(&mut self, span: Span, problem: Diagnostic) {
        self.told_at(span.start_offset as usize, problem);
    }

    fn told_at(&mut self, at: usize, problem: Diagnostic) {
        let (line, column) = line_and_column(&self.template.text, at);
        let problem = problem.at(Location::at(&self.template.path, line, column));
        if self.problems.len() < MOST && !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }
}

/// A fact as it is named, `topic.title`.
fn path(expression: &Expr) -> String {
    match expression {
        Expr::Var(name) => name.id.to_owned(),
        Expr::GetAttr(of) => format!("{}.{}", path(&of.expr), of.name),
        Expr::GetItem(of) => match &of.subscript_expr {
            Expr::Const(key) => format!("{}[{:?}]", path(&of.expr), key.value),
            _ => format!("{}[…]", path(&of.expr)),
        },
        _ => "…".to_owned(),
    }
}

/// One of several.
fn each(several: Known) -> Known {
    match several {
        Some(TemplateValue::List(each)) => each.into_iter().next(),
        _ => None,
    }
}

fn names(facts: &TemplateValue) -> Vec<String> {
    let TemplateValue::Map(facts) = facts else { return Vec::new() };
    facts.iter().map(|(name, _)| name.clone()).collect()
}

fn is_number(expression: &Expr) -> bool {
    match expression {
        Expr::Const(of) => of.value.kind() == ValueKind::Number,
        Expr::Filter(of) => of.name == "length",
        _ => false,
    }
}

fn no_number(words: &str) -> Diagnostic {
    let message = text!(zh: "模板有误：登记的是文字，不能计算 `{words}`", en: "the template is wrong: facts are texts, of which `{words}` cannot be counted");
    Diagnostic::new(message)
        .hint(Text::new("不能由登记得出的，写作 `〔待填写：…〕`", "what no fact says is left open: `〔待填写：…〕`"))
}
