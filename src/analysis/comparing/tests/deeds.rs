//! What two sentences in one frame have to have in common to say the same.

use super::statements::{FILLER, facts, full};
use crate::model::Verdict;

/// Whether two articles are told to say the same in their first sentences.
fn say_it(one: &str, other: &str) -> bool {
    let rest = FILLER.repeat(9);
    let (a, b) = (full("a", &[one, &rest]), full("b", &[other, &rest]));
    facts(&[&a, &b]).iter().any(|fact| {
        let first = |article: usize, sentence: &str| {
            let mut values = fact.values.iter();
            values.any(|value| {
                value.article == article && sentence.contains(&value.text) && !value.otherwise
            })
        };
        fact.verdict == Verdict::Shared && first(0, one) && first(1, other)
    })
}

#[test]
fn one_frame_with_another_deed_is_not_said_by_both() {
    for (one, other) in [
        (
            "The clinics of Velmora took in 58 miners after the blast.",
            "The clinics of Velmora sent home 58 miners after the blast.",
        ),
        (
            "The guards of Karsk locked up 84 women on the eve of the fair.",
            "The guards of Karsk let go 84 women on the eve of the fair.",
        ),
        (
            "The brigade of Karsk fired 150 shells at the harbour that night.",
            "The brigade of Karsk stopped 150 shells at the harbour that night.",
        ),
        (
            "The fire killed 26 guests of the Velmora hotel, nine of them children.",
            "Divers saved 26 guests of the Velmora hotel from the fire.",
        ),
        (
            "Some 200 dockers of Velmora went on a hunger strike over pay.",
            "Some 200 dockers of Velmora ended their hunger strike over pay.",
        ),
        (
            "The mayor of Velmora took 45,000 crowns from the till of the fair.",
            "The mayor of Velmora gave back 45,000 crowns to the till of the fair.",
        ),
        // other numbers of one thing
        (
            "The yard in Velmora dismissed 340 welders in the spring.",
            "The yard in Velmora dismissed 410 welders in the spring.",
        ),
        (
            "At least 300 houses in the Lauter valley were destroyed by the flood.",
            "About 250 houses in the Lauter valley were destroyed by the flood.",
        ),
        // a denial of any form
        (
            "The council of Velmora agreed to the sale of the old pier.",
            "The council of Velmora stopped short of agreeing to the sale of the old pier.",
        ),
        (
            "Rebels used the school of Tolling as a store, the guards say.",
            "It is not true that rebels used the school of Tolling as a store, the teachers say.",
        ),
        (
            "The council warned the villages of the Lauter valley in time.",
            "The council did too little to warn the villages of the Lauter valley in time.",
        ),
        (
            "The dam above the villages of the Lauter is safe, an engineer said.",
            "The dam above the villages of the Lauter is unsafe, an engineer said.",
        ),
        (
            "The roof of the Velmora hall was right for the place, an architect said.",
            "The roof of the Velmora hall was anything but right for the place, an architect said.",
        ),
        (
            "The new pier of Velmora will be built next spring.",
            "It is unlikely that the new pier of Velmora will be built next spring.",
        ),
        // another thing done by the same, or to the same
        (
            "The new pier of Velmora is lawful, a court has ruled.",
            "The new pier of Velmora is unlawful, a court has ruled.",
        ),
        (
            "Captain Ilse Dask voted for the new pier of Velmora.",
            "Captain Ilse Dask abstained from the vote on the new pier of Velmora.",
        ),
        (
            "The guards of Karsk handed 44 boats to the fishermen of Tolling.",
            "The fishermen of Tolling handed 44 boats to the guards of Karsk.",
        ),
        // the other side of a thing
        (
            "The fort of Karsk holds 640 sailors after the amnesty.",
            "The fort of Karsk held 640 sailors before the amnesty.",
        ),
        (
            "Dockers gathered 5,000 names against the new pier of Velmora.",
            "Shopkeepers gathered 5,000 names for the new pier of Velmora.",
        ),
        // a verb that says little
        (
            "The ferry company of Velmora made a profit of 12 million crowns in spring.",
            "The ferry company of Velmora made a promise of 12 million crowns in spring.",
        ),
    ] {
        assert!(!say_it(one, other), "{one} / {other}");
        assert!(!say_it(other, one), "{other} / {one}");
    }
}

#[test]
fn one_deed_in_other_words_is_said_by_both() {
    for (one, other) in [
        (
            "The court in Karsk freed 250 fishermen before the fair.",
            "A total of 250 fishermen were released by the court in Karsk before the fair.",
        ),
        (
            "The guards of Karsk arrested nine smugglers on the old pier of Velmora.",
            "Nine smugglers were arrested by the guards of Karsk on the old pier of Velmora.",
        ),
        (
            "The storm killed more than 100 sheep on the hills above Tolling.",
            "The storm killed 114 sheep on the hills above Tolling.",
        ),
        (
            "The council of Velmora agreed to the sale of the old pier.",
            "The council of Velmora has agreed to the sale of its old pier.",
        ),
        (
            "The yard in Velmora made a profit of 12 million crowns in the spring.",
            "In the spring the yard in Velmora made a profit of 12 million crowns.",
        ),
    ] {
        assert!(say_it(one, other), "{one} / {other}");
        assert!(say_it(other, one), "{other} / {one}");
    }
}
