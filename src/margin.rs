//! The layout of open notes in the margin beside the text.
//!
//! **This module does not depend on a browser, HTML or Yew.**

/// An open note in the margin. All lengths have the same unit; the browser uses CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Note {
    /// The preferred upper edge of the note: the position of its line of text.
    pub line: f64,
    /// The height of the note.
    pub height: f64,
}

/// Returns the upper edges of the notes, at least `gap` apart. The notes must be in order of their lines.
///
/// The note with the index `front` is at its line. Notes before it move up as far as needed, and notes after it move
/// down. All notes are between `top` and `bottom` if they fit. Otherwise the last notes are below `bottom`.
pub fn arrange(notes: &[Note], front: usize, [top, bottom]: [f64; 2], gap: f64) -> Vec<f64> {
    let mut edges: Vec<f64> = notes.iter().map(|note| note.line).collect();
    let move_up = |edges: &mut [f64], mut limit: f64| {
        for (edge, note) in edges.iter_mut().zip(notes).rev() {
            *edge = edge.min(limit - note.height);
            limit = *edge - gap;
        }
    };
    let move_down = |edges: &mut [f64]| {
        let mut limit = top;
        for (edge, note) in edges.iter_mut().zip(notes) {
            *edge = edge.max(limit);
            limit = *edge + note.height + gap;
        }
    };
    if let Some(edge) = edges.get(front).copied() {
        move_up(&mut edges[..front], edge - gap);
    }
    move_down(&mut edges);
    move_up(&mut edges, bottom);
    move_down(&mut edges);
    edges
}

#[cfg(test)]
mod tests {
    use super::{Note, arrange};

    /// Checks notes, given as (line, height), with a gap of ten.
    fn check(notes: &[(f64, f64)], front: usize, expected: &[f64]) {
        let notes: Vec<_> = notes.iter().map(|&(line, height)| Note { line, height }).collect();
        assert_eq!(arrange(&notes, front, [0.0, 600.0], 10.0), expected, "{notes:?}, {front} in front");
    }

    #[test]
    fn notes_with_enough_space_are_at_their_lines() {
        check(&[], 0, &[]);
        check(&[(50.0, 100.0)], 0, &[50.0]);
        check(&[(0.0, 100.0), (110.0, 30.0), (400.0, 30.0)], 1, &[0.0, 110.0, 400.0]);
    }

    #[test]
    fn notes_before_the_front_move_up_and_later_ones_down() {
        check(&[(200.0, 100.0), (200.0, 100.0)], 0, &[200.0, 310.0]);
        check(&[(200.0, 100.0), (200.0, 100.0)], 1, &[90.0, 200.0]);
        check(&[(300.0, 50.0), (310.0, 50.0), (320.0, 50.0), (325.0, 50.0)], 2, &[200.0, 260.0, 320.0, 380.0]);
    }

    #[test]
    fn all_notes_move_down_without_space_above() {
        check(&[(20.0, 100.0), (30.0, 100.0)], 1, &[0.0, 110.0]);
        check(&[(-40.0, 100.0)], 0, &[0.0]);
    }

    #[test]
    fn all_notes_move_up_without_space_below() {
        check(&[(550.0, 100.0)], 0, &[500.0]);
        check(&[(400.0, 100.0), (520.0, 100.0), (530.0, 60.0)], 1, &[320.0, 430.0, 540.0]);
        check(&[(400.0, 400.0), (420.0, 400.0)], 0, &[0.0, 410.0]);
    }

    /// Uses pseudo-random lines and heights. Notes are in order, apart, and not above the top.
    #[test]
    fn notes_do_not_overlap() {
        let mut seed = 7_u32;
        let mut number = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f64::from(seed >> 22)
        };
        for count in 1..40 {
            let mut lines: Vec<f64> = (0..count).map(|_| number()).collect();
            lines.sort_by(f64::total_cmp);
            let notes: Vec<_> = lines.iter().map(|&line| Note { line, height: number() / 4.0 }).collect();
            for front in 0..count {
                let edges = arrange(&notes, front, [0.0, 900.0], 10.0);
                assert!(edges[0] >= 0.0, "{notes:?}");
                for at in 1..count {
                    assert!(edges[at] >= edges[at - 1] + notes[at - 1].height + 10.0 - 1e-9, "{notes:?}, {front}");
                }
            }
        }
    }
}
