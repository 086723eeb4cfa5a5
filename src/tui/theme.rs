//! Colours: themes map roles to styles; drawing code asks for a role.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};

macro_rules! roles {
    ($($variant:ident $name:literal)*) => {
        /// What a stretch of the screen is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role { $($variant,)* }
        const ROLES: &[(&str, Role)] = &[$(($name, Role::$variant),)*];
    };
}

roles! {
    Text "text" Muted "muted" Strong "strong" Title "title" Bar "bar" BarActive "bar-active" Border "border"
    BorderFocused "border-focused" Heading "heading" Selection "selection" Hit "hit" Name "name" Quoted "quoted" Figure "figure"
    Same "same" Close "close" Only "only" Differs "differs" Marked "marked" Key "key" Notice "notice"
    Alarm "alarm" Outlet1 "outlet1" Outlet2 "outlet2" Outlet3 "outlet3" Outlet4 "outlet4" Outlet5 "outlet5"
    Outlet6 "outlet6" Outlet7 "outlet7" Outlet8 "outlet8"
}

/// The shipped themes: a line a theme.
pub const THEMES: &[(&str, &str)] = &[
    ("dusk", include_str!("../../assets/themes/dusk.toml")),
    ("paper", include_str!("../../assets/themes/paper.toml")),
    ("clear", include_str!("../../assets/themes/clear.toml")),
    ("plain", include_str!("../../assets/themes/plain.toml")),
];

/// The theme that uses no colour; `NO_COLOR` picks it.
pub const PLAIN: &str = "plain";

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits.
    True,
    /// The 256-colour cube of xterm.
    Indexed,
}

/// A style for every role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    pub name: &'static str,
    ground: Style,
    styles: BTreeMap<Role, Style>,
}

impl Theme {
    /// Reads a shipped theme.
    ///
    /// # Errors
    /// No theme of that name (the names there are), or a line of it that cannot be read.
    pub fn named(name: &str, depth: Depth) -> Result<Theme, String> {
        let Some((name, text)) = THEMES.iter().find(|(known, _)| *known == name) else {
            let names: Vec<&str> = THEMES.iter().map(|(name, _)| *name).collect();
            return Err(format!(
                "no theme is called `{name}`; there are: {}",
                names.join(", ")
            ));
        };
        let lines: BTreeMap<String, String> =
            toml::from_str(text).map_err(|error| format!("theme {name}: {error}"))?;
        let mut styles = BTreeMap::new();
        for (role_name, written) in &lines {
            let Some((_, role)) = ROLES.iter().find(|(known, _)| known == role_name) else {
                return Err(format!("theme {name}: unknown role `{role_name}`"));
            };
            let style = style(written, depth)
                .map_err(|error| format!("theme {name}: {role_name}: {error}"))?;
            styles.insert(*role, style);
        }
        match ROLES.iter().find(|(_, role)| !styles.contains_key(role)) {
            Some((missing, _)) => Err(format!("theme {name}: no line for role `{missing}`")),
            None => Ok(Theme {
                name,
                ground: ground_of(&mut styles),
                styles,
            }),
        }
    }

    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }

    /// What everything lies on: the ink of plain text, and the paper where the theme has one of its own.
    pub fn ground(&self) -> Style {
        self.ground
    }

    /// A style on the ground of `behind`: the row under the cursor has no holes.
    pub fn without_ground(style: Style, behind: Style) -> Style {
        Style {
            bg: behind.bg,
            ..style
        }
    }

    /// The style of the `index`-th outlet of a comparison.
    pub fn outlet(&self, index: usize) -> Style {
        const OUTLETS: [Role; 8] = [
            Role::Outlet1,
            Role::Outlet2,
            Role::Outlet3,
            Role::Outlet4,
            Role::Outlet5,
            Role::Outlet6,
            Role::Outlet7,
            Role::Outlet8,
        ];
        self.style(OUTLETS[index % OUTLETS.len()])
    }

    /// The name of the theme after this one.
    pub fn next(&self) -> &'static str {
        let at = THEMES
            .iter()
            .position(|(name, _)| *name == self.name)
            .unwrap_or(0);
        THEMES[(at + 1) % THEMES.len()].0
    }
}

