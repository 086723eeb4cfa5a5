//! Keys: what is written in the configuration, what comes from the terminal, and which action is meant.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::action::{ACTIONS, Action};
use crate::config::{KeyLines, nearest};

/// The scope that holds wherever no pane has the key.
pub const EVERYWHERE: &str = "everywhere";

/// One key press, as far as bindings care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub code: KeyCode,
    pub modifiers: KeyModifiers,
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let mut modifiers =
            event.modifiers & !(KeyModifiers::SUPER | KeyModifiers::META | KeyModifiers::HYPER);
        // Shift is in the letter already; only where there is no letter does it tell keys apart.
        if matches!(event.code, KeyCode::Char(_) | KeyCode::BackTab) {
            modifiers -= KeyModifiers::SHIFT;
        }
        Key {
            code: event.code,
            modifiers,
        }
    }
}

const NAMED: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("backtab", KeyCode::BackTab),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("space", KeyCode::Char(' ')),
];

/// Reads one key as it is written in the configuration: `j`, `ctrl-d`, `pagedown`, `f1`.
pub fn parse(written: &str) -> Option<Key> {
    let mut modifiers = KeyModifiers::NONE;
    let mut rest = written;
    loop {
        let lower = rest.to_ascii_lowercase();
        let (prefix, modifier) = match () {
            () if lower.starts_with("ctrl-") => (5, KeyModifiers::CONTROL),
            () if lower.starts_with("alt-") => (4, KeyModifiers::ALT),
            () if lower.starts_with("shift-") => (6, KeyModifiers::SHIFT),
            () => break,
        };
        if rest.len() == prefix {
            break;
        }
        modifiers |= modifier;
        rest = &rest[prefix..];
    }
    let lower = rest.to_ascii_lowercase();
    let function = lower
        .strip_prefix('f')
        .and_then(|number| number.parse::<u8>().ok());
    let mut letters = rest.chars();
    let code = if let (Some(letter), None) = (letters.next(), letters.next()) {
        KeyCode::Char(letter)
    } else if let Some((_, code)) = NAMED.iter().find(|(name, _)| *name == lower) {
        *code
    } else {
        KeyCode::F(function.filter(|number| (1..=12).contains(number))?)
    };
    Some(Key::from(KeyEvent::new(code, modifiers)))
}

/// Reads key presses written in a row, those with names in angle brackets: `/ferry<enter>jj<ctrl-d>`.
pub fn presses(written: &str) -> Option<Vec<Key>> {
    let mut keys = Vec::new();
    let mut rest = written;
    while let Some(letter) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let (key, after) = match named {
            Some((name, after)) => (parse(name)?, after),
            None => {
                let code = KeyCode::Char(letter);
                (
                    Key {
                        code,
                        modifiers: KeyModifiers::NONE,
                    },
                    &rest[letter.len_utf8()..],
                )
            }
        };
        keys.push(key);
        rest = after;
    }
    Some(keys)
}

/// The short sign of a key for hints and help: `↵`, `^d`, `G`.
pub fn sign(key: Key) -> String {
    let name = match key.code {
        KeyCode::Char(' ') => "space".to_string(),
        KeyCode::Char(letter) => letter.to_string(),
        KeyCode::Enter => "↵".to_string(),
        KeyCode::Up => "↑".to_string(),
        KeyCode::Down => "↓".to_string(),
        KeyCode::Left => "←".to_string(),
        KeyCode::Right => "→".to_string(),
        KeyCode::F(number) => format!("F{number}"),
        code => NAMED
            .iter()
            .find(|(_, known)| *known == code)
            .map_or_else(|| "?".to_string(), |(name, _)| capitalised(name)),
    };
    let control = if key.modifiers.contains(KeyModifiers::CONTROL) {
        "^"
    } else {
        ""
    };
    let alt = if key.modifiers.contains(KeyModifiers::ALT) {
        "alt-"
    } else {
        ""
    };
    let shift = if key.modifiers.contains(KeyModifiers::SHIFT) {
        "shift-"
    } else {
        ""
    };
    format!("{alt}{shift}{control}{name}")
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

type Sequence = Vec<Key>;
/// The sequences of one scope.
type Bound = Vec<(Sequence, Action)>;

/// Which keys start which action, by scope.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    scopes: BTreeMap<String, Bound>,
}

