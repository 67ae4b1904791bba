//! The export of Ghost: posts, people and tags in tables of their own, joined here.
//!
//! In goes the text of an export, out comes each post as the fields of a record, with the bytes it
//! stands in. Pages are passed over: they are no articles.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::article::{Field, OriginKind, Value};

/// What Ghost writes for the address of the site.
pub(super) const SITE: &str = "__GHOST_URL__";

#[derive(Deserialize)]
struct Export<'a> {
    #[serde(borrow)]
    db: Vec<Database<'a>>,
}

#[derive(Deserialize)]
struct Database<'a> {
    #[serde(borrow)]
    data: Tables<'a>,
}

/// The tables that say something of posts; older exports lack some.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Tables<'a> {
    #[serde(borrow)]
    pub(super) posts: Vec<&'a RawValue>,
    users: Vec<User>,
    tags: Vec<Tag>,
    posts_tags: Vec<PostTag>,
    posts_authors: Vec<PostAuthor>,
    posts_meta: Vec<PostMeta>,
}

/// Numbers before version 1, text since.
type Id = serde_json::Value;

#[derive(Deserialize)]
struct User {
    id: Id,
    name: Option<String>,
    email: Option<String>,
    website: Option<String>,
}

#[derive(Deserialize)]
struct Tag {
    id: Id,
    name: Option<String>,
}

#[derive(Deserialize)]
struct PostTag {
    post_id: Id,
    tag_id: Id,
    #[serde(default)]
    sort_order: i64,
}

#[derive(Deserialize)]
struct PostAuthor {
    post_id: Id,
    author_id: Id,
    #[serde(default)]
    sort_order: i64,
}

#[derive(Deserialize)]
struct PostMeta {
    post_id: Id,
    meta_description: Option<String>,
}

/// The tables of an export; `None` where the text is none.
pub(super) fn tables(text: &str) -> Option<Tables<'_>> {
    // Other objects need not be read twice.
    let named = text.trim_start().starts_with('{') && text.contains("\"db\"");
    let export: Export<'_> = named.then(|| serde_json::from_str(text).ok())??;
    let database = export.db.into_iter().next()?;
    (!database.data.posts.is_empty()).then_some(database.data)
}

/// What the other tables say of each post.
pub(super) struct Joined {
    authors: HashMap<String, Vec<Value>>,
    tags: HashMap<String, Vec<Value>>,
    summaries: HashMap<String, String>,
}

impl Joined {
    pub(super) fn new(tables: &mut Tables<'_>) -> Self {
        let users: HashMap<String, &User> = tables
            .users
            .iter()
            .map(|user| (key(&user.id), user))
            .collect();
        let names: HashMap<String, &Tag> =
            tables.tags.iter().map(|tag| (key(&tag.id), tag)).collect();
        tables.posts_authors.sort_by_key(|row| row.sort_order);
        tables.posts_tags.sort_by_key(|row| row.sort_order);
        let mut joined = Joined {
            authors: HashMap::new(),
            tags: HashMap::new(),
            summaries: HashMap::new(),
        };
        for row in &tables.posts_authors {
            if let Some(user) = users.get(&key(&row.author_id)) {
                let of_post = joined.authors.entry(key(&row.post_id)).or_default();
                of_post.push(person(user));
            }
        }
        for row in &tables.posts_tags {
            let name = names
                .get(&key(&row.tag_id))
                .and_then(|tag| tag.name.as_ref());
            // Ghost's internal tags begin with `#` and are shown to nobody.
            if let Some(name) = name.filter(|name| !name.starts_with('#')) {
                let of_post = joined.tags.entry(key(&row.post_id)).or_default();
                of_post.push(Value::Text(name.clone()));
            }
        }
        for row in &tables.posts_meta {
            if let Some(summary) = &row.meta_description {
                joined.summaries.insert(key(&row.post_id), summary.clone());
            }
        }
        joined
    }

    /// Completes the fields of a post; `None` for one that is no article.
    pub(super) fn complete(&mut self, mut fields: Vec<Field>) -> Option<Vec<Field>> {
        let text = |key: &str| {
            let field = fields.iter().find(|field| field.key == key)?;
            field.value.text().map(str::to_owned)
        };
        let is_page = text("type").as_deref() == Some("page")
            || matches!(text("page").as_deref(), Some("true" | "1"));
        if is_page {
            return None;
        }
        let line = fields.first().map_or(0, |field| field.line);
        // The feeds of Ghost have it as their guid.
        let id = text("id").unwrap_or_default();
        let mut add = |key: &str, value: Value| {
            fields.push(Field {
                key: key.to_owned(),
                value,
                kind: OriginKind::Record,
                line,
            });
        };
        if let Some(authors) = self.authors.remove(&id) {
            add("authors", Value::List(authors));
        }
        if let Some(tags) = self.tags.remove(&id) {
            add("tags", Value::List(tags));
        }
        if let Some(summary) = self.summaries.remove(&id) {
            add("meta_description", Value::Text(summary));
        }
        if !id.is_empty() {
            add("guid", Value::Text(id));
        }
        for field in &mut fields {
            if let Value::Text(text) = &mut field.value
                && text.contains(SITE)
            {
                *text = text.replace(SITE, "");
            }
        }
        Some(fields)
    }
}

fn key(id: &Id) -> String {
    match id {
        Id::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn person(user: &User) -> Value {
    let part = |key: &str, text: &Option<String>| {
        let text = text.as_ref()?;
        Some(Field::text(OriginKind::Record, key, text.clone(), 0))
    };
    let parts = [
        part("name", &user.name),
        part("email", &user.email),
        part("url", &user.website),
    ];
    Value::Map(parts.into_iter().flatten().collect())
}
