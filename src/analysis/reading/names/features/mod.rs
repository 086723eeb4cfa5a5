//! What the tagger looks at: hashed features of each token of a sentence.
//!
//! The very same code runs when the model is trained and when it tags. After Ratinov and Roth, "Design Challenges and
//! Misconceptions in Named Entity Recognition" (CoNLL 2009): word forms, shapes, affixes, clusters, gazetteers, and the
//! words around a run of capitals.

mod reading;

use self::reading::{is_all_capitals, mark_places, runs, word};
use super::lexicon::{CITY, COUNTRY, Lexicon, REGION, TOWN};
use crate::analysis::text::hash::pair;

/// How far a run of capitalised words is followed.
const LONGEST_RUN: usize = 12;
/// How many words of what is said of a name are read.
const APPOSITION_WORDS: usize = 6;
/// Prefixes and suffixes of up to so many letters.
const AFFIX: usize = 4;

/// A token with everything that features are made of, computed once.
#[derive(Clone, Debug, Default)]
pub struct Word {
    form: u64,
    lower: u64,
    shape: u64,
    /// The shape with repeats collapsed.
    brief: u64,
    prefixes: [u64; AFFIX],
    suffixes: [u64; AFFIX],
    cluster: Option<(u16, u8)>,
    /// Flags of the lexicon, those of phrases that cover the token included.
    flags: u8,
    /// How long the longest known place that covers it is, in tokens.
    place_length: u8,
    title: bool,
    organisation_head: bool,
    capital: bool,
    comma: bool,
    /// Begins what is said of a name: `a`, `the`, `which`.
    opener: bool,
    /// A mark or verb at which that ends.
    stop: bool,
    /// Function words, `of`, `the`, `and`, `&`, hyphens: they may join a run.
    joiner: bool,
}

/// A sentence made ready.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    words: Vec<Word>,
    all_capitals: bool,
    /// No word after the first has a capital: either there is no name, or names are written without.
    no_capitals: bool,
    /// For each token the bounds of the run of capitals that holds it.
    runs: Vec<(u32, u32)>,
}

/// Groups of features: each has its own space of hashes.
#[derive(Clone, Copy)]
#[repr(u64)]
enum Group {
    Bias = 1,
    Form,
    Lower,
    Shape,
    Brief,
    Prefix,
    Suffix,
    AllCapitals,
    First,
    FirstBrief,
    Last,
    Cluster,
    Parent,
    Flag,
    FlagBrief,
    PlaceLength,
    Title,
    OrganisationHead,
    NearLower,
    NearBrief,
    NearCluster,
    NearParent,
    NearFlag,
    NearTitle,
    NearHead,
    NearSuffix,
    LowerPair,
    BriefPair,
    ClusterPair,
    ParentPair,
    BriefTriple,
    ParentTriple,
    RunBefore,
    RunAfter,
    RunLast,
    RunLastCluster,
    RunFirst,
    RunLength,
    RunHead,
    RunFlags,
    RunBeforeBrief,
    Apposition,
    AppositionParent,
    NoCapitals,
}

