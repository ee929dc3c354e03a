//! `materials.yml`: the photographs and the departments' material, and the small files themselves.

use super::timeline::Fault;
use super::topic::Topic;
use super::{Files, prose, today};
use std::fmt::Write as _;

/// The list and what it lists, once there is anything.
pub fn files(topic: &Topic) -> Files {
    let mut files = Files::new();
    let mut list = String::new();
    let date = topic.timeline.preparation.meeting_papers;
    if !topic.of_department && date <= today() {
        let file = "materials/部门情况说明.txt";
        let _ = writeln!(
            list,
            "- {{file: {file}, document: department-material, title: 有关工作情况的说明, from: 有关部门, date: {date}}}"
        );
        files.push((file.to_owned(), format!("关于{}工作情况的说明：{}\n", topic.title, prose::DEPARTMENT)));
    }
    let date = topic.timeline.meeting;
    if date <= today() {
        let leaders = if topic.fault == Some(Fault::PhotoMissing) { "" } else { ", photo-leaders" };
        let speakers = format!("photo-speakers{leaders}");
        for (name, documents) in [("会议全场", "photo-hall"), ("会议发言", speakers.as_str())] {
            let file = format!("photos/{name}.gif");
            let _ = writeln!(list, "- {{file: {file}, document: [{documents}], title: {name}, date: {date}}}");
            files.push((file, PICTURE.to_owned()));
        }
    }
    if !list.is_empty() {
        files.push(("materials.yml".to_owned(), list));
    }
    files
}

/// A GIF of one pixel: what it shows does not matter here.
const PICTURE: &str = "GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
