//! The acceptance list: the obligations of the built-in regulations, each a rule that cites its article and quotes it
//! to the letter; and the vocabulary, each id of which means the same everywhere, whatever each regulation calls it.

use std::fs;
use yijuan::regulation::{Regulation, Regulations};
use yijuan::vocabulary::{Group, Terms};

/// The regulations of the list and how many obligations each has.
const REGULATIONS: [(&str, usize); 5] =
    [("mentougou", 54), ("ordos", 88), ("shuoting", 43), ("yancheng", 54), ("ziyang", 89)];

fn rows(table: &'static str) -> Vec<Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split('\t').collect()).collect()
}

fn obligations() -> Vec<Vec<&'static str>> {
    rows(include_str!("../data/obligations.tsv"))
}

fn each_regulation(mut look: impl FnMut(&Regulation)) {
    let regulations = Regulations::built_in();
    for (id, _) in REGULATIONS {
        look(regulations.get(id).unwrap_or_else(|problem| panic!("{problem}")));
    }
}

#[test]
fn the_list_is_whole() {
    assert_eq!(obligations().len(), REGULATIONS.iter().map(|(_, count)| count).sum::<usize>());
    let regulations = Regulations::built_in();
    assert_eq!(regulations.ids().collect::<Vec<_>>(), REGULATIONS.map(|(id, _)| id));
    for (id, count) in REGULATIONS {
        assert_eq!(obligations().iter().filter(|row| row[1] == id).count(), count, "{id}");
        assert_eq!(regulations.get(id).map(|regulation| regulation.rules.len()), Ok(count));
    }
}

#[test]
fn every_rule_cites_and_quotes_the_obligation_it_stands_for() {
    let obligations = obligations();
    each_regulation(|regulation| {
        for rule in &regulation.rules {
            let row = obligations.iter().find(|row| row[0] == rule.id.as_str());
            let row = row.unwrap_or_else(|| panic!("no obligation {}", rule.id));
            assert_eq!(row[1..], [&*regulation.id, &*rule.article, rule.force.id(), &*rule.quote], "{}", rule.id);
        }
    });
}

#[test]
fn every_quote_stands_in_the_text() {
    // The texts break lines where their pages did.
    let run_together = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    each_regulation(|regulation| {
        let text = run_together(&fs::read_to_string(format!("templates/{}/source.txt", regulation.id)).unwrap());
        assert!(text.contains(&run_together(&regulation.title)), "{}", regulation.title);
        for rule in &regulation.rules {
            assert!(text.contains(&run_together(&rule.quote)), "{}: {}", rule.id, rule.quote);
        }
    });
}

#[test]
fn every_rule_is_a_sentence_in_english() {
    each_regulation(|regulation| {
        for rule in &regulation.rules {
            let first = rule.en.chars().next().unwrap_or(' ');
            assert!(first.is_uppercase() && rule.en.ends_with('.'), "{}: {}", rule.id, rule.en);
        }
    });
}

/// What a regulation calls an id, of one kind of the vocabulary.
fn name(regulation: &Regulation, kind: &str, id: &str) -> Option<String> {
    let of = |terms: &Terms| terms.get(id).map(|term| term.name.to_string());
    match kind {
        "event" => regulation.events.get(id).map(|event| event.term.name.to_string()),
        "document" => regulation.documents.get(id).map(|document| document.term.name.to_string()),
        "form" => of(regulation.terms(Group::Forms)),
        "post" => of(regulation.terms(Group::Posts)),
        "tag" => of(regulation.terms(Group::Tags)),
        "topic-tag" => of(regulation.terms(Group::TopicTags)),
        "body" => of(regulation.terms(Group::Bodies)),
        "channel" => of(regulation.terms(Group::Channels)),
        "way" => of(regulation.terms(Group::Ways)),
        "matter" => of(regulation.terms(Group::Matters)),
        "question" => of(regulation.terms(Group::Questions)),
        "level" => of(regulation.terms(Group::Levels)),
        "activity" => of(regulation.terms(Group::Activities)),
        "suggestion-kind" => of(regulation.terms(Group::SuggestionKinds)),
        "adoption" => of(regulation.terms(Group::Adoptions)),
        "conversion" => of(regulation.terms(Group::Conversions)),
        "selection" => of(regulation.terms(Group::Selections)),
        _ => None,
    }
}

#[test]
fn every_id_of_the_vocabulary_is_called_what_its_regulation_calls_it() {
    let vocabulary = rows(include_str!("../data/vocabulary.tsv"));
    each_regulation(|regulation| {
        // A regulation's own word goes before that which the others share.
        let wanted = |kind: &str, id: &str| {
            let of = |whose: &str| vocabulary.iter().find(|row| row[0] == kind && row[1] == id && row[5] == whose);
            of(&regulation.id).or_else(|| of("")).map(|row| row[2])
        };
        for row in &vocabulary {
            let [kind, id, _, of, ..] = row[..] else { panic!("{row:?}") };
            if let Some(called) = name(regulation, kind, id) {
                assert_eq!(Some(called.as_str()), wanted(kind, id), "{} {kind} {id}", regulation.id);
            }
            if kind == "event"
                && let Some(event) = regulation.events.get(id)
            {
                assert_eq!(event.of.id(), of, "{} {id}", regulation.id);
            }
        }
    });
}

#[test]
fn what_the_rules_ask_for_is_in_the_vocabulary() {
    let vocabulary = rows(include_str!("../data/vocabulary.tsv"));
    let known = |kind: &str, id: &str| vocabulary.iter().any(|row| row[0] == kind && row[1] == id);
    each_regulation(|regulation| {
        for event in regulation.events.keys() {
            assert!(known("event", event), "{} {event}", regulation.id);
        }
        for (kind, terms) in [
            ("post", regulation.terms(Group::Posts)),
            ("tag", regulation.terms(Group::Tags)),
            ("topic-tag", regulation.terms(Group::TopicTags)),
            ("body", regulation.terms(Group::Bodies)),
            ("channel", regulation.terms(Group::Channels)),
            ("way", regulation.terms(Group::Ways)),
            ("matter", regulation.terms(Group::Matters)),
            ("question", regulation.terms(Group::Questions)),
            ("level", regulation.terms(Group::Levels)),
            ("activity", regulation.terms(Group::Activities)),
            ("suggestion-kind", regulation.terms(Group::SuggestionKinds)),
            ("adoption", regulation.terms(Group::Adoptions)),
            ("conversion", regulation.terms(Group::Conversions)),
            ("selection", regulation.terms(Group::Selections)),
        ] {
            for id in terms.keys() {
                assert!(known(kind, id), "{} {kind} {id}", regulation.id);
            }
        }
    });
}
