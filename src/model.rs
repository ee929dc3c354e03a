//! The typed contents of the archive's files, exactly as written.
//!
//! Unknown keys are errors in every record. Nothing here depends on a regulation: an event id, for example, is only
//! looked up by `check`.

mod archive_id;
mod attest;
mod comment;
mod date;
mod decision;
mod digest;
mod draft;
mod draw;
mod event;
mod filing;
mod fonts;
mod front_matter;
mod glyph;
mod key;
mod length;

mod material;
mod name;
mod number;
mod outline;
mod path;
mod person;
mod plan;
mod points;
mod room;
mod roster;
mod round;
mod schedule;
mod secrecy;
mod session;
mod settings;
mod subject;
mod suggestion;
mod topic;
mod unit;
mod waiver;

pub use archive_id::ArchiveId;
pub use attest::Attest;
pub use comment::{Comment, CommentLine, Settlement};
pub use date::{Date, year};
pub use decision::{Decision, Verdict, Via};
pub use digest::sha256;
pub use draft::Draft;
pub use draw::{DrawFile, DrawPool, DrawQuota, DrawReplaced, DrawSource, DrawStratum};
pub use event::{Event, Recorded};
pub use filing::{FiledEntry, Filing, Retention};
pub use fonts::Fonts;
pub use front_matter::FrontMatter;
pub(crate) use key::{duplicate, unknown};
pub use length::{Length, TimeUnit};
pub use material::Material;
pub use name::{Name, OneOrMany, UniqueMap};
pub use number::{DocumentNumber, NumberEntry};
pub use outline::{Heading, Outline, Table, is_placeholder, without_number};
pub use path::{
    COMMENTS, comments_on, decisions_on, file_name, file_stem, name_of_decisions, paper_decided_on, signature_file,
    signatures_of, stamp_file,
};
pub use person::{Deputising, Person, PostHeld};
pub use plan::{PlanFile, PlanItem, are_near};
pub use points::{Points, Tenths};
pub use room::Room;
pub use roster::{Attendance, Attendee};
pub use schedule::{Notice, Schedule, Spans};
pub use secrecy::{is_secret, mark_on_top, may_be_kept};
pub use session::{AgendaItem, Hour, Moment, Session};
pub use settings::{Body, Codes, CommitPolicy, Counting, LayoutCodes, Limit, Office, Required, Settings, Signatures};
pub use subject::Subject;
pub use suggestion::{Satisfaction, Suggestion};
pub use topic::{Scope, ScopeAnswer, Source, TopicFile, TopicKey};
pub use unit::Unit;
pub use waiver::Waiver;
