//! Alignment of articles sentence by sentence.
//!
//! Every sentence is sketched (stems weighed by how rare they are in the language and in the articles at hand, groups of
//! letters, numbers, names); sentences that are each other's nearest come on one row, and a neighbour joins a cell where
//! one outlet says in two sentences what another says in one. A wrong pairing is worse than none.
//!
//! Invariant: the rows do not depend on the order in which the articles are named; only the order of the rows does.

mod acts;
mod belonging;

mod candidates;
mod cell;
mod classes;
mod counterpart;
mod event;
mod features;
mod holding;
mod likeness;
mod opposed;
mod opposites;
mod pairs;
mod passage;
mod polarity;
mod reading_order;
mod rows;
mod sketch;
mod sources;
mod told;
mod topic;
mod weighted;
mod wording;

use crate::analysis::joining::entities::{Entities, canonical_order};
use crate::analysis::text::Text;
use crate::model::{Article, Row, Span};
use cell::Cell;
pub(super) use classes::class;
pub(super) use event::HEAD;
pub use features::{FEATURES, Features};
pub(super) use holding::Held;
use likeness::measures as measured;
pub use likeness::{Measures, mix};
pub use opposed::opposed;
pub(super) use opposites::{Opposite, has_opposite, opposite};
pub(super) use pairs::Pair;
pub(super) use polarity::is_denied_at;
pub use polarity::{Against, Contrary, contrary};
pub(super) use rows::SAYS_IT;
use sketch::{Known, Numbering, Sketch, within};
pub(super) use sources::is_saying;
use topic::share_one_phrase;
use wording::in_one_wording;

/// The local weight is never taken from fewer sentences: two short notes say little about what is common.
const LEAST_SENTENCES: usize = 24;

/// The rows of two to eight articles, in reading order; the same rows whichever article is named first.
pub fn align(articles: &[&Article]) -> Vec<Row> {
    let reading = Reading::new(articles);
    aligned(&reading).rows(articles, &reading.order)
}

/// What alignment found, in the canonical order of a reading.
pub(super) struct Aligned {
    found: Vec<rows::Found>,
    /// By article and sentence: the likeness of the sentence of another article that comes nearest.
    pub nearest: Vec<Vec<f32>>,
    /// Two sentences of different articles that may tell one fact, the surest first, whatever rows they stand on.
    pub pairs: Vec<Pair>,
}

/// Aligns what was read.
pub(super) fn aligned(reading: &Reading) -> Aligned {
    rows::rows(reading)
}

impl Aligned {
    /// The rows for the articles as named, in reading order; `order` gives for each canonical place the place named.
    pub fn rows(&self, articles: &[&Article], order: &[usize]) -> Vec<Row> {
        let mut found: Vec<rows::Found> = self
            .found
            .iter()
            .map(|row| row.clone().permuted(order))
            .collect();
        reading_order::in_reading_order(&mut found, articles);
        found
            .into_iter()
            .map(|row| {
                let mut spans = vec![None; articles.len()];
                for cell in &row.cells {
                    let sentences = &articles[cell.article].sentences;
                    spans[cell.article] = Some(sentences[cell.first].join(sentences[cell.last]));
                }
                let alone = row.cells.len() < 2;
                Row {
                    related: !alone && is_doubtful(articles, &spans, row.score),
                    spans,
                    score: row.score,
                    near: Vec::new(),
                }
            })
            .collect()
    }
}

/// Two sentences of a row of this score state one thing: it is sure enough, or they do so in nearly the same words, and they have
/// more in common than a topic.
pub(super) fn state_one_thing(one: &str, other: &str, score: f32) -> bool {
    (score >= SAYS_IT || in_one_wording(one, other)) && !share_one_phrase(one, other)
}

/// Two cells of a row of this score may not state one thing, or one denies what the other says, says the opposite or leaves it open.
fn is_doubtful(articles: &[&Article], spans: &[Option<Span>], score: f32) -> bool {
    let texts: Vec<&str> = articles
        .iter()
        .zip(spans)
        .filter_map(|(article, span)| Some(article.text((*span)?)))
        .collect();
    let mut pairs = texts.iter().enumerate();
    pairs.any(|(at, one)| {
        texts[at + 1..].iter().any(|other| {
            contrary(one, other).is_some()
                || opposed(one, other).is_some()
                || !state_one_thing(one, other, score)
        })
    })
}

