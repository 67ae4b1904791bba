//! Newsboat, a reader that people use, where it is installed: what it has as unread.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// Somebody who reads one feed with Newsboat and leaves everything unread.
pub(crate) struct Newsboat {
    home: TempDir,
    unread: usize,
}

impl Newsboat {
    /// Subscribes to a feed; `None` where Newsboat is not installed.
    pub(crate) fn subscribe(feed: &Path) -> Option<Self> {
        Command::new("newsboat").arg("--version").output().ok()?;
        let home = tempfile::tempdir().expect("a folder");
        let address = format!("file://{}\n", feed.display());
        fs::write(home.path().join("urls"), address).expect("the subscription");
        fs::write(home.path().join("config"), "").expect("the settings");
        Some(Newsboat { home, unread: 0 })
    }

    /// Asks for the feed and says how many entries are unread that were not before.
    pub(crate) fn reload(&mut self) -> usize {
        self.run("reload");
        let said = self.run("print-unread");
        let number = said.split_whitespace().next().unwrap_or_default();
        let unread: usize = number.parse().unwrap_or_else(|_| panic!("{said}"));
        let new = unread
            .checked_sub(self.unread)
            .unwrap_or_else(|| panic!("{unread} unread, {} before", self.unread));
        self.unread = unread;
        new
    }

    fn run(&self, command: &str) -> String {
        let home = self.home.path();
        let output = Command::new("newsboat")
            .env("HOME", home)
            .current_dir(home)
            .args([
                "-u", "urls", "-c", "cache.db", "-C", "config", "-x", command,
            ])
            .output()
            .expect("newsboat");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{command}: {said}{complaint}");
        said
    }
}