/// What a sequence of keys is so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    Action(Action),
    /// The beginning of longer sequences: what may follow, with the action it starts.
    Begun(Vec<(Key, Action)>),
    Nothing,
}

impl Keymap {
    /// Reads the bindings.
    ///
    /// # Errors
    /// An unknown scope, action or key, with the nearest known one; two actions on one key in one scope, naming both;
    /// a key that is the beginning of another in the same scope.
    pub fn new(lines: &KeyLines, scopes: &[&str]) -> Result<Keymap, String> {
        let mut keymap = Keymap::default();
        for (scope, actions) in lines {
            if scope != EVERYWHERE && !scopes.contains(&scope.as_str()) {
                return Err(unknown(
                    "section",
                    &format!("keys.{scope}"),
                    nearest(scope, scopes.iter().copied()),
                ));
            }
            let bound = keymap.scopes.entry(scope.clone()).or_default();
            for (name, keys) in actions {
                let names = ACTIONS.iter().map(|about| about.name);
                let action = Action::named(name).ok_or_else(|| {
                    unknown(
                        "action",
                        &format!("keys.{scope}.{name}"),
                        nearest(name, names),
                    )
                })?;
                for written in keys {
                    let sequence: Option<Sequence> =
                        written.split_whitespace().map(parse).collect();
                    let Some(sequence) = sequence.filter(|keys| !keys.is_empty()) else {
                        return Err(unknown(
                            "key",
                            &format!("{written}` for `keys.{scope}.{name}"),
                            None,
                        ));
                    };
                    bind(bound, sequence, action, scope, written)?;
                }
            }
        }
        Ok(keymap)
    }

    /// What `keys` mean in `scope`, or else everywhere.
    pub fn meaning(&self, scope: &str, keys: &[Key]) -> Meaning {
        let mut follow = Vec::new();
        for name in [scope, EVERYWHERE] {
            let Some(bound) = self.scopes.get(name) else {
                continue;
            };
            if let Some((_, action)) = bound.iter().find(|(sequence, _)| sequence == keys) {
                return Meaning::Action(*action);
            }
            let longer = bound
                .iter()
                .filter(|(sequence, _)| sequence.len() > keys.len() && sequence.starts_with(keys));
            follow.extend(longer.map(|(sequence, action)| (sequence[keys.len()], *action)));
        }
        if follow.is_empty() {
            Meaning::Nothing
        } else {
            Meaning::Begun(follow)
        }
    }

    /// The sign of the first key that starts `action` in `scope`, or else everywhere.
    pub fn sign_of(&self, scope: &str, action: Action) -> Option<String> {
        self.signs_of(scope, action).into_iter().next()
    }

    /// The signs of all keys that start `action` in `scope` or everywhere, shortest first.
    pub fn signs_of(&self, scope: &str, action: Action) -> Vec<String> {
        let mut signs = Vec::new();
        for name in [scope, EVERYWHERE] {
            let bound = self.scopes.get(name).into_iter().flatten();
            let of_action = bound.filter(|(_, bound)| *bound == action);
            signs.extend(of_action.map(|(keys, _)| {
                keys.iter()
                    .map(|key| sign(*key))
                    .collect::<Vec<_>>()
                    .join(" ")
            }));
        }
        signs.sort_by_key(|sign| (sign.chars().count(), sign.clone()));
        signs.dedup();
        signs
    }

    /// The actions bound in a scope itself.
    pub fn actions_of(&self, scope: &str) -> Vec<Action> {
        let mut actions: Vec<Action> = self
            .scopes
            .get(scope)
            .into_iter()
            .flat_map(|bound| bound.iter().map(|(_, action)| *action))
            .collect();
        actions.sort();
        actions.dedup();
        actions
    }
}

fn unknown(what: &str, name: &str, near: Option<&str>) -> String {
    let hint = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    format!("unknown {what} `{name}`{hint}")
}

