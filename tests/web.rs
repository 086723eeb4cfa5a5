//! The live web, against a real server on this machine: pages, feeds, lists of links, and everything that stands in the way.
#![cfg(feature = "web")]

#[path = "web/server.rs"]
mod server;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use parallax::worker::answering::Asking;
use parallax::worker::request::{Opener, Reply as Answer, Request, Topic};
use parallax::worker::ticket::Ticket;
use parallax::worker::{AddOptions, Fetching, Home, Library, Links, Rules, Source, WebOptions};
use serde_json::Value;
use server::{Reply, Server};

const PARAGRAPHS: [&str; 5] = [
    "The old bridge over the Lenn in Oakport was closed on Monday after engineers found 14 cracks in its pillars, the council said.",
    "Mayor Tilda Vance said that the repair would take eleven weeks, and that nobody would cross before the first days of June.",
    "About 3,000 drivers use the bridge every day, according to the transport office, which opened a ferry for people on foot.",
    "The cracks were found by two students who measured the bridge for their final year, and told their teacher what they saw.",
    "The province pays half of the repair, and the town asks for the other half to be taken from the fund for old buildings.",
];

/// A page of an outlet, with its article.
fn page(title: &str) -> String {
    page_of(title, &PARAGRAPHS)
}

fn page_of(title: &str, paragraphs: &[&str]) -> String {
    let text: String = paragraphs
        .iter()
        .map(|text| format!("<p>{text}</p>"))
        .collect();
    format!(
        "<!DOCTYPE html><html lang=en><head><title>{title}</title><meta property=og:site_name content='Harbour Gazette'></head>\
         <body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>{text}</article></body></html>"
    )
}

/// An article of its own for each number: two that are alike would be one.
fn other_page(number: usize) -> String {
    let nouns = [
        "ferry", "market", "school", "orchard", "mill", "library", "tower", "harbour",
    ];
    let noun = nouns[number % nouns.len()];
    let text: Vec<String> = (0..6)
        .map(|line| format!("The {noun} of parish {number} was opened by warden {line}{number} on a day of wind, and {noun} number {line} stayed shut while neighbours of {noun} hill looked on."))
        .collect();
    let text: Vec<&str> = text.iter().map(String::as_str).collect();
    page_of(&format!("The {noun} of parish {number} opens"), &text)
}

/// A folder for one test, with a library; gone afterwards.
struct Place {
    dir: PathBuf,
}

impl Place {
    /// With settings under `[web]`.
    fn with(settings: &str) -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir =
            std::env::temp_dir().join(format!("parallax-web-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("home")).unwrap();
        fs::write(
            dir.join("home/config.toml"),
            format!("[web]\npause = 0\n{settings}\n"),
        )
        .unwrap();
        Place {
            dir: fs::canonicalize(dir).unwrap(),
        }
    }

    /// Where this machine may be asked.
    fn new() -> Place {
        Place::with("private = true")
    }

    fn home(&self) -> Home {
        Home {
            dir: self.dir.join("home"),
        }
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.dir.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_string()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("parallax"));
        command
            .current_dir(&self.dir)
            .env("PARALLAX_HOME", self.dir.join("home"))
            .stdin(Stdio::null())
            .args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn code(&self, arguments: &[&str]) -> i32 {
        self.run(arguments).status.code().unwrap()
    }

    fn report(&self, arguments: &[&str]) -> Value {
        let arguments = [arguments, &["--json"]].concat();
        let output = self.run(&arguments);
        serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("{arguments:?}: {output:?}"))
    }

    fn articles(&self) -> u64 {
        self.report(&["stats"])["articles"].as_u64().unwrap()
    }

    /// The one article that there is.
    fn article(&self) -> Value {
        let library = Library::open(&self.home()).unwrap();
        let ids = library.ids().unwrap();
        assert_eq!(ids.len(), 1, "{ids:?}");
        let output = self.run(&["show", &ids[0], "--json"]);
        serde_json::from_slice(&output.stdout).unwrap()
    }

