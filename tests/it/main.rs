//! The program as its users meet it: one file per command, and the regulations case by case.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail where it stands")]

mod all_wrong;
mod attest;
mod bad_input;
mod calendar;
mod cases;
mod check;
mod commit;
mod completions;
mod copied;
#[cfg(target_os = "linux")]
mod crash;
mod diff;
mod doctor;
mod draw;
mod due;
mod due_list;
mod git;
mod git_setups;
mod hands;
#[cfg(unix)]
mod hostile;
mod import;
mod init;
mod kinds;
mod layering;
mod list;
mod log;
mod manual;
mod mentougou;
mod merge;
mod names;
mod new;
mod obligations;
mod ordos;
mod overview;
mod past;
mod person;
mod plan;
mod postpone;
mod qingshi;
mod readme;
mod record;
mod regulation;
mod render;
mod renumber;
mod room;
mod roster;
mod rule;
mod sandbox;
mod set;
mod several;
mod show;
mod shuoting;
mod spelt;
mod spoken;
mod story;
mod suggestion;
mod tools;
mod usage;
mod waive;
mod workday;
mod worlds;
mod yancheng;
mod ziyang;
