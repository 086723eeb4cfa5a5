//! People, organisations and places in single articles.

use parallax::model::{Article, NameKind};

use super::reading::articles;

/// The names of an article as it writes them, each with its kind and the fullest form.
fn names(article: &Article) -> Vec<(&str, NameKind, &str)> {
    let mentions = article.mentions.iter();
    mentions
        .map(|mention| {
            let text = article.text(mention.span());
            (text, mention.kind, mention.entity.as_str())
        })
        .collect()
}

/// Whether every name is found with its kind: `p`, `o` or `l` and the name as written, a row an article.
fn check(path: &str, rows: &[&[&str]]) {
    let articles = articles(path);
    for (article, row) in articles.iter().zip(rows) {
        let found = names(article);
        for name in *row {
            let (kind, text) = name.split_once(' ').unwrap();
            let kind = match kind {
                "p" => NameKind::Person,
                "o" => NameKind::Organisation,
                _ => NameKind::Place,
            };
            let is_found = found.iter().any(|&(is, of, _)| is == text && of == kind);
            assert!(is_found, "{name:?} in {found:?}");
        }
    }
    assert!(articles.len() >= rows.len());
}

/// Whether no name is written so in any article.
fn check_absent(path: &str, texts: &[&str]) {
    for article in articles(path) {
        for (text, ..) in names(&article) {
            assert!(!texts.contains(&text), "{text:?} of {:?}", article.body);
        }
    }
}

#[test]
fn an_office_is_no_part_of_the_name_after_it() {
    let path = "titles-in-names/a.jsonl";
    check(
        path,
        &[&[
            "p Luciana Bergholm",
            "p Nicola Morwood",
            "p Alexander Taylor-Reid",
            "p Will Kerrigan",
            "p MacDonnell",
            "p Mat Knowle",
        ]],
    );
    check_absent(path, &["Justice", "Women and Equalities Nicola Morwood"]);
}

#[test]
fn offices_and_firms_in_more_forms() {
    let path = "titles-in-names/siblings/more.jsonl";
    check(
        path,
        &[
            &["p Tolan Brask"],
            &["p Ilma Darrow"],
            &["p Hallworth", "p Orme-Teal", "p Norbert Vell"],
            &["p Gordon Kettley", "p Asta Brun"],
            &[
                "p Doria Welk",
                "l Ohio",
                "p Tom Aster",
                "p Lana Pruitt",
                "p Rolf Stein",
            ],
            &["p Ingrid Holt", "p Paula Reeve", "p Jacob Resmond"],
            &["p Vanita Gopal", "p Ole Krag"],
            &["p Alma Rusk", "p Emma Pell", "p Ivor Dane"],
            &["p Martin Ludlow", "p Desmond Tulo", "p Yusuf Karim"],
            &["p Betty DeVane", "p Gerd Darmin", "p Steve Munchin"],
            &[
                "o United Nations",
                "p Nikki Halden",
                "p John Kerrin",
                "p Dunja Mijat",
            ],
            &["o Tessin Bau KG", "o Ostmark Bank SE"],
            &[
                "o Karlow Pharma Pty Ltd",
                "o Sundby ASA",
                "o Grupo Toral S.A. de C.V.",
            ],
            &["o Dresdale, Pike & Rowe LLP", "o Ortega & Daughters"],
            &[],
            &["o Johnson & Johnson", "o Procter & Gamble"],
            &["o Harlan Brothers Inc.", "p Tom Harlan", "p Harlan"],
            &["o John Deere Co.", "o Karl Lagermann AG"],
            &[
                "o Kawari K.K.",
                "o Sberin PAO",
                "o Tarim Oy",
                "o Kestrel A.Ş.",
            ],
            &["p Anna", "p Mary", "o Moody's"],
            &["p Peter Holm", "p Anna Dahl"],
            &["o Marta Lund GmbH & Co. KG", "p Marta Lund"],
        ],
    );
    check_absent(
        path,
        &[
            "Advocate",
            "Special Envoy",
            "Shadow Home",
            "John",
            "Foreign Affairs",
            "Deere Co.",
        ],
    );
}

