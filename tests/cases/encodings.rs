//! Pages whose bytes say another encoding than they do.

use super::reading::draft;

#[test]
fn the_letters_win_over_a_declaration_that_they_contradict_and_it_is_told() {
    let czech = "Autobus na letiště změní trasu";
    let russian = "Трамвай вернулся на набережную";
    for (page, title, told) in [
        ("declared-1251-is-1250.html", czech, true),
        ("undeclared-1250.html", czech, false),
        ("meta-in-title-1251.html", russian, false),
        ("gb2312-is-gbk.html", "鎮上舊橋今日重開", false),
        ("sjis-declared-cp932.html", "港の橋が再開", false),
        ("siblings/cs-1250-declared-latin1.html", czech, true),
        ("siblings/cs-1250-declared-latin2.html", czech, true),
        ("siblings/cs-1251-declared-latin1.html", russian, true),
        ("siblings/cs-1251-declared-utf8.html", russian, false),
        (
            "siblings/cs-1252-declared-latin1.html",
            "Brücke wieder geöffnet",
            false,
        ),
        (
            "siblings/cs-1253-declared-latin1.html",
            "Άνοιξε η γέφυρα",
            true,
        ),
        (
            "siblings/cs-1254-declared-latin1.html",
            "İzmir'de köprü açıldı",
            true,
        ),
        ("siblings/cs-eucjp-declared-sjis.html", "港の橋が再開", true),
        ("siblings/cs-koi8-declared-1251.html", russian, true),
        ("siblings/cs-sjis-declared-utf8.html", "港の橋が再開", false),
        ("siblings/cs-utf8-declared-1251.html", russian, false),
        (
            "siblings/cs-utf8-declared-latin1.html",
            "Brücke wieder geöffnet",
            false,
        ),
        ("siblings/cs-utf8-declared-sjis.html", "港の橋が再開", false),
    ] {
        let draft = draft(&format!("charset/{page}"));
        assert_eq!(draft.title.as_deref(), Some(title), "{page}");
        let noted = draft
            .notes
            .iter()
            .any(|note| note.contains("its letters say"));
        assert_eq!(noted, told, "{page}: {:?}", draft.notes);
        assert!(!draft.paragraphs.concat().contains('\u{fffd}'), "{page}");
    }
}
