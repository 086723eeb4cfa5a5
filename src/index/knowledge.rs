//! What the library knows and the index does not: names joined across articles, and stories.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

use super::tokens;
use crate::analysis::joining::aliases;
use crate::model::NameKind;

/// Two words at one place in two spellings are spellings of each other from this likeness on (Jaro and Winkler):
/// `kolesnikova` and `kalesnikava` are, `president` and `alexander` are not.
const ALIKE: f64 = 0.75;
/// Shorter words are initials and articles.
const SHORTEST_VARIANT_CHARS: usize = 3;
/// No more other spellings than this for one word.
const MOST_VARIANTS: usize = 8;
/// No more spellings than this of one name are compared with each other.
const MOST_SPELLINGS: usize = 40;

#[derive(Clone, Debug)]
pub struct KnownEntity {
    pub id: String,
    pub name: String,
    pub kind: NameKind,
    pub spellings: Vec<String>,
    /// Article numbers, ascending.
    pub articles: Vec<u64>,
}

#[derive(Clone, Debug)]
pub struct KnownStory {
    pub id: String,
    pub title: String,
    pub articles: Vec<u64>,
}

/// What a search asks about names and stories: of all of them at hand, or of one who looks up what is asked.
pub trait Knows {
    /// The other spellings of a folded word that is part of a name; none for most words.
    fn variants(&self, folded: &str) -> Vec<String>;
    /// Everything: for a query that speaks of a name or a story.
    fn all(&self) -> &Knowledge;
    /// The same to count by names what is found; `None` where nobody looks at that.
    fn counted(&self) -> Option<&Knowledge>;
}

impl Knows for Knowledge {
    fn variants(&self, folded: &str) -> Vec<String> {
        let variants = self.words().variants.get(folded);
        variants.cloned().unwrap_or_default()
    }

    fn all(&self) -> &Knowledge {
        self
    }

    fn counted(&self) -> Option<&Knowledge> {
        Some(self)
    }
}

/// Plain data, rebuilt when the library changes, shared as `Arc`.
#[derive(Clone, Debug, Default)]
pub struct Knowledge {
    entities: Vec<KnownEntity>,
    stories: Vec<KnownStory>,
    /// Made when a word is first asked for: who can look words up needs none of it.
    words: OnceLock<NameWords>,
    by_id: HashMap<String, usize>,
    named: Named,
}

/// What is known of the words of all names.
#[derive(Clone, Debug, Default)]
struct NameWords {
    /// Folded word -> the same word in other spellings of the same name, most frequent name first.
    variants: HashMap<String, Vec<String>>,
    /// Folded word -> entities with a spelling that has it, ascending.
    with: BTreeMap<String, Vec<usize>>,
}

/// Which entities each article names, close together: counting what is found goes through thousands of articles at each key.
#[derive(Clone, Debug, Default)]
struct Named {
    /// The numbers of the articles that name any, ascending.
    articles: Vec<u64>,
    /// For each where its entities begin; one more at the end.
    from: Vec<u32>,
    entities: Vec<u32>,
}

impl Named {
    fn of(entities: &[KnownEntity]) -> Named {
        let mut pairs: Vec<(u64, u32)> = (0..)
            .zip(entities)
            .flat_map(|(at, entity)| entity.articles.iter().map(move |&number| (number, at)))
            .collect();
        pairs.sort_unstable();
        let mut named = Named::default();
        for (at, (number, entity)) in (0..).zip(pairs) {
            if named.articles.last() != Some(&number) {
                named.articles.push(number);
                named.from.push(at);
            }
            named.entities.push(entity);
        }
        named.from.push(named.entities.len() as u32);
        named
    }

    fn within(&self, number: u64) -> &[u32] {
        let Ok(at) = self.articles.binary_search(&number) else {
            return &[];
        };
        let ends = self.from.get(at).zip(self.from.get(at + 1));
        let within = ends.and_then(|(&from, &to)| self.entities.get(from as usize..to as usize));
        within.unwrap_or_default()
    }
}

impl Knowledge {
    pub fn new(entities: Vec<KnownEntity>, stories: Vec<KnownStory>) -> Self {
        let by_id = entities.iter().enumerate();
        Knowledge {
            by_id: by_id.map(|(at, entity)| (entity.id.clone(), at)).collect(),
            named: Named::of(&entities),
            words: OnceLock::new(),
            entities,
            stories,
        }
    }

    fn words(&self) -> &NameWords {
        self.words.get_or_init(|| NameWords::of(&self.entities))
    }

    /// The folded words of an entity that it has other spellings of, each once: [`Knows::variants`] of a word depend on the
    /// entities alone that have it here, those of most articles first.
    pub fn varied(entity: &KnownEntity) -> BTreeSet<String> {
        let mut alone = NameWords::default();
        alone.learn_variants(&spellings(entity));
        alone.variants.into_keys().collect()
    }

    pub(super) fn entities(&self) -> &[KnownEntity] {
        &self.entities
    }