#[test]
fn firms_are_one_name_and_no_people() {
    for path in ["firms/e.jsonl", "titles-in-names/siblings/e.jsonl"] {
        check(
            path,
            &[
                &["o Wexel Marine A/S"],
                &["o Holm & Dahl LLP"],
                &[
                    "o Brandt Söhne GmbH",
                    "o Nordal Oyj",
                    "o Lindqvist AB",
                    "o Ferrara S.p.A.",
                    "o Tarrant plc",
                ],
                &["o Marlowe & Sons", "o Kerr & Co."],
                &["o Bill & Tedder LLC", "o Moss Bros."],
                &[
                    "o Moody's",
                    "o Sotheby's",
                    "o Lloyd's of London",
                    "o McDonald's",
                ],
                &["p MacDonnell", "p Peel", "p Lieven-Hart", "p Sonia Mayor"],
                &["p Nicola Morwood", "p Liz Kendrick", "p Rachel Reaves"],
                &["p Wes Streeter", "p Angela Rayburn", "p Merrick Garlund"],
                &["p Kristi Noland", "p Tulsi Gabbert"],
                &["p Dag Norstedt", "p Ulla Brandt", "p Otto Reed"],
                &["p Rhea Molnar", "p Jon Rusk"],
                &["p Berit Olander", "l Corvale"],
            ],
        );
        check_absent(
            path,
            &[
                "Justice",
                "Social Care",
                "Dahl LLP",
                "Tedder",
                "Moody",
                "Lloyd",
            ],
        );
    }
}

#[test]
fn firms_are_known_by_forms_of_many_countries() {
    check(
        "firms/siblings/forms.jsonl",
        &[
            &["o Berg Sp. z o.o."],
            &["o Novak s.r.o.", "o OOO Petrov"],
            &["o Jones Holdings"],
            &["o Kazlauskas UAB", "o Tanaka KK"],
            &["o Tarnova s. r. o.", "o Wexel, a. s.", "o Wexel"],
            &["o Velborn SA", "o Petrohan AD"],
        ],
    );
    check_absent(
        "firms/siblings/forms.jsonl",
        &[
            "Town, SA",
            "Cape Town, SA",
            "42 AD",
            "Tarnova s",
            "Petrohan",
        ],
    );
}

#[test]
fn what_looks_like_a_firm_or_an_office() {
    let path = "firms/siblings/counter.jsonl";
    check(
        path,
        &[
            &["o Wexel Marine", "o Wexel Marine A/S"],
            &[
                "o Holm & Dahl LLP",
                "o Holm & Dahl",
                "o Smith, Venn & Rosen LLP",
            ],
            &[
                "o Marks & Spencer",
                "o Johnson & Johnson",
                "o Ernst & Young",
                "o Wells Fargo",
            ],
            &["p Lena Brandt", "p Oskar Venn", "p Brandt", "p Venn"],
            &[
                "p Jim Justice",
                "p Justice",
                "p Anna Minister",
                "p Price",
                "p Bo Price",
            ],
            &["o Lloyd's of London", "o Macy's", "o Kohl's", "o Brennan's"],
            &["p Wendy Lund"],
            &["l Texas", "p Ken Parton", "o Siemens AG"],
            &[
                "o Goldman Sachs Group Inc.",
                "o Apple Inc.",
                "o Tarrant, Inc.",
                "o Brandt GmbH & Co. KG",
                "o Tarrant Pty Ltd",
            ],
            &[
                "p Nicola Morwood",
                "p Dominic Rabb",
                "p Burnham",
                "p Ephraim Mirven",
            ],
            &["p Steve Barkley", "p Rishi Sonak", "p Jon Rusk"],
            &[
                "p Charles III",
                "p Camilla",
                "p Mark Milden",
                "p Alexander Vinder",
                "p Rhea Holm",
            ],
        ],
    );
    check_absent(
        path,
        &[
            "Brandt & Venn",
            "Wendy's",
            "Health Minister",
            "Secretary",
            "Chancellor",
            "Staff Sgt.",
        ],
    );
}

#[test]
fn title_and_sex_tell_whom_a_surname_means() {
    let articles = articles("bearers/a.jsonl");
    let meant = |article: usize, text: &str| -> Vec<&str> {
        let found = names(&articles[article]);
        let of_text = found.into_iter().filter(|(is, ..)| *is == text);
        of_text.map(|(.., entity)| entity).collect()
    };
    // the president is neither the first lady nor whom a line of links names
    assert_eq!(meant(0, "Lund"), ["Lund"; 3]);
    assert_eq!(meant(1, "Lund"), ["Lund"; 3]);
    assert_eq!(meant(2, "Holm"), ["Barbara Holm", "Holm"]);
    assert_eq!(meant(3, "Calder"), ["Calder"]);
    assert_eq!(meant(3, "Jaime Calder"), ["Jaime Calder"]);
    assert!(
        meant(4, "Rosen")
            .iter()
            .all(|entity| *entity == "Joe Rosen")
    );
}
