/// Tells whether a file is an Android app package: a zip archive with an `AndroidManifest.xml` at its top.
///
/// Only the archive's list of files is read (and the manifest's own header); nothing is unpacked, and nothing is said
/// about signatures. Whatever the bytes are, the answer is a value or an `APKFileError`. Record layouts: PKWARE's
/// APPNOTE.TXT 6.3.10, 4.3 to 4.5.
package enum APKFile {
    /// Gives up to `count` bytes from `offset` on; fewer than asked for means that they cannot be read.
    package typealias Read = (_ offset: Int64, _ count: Int) throws -> [UInt8]

    /// The one file by which a package is recognised.
    static let manifestName = Array("AndroidManifest.xml".utf8)

    /// Checks the file at `path`. Blocks while it reads, so it belongs on a thread for that.
    package static func check(path: String) throws(APKFileError) {
        let file = try PositionedFile(path: path)
        try check(sizeBytes: file.sizeBytes, read: file.read)
    }

    /// Checks a file of `sizeBytes` bytes that `read` gives access to. What `read` throws becomes `unreadable`.
    package static func check(sizeBytes: Int64, read: @escaping Read) throws(APKFileError) {
        let source = ZipSource(sizeBytes: sizeBytes, read: read)
        let directory = try ZipDirectory.find(in: source)
        let manifests = try directory.entries(named: manifestName, in: source)
        guard let manifest = manifests.first else { throw .manifestMissing }
        // With two of them, installers differ in which one counts.
        guard manifests.count == 1 else { throw .damaged }
        try manifest.checkContent(before: directory.offset, in: source)
    }
}

/// Why a file is no app package.
package enum APKFileError: Error, Equatable, Sendable {
    /// The file cannot be opened, is not a regular file, or ended while it was read.
    case unreadable
    /// There is no end record of a zip archive.
    case notAZip
    /// The archive's records contradict each other, or it is one of several volumes.
    case damaged
    /// The list of files is longer than what is read.
    case directoryTooLarge
    case manifestMissing
}