fn bind(
    bound: &mut Bound,
    sequence: Sequence,
    action: Action,
    scope: &str,
    written: &str,
) -> Result<(), String> {
    let clash = bound.iter().find(|(other, taken)| {
        *taken != action && (other.starts_with(&sequence) || sequence.starts_with(other))
    });
    if let Some((_, taken)) = clash {
        let (one, two) = (action.about().name, taken.about().name);
        return Err(format!(
            "keys.{scope}: `{written}` would start both `{one}` and `{two}`"
        ));
    }
    bound.push((sequence, action));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn lines(text: &[(&str, &str, &[&str])]) -> KeyLines {
        let mut lines = KeyLines::new();
        for (scope, action, keys) in text {
            let keys = keys.iter().map(|key| (*key).to_string()).collect();
            lines
                .entry((*scope).to_string())
                .or_default()
                .insert((*action).to_string(), keys);
        }
        lines
    }

    #[test]
    fn keys_are_read_as_they_are_written() {
        let plain = |code| Key {
            code,
            modifiers: KeyModifiers::NONE,
        };
        assert_eq!(parse("j"), Some(plain(KeyCode::Char('j'))));
        assert_eq!(parse("G"), Some(plain(KeyCode::Char('G'))));
        assert_eq!(parse("-"), Some(plain(KeyCode::Char('-'))));
        assert_eq!(parse("PageDown"), Some(plain(KeyCode::PageDown)));
        assert_eq!(parse("f1"), Some(plain(KeyCode::F(1))));
        assert_eq!(parse("ctrl-d").unwrap().modifiers, KeyModifiers::CONTROL);
        assert_eq!(parse("nonsense"), None);
    }

    #[test]
    fn the_shipped_keys_hold_together_in_every_scope() {
        let config = Config::defaults().unwrap();
        let keymap = Keymap::new(&config.keys, crate::tui::panes::NAMES).unwrap();
        assert_eq!(
            keymap.meaning("hits", &[parse("j").unwrap()]),
            Meaning::Action(Action::Down)
        );
        let g = parse("g").unwrap();
        assert!(matches!(keymap.meaning("hits", &[g]), Meaning::Begun(next) if next.len() > 2));
        assert_eq!(
            keymap.meaning("hits", &[g, g]),
            Meaning::Action(Action::Top)
        );
        assert_eq!(keymap.sign_of("hits", Action::Open).as_deref(), Some("↵"));
    }

    #[test]
    fn a_key_means_one_thing_wherever_it_is_pressed() {
        let config = Config::defaults().unwrap();
        let keymap = Keymap::new(&config.keys, crate::tui::panes::NAMES).unwrap();
        let mut meant: BTreeMap<String, (&str, Action)> = BTreeMap::new();
        for scope in [EVERYWHERE].iter().chain(crate::tui::panes::NAMES) {
            for action in keymap.actions_of(scope) {
                for sign in keymap.signs_of(scope, action) {
                    let (other, first) = *meant.entry(sign.clone()).or_insert((scope, action));
                    assert_eq!(action, first, "`{sign}` in {scope} and in {other}");
                }
            }
        }
        assert!(meant.len() > 50, "{}", meant.len());
    }

    #[test]
    fn presses_are_letters_and_names_in_brackets() {
        let keys = presses("/a<enter>G").unwrap();
        assert_eq!(keys.len(), 4);
        assert_eq!(keys[2].code, KeyCode::Enter);
        assert_eq!(presses("<nonsense>"), None);
    }

    #[test]
    fn a_clash_names_both_actions() {
        let error = Keymap::new(
            &lines(&[("hits", "keep", &["m"]), ("hits", "copy", &["m"])]),
            &["hits"],
        )
        .unwrap_err();
        assert!(
            error.contains("`keep`") && error.contains("`copy`"),
            "{error}"
        );
        let error = Keymap::new(
            &lines(&[("hits", "keep", &["g"]), ("hits", "copy", &["g x"])]),
            &["hits"],
        )
        .unwrap_err();
        assert!(error.contains("both"), "{error}");
    }

    #[test]
    fn an_unknown_action_names_the_nearest() {
        let error = Keymap::new(&lines(&[("hits", "kep", &["m"])]), &["hits"]).unwrap_err();
        assert!(error.contains("`keep`"), "{error}");
    }
}
