//! A corpus made from a seed: invented outlets, people and places, and events that several outlets report in their own words.

use std::fmt::Write;

/// Outlets that report; the first event is reported by eight of them.
const OUTLETS: usize = 24;
const REPORTS_OF_FIRST: usize = 8;
/// Sentences of an article are of the event with this chance, in percent; the others are anybody's.
const OF_EVENT: usize = 40;
/// Seconds of a day, and the day from which events happen: 2024-01-01.
const DAYS_FROM: usize = 19_723;

const SYLLABLES: &[&str] = &[
    "vel", "mor", "tas", "ren", "ka", "lin", "dor", "us", "ti", "bra", "sel", "no", "vik", "ar",
    "pen", "lo", "mi", "ster", "gan", "hal", "ru", "fen", "dal", "qui", "zet", "om", "per", "ash",
];
const FIRST: &[&str] = &[
    "Anna", "Boris", "Clara", "David", "Elena", "Frank", "Greta", "Henry", "Irena", "Jonas",
    "Karin", "Lukas", "Maria", "Nils", "Olga", "Peter",
];
const BODIES: &[&str] = &[
    "Harbour Company",
    "Coast Guard",
    "City Council",
    "Teachers' Union",
    "Ministry of Transport",
    "Water Board",
    "Rail Authority",
    "Farmers' League",
];
const THINGS: &[&str] = &[
    "ferry",
    "bridge",
    "railway",
    "school",
    "harbour",
    "dam",
    "hospital",
    "market",
    "tunnel",
    "airport",
    "power plant",
    "library",
];
/// `{p}` a person, `{s}` the surname, `{l}` a place, `{o}` a body, `{t}` a thing, `{n}` a number, `{w}` a word.
const SENTENCES: &[&str] = &[
    "The {t} at {l} was closed on Tuesday after {n} people complained about {w} and {w}, the {l} {o} said.",
    "{p}, who heads the {o}, said that “the {t} cannot be opened before the {w} is {w}.”",
    "About {n} residents of {l} were taken to a {t} nearby, where they spent the night.",
    "“We were told nothing,” said {p}, a {w} from {l}, and asked for an inquiry into the {w}.",
    "According to the {o}, {n} of the {n} workers were sent home without pay for the whole week.",
    "The {o} of {l} denied the report and called the {w} “a matter for the courts.”",
    "Mr. {s} has led the {o} for {n} years and was a {w} in {l} before that.",
    "Repairs of the {t} will cost {n} million euros, a third more than was planned in the spring.",
    "It was the third such accident in {l} in two years, and the {w} has not been mended since.",
    "In {l}, {p} told reporters that talks with the {o} would go on until {w} was found.",
    "Nobody was hurt, but the {t} lost its {w} and {n} passengers waited for hours in the cold.",
    "Prices of {w} rose by {n} percent in {l}, and the {o} expects more of the same in winter.",
    "The deputy mayor of {l}, {p}, said on Wednesday that the {t} had been {w} for months.",
    "Critics say that the {o} knew of the {w} and did not warn those who live near the {t}.",
];

/// Numbers that look drawn by lot and are the same for one seed (xorshift64, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % end
    }

    fn one_of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn word(&mut self) -> String {
        (0..2 + self.below(2))
            .map(|_| self.one_of(SYLLABLES))
            .collect()
    }

    fn name(&mut self) -> String {
        let word = self.word();
        word[..1].to_uppercase() + &word[1..]
    }
}

/// What an event is about: its sentences are filled from here.
struct Event {
    people: Vec<(&'static str, String)>,
    places: Vec<String>,
    body: &'static str,
    thing: &'static str,
    words: Vec<String>,
    numbers: Vec<usize>,
    day: usize,
}

impl Event {
    fn new(dice: &mut Dice) -> Event {
        Event {
            people: (0..3).map(|_| (dice.one_of(FIRST), dice.name())).collect(),
            places: (0..2).map(|_| dice.name()).collect(),
            body: dice.one_of(BODIES),
            thing: dice.one_of(THINGS),
            words: (0..8).map(|_| dice.word()).collect(),
            numbers: (0..5).map(|_| 3 + dice.below(400)).collect(),
            day: DAYS_FROM + dice.below(700),
        }
    }

    fn sentence(&self, dice: &mut Dice) -> String {
        let mut sentence = String::new();
        let mut rest = dice.one_of(SENTENCES);
        while let Some((before, after)) = rest.split_once('{') {
            sentence.push_str(before);
            let (first, last) = &self.people[dice.below(self.people.len())];
            match &after[..1] {
                "p" => sentence.extend([first, " ", last]),
                "s" => sentence.push_str(last),
                "l" => sentence.push_str(&self.places[dice.below(self.places.len())]),
                "o" => sentence.push_str(self.body),
                "t" => sentence.push_str(self.thing),
                "n" => sentence.push_str(&self.numbers[dice.below(self.numbers.len())].to_string()),
                _ => sentence.push_str(&self.words[dice.below(self.words.len())]),
            }
            rest = &after[2..];
        }
        sentence + rest
    }
}

/// `articles` articles of about `words` words each, a JSON object a line. The first eight report one event.
pub fn jsonl(seed: u64, articles: usize, words: usize) -> String {
    let mut dice = Dice(seed);
    let outlets: Vec<String> = (0..OUTLETS).map(|_| dice.name() + " Post").collect();
    let mut lines = String::new();
    let mut event = Event::new(&mut dice);
    let mut left = REPORTS_OF_FIRST;
    for number in 0..articles {
        if left == 0 {
            event = Event::new(&mut dice);
            left = 1 + dice.below(4);
        }
        left -= 1;
        // What is said beside the event comes from another, made for this article alone.
        let other = Event::new(&mut dice);
        let mut body = String::new();
        let mut written = 0;
        for at in 1.. {
            let about = if dice.below(100) < OF_EVENT {
                &event
            } else {
                &other
            };
            let sentence = about.sentence(&mut dice);
            written += sentence.split(' ').count();
            body.push_str(&sentence);
            if written >= words {
                break;
            }
            body.push_str(if at % 3 == 0 { "\n\n" } else { " " });
        }
        let article = serde_json::json!({
            "id": number,
            "title": format!("{} of {} closed after {}", event.thing, event.places[0], event.words[0]),
            "source": outlets[number % OUTLETS],
            "date": jiff::Timestamp::from_second(i64::try_from(event.day * 86_400 + number % 80_000).unwrap_or(0))
                .map(|time| time.to_string())
                .unwrap_or_default(),
            "body": body,
        });
        let _ = writeln!(lines, "{article}");
    }
    lines
}
