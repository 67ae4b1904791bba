//! Any body becomes HTML that XML can hold and that nothing runs in; the first byte chooses its
//! markup.

#![no_main]

use dateline::article::Body;
use dateline::markup::Markup;
use dateline::render::{Around, render};
use dateline::text::is_xml_char;
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|input: (u8, &str)| {
    let (choice, text) = input;
    let markup = match choice % 5 {
        0 => Markup::Markdown,
        1 => Markup::Html,
        3 => Markup::Mdx,
        2 => Markup::ReStructuredText,
        _ => Markup::Plain,
    };
    let body = Body {
        markup,
        text: text.to_owned(),
        line: 1,
        excerpt_end: None,
    };
    let permalink = Url::parse("https://example.org/article/").expect("an address");
    let around = Around {
        permalink: &permalink,
        site: &permalink,
        title: "A title",
        named: &|_| None,
        summary: None,
        resolve: &|_| None,
        content: &Default::default(),
    };
    let (rendered, _) = render(&body, &around);
    assert!(rendered.content.chars().all(is_xml_char));
    assert!(!rendered.content.contains("<script"));
});
