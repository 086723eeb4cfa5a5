//! Tickets: of the answers on one topic only the newest counts.

use std::collections::BTreeMap;

use super::request::Topic;

/// The number of a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(u64);

/// Hands out tickets and knows the newest of each topic.
#[derive(Clone, Debug, Default)]
pub struct Tickets {
    last: u64,
    newest: BTreeMap<Topic, Ticket>,
}

impl Tickets {
    /// A new ticket: all earlier ones of the topic are old from now on.
    pub fn draw(&mut self, topic: Topic) -> Ticket {
        self.last += 1;
        let ticket = Ticket(self.last);
        self.newest.insert(topic, ticket);
        ticket
    }

    pub fn is_newest(&self, topic: Topic, ticket: Ticket) -> bool {
        self.newest.get(&topic) == Some(&ticket)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_ticket_of_a_topic_counts() {
        let mut tickets = Tickets::default();
        let old = tickets.draw(Topic::Search);
        let other = tickets.draw(Topic::Card);
        let new = tickets.draw(Topic::Search);
        assert!(!tickets.is_newest(Topic::Search, old));
        assert!(tickets.is_newest(Topic::Search, new));
        assert!(tickets.is_newest(Topic::Card, other));
    }
}
