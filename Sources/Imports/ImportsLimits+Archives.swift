/// The bounds of archives that people bring.
extension ImportsLimits {
    /// An archive with more entries is refused as a whole; the largest exports known have some hundreds.
    package static let archiveEntriesMax = 10_000
    package static let archiveNameBytesMax = 1024
    /// What may be unpacked of one archive, all of its members taken together.
    package static let unpackedBytesMax = 100 << 20
    /// How many times as large as its packed form a member may be; tables of a history reach 40.
    package static let unpackedRatioMax = 250
    /// Members that unpack to less than this are not measured by their ratio.
    package static let ratioFreeBytes = 1 << 20
    /// Members of an archive that are read; Trakt splits long lists into many.
    package static let archiveMembersRead = 200
    /// Bytes that are packed at a time.
    package static let packedBytesPerStep = 1 << 16
}