/// Takes the paper from the plain text: text painted on a row that is selected has none of its own.
fn ground_of(styles: &mut BTreeMap<Role, Style>) -> Style {
    let text = styles.entry(Role::Text).or_default();
    let ground = *text;
    text.bg = None;
    ground
}

/// `bold underlined #c8a0ff on #202024`: modifiers, a colour, `on` and a background, each may be left out.
fn style(written: &str, depth: Depth) -> Result<Style, String> {
    let mut style = Style::default();
    let mut behind = false;
    for word in written.split_whitespace() {
        match word {
            "on" => behind = true,
            "bold" => style = style.add_modifier(Modifier::BOLD),
            "dim" => style = style.add_modifier(Modifier::DIM),
            "italic" => style = style.add_modifier(Modifier::ITALIC),
            "underlined" => style = style.add_modifier(Modifier::UNDERLINED),
            "reversed" => style = style.add_modifier(Modifier::REVERSED),
            "default" => {}
            colour => {
                let colour = fitted(
                    colour
                        .parse()
                        .map_err(|_| format!("`{colour}` is no colour"))?,
                    depth,
                );
                style = if behind {
                    style.bg(colour)
                } else {
                    style.fg(colour)
                };
            }
        }
    }
    Ok(style)
}

/// The colour as the terminal can show it: the nearest of the 6x6x6 cube or the grey ramp where it has no 24 bits.
fn fitted(colour: Color, depth: Depth) -> Color {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let (Color::Rgb(red, green, blue), Depth::Indexed) = (colour, depth) else {
        return colour;
    };
    let nearest = |value: u8| {
        let distance = |level: u8| level.abs_diff(value);
        (0..LEVELS.len())
            .min_by_key(|&index| distance(LEVELS[index]))
            .unwrap_or(0)
    };
    let (r, g, b) = (nearest(red), nearest(green), nearest(blue));
    let distance = |x: (u8, u8, u8)| {
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        square(x.0, red) + square(x.1, green) + square(x.2, blue)
    };
    let cube = distance((LEVELS[r], LEVELS[g], LEVELS[b]));
    let mean = (u16::from(red) + u16::from(green) + u16::from(blue)) / 3;
    let step = (mean.saturating_sub(3) / 10).min(23) as u8;
    let grey = 8 + step * 10;
    let index = if distance((grey, grey, grey)) < cube {
        232 + step
    } else {
        (16 + 36 * r + 6 * g + b) as u8
    };
    Color::Indexed(index)
}

