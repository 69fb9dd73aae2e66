//! Preview images of quotes, events and stories: 1200 by 630 pixels, PNG.

mod canvas;
mod lettering;

use std::{error::Error, fmt, fs, io, path::Path};

use crate::{page::Card, story::Story};
use canvas::Canvas;
use lettering::{Lettering, Line};

/// The size of an image in pixels; sites that read Open Graph tags show this size uncropped.
pub const SIZE: (u32, u32) = (1200, 630);

/// The accent colours of companies by number, repeated after the ninth. They equal the light theme of `style.css`.
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
/// The colour of the background, as in `style.css`.
pub const PAPER: [u8; 3] = [0xfd, 0xfc, 0xfa];
/// The colour of the text, as in `style.css`.
pub const INK: [u8; 3] = [0x1c, 0x1a, 0x18];
/// The colour of the secondary text, as in `style.css`.
pub const MUTED: [u8; 3] = [0x5c, 0x57, 0x50];

/// The margin around the text and the width of the bar beside it, in pixels.
const MARGIN: f32 = 72.0;
const BAR: u32 = 20;
/// The largest and smallest font size of the text, and that of the small lines, in pixels.
const LARGEST: f32 = 80.0;
const SMALLEST: f32 = 30.0;
const SMALL: f32 = 28.0;
/// The space between the small lines and the text, in pixels.
const GAP: f32 = 26.0;

/// The errors that prevent a preview image.
#[derive(Debug)]
pub enum PictureError {
    /// The fonts have no glyphs for these characters.
    NoGlyphs(String),
    /// A file is not a readable font.
    NoFont(String),
    /// The image cannot be encoded as PNG.
    NotWritten(png::EncodingError),
    /// A file cannot be read.
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

/// The renderer of preview images: its fonts and its glyph cache.
pub struct Pictures {
    lettering: Lettering,
}

impl Pictures {
    /// Loads the included fonts (Noto Serif, for Latin scripts) and the given font files.
    ///
    /// # Errors
    ///
    /// Returns an error if a file cannot be read or is not a font.
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

    /// Draws the card of a story. A text that does not fit is shortened, with an ellipsis.
    ///
    /// # Errors
    ///
    /// Returns an error if no font has a character: an image with empty boxes would be worse than no image.
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
        // The lower lines are at the foot of the image, from the last one up.
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
