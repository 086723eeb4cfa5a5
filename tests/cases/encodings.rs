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

#[test]
fn hungarian_texts_of_old_macs_and_chinese_are_read_by_their_letters() {
    let page = |charset: &str,
                encoding: &'static encoding_rs::Encoding,
                title: &str,
                text: &str| {
        let html = format!(
            "<html><head><meta charset={charset}><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p><p>{text}</p></body></html>"
        );
        let bytes = encoding.encode(&html).0.into_owned();
        let mut found = None;
        parallax::ingest::read_bytes(
            "a.html",
            &bytes,
            &parallax::ingest::Options::default(),
            &mut |reading| {
                found = reading.ok();
                std::ops::ControlFlow::Continue(())
            },
        );
        found.and_then(|draft| draft.title)
    };
    let hungarian = "Az erős szél megrongálta az iskola tetejét Győrben, mondta hétfőn a polgármester, és őszre készül el az új.";
    let title = "Az erős szél megrongálta az iskolát Győrben";
    for charset in ["iso-8859-1", "windows-1252"] {
        let found = page(charset, encoding_rs::WINDOWS_1250, title, hungarian);
        assert_eq!(found.as_deref(), Some(title), "{charset}");
    }
    let french = "Un vent violent a endommagé le toit de l’école de Béziers, a déclaré lundi le maire, et les élèves resteront chez eux.";
    let title = "L’école de Béziers a été endommagée";
    let found = page("windows-1252", encoding_rs::MACINTOSH, title, french);
    assert_eq!(found.as_deref(), Some(title));
    let portuguese = "A câmara não quer pôr o pão e as mãos à venda, disse o presidente na segunda-feira; as regiões são contra.";
    let title = "As regiões não são contra o pão";
    let found = page("iso-8859-1", encoding_rs::WINDOWS_1252, title, portuguese);
    assert_eq!(found.as_deref(), Some(title));
    let chinese =
        "强风吹坏了镇上学校的屋顶，镇长星期一说。学生将留在家中直到星期四，费用为六百万元。";
    let title = "强风吹坏了镇上学校的屋顶";
    let found = page("big5", encoding_rs::GBK, title, chinese);
    assert_eq!(found.as_deref(), Some(title));
}