/// How alike two sentences are that stand by themselves, 0 to 1.
pub fn similarity(a: &str, b: &str) -> f32 {
    mix(&measures(a, b))
}

/// What [`similarity`] mixes.
pub fn measures(a: &str, b: &str) -> Measures {
    let mut numbering = Numbering::default();
    let drafts = [a, b].map(|text| alone(text, &mut numbering));
    let [a, b] = drafts.map(|draft| {
        sketch::sketch(
            &draft,
            |stem| numbering.rarity(stem),
            |stem| numbering.rarity(stem),
        )
    });
    measured(&a, &b)
}

/// Articles read for comparison, every sentence sketched. Inside, they stand in a canonical order (by id), so that
/// nothing depends on the order named.
pub struct Reading {
    /// `order[canonical]` is the place in the order named.
    order: Vec<usize>,
    /// `canonical[named]` is the place in the canonical order.
    canonical: Vec<usize>,
    /// By canonical article and sentence.
    sketches: Vec<Vec<Sketch>>,
    /// Where each of them stands.
    places: holding::Places,
    /// What each of them tells, as far as it was asked.
    tellings: Vec<Vec<told::Telling>>,
    /// Stems and names by number, and how much each tells here.
    numbering: Numbering,
    weights: Vec<f32>,
}

impl Reading {
    /// With the names joined by the rules.
    pub fn new(articles: &[&Article]) -> Reading {
        Reading::with_names(articles, &Entities::by_rule(articles))
    }

    /// With the entities of these articles.
    pub fn with_names(articles: &[&Article], entities: &Entities) -> Reading {
        let order = canonical_order(articles);
        let mut canonical = vec![0; order.len()];
        for (place, &named) in order.iter().enumerate() {
            canonical[named] = place;
        }
        let sorted: Vec<&Article> = order.iter().map(|&named| articles[named]).collect();
        let mut numbering = Numbering::default();
        let names = entities.keys(&sorted);
        let drafts: Vec<Vec<sketch::Draft>> = sorted
            .iter()
            .zip(&names)
            .map(|(article, keys)| draft_sentences(article, keys, &mut numbering))
            .collect();
        let weights = local_weights(&drafts, &numbering);
        let weight = |stem: u32| weights.get(stem as usize).copied().unwrap_or(1.0);
        let titles: Vec<sketch::Draft> = sorted
            .iter()
            .map(|article| alone(&article.title, &mut numbering))
            .collect();
        let sketched = |draft| sketch::sketch(draft, weight, |stem| numbering.rarity(stem));
        let sketches: Vec<Vec<Sketch>> = drafts
            .iter()
            .map(|article| article.iter().map(sketched).collect())
            .collect();
        let titles: Vec<Sketch> = titles.iter().map(sketched).collect();
        Reading {
            places: holding::Places::new(&sketches, &titles, numbering.len()),
            order,
            canonical,
            sketches,
            tellings: sorted
                .iter()
                .zip(&names)
                .map(|(article, keys)| told::tellings(article, keys))
                .collect(),
            numbering,
            weights,
        }
    }

    /// How alike sentence `a.1` of article `a.0` and sentence `b.1` of article `b.0` are (articles as named), 0 to 1.
    pub fn similarity(&self, a: (usize, usize), b: (usize, usize)) -> f32 {
        self.measures(a, b).as_ref().map_or(0.0, mix)
    }

    /// What [`Reading::similarity`] mixes; `None` where there is no such sentence.
    pub fn measures(&self, a: (usize, usize), b: (usize, usize)) -> Option<Measures> {
        Some(measured(self.sketch(a)?, self.sketch(b)?))
    }

    /// A sentence of an article, as named.
    fn sketch(&self, (article, sentence): (usize, usize)) -> Option<&Sketch> {
        self.sketches
            .get(*self.canonical.get(article)?)?
            .get(sentence)
    }