    pub(super) fn entity_with_id(&self, id: &str) -> Option<&KnownEntity> {
        self.by_id.get(id).and_then(|&at| self.entities.get(at))
    }

    /// Places of the entities that any of these articles names, ascending, each with how many of them name it.
    pub fn named_in_any(&self, articles: impl Iterator<Item = u64>) -> Vec<(usize, u32)> {
        let mut counts = vec![0; self.entities.len()];
        for number in articles {
            for &entity in self.named.within(number) {
                if let Some(count) = counts.get_mut(entity as usize) {
                    *count += 1;
                }
            }
        }
        let counts = counts.into_iter().enumerate();
        counts.filter(|&(_, count)| count > 0).collect()
    }

    /// Entities with a spelling that has all these folded words; the last may be the beginning of one.
    pub(super) fn named(&self, words: &[String], open_end: bool) -> Vec<&KnownEntity> {
        let mut candidates: Option<BTreeSet<usize>> = None;
        for (at, word) in words.iter().enumerate() {
            let open = open_end && at + 1 == words.len();
            let having: BTreeSet<usize> = if open {
                self.words()
                    .with
                    .range(word.clone()..)
                    .take_while(|(known, _)| known.starts_with(word.as_str()))
                    .flat_map(|(_, entities)| entities.iter().copied())
                    .collect()
            } else {
                let exact = self.words().with.get(word).into_iter().flatten();
                exact.copied().collect()
            };
            candidates = Some(match candidates {
                None => having,
                Some(before) => before.intersection(&having).copied().collect(),
            });
        }
        candidates
            .into_iter()
            .flatten()
            .filter_map(|at| self.entities.get(at))
            .filter(|entity| {
                spellings(entity)
                    .iter()
                    .any(|spelling| has_all(spelling, words, open_end))
            })
            .collect()
    }

    /// Places and organisations of which this is a form that everybody knows: `Kiev` where all articles write Kyiv. Looks at every name,
    /// where there is such a form.
    pub(super) fn also_called(&self, text: &str) -> Vec<&KnownEntity> {
        let mut first = text.chars();
        let title: String = first
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .chain(first)
            .collect();
        // Typed as it comes: `kiev`, `usa`.
        let forms = [text.to_string(), title, text.to_uppercase()];
        let keys: Vec<String> = forms
            .iter()
            .filter_map(|form| aliases::known_form(form))
            .collect();
        if keys.is_empty() {
            return Vec::new();
        }
        let is_form = |entity: &&KnownEntity| {
            entity.kind != NameKind::Person
                && aliases::known_form(&entity.name).is_some_and(|key| keys.contains(&key))
        };
        self.entities.iter().filter(is_form).collect()
    }

    /// The story with this id, or those whose title has all these folded words.
    pub(super) fn stories(&self, id: &str, words: &[String], open_end: bool) -> Vec<&KnownStory> {
        if let Some(story) = self.stories.iter().find(|story| story.id == id) {
            return vec![story];
        }
        self.stories
            .iter()
            .filter(|story| has_all(&label_words(&story.title), words, open_end))
            .collect()
    }
}

impl NameWords {
    fn of(entities: &[KnownEntity]) -> NameWords {
        let mut words = NameWords::default();
        // Names of many articles first: their spellings are the ones to offer.
        let mut order: Vec<usize> = (0..entities.len()).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(entities[at].articles.len()));
        for at in order {
            let spellings = spellings(&entities[at]);
            words.learn_variants(&spellings);
            for word in spellings.iter().flatten().collect::<BTreeSet<_>>() {
                words.with.entry(word.clone()).or_default().push(at);
            }
        }
        for found in words.with.values_mut() {
            found.sort_unstable();
        }
        words
    }

    fn learn_variants(&mut self, spellings: &[Vec<String>]) {
        let spellings = &spellings[..spellings.len().min(MOST_SPELLINGS)];
        for one in spellings {
            for other in spellings {
                for (word, variant) in one.iter().rev().zip(other.iter().rev()) {
                    if are_variants(word, variant) {
                        let known = self.variants.entry(word.clone()).or_default();
                        if known.len() < MOST_VARIANTS && !known.contains(variant) {
                            known.push(variant.clone());
                        }
                    }
                }
            }
        }
    }
}

/// Folded words of a label.
pub(super) fn label_words(text: &str) -> Vec<String> {
    tokens::labels(text)
        .into_iter()
        .map(|token| token.text)
        .collect()
}

/// Folded words of a name; initials with points are one word, so that `U.S.` is found as `us` and the other way round.
pub(super) fn name_words(text: &str) -> Vec<String> {
    let is_initials = |word: &str| {
        let parts: Vec<&str> = word.trim_end_matches('.').split('.').collect();
        parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1)
    };
    let plain: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            let bare =
                word.trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '.');
            if is_initials(bare) {
                bare.replace('.', "")
            } else {
                word.to_string()
            }
        })
        .collect();
    label_words(&plain.join(" "))
}

