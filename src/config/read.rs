//! The configuration found, read and set.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::keys::{nearest, unknown_key};
use super::{Config, FILE_NAME, LEDGER_NAME, podcast};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::text::line_at;

impl Config {
    /// Looks for [`FILE_NAME`] in a folder and those above it.
    pub fn find(from: &Path) -> Option<PathBuf> {
        from.ancestors()
            .map(|folder| folder.join(FILE_NAME))
            .find(|path| path.is_file())
    }

    /// Reads a file; its relative paths become relative to the file's folder.
    ///
    /// # Errors
    ///
    /// [`Error::Read`], or [`Error::Config`] with every finding.
    pub fn load(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read {
            path: path.to_owned(),
            source,
        })?;
        let mut config = Config::parse(&text, path).map_err(Error::Config)?;
        let base = path.parent().unwrap_or(Path::new(""));
        config.source.path = base.join(&config.source.path);
        config.output.path = base.join(&config.output.path);
        for folder in &mut config.source.static_folders {
            *folder = base.join(&*folder);
        }
        let template = config.output.template.take();
        config.output.template = template.map(|template| base.join(template));
        let ledger = config.ledger.path.take();
        config.ledger.path = Some(base.join(ledger.unwrap_or_else(|| LEDGER_NAME.into())));
        Ok(config)
    }

    /// Reads TOML; `path` is for the findings alone.
    ///
    /// # Errors
    ///
    /// Every unknown key, or the first fault of form or type.
    pub fn parse(text: &str, path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let broken = |message: String, span: Option<Range<usize>>| {
            vec![
                Diagnostic::error("broken-configuration", message)
                    .in_file(path)
                    .at(span.map_or(0, |span| line_at(text, span.start)), 0)
                    .help("`dateline schema` prints what each setting takes"),
            ]
        };
        let deserializer = toml::Deserializer::parse(text)
            .map_err(|error| broken(error.message().to_owned(), error.span()))?;
        let mut unknown = Vec::new();
        let mut config: Config = serde_ignored::deserialize(deserializer, |at| {
            unknown.push(unknown_key(&at.to_string(), text, path));
        })
        .map_err(|error: toml::de::Error| broken(error.message().to_owned(), error.span()))?;
        if unknown.is_empty() {
            podcast::whole_by_default(&mut config, text);
            return Ok(config);
        }
        unknown.sort_by_key(|finding| finding.line);
        Err(unknown)
    }

    /// Sets one key from text, as `--set site.title=Example` does; the value is TOML, or text where
    /// it is none.
    ///
    /// # Errors
    ///
    /// What is wrong with the key or value.
    pub fn set(&mut self, assignment: &str) -> Result<(), String> {
        let (key, value) = assignment
            .split_once('=')
            .ok_or_else(|| format!("expected KEY=VALUE, found `{assignment}`"))?;
        let parsed: toml::Value = toml::from_str::<toml::Table>(&format!("v = {value}"))
            .ok()
            .and_then(|mut table| table.remove("v"))
            .unwrap_or_else(|| toml::Value::String(value.to_owned()));
        let mut tree = serde_json::to_value(&*self).map_err(|error| error.to_string())?;
        let mut slot = &mut tree;
        let mut walked = String::new();
        for part in key.trim().split('.') {
            let next = match slot {
                serde_json::Value::Object(map) => {
                    // The one table whose keys are the user's: names of rules.
                    if walked == "validate.rules" {
                        map.entry(part).or_insert(serde_json::Value::Null);
                    }
                    map.get_mut(part)
                }
                serde_json::Value::Array(list) => {
                    part.parse::<usize>().ok().and_then(|at| list.get_mut(at))
                }
                _ => None,
            };
            walked = if walked.is_empty() {
                part.to_owned()
            } else {
                format!("{walked}.{part}")
            };
            slot = next.ok_or_else(|| match nearest(&walked) {
                Some(name) => format!("unknown key `{key}`; the nearest is `{name}`"),
                None => format!("unknown key `{key}`"),
            })?;
        }
        *slot = serde_json::to_value(parsed).map_err(|error| error.to_string())?;
        *self = serde_json::from_value(tree).map_err(|error| format!("`{key}`: {error}"))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> String {
        let findings = Config::parse(text, Path::new("dateline.toml")).unwrap_err();
        findings
            .iter()
            .map(|finding| format!("{finding}\n"))
            .collect()
    }

    #[test]
    fn every_unknown_key_is_named_with_its_line_and_the_nearest_known_one() {
        let text = "[site]\ntitel = \"A\"\n\n[[feeds]]\npath = \"feed.xml\"\nlimitt = 3\n\n[feeds.filter]\ntag = []\n";
        assert_eq!(
            findings(text),
            "dateline.toml:2: error[unknown-key]: unknown key `site.titel`\n  \
             help: the nearest known key is `site.title`\n\
             dateline.toml:6: error[unknown-key]: unknown key `feeds.0.limitt`\n  \
             help: the nearest known key is `feeds.limit`\n\
             dateline.toml:9: error[unknown-key]: unknown key `feeds.0.filter.tag`\n  \
             help: the nearest known key is `feeds.filter.tags`\n"
        );
    }

    #[test]
    fn a_value_of_the_wrong_type_is_reported_with_its_line() {
        let text = findings("[site]\ntitle = \"A\"\n[[feeds]]\nlimit = \"many\"\n");
        assert!(
            text.starts_with("dateline.toml:4: error[broken-configuration]"),
            "{text}"
        );
    }

    #[test]
    fn a_setting_can_be_set_by_its_path() {
        let mut config = Config::default();
        config.set("site.title=Example").unwrap();
        config.set("source.ignore_files=false").unwrap();
        config.set("source.exclude=[\"a/**\"]").unwrap();
        assert_eq!(config.site.title.as_deref(), Some("Example"));
        assert!(!config.source.ignore_files);
        assert_eq!(config.source.exclude, ["a/**"]);
        assert_eq!(
            config.set("site.titel=x").unwrap_err(),
            "unknown key `site.titel`; the nearest is `site.title`"
        );
    }

    #[test]
    fn a_site_without_address_or_with_wrong_settings_says_all_that_is_wrong() {
        let config = Config::parse(
            "[site]\nurl = \"example\"\ntimezone = \"Mars/Base\"\n[source]\npermalink = \"/:jear/:slug/\"\n[[feeds]]\npath = \"../x.xml\"\n",
            Path::new(""),
        )
        .unwrap();
        let rules: Vec<String> = config
            .resolve(Path::new(""))
            .unwrap_err()
            .iter()
            .map(|f| f.message.clone())
            .collect();
        assert_eq!(rules.len(), 4, "{rules:?}");
        assert_eq!(
            Config::default().resolve(Path::new("")).unwrap_err()[0].rule,
            "missing-url"
        );
    }

    #[test]
    fn addresses_of_authors_are_checked() {
        let text = "[site]\nurl = \"https://example.org\"\nauthors = [\"Ada <ada@>\", { name = \"Bo\", url = \"bo\" }]\n";
        let config = Config::parse(text, Path::new("")).unwrap();
        let findings = config.resolve(Path::new("")).unwrap_err();
        let messages: Vec<&str> = findings.iter().map(|finding| &*finding.message).collect();
        assert_eq!(
            messages,
            [
                "site.authors: expected a mail address, found `ada@`",
                "site.authors: expected a web address, found `bo`"
            ]
        );
    }

    #[test]
    fn the_address_of_the_site_ends_with_a_slash() {
        let mut config = Config::default();
        config.site.url = Some("https://example.org/blog".into());
        let site = config.resolve(Path::new("")).unwrap();
        assert_eq!(site.url.as_str(), "https://example.org/blog/");
        assert_eq!(
            site.page("/feed.xml").unwrap().as_str(),
            "https://example.org/blog/feed.xml"
        );
        assert_eq!(site.title, "example.org");
        assert_eq!(site.feeds.len(), 3);
    }
}
