//! Where things stand: bars at the top and the bottom, panes between them, fewer of them on a narrow terminal.

use ratatui::layout::Rect;

use super::session::Screen;

/// Below this many cells or rows only a notice is shown.
pub const SMALLEST: (u16, u16) = (40, 10);
/// From this width panes stand side by side.
const WIDE: u16 = 100;
/// From this width the list of stories stays beside the table that is being read.
const ROOMY: u16 = 120;
/// From this width the preview stands below the list; under it one pane is shown at a time.
const STACKED: u16 = 80;

/// From so many rows on the signs are explained on more than one of them where they need it.
const LEGEND: u16 = 16;

/// The bars and what is left for the panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chrome {
    pub title: Rect,
    /// One or two rows: the query or filter, and what it means.
    pub context: Rect,
    pub body: Rect,
    pub hints: Rect,
}

/// Shares out the whole terminal; `legend` lines say what the signs of the screen mean.
pub fn chrome(area: Rect, screen: Screen, legend: u16) -> Chrome {
    let rows = match screen {
        Screen::Search if area.height >= 14 => 2,
        Screen::Reading => 0,
        Screen::Search => 1,
        // A pane has more need of a row that is the one in ten.
        _ if area.height < LEGEND => 1,
        _ => legend.max(1),
    };
    let row = |y: u16, height: u16| Rect {
        y: area.y + y,
        height,
        ..area
    };
    Chrome {
        title: row(0, 1),
        context: row(1, rows),
        body: row(1 + rows, area.height.saturating_sub(2 + rows)),
        hints: row(area.height.saturating_sub(1), 1),
    }
}

/// Where each pane of a screen stands; a pane without room has an empty region. `focus` is the pane with the keyboard.
pub fn arrange(screen: Screen, body: Rect, focus: usize) -> Vec<Rect> {
    let none = Rect {
        width: 0,
        height: 0,
        ..body
    };
    let alone = |count: usize| {
        (0..count)
            .map(|pane| if pane == focus { body } else { none })
            .collect()
    };
    match screen {
        Screen::Reading => vec![body],
        Screen::Compare => {
            let below = (body.height * 3 / 10).clamp(5, 14);
            // Two articles' sentences are to stand there whole.
            if body.height < 16 || (body.width < STACKED && body.height < 22) {
                alone(2)
            } else {
                columns(body, below)
            }
        }
        Screen::Search if body.width >= WIDE => {
            let narrow = (body.width / 5).clamp(22, 34);
            let hits = (body.width - narrow) * 9 / 20;
            vec![
                Rect {
                    width: narrow,
                    ..body
                },
                Rect {
                    x: body.x + narrow,
                    width: hits,
                    ..body
                },
                Rect {
                    x: body.x + narrow + hits,
                    width: body.width - narrow - hits,
                    ..body
                },
            ]
        }
        Screen::Search if body.width >= STACKED && body.height >= 14 => {
            // The facets take the place of the list while the keyboard is there.
            // Eight hits and more, a line each, on a terminal of 24 rows.
            let above = body.height * 11 / 20;
            let [list, article] = split_below(body, above);
            if focus == 0 {
                vec![list, none, article]
            } else {
                vec![none, list, article]
            }
        }
        Screen::Search => alone(3),
        // Whoever reads the table wants its columns: the list of stories waits beside it only where both have room.
        Screen::Stories if focus == 1 && body.width < ROOMY => alone(2),
        _ if body.width >= WIDE => {
            let share = match screen {
                // A headline stands there on two rows, and the findings beside it have the larger part.
                Screen::Stories => (body.width * 3 / 8).clamp(38, 64),
                Screen::Entities => (body.width * 5 / 12).clamp(38, 80),
                _ => body.width * 9 / 20,
            };
            vec![
                Rect {
                    width: share,
                    ..body
                },
                Rect {
                    x: body.x + share,
                    width: body.width - share,
                    ..body
                },
            ]
        }
        _ if body.width >= STACKED && body.height >= 14 => {
            let above = match screen {
                Screen::Entities => body.height * 9 / 20,
                // Three or four passages, and the article of the one under the cursor.
                Screen::Bookmarks => body.height * 2 / 3,
                _ => body.height * 2 / 5,
            };
            split_below(body, above).to_vec()
        }
        _ => alone(2),
    }
}

/// Gives the rows that the first region has no use for beyond `rows` to the second, where that stands below it. Says whether it did.
pub fn give_rows(regions: &mut [Rect], rows: u16) -> bool {
    let [above, below, ..] = regions else {
        return false;
    };
    if above.is_empty() || below.is_empty() || below.y != above.bottom() || rows >= above.height {
        return false;
    }
    let given = above.height - rows;
    above.height = rows;
    below.y -= given;
    below.height += given;
    true
}

fn columns(body: Rect, below: u16) -> Vec<Rect> {
    split_below(body, body.height - below).to_vec()
}

fn split_below(body: Rect, above: u16) -> [Rect; 2] {
    [
        Rect {
            height: above,
            ..body
        },
        Rect {
            y: body.y + above,
            height: body.height - above,
            ..body
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_without_a_use_go_to_the_pane_below_and_nowhere_else() {
        let body = Rect::new(0, 1, 80, 20);
        let mut regions = arrange(Screen::Stories, body, 0);
        assert!(give_rows(&mut regions, 3));
        assert_eq!(
            (regions[0].height, regions[1].y, regions[1].height),
            (3, 4, 17)
        );
        assert!(!give_rows(&mut regions, 9));
        let mut beside = arrange(Screen::Stories, Rect::new(0, 1, 120, 30), 0);
        assert!(!give_rows(&mut beside, 3));
    }

    #[test]
    fn panes_never_lie_over_one_another_nor_outside() {
        for screen in [Screen::NUMBERED.as_slice(), &[Screen::Reading]].concat() {
            for (width, height) in [(40, 10), (79, 24), (80, 24), (100, 30), (200, 60)] {
                let area = Rect::new(0, 0, width, height);
                let chrome = chrome(area, screen, 1);
                let both = (0..2).map(|focus| arrange(screen, chrome.body, focus));
                for panes in both {
                    for (index, pane) in panes
                        .iter()
                        .enumerate()
                        .filter(|(_, pane)| !pane.is_empty())
                    {
                        assert_eq!(pane.intersection(chrome.body), *pane);
                        let clear = panes[index + 1..]
                            .iter()
                            .all(|other| pane.intersection(*other).is_empty());
                        assert!(clear, "{screen:?} {width}x{height}");
                    }
                    assert!(panes.iter().any(|pane| !pane.is_empty()));
                }
            }
        }
    }
}
