//! What a file of words says of them: an enum of tags, each with its name in the file.

/// A set of tags: an enum that the macro `tags` made.
pub trait Tags: Copy + 'static {
    /// Each as it is written in the file, in the order of their numbers.
    const ALL: &'static [(&'static str, Self)];
    /// Its place in [`Tags::ALL`].
    fn number(self) -> usize;
}

/// Makes an enum of tags, each with its docs and its name in the file.
macro_rules! tags {
    ($(#[$outer:meta])* pub enum $name:ident { $($(#[$doc:meta])+ $tag:ident = $written:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$doc])+ $tag,)+ }

        impl $crate::analysis::text::lexicon::Tags for $name {
            const ALL: &'static [(&'static str, $name)] = &[$(($written, $name::$tag),)+];

            fn number(self) -> usize {
                self as usize
            }
        }
    };
}
pub(crate) use tags;

/// What breaks the form of a sorted file: lines out of order or said twice, and what breaks that of any.
#[cfg(test)]
pub(crate) fn faults<T: Tags>(file: &str) -> Vec<String> {
    let lines: Vec<&str> = file.lines().collect();
    let mut faults = unordered_faults::<T>(file);
    for pair in lines.windows(2) {
        let word = |line: &str| line.split('\t').next().map(str::to_string);
        if word(pair[0]) >= word(pair[1]) {
            faults.push(format!("out of order: {}", pair[1]));
        }
    }
    faults
}

/// What breaks the form of any file: words said twice, tags that are unknown, not told of in the README, or of no word.
#[cfg(test)]
pub(crate) fn unordered_faults<T: Tags>(file: &str) -> Vec<String> {
    let readme = include_str!("../../../../assets/lexicon/README.md");
    let mut faults = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut used = vec![false; T::ALL.len()];
    for line in file.lines() {
        let (word, tags) = line.split_once('\t').unwrap_or((line, ""));
        if !seen.insert(word) {
            faults.push(format!("said twice: {word}"));
        }
        for written in tags.split(' ') {
            let name = written.split('=').next();
            match T::ALL.iter().position(|(known, _)| name == Some(known)) {
                Some(number) => used[number] = true,
                None => faults.push(format!("unknown tag: {line}")),
            }
        }
    }
    for (number, (name, _)) in T::ALL.iter().enumerate() {
        // English needs no names for its own words.
        if !used[number] && *name != "as" {
            faults.push(format!("no word has the tag {name}"));
        }
        if !readme.contains(&format!("| `{name}`")) {
            faults.push(format!("the README does not tell of {name}"));
        }
    }
    faults
}
