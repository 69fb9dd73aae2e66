//! Pictures of quotes, events and stories, for where a link to one stands: 1200 by 630 pixels, as PNG.

mod canvas;
mod lettering;

use std::{error::Error, fmt, fs, io, path::Path};

use crate::{page::Card, story::Story};
use canvas::Canvas;
use lettering::{Lettering, Line};

/// The size of a picture, in pixels: what Open Graph's readers show whole.
pub const SIZE: (u32, u32) = (1200, 630);

/// The accents of companies by their numbers, the first of them again after the ninth; as `style.css` has them in the light.
pub const ACCENTS: [[u8; 3]; 9] = [
    [0x0b, 0x5f, 0xa5],
    [0xb3, 0x44, 0x0e],
    [0x0a, 0x75, 0x59],
    [0x8c, 0x3b, 0x86],
    [0x84, 0x64, 0x00],
    [0x14, 0x76, 0x8a],
    [0xa3, 0x25, 0x4e],
    [0x4b, 0x55, 0x63],
    [0x5b, 0x3f, 0xb0],
];
/// Likewise: the background, the text, and what steps back.
pub const PAPER: [u8; 3] = [0xfd, 0xfc, 0xfa];
/// See [`PAPER`].
pub const INK: [u8; 3] = [0x1c, 0x1a, 0x18];
/// See [`PAPER`].
pub const MUTED: [u8; 3] = [0x5c, 0x57, 0x50];

/// The room around the words, and the width of the bar beside them, in pixels.
const MARGIN: f32 = 72.0;
const BAR: u32 = 20;
/// The sizes that words may have, from the largest that fits; and that of the lines around them, in pixels.
const LARGEST: f32 = 80.0;
const SMALLEST: f32 = 30.0;
const SMALL: f32 = 28.0;
/// The room between the lines and the words.
const GAP: f32 = 26.0;

/// Why there is no picture.
#[derive(Debug)]
pub enum PictureError {
    /// The fonts have no glyphs for these letters.
    NoGlyphs(String),
    /// A file is no font that can be read.
    NoFont(String),
    /// The picture can't be written as PNG.
    NotWritten(png::EncodingError),
    /// A file can't be read.
    NotRead(String, io::Error),
}

impl fmt::Display for PictureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoGlyphs(letters) => {
                write!(f, "no font has the characters “{letters}”; add one with --font FILE")
            }
            Self::NoFont(file) => write!(f, "{file} is not a font that can be read"),
            Self::NotWritten(error) => write!(f, "the PNG could not be written: {error}"),
            Self::NotRead(file, error) => write!(f, "{file} can't be read: {error}"),
        }
    }
}

impl Error for PictureError {}

/// What draws pictures: the fonts that it has, and glyphs that it has drawn.
pub struct Pictures {
    lettering: Lettering,
}

impl Pictures {
    /// With the fonts that come with the project (Noto Serif, for Latin scripts), and these.
    ///
    /// # Errors
    ///
    /// If a file can't be read, or is no font.
    pub fn new(fonts: &[impl AsRef<Path>]) -> Result<Self, PictureError> {
        let mut lettering = Lettering::new();
        for font in fonts {
            let name = || font.as_ref().display().to_string();
            let bytes = fs::read(font).map_err(|error| PictureError::NotRead(name(), error))?;
            if !lettering.add(bytes) {
                return Err(PictureError::NoFont(name()));
            }
        }
        Ok(Self { lettering })
    }

    /// Draws a card of a story. What there is no room for is left out at the end of the words, visibly.
    ///
    /// # Errors
    ///
    /// If a letter is in no font: boxes in its place would be worse than no picture.
    pub fn draw(&mut self, story: &Story, card: &Card) -> Result<Vec<u8>, PictureError> {
        let is_rtl = story.direction() == "rtl";
        let accent = card.accent.map_or(MUTED, |number| ACCENTS[number % ACCENTS.len()]);
        let (width, height) = SIZE;
        let mut canvas = Canvas::new(width, height, PAPER);
        canvas.fill(if is_rtl { width - BAR } else { 0 }, 0, BAR, height, accent);

        let room = width as f32 - 2.0 * MARGIN;
        let small = |text: &str, colour, is_bold| Line { text: text.to_owned(), size: SMALL, colour, is_bold };
        let mut top = MARGIN;
        if !card.above.is_empty() {
            let above = self.lettering.one_line(&small(&card.above, MUTED, false), room, is_rtl)?;
            top += self.lettering.draw(&above, MARGIN, top, &mut canvas) + GAP;
        }
        // The lines below stand at the foot, the last one lowest.
        let mut bottom = height as f32 - MARGIN;
        for line in [small(&card.below, MUTED, false), small(&card.name, accent, true)] {
            if line.text.is_empty() {
                continue;
            }
            let below = self.lettering.one_line(&line, room, is_rtl)?;
            bottom -= below.height();
            self.lettering.draw(&below, MARGIN, bottom, &mut canvas);
        }
        let [open, close] = &card.marks;
        let sizes = [LARGEST, SMALLEST];
        let words =
            self.lettering.fitting([open, &card.words, close], sizes, INK, (room, bottom - GAP - top), is_rtl)?;
        self.lettering.draw(&words, MARGIN, top, &mut canvas);
        canvas.png().map_err(PictureError::NotWritten)
    }
}
