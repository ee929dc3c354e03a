//! `Picture`: when a photograph was taken and how many pixels it has, as its file says.

use crate::model::Date;
use exif::{In, Reader, Tag, Value};
use std::io::Cursor;

/// What a picture's file says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its format: JPEG.
    pub format: &'static str,
    /// Width and height in pixels, as they are stored.
    pub size: Option<(usize, usize)>,
    /// The day it was taken, by the clock of the camera.
    pub taken: Option<Date>,
}

/// Whether a file is a picture.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    infer::is_image(bytes)
}

impl Picture {
    /// Reads a picture without unpacking it.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let format = match infer::get(bytes)?.extension() {
            "jpg" => "JPEG",
            "png" => "PNG",
            "gif" => "GIF",
            "bmp" => "BMP",
            "tif" => "TIFF",
            "webp" => "WebP",
            "heif" | "heic" => "HEIC",
            _ => "",
        };
        let size = imagesize::blob_size(bytes).ok().map(|size| (size.width, size.height));
        // Phones write it; what they wrap it in is not looked into.
        let is_read = format != "HEIC";
        Some(Self { format, size: size.filter(|_| is_read), taken: is_read.then(|| taken(bytes)).flatten() })
    }

    /// Whether its size is known, without which nothing of it is.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.size.is_some()
    }
}

/// `DateTimeOriginal` of a JPEG, a PNG or a TIFF: `2026:02:12 09:30:00`.
fn taken(bytes: &[u8]) -> Option<Date> {
    let exif = Reader::new().read_from_container(&mut Cursor::new(bytes)).ok()?;
    let Value::Ascii(lines) = &exif.get_field(Tag::DateTimeOriginal, In::PRIMARY)?.value else { return None };
    let written = std::str::from_utf8(lines.first()?.get(..10)?).ok()?;
    written.replace(':', "-").parse().ok()
}
