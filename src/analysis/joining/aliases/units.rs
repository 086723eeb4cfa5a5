//! What decisions are carried out on: units, a name with those of its articles where the rules put it into one group.

use std::collections::{BTreeMap, HashMap};

use super::Name;
use super::verdicts::Verdicts;

pub(super) struct Unit {
    pub name: usize,
    pub group: usize,
    pub articles: Vec<u32>,
    pub cluster: usize,
}

pub(super) struct Deciding<'a> {
    pub names: &'a [Name],
    pub verdicts: Verdicts<'a>,
    /// Names by the number of their spelling.
    pub named: Vec<Vec<usize>>,
    /// Numbers of the spellings that decisions name, by name.
    pub spelling_of: HashMap<usize, usize>,
    pub units: Vec<Unit>,
    /// Units by name and group.
    pub unit_at: BTreeMap<(usize, usize), usize>,
    /// Units of each cluster; never two that are told apart.
    pub clusters: Vec<Vec<usize>>,
}