    /// What sentence `at.1` of article `at.0` (as named) tells: its terms with their weights, by term.
    pub fn terms(&self, at: (usize, usize)) -> &[(u32, f32)] {
        let article = self.canonical.get(at.0).map(|&place| &self.sketches[place]);
        article
            .and_then(|sketches| sketches.get(at.1))
            .map_or(&[], |sketch| &sketch.terms.items)
    }

    /// Of article `article` (as named) the sentence that is most like sentence `of`, with how alike it is, and the one that most
    /// surely states the fact of that sentence, with how sure that is; of equals the first. Each pair is measured once.
    pub(super) fn nearest(
        &self,
        of: (usize, usize),
        article: usize,
    ) -> Option<((usize, f32), (usize, f32))> {
        let here = self.sketch(of)?;
        let at = self.canonical.get(article)?;
        let own = self.cell(of)?;
        let mut found: Option<((usize, f32), (usize, f32))> = None;
        for (sentence, there) in self.sketches[*at].iter().enumerate() {
            let measures = measured(here, there);
            let alike = mix(&measures);
            let other = (Cell::of(*at, sentence), there);
            let sure = self.sureness((own, here), other, &measures);
            let (most, surest) = found.get_or_insert(((sentence, alike), (sentence, sure)));
            if alike > most.1 {
                *most = (sentence, alike);
            }
            if sure > surest.1 {
                *surest = (sentence, sure);
            }
        }
        found
    }

    /// The sentence of article `article` that has most in common with sentence `of`: the weight of the words, names and numbers
    /// that both have, a number as much as a rare word.
    pub(super) fn most_in_common(
        &self,
        of: (usize, usize),
        article: usize,
    ) -> Option<(usize, f32)> {
        let here = self.sketch(of)?;
        self.most(article, |sentence| {
            let Some(there) = self.sketch((article, sentence)) else {
                return 0.0;
            };
            let numbers = likeness::shared(&here.numbers, &there.numbers) as f32;
            likeness::dot_and_cover(&here.terms, &there.terms).2 + numbers
        })
    }

