//! The size of the picture that stands for a page, where the page shows it too.

use super::Finder;

/// Fields that hold the address of the picture.
const OF_PICTURE: [&str; 4] = ["og:image", "twitter:image", "twitter:image:src", "image"];

impl Finder<'_> {
    /// Width and height of the first `<img>` with the picture's address, where the head has no size.
    pub(super) fn image_size(&mut self) {
        if self
            .fields
            .iter()
            .any(|field| field.key == "og:image:width")
        {
            return;
        }
        let picture = self
            .fields
            .iter()
            .filter(|field| OF_PICTURE.contains(&field.key.as_str()))
            .find_map(|field| field.value.text());
        // Pages link their own pictures by the path alone.
        let Some(path) = picture.map(path_of).filter(|path| path.len() > 1) else {
            return;
        };
        let path = path.to_owned();
        let found = self.page.elements.iter().find(|element| {
            element.is("img")
                && element
                    .attribute("src")
                    .is_some_and(|source| path_of(&source) == path)
        });
        if let Some(&element) = found {
            for (name, key) in [("width", "<img width>"), ("height", "<img height>")] {
                if let Some(value) = element.attribute(name) {
                    self.add(key, &value, element.start);
                }
            }
        }
    }
}

/// What stands behind the host of an address.
fn path_of(address: &str) -> &str {
    let address = address.trim();
    match address.split_once("//") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => address,
    }
}
