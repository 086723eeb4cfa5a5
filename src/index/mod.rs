//! The index.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::Result;

use crate::model::{Answer, Article, NameKind, Question};

pub struct Index {}
pub enum Opened {
    Ready(Index),
    SetAside {
        index: Index,
        reason: String,
        moved_to: PathBuf,
    },
}
pub struct Writer {}
pub struct KnownEntity {
    pub id: String,
    pub name: String,
    pub kind: NameKind,
    pub spellings: Vec<String>,
    pub articles: Vec<u64>,
}
pub struct KnownStory {
    pub id: String,
    pub title: String,
    pub articles: Vec<u64>,
}
pub struct Knowledge {}
impl Knowledge {
    pub fn new(_entities: Vec<KnownEntity>, _stories: Vec<KnownStory>) -> Knowledge {
        Knowledge {}
    }
}
pub trait Bodies {
    fn article(&self, number: u64) -> Option<Arc<Article>>;
}
impl Index {
    pub fn open(_dir: &Path) -> Result<Opened> {
        Ok(Opened::Ready(Index {}))
    }
    pub fn in_memory() -> Result<Index> {
        Ok(Index {})
    }
    pub fn generation(&self) -> u64 {
        0
    }
    pub fn articles(&self) -> u64 {
        0
    }
    pub fn writer(&self) -> Result<Writer> {
        Ok(Writer {})
    }
    pub fn search(
        &self,
        _question: &Question,
        _knowledge: &Knowledge,
        _bodies: &dyn Bodies,
        _stop: &AtomicBool,
    ) -> Result<Answer> {
        Ok(Answer::default())
    }
    pub fn reload(&self) -> Result<()> {
        Ok(())
    }
    pub fn check(&self) -> Result<Vec<String>> {
        Ok(Vec::new())
    }
}
impl Writer {
    pub fn put(&mut self, _number: u64, _article: &Article) -> Result<()> {
        Ok(())
    }
    pub fn remove(&mut self, _number: u64) {}
    pub fn finish(self) -> Result<()> {
        Ok(())
    }
    pub fn clear(&mut self) -> Result<()> {
        Ok(())
    }
    pub fn commit(&mut self, _generation: u64) -> Result<()> {
        Ok(())
    }
}
