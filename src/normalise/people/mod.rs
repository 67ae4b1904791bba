//! Authors: which of the names that an article gives are its authors'.

mod linked;
mod page;
mod person;

pub(super) use self::person::collect;

use super::fields::Fields;
use super::keys;
use super::publisher::{is_of_page, publishers};
use crate::article::{Origin, OriginKind};
use crate::byline::is_nobody;
use crate::config::Site;
use crate::entry::Person;
use crate::text::{mail_address, web_address};

/// The article's authors, each once; nobody where it names nobody, for the feed names the site's.
pub(super) fn authors(fields: &mut Fields<'_>, site: &Site) -> Box<[Person]> {
    let mut chosen: Option<(Vec<Person>, Origin)> = None;
    let mut lost = Vec::new();
    let found = fields.all(&keys::AUTHORS);
    let publishers = publishers(fields);
    // What a page gives in place of a person, which a person anywhere else beats.
    let mut stand_in: Option<(Vec<Person>, Origin)> = None;
    for (value, origin) in &found {
        let mut people = Vec::new();
        collect(value, &mut people);
        people.retain(|person| !person.name.is_empty());
        // `Web Desk` and `admin` write much and are nobody.
        if people.iter().any(|who| is_nobody(&who.name)) {
            let (nobody, somebody): (Vec<Person>, Vec<Person>) =
                people.into_iter().partition(|who| is_nobody(&who.name));
            lost.push((names(&nobody), origin.clone(), "nobody's name"));
            people = somebody;
        }
        if is_of_page(origin) {
            people = page::persons(people);
            if !people.is_empty() && people.iter().all(|who| page::is_stand_in(who, &publishers)) {
                let shown = origin.name.starts_with(['<', 't']);
                lost.push((
                    names(&people),
                    origin.clone(),
                    "the publisher, not a person",
                ));
                if stand_in.is_none() && (shown || !page::is_publisher(&people, &publishers)) {
                    stand_in = Some((people, origin.clone()));
                }
                continue;
            }
            people.retain(|who| !page::is_stand_in(who, &publishers));
        }
        if people.is_empty() {
            continue;
        }
        match &mut chosen {
            None => chosen = Some((people, origin.clone())),
            // `citation_author` and the like are repeated, one person each.
            Some((all, first))
                if first.name == origin.name
                    && first.kind == origin.kind
                    && *first.name != *"<byline>" =>
            {
                all.extend(people);
            }
            Some((all, first)) if is_of_page(first) && page::completes(all, &people) => {
                lost.push((names(all), first.clone(), "a part of the name"));
                *all = people;
                *first = origin.clone();
            }
            Some(_) => lost.push((names(&people), origin.clone(), "lower precedence")),
        }
    }
    let chosen = chosen.or(stand_in);
    let Some((mut people, origin)) = chosen else {
        if !site.authors.is_empty() {
            fields.trace_with("authors", || {
                let origin = Origin::new(OriginKind::Configuration, "site.authors");
                (names(&site.authors), origin)
            });
        }
        return site.authors.clone().into();
    };
    let mut seen = std::collections::HashSet::new();
    people.retain(|person| seen.insert(person.name.clone()));
    fields.trace_with("authors", || (names(&people), origin));
    for (value, origin, reason) in lost {
        fields.lost("authors", &value, origin, reason);
    }
    if let [only] = people.as_mut_slice() {
        if only.email.is_none() {
            only.email = fields
                .text(&keys::AUTHOR_EMAIL)
                .as_deref()
                .and_then(mail_address);
        }
        if only.url.is_none() {
            only.url = fields
                .text(&keys::AUTHOR_URL)
                .as_deref()
                .and_then(web_address);
        }
    }
    people.into()
}

fn names(people: &[Person]) -> String {
    people
        .iter()
        .map(|person| person.name.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}
