//! A digest as a message with a plain and an HTML part (RFC 5322, RFC 2046), for a mail program to send.

use super::{Digest, html};
use crate::model::{Date, sha256};
use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::mime::MimePart;

/// What a message says of itself.
pub(crate) struct Envelope {
    /// Who sends it, by name and address; left to the mail program if there is none.
    pub from: Option<(String, String)>,
    /// Whom it is for, as addresses.
    pub to: Vec<String>,
    /// The archive's id, which makes the message's own id unique.
    pub archive: String,
    /// The day it is about.
    pub on: Date,
}

/// The hour of China at which a message of a day is dated, in seconds.
const MORNING: i64 = 8 * 3_600;

/// The message. Its date, id and boundary follow from what it says, so that the same digest gives the same bytes.
pub(crate) fn eml(digest: &Digest, envelope: &Envelope) -> String {
    let (text, page) = (digest.text(), html(digest));
    let mark = &sha256(format!("{text}\0{page}\0{}", envelope.to.join("\0")).as_bytes())[..32];
    let parts = vec![MimePart::new("text/plain", text), MimePart::new("text/html", page)];
    let both = ContentType::new("multipart/alternative").attribute("boundary", format!("=_{mark}"));
    let mut message = MessageBuilder::new()
        .message_id(format!("{mark}@{}", envelope.archive))
        .date(envelope.on.first_second() + MORNING)
        .subject(digest.title.as_str())
        .body(MimePart::new(both, parts));
    if let Some((name, address)) = &envelope.from {
        message = message.from((name.as_str(), address.as_str()));
    }
    if !envelope.to.is_empty() {
        message = message.to(envelope.to.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let mut bytes: Vec<u8> = Vec::new();
    message.serialize(&mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}