/// The words of every spelling of an entity, its name first, each spelling once.
fn spellings(entity: &KnownEntity) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = Vec::with_capacity(entity.spellings.len() + 1);
    for spelling in [&entity.name].into_iter().chain(&entity.spellings) {
        let mut words = name_words(spelling);
        if words.len() > 1 && words.last().is_some_and(|last| last == "s") {
            words.pop();
        }
        if !words.is_empty() && !all.contains(&words) {
            all.push(words);
        }
    }
    all
}

fn has_all(having: &[String], words: &[String], open_end: bool) -> bool {
    !words.is_empty()
        && words.iter().enumerate().all(|(at, word)| {
            let open = open_end && at + 1 == words.len();
            having
                .iter()
                .any(|known| known == word || (open && known.starts_with(word.as_str())))
        })
}

fn are_variants(word: &str, other: &str) -> bool {
    word != other
        && [word, other].iter().all(|w| {
            w.chars().count() >= SHORTEST_VARIANT_CHARS && !w.contains(|c: char| c.is_numeric())
        })
        && tokens::stem(word) != tokens::stem(other)
        && !goes_on(word, other)
        && strsim::jaro_winkler(word, other) >= ALIKE
}

/// One word is the other with a tail: two words run together by a careless page (`trumpgop`), not another spelling.
fn goes_on(word: &str, other: &str) -> bool {
    /// Letters that spellings of one name differ by at their end at the most (`Tikhanovsk-y`, `-aya`).
    const TAIL: usize = 3;
    let (short, long) = if word.len() < other.len() {
        (word, other)
    } else {
        (other, word)
    };
    long.strip_prefix(short)
        .is_some_and(|tail| tail.chars().count() >= TAIL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str, spellings: &[&str], articles: &[u64]) -> KnownEntity {
        KnownEntity {
            id: name.to_lowercase(),
            name: name.into(),
            kind: NameKind::Person,
            spellings: spellings.iter().map(|s| s.to_string()).collect(),
            articles: articles.to_vec(),
        }
    }

    fn knowledge() -> Knowledge {
        Knowledge::new(
            vec![
                known(
                    "Vera Sokolova",
                    &["Sokolova", "Viera Sakalova", "President Sokolova"],
                    &[1, 2],
                ),
                known("Kyiv", &["Kiev"], &[2]),
                known("Anna Sokol", &["Sokol"], &[3]),
            ],
            vec![KnownStory {
                id: "abc".into(),
                title: "Balloons over the harbour".into(),
                articles: vec![1],
            }],
        )
    }

    #[test]
    fn words_of_names_know_their_other_spellings_at_the_same_place() {
        let knowledge = knowledge();
        assert_eq!(knowledge.variants("sokolova"), ["sakalova"]);
        assert_eq!(knowledge.variants("sakalova"), ["sokolova"]);
        assert_eq!(knowledge.variants("vera"), ["viera"]);
        assert_eq!(knowledge.variants("kiev"), ["kyiv"]);
        assert!(knowledge.variants("president").is_empty());
        assert!(knowledge.variants("sokol").is_empty());
    }

    #[test]
    fn entities_are_found_by_any_spelling() {
        let knowledge = knowledge();
        let named = |text: &str, open| -> Vec<&str> {
            let found = knowledge.named(&label_words(text), open);
            found.iter().map(|entity| entity.name.as_str()).collect()
        };
        assert_eq!(named("sakalova", false), ["Vera Sokolova"]);
        assert_eq!(named("viera sakalova", false), ["Vera Sokolova"]);
        assert!(named("anna sokolova", false).is_empty());
        assert_eq!(named("sokol", false), ["Anna Sokol"]);
        assert_eq!(named("sokol", true), ["Vera Sokolova", "Anna Sokol"]);
        assert_eq!(name_words("U.S. Embassy"), ["us", "embassy"]);
        assert_eq!(name_words("St. Ives"), ["st", "ives"]);
        assert!(named("", false).is_empty());
    }

    #[test]
    fn forms_that_everybody_knows_find_what_is_written_otherwise() {
        let place = KnownEntity {
            kind: NameKind::Place,
            ..known("Kyiv", &[], &[1])
        };
        let knowledge = Knowledge::new(vec![place, known("Kyivan", &[], &[2])], Vec::new());
        let also = |text: &str| knowledge.also_called(text).len();
        assert_eq!(
            (also("kiev"), also("Kiev"), also("usa"), also("kyivan")),
            (1, 1, 0, 0)
        );
    }

    #[test]
    fn stories_are_found_by_id_or_title() {
        let knowledge = knowledge();
        assert_eq!(knowledge.stories("abc", &[], false).len(), 1);
        assert_eq!(
            knowledge
                .stories("x", &label_words("balloons"), false)
                .len(),
            1
        );
        assert!(
            knowledge
                .stories("x", &label_words("snow"), false)
                .is_empty()
        );
    }
}