impl Sentence {
    /// Reads the tokens of a sentence.
    pub fn read<'t>(tokens: impl Iterator<Item = &'t str>, lexicon: &Lexicon) -> Sentence {
        let texts: Vec<&str> = tokens.collect();
        let all_capitals = is_all_capitals(&texts);
        let mut words: Vec<Word> = texts
            .iter()
            .map(|text| word(text, all_capitals, lexicon))
            .collect();
        let no_capitals = words.iter().skip(1).all(|word| !word.capital);
        mark_places(&mut words, &texts, lexicon, no_capitals);
        let runs = runs(&words);
        Sentence {
            words,
            all_capitals,
            no_capitals,
            runs,
        }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a token begins with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital)
    }

    /// Whether a token is no word that is known.
    pub fn is_unknown(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| word.cluster.is_none())
    }

    /// Hash of a token's letters, case kept.
    pub fn form(&self, at: usize) -> u64 {
        self.words.get(at).map_or(0, |word| word.form)
    }

    /// Whether the sentence is set in capitals.
    pub fn is_all_capitals(&self) -> bool {
        self.all_capitals
    }

    /// Whether a token goes before a person's name.
    pub fn is_title(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.title)
    }

    /// Whether a token makes an organisation of its name.
    pub fn heads_organisation(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| word.organisation_head)
    }

    /// What the lexicon knows of a token.
    pub fn flags(&self, at: usize) -> u8 {
        self.words.get(at).map_or(0, |word| word.flags)
    }

    /// Where the country or region begins in a place written without a comma, `Lima Peru`: both parts are known places.
    pub fn place_in_country(&self, first: usize, end: usize) -> Option<usize> {
        let words = self.words.get(first..end)?;
        let length = usize::from(words.first()?.place_length);
        let (city, country) = words.split_at_checked(length)?;
        let whole = |words: &[Word], flags: u8| {
            words
                .iter()
                .all(|w| w.flags & flags != 0 && usize::from(w.place_length) == words.len())
        };
        let parted = length > 0
            && !country.is_empty()
            && whole(city, CITY | TOWN)
            && whole(country, COUNTRY | REGION);
        parted.then_some(first + length)
    }

    /// Calls `found` with each feature of the token at `at`.
    pub fn features(&self, at: usize, mut found: impl FnMut(u64)) {
        let Some(word) = self.words.get(at) else {
            return;
        };
        let mut add = |group: Group, value: u64| found(pair(group as u64, value));
        add(Group::Bias, 0);
        add(Group::Form, word.form);
        add(Group::Lower, word.lower);
        add(Group::Shape, word.shape);
        add(Group::Brief, word.brief);
        for length in 1..AFFIX {
            add(Group::Prefix, word.prefixes[length]);
            add(Group::Suffix, word.suffixes[length]);
        }
        if self.all_capitals {
            add(Group::AllCapitals, 0);
        }
        if self.no_capitals {
            add(Group::NoCapitals, 0);
            add(Group::NoCapitals, pair(1, u64::from(word.flags)));
            if let Some((_, parent)) = word.cluster {
                add(Group::NoCapitals, pair(2, u64::from(parent)));
            }
        }
        if at == 0 {
            add(Group::First, 0);
            add(Group::FirstBrief, word.brief);
        }
        if at + 1 == self.words.len() {
            add(Group::Last, 0);
        }
        if let Some((cluster, parent)) = word.cluster {
            add(Group::Cluster, u64::from(cluster));
            add(Group::Parent, u64::from(parent));
        }
        for flag in flags(word.flags) {
            add(Group::Flag, flag);
            add(Group::FlagBrief, pair(flag, word.brief));
        }
        if word.place_length > 0 {
            add(Group::PlaceLength, u64::from(word.place_length));
        }
        if word.title {
            add(Group::Title, 0);
        }
        if word.organisation_head {
            add(Group::OrganisationHead, 0);
        }
        self.near(at, &mut add);
        self.pairs(at, &mut add);
        self.run(at, &mut add);
    }

    /// The words up to two before and after.
    fn near(&self, at: usize, add: &mut impl FnMut(Group, u64)) {
        for (place, offset) in [(1, -2isize), (2, -1), (3, 1), (4, 2)] {
            let Some(other) = at
                .checked_add_signed(offset)
                .and_then(|other| self.words.get(other))
            else {
                continue;
            };
            add(Group::NearLower, pair(place, other.lower));
            add(Group::NearBrief, pair(place, other.brief));
            if let Some((cluster, parent)) = other.cluster {
                add(Group::NearCluster, pair(place, u64::from(cluster)));
                add(Group::NearParent, pair(place, u64::from(parent)));
            }
            for flag in flags(other.flags) {
                add(Group::NearFlag, pair(place, flag));
            }
            if other.title {
                add(Group::NearTitle, place);
            }
            if other.organisation_head {
                add(Group::NearHead, place);
            }
            if offset.abs() == 1 {
                add(Group::NearSuffix, pair(place, other.suffixes[2]));
            }
        }
    }

    /// The word with its neighbours.
    fn pairs(&self, at: usize, add: &mut impl FnMut(Group, u64)) {
        let word = &self.words[at];
        let before = at.checked_sub(1).map(|other| &self.words[other]);
        let after = self.words.get(at + 1);
        for (place, other) in [(1, before), (2, after)] {
            let Some(other) = other else { continue };
            let both = |mine: u64, theirs: u64| pair(place, pair(mine, theirs));
            add(Group::LowerPair, both(word.lower, other.lower));
            add(Group::BriefPair, both(word.brief, other.brief));
            if let (Some(mine), Some(theirs)) = (word.cluster, other.cluster) {
                let parents = both(u64::from(mine.1), u64::from(theirs.1));
                add(Group::ParentPair, parents);
            }
            if let Some(theirs) = other.cluster {
                add(Group::ClusterPair, both(word.brief, u64::from(theirs.0)));
            }
        }
        if let (Some(before), Some(after)) = (before, after) {
            add(
                Group::BriefTriple,
                pair(pair(before.brief, word.brief), after.brief),
            );
            let parent = |word: &Word| word.cluster.map_or(255, |(_, parent)| u64::from(parent));
            add(
                Group::ParentTriple,
                pair(pair(parent(before), word.brief), parent(after)),
            );
        }
    }

    /// What is said of a name right after it: the clusters of `a human rights group` in `Nordvia, a human rights group`.
    fn apposition(&self, end: usize, add: &mut impl FnMut(Group, u64)) {
        let opens = self.words.get(end).is_some_and(|word| word.comma)
            && self.words.get(end + 1).is_some_and(|word| word.opener);
        if !opens {
            return;
        }
        for word in self.words[end + 2..].iter().take(APPOSITION_WORDS) {
            if word.stop {
                break;
            }
            if let Some((cluster, parent)) = word.cluster.filter(|_| !word.capital) {
                add(Group::Apposition, u64::from(cluster));
                add(Group::AppositionParent, u64::from(parent));
            }
        }
    }

    /// The run of capitalised words around the token: what stands before and after it, how it begins and ends.
    fn run(&self, at: usize, add: &mut impl FnMut(Group, u64)) {
        let Some(&(first, end)) = self.runs.get(at) else {
            return;
        };
        if first == end {
            return;
        }
        let (first, end) = (first as usize, end as usize);
        let from = (at - first).min(3) as u64;
        let left = (end - 1 - at).min(3) as u64;
        if let Some(before) = first.checked_sub(1).map(|other| &self.words[other]) {
            add(Group::RunBefore, before.lower);
            if let Some((cluster, _)) = before.cluster {
                add(Group::RunBeforeBrief, pair(u64::from(cluster), from));
            }
        }
        if let Some(after) = self.words.get(end) {
            add(Group::RunAfter, after.lower);
            if let Some((cluster, _)) = after.cluster {
                add(Group::RunAfter, pair(u64::from(cluster), left));
            }
        }
        self.apposition(end, add);
        let last = &self.words[end - 1];
        add(Group::RunLast, pair(last.lower, from));
        add(Group::RunLast, last.suffixes[2]);
        if let Some((cluster, parent)) = last.cluster {
            add(Group::RunLastCluster, u64::from(cluster));
            add(Group::RunLastCluster, pair(u64::from(parent), left));
        }
        let head = &self.words[first];
        add(Group::RunFirst, pair(head.lower, left));
        add(Group::RunLength, pair((end - first) as u64, from));
        let inside = &self.words[first..end];
        if inside.iter().any(|word| word.organisation_head) {
            add(Group::RunHead, pair(from, left));
        }
        let known = inside.iter().fold(0, |all, word| all | word.flags);
        add(Group::RunFlags, pair(u64::from(known), from.min(1)));
    }
}

fn flags(all: u8) -> impl Iterator<Item = u64> {
    (0..8u64).filter(move |bit| all & (1 << bit) != 0)
}
