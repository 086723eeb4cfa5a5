//! The names of outlets in one export: some exports put a space into a word here and there (`The Hamil ton Post`).

use std::collections::HashMap;

use super::Document;

/// Gives an outlet that one export writes with spaces in different places the writing that most of its documents have.
pub fn as_most(documents: &mut [Document]) {
    let mut counts: HashMap<String, HashMap<String, usize>> = HashMap::new();
    for outlet in documents
        .iter()
        .filter_map(|document| document.outlet.as_ref())
    {
        *counts
            .entry(solid(outlet))
            .or_default()
            .entry(outlet.clone())
            .or_default() += 1;
    }
    for outlet in documents
        .iter_mut()
        .filter_map(|document| document.outlet.as_mut())
    {
        // Of two that are as frequent the one with fewer spaces has none that strayed.
        let writings = counts.get(&solid(outlet)).into_iter().flatten();
        let most =
            writings.max_by_key(|(writing, count)| (**count, usize::MAX - writing.len(), *writing));
        if let Some((writing, _)) = most {
            outlet.clone_from(writing);
        }
    }
}

/// A name without its spaces.
fn solid(name: &str) -> String {
    name.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_that_strayed_into_a_name_are_taken_out() {
        let of = |outlets: &[&str]| {
            let mut documents: Vec<Document> = outlets
                .iter()
                .map(|outlet| Document {
                    outlet: Some((*outlet).to_string()),
                    ..Document::default()
                })
                .collect();
            as_most(&mut documents);
            documents
                .into_iter()
                .filter_map(|document| document.outlet)
                .collect::<Vec<_>>()
        };
        let most = [
            "Halm Courier",
            "Halm Co urier",
            "Halm Courier",
            "Hal m Courier",
            "Corvale Post",
        ];
        assert_eq!(
            of(&most),
            [
                "Halm Courier",
                "Halm Courier",
                "Halm Courier",
                "Halm Courier",
                "Corvale Post"
            ]
        );
        assert_eq!(
            of(&["Halm Co urier", "Halm Courier"]),
            ["Halm Courier", "Halm Courier"]
        );
        // Another case or another name stays.
        assert_eq!(
            of(&["The Post", "the post", "Post"]),
            ["The Post", "the post", "Post"]
        );
    }
}
