//! Settings: the shipped `config.toml` with the reader's own file laid over it.
//!
//! Invariant: every field has a line in `config.toml` and every line has a field; neither can be added without the other.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::{Table, Value};

/// The defaults, which are their own documentation.
pub const DEFAULTS: &str = include_str!("../config.toml");

/// Scope -> action -> keys, as written.
pub type KeyLines = BTreeMap<String, BTreeMap<String, Vec<String>>>;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub theme: String,
    pub mouse: bool,
    pub search: Search,
    pub reader: Reader,
    pub compare: Compare,
    pub originals: Originals,
    pub web: Web,
    pub keys: KeyLines,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    pub limit: usize,
    pub variants: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reader {
    /// Cells.
    pub width: u16,
    pub names: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compare {
    pub folded: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Originals {
    pub keep: bool,
    #[serde(rename = "most-megabytes")]
    pub most_megabytes: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Web {
    /// Nothing is fetched.
    pub offline: bool,
    pub follow: bool,
    pub private: bool,
    /// Milliseconds.
    pub pause: u16,
    pub wayback: String,
}

impl Config {
    /// The shipped defaults.
    ///
    /// # Errors
    /// Never for the file as shipped; a test reads it.
    pub fn defaults() -> Result<Config, String> {
        read_over("", "config.toml")
    }

    /// The defaults with the file at `path` laid over them; the defaults alone where there is no such file.
    ///
    /// # Errors
    /// Of every mistake, a line each: the file, the line, the key, and the nearest key that exists.
    pub fn load(path: &Path) -> Result<Config, String> {
        let name = path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => read_over(&text, &name),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Config::defaults(),
            Err(error) => Err(format!("cannot read {name}: {error}")),
        }
    }

    /// What the file at `path` changes: `key: default -> own`, a line each.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn difference(path: &Path) -> Result<Vec<String>, String> {
        Config::load(path)?;
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let defaults: Table = toml::from_str(DEFAULTS).map_err(|error| error.to_string())?;
        let own: Table = toml::from_str(&text).map_err(|error| error.to_string())?;
        let mut lines = Vec::new();
        differences("", &defaults, &own, &mut lines);
        Ok(lines)
    }
}

fn differences(prefix: &str, defaults: &Table, own: &Table, lines: &mut Vec<String>) {
    for (key, value) in own {
        let name = format!("{prefix}{key}");
        match (defaults.get(key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => {
                differences(&format!("{name}."), under, over, lines);
            }
            (Some(default), value) if default != value => {
                lines.push(format!("{name}: {} -> {}", shown(default), shown(value)));
            }
            (Some(_), _) => {}
            (None, value) => lines.push(format!("{name}: (none) -> {}", shown(value))),
        }
    }
}

/// A value as it would be written in the file.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Datetime(time) => time.to_string(),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(shown).collect();
            format!("[{}]", values.join(", "))
        }
        Value::Table(_) => "{…}".to_string(),
    }
}

fn read_over(text: &str, name: &str) -> Result<Config, String> {
    let broken = |error: toml::de::Error| format!("{name}: {}", error.to_string().trim_end());
    let mut table: Table = toml::from_str(DEFAULTS).map_err(broken)?;
    let own: Table = toml::from_str(text).map_err(broken)?;
    let mut mistakes = Vec::new();
    lay_over(&mut table, own, "", &mut |key, mistake| {
        mistakes.push(format!("{name}{}: {mistake}", line_of(text, key)));
    });
    if !mistakes.is_empty() {
        return Err(mistakes.join("\n"));
    }
    Value::Table(table)
        .try_into()
        .map_err(|error: toml::de::Error| format!("{name}: {}", error.to_string().trim_end()))
}

