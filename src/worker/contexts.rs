//! Where an article names an entity: the sentences of its text, and what stands around it.

use crate::catalogue::EntityUse;
use crate::model::{Article, AsideAt, Context as InContext, Mention, Span};

/// Whether a mention in some text of an article is of an entity, by the uses that make it up.
fn is_of(mention: &Mention, text: &str, uses: &[EntityUse]) -> bool {
    let writing = mention.span().of(text);
    let is_meant = |writings: &Vec<String>| writings.iter().any(|meant| meant == writing);
    uses.iter().any(|one| {
        one.kind == mention.kind
            && one.name == mention.entity
            && one.writings.as_ref().is_none_or(is_meant)
    })
}

/// Why an article's own short forms stand for the name that it gives in full.
pub(super) fn reasons_in<'a>(
    article: &'a Article,
    uses: &'a [EntityUse],
) -> impl Iterator<Item = String> + use<'a> {
    let around = article.asides.iter();
    let around = around.flat_map(|aside| aside.mentions.iter().map(|one| (one, &aside.text)));
    let inside = article.mentions.iter().map(|one| (one, &article.body));
    inside
        .chain(around)
        .filter(|(mention, text)| is_of(mention, text, uses))
        .filter(|(mention, text)| {
            !mention.why.is_empty() && mention.span().of(text) != mention.entity
        })
        .map(|(mention, text)| {
            let writing = mention.span().of(text);
            let why = mention.why.replace("in this article", "in an article");
            format!("\"{writing}\": {why}")
        })
}

/// The sentences of an article that name an entity, and what names it around the text.
pub(super) fn contexts_in(article: &Article, uses: &[EntityUse]) -> Vec<InContext> {
    let context = |sentence: &str, name: Span, mention: Span, aside| InContext {
        article: article.id.clone(),
        outlet: article.outlet.clone(),
        day: article
            .published
            .as_ref()
            .map(|published| published.day().to_string()),
        sentence: sentence.to_string(),
        name,
        mention,
        aside,
    };
    let inside = article.mentions.iter();
    let inside = inside.filter(|mention| is_of(mention, &article.body, uses));
    let inside = inside.filter_map(|mention| {
        let sentence = *article.sentences.get(article.sentence_at(mention.start)?)?;
        sentence.contains(mention.span()).then(|| {
            let name = Span::new(mention.start - sentence.start, mention.end - sentence.start);
            context(article.text(sentence), name, mention.span(), None)
        })
    });
    let around = article
        .asides
        .iter()
        .enumerate()
        .flat_map(|(number, aside)| {
            let at = AsideAt {
                number,
                kind: aside.kind,
            };
            let named = aside.mentions.iter();
            let named = named.filter(|mention| is_of(mention, &aside.text, uses));
            named.map(move |mention| context(&aside.text, mention.span(), mention.span(), Some(at)))
        });
    inside.chain(around).collect()
}
