//! The margin: where open notes stand beside the text, so that none covers another.
//!
//! **Nothing here knows of a browser, of HTML or of Yew.**

/// A note in the margin, in whatever unit of length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Note {
    /// Where its upper edge should stand: at its line.
    pub line: f64,
    /// How high it is.
    pub height: f64,
}

/// The upper edges of notes, given in order of their lines, with at least `gap` between one and the next.
///
/// The one at `front` stands at its line; those before it move up as far as they must, those after it down. All stand
/// between `top` and `bottom` if they can; where there is no room for that, they go on below.
pub fn arrange(notes: &[Note], front: usize, [top, bottom]: [f64; 2], gap: f64) -> Vec<f64> {
    let mut edges: Vec<f64> = notes.iter().map(|note| note.line).collect();
    let raise = |edges: &mut [f64], mut free: f64| {
        for (edge, note) in edges.iter_mut().zip(notes).rev() {
            *edge = edge.min(free - note.height);
            free = *edge - gap;
        }
    };
    let lower = |edges: &mut [f64]| {
        let mut free = top;
        for (edge, note) in edges.iter_mut().zip(notes) {
            *edge = edge.max(free);
            free = *edge + note.height + gap;
        }
    };
    if let Some(edge) = edges.get(front).copied() {
        raise(&mut edges[..front], edge - gap);
    }
    lower(&mut edges);
    raise(&mut edges, bottom);
    lower(&mut edges);
    edges
}

#[cfg(test)]
mod tests {
    use super::{Note, arrange};

    /// Notes as (line, height), ten apart from each other.
    fn check(notes: &[(f64, f64)], front: usize, expected: &[f64]) {
        let notes: Vec<_> = notes.iter().map(|&(line, height)| Note { line, height }).collect();
        assert_eq!(arrange(&notes, front, [0.0, 600.0], 10.0), expected, "{notes:?}, {front} in front");
    }

    #[test]
    fn notes_with_room_stand_at_their_lines() {
        check(&[], 0, &[]);
        check(&[(50.0, 100.0)], 0, &[50.0]);
        check(&[(0.0, 100.0), (110.0, 30.0), (400.0, 30.0)], 1, &[0.0, 110.0, 400.0]);
    }

    #[test]
    fn those_after_the_front_move_down_and_those_before_it_up() {
        check(&[(200.0, 100.0), (200.0, 100.0)], 0, &[200.0, 310.0]);
        check(&[(200.0, 100.0), (200.0, 100.0)], 1, &[90.0, 200.0]);
        check(&[(300.0, 50.0), (310.0, 50.0), (320.0, 50.0), (325.0, 50.0)], 2, &[200.0, 260.0, 320.0, 380.0]);
    }

    #[test]
    fn all_move_down_where_there_is_no_room_above() {
        check(&[(20.0, 100.0), (30.0, 100.0)], 1, &[0.0, 110.0]);
        check(&[(-40.0, 100.0)], 0, &[0.0]);
    }

    #[test]
    fn all_move_up_where_there_is_no_room_below() {
        check(&[(550.0, 100.0)], 0, &[500.0]);
        check(&[(400.0, 100.0), (520.0, 100.0), (530.0, 60.0)], 1, &[320.0, 430.0, 540.0]);
        check(&[(400.0, 400.0), (420.0, 400.0)], 0, &[0.0, 410.0]);
    }

    /// Whatever the lines and heights: in order, apart, and none above the top.
    #[test]
    fn none_covers_another() {
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
