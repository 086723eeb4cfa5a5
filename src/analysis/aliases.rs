//! Which names are one: spellings joined across articles, each join with its reason.

use crate::model::NameKind;

/// One name as one article uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameUse {
    /// Number of the article: uses with the same number stand in one article.
    pub article: u32,
    /// The fullest form in that article ([`crate::model::Mention::entity`]).
    pub name: String,
    pub kind: NameKind,
    /// How often the article mentions it.
    pub mentions: u32,
}

/// Names that are one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The form shown.
    pub name: String,
    pub kind: NameKind,
    /// One line a join.
    pub why: Vec<String>,
}

/// Clusters of all uses, and for each use the index of its cluster.
pub fn join(_uses: &[NameUse]) -> (Vec<Cluster>, Vec<usize>) {
    (Vec::new(), Vec::new())
}
