//! Which settings hold: the reader's file, what the command line says, and every mistake in them.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};

use super::{Screens, usage};
use crate::config::{self, Config, line_of};
use crate::worker::{AddOptions, Home, Originals, Rules, WebOptions};

/// Mistakes that are told at once.
const MISTAKES: usize = 20;

/// What can be said with every command.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Settings {
    /// Keep everything in this folder [default: $PARALLAX_HOME, else where the system keeps such data]
    #[arg(long, value_name = "DIR", global = true)]
    pub data_dir: Option<PathBuf>,
    /// Read the settings from this file
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// Fetch nothing from the web, whatever is asked for
    #[arg(long, global = true)]
    pub offline: bool,
    /// Show the screens in this theme
    #[arg(long, value_name = "NAME", global = true)]
    pub theme: Option<String>,
}

impl Settings {
    /// Where the reader's settings are: the file named, else `config.toml` in the one folder that holds everything where
    /// there is one, else where the system keeps the settings of programs.
    pub(super) fn config_path(&self) -> Result<PathBuf> {
        if let Some(path) = &self.config {
            return Ok(path.clone());
        }
        let one_folder = self.data_dir.is_some()
            || std::env::var_os("PARALLAX_HOME").is_some_and(|dir| !dir.is_empty());
        if one_folder {
            return Ok(Home::find(self.data_dir.as_deref())?
                .dir
                .join("config.toml"));
        }
        let system = directories::ProjectDirs::from("", "", "parallax")
            .context("no home folder is known: name the file with --config")?;
        Ok(system.config_dir().join("config.toml"))
    }

    /// The settings in force.
    pub(super) fn load(&self) -> Result<Config> {
        if let Some(missing) = self.config.as_ref().filter(|path| !path.exists()) {
            return Err(usage(format!("there is no file {}", missing.display())));
        }
        let mut config = Config::load(&self.config_path()?).map_err(usage)?;
        config.web.offline |= self.offline;
        Ok(config)
    }

    /// The settings in force with the theme that was named, where all of them mean something.
    ///
    /// # Errors
    /// Every mistake on a line of its own, with where it stands.
    pub(super) fn checked(&self, screens: Screens) -> Result<Config> {
        let mut config = self.load()?;
        if let Some(theme) = &self.theme {
            config.theme.clone_from(theme);
        }
        let path = self.config_path()?;
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let defaults = Config::defaults().map_err(usage)?;
        let mut tried = config.clone();
        let mut mistakes = Vec::new();
        while let Err(mistake) = (screens.check)(&tried)
            && mistakes.len() < MISTAKES
        {
            let key = key_in(&mistake, &tried, &defaults);
            let place = match (key.as_str(), &self.theme) {
                ("theme", Some(_)) => "--theme".to_string(),
                _ => format!("{}{}", path.display(), line_of(&text, &key)),
            };
            mistakes.push(format!("{place}: {mistake}"));
            if !take_back(&mut tried, &defaults, &key) {
                break;
            }
        }
        if mistakes.is_empty() {
            return Ok(config);
        }
        Err(usage(mistakes.join("\n")))
    }
}

/// How articles are added, by the settings.
pub(super) fn adding(originals: &config::Originals) -> AddOptions {
    let most = u64::from(originals.most_megabytes) << 20;
    AddOptions {
        originals: match originals.keep {
            true => Originals::Kept { most },
            false => Originals::Left,
        },
        ..AddOptions::default()
    }
}

/// How the web is asked, by the settings; no archive.
pub(super) fn web(config: &Config) -> WebOptions {
    let web = &config.web;
    WebOptions {
        originals: adding(&config.originals).originals,
        rules: Rules {
            offline: web.offline,
            private: web.private,
            pause: Duration::from_millis(web.pause.into()),
        },
        follow: web.follow,
        archive: None,
    }
}

/// The key of which a mistake speaks: the one in it, of a clash the one that the reader set.
fn key_in(mistake: &str, config: &Config, defaults: &Config) -> String {
    if mistake.starts_with("no theme") || mistake.starts_with("theme ") {
        return "theme".to_string();
    }
    let words = || mistake.split(['`', ' ', ':']);
    let named = words()
        .find(|word| word.starts_with("keys."))
        .unwrap_or_default();
    let Some(scope) = named
        .strip_prefix("keys.")
        .filter(|scope| !scope.contains('.'))
    else {
        return named.to_string();
    };
    let keys = |config: &Config, action: &str| {
        config
            .keys
            .get(scope)
            .and_then(|actions| actions.get(action).cloned())
    };
    let mut set = words().filter(|action| {
        let own = keys(config, action);
        own.is_some() && own != keys(defaults, action)
    });
    set.next_back()
        .map_or_else(|| named.to_string(), |action| format!("{named}.{action}"))
}

/// Puts the default in the place of a key or a section; `false` where there was nothing to take back.
fn take_back(config: &mut Config, defaults: &Config, key: &str) -> bool {
    if key == "theme" {
        config.theme.clone_from(&defaults.theme);
        return true;
    }
    let Some((scope, action)) = key
        .strip_prefix("keys.")
        .map(|rest| rest.split_once('.').unwrap_or((rest, "")))
    else {
        return false;
    };
    if action.is_empty() {
        return config.keys.remove(scope).is_some();
    }
    let default = defaults
        .keys
        .get(scope)
        .and_then(|actions| actions.get(action));
    let Some(actions) = config.keys.get_mut(scope) else {
        return false;
    };
    match default {
        Some(keys) => actions.insert(action.to_string(), keys.clone()).as_ref() != Some(keys),
        None => actions.remove(action).is_some(),
    }
}
