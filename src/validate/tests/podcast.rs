//! Every tag of the podcast namespace, right and wrong.

use super::{check, rules};

/// A podcast with this in its channel and this in its item.
fn feed(channel: &str, item: &str) -> String {
    format!(
        "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom' \
         xmlns:podcast='https://podcastindex.org/namespace/1.0'><channel><title>a</title>\
         <link>https://a.example/</link><description>b</description>\
         <atom:link rel='self' href='https://a.example/feed'/>{channel}<item><title>c</title>\
         <guid isPermaLink='false'>d</guid>{item}</item></channel></rss>"
    )
}

const VALUE: &str = "<podcast:value type='lightning' method='keysend' suggested='0.00000005'>\
    <podcast:valueRecipient name='A' type='node' address='0' split='90'/>\
    <podcast:valueRecipient name='B' type='node' address='1' split='10' fee='true'/>\
    <podcast:valueTimeSplit startTime='60' duration='237' remotePercentage='95'>\
    <podcast:remoteItem feedGuid='917393e3-1b1e-5cef-ace4-edaa54e1f810' itemGuid='x' medium='music'/>\
    </podcast:valueTimeSplit></podcast:value>";

#[test]
fn every_tag_is_known() {
    let channel = format!(
        "<podcast:locked owner='a@a.example'>yes</podcast:locked>\
         <podcast:funding url='https://a.example/fund'>Support us</podcast:funding>\
         <podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>\
         <podcast:medium>podcast</podcast:medium>\
         <podcast:location rel='subject' geo='geo:30.2672,97.7431' osm='R113314' country='US'>Austin</podcast:location>\
         <podcast:person role='guest' group='cast' href='https://a.example/p' img='https://a.example/p.jpg'>Jane</podcast:person>\
         <podcast:trailer pubdate='Thu, 01 Apr 2021 08:00:00 +0000' url='https://a.example/t.mp3' length='12' type='audio/mp3' season='1'>Soon</podcast:trailer>\
         <podcast:license url='https://a.example/l'>cc-by-4.0</podcast:license>{VALUE}\
         <podcast:images srcset='https://a.example/i.jpg 1500w'/>\
         <podcast:image href='https://a.example/i.jpg' purpose='artwork'/>\
         <podcast:txt purpose='verify'>abc</podcast:txt>\
         <podcast:block id='google'>yes</podcast:block><podcast:block>no</podcast:block>\
         <podcast:podroll><podcast:remoteItem feedGuid='917393e3-1b1e-5cef-ace4-edaa54e1f810'/></podcast:podroll>\
         <podcast:publisher><podcast:remoteItem medium='publisher' feedGuid='917393e3-1b1e-5cef-ace4-edaa54e1f810' feedUrl='https://a.example/f'/></podcast:publisher>\
         <podcast:updateFrequency rrule='FREQ=WEEKLY;BYDAY=MO' complete='false' dtstart='2021-07-06T00:00:00.000Z'>weekly</podcast:updateFrequency>\
         <podcast:podping usesPodping='true'/>\
         <podcast:chat server='irc.a.example' protocol='irc' accountId='@a' space='#a'/>\
         <podcast:liveItem status='live' start='2021-09-26T07:30:00.000-06:00' end='2021-09-26T09:30:00.000-06:00'>\
         <title>Live</title><guid>https://a.example/live</guid><enclosure url='https://a.example/live.mp3' type='audio/mpeg' length='312'/>\
         <podcast:contentLink href='https://a.example/live'>Listen</podcast:contentLink></podcast:liveItem>"
    );
    let item = "<podcast:transcript url='https://a.example/t.vtt' type='text/vtt' language='es' rel='captions'/>\
         <podcast:chapters url='https://a.example/c.json' type='application/json+chapters'/>\
         <podcast:soundbite startTime='73.0' duration='60.0'>Best</podcast:soundbite>\
         <podcast:season name='Egyptology'>1</podcast:season><podcast:episode display='Ch.3'>204.5</podcast:episode>\
         <podcast:alternateEnclosure type='audio/opus' length='32400000' bitrate='96000' height='1080' lang='en' title='Opus' rel='x' codecs='opus' default='true'>\
         <podcast:source uri='https://a.example/a.opus' contentType='audio/opus'/>\
         <podcast:integrity type='sri' value='sha384-ExVqijgYHm15PqQqdXfW95x+Rs6C+d6E/ICxyQOeFevnxNLR/wtJNrNYTjIysUBo'/></podcast:alternateEnclosure>\
         <podcast:socialInteract uri='https://a.example/@a/1' protocol='activitypub' accountId='@a' accountUrl='https://a.example/@a' priority='1'/>\
         <podcast:socialInteract protocol='disabled'/>";
    let report = check(&feed(&channel, item));
    assert!(report.findings.is_empty(), "{report}");
}

