//! Which module takes from which, read from the sources: floors within a room, and circles among siblings.
//!
//! Only production code counts (what stands above `mod tests`). A module and its parent are one room: a child may take its
//! parent's nouns. Siblings are not: of two that take from each other neither can be read alone.

use std::collections::{BTreeMap, BTreeSet};

/// A module by its path, `["analysis", "text"]`; the crate's root is empty.
pub type Module = Vec<String>;

/// Every module of `src/` with its text.
pub type House = BTreeMap<Module, String>;

/// The module of a file below `src/`, such as `analysis/text/mod.rs`.
pub fn module_of(inside: &str) -> Module {
    let mut parts: Module = inside
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_string)
        .collect();
    if parts.last().is_some_and(|last| last == "mod") || parts == ["lib"] {
        parts.pop();
    }
    parts
}

/// What each module takes from: the modules, without itself.
pub fn arrows(house: &House) -> BTreeMap<Module, BTreeSet<Module>> {
    let known = |path: &[String]| {
        (1..=path.len())
            .rev()
            .map(|length| &path[..length])
            .find(|path| house.contains_key(*path))
            .map(<[String]>::to_vec)
    };
    house
        .iter()
        .map(|(module, text)| {
            let taken = paths(house, module, text)
                .iter()
                .filter_map(|path| known(path))
                .filter(|other| other != module)
                .collect();
            (module.clone(), taken)
        })
        .collect()
}

/// Circles among the modules of one folder, each as the names that it runs through.
pub fn circles(arrows: &BTreeMap<Module, BTreeSet<Module>>) -> Vec<String> {
    let folders: BTreeSet<&[String]> = arrows
        .keys()
        .flat_map(|module| (0..module.len()).map(|length| &module[..length]))
        .collect();
    let mut found = Vec::new();
    for folder in folders {
        let mut siblings: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (module, others) in arrows {
            let Some(one) = sibling(folder, module) else {
                continue;
            };
            let taken = others.iter().filter_map(|other| sibling(folder, other));
            siblings
                .entry(one)
                .or_default()
                .extend(taken.filter(|other| *other != one));
        }
        found.extend(
            circle(&siblings).map(|names| format!("{}: {}", folder.join("/"), names.join(" > "))),
        );
    }
    found
}

/// The part of a module's path right below a folder.
fn sibling<'a>(folder: &[String], module: &'a [String]) -> Option<&'a str> {
    let below = module.strip_prefix(folder)?;
    below.first().map(String::as_str)
}

/// One circle, or none: what has nothing below it is taken away until nothing goes; what is left runs in a circle.
fn circle<'a>(siblings: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    let mut left: BTreeMap<&str, BTreeSet<&str>> = siblings.clone();
    loop {
        let free: Vec<&str> = left
            .iter()
            .filter(|(_, taken)| !taken.iter().any(|other| left.contains_key(other)))
            .map(|(name, _)| *name)
            .collect();
        if free.is_empty() {
            break;
        }
        for name in free {
            left.remove(name);
        }
    }
    let mut way = vec![*left.keys().next()?];
    loop {
        let next = left[way.last()?]
            .iter()
            .find(|other| left.contains_key(*other))?;
        if let Some(at) = way.iter().position(|name| name == next) {
            way.drain(..at);
            way.push(next);
            return Some(way);
        }
        way.push(next);
    }
}

/// Absolute paths that a module's production code names.
fn paths(house: &House, module: &Module, text: &str) -> Vec<Module> {
    let lines: Vec<&str> = text.lines().collect();
    let production = lines
        .windows(2)
        .position(|pair| pair[0] == "#[cfg(test)]" && pair[1].contains("mod tests"))
        .unwrap_or(lines.len());
    let code: Vec<&str> = lines[..production]
        .iter()
        .map(|line| line.split("//").next().unwrap_or(""))
        .collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    for (at, _) in code.match_indices("::") {
        let start = code[..at]
            .rfind(|letter| !is_name(letter))
            .map_or(0, |before| before + 1);
        let first = &code[start..at];
        if code[..start].ends_with("::") {
            continue;
        }
        let mut child = module.clone();
        child.push(first.to_string());
        let base = match first {
            "crate" => Some(Vec::new()),
            "self" => Some(module.clone()),
            "super" => Some(module[..module.len().saturating_sub(1)].to_vec()),
            _ if house.contains_key(&child) => Some(child),
            _ => None,
        };
        if let Some(base) = base {
            tree(base, &mut code[at + 2..].chars().peekable(), &mut found);
        }
    }
    found
}

/// Reads one path, or a tree of them in braces, behind `base`.
fn tree(
    mut base: Module,
    rest: &mut std::iter::Peekable<std::str::Chars>,
    found: &mut Vec<Module>,
) {
    let skip = |rest: &mut std::iter::Peekable<std::str::Chars>| {
        while rest.next_if(|letter| letter.is_whitespace()).is_some() {}
    };
    loop {
        skip(rest);
        if rest.next_if_eq(&'{').is_some() {
            loop {
                tree(base.clone(), rest, found);
                // Another name for it, `as other`, is no path.
                while rest.next_if(|letter| !",}".contains(*letter)).is_some() {}
                if rest.next() != Some(',') {
                    return;
                }
                skip(rest);
                if rest.next_if_eq(&'}').is_some() {
                    return;
                }
            }
        }
        let mut name = String::new();
        while let Some(letter) = rest.next_if(|letter| letter.is_alphanumeric() || *letter == '_') {
            name.push(letter);
        }
        match name.as_str() {
            "" | "self" => {}
            "super" => {
                base.pop();
            }
            _ => base.push(name),
        }
        let mut ahead = rest.clone();
        if ahead.next() == Some(':') && ahead.next() == Some(':') {
            *rest = ahead;
            continue;
        }
        found.push(base);
        return;
    }
}
