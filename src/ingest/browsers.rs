//! The bookmarks that browsers write as JSON: folders in folders, and in them addresses with headlines and the days of saving.

use serde_json::Value;

use super::record::Record;

/// A browser's file of bookmarks: whose, and how many links stand in it.
pub fn bookmarks(object: &Record) -> Option<(&'static str, usize)> {
    let is_firefox =
        object.get("type").and_then(Value::as_str) == Some("text/x-moz-place-container");
    let roots = object
        .get("roots")
        .filter(|roots| roots.get("bookmark_bar").is_some());
    let (name, address) = match (is_firefox, roots) {
        (true, _) => ("Firefox", "uri"),
        (false, Some(_)) => ("Chrome", "url"),
        (false, None) => return None,
    };
    let mut waiting: Vec<&Value> = object.values().collect();
    let mut count = 0;
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(values) => waiting.extend(values),
            Value::Object(inside) => {
                count += usize::from(inside.get(address).is_some_and(Value::is_string));
                waiting.extend(inside.values());
            }
            _ => {}
        }
    }
    Some((name, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> Option<(&'static str, usize)> {
        bookmarks(&serde_json::from_str(json).unwrap())
    }

    #[test]
    fn links_are_counted_through_all_folders() {
        let firefox = r#"{"type": "text/x-moz-place-container", "title": "", "children": [{"type": "text/x-moz-place-container", "children": [
            {"type": "text/x-moz-place", "title": "Rain", "uri": "https://alpha.example/1", "dateAdded": 1}, {"type": "text/x-moz-place", "uri": "https://alpha.example/2"}]}]}"#;
        assert_eq!(told(firefox), Some(("Firefox", 2)));
        let chrome = r#"{"checksum": "x", "roots": {"bookmark_bar": {"children": [{"type": "url", "name": "Rain", "url": "https://alpha.example/1"},
            {"type": "folder", "children": []}], "type": "folder"}, "other": {"children": []}}}"#;
        assert_eq!(told(chrome), Some(("Chrome", 1)));
        assert_eq!(
            told(r#"{"roots": {"oak": 1}, "url": "https://alpha.example"}"#),
            None
        );
        assert_eq!(
            told(r#"{"type": "text", "children": [{"uri": "https://alpha.example"}]}"#),
            None
        );
    }
}
