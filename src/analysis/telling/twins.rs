//! Two articles of one outlet on one table.

use crate::model::Article;

/// Whether the outlet of an article has another article on the same table: its name alone does not tell which is meant.
pub fn has_twin<'a>(articles: impl IntoIterator<Item = &'a Article>, column: usize) -> bool {
    let outlets: Vec<Option<&str>> = articles
        .into_iter()
        .map(|article| article.outlet.as_deref())
        .collect();
    let Some(Some(own)) = outlets.get(column) else {
        return false;
    };
    let mut others = outlets.iter().enumerate();
    others.any(|(at, outlet)| at != column && *outlet == Some(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(outlet: Option<&str>) -> Article {
        let mut article =
            crate::analysis::reading::analyse(crate::model::Draft::default(), "0".into());
        article.outlet = outlet.map(str::to_string);
        article
    }

    #[test]
    fn two_articles_of_one_outlet_are_twins_and_two_of_none_are_not() {
        let articles = [Some("A"), None, Some("B"), Some("A"), None].map(article);
        let twins: Vec<bool> = (0..6).map(|at| has_twin(&articles, at)).collect();
        assert_eq!(twins, [true, false, false, true, false, false]);
    }
}
