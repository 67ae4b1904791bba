//! Feeds as the program itself writes them are clean.

use super::check;

#[test]
fn rss_as_it_is_written_is_clean() {
    let report = check(
        r##"<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
  <channel>
    <title>Example &amp; Sons</title>
    <link>https://example.org/</link>
    <description>News from the workshop</description>
    <language>en-GB</language>
    <copyright>© 2025 Example</copyright>
    <lastBuildDate>Mon, 05 May 2025 09:30:00 +0530</lastBuildDate>
    <generator>dateline</generator>
    <docs>https://www.rssboard.org/rss-specification</docs>
    <image><url>https://example.org/icon.png</url><title>Example &amp; Sons</title><link>https://example.org/</link></image>
    <atom:link href="https://example.org/feed.xml" rel="self" type="application/rss+xml"/>
    <atom:link href="https://example.org/feed-2.xml" rel="next"/>
    <atom:link href="https://hub.example.org/" rel="hub"/>
    <item>
      <title>AT&amp;T, 1 &lt; 2 and 中文</title>
      <link>https://example.org/2025/05/launch/</link>
      <description>A plain summary, with &amp; and "quotes".</description>
      <category>news</category>
      <category>launch</category>
      <enclosure url="https://example.org/a.mp3" length="1234" type="audio/mpeg"/>
      <guid isPermaLink="false">tag:example.org,2025-05-05:launch</guid>
      <pubDate>Mon, 05 May 2025 00:00:00 +0530</pubDate>
      <dc:creator>Ann Lee</dc:creator>
      <dc:creator>Lee, Bob</dc:creator>
      <content:encoded>&lt;h2&gt;Now&lt;/h2&gt;&lt;p&gt;See &lt;a href="https://example.org/x?a=1&amp;amp;b=2#c"&gt;it&lt;/a&gt; and &lt;a href="#n1"&gt;1&lt;/a&gt;.&lt;/p&gt;&lt;figure&gt;&lt;img src="https://example.org/i.png" alt="An &amp;quot;i&amp;quot;" width="1" height="1" loading="lazy"&gt;&lt;/figure&gt;&lt;pre&gt;&lt;code class="language-html"&gt;&amp;lt;p&amp;gt;&lt;/code&gt;&lt;/pre&gt;&lt;table&gt;&lt;tbody&gt;&lt;tr&gt;&lt;td style="text-align: right"&gt;1&lt;/td&gt;&lt;/tr&gt;&lt;/tbody&gt;&lt;/table&gt;</content:encoded>
      <media:content url="https://example.org/i.png" medium="image" type="image/png"/>
      <media:thumbnail url="https://example.org/i.png"/>
      <atom:updated>2025-05-05T09:30:00+05:30</atom:updated>
    </item>
  </channel>
</rss>
"##,
    );
    assert!(report.findings.is_empty(), "{report}");
}

#[test]
fn atom_as_it_is_written_is_clean() {
    let report = check(
        r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
  <title type="text">Example &amp; Sons</title>
  <id>tag:example.org,2025-05-05:feed</id>
  <updated>2025-05-05T04:00:00Z</updated>
  <author><name>Ann Lee</name><email>ann@example.org</email><uri>https://example.org/ann</uri></author>
  <generator uri="https://example.org/dateline" version="0.1.0">dateline</generator>
  <icon>https://example.org/icon.png</icon>
  <link href="https://example.org/" rel="alternate" type="text/html"/>
  <link href="https://example.org/atom.xml" rel="self" type="application/atom+xml"/>
  <link href="https://hub.example.org/" rel="hub"/>
  <rights>© 2025 Example</rights>
  <subtitle>News</subtitle>
  <entry>
    <title>AT&amp;T, 1 &lt; 2 and 中文</title>
    <id>tag:example.org,2025-05-05:launch</id>
    <updated>2025-05-05T04:00:00Z</updated>
    <category term="news"/>
    <link href="https://example.org/2025/05/launch/" rel="alternate" type="text/html"/>
    <link href="https://example.org/a.mp3" rel="enclosure" type="audio/mpeg" length="1234"/>
    <published>2025-05-04T18:30:00Z</published>
    <summary>A plain summary</summary>
    <content xml:lang="en" type="html">&lt;p&gt;We are &lt;b&gt;live&lt;/b&gt;.&lt;/p&gt;</content>
  </entry>
</feed>
"#,
    );
    assert!(report.findings.is_empty(), "{report}");
}

