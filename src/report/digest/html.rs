//! A digest as an HTML page: nothing is fetched, and whatever stands in an item is text.

use super::{Digest, Group};
use crate::report::redline::escaped;
use crate::text::Language;
use std::fmt::Write as _;

/// How it looks; a mail program shows no more than this.
const STYLE: &str = "body{font-family:sans-serif;line-height:1.7;max-width:42em;margin:1em auto;padding:0 1em;font-size:16px}\
h1{font-size:1.2em}h2{font-size:1.05em;border-bottom:1px solid #999;margin-top:1.5em}h3{font-size:1em;margin-bottom:.2em}\
ul{margin-top:.2em;padding-left:1.4em}footer{color:#555;margin-top:1.5em}";

/// The page.
pub(crate) fn html(digest: &Digest) -> String {
    let lang = match digest.language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    let (title, counts, foot) = (escaped(&digest.title), escaped(&digest.counts), escaped(&digest.foot));
    let groups: String = digest.groups.iter().map(|of_office| group(digest, of_office)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n<p>{counts}</p>\n{groups}<footer>{foot}</footer>\n</body>\n</html>\n"
    )
}

fn group(digest: &Digest, group: &Group) -> String {
    let mut page = format!("<h2>{}</h2>\n", escaped(&group.office));
    for (kind, entries) in &group.parts {
        let _ = writeln!(page, "<h3>{}</h3>\n<ul>", kind.text().in_(digest.language));
        for entry in entries {
            let _ = writeln!(page, "<li>{}</li>", escaped(&digest.line(entry)));
        }
        page.push_str("</ul>\n");
    }
    page
}
