//! Text layout: selects, sizes and positions the glyphs.

use cosmic_text::{
    Align, Attrs, Buffer, Color, Family, FontSystem, Metrics, Shaping, SwashCache, Weight, Wrap, fontdb,
};

use super::{
    PictureError,
    canvas::{Canvas, Colour},
};
use crate::page::shortened;

/// The included font: the Latin glyphs of Noto Serif.
const OWN: [&[u8]; 2] = [include_bytes!("fonts/NotoSerif-Regular.ttf"), include_bytes!("fonts/NotoSerif-Bold.ttf")];
/// The family name of the included font.
const FAMILY: &str = "Noto Serif";
/// The line height, as a multiple of the font size.
const LEADING: f32 = 1.32;
/// The step by which the font size decreases until the text fits, in pixels.
const STEP: f32 = 4.0;

/// The fonts and the cache of drawn glyphs.
pub(super) struct Lettering {
    fonts: FontSystem,
    cache: SwashCache,
}

/// A text of one size and colour.
pub(super) struct Line {
    pub(super) text: String,
    /// The font size, in pixels.
    pub(super) size: f32,
    pub(super) colour: Colour,
    pub(super) is_bold: bool,
}

/// A laid-out text.
pub(super) struct Block {
    buffer: Buffer,
    colour: Colour,
}

impl Block {
    /// Returns the height, in pixels.
    pub(super) fn height(&self) -> f32 {
        self.buffer.layout_runs().map(|line| line.line_height).sum()
    }

    fn lines(&self) -> usize {
        self.buffer.layout_runs().count()
    }
}

impl Lettering {
    /// Loads the included fonts.
    pub(super) fn new() -> Self {
        let mut fonts = fontdb::Database::new();
        for font in OWN {
            fonts.load_font_data(font.to_vec());
        }
        // The text itself determines the shaping language; no locale is set.
        Self { fonts: FontSystem::new_with_locale_and_db("en".to_owned(), fonts), cache: SwashCache::new() }
    }

    /// Adds a font or a font collection; returns false if the bytes are not a font.
    pub(super) fn add(&mut self, bytes: Vec<u8>) -> bool {
        let before = self.fonts.db().len();
        self.fonts.db_mut().load_font_data(bytes);
        self.fonts.db().len() > before
    }

    /// Lays out one line, shortened to a width in pixels.
    pub(super) fn one_line(&mut self, line: &Line, width: f32, is_rtl: bool) -> Result<Block, PictureError> {
        self.complete(&line.text)?;
        self.longest(&line.text, |all, text| {
            let block = all.set(&Line { text, ..*line }, width, is_rtl);
            (block.lines() <= 1).then_some(block)
        })
    }

    /// Lays out a text between quotation marks, at the largest size that fits a box of this width and height in
    /// pixels. If the smallest size is too large, the last words are left out.
    pub(super) fn fitting(
        &mut self,
        [open, words, close]: [&str; 3],
        [largest, smallest]: [f32; 2],
        colour: Colour,
        (width, height): (f32, f32),
        is_rtl: bool,
    ) -> Result<Block, PictureError> {
        self.complete(&[open, words, close].concat())?;
        let mut size = largest;
        let set = |all: &mut Self, text: &str, size: f32| {
            let line = Line { text: [open, text, close].concat(), size, colour, is_bold: false };
            let block = all.set(&line, width, is_rtl);
            (block.height() <= height).then_some(block)
        };
        while size > smallest {
            if let Some(block) = set(self, words, size) {
                return Ok(block);
            }
            size -= STEP;
        }
        self.longest(words, |all, text| set(all, &text, smallest))
    }

    /// Returns the longest beginning of a text for which `set` returns a layout.
    fn longest(
        &mut self,
        text: &str,
        mut set: impl FnMut(&mut Self, String) -> Option<Block>,
    ) -> Result<Block, PictureError> {
        if let Some(block) = set(self, text.to_owned()) {
            return Ok(block);
        }
        self.complete("…")?;
        // A binary search finds the greatest length that fits.
        let (mut fits, mut fails) = (0, text.chars().count());
        let mut best = set(self, "…".to_owned());
        while fits + 1 < fails {
            let middle = fits.midpoint(fails);
            match set(self, shortened(text, middle)) {
                Some(block) => (fits, best) = (middle, Some(block)),
                None => fails = middle,
            }
        }
        best.ok_or_else(|| PictureError::NoGlyphs("…".to_owned()))
    }

    /// Returns an error if the fonts lack a glyph for the text.
    fn complete(&mut self, text: &str) -> Result<(), PictureError> {
        let line = Line { text: text.to_owned(), size: 16.0, colour: [0; 3], is_bold: false };
        let block = self.set(&line, f32::MAX, false);
        let mut missing: Vec<&str> = Vec::new();
        for run in block.buffer.layout_runs() {
            for glyph in run.glyphs.iter().filter(|glyph| glyph.glyph_id == 0) {
                let letters = run.text.get(glyph.start..glyph.end).unwrap_or_default();
                if !missing.contains(&letters) && letters.chars().any(|it| !it.is_whitespace() && !it.is_control()) {
                    missing.push(letters);
                }
            }
        }
        if missing.is_empty() { Ok(()) } else { Err(PictureError::NoGlyphs(missing.concat())) }
    }

    fn set(&mut self, line: &Line, width: f32, is_rtl: bool) -> Block {
        let metrics = Metrics::new(line.size, (line.size * LEADING).round());
        let mut buffer = Buffer::new(&mut self.fonts, metrics);
        buffer.set_size(Some(width), None);
        buffer.set_wrap(Wrap::WordOrGlyph);
        let weight = if line.is_bold { Weight::BOLD } else { Weight::NORMAL };
        let attrs = Attrs::new().family(Family::Name(FAMILY)).weight(weight);
        let align = if is_rtl { Align::Right } else { Align::Left };
        // Line breaks of the text are replaced by spaces.
        let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
        buffer.set_text(&text, &attrs, Shaping::Advanced, Some(align));
        buffer.shape_until_scroll(&mut self.fonts, false);
        Block { buffer, colour: line.colour }
    }

    /// Draws a text with its upper left corner at a point, and returns its height in pixels.
    pub(super) fn draw(&mut self, block: &Block, x: f32, y: f32, canvas: &mut Canvas) -> f32 {
        let [red, green, blue] = block.colour;
        for run in block.buffer.layout_runs() {
            for glyph in run.glyphs {
                let placed = glyph.physical((x, y + run.line_y), 1.0);
                self.cache.with_pixels(
                    &mut self.fonts,
                    placed.cache_key,
                    Color::rgb(red, green, blue),
                    |left, top, colour| {
                        canvas.blend(placed.x + left, placed.y + top, [colour.r(), colour.g(), colour.b()], colour.a());
                    },
                );
            }
        }
        block.height()
    }
}
