//! Places in every notation.

use super::{check, rules};

fn feed(item: &str) -> String {
    format!(
        "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom' \
         xmlns:geo='http://www.w3.org/2003/01/geo/wgs84_pos#' xmlns:gml='http://www.opengis.net/gml' \
         xmlns:georss='http://www.georss.org/georss'><channel><title>a</title>\
         <link>https://a.example/</link><description>b</description>\
         <atom:link rel='self' href='https://a.example/feed'/><item><title>c</title>\
         <guid isPermaLink='false'>d</guid>{item}</item></channel></rss>"
    )
}

#[test]
fn places_on_the_globe_are_valid() {
    for item in [
        "<georss:point>45.256 -71.92</georss:point>",
        "<georss:line>45 -110 46 -109 43.84 -109.86</georss:line>",
        "<georss:polygon>45 -110 46 -109 43 -109 45 -110</georss:polygon>",
        "<georss:box>42.9 -71 43 -69</georss:box>",
        "<georss:circle>42.9 -71 500</georss:circle>",
        "<geo:lat>45</geo:lat><geo:long>-71</geo:long>",
        "<geo:Point><geo:lat>45</geo:lat><geo:long>-71</geo:long><geo:alt>3.5</geo:alt></geo:Point>",
        "<georss:where><gml:Point><gml:pos>45 -71</gml:pos></gml:Point></georss:where>",
        "<georss:where><gml:Point srsName='urn:ogc:def:crs:EPSG:6.6:26986'><gml:pos>228 900</gml:pos>\
         </gml:Point></georss:where>",
    ] {
        let report = check(&feed(item));
        assert!(report.findings.is_empty(), "{item}: {report}");
    }
}

#[test]
fn places_off_the_globe_are_errors() {
    for item in [
        "<georss:point>900 10</georss:point>",
        "<georss:point>45.256</georss:point>",
        "<georss:point>45N 71W</georss:point>",
        "<georss:line>45 -110</georss:line>",
        "<georss:polygon>45 -110 46 -109</georss:polygon>",
        "<georss:circle>42.9 -181 500</georss:circle>",
        "<geo:lat>91</geo:lat>",
        "<geo:long>east</geo:long>",
        "<georss:where><gml:Point><gml:pos>900 0</gml:pos></gml:Point></georss:where>",
        "<georss:where><gml:Envelope><gml:lowerCorner>0 0</gml:lowerCorner>\
         <gml:upperCorner>0 999</gml:upperCorner></gml:Envelope></georss:where>",
    ] {
        assert_eq!(
            rules(&check(&feed(item))),
            ["invalid-coordinates"],
            "{item}"
        );
    }
}