    fn pages(&self) -> Vec<PathBuf> {
        let files = |folder: PathBuf| {
            fs::read_dir(folder)
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| entry.path())
        };
        let mut pages: Vec<PathBuf> = files(self.dir.join("home/web/pages"))
            .flat_map(files)
            .collect();
        pages.sort();
        pages
    }

    fn options(&self) -> WebOptions {
        WebOptions {
            rules: Rules {
                offline: false,
                private: true,
                pause: Duration::ZERO,
            },
            ..WebOptions::default()
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// The reasons that a report gives for what it skipped.
fn reasons(report: &Value) -> String {
    let skipped = report["skipped"].as_array().unwrap().iter();
    let told: Vec<String> = skipped
        .map(|one| format!("{} {}", one["origin"], one["reason"]))
        .collect();
    told.join("\n")
}

fn at<'a>(replies: &'a [(&'static str, Reply)], path: &str) -> Option<&'a Reply> {
    replies
        .iter()
        .find(|(own, _)| *own == path)
        .map(|(_, reply)| reply)
}

/// A server that answers these paths.
fn serving(replies: Vec<(&'static str, Reply)>) -> Server {
    Server::start(move |asked| at(&replies, &asked.path).cloned())
}

#[test]
fn a_page_becomes_an_article_with_its_address_and_is_asked_for_once() {
    let server = serving(vec![(
        "/bridge",
        Reply::page(&page("Oakport bridge closes for repairs")),
    )]);
    let place = Place::new();
    let report = place.report(&["add", &server.url("/bridge")]);
    assert_eq!(
        (&report["added"], &report["fetched"]["captured"]),
        (&1.into(), &1.into()),
        "{report}"
    );
    let article = place.article();
    assert_eq!(article["title"], "Oakport bridge closes for repairs");
    assert_eq!(article["url"], server.url("/bridge").as_str());
    assert_eq!(
        article["paragraphs"].as_array().unwrap().len(),
        PARAGRAPHS.len()
    );
    assert!(
        article["notes"]
            .to_string()
            .contains("the page was saved on"),
        "{article}"
    );
    let asked = server.asked();
    assert_eq!(
        asked
            .iter()
            .map(|one| one.path.as_str())
            .collect::<Vec<_>>(),
        ["/robots.txt", "/bridge"]
    );
    assert!(asked[1].headers["user-agent"].starts_with("parallax/"));
    // What came is kept as it came, and whatever reads it again asks for nothing.
    let kept = fs::read_to_string(&place.pages()[0]).unwrap();
    assert!(
        kept.starts_with("WARC/1.1")
            && kept.contains("HTTP/1.1 200")
            && kept.contains(&page("Oakport bridge closes for repairs"))
    );
    for command in [&["refresh"][..], &["rebuild"], &["refresh", "--offline"]] {
        assert_eq!(place.code(command), 0, "{command:?}");
        assert_eq!(place.articles(), 1, "{command:?}");
    }
    fs::remove_file(place.dir.join("home/catalogue.sqlite")).unwrap();
    assert_eq!(place.articles(), 1);
    assert_eq!(server.asked().len(), 2);
}

#[test]
#[cfg(all(feature = "pdf", feature = "archives"))]
fn a_pdf_at_an_address_is_an_article_whatever_the_server_calls_it() {
    let pdf = fs::read("tests/fixtures/formats/writer.pdf").unwrap();
    for kind in ["application/pdf", "application/octet-stream"] {
        let reply = Reply {
            body: pdf.clone(),
            ..Reply::of(200, kind, "")
        };
        let server = serving(vec![("/paper", reply)]);
        let place = Place::new();
        let report = place.report(&["add", &server.url("/paper")]);
        assert_eq!(report["added"], 1, "{kind}: {report}");
        let article = place.article();
        assert_eq!(article["title"], "Town closes its bridge");
        assert_eq!(article["url"], server.url("/paper").as_str());
        assert_eq!(place.code(&["rebuild"]), 0);
        assert_eq!(place.articles(), 1);
    }
}

#[test]
fn the_same_page_with_another_text_takes_its_place_and_the_one_before_is_kept() {
    let round = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&round);
    let server = Server::start(move |asked| {
        let counted = format!("<!-- {} readers -->", now.load(Ordering::Relaxed));
        let text = match now.load(Ordering::Relaxed) {
            0 | 1 => page("Oakport bridge closes for repairs"),
            _ => page_of(
                "Oakport bridge closes for repairs",
                &[
                    "The bridge was closed after engineers found 19 cracks in it.",
                    PARAGRAPHS[1],
                    PARAGRAPHS[2],
                    PARAGRAPHS[3],
                    PARAGRAPHS[4],
                ],
            ),
        };
        (asked.path == "/bridge").then(|| Reply::page(&format!("{text}{counted}")))
    });
    let place = Place::new();
    let url = server.url("/bridge");
    assert_eq!(place.report(&["add", &url])["added"], 1);
    let first = fs::read(&place.pages()[0]).unwrap();
    round.store(1, Ordering::Relaxed);
    // Other readers counted are no other text.
    assert_eq!(place.report(&["add", &url])["changed"], 0);
    assert_eq!(fs::read(&place.pages()[0]).unwrap(), first);
    round.store(2, Ordering::Relaxed);
    assert_eq!(place.report(&["add", &url])["changed"], 1);
    assert!(
        place.article()["body"]
            .as_str()
            .unwrap()
            .contains("19 cracks")
    );
    let earlier = place
        .dir
        .join("home/web/earlier/127.0.0.1_")
        .with_file_name(format!("127.0.0.1_{}", server.port()));
    let earlier: Vec<PathBuf> = fs::read_dir(earlier)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(earlier.len(), 1);
    assert_eq!(fs::read(&earlier[0]).unwrap(), first);
}

#[test]
fn packed_pages_are_unpacked_and_stated_encodings_read() {
    let text = page("Oakport bridge closes for repairs");
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    let packed = |packing: &str, body: Vec<u8>| Reply {
        body,
        ..Reply::page("").with("Content-Encoding", packing)
    };
    let russian = "Мост через реку Лена был закрыт в понедельник после того, как инженеры нашли трещины в его опорах, сообщил городской совет. ";
    let russian: Vec<String> = (1..6)
        .map(|number| format!("{russian} Это абзац номер {number}."))
        .collect();
    let russian: Vec<&str> = russian.iter().map(String::as_str).collect();
    let russian = page_of("Мост закрыт", &russian);
    let cyrillic = Reply {
        body: encoding_rs::WINDOWS_1251.encode(&russian).0.into_owned(),
        ..Reply::of(200, "text/html; charset=windows-1251", "")
    };
    let server = serving(vec![
        ("/gzip", packed("gzip", gzip.finish().unwrap())),
        ("/br", packed("br", stored_brotli(other_page(1).as_bytes()))),
        ("/cyrillic", cyrillic),
    ]);
    for (path, words) in [
        ("/gzip", "cracks"),
        ("/br", "market"),
        ("/cyrillic", "трещины"),
    ] {
        let place = Place::new();
        let report = place.report(&["add", &server.url(path)]);
        assert_eq!(report["added"], 1, "{path} {report}");
        assert!(
            place.article()["body"].as_str().unwrap().contains(words),
            "{path}"
        );
        // From the archive that is kept as well.
        assert_eq!(place.code(&["rebuild"]), 0);
        assert!(
            place.article()["body"].as_str().unwrap().contains(words),
            "{path}"
        );
    }
    assert!(server.asked()[1].headers["accept-encoding"].contains("br"));
}

/// A stream of brotli (RFC 7932) with one block that is stored as it is.
fn stored_brotli(bytes: &[u8]) -> Vec<u8> {
    let head = ((u32::try_from(bytes.len()).unwrap() - 1) << 4) | (1 << 20);
    let mut stream = head.to_le_bytes()[..3].to_vec();
    stream.extend_from_slice(bytes);
    stream.push(3);
    stream
}

#[test]
fn steps_are_followed_and_have_an_end() {
    let server = Server::start(|asked| {
        Some(match asked.path.as_str() {
            "/old" => Reply::to("/new?x=1"),
            "/new?x=1" => Reply::page(&page("Oakport bridge closes for repairs")),
            "/a" => Reply::to("/b"),
            "/b" => Reply::to("/a"),
            "/inward" => Reply::to("ftp://127.0.0.1/x"),
            "/article" => Reply::to("/account/login?next=article"),
            "/account/login?next=article" => Reply::page(&page("Please log in")),
            path => {
                let number: usize = path.strip_prefix("/on/")?.parse().ok()?;
                Reply::to(&format!("/on/{}", number + 1))
            }
        })
    });
    let place = Place::new();
    assert_eq!(place.report(&["add", &server.url("/old")])["added"], 1);
    assert_eq!(place.article()["url"], server.url("/new?x=1").as_str());
    for (path, told) in [
        ("/a", "in a circle"),
        ("/on/0", "sends on more than 8 times"),
        ("/inward", "no address on the web"),
        ("/article", "a login"),
    ] {
        let report = place.report(&["add", &server.url(path)]);
        assert!(reasons(&report).contains(told), "{path} {report}");
        assert_eq!(place.code(&["add", &server.url(path)]), 3);
    }
    assert_eq!(place.articles(), 1);
    assert!(server.count("/on/8") > 0 && server.count("/on/9") == 0);
}

#[test]
fn what_is_too_large_is_left_whatever_it_says_of_itself() {
    let mut bomb = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..40 {
        bomb.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = Reply {
        body: bomb.finish().unwrap(),
        ..Reply::page("").with("Content-Encoding", "gzip")
    };
    let large = Reply::hanging().with("Content-Length", "99999999999");
    let endless = Reply {
        body: vec![b'x'; 33 << 20],
        ..Reply::page("")
    };
    let server = serving(vec![
        ("/bomb", bomb),
        ("/large", large),
        ("/endless", endless),
    ]);
    let place = Place::new();
    for path in ["/bomb", "/large", "/endless"] {
        let report = place.report(&["add", &server.url(path)]);
        assert!(
            reasons(&report).contains("larger than 32 MiB"),
            "{path} {report}"
        );
    }
    assert_eq!(place.articles(), 0);
}

#[test]
fn a_slow_server_is_left_as_soon_as_the_reader_stops() {
    let server = serving(vec![("/slow", Reply::hanging())]);
    let place = Place::new();
    let mut library = Library::open(&place.home()).unwrap();
    let stop = AtomicBool::new(false);
    let report = std::thread::scope(|scope| {
        scope.spawn(|| {
            while server.count("/slow") == 0 {
                std::thread::yield_now();
            }
            stop.store(true, Ordering::Relaxed);
        });
        let sources = [Source::Address(server.url("/slow"))];
        let fetching = Fetching::new(&place.options());
        fetching.add(
            &mut library,
            &sources,
            Links::Told,
            &AddOptions::default(),
            &mut |_| {},
            &stop,
        )
    });
    let report = report.unwrap();
    assert!(report.stopped && report.added == 0, "{report:?}");
}

#[test]
fn from_the_screens_an_address_is_fetched_and_can_be_stopped() {
    let server = serving(vec![
        (
            "/bridge",
            Reply::page(&page("Oakport bridge closes for repairs")),
        ),
        ("/slow", Reply::hanging()),
    ]);
    let place = Place::new();
    let (sender, replies) = channel();
    let opener = Opener {
        home: place.home(),
        paths: Vec::new(),
    };
    let asking = Asking::start_with(opener, place.options(), move |topic, _, reply| {
        let _ = sender.send((topic, reply));
    });
    let report = |path: &str, stop: bool| {
        let request = Request::Add(vec![server.url(path).into()]);
        asking.ask(Topic::Work, Ticket::default(), request);
        while stop && server.count(path) == 0 {
            std::thread::yield_now();
        }
        if stop {
            asking.stop_work();
        }
        replies.iter().find_map(|(_, reply)| match reply {
            Answer::Report(report) => Some(report),
            _ => None,
        })
    };
    assert_eq!(report("/bridge", false).unwrap().added, 1);
    assert!(report("/slow", true).unwrap().stopped);
    asking.stop();
    assert_eq!(place.articles(), 1);
}

#[test]
fn what_a_site_asks_programs_not_to_read_is_not_read() {
    let robots = "User-agent: *\nDisallow: /\n\nUser-agent: parallax\nDisallow: /private/\n";
    let server = serving(vec![
        ("/robots.txt", Reply::of(200, "text/plain", robots)),
        (
            "/private/a",
            Reply::page(&page("Oakport bridge closes for repairs")),
        ),
        ("/open/a", Reply::page(&other_page(1))),
        ("/sneaky", Reply::to("/private/a")),
    ]);
    let place = Place::new();
    for path in ["/private/a", "/sneaky"] {
        let report = place.report(&["add", &server.url(path)]);
        assert!(reasons(&report).contains("robots.txt"), "{report}");
        assert!(
            reasons(&report).contains("save the page in your browser"),
            "{report}"
        );
    }
    assert_eq!(server.count("/private/a"), 0);
    assert_eq!(place.report(&["add", &server.url("/open/a")])["added"], 1);
    // Who cannot say what may be read is left alone.
    let server = Server::start(|asked| match asked.path.as_str() {
        "/robots.txt" => Some(Reply::status(503)),
        _ => Some(Reply::page(&other_page(2))),
    });
    let report = place.report(&["add", &server.url("/a")]);
    assert!(reasons(&report).contains("cannot say now"), "{report}");
    assert_eq!(server.count("/a"), 0);
}

#[test]
fn addresses_of_this_machine_are_refused_unless_a_setting_allows_them() {
    let server = serving(vec![(
        "/a",
        Reply::page(&page("Oakport bridge closes for repairs")),
    )]);
    let place = Place::with("");
    let port = server.port();
    for address in [
        server.url("/a"),
        format!("http://localhost:{port}/a"),
        format!("http://[::ffff:127.0.0.1]:{port}/a"),
        format!("http://2130706433:{port}/a"),
        format!("http://0.0.0.0:{port}/a"),
    ] {
        let report = place.report(&["add", &address]);
        assert_eq!(report["added"], 0);
        assert!(
            reasons(&report).contains("no address on the open web"),
            "{report}"
        );
    }
    assert!(server.asked().is_empty());
}

#[test]
fn offline_nothing_is_asked_whatever_is_wanted() {
    let server = serving(vec![(
        "/a",
        Reply::page(&page("Oakport bridge closes for repairs")),
    )]);
    let place = Place::new();
    let list = place.write("links.txt", &server.url("/a"));
    let opml = place.write(
        "feeds.opml",
        &format!(
            "<opml><body><outline xmlUrl='{}'/></body></opml>",
            server.url("/rss")
        ),
    );
    let url = server.url("/a");
    for command in [
        &["add", &url, "--offline"][..],
        &["add", &list, "--fetch", "--offline"],
        &["add", &opml, "--offline"],
        &["refresh", "--offline"],
    ] {
        let report = place.report(command);
        assert!(reasons(&report).contains("offline"), "{command:?} {report}");
    }
    fs::write(
        place.dir.join("home/config.toml"),
        "[web]\nprivate = true\noffline = true\n",
    )
    .unwrap();
    assert!(reasons(&place.report(&["add", &url])).contains("offline"));
    assert!(reasons(&place.report(&["refresh"])).contains("offline"));
    // And what nobody asked for is not fetched either: a list of links is only told, a folder with a list of feeds read.
    fs::write(
        place.dir.join("home/config.toml"),
        "[web]\nprivate = true\n",
    )
    .unwrap();
    place.write(
        "folder/feeds.opml",
        &format!(
            "<opml><body><outline xmlUrl='{}'/></body></opml>",
            server.url("/other")
        ),
    );
    place.run(&["add", &list]);
    place.run(&["add", place.dir.join("folder").to_str().unwrap()]);
    assert!(server.asked().is_empty());
}

#[test]
fn walls_are_told_as_walls_and_what_is_gone_as_gone() {
    let statuses = [401, 402, 403, 429, 451, 404, 410, 500, 204];
    let server = Server::start(move |asked| {
        let status: u16 = asked.path.strip_prefix('/')?.parse().ok()?;
        Some(Reply::status(status))
    });
    let place = Place::new();
    place.write("saved/a.txt", PARAGRAPHS[0]);
    let folder = place.dir.join("saved");
    assert_eq!(place.code(&["add", folder.to_str().unwrap()]), 0);
    for status in statuses {
        let report = place.report(&["add", &server.url(&format!("/{status}"))]);
        let fetched = &report["fetched"];
        let (told, kind) = match status {
            401..=403 | 429 | 451 => ("a wall", "walls"),
            404 | 410 => ("dead", "dead"),
            _ => ("the server answered", "failed"),
        };
        assert!(reasons(&report).contains(told), "{report}");
        assert_eq!(fetched[kind], 1, "{report}");
        // What to do stands with it: the folder is one that is read.
        let advice = format!(
            "into {}; parallax refresh reads that folder",
            folder.display()
        );
        assert_eq!(
            reasons(&report).contains(&advice),
            kind == "walls",
            "{report}"
        );
    }
    let teaser = "<div class=paywall><p>Subscribe to continue reading</p></div>";
    let text = page_of("Oakport bridge closes for repairs", &PARAGRAPHS[..2])
        .replace("</article>", &format!("{teaser}</article>"));
    let server = serving(vec![("/teaser", Reply::page(&text))]);
    let report = place.report(&["add", &server.url("/teaser")]);
    assert_eq!(
        (&report["added"], &report["fetched"]["walls"]),
        (&1.into(), &1.into()),
        "{report}"
    );
    assert!(reasons(&report).contains("only the beginning"), "{report}");
}

/// A feed with these items: path, title, text (whole where it is long).
fn feed(server_url: &str, items: &[(&str, &str, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(path, title, text)| {
            let tag = if text.len() > 600 { "content:encoded" } else { "description" };
            format!("<item><title>{title}</title><link>{server_url}{path}</link><guid>{path}</guid><{tag}>{text}</{tag}></item>")
        })
        .collect();
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour Gazette</title>{items}</channel></rss>"
    )
}

#[test]
fn a_feed_is_followed_its_items_come_once_and_304_costs_nothing() {
    let round = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&round);
    let server = Server::start(move |asked| {
        let own = format!("http://{}", asked.headers["host"]);
        let whole = PARAGRAPHS
            .map(|text| format!("&lt;p&gt;{text}&lt;/p&gt;"))
            .concat();
        let round = now.load(Ordering::Relaxed);
        let summary = if round >= 2 {
            "Parish 1 has a market, and it burnt down."
        } else {
            "Parish 1 has a market."
        };
        let mut items = vec![
            (
                "/whole",
                "Oakport bridge closes for repairs",
                whole.as_str(),
            ),
            ("/1", "The market of parish 1 opens", summary),
        ];
        if round >= 1 {
            items.push((
                "/2",
                "The school of parish 2 opens",
                "Parish 2 has a school.",
            ));
        }
        match asked.path.as_str() {
            "/rss" => {
                let tag = format!("\"{round}\"");
                if asked.headers.get("if-none-match") == Some(&tag) {
                    assert_eq!(
                        asked.headers["if-modified-since"],
                        "Mon, 30 Nov 2026 12:00:00 GMT"
                    );
                    return Some(Reply {
                        status: 304,
                        ..Reply::default()
                    });
                }
                let reply = Reply::feed(&feed(&own, &items)).with("ETag", &tag);
                Some(reply.with("Last-Modified", "Mon, 30 Nov 2026 12:00:00 GMT"))
            }
            "/1" if round >= 2 => {
                Some(Reply::page(&other_page(1).replace("warden 0", "captain 0")))
            }
            "/1" => Some(Reply::page(&other_page(1))),
            "/2" => Some(Reply::page(&other_page(2))),
            _ => None,
        }
    });
    let place = Place::new();
    let report = place.report(&["add", &server.url("/rss")]);
    assert_eq!(
        (
            &report["added"],
            &report["fetched"]["feeds"],
            &report["fetched"]["captured"]
        ),
        (&2.into(), &1.into(), &1.into()),
        "{report}"
    );
    assert_eq!(server.count("/whole"), 0);
    let sources = place.report(&["stats"])["sources"].clone();
    assert_eq!(sources, serde_json::json!([server.url("/rss")]));
    // Nothing new.
    let report = place.report(&["refresh"]);
    assert_eq!(
        (
            &report["fetched"]["same"],
            &report["added"],
            &report["unchanged"]
        ),
        (&1.into(), &0.into(), &2.into()),
        "{report}"
    );
    assert_eq!((server.count("/1"), server.count("/2")), (1, 0));
    // One more item.
    round.store(1, Ordering::Relaxed);
    let report = place.report(&["refresh"]);
    assert_eq!(
        (&report["added"], &report["changed"]),
        (&1.into(), &0.into()),
        "{report}"
    );
    assert_eq!((server.count("/1"), server.count("/2")), (1, 1));
    // One item is another: its page is asked for again, and the article is another.
    round.store(2, Ordering::Relaxed);
    let report = place.report(&["refresh"]);
    assert_eq!(
        (&report["added"], &report["changed"]),
        (&0.into(), &1.into()),
        "{report}"
    );
    assert_eq!((server.count("/1"), server.count("/2")), (2, 1));
    // A rebuild has all of it without asking.
    let asked = server.asked().len();
    assert_eq!(place.code(&["rebuild"]), 0);
    assert_eq!((place.articles(), server.asked().len()), (3, asked));
}

#[test]
fn what_stays_an_excerpt_is_marked_and_following_can_be_turned_off() {
    let excerpt = "Parish 7 has a harbour since the spring, and it is the third on this side of the bay, the warden said.";
    let answer = move |asked: &server::Asked| {
        let own = format!("http://{}", asked.headers["host"]);
        match asked.path.as_str() {
            "/rss" => Some(Reply::feed(&feed(
                &own,
                &[("/7", "The harbour of parish 7 opens", excerpt)],
            ))),
            "/7" => Some(Reply::status(403)),
            _ => None,
        }
    };
    let server = Server::start(answer);
    let place = Place::new();
    let report = place.report(&["add", &server.url("/rss")]);
    assert_eq!(
        (&report["added"], &report["fetched"]["walls"]),
        (&1.into(), &1.into()),
        "{report}"
    );
    assert!(reasons(&report).contains("1 item stays"), "{report}");
    let article = place.article();
    assert!(
        article["notes"].to_string().contains("no full text"),
        "{article}"
    );
    assert_eq!(article["url"], server.url("/7").as_str());
    // A wall is not run into again.
    place.report(&["refresh"]);
    assert_eq!(server.count("/7"), 1);
    let server = Server::start(answer);
    let place = Place::with("private = true\nfollow = false");
    assert_eq!(place.report(&["add", &server.url("/rss")])["added"], 1);
    assert_eq!(server.count("/7"), 0);
}

#[test]
fn the_page_of_an_excerpt_takes_its_place_when_it_comes_at_last() {
    let is_up = Arc::new(AtomicBool::new(false));
    let up = Arc::clone(&is_up);
    let server = Server::start(move |asked| {
        let own = format!("http://{}", asked.headers["host"]);
        match asked.path.as_str() {
            "/rss" => Some(
                Reply::feed(&feed(
                    &own,
                    &[(
                        "/1",
                        "The market of parish 1 opens",
                        "Parish 1 has a market since the spring.",
                    )],
                ))
                .with("ETag", "\"1\""),
            ),
            "/1" if up.load(Ordering::Relaxed) => Some(Reply::page(&other_page(1))),
            "/1" => Some(Reply::status(500)),
            _ => None,
        }
    });
    let place = Place::new();
    assert_eq!(
        place.report(&["add", &server.url("/rss")])["fetched"]["failed"],
        1
    );
    assert_eq!(place.article()["paragraphs"].as_array().unwrap().len(), 1);
    is_up.store(true, Ordering::Relaxed);
    place.report(&["refresh"]);
    assert_eq!(place.article()["paragraphs"].as_array().unwrap().len(), 6);
}

#[test]
fn each_feed_of_a_list_is_followed_and_one_that_fails_hinders_none() {
    let server = Server::start(|asked| {
        let own = format!("http://{}", asked.headers["host"]);
        let number: usize = asked
            .path
            .trim_start_matches(|letter: char| !letter.is_ascii_digit())
            .parse()
            .ok()?;
        match asked.path.starts_with("/rss") {
            true if number == 3 => Some(Reply::status(410)),
            true => Some(Reply::feed(&feed(
                &own,
                &[(&format!("/{number}"), "One", "Short.")],
            ))),
            false => Some(Reply::page(&other_page(number))),
        }
    });
    let place = Place::new();
    let outlines: String = (1..=3)
        .map(|number| {
            format!(
                "<outline type='rss' xmlUrl='{}'/>",
                server.url(&format!("/rss{number}"))
            )
        })
        .collect();
    let list = place.write(
        "feeds.opml",
        &format!(
            "<opml version='2.0'><body><outline text='news'>{outlines}</outline></body></opml>"
        ),
    );
    let report = place.report(&["add", &list]);
    assert_eq!(
        (&report["added"], &report["fetched"]["feeds"]),
        (&2.into(), &3.into()),
        "{report}"
    );
    assert!(
        reasons(&report).contains("/rss3") && reasons(&report).contains("dead"),
        "{report}"
    );
    assert_eq!(
        place.report(&["stats"])["sources"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    assert_eq!(place.report(&["refresh"])["fetched"]["feeds"], 3);
    assert_eq!(place.articles(), 2);
    // One is followed no more; its article stays.
    let first = server.url("/rss1");
    assert_eq!(place.code(&["feeds", "--remove", &first]), 0);
    assert_eq!(place.code(&["feeds", "--remove", &first]), 1);
    let listed = String::from_utf8(place.run(&["feeds", "--json"]).stdout).unwrap();
    let listed: Vec<Value> = listed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(listed.len(), 2);
    assert_eq!(
        (&listed[0]["title"], &listed[0]["items"]),
        (&"Harbour Gazette".into(), &1.into())
    );
    assert_eq!(place.report(&["refresh"])["fetched"]["feeds"], 2);
    assert_eq!(place.articles(), 2);
}

#[test]
fn a_list_of_links_is_gone_on_with_and_each_link_ends_in_its_way() {
    let is_up = Arc::new(AtomicBool::new(false));
    let up = Arc::clone(&is_up);
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/1" => Some(Reply::page(&other_page(1))),
        "/2" if up.load(Ordering::Relaxed) => Some(Reply::page(&other_page(2))),
        "/2" => Some(Reply::status(502)),
        "/wall" => Some(Reply::status(402)),
        "/gone" | "/lost" => Some(Reply::status(404)),
        "/copy/20300102030405id_/x" => Some(Reply::page(&other_page(3))),
        path if path.starts_with("/available?") && path.contains("gone") => {
            let url = format!("http://{}/copy/20300102030405/x", asked.headers["host"]);
            let body = format!(
                "{{\"archived_snapshots\": {{\"closest\": {{\"status\": \"200\", \"url\": \"{url}\", \"timestamp\": \"20300102030405\"}}}}}}"
            );
            Some(Reply::of(200, "application/json", &body))
        }
        path if path.starts_with("/available?") => Some(Reply::of(
            200,
            "application/json",
            "{\"archived_snapshots\": {}}",
        )),
        _ => None,
    });
    let place = Place::with(&format!(
        "private = true\nwayback = \"{}\"",
        server.url("/available?url=")
    ));
    let rows: String = ["/1", "/2", "/wall", "/gone", "/lost", "/1"]
        .iter()
        .map(|path| format!("a title,{}\n", server.url(path)))
        .collect();
    let list = place.write("links.csv", &format!("title,url\n{rows}"));
    let report = place.report(&["add", &list, "--fetch", "--wayback"]);
    let counts = |report: &Value| {
        ["captured", "archived", "walls", "dead", "failed", "left"]
            .map(|name| report["lists"][0]["links"][name].as_u64().unwrap())
    };
    assert_eq!(counts(&report), [1, 1, 1, 1, 1, 0], "{report}");
    assert_eq!(report["added"], 2, "{report}");
    let hits = place.run(&["search", "school OR parish", "--json"]);
    assert!(String::from_utf8(hits.stdout).unwrap().contains("parish 3"));
    is_up.store(true, Ordering::Relaxed);
    let report = place.report(&["add", &list, "--fetch", "--wayback"]);
    assert_eq!(counts(&report), [2, 1, 1, 1, 0, 0], "{report}");
    assert_eq!(
        [
            server.count("/1"),
            server.count("/2"),
            server.count("/wall"),
            server.count("/gone")
        ],
        [1, 2, 1, 1]
    );
    // Without the flag no archive is asked.
    let other = place.write("other.txt", &server.url("/lost?again"));
    let asked = server.asked().len();
    place.report(&["add", &other, "--fetch"]);
    assert!(
        server.asked()[asked..]
            .iter()
            .all(|one| !one.path.starts_with("/available"))
    );
}

#[test]
fn a_list_that_was_stopped_goes_on_where_it_was() {
    let is_up = Arc::new(AtomicBool::new(false));
    let up = Arc::clone(&is_up);
    let server = Server::start(move |asked| {
        let number: usize = asked.path.strip_prefix('/')?.parse().ok()?;
        match number >= 3 && !up.load(Ordering::Relaxed) {
            true => Some(Reply::hanging()),
            false => Some(Reply::page(&other_page(number))),
        }
    });
    let place = Place::new();
    let links: String = (1..=5)
        .map(|number| format!("{}\n", server.url(&format!("/{number}"))))
        .collect();
    let list = place.write("links.txt", &links);
    let mut library = Library::open(&place.home()).unwrap();
    let stop = AtomicBool::new(false);
    let report = std::thread::scope(|scope| {
        scope.spawn(|| {
            while server.count("/3") == 0 {
                std::thread::yield_now();
            }
            stop.store(true, Ordering::Relaxed);
        });
        let fetching = Fetching::new(&place.options());
        fetching.add(
            &mut library,
            &[Source::Path(list.clone().into())],
            Links::Fetched,
            &AddOptions::default(),
            &mut |_| {},
            &stop,
        )
    });
    let report = report.unwrap();
    assert!(
        report.stopped && report.added == 2 && report.lists[0].links.left == 3,
        "{report:?}"
    );
    is_up.store(true, Ordering::Relaxed);
    let report = place.report(&["add", &list, "--fetch"]);
    assert_eq!(
        (&report["added"], &report["lists"][0]["links"]["captured"]),
        (&3.into(), &5.into()),
        "{report}"
    );
    assert_eq!([server.count("/1"), server.count("/2")], [1, 1]);
}

#[cfg(unix)]
#[test]
fn watching_reads_what_comes_runs_the_command_and_ends_with_an_interrupt() {
    let round = Arc::new(AtomicUsize::new(0));
    let now = Arc::clone(&round);
    let server = Server::start(move |asked| {
        let own = format!("http://{}", asked.headers["host"]);
        now.fetch_add(usize::from(asked.path == "/rss"), Ordering::Relaxed);
        match asked.path.as_str() {
            "/rss" => Some(Reply::feed(&feed(
                &own,
                &[(
                    "/1",
                    "The market of parish 1 opens",
                    "Parish 1 has a market.",
                )],
            ))),
            "/1" => Some(Reply::page(&other_page(1))),
            _ => None,
        }
    });
    let place = Place::new();
    place.write("news/first.txt", PARAGRAPHS[0]);
    assert_eq!(
        place.code(&["add", place.dir.join("news").to_str().unwrap()]),
        0
    );
    parallax::shelf::Shelf::open(&place.dir.join("home/shelf.sqlite"))
        .unwrap()
        .save_search("harbours", "harbour OR market")
        .unwrap();
    assert_eq!(place.code(&["add", &server.url("/rss"), "--offline"]), 3);
    parallax::shelf::Shelf::open(&place.dir.join("home/shelf.sqlite"))
        .unwrap()
        .add_source(&server.url("/rss"))
        .unwrap();
    let told = place.dir.join("told.txt");
    let command = format!("echo \"$PARALLAX_TITLE\" >> {}", told.display());
    let mut watching = Watching(
        place
            .command(&[
                "watch", "--every", "1h", "--search", "harbours", "--exec", &command,
            ])
            .stdout(Stdio::null())
            .spawn()
            .unwrap(),
    );
    let lines = || fs::read_to_string(&told).unwrap_or_default();
    watching.wait_for(|| lines().lines().count() == 1);
    assert_eq!(lines().trim(), "The market of parish 1 opens");
    place.write("news/second.html", &other_page(7));
    watching.wait_for(|| lines().lines().count() == 2);
    assert!(lines().contains("The harbour of parish 7 opens"));
    assert_eq!(round.load(Ordering::Relaxed), 1);
    let status = watching.interrupt();
    assert_eq!(status, Some(0));
    assert_eq!(place.articles(), 3);
    assert_eq!(
        place.code(&["watch", "--search", "nothing", "--exec", "true"]),
        1
    );
    assert_eq!(place.code(&["watch", "--exec", "true"]), 2);
}

/// A command that runs until it is stopped.
struct Watching(Child);

impl Watching {
    /// Waits until something is so; a command that ends before is a fault.
    fn wait_for(&mut self, is_so: impl Fn() -> bool) {
        while !is_so() {
            assert_eq!(self.0.try_wait().unwrap(), None, "the watching ended");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn interrupt(&mut self) -> Option<i32> {
        let id = self.0.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-INT", &id])
                .status()
                .unwrap()
                .success()
        );
        self.0.wait().unwrap().code()
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
