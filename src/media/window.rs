//! A file seen through a window: what libraries read of it is bounded, wherever they are led to seek.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// Bytes read at a time. Blocks stand at multiples of it, so that a search backwards stays in one.
const BLOCK: usize = 8192;

/// Blocks read of one file: 32 MB, more than the tables of a film of ten hours.
const MAX_BLOCKS: u32 = 4096;

/// Calls answered for one file: a loop that goes back and forth in one block ends too.
const MAX_CALLS: u32 = 2_000_000;

/// A reader that keeps one block, and gives up after so much.
pub(super) struct Window<R> {
    inner: R,
    length: u64,
    at: u64,
    block: Vec<u8>,
    block_at: u64,
    blocks_left: u32,
    calls_left: u32,
}

impl<R: Read + Seek> Window<R> {
    /// `length` is that of the file.
    pub(super) fn new(inner: R, length: u64) -> Self {
        Window {
            inner,
            length,
            at: 0,
            block: Vec::new(),
            block_at: 0,
            blocks_left: MAX_BLOCKS,
            calls_left: MAX_CALLS,
        }
    }

    /// Size of the file in bytes.
    #[cfg(feature = "media")]
    pub(super) fn length(&self) -> u64 {
        self.length
    }

    fn spend(&mut self) -> io::Result<()> {
        self.calls_left = self.calls_left.checked_sub(1).ok_or_else(too_much)?;
        Ok(())
    }

    fn is_in_block(&self) -> bool {
        self.at >= self.block_at && self.at - self.block_at < self.block.len() as u64
    }

    fn load(&mut self) -> io::Result<()> {
        self.blocks_left = self.blocks_left.checked_sub(1).ok_or_else(too_much)?;
        let start = self.at - self.at % BLOCK as u64;
        self.inner.seek(SeekFrom::Start(start))?;
        self.block.clear();
        self.block_at = start;
        (&mut self.inner)
            .take(BLOCK as u64)
            .read_to_end(&mut self.block)?;
        Ok(())
    }
}

fn too_much() -> io::Error {
    io::Error::other("more of the file would have to be read than its headers take")
}

impl<R: Read + Seek> BufRead for Window<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.spend()?;
        if self.at >= self.length {
            return Ok(&[]);
        }
        if !self.is_in_block() {
            self.load()?;
        }
        let offset = usize::try_from(self.at - self.block_at).unwrap_or(usize::MAX);
        Ok(self.block.get(offset..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.at = self.at.saturating_add(amount as u64);
    }
}

impl<R: Read + Seek> Read for Window<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read + Seek> Seek for Window<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.spend()?;
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
