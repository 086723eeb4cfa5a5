//! What parallax is made of: every crate has a licence that `.ci/deny.toml` allows, and comes from a registry that it allows.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;
use spdx::{Expression, ParseMode};

/// The lists of `.ci/deny.toml`, which `cargo deny` obeys too.
struct Allowed {
    licences: BTreeSet<String>,
    registries: BTreeSet<String>,
}

impl Allowed {
    fn read() -> Allowed {
        let text = include_str!("../.ci/deny.toml");
        let lists: toml::Table = text.parse().unwrap();
        let list = |part: &str, name: &str| -> BTreeSet<String> {
            let strings = lists[part][name].as_array().unwrap().iter();
            strings
                .map(|one| one.as_str().unwrap().to_string())
                .collect()
        };
        Allowed {
            licences: list("licenses", "allow"),
            registries: list("sources", "allow-registry"),
        }
    }

    /// Why a licence, as its crate states it (SPDX, or the older form with `/`), is not allowed.
    fn objects_to(&self, licence: &str) -> Option<String> {
        match Expression::parse_mode(licence, ParseMode::LAX) {
            Err(error) => Some(format!("{licence} is no licence: {error}")),
            Ok(expression) => {
                let is_allowed = expression
                    .evaluate(|requirement| self.licences.contains(&requirement.to_string()));
                (!is_allowed).then(|| format!("{licence} is not allowed"))
            }
        }
    }
}

/// The crates that are built for this machine, as cargo knows them.
fn crates() -> Vec<Value> {
    let cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let told = cargo(&[
        "metadata",
        "--format-version=1",
        "--locked",
        "--offline",
        "--filter-platform",
        host.unwrap(),
    ]);
    let told: Value = serde_json::from_str(&told).unwrap();
    told["packages"].as_array().unwrap().clone()
}

#[test]
fn every_crate_has_an_allowed_licence() {
    let allowed = Allowed::read();
    let crates = crates();
    assert!(crates.len() > 100, "{} crates", crates.len());
    let objections: Vec<String> = crates
        .iter()
        .filter_map(|one| {
            let licence = one["license"].as_str().unwrap_or("no licence");
            let objection = allowed.objects_to(licence)?;
            Some(format!("{} {}: {objection}", one["name"], one["version"]))
        })
        .collect();
    assert!(objections.is_empty(), "{objections:#?}");
}

#[test]
fn every_crate_comes_from_an_allowed_registry() {
    let allowed = Allowed::read();
    // Of all machines, not of this one alone.
    let lock: toml::Table = include_str!("../Cargo.lock").parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    let strange: Vec<String> = packages
        .iter()
        .filter(|package| package["name"].as_str() != Some(env!("CARGO_PKG_NAME")))
        .filter_map(|package| {
            let source = package.get("source").and_then(toml::Value::as_str);
            let registry = source.and_then(|source| source.strip_prefix("registry+"));
            let is_allowed = registry.is_some_and(|registry| allowed.registries.contains(registry))
                && package.get("checksum").is_some();
            (!is_allowed).then(|| format!("{:?} from {source:?}", package["name"]))
        })
        .collect();
    assert!(strange.is_empty(), "{strange:#?}");
}

#[test]
fn what_is_not_allowed_is_told() {
    let allowed = Allowed::read();
    for licence in [
        "MIT",
        "MIT/Apache-2.0",
        "GPL-3.0 OR MIT",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
    ] {
        assert_eq!(allowed.objects_to(licence), None);
    }
    for licence in ["GPL-3.0", "MIT AND AGPL-3.0", "no licence", ""] {
        assert!(allowed.objects_to(licence).is_some(), "{licence}");
    }
}
