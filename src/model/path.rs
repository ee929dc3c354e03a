//! What files of the archive are called, by their paths: a paper, and beside it the decisions and the comments on it.

/// How the file of the comments on a paper ends, behind what the paper is called.
pub const COMMENTS: &str = ".comments.yml";

/// The file without its folders.
#[must_use]
pub fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What a paper is called: its file without the ending.
#[must_use]
pub fn file_stem(path: &str) -> &str {
    let file = file_name(path);
    file.strip_suffix(".md").unwrap_or(file)
}

/// The file of the decisions on a paper, `reviews/PAPER.yml`.
#[must_use]
pub fn decisions_on(paper: &str) -> String {
    let folder = paper.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/reviews/{}.yml", file_stem(paper))
}

/// The file of the comments on a paper, `reviews/PAPER.comments.yml`.
#[must_use]
pub fn comments_on(paper: &str) -> String {
    let folder = paper.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/reviews/{}{COMMENTS}", file_stem(paper))
}

/// The paper that the decisions in a file are on.
#[must_use]
pub fn paper_decided_on(decisions: &str) -> String {
    let folder = decisions.rsplit_once("/reviews/").map_or("", |(folder, _)| folder);
    format!("{folder}/{}.md", name_of_decisions(decisions))
}

/// What the paper is called that the decisions in a file are on.
#[must_use]
pub fn name_of_decisions(decisions: &str) -> &str {
    let file = file_name(decisions);
    file.strip_suffix(".yml").unwrap_or(file)
}

/// The folder of the signatures over the decisions in a file, `reviews/PAPER.sig`.
#[must_use]
pub fn signatures_of(decisions: &str) -> String {
    format!("{}.sig", decisions.strip_suffix(".yml").unwrap_or(decisions))
}

/// The file of the signature over a line with this digest, in the folder of signatures: it is named by what it signs, so
/// that merges cannot mix them up.
#[must_use]
pub fn signature_file(line: &str) -> String {
    format!("{}.sig", line.get(..16).unwrap_or(line))
}

/// The file of the time stamp over it, beside.
#[must_use]
pub fn stamp_file(line: &str) -> String {
    format!("{}.tsr", line.get(..16).unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_lie_beside_the_paper_they_are_on() {
        for name in ["协商意见", "协商意见（第二稿）", "v1.2", "意见.md"] {
            let paper = format!("topics/2026/003-试题/{name}.md");
            let decisions = decisions_on(&paper);
            assert_eq!(decisions, format!("topics/2026/003-试题/reviews/{name}.yml"));
            assert_eq!((file_stem(&paper), name_of_decisions(&decisions)), (name, name));
            assert_eq!(paper_decided_on(&decisions), paper);
            assert_eq!(comments_on(&paper), format!("topics/2026/003-试题/reviews/{name}.comments.yml"));
        }
    }
}
