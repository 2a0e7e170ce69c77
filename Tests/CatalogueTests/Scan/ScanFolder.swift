import Basics
import Foundation
import Host

/// A folder of a test's own with a library, further folders beside it, and a program that stands in for ffprobe.
///
/// The program prints `<video>.json` where there is one, else what it says of every file, and notes each call.
final class ScanFolder: Sendable {
    private let base: String
    /// The first library's folder.
    let root: String

    init() async throws {
        base = FileManager.default.temporaryDirectory.path + "/kinothek-scan-" + UUID().uuidString
        root = base + "/films"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        try Data(Self.script.utf8).write(to: URL(fileURLWithPath: base + "/ffprobe.sh"))
        // Copied by a process of its own: a file that this one has open for writing could not be run meanwhile.
        let copy = ProgramCommand(
            "/bin/sh",
            ["-c", "cp \"$1\" \"$2\" && chmod 755 \"$2\"", "sh"].map { ProgramArgument($0) }
                + [ProgramArgument(base + "/ffprobe.sh"), ProgramArgument(base + "/ffprobe")])
        _ = try await Program.run(copy, within: Program.Limits(secondsMax: 60, outputBytesMax: 1000))
    }

    deinit {
        // Names that are no UTF-8 can be removed by the shell only. The path holds no quote.
        _ = system("chmod -R u+rwx '\(base)' 2> /dev/null; rm -rf '\(base)'")
    }

    var program: HostPath { HostPath(base + "/ffprobe") }

    /// The files that were looked into since the beginning, without the folder above them, sorted.
    var probed: [String] {
        let calls = String(decoding: FileManager.default.contents(atPath: base + "/calls") ?? Data(), as: UTF8.self)
        return calls.split(separator: "\n").map { String($0.dropFirst(root.count + 1)) }.sorted()
    }

    /// A further folder beside the first.
    func sibling(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: base + "/" + name, withIntermediateDirectories: true)
        return base + "/" + name
    }

    /// The absolute path of a file, relative to the first library unless it is absolute.
    func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : root + "/" + path }

    /// Writes a file and makes the folders above it. Without a text it is its own name.
    func write(_ path: String, _ text: String? = nil) throws {
        let url = URL(fileURLWithPath: absolute(path))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data((text ?? path).utf8).write(to: url)
    }

    func write(_ paths: [String]) throws {
        for path in paths { try write(path) }
    }

    /// Writes a file whose name is bytes.
    func write(bytes name: [UInt8], _ text: String) throws {
        let path = HostPath(root).appending(HostPath(bytes: name))
        guard let file = path.withCString({ fopen($0, "w") }) else { throw CocoaError(.fileWriteUnknown) }
        fputs(text, file)
        fclose(file)
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: absolute(path)) }

    func move(_ path: String, to other: String) throws {
        try makeFolder(above: other)
        try FileManager.default.moveItem(atPath: absolute(path), toPath: absolute(other))
    }

    func copy(_ path: String, to other: String) throws {
        try makeFolder(above: other)
        try FileManager.default.copyItem(atPath: absolute(path), toPath: absolute(other))
    }

    func link(_ path: String, to target: String) throws {
        try makeFolder(above: path)
        try FileManager.default.createSymbolicLink(atPath: absolute(path), withDestinationPath: target)
    }

    func allow(_ mode: Int, _ path: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: absolute(path))
    }

    /// Makes a file as long as this without writing so much.
    func lengthen(_ path: String, to bytes: UInt64) throws {
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: absolute(path)))
        try file.truncate(atOffset: bytes)
        try file.close()
    }

    /// Says when the file was written last.
    func touch(_ path: String, at moment: Instant) throws {
        let date = Date(timeIntervalSince1970: moment.seconds)
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: absolute(path))
    }

    private func makeFolder(above path: String) throws {
        let folder = URL(fileURLWithPath: absolute(path)).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// An hour and a half of film with a German track of text, one of pictures, and chapters.
    private static let report = """
        {"format":{"format_name":"matroska,webm","duration":"5400.500000"},"streams":[
        {"index":0,"codec_type":"video","codec_name":"h264","width":1920,"height":1080},
        {"index":1,"codec_type":"audio","codec_name":"aac","channels":2,"tags":{"language":"eng"}},
        {"index":2,"codec_type":"subtitle","codec_name":"subrip","tags":{"language":"ger"}},
        {"index":3,"codec_type":"subtitle","codec_name":"hdmv_pgs_subtitle"}],"chapters":[
        {"start_time":"0.000000","end_time":"60.000000","tags":{"title":"Intro"}},
        {"start_time":"60.000000","end_time":"5000.000000","tags":{"title":"Film"}},
        {"start_time":"5000.000000","end_time":"5400.000000","tags":{"title":"End credits"}}]}
        """

    private static let script = """
        #!/bin/sh
        for last; do :; done
        printf '%s\\n' "$last" >> "${0%/*}/calls"
        if [ -f "$last.json" ]; then cat "$last.json"; else printf '%s' '\(report)'; fi
        """
}
