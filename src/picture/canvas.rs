//! The canvas of preview images.

/// A colour: red, green and blue (sRGB).
pub(super) type Colour = [u8; 3];

/// An image without transparency, row by row.
pub(super) struct Canvas {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Canvas {
    /// Creates a canvas of one colour.
    pub(super) fn new(width: u32, height: u32, colour: Colour) -> Self {
        Self { width, height, pixels: colour.repeat((width * height) as usize) }
    }

    /// Fills a rectangle; the part outside the canvas is ignored.
    pub(super) fn fill(&mut self, x: u32, y: u32, width: u32, height: u32, colour: Colour) {
        for row in y..(y + height).min(self.height) {
            for column in x..(x + width).min(self.width) {
                self.blend(column as i32, row as i32, colour, 255);
            }
        }
    }

    /// Blends a colour into a pixel; `cover` is the opacity from 0 to 255. A pixel outside the canvas is ignored.
    pub(super) fn blend(&mut self, x: i32, y: i32, colour: Colour, cover: u8) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        if x >= self.width || y >= self.height {
            return;
        }
        let at = ((y * self.width + x) * 3) as usize;
        for (old, new) in self.pixels[at..at + 3].iter_mut().zip(colour) {
            let (cover, rest) = (u32::from(cover), u32::from(255 - cover));
            // The result is at most 255.
            *old = ((u32::from(new) * cover + u32::from(*old) * rest) / 255) as u8;
        }
    }

    /// Encodes the canvas as a PNG file.
    pub(super) fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(file)
    }
}