    /// The sentence of an article (as named) of which a measure is greatest, the first of equals.
    fn most(&self, article: usize, measure: impl Fn(usize) -> f32) -> Option<(usize, f32)> {
        let at = self.canonical.get(article)?;
        (0..self.sketches[*at].len())
            .map(|sentence| (sentence, measure(sentence)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }

    /// For each sentence of each article, as named: the share of its weight that stands in no sentence of the other
    /// articles, 0 to 1.
    pub fn novelty(&self) -> Vec<Vec<f32>> {
        const NOBODY: u32 = u32::MAX;
        const SEVERAL: u32 = u32::MAX - 1;
        let mut holder = vec![NOBODY; self.numbering.len()];
        for (article, sentences) in self.sketches.iter().enumerate() {
            for (stem, _) in sentences.iter().flat_map(|sketch| &sketch.terms.items) {
                let held = &mut holder[*stem as usize];
                *held = match *held {
                    NOBODY => article as u32,
                    same if same == article as u32 => same,
                    _ => SEVERAL,
                };
            }
        }
        let new = |article: usize, sketch: &Sketch| {
            let all = sketch.terms.total;
            let own = sketch
                .terms
                .items
                .iter()
                .filter(|term| holder[term.0 as usize] == article as u32);
            let own: f32 = own.map(|term| term.1).sum();
            if all > 0.0 { own / all } else { 0.0 }
        };
        self.canonical
            .iter()
            .map(|&article| {
                self.sketches[article]
                    .iter()
                    .map(|sketch| new(article, sketch))
                    .collect()
            })
            .collect()
    }
}

/// A sentence that stands by itself, of which nothing else is known.
fn alone(sentence: &str, numbering: &mut Numbering) -> sketch::Draft {
    let whole = [Span::new(0, sentence.len())];
    let text = Text::new(sentence, &whole, &whole, None);
    sketch::draft((&text, 0), &Known::default(), numbering)
}

fn draft_sentences(
    article: &Article,
    keys: &[String],
    numbering: &mut Numbering,
) -> Vec<sketch::Draft> {
    let mut next = 0;
    let text = Text::of(article);
    article
        .sentences
        .iter()
        .enumerate()
        .map(|(number, &sentence)| {
            let mut known = Known::default();
            while let Some(mention) = article.mentions.get(next) {
                if mention.start >= sentence.end {
                    break;
                }
                if sentence.contains(mention.span())
                    && let Some(key) = keys.get(next)
                {
                    known.entities.push((within(sentence, mention.span()), key));
                }
                next += 1;
            }
            let from = article
                .quotes
                .partition_point(|quote| quote.end <= sentence.start);
            for quote in &article.quotes[from..] {
                if quote.start >= sentence.end {
                    break;
                }
                known.quoted.push(within(sentence, quote.span()));
            }
            sketch::draft((&text, number), &known, numbering)
        })
        .collect()
}

/// How much each stem tells here: its rarity in the language, lessened where many sentences of these articles have it.
fn local_weights(drafts: &[Vec<sketch::Draft>], numbering: &Numbering) -> Vec<f32> {
    let mut sentences_with = vec![0_u32; numbering.len()];
    let mut count = 0;
    for draft in drafts.iter().flatten() {
        count += 1;
        let mut stems: Vec<u32> = draft.stems.iter().map(|stem| stem.number).collect();
        stems.sort_unstable();
        stems.dedup();
        for stem in stems {
            sentences_with[stem as usize] += 1;
        }
    }
    let all = count.max(LEAST_SENTENCES) as f32;
    sentences_with
        .iter()
        .enumerate()
        .map(|(stem, &with)| {
            let local = ((all + 1.0) / (with as f32 + 0.5)).ln() / (all + 1.0).ln();
            numbering.rarity(u32::try_from(stem).unwrap_or(u32::MAX)) * local.clamp(0.05, 1.0)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;
    use proptest::prelude::*;

    fn article(id: &str, paragraphs: &[&str]) -> Article {
        let draft = Draft {
            paragraphs: paragraphs.iter().map(|p| (*p).to_string()).collect(),
            language: Some("en".into()),
            ..Draft::default()
        };
        analyse(draft, id.to_string())
    }

    fn three() -> [Article; 3] {
        [
            article(
                "a",
                &[
                    "A crane fell into the harbour of Velmora on Tuesday, sinking two barges. Nobody was hurt.",
                    "Mayor Ilse Brandt said the harbour would stay closed until Friday.",
                    "The crane had been built in 1962 by a Karsk foundry.",
                ],
            ),
            article(
                "b",
                &[
                    "Mayor Ilse Brandt told reporters that the harbour will stay closed until Friday.",
                    "Two barges sank when a crane fell into Velmora harbour on Tuesday.",
                    "Fishermen asked the council for compensation.",
                ],
            ),
            article(
                "c",
                &[
                    "Velmora harbour is closed. It will stay closed until Friday, according to mayor Brandt.",
                    "Opera tickets went on sale.",
                ],
            ),
        ]
    }

    /// The rows as sets of texts, whatever their order.
    fn rows_as_texts(articles: &[&Article]) -> Vec<Vec<String>> {
        let mut rows: Vec<Vec<String>> = align(articles)
            .iter()
            .map(|row| {
                let mut cells: Vec<String> = articles
                    .iter()
                    .zip(&row.spans)
                    .filter_map(|(article, span)| {
                        span.map(|span| format!("{}: {}", article.id, article.text(span)))
                    })
                    .collect();
                cells.sort();
                cells
            })
            .collect();
        rows.sort();
        rows
    }

    #[test]
    fn sentences_that_say_the_same_stand_on_one_row() {
        let [a, b, _] = three();
        let rows = align(&[&a, &b]);
        let crane = rows
            .iter()
            .find(|row| row.spans[0].is_some_and(|span| a.text(span).starts_with("A crane")));
        let beside = crane.and_then(|row| row.spans[1]).map(|span| b.text(span));
        assert!(beside.is_some_and(|text| text.starts_with("Two barges")));
        let fishermen = rows
            .iter()
            .find(|row| row.spans[1].is_some_and(|span| b.text(span).starts_with("Fishermen")));
        assert!(fishermen.is_some_and(|row| row.spans[0].is_none() && row.score == 0.0));
    }

    #[test]
    fn the_rows_are_the_same_whichever_article_is_named_first() {
        let [a, b, c] = three();
        let rows = rows_as_texts(&[&a, &b, &c]);
        for named in [
            [&a, &c, &b],
            [&b, &a, &c],
            [&b, &c, &a],
            [&c, &a, &b],
            [&c, &b, &a],
        ] {
            assert_eq!(rows_as_texts(&named), rows);
        }
    }

    #[test]
    fn the_first_article_named_reads_in_its_own_order() {
        let [a, b, c] = three();
        for named in [[&a, &b, &c], [&c, &b, &a]] {
            let starts: Vec<usize> = align(&named)
                .iter()
                .filter_map(|row| row.spans[0].map(|span| span.start))
                .collect();
            assert!(starts.is_sorted());
        }
    }

    #[test]
    fn the_same_article_twice_is_paired_sentence_by_sentence() {
        let [a, ..] = three();
        let rows = align(&[&a, &a]);
        assert_eq!(rows.len(), a.sentences.len());
        assert!(rows.iter().all(|row| row.spans[0] == row.spans[1]));
    }

    /// Whether the only sentences of two articles come on one row.
    fn are_one_row(one: &str, other: &str) -> bool {
        let filler = "Opera tickets for the winter season went on sale at the old theatre.";
        let (a, b) = (article("a", &[one, filler]), article("b", &[other]));
        align(&[&a, &b])
            .iter()
            .any(|row| row.spans.iter().all(Option::is_some))
    }

    #[test]
    fn who_does_what_to_whom_parts_sentences_of_the_same_words() {
        let one = "Ilse Brandt accused Orlen Dask of selling the harbour cranes below their value.";
        assert!(are_one_row(
            one,
            "Orlen Dask was accused by Ilse Brandt of selling the harbour cranes below their value."
        ));
        assert!(!are_one_row(
            one,
            "Orlen Dask accused Ilse Brandt of selling the harbour cranes below their value."
        ));
    }

    #[test]
    fn quotations_come_on_one_row_only_with_the_same_words() {
        let one = "“The harbour cranes of Velmora are old and we shall replace them this winter,” Brandt said.";
        assert!(are_one_row(
            one,
            "“The harbour cranes of Velmora are old and we shall replace them,” Brandt told reporters."
        ));
        assert!(!are_one_row(
            one,
            "“The fishermen of Velmora are angry and the harbour must pay them a fair price,” Brandt said."
        ));
    }

    #[test]
    fn names_and_dates_alone_make_no_row() {
        let one = "Ilse Brandt, the mayor of Velmora, opened a school in Karsk on Monday, June 3.";
        assert!(!are_one_row(
            one,
            "On Monday, June 3, in Karsk, Orlen Dask of Velmora sued Ilse Brandt."
        ));
    }

    #[test]
    fn what_one_says_in_two_sentences_stands_beside_the_one_of_another() {
        let [a, _, c] = three();
        let rows = align(&[&a, &c]);
        let closed = rows
            .iter()
            .find(|row| row.spans[0].is_some_and(|span| a.text(span).starts_with("Mayor")));
        let beside = closed.and_then(|row| row.spans[1]).map(|span| c.text(span));
        assert!(beside.is_some_and(|text| text.contains("It will stay closed until Friday")));
    }

    #[test]
    fn leads_of_three_columns_stand_on_one_row() {
        let lead = [
            "Velmora closed its harbour on Tuesday after a crane fell on two barges and sank them, port officials said.",
            "Two barges sank when a crane fell on them in Velmora on Tuesday, and the harbour was closed, officials said.",
            "The harbour of Velmora was closed after a falling crane sank two barges on Tuesday.",
        ];
        let more = [
            [
                "The crane was built by a Karsk foundry.",
                "Fishermen asked the council for compensation.",
            ],
            ["Ilse Brandt is the mayor.", "Opera tickets went on sale."],
            [
                "Divers searched the wrecks until nightfall.",
                "A ferry was sent to Merrow.",
            ],
        ];
        let articles: Vec<Article> = (0..3)
            .map(|n| article(&n.to_string(), &[lead[n], more[n][0], more[n][1]]))
            .collect();
        let rows = align(&articles.iter().collect::<Vec<_>>());
        assert!(
            rows[0]
                .spans
                .iter()
                .all(|span| span.is_some_and(|span| span.start == 0))
        );
    }

    #[test]
    fn nothing_and_one_are_no_trouble() {
        let [a, ..] = three();
        let empty = article("e", &[]);
        assert!(align(&[]).is_empty());
        assert_eq!(align(&[&a]).len(), a.sentences.len());
        assert_eq!(align(&[&a, &empty]).len(), a.sentences.len());
    }

    #[test]
    fn likeness_is_higher_for_what_says_the_same() {
        let crane = "A crane fell into the harbour of Velmora, sinking two barges.";
        let same = similarity(
            crane,
            "Two barges sank when a crane fell into Velmora harbour.",
        );
        let other = similarity(crane, "Opera tickets for the winter season went on sale.");
        assert!(same > 0.6 && other < 0.2, "{same} {other}");
        assert!(similarity(crane, crane) > 0.95);
        assert!(similarity("", crane) < 0.1);
    }

    #[test]
    fn thousands_of_like_sentences_end() {
        let text: Vec<String> = (0..2_000)
            .map(|n| {
                format!(
                    "The council of ward {} met on day {} to talk.",
                    n % 97,
                    n % 31
                )
            })
            .collect();
        let article = article("a", &text.iter().map(String::as_str).collect::<Vec<_>>());
        let other = Article {
            id: "b".into(),
            ..article.clone()
        };
        let rows = align(&[&article, &other]);
        assert!(rows.len() >= 2_000);
    }

    /// A sentence of a small world, so that many are alike and many the same.
    fn sentence() -> impl Strategy<Value = String> {
        let who = prop::sample::select(vec!["Ilse Brandt", "Orlen Dask", "The council", "A crane"]);
        let did = prop::sample::select(vec!["closed", "accused", "sold", "was sunk by", "praised"]);
        let what = prop::sample::select(vec![
            "the harbour",
            "Ilse Brandt",
            "two barges",
            "114 cranes",
            "Velmora",
        ]);
        let when = prop::sample::select(vec![
            "on Tuesday",
            "after the storm",
            "“for good”",
            "in 1962",
        ]);
        (who, did, what, when)
            .prop_map(|(who, did, what, when)| format!("{who} {did} {what} {when}."))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn any_order_of_any_articles_gives_the_same_rows(
            texts in prop::collection::vec(prop::collection::vec(sentence(), 1..8), 2..5),
            turns in 0..24_usize,
        ) {
            let articles: Vec<Article> = texts
                .iter()
                .enumerate()
                .map(|(at, text)| article(&at.to_string(), &[&text.join(" ")]))
                .collect();
            let named: Vec<&Article> = articles.iter().collect();
            let mut other = named.clone();
            let count = other.len();
            other.rotate_left(turns % count);
            other.swap(0, turns / count % count);
            prop_assert_eq!(rows_as_texts(&named), rows_as_texts(&other));
        }

        #[test]
        fn every_sentence_stands_in_exactly_one_row(texts in prop::collection::vec("([a-dA-D]{1,4}[ .“”]{1,2}|\\PC){0,40}", 2..5)) {
            let articles: Vec<Article> = texts
                .iter()
                .enumerate()
                .map(|(at, text)| article(&at.to_string(), &[text.trim()]))
                .collect();
            let named: Vec<&Article> = articles.iter().collect();
            let rows = align(&named);
            for (at, article) in articles.iter().enumerate() {
                let mut covered: Vec<Span> = rows.iter().filter_map(|row| row.spans[at]).collect();
                covered.sort_unstable();
                prop_assert!(covered.windows(2).all(|pair| pair[0].end <= pair[1].start));
                for sentence in &article.sentences {
                    let holding = covered.iter().filter(|span| span.contains(*sentence)).count();
                    prop_assert_eq!(holding, 1);
                }
            }
        }
    }
}