/// How a region of the screen is to be drawn.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub theme: &'a Theme,
    /// The keyboard is here.
    pub focused: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_theme_has_a_style_for_every_role() {
        for (name, _) in THEMES {
            for depth in [Depth::True, Depth::Indexed] {
                Theme::named(name, depth).unwrap();
            }
        }
    }

    #[test]
    fn the_plain_theme_has_no_colour_and_still_tells_the_selection_apart() {
        let theme = Theme::named(PLAIN, Depth::True).unwrap();
        for (_, role) in ROLES {
            let style = theme.style(*role);
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert_ne!(theme.style(Role::Selection), theme.style(Role::Text));
        assert_ne!(theme.style(Role::Hit), theme.style(Role::Text));
    }

    #[test]
    fn no_way_of_writing_means_two_things_in_a_text_in_any_theme() {
        let of_texts = [
            Role::Text,
            Role::Name,
            Role::Quoted,
            Role::Close,
            Role::Differs,
            Role::Hit,
            Role::Marked,
        ];
        for (name, _) in THEMES {
            let theme = Theme::named(name, Depth::True).unwrap();
            for (at, one) in of_texts.iter().enumerate() {
                for other in &of_texts[at + 1..] {
                    let styles = (theme.style(*one), theme.style(*other));
                    assert_ne!(styles.0, styles.1, "{name}: {one:?} and {other:?}");
                }
            }
            // A quotation is slanted, and nothing else is.
            for (written, role) in ROLES {
                let slanted = theme.style(*role).add_modifier.contains(Modifier::ITALIC);
                assert_eq!(slanted, *role == Role::Quoted, "{name} {written}");
            }
        }
    }

    /// The least contrast of text, WCAG 2.2, success criterion 1.4.3.
    const READABLE: f64 = 4.5;

    /// Relative luminance, WCAG 2.2.
    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(red, green, blue) = colour else {
            panic!("{colour:?} is no colour of its own")
        };
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            match part <= 0.03928 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_role_can_be_read_on_its_ground_and_on_the_row_under_the_cursor() {
        // Where a theme leaves the paper to the terminal: a dark one that is not black.
        let dark = Color::Rgb(0x1a, 0x1b, 0x26);
        for (name, _) in THEMES.iter().filter(|(name, _)| *name != PLAIN) {
            let theme = Theme::named(name, Depth::True).unwrap();
            let paper = theme.ground().bg.unwrap_or(dark);
            let selected = theme.style(Role::Selection).bg.unwrap();
            // Lines are no text.
            let text = ROLES.iter().filter(|(_, role)| *role != Role::Border);
            for (written, role) in text {
                let style = theme.style(*role);
                let Some(ink) = style.fg else { continue };
                let grounds = style.bg.map_or(vec![paper, selected], |own| vec![own]);
                for ground in grounds {
                    let found = contrast(ink, ground);
                    assert!(
                        found >= READABLE,
                        "{name} {written}: {found:.2} on {ground:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn verdicts_outlets_and_what_can_be_opened_have_hues_of_their_own() {
        for (name, _) in THEMES.iter().filter(|(name, _)| *name != PLAIN) {
            let theme = Theme::named(name, Depth::True).unwrap();
            let ink = |role: Role| theme.style(role).fg.unwrap();
            let verdicts = [Role::Same, Role::Close, Role::Only, Role::Differs].map(ink);
            let outlets: Vec<Color> = (0..8).map(|at| theme.outlet(at).fg.unwrap()).collect();
            let mut all = [&verdicts[..], &outlets, &[ink(Role::Key)]].concat();
            let count = all.len();
            all.sort_by_key(|colour| format!("{colour:?}"));
            all.dedup();
            assert_eq!(all.len(), count, "{name}");
        }
    }

    #[test]
    fn a_row_under_the_cursor_has_no_holes() {
        for (name, _) in THEMES {
            let theme = Theme::named(name, Depth::True).unwrap();
            let selected = theme.style(Role::Selection);
            let lit = [
                Role::Hit,
                Role::Marked,
                Role::Bar,
                Role::BarActive,
                Role::Alarm,
            ];
            let plain = ROLES.iter().filter(|(_, role)| !lit.contains(role));
            for (written, role) in plain {
                let over = selected.patch(theme.style(*role));
                assert_eq!(over.bg, selected.bg, "{name} {written}");
                let kept = over.add_modifier.contains(selected.add_modifier);
                assert!(kept, "{name} {written}");
            }
        }
    }

    #[test]
    fn a_terminal_of_256_colours_gets_the_nearest() {
        assert_eq!(
            fitted(Color::Rgb(255, 0, 0), Depth::Indexed),
            Color::Indexed(196)
        );
        assert_eq!(
            fitted(Color::Rgb(128, 128, 128), Depth::Indexed),
            Color::Indexed(244)
        );
    }

    #[test]
    fn an_unknown_theme_names_those_there_are() {
        assert!(
            Theme::named("neon", Depth::True)
                .unwrap_err()
                .contains("dusk")
        );
    }
}
