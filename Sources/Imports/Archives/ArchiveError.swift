/// Why an archive is not read.
package enum ArchiveError: Error, Hashable, Sendable {
    /// Not a ZIP archive at all, or one without its end.
    case notAnArchive
    /// It contradicts itself: cut off, overlapping entries, a wrong checksum, other sizes than it says.
    case damaged
    /// More entries than `ImportsLimits.archiveEntriesMax`.
    case tooManyEntries
    /// It unpacks to more than `ImportsLimits` allow, all in all or for its size.
    case tooLarge
    /// A name that leads out of the archive's folder, or that is no text.
    case unsafeName
    /// A link or a device instead of a file.
    case link
    case encrypted
    /// In several parts, or packed in another way than deflate.
    case unsupported
}