/// Lays the reader's values over the defaults, and tells each mistake with its key. A key that the defaults do not have is
/// one, except a second scope's action under `[keys.…]`, which the key table judges.
fn lay_over(under: &mut Table, over: Table, prefix: &str, tell: &mut dyn FnMut(&str, String)) {
    for (key, value) in over {
        let full = format!("{prefix}{key}");
        match (under.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => {
                lay_over(below, above, &format!("{full}."), tell);
            }
            (Some(Value::Table(_)), _) => tell(&full, format!("`{full}` is a section")),
            (Some(slot), value) => match wanted(slot, &value) {
                Some(what) => tell(&full, format!("`{full}` is {what}, not {}", shown(&value))),
                None => *slot = value,
            },
            (None, value) if prefix.starts_with("keys.") => {
                match wanted(&Value::Array(Vec::new()), &value) {
                    Some(what) => tell(&full, format!("`{full}` is {what}, not {}", shown(&value))),
                    None => drop(under.insert(key, value)),
                }
            }
            // Another section of keys: the key table knows the panes.
            (None, Value::Table(actions)) if prefix == "keys." => {
                under.insert(key, Value::Table(actions));
            }
            (None, _) => {
                let known = under.keys().map(String::as_str);
                let hint = nearest(&key, known).map_or_else(String::new, |near| {
                    format!("; did you mean `{prefix}{near}`?")
                });
                tell(&full, format!("unknown setting `{full}`{hint}"));
            }
        }
    }
}

/// In words, what a value must be where it is not of the kind of the default.
fn wanted(default: &Value, value: &Value) -> Option<&'static str> {
    /// The widest line, the longest list: more is a slip of the finger.
    const MOST: i64 = u16::MAX as i64;
    let fits = match (default, value) {
        (Value::Integer(_), Value::Integer(number)) => (0..=MOST).contains(number),
        (Value::Array(_), Value::Array(values)) => values.iter().all(Value::is_str),
        (default, value) => default.same_type(value),
    };
    if fits {
        return None;
    }
    Some(match default {
        Value::Boolean(_) => "true or false",
        Value::Integer(_) => "a whole number from 0 to 65535",
        Value::Array(_) => "a list of keys in quotation marks",
        _ => "a text in quotation marks",
    })
}

/// `:12` for the line that sets a key, written with its sections (`keys.hits.keep`); of the section where it holds no such
/// line; nothing where there is neither.
pub fn line_of(text: &str, key: &str) -> String {
    let mut section = String::new();
    let mut nearest = None;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        let full = if let Some(header) = line.strip_prefix('[') {
            section = bare_key(header.split(']').next().unwrap_or_default());
            section.clone()
        } else {
            let own = bare_key(line.split('=').next().unwrap_or_default());
            if section.is_empty() {
                own
            } else {
                format!("{section}.{own}")
            }
        };
        if full == key {
            return format!(":{}", index + 1);
        }
        let is_around = key
            .strip_prefix(&full)
            .is_some_and(|rest| rest.starts_with('.'));
        if is_around && !full.is_empty() {
            nearest = Some(index + 1);
        }
    }
    nearest.map_or_else(String::new, |line| format!(":{line}"))
}

/// A key as it is without quotation marks and spaces.
fn bare_key(written: &str) -> String {
    written
        .chars()
        .filter(|letter| !letter.is_whitespace() && !"\"'".contains(*letter))
        .collect()
}

/// The known word nearest to what was typed, where one is near enough to be meant.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    /// Below this two words have little to do with each other.
    const NEAR: f64 = 0.7;
    known
        .map(|word| (strsim::jaro_winkler(typed, word), word))
        .filter(|(score, _)| *score >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_holds_every_setting() {
        let config = Config::defaults().unwrap();
        assert_eq!(config.theme, "dusk");
        assert_eq!(config.keys["everywhere"]["quit"], ["ctrl-c"]);
    }

    #[test]
    fn the_readers_file_lies_over_the_defaults() {
        let config = read_over(
            "theme = \"paper\"\n[keys.hits]\nkeep = [\"b\"]\n",
            "mine.toml",
        )
        .unwrap();
        assert_eq!(config.theme, "paper");
        assert_eq!(config.keys["hits"]["keep"], ["b"]);
        assert_eq!(config.keys["hits"]["copy"], ["y"]);
    }

    #[test]
    fn an_unknown_setting_names_file_line_and_the_nearest() {
        let error = read_over("\n[search]\nlimitt = 3\n", "mine.toml").unwrap_err();
        assert_eq!(
            error,
            "mine.toml:3: unknown setting `search.limitt`; did you mean `search.limit`?"
        );
    }

    #[test]
    fn a_wrong_type_is_an_error_that_says_so() {
        let error = read_over("mouse = 3\n", "mine.toml").unwrap_err();
        assert!(
            error.contains("mine.toml:1: `mouse` is true or false, not 3"),
            "{error}"
        );
    }
}
