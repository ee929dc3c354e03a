//! A printed page: its words, and where there is ink.

pub mod printed;

/// Pixels of a millimetre.
pub const PER_MM: f64 = 200.0 / 25.4;

/// A page.
#[derive(Debug)]
pub struct Page {
    pub width: f64,
    pub height: f64,
    pub words: Vec<Word>,
    pixels: Pixels,
}

/// A word, in millimetres from the upper left corner.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    pub left: f64,
    pub top: f64,
    pub right: f64,
    nth: usize,
}

/// Rows of a page that hold ink, one below the other.
#[derive(Clone, Copy, Debug)]
pub struct Band {
    pub top: f64,
    pub bottom: f64,
    pub left: f64,
    pub right: f64,
}

#[derive(Clone, Copy, Debug)]
pub enum Ink {
    Red,
    Black,
}

#[derive(Debug)]
struct Pixels {
    width: usize,
    rgb: Vec<u8>,
}

impl Page {
    /// A page from what `pdftotext -bbox` and `pdftoppm` say of it.
    fn read(words: &str, picture: &[u8]) -> Self {
        let size = words.lines().find(|line| line.contains("<page ")).unwrap();
        let words = words.lines().filter(|line| line.contains("<word ")).enumerate().map(|(nth, line)| {
            let text = line.split_once('>').unwrap().1.split("</word>").next().unwrap();
            let (left, top, right) = (number(line, "xMin"), number(line, "yMin"), number(line, "xMax"));
            Word { text: text.to_owned(), left, top, right, nth }
        });
        let words = words.collect();
        Self { width: number(size, "width"), height: number(size, "height"), words, pixels: Pixels::read(picture) }
    }

    /// The word that begins with, or is, a text.
    #[track_caller]
    pub fn word(&self, text: &str) -> &Word {
        self.find(text).unwrap_or_else(|| panic!("no {text} in {:?}", self.words))
    }

    pub fn find(&self, text: &str) -> Option<&Word> {
        self.words.iter().find(|word| word.text.contains(text))
    }

    /// Where there is ink of a colour: black is whatever is dark, in bands from top to bottom.
    pub fn ink(&self, ink: Ink) -> Vec<Band> {
        let mut bands: Vec<Band> = Vec::new();
        let mut last = None;
        for (nth, row) in self.pixels.rgb.chunks_exact(self.pixels.width * 3).enumerate() {
            let is_inked = |rgb: &[u8]| match ink {
                Ink::Red => rgb[0] > 180 && rgb[1] < 110 && rgb[2] < 110,
                Ink::Black => rgb.iter().all(|part| *part < 110),
            };
            let mut inked = row.chunks_exact(3).enumerate().filter(|(_, rgb)| is_inked(rgb)).map(|(x, _)| x);
            let Some(first) = inked.next() else { continue };
            let (left, right) = (mm(first), mm(inked.next_back().unwrap_or(first) + 1));
            match bands.last_mut() {
                Some(band) if last == nth.checked_sub(1) => {
                    band.bottom = mm(nth + 1);
                    (band.left, band.right) = (band.left.min(left), band.right.max(right));
                }
                _ => bands.push(Band { top: mm(nth), bottom: mm(nth + 1), left, right }),
            }
            last = Some(nth);
        }
        bands
    }
}

impl Word {
    /// The last word of its line.
    pub fn after<'p>(&self, page: &'p Page) -> &'p Word {
        page.words[self.nth..].iter().take_while(|word| (word.top - self.top).abs() < 1.0).last().unwrap()
    }
}

#[allow(clippy::cast_precision_loss, reason = "a page is small")]
fn mm(pixels: usize) -> f64 {
    pixels as f64 / PER_MM
}

/// An attribute in points, as millimetres.
fn number(line: &str, name: &str) -> f64 {
    let value = line.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap();
    value.parse::<f64>().unwrap() * 25.4 / 72.0
}

impl Pixels {
    /// A portable pixmap: `P6`, width, height, 255, then three bytes a pixel.
    fn read(picture: &[u8]) -> Self {
        let mut ends = picture.iter().enumerate().filter(|(_, byte)| byte.is_ascii_whitespace()).map(|(at, _)| at);
        let head = ends.nth(3).unwrap();
        let words: Vec<&str> = std::str::from_utf8(&picture[..head]).unwrap().split_whitespace().collect();
        assert_eq!(words[0], "P6");
        Self { width: words[1].parse().unwrap(), rgb: picture[head + 1..].to_vec() }
    }
}
