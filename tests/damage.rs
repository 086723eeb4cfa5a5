//! A library that is attacked as disks, power cuts and hostile files do: a few rounds of every kind of attack of the example
//! `torture`, which can do thousands.

#[path = "../examples/torture/attack/mod.rs"]
mod attack;
#[path = "../benches/corpus.rs"]
mod corpus;

use std::path::PathBuf;

use attack::{KINDS, Program, Tally, Tortured};

const SEED: u64 = 20;
const ROUNDS: u64 = 3;

/// Nothing is lost, nothing is told wrongly without a word, nothing panics or hangs. Gives how it went.
fn withstands(kind: &str) -> Tally {
    let program = Program {
        path: PathBuf::from(env!("CARGO_BIN_EXE_parallax")),
        variable: "PARALLAX_IS_TORTURED",
        answers_many: false,
    };
    let tortured = Tortured::new(program, SEED, &corpus::jsonl(SEED, 24, 120)).unwrap();
    let (_, attack) = KINDS.iter().find(|(name, _)| *name == kind).unwrap();
    let mut tally = Tally::default();
    for round in 0..ROUNDS {
        tally.take(&format!("{kind} {round}"), attack(&tortured, round));
    }
    assert_eq!(tally.bad(), 0, "{kind}: {tally}");
    tally
}

#[test]
fn a_bit_that_flips() {
    assert_eq!(withstands("bit").not_tried, 0);
}

#[test]
fn a_file_that_is_cut_short() {
    assert_eq!(withstands("cut").not_tried, 0);
}

#[test]
fn a_file_that_is_gone() {
    assert_eq!(withstands("gone").not_tried, 0);
}

#[test]
fn a_process_that_is_killed() {
    assert_eq!(withstands("kill").not_tried, 0);
}

#[test]
fn two_processes_at_once() {
    assert_eq!(withstands("two").not_tried, 0);
}

#[test]
fn files_that_are_nearly_articles() {
    assert_eq!(withstands("input").not_tried, 0);
}

/// Where this system lets a test mount a file system; elsewhere the rounds say that they were not tried.
#[test]
fn a_disk_that_is_full_where_one_can_be_mounted() {
    withstands("full");
}

#[test]
fn every_kind_of_attack_has_its_test() {
    let tests = include_str!("damage.rs");
    for (kind, _) in KINDS {
        assert!(tests.contains(&format!("withstands(\"{kind}\")")), "{kind}");
    }
}