#[test]
fn a_report_prints_its_counts_and_findings() {
    let report = check("<rss version='2.0'><channel/></rss>");
    let text = report.to_string();
    assert!(
        text.starts_with("invalid RSS: 3 errors, 1 warnings, 0 notes\n1:20: error["),
        "{text}"
    );
}

#[test]
fn feeds_of_the_crates_that_write_are_clean() {
    let mut dublin_core = rss::extension::dublincore::DublinCoreExtension::default();
    dublin_core.set_creators(vec!["Ann Lee".to_owned(), "Bob <b>".to_owned()]);
    let mut item = rss::Item::default();
    item.set_title("A & B < C".to_owned());
    item.set_link("https://example.org/a".to_owned());
    item.set_guid(rss::Guid {
        value: "tag:example.org,2025:a".to_owned(),
        permalink: false,
    });
    item.set_pub_date("Mon, 05 May 2025 09:30:00 +0530".to_owned());
    item.set_description("Summary ]]> here".to_owned());
    item.set_content("<p>We are <b>live</b> &amp; well.</p>".to_owned());
    item.set_dublin_core_ext(dublin_core);
    let mut channel = rss::Channel::default();
    channel.set_title("Example");
    channel.set_link("https://example.org/");
    channel.set_description("News");
    channel.set_items(vec![item]);
    channel.set_namespaces(
        [
            ("dc", "http://purl.org/dc/elements/1.1/"),
            ("content", "http://purl.org/rss/1.0/modules/content/"),
        ]
        .map(|(prefix, uri)| (prefix.to_owned(), uri.to_owned()))
        .into_iter()
        .collect::<std::collections::BTreeMap<_, _>>(),
    );
    let report = check(&channel.to_string());
    assert!(report.is_valid(), "{report}");
    // `Bob <b>` looks like markup, and the self link needs an extension of the crate.
    assert_eq!(
        super::rules(&report),
        ["missing-self-link", "html-in-text"],
        "{report}"
    );

    let date = chrono::DateTime::parse_from_rfc3339("2025-05-05T09:30:00+05:30").unwrap();
    let person = atom_syndication::Person {
        name: "Ann Lee".to_owned(),
        ..Default::default()
    };
    let link = |rel: &str, href: &str| atom_syndication::Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        ..Default::default()
    };
    let entry = atom_syndication::Entry {
        title: "A & B < C".into(),
        id: "tag:example.org,2025:a".to_owned(),
        updated: date,
        published: Some(date),
        links: vec![link("alternate", "https://example.org/a")],
        content: Some(atom_syndication::Content {
            value: Some("<p>We are <b>live</b>.</p>".to_owned()),
            content_type: Some("html".to_owned()),
            ..Default::default()
        }),
        ..Default::default()
    };
    let feed = atom_syndication::Feed {
        title: "Example".into(),
        id: "tag:example.org,2025:feed".to_owned(),
        updated: date,
        authors: vec![person],
        links: vec![link("self", "https://example.org/atom.xml")],
        entries: vec![entry],
        ..Default::default()
    };
    let report = check(&feed.to_string());
    assert!(report.findings.is_empty(), "{report}\n{}", feed.to_string());
}

#[test]
fn rss_1_0_and_0_91_are_checked_for_what_readers_need() {
    let report = check(
        r#"<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://example.org/"><title>a</title><link>https://example.org/</link><description>b</description>
<items><rdf:Seq><rdf:li rdf:resource="https://example.org/a"/></rdf:Seq></items></channel>
<item rdf:about="https://example.org/a"><title>c</title><link>https://example.org/a</link><dc:date>2025-05-05</dc:date></item>
</rdf:RDF>"#,
    );
    assert!(report.findings.is_empty(), "{report}");
    assert_eq!(report.kind, Some(crate::validate::Kind::Rdf));
    let report = check(
        "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \
         \"http://my.netscape.com/publish/formats/rss-0.91.dtd\"><rss version=\"0.91\"><channel>\
         <title>Caf&eacute;</title><link>https://example.org/</link><description>b</description>\
         <language>en</language></channel></rss>",
    );
    assert!(report.is_valid(), "{report}");
}
