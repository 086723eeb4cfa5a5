//! Text as it is read: words, sentences, how common a word is. The lowest floor of analysis: it knows nothing of news.

pub mod frequency;
pub mod saying;
pub mod sentences;
pub mod words;
