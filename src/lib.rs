//! Turns a folder of articles into RSS 2.0, Atom 1.0 and JSON Feed 1.1.
//!
//! The modules stand in the order of the data flow; [`pipeline`] runs them and is the place to start
//! reading. A module imports only from groups above its own, and no stage imports another.

// Foundations: know nothing of the rest.
pub mod date;

pub mod diagnostic;

pub mod validate;
