//! Texts that are searched and shown, and never compared with others: the order of their words is not sure, or they tell of many
//! things at once.

use crate::model::{Aside, AsideKind, Draft};

/// Words of such a text that stand for it where it has no headline.
const FIRST_WORDS: usize = 20;

/// Puts a text beside the article, of which its headline is left, or its first words: it is searched and shown, and since so few
/// words are no report nothing is told of what they leave unsaid.
pub fn set_beside(draft: &mut Draft) {
    let texts = std::mem::take(&mut draft.paragraphs);
    let first = match &draft.title {
        Some(title) => title.clone(),
        None => {
            let words: Vec<&str> = texts
                .iter()
                .flat_map(|text| text.split(' '))
                .take(FIRST_WORDS)
                .collect();
            format!("{}…", words.join(" "))
        }
    };
    draft.paragraphs = vec![first];
    let asides = std::mem::take(&mut draft.asides);
    let mut asides = asides.into_iter().peekable();
    for (at, text) in texts.into_iter().enumerate() {
        while let Some(aside) = asides.next_if(|aside| aside.after <= at) {
            draft.asides.push(Aside { after: 1, ..aside });
        }
        draft.asides.push(Aside::new(AsideKind::LeftOut, text, 1));
    }
    draft
        .asides
        .extend(asides.map(|aside| Aside { after: 1, ..aside }));
}
