//! Articles of two stories.

use parallax::ingest::Reading;

use super::corpus::{corpus, read};

/// The story of the corpus, whose articles contradict each other, and one of so many articles in which they do not.
pub fn two_stories(articles: usize) -> Vec<Reading> {
    let mill = |number: usize| {
        let text = format!(
            "---\ntitle: Old mill of Upper Tolling reopens as a library\noutlet: Paper {number}\ndate: 2024-06-0{number}\n---\n\n\
             The old mill of Upper Tolling was opened as a library by mayor Ada Brandt.\n\n\
             Children of the village school carried the first books over the bridge to the mill.\n\n\
             Paper {number} was told that the mill wheel turns again.\n"
        );
        (format!("mill{number}.md"), text)
    };
    let mut all = corpus();
    all.extend(read((1..=articles).map(mill)));
    all
}
