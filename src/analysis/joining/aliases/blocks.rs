//! Clusters of people who share a key, found by the given names that may be one with another: in a large library a common
//! surname has hundreds of bearers, and hardly any two of them need be compared.
//!
//! Invariant: whom [`super::people::same`] calls one with the first of a cluster is given that cluster, where either both have
//! a given name or neither has.

use std::collections::HashMap;

use super::people::Person;

/// Clusters of one key that are looked at: no real library has so many bearers of one surname.
pub const LARGEST_BLOCK: usize = 1000;
/// Fewer clusters are compared as quickly as they are looked up.
const FEW: usize = 12;

/// What two given names have in common that may be one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Mark<'a> {
    /// There is none.
    None,
    Initial(char),
    /// How one begins that is no initial.
    Letter(char),
    Plain(&'a str),
    Skeleton(&'a str),
    Kept(&'a str),
    /// What it may be short for.
    Form(&'a str),
}

/// Clusters that share a key.
#[derive(Default)]
pub struct Block<'a> {
    /// With the first name of each.
    clusters: Vec<(usize, &'a Person)>,
    /// Places in the list above; empty where there are few.
    by_given: HashMap<Mark<'a>, Vec<usize>>,
}

impl<'a> Block<'a> {
    /// Puts a cluster whose first name is `first`.
    pub fn put(&mut self, cluster: usize, first: &'a Person) {
        let is_here = self.clusters.iter().any(|&(other, _)| other == cluster);
        if is_here || self.clusters.len() >= LARGEST_BLOCK {
            return;
        }
        self.clusters.push((cluster, first));
        let from = match self.clusters.len() {
            ..=FEW => return,
            count if self.by_given.is_empty() => 0..count,
            count => count - 1..count,
        };
        for place in from {
            for mark in shown(self.clusters[place].1) {
                self.by_given.entry(mark).or_default().push(place);
            }
        }
    }

    /// The clusters that may be one with a name, some of them more than once.
    pub fn near(&self, person: &Person, found: &mut Vec<usize>) {
        if self.by_given.is_empty() {
            found.extend(self.clusters.iter().map(|&(cluster, _)| cluster));
            return;
        }
        for mark in sought(person) {
            let places = self.by_given.get(&mark).into_iter().flatten();
            found.extend(places.map(|&place| self.clusters[place].0));
        }
    }
}

/// Marks under which a name is found.
fn shown(person: &Person) -> Vec<Mark<'_>> {
    match initial(person) {
        Some(initial) => of_initial(person, initial),
        None => of_name(person, Mark::Letter),
    }
}

/// Marks of those that may be one with a name.
fn sought(person: &Person) -> Vec<Mark<'_>> {
    match initial(person) {
        Some(initial) => {
            let mut marks = of_initial(person, initial);
            marks.push(Mark::Letter(initial));
            marks
        }
        None => of_name(person, Mark::Initial),
    }
}

/// The given name where it is one letter.
fn initial(person: &Person) -> Option<char> {
    let mut letters = person.given()?.plain.chars();
    letters.next().filter(|_| letters.next().is_none())
}

/// Of `J. Ada Lund`, who may be called Ada.
fn of_initial(person: &Person, initial: char) -> Vec<Mark<'_>> {
    let middle = person.middle().first();
    let called = middle.map(|middle| Mark::Plain(&middle.plain));
    [Mark::Initial(initial)].into_iter().chain(called).collect()
}

fn of_name(person: &Person, letter: fn(char) -> Mark<'static>) -> Vec<Mark<'_>> {
    let Some(given) = person.given() else {
        return vec![Mark::None];
    };
    let mut marks = vec![
        Mark::Plain(&given.plain),
        Mark::Skeleton(&given.skeleton),
        Mark::Kept(&given.block),
    ];
    marks.extend(given.plain.chars().next().map(letter));
    marks.extend(person.goes_by.iter().map(|form| Mark::Form(form)));
    marks
}

#[cfg(test)]
mod tests {
    use super::super::people;
    use super::*;

    /// Names of one surname: initials, short forms, spellings that sound alike, middle names that somebody is called by.
    const NAMES: &[&str] = &[
        "Ada Lund",
        "A. Lund",
        "J. Ada Lund",
        "Jaime Lund",
        "James Lund",
        "Jim Lund",
        "J. Lund",
        "Bill Lund",
        "William Lund",
        "Wilhelm Lund",
        "Sergei Lund",
        "Siarhei Lund",
        "Sergey Lund",
        "Aleksandr Lund",
        "Alexander G. Lund",
        "Alex Lund",
        "Sasha Lund",
        "Bohdan Lund",
        "Bogdan Lund",
        "Yury Lund",
        "Jurij Lund",
        "Iurii Lund",
        "Io Lund",
        "Ea Lund",
        "Mr. Lund",
        "Lund",
        "Katherine Lund",
        "Catherine Lund",
        "Kate Lund",
        "Ana Lund",
        "Anna Lund",
        "Élise Lund",
        "Elise Lund",
        "E. Lund",
        "É. Lund",
        "Mohammed Lund",
        "Muhammad Lund",
        "M. A. Lund",
        "Hae-won Lund",
        "Haewon Lund",
        "Володимир Lund",
        "Volodymyr Lund",
        "В. Lund",
    ];

    #[test]
    fn whoever_may_be_one_is_given() {
        let people: Vec<Person> = NAMES.iter().map(|name| Person::read(name)).collect();
        let (lone, full): (Vec<&Person>, Vec<&Person>) =
            people.iter().partition(|person| person.is_lone());
        for people in [lone, full] {
            let mut block = Block::default();
            // Many others, so that they are looked up.
            let others: Vec<Person> = (0..2 * FEW).map(|_| Person::read("Zoe Lund")).collect();
            for (number, other) in others.iter().enumerate() {
                block.put(1000 + number, other);
            }
            for (number, person) in people.iter().enumerate() {
                block.put(number, person);
            }
            for (number, one) in people.iter().enumerate() {
                let mut near = Vec::new();
                block.near(one, &mut near);
                assert!(near.contains(&number));
                for (other, two) in people.iter().enumerate() {
                    let is_one = people::same(one, two).is_some();
                    assert!(!is_one || near.contains(&other), "{one:?} {two:?}");
                }
            }
            let mut near = Vec::new();
            block.near(&Person::read("Bill Lund"), &mut near);
            assert!(near.len() < NAMES.len() / 4, "{near:?}");
        }
    }

    #[test]
    fn no_more_are_put_than_are_looked_at() {
        let person = Person::read("Ada Lund");
        let mut block = Block::default();
        for cluster in (0..LARGEST_BLOCK + 5).chain(0..3) {
            block.put(cluster, &person);
        }
        assert_eq!(block.clusters.len(), LARGEST_BLOCK);
    }
}
