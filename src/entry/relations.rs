//! How an article stands to others: what it answers, where it is discussed, what it was taken from.

use chrono::{DateTime, FixedOffset};

/// Something that an article answers (RFC 4685, 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Its permanent identifier, a URI; its address where nothing else is known.
    pub id: String,
    /// Its page, absolute.
    pub url: Option<String>,
    /// Media type of the page.
    pub media_type: Option<String>,
    /// The feed that it is in, absolute.
    pub feed: Option<String>,
}

/// Where readers discuss an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discussion {
    /// A page, absolute.
    pub page: Option<String>,
    /// A feed of the answers, absolute.
    pub feed: Option<String>,
    /// How many answers there are.
    pub count: Option<u32>,
}

/// Where an article that is published again was published first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Original {
    /// Name of that site or feed.
    pub title: Option<String>,
    /// The article's page there, absolute.
    pub page: Option<String>,
    /// The feed that it was in, absolute.
    pub feed: Option<String>,
    /// The permanent identifier of that feed, a URI.
    pub id: Option<String>,
    /// When that feed last changed.
    pub updated: Option<DateTime<FixedOffset>>,
}

/// A point on the globe (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Degrees, north positive: -90 to 90.
    pub latitude: f64,
    /// Degrees, east positive: -180 to 180.
    pub longitude: f64,
}

impl Point {
    /// A point, if it is on the globe.
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let on_globe = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        on_globe.then_some(Point {
            latitude,
            longitude,
        })
    }
}

impl std::fmt::Display for Point {
    /// `45.256 -71.92`, as GeoRSS has it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.latitude, self.longitude)
    }
}