#[test]
fn every_fault_of_a_tag_is_found() {
    const GUID: &str = "917393e3-1b1e-5cef-ace4-edaa54e1f810";
    let recipients = "<podcast:valueRecipient type='node' address='0' split='1'/>";
    for (channel, item, rule) in [
        ("<podcast:locked>true</podcast:locked>", "", "invalid-value"),
        (
            "<podcast:locked owner='ann'>yes</podcast:locked>",
            "",
            "invalid-email",
        ),
        (
            "<podcast:locked>yes</podcast:locked><podcast:locked>no</podcast:locked>",
            "",
            "duplicate-element",
        ),
        (
            "",
            "<podcast:locked>yes</podcast:locked>",
            "misplaced-element",
        ),
        (
            "<podcast:Locked>yes</podcast:Locked>",
            "",
            "unknown-element",
        ),
        (
            "<podcast:funding>Support</podcast:funding>",
            "",
            "missing-attribute",
        ),
        (
            "<podcast:funding url='fund'>Support</podcast:funding>",
            "",
            "relative-url",
        ),
        (
            "<podcast:funding url='https://a.example/' urls='x'>Support</podcast:funding>",
            "",
            "extension-attribute",
        ),
        ("<podcast:guid>abc</podcast:guid>", "", "invalid-value"),
        (
            "",
            "<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>",
            "misplaced-element",
        ),
        (
            "<podcast:medium>radio</podcast:medium>",
            "",
            "invalid-value",
        ),
        (
            "<podcast:medium>music</podcast:medium><podcast:medium>music</podcast:medium>",
            "",
            "duplicate-element",
        ),
        (
            "<podcast:location geo='30,97'>Austin</podcast:location>",
            "",
            "invalid-coordinates",
        ),
        (
            "<podcast:location geo='geo:900,97'>Austin</podcast:location>",
            "",
            "invalid-coordinates",
        ),
        (
            "<podcast:location geo='geo:9,181'>Austin</podcast:location>",
            "",
            "invalid-coordinates",
        ),
        (
            "<podcast:location osm='113314'>Austin</podcast:location>",
            "",
            "invalid-value",
        ),
        (
            "<podcast:location country='USA'>Austin</podcast:location>",
            "",
            "invalid-value",
        ),
        (
            "<podcast:location country='QQ'>Austin</podcast:location>",
            "",
            "invalid-value",
        ),
        (
            "<podcast:location rel='about'>Austin</podcast:location>",
            "",
            "invalid-value",
        ),
        (
            "<podcast:person href='jane'>Jane</podcast:person>",
            "",
            "relative-url",
        ),
        (
            "<podcast:person img='a b'>Jane</podcast:person>",
            "",
            "invalid-url",
        ),
        (
            "<podcast:person name='Jane'>Jane</podcast:person>",
            "",
            "extension-attribute",
        ),
        (
            "<podcast:trailer url='https://a.example/t'>Soon</podcast:trailer>",
            "",
            "missing-attribute",
        ),
        (
            "<podcast:trailer pubdate='Thu, 01 Apr 2021 08:00:00 GMT'>Soon</podcast:trailer>",
            "",
            "missing-attribute",
        ),
        (
            "<podcast:trailer url='https://a.example/t' pubdate='2021-04-01'>Soon</podcast:trailer>",
            "",
            "invalid-rfc822-date",
        ),
        (
            "<podcast:trailer url='https://a.example/t' pubdate='Fri, 01 Apr 2021 08:00:00 GMT'>Soon</podcast:trailer>",
            "",
            "wrong-weekday",
        ),
        (
            "<podcast:trailer url='https://a.example/t' pubdate='Thu, 01 Apr 2021 08:00:00 GMT' length='x'>Soon</podcast:trailer>",
            "",
            "invalid-number",
        ),
        (
            "<podcast:trailer url='https://a.example/t' pubdate='Thu, 01 Apr 2021 08:00:00 GMT' type='mp3'>Soon</podcast:trailer>",
            "",
            "invalid-media-type",
        ),
        (
            "<podcast:license url='license'>mine</podcast:license>",
            "",
            "relative-url",
        ),
        ("<podcast:images/>", "", "missing-attribute"),
        (
            "<podcast:image purpose='artwork'/>",
            "",
            "missing-attribute",
        ),
        ("<podcast:block>maybe</podcast:block>", "", "invalid-value"),
        ("<podcast:podroll/>", "", "missing-element"),
        (
            "<podcast:podroll><podcast:remoteItem/></podcast:podroll>",
            "",
            "missing-attribute",
        ),
        (
            "<podcast:podroll><podcast:remoteItem feedGuid='x'/></podcast:podroll>",
            "",
            "invalid-value",
        ),
        ("<podcast:publisher/>", "", "missing-element"),
        (
            "<podcast:updateFrequency rrule='weekly'>weekly</podcast:updateFrequency>",
            "",
            "invalid-value",
        ),
        (
            "<podcast:updateFrequency dtstart='2021-07-06'>weekly</podcast:updateFrequency>",
            "",
            "invalid-rfc3339-date",
        ),
        (
            "<podcast:updateFrequency complete='yes'>weekly</podcast:updateFrequency>",
            "",
            "invalid-value",
        ),
        ("<podcast:podping usesPodping='yes'/>", "", "invalid-value"),
        (
            "<podcast:chat server='irc.a.example'/>",
            "",
            "missing-attribute",
        ),
        (
            "<podcast:value type='lightning' method='keysend'/>",
            "",
            "missing-element",
        ),
        (
            "<podcast:value type='lightning'><podcast:valueRecipient type='node' address='0' split='1'/></podcast:value>",
            "",
            "missing-attribute",
        ),
        (
            "<podcast:value type='a' method='b'><podcast:valueRecipient type='node' address='0' split='0'/></podcast:value>",
            "",
            "podcast-value",
        ),
        (
            "<podcast:value type='a' method='b'><podcast:valueRecipient type='node' address='0' split='-1'/></podcast:value>",
            "",
            "invalid-number",
        ),
        (
            "<podcast:value type='a' method='b'><podcast:valueRecipient type='node' address='0' split='5%'/></podcast:value>",
            "",
            "invalid-number",
        ),
        (
            "<podcast:value type='a' method='b'><podcast:valueRecipient type='node' split='1'/></podcast:value>",
            "",
            "missing-attribute",
        ),
        (
            "<podcast:value type='a' method='b'><podcast:valueRecipient address='0' split='1'/></podcast:value>",
            "",
            "missing-attribute",
        ),
        (
            "<podcast:value type='a' method='b'><podcast:valueRecipient type='node' address='0'/></podcast:value>",
            "",
            "missing-attribute",
        ),
        (
            "<podcast:value type='a' method='b'><podcast:valueRecipient type='node' address='0' split='1' fee='no'/></podcast:value>",
            "",
            "invalid-value",
        ),
        (
            "<podcast:valueRecipient type='node' address='0' split='1'/>",
            "",
            "misplaced-element",
        ),
        (
            "<podcast:liveItem start='2021-09-26T07:30:00Z'><title>a</title><guid isPermaLink='false'>b</guid><enclosure url='https://a.example/l' type='audio/mpeg' length='1'/></podcast:liveItem>",
            "",
            "missing-attribute",
        ),
        (
            "<podcast:liveItem status='on' start='2021-09-26T07:30:00Z'><title>a</title><guid isPermaLink='false'>b</guid><enclosure url='https://a.example/l' type='audio/mpeg' length='1'/></podcast:liveItem>",
            "",
            "invalid-value",
        ),
        (
            "<podcast:liveItem status='live' start='today'><title>a</title><guid isPermaLink='false'>b</guid><enclosure url='https://a.example/l' type='audio/mpeg' length='1'/></podcast:liveItem>",
            "",
            "invalid-rfc3339-date",
        ),
        (
            "<podcast:liveItem status='live' start='2021-09-26T07:30:00Z'><title>a</title><guid isPermaLink='false'>b</guid></podcast:liveItem>",
            "",
            "missing-element",
        ),
        (
            "",
            "<podcast:transcript type='text/vtt'/>",
            "missing-attribute",
        ),
        (
            "",
            "<podcast:transcript url='https://a.example/t'/>",
            "missing-attribute",
        ),
        (
            "",
            "<podcast:transcript url='t.vtt' type='text/vtt'/>",
            "relative-url",
        ),
        (
            "",
            "<podcast:transcript url='https://a.example/t' type='vtt'/>",
            "invalid-media-type",
        ),
        (
            "",
            "<podcast:transcript url='https://a.example/t' type='text/vtt' language='spanish'/>",
            "invalid-language",
        ),
        (
            "",
            "<podcast:transcript url='https://a.example/t' type='text/vtt' rel='subtitles'/>",
            "invalid-value",
        ),
        (
            "<podcast:transcript url='https://a.example/t' type='text/vtt'/>",
            "",
            "misplaced-element",
        ),
        (
            "",
            "<podcast:chapters url='https://a.example/c'/>",
            "missing-attribute",
        ),
        (
            "",
            "<podcast:chapters type='application/json+chapters'/>",
            "missing-attribute",
        ),
        (
            "",
            "<podcast:soundbite duration='60'/>",
            "missing-attribute",
        ),
        (
            "",
            "<podcast:soundbite startTime='0' duration='-1'/>",
            "invalid-number",
        ),
        (
            "",
            "<podcast:soundbite startTime='1:13' duration='60'/>",
            "invalid-number",
        ),
        ("", "<podcast:season>one</podcast:season>", "invalid-number"),
        ("", "<podcast:season>1.5</podcast:season>", "invalid-number"),
        (
            "",
            "<podcast:episode>third</podcast:episode>",
            "invalid-number",
        ),
        (
            "<podcast:episode>3</podcast:episode>",
            "",
            "misplaced-element",
        ),
        (
            "",
            "<podcast:alternateEnclosure type='audio/opus'/>",
            "missing-element",
        ),
        (
            "",
            "<podcast:alternateEnclosure><podcast:source uri='https://a.example/a'/></podcast:alternateEnclosure>",
            "missing-attribute",
        ),
        (
            "",
            "<podcast:alternateEnclosure type='audio/opus'><podcast:source/></podcast:alternateEnclosure>",
            "missing-attribute",
        ),
        (
            "",
            "<podcast:alternateEnclosure type='audio/opus' default='yes'><podcast:source uri='https://a.example/a'/></podcast:alternateEnclosure>",
            "invalid-value",
        ),
        (
            "",
            "<podcast:alternateEnclosure type='audio/opus'><podcast:source uri='https://a.example/a'/><podcast:integrity type='md5' value='x'/></podcast:alternateEnclosure>",
            "invalid-value",
        ),
        (
            "",
            "<podcast:source uri='https://a.example/a'/>",
            "misplaced-element",
        ),
        (
            "",
            "<podcast:socialInteract protocol='activitypub'/>",
            "missing-attribute",
        ),
        (
            "",
            "<podcast:socialInteract uri='https://a.example/1'/>",
            "missing-attribute",
        ),
        (
            "",
            "<podcast:socialInteract uri='https://a.example/1' protocol='myspace'/>",
            "invalid-value",
        ),
    ] {
        let report = check(&feed(channel, item));
        assert_eq!(rules(&report), [rule], "{channel}{item}: {report}");
    }
    let split = format!(
        "<podcast:value type='a' method='b'>{recipients}<podcast:valueTimeSplit startTime='1' duration='2'/>\
         </podcast:value>"
    );
    assert_eq!(rules(&check(&feed(&split, ""))), ["podcast-value"]);
    let percentage = format!(
        "<podcast:value type='a' method='b'>{recipients}<podcast:valueTimeSplit startTime='1' duration='2' \
         remotePercentage='101'><podcast:remoteItem feedGuid='{GUID}'/></podcast:valueTimeSplit></podcast:value>"
    );
    assert_eq!(rules(&check(&feed(&percentage, ""))), ["invalid-number"]);
}
