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
    /// The file, the line, the key, and the nearest key that exists.
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
    lay_over(&mut table, own, "", text, name)?;
    Value::Table(table)
        .try_into()
        .map_err(|error: toml::de::Error| {
            let message = error.to_string();
            let key = message.split('`').nth(1).unwrap_or_default();
            let line = line_of(text, key);
            format!("{name}{line}: {}", message.trim_end())
        })
}

/// Lays the reader's values over the defaults. A key that the defaults do not have is an error, except a second scope's
/// action under `[keys.…]`, which the key table judges.
fn lay_over(
    under: &mut Table,
    over: Table,
    prefix: &str,
    text: &str,
    name: &str,
) -> Result<(), String> {
    for (key, value) in over {
        let full = format!("{prefix}{key}");
        match (under.get_mut(&key), value) {
            (Some(Value::Table(below)), Value::Table(above)) => {
                lay_over(below, above, &format!("{full}."), text, name)?;
            }
            (Some(Value::Table(_)), _) => {
                return Err(format!(
                    "{name}{}: `{full}` is a section",
                    line_of(text, &key)
                ));
            }
            (Some(slot), value) => *slot = value,
            (None, value) if prefix.starts_with("keys.") => {
                under.insert(key, value);
            }
            (None, _) => {
                let line = line_of(text, &key);
                let known = under.keys().map(String::as_str);
                let hint = nearest(&key, known).map_or_else(String::new, |near| {
                    format!("; did you mean `{prefix}{near}`?")
                });
                return Err(format!("{name}{line}: unknown setting `{full}`{hint}"));
            }
        }
    }
    Ok(())
}

/// `:12` for the first line that sets `key`; nothing where none does.
fn line_of(text: &str, key: &str) -> String {
    let sets = |line: &str| {
        let line = line.trim_start_matches(['[', ' ']);
        line.strip_prefix(key)
            .is_some_and(|rest| rest.trim_start().starts_with(['=', ']', '.']))
            || line.split(['.', ']']).any(|part| part == key) && line.contains(']')
    };
    let found = text.lines().position(|line| !key.is_empty() && sets(line));
    found.map_or_else(String::new, |index| format!(":{}", index + 1))
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
            error.contains("mine.toml") && error.contains("boolean"),
            "{error}"
        );
    }
}
