//! Lists of names in what two articles both tell.

use super::statements::{FILLER, facts, full};
use super::*;

/// Whether two sentences, the first of two reports, are told as one fact that both say; `None` where no fact of both is told.
fn are_shared(ours: &str, theirs: &str) -> Option<bool> {
    let articles =
        [("a", ours), ("b", theirs)].map(|(id, text)| full(id, &[text, &FILLER.repeat(9)]));
    let told = facts(&articles.each_ref());
    let of_both = told.iter().find(|fact| fact.values.len() > 1)?;
    Some(of_both.verdict == Verdict::Shared)
}

#[test]
fn lists_of_which_one_lacks_a_name_are_not_said_alike() {
    let among = |names: &str| {
        format!(
            "Among the sailors freed from the harbour prison of Velmora were citizens of {names}."
        )
    };
    let five = among("Australia, Britain, Lithuania, Poland and Canada");
    let six = among("Australia, Britain, Lithuania, Poland, Canada and Japan");
    assert_ne!(are_shared(&five, &six), Some(true));
    assert_eq!(
        are_shared(
            &five,
            &among("Canada, Australia, Britain, Lithuania and Poland")
        ),
        Some(true)
    );
}
