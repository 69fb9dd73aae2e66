//! The picture in the README shows the current page. `cargo xtask picture` takes it.
//!
//! Browsers draw pixels differently on each machine, so no test compares pixels. The file has a text chunk with a hash of
//! what the picture shows, and a test compares that hash.

use std::{cmp::Reverse, collections::BTreeMap, env, fs, io::Cursor};

use sha2::{Digest as _, Sha256};
use sidelight::page::fallback;

use crate::{SEED, file, story, text};

const PICTURE: &str = "stories/open-source-ai.png";

/// The keyword of the text chunk (PNG, third edition, section 11.3.3.2).
const KEYWORD: &str = "Sidelight page SHA-256";

/// The rules of a stylesheet, without comments and line breaks.
fn rules(stylesheet: &str) -> String {
    let mut parts = stylesheet.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.filter_map(|part| part.split_once("*/")).map(|(_, rules)| rules);
    let rules = rest.fold(first, |all, rules| all + rules);
    rules.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The hash of what the picture shows: the story as HTML, and the rules of the stylesheet.
fn hash(html: &str, stylesheet: &str) -> String {
    let hash = Sha256::digest(format!("{html}\n{}", rules(stylesheet)));
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash in the text chunk of a picture.
fn recorded(picture: &[u8]) -> Option<String> {
    let reader = png::Decoder::new(Cursor::new(picture)).read_info().unwrap();
    let chunks = &reader.info().uncompressed_latin1_text;
    chunks.iter().find(|chunk| chunk.keyword == KEYWORD).map(|chunk| chunk.text.clone())
}

/// Returns the palette and the indices of an image in RGB. The palette has the 256 most frequent colours; the nearest one
/// replaces any other. This makes the file three times smaller.
fn with_palette(pixels: &[u8]) -> (Vec<[u8; 3]>, Vec<u8>) {
    let colours = || pixels.chunks_exact(3).map(|colour| [colour[0], colour[1], colour[2]]);
    let mut counts = BTreeMap::<_, usize>::new();
    colours().for_each(|colour| *counts.entry(colour).or_default() += 1);
    let mut palette: Vec<_> = counts.keys().copied().collect();
    palette.sort_by_key(|colour| Reverse(counts[colour]));
    palette.truncate(256);
    let distance =
        |a: [u8; 3], b: [u8; 3]| -> u32 { a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum() };
    let nearest = |colour| (0..=255).zip(&palette).min_by_key(|(_, other)| distance(colour, **other)).unwrap().0;
    let indices: BTreeMap<_, u8> = counts.keys().map(|&colour| (colour, nearest(colour))).collect();
    let image = colours().map(|colour| indices[&colour]).collect();
    (palette, image)
}

/// Returns a screenshot with the hash in a text chunk.
fn with_hash(screenshot: &[u8], hash: &str) -> Vec<u8> {
    let mut reader = png::Decoder::new(Cursor::new(screenshot)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((frame.color_type, frame.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
    let (palette, image) = with_palette(&pixels[..frame.buffer_size()]);
    let mut picture = Vec::new();
    let mut encoder = png::Encoder::new(&mut picture, frame.width, frame.height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.add_text_chunk(KEYWORD.to_owned(), hash.to_owned()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&image).unwrap();
    writer.finish().unwrap();
    picture
}

/// With `SIDELIGHT_PICTURE`, which names a screenshot, the picture is written first.
#[test]
fn the_picture_shows_the_current_page() {
    let hash = hash(&fallback(&story(SEED)), &text("style.css"));
    if let Some(screenshot) = env::var_os("SIDELIGHT_PICTURE") {
        fs::write(file(PICTURE), with_hash(&fs::read(screenshot).unwrap(), &hash)).unwrap();
    }
    let picture = fs::read(file(PICTURE)).unwrap();
    assert!(recorded(&picture) == Some(hash), "{PICTURE} shows an older page; run: cargo xtask picture");
}

#[test]
fn the_readme_has_the_picture() {
    assert!(text("README.md").contains(&format!("]({PICTURE})")));
}

#[test]
fn detects_a_picture_of_another_page() {
    let page = hash("<p>A</p>", "a { color: red; } /* One. */\nb { color: red; }");
    let mut screenshot = Vec::new();
    let mut encoder = png::Encoder::new(&mut screenshot, 1, 1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&[1, 2, 3]).unwrap();
    assert_eq!(recorded(&screenshot), None);
    let picture = with_hash(&screenshot, &page);
    let is_current = |html: &str, stylesheet: &str| recorded(&picture) == Some(hash(html, stylesheet));
    assert!(is_current("<p>A</p>", "a { color: red; }\n\nb { color: red; } /* Two. */"), "only comments have changed");
    assert!(!is_current("<p>B</p>", "a { color: red; } b { color: red; }"));
    assert!(!is_current("<p>A</p>", "a { color: blue; } b { color: red; }"));
}
