//! A few articles that the tests made themselves.

use std::ops::ControlFlow;

use parallax::ingest::{self, Reading};

/// Four articles: three outlets on one event, which differ, and one on another.
pub fn corpus() -> Vec<Reading> {
    const ARTICLES: &[(&str, &str)] = &[
        (
            "alpha.md",
            "---\ntitle: Ferry runs aground in Port Merrow harbour\noutlet: Alpha Wire\ndate: 2024-03-05T10:00:00Z\nurl: https://alpha.example/ferry\n---\n\nThe ferry Sea Lark ran aground in the harbour of Port Merrow on Tuesday with 42 people on board.\n\nCaptain Elena Marsh said the ship “lost all steering within seconds.”\n\nDivers of the Merrow Coast Guard searched the hull for leaks until nightfall.\n\nThe harbour was closed for six hours.\n",
        ),
        (
            "beta.md",
            "---\ntitle: Passengers taken off stranded ferry\noutlet: Beta Post\ndate: 2024-03-05T12:30:00Z\nurl: https://beta.example/stranded\n---\n\nAll 45 people on board the ferry Sea Lark were taken off on Tuesday after it ran aground in Port Merrow harbour.\n\nCaptain Elena Marsh said the ship “lost all steering.”\n\nThe town paid for their hotel rooms.\n",
        ),
        (
            "gamma.md",
            "---\ntitle: Sea Lark stranding closes harbour\noutlet: Gamma Tribune\ndate: 2024-03-06T08:00:00Z\nurl: https://gamma.example/sea-lark\n---\n\nThe stranding of the ferry Sea Lark on Tuesday closed the harbour of Port Merrow for six hours.\n\nMore than 40 people were on board, the Merrow Coast Guard said.\n\nIt is the third such accident in two years.\n",
        ),
        (
            "delta.md",
            "---\ntitle: Bakery wins prize for rye bread\noutlet: Delta Herald\ndate: 2024-05-20\n---\n\nA bakery in Upper Tolling won the county prize for rye bread on Monday.\n\n“We bake at night,” said the owner, Tomas Reed.\n",
        ),
    ];
    let articles = ARTICLES
        .iter()
        .map(|(name, text)| ((*name).to_string(), (*text).to_string()));
    read(articles)
}

/// Reads Markdown files given by name and text.
pub fn read(articles: impl Iterator<Item = (String, String)>) -> Vec<Reading> {
    let mut readings = Vec::new();
    for (name, text) in articles {
        ingest::read_bytes(
            &name,
            text.as_bytes(),
            &ingest::Options::default(),
            &mut |reading| {
                readings.push(reading);
                ControlFlow::Continue(())
            },
        );
    }
    readings
}
