//! The name that the reader marked to decide about.

use crate::model::{Entity, NameKind};

/// A name that the reader marked, to merge it with another or to keep both apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Id of the entity.
    pub id: String,
    pub name: String,
    pub kind: NameKind,
}

impl Marked {
    pub fn new(entity: &Entity) -> Marked {
        Marked {
            id: entity.id.clone(),
            name: entity.name.clone(),
            kind: entity.kind,
        }
    }
}
