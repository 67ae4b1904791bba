//! Authors that articles name by a handle. Docusaurus has their names in `authors.yml` beside the
//! articles, Jekyll in `_data/authors.yml`, Hugo in a file each in `data/authors`.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::front_matter;
use crate::article::{Article, Field, OriginKind, SourceFile, Value, fold_key, same_key};

/// The largest file of authors read, in bytes.
const MOST_BYTES: u64 = 1 << 20;

/// The authors that the sources of a run have in files of their own, each file read once.
#[derive(Debug, Default)]
pub struct Handles {
    files: Mutex<HashMap<PathBuf, Arc<[Field]>>>,
}

impl Handles {
    /// Puts names, addresses and home pages where the head of an article has handles of authors. What is
    /// in no file of authors stays as it is.
    pub fn give_names(&self, article: &mut Article) {
        let Article { file, fields, .. } = article;
        for field in fields {
            let names_people = matches!(field.key.as_str(), "author" | "authors");
            if !names_people || field.kind != OriginKind::FrontMatter {
                continue;
            }
            let line = field.line;
            match &mut field.value {
                Value::List(list) => {
                    for value in list {
                        self.give_name(value, file, line);
                    }
                }
                value => self.give_name(value, file, line),
            }
        }
    }

    fn give_name(&self, value: &mut Value, file: &SourceFile, line: u32) {
        let handle = match &*value {
            Value::Map(_) if value.get("name").is_none() => value.get("key").and_then(Value::text),
            _ => value.text(),
        };
        let Some(handle) = handle.filter(|text| is_handle(text)) else {
            return;
        };
        if let Some(person) = self.person(handle, file, line) {
            *value = person;
        }
    }

    fn person(&self, handle: &str, file: &SourceFile, line: u32) -> Option<Value> {
        let key = fold_key(handle);
        let root = &*file.root;
        let folder = Path::new(file.folder());
        let folders = [Some(folder), folder.parent()];
        let beside = folders
            .into_iter()
            .flatten()
            .map(|folder| root.join(folder))
            .chain([root.join("_data")]);
        let named = ["authors.yml", "authors.yaml"];
        let of_all = beside.flat_map(|folder| named.map(|name| folder.join(name)));
        for path in of_all {
            let all = self.read(path);
            let found = all.iter().find(|field| same_key(&field.key, &key));
            if let Some(Value::Map(parts)) = found.map(|field| &field.value) {
                return person_of(parts, line);
            }
        }
        let own = root.join("data/authors").join(format!("{handle}.yml"));
        person_of(&self.read(own), line)
    }

    /// The fields of a file; none where it is not there or cannot be read.
    fn read(&self, path: PathBuf) -> Arc<[Field]> {
        let files = || self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = files().get(&path) {
            return known.clone();
        }
        let fields: Arc<[Field]> = read_yaml(&path).unwrap_or_default().into();
        files().insert(path, fields.clone());
        fields
    }
}

fn read_yaml(path: &Path) -> Option<Vec<Field>> {
    // A pipe would be waited for when it is opened.
    if !path.is_file() {
        return None;
    }
    let file = File::open(path).ok()?;
    let mut text = String::new();
    file.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    front_matter::yaml(&text)
}

/// Whether a text may be a handle: one word that is a name among files too.
fn is_handle(text: &str) -> bool {
    text.len() <= 64
        && text.starts_with(char::is_alphanumeric)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// The parts of a person that feeds have; nobody without a name.
fn person_of(parts: &[Field], line: u32) -> Option<Value> {
    const PARTS: [&str; 8] = [
        "name",
        "display_name",
        "email",
        "mail",
        "url",
        "uri",
        "homepage",
        "website",
    ];
    let known = |field: &&Field| PARTS.iter().any(|part| same_key(part, &field.key));
    let person: Vec<Field> = parts
        .iter()
        .filter(known)
        .map(|field| Field {
            line,
            ..field.clone()
        })
        .collect();
    let has_name = person
        .iter()
        .any(|field| matches!(&*field.key, "name" | "display_name" | "displayname"));
    has_name.then_some(Value::Map(person))
}
