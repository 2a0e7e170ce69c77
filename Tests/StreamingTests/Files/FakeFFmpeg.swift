import Basics
import Domain
import Foundation
import Host

/// A folder with a library and a cache, and a program that stands in for ffmpeg: it notes its beginning and its end,
/// waits until it may go on, and writes a subtitle.
final class FakeFFmpeg: Sendable {
    struct NeverCame: Error {}

    private let base: String
    /// The library's folder.
    let root: String
    let cache: String
    let threads = HostThreads(count: 4)

    /// The program waits for `letGo` unless `isFree`.
    init(isFree: Bool) async throws {
        base = FileManager.default.temporaryDirectory.path + "/kinothek-fake-" + UUID().uuidString
        (root, cache) = (base + "/films", base + "/cache")
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        try Data(Self.script.utf8).write(to: URL(fileURLWithPath: base + "/ffmpeg.sh"))
        // Copied by a process of its own: a file that this one has open for writing could not be run meanwhile.
        let copy = ProgramCommand(
            "/bin/sh",
            ["-c", "cp \"$1\" \"$2\" && chmod 755 \"$2\"", "sh"].map { ProgramArgument($0) }
                + [ProgramArgument(base + "/ffmpeg.sh"), ProgramArgument(base + "/ffmpeg")])
        _ = try await Program.run(copy, within: Program.Limits(secondsMax: 60, outputBytesMax: 1000))
        if isFree { try letGo() }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: base)
    }

    var program: HostPath { HostPath(base + "/ffmpeg") }

    /// Writes a file below the library's folder.
    func write(_ path: String, _ text: String) throws {
        let url = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// A file of the library as it is stored.
    func file(_ path: String, id: Int32 = 1, modified: Int64 = 1) -> MediaFile {
        MediaFile(
            id: MediaFileID(id), root: root, path: FilePath(raw: Array(path.utf8), text: path),
            facts: FileFacts(sizeBytes: 1, modifiedNanoseconds: modified, device: 1, inode: 1), missingSince: nil,
            addedAt: Instant(milliseconds: 0), probeState: .done, probe: MediaProbe())
    }

    /// What is kept, sorted.
    var kept: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: cache)) ?? []).sorted() }

    // MARK: The program

    func letGo() throws { try note("go") }

    /// From now on it fails instead of writing, or succeeds again.
    func fail(_ fails: Bool) throws {
        if fails {
            try note("fail")
        } else {
            try FileManager.default.removeItem(atPath: base + "/fail")
        }
    }

    /// The arguments of every run so far, in one line each, in the order in which they began.
    var runs: [String] { lines.filter { $0.hasPrefix("+") }.map { String($0.dropFirst(2)) } }

    /// How many ran at the same time, at most.
    var runsAtOnce: Int {
        var (now, most) = (0, 0)
        for line in lines {
            now += line.hasPrefix("+") ? 1 : -1
            most = max(most, now)
        }
        return most
    }

    /// Waits until so many runs have begun.
    func begun(_ count: Int) async throws {
        for _ in 0..<20_000 {
            if runs.count >= count { return }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw NeverCame()
    }

    private var lines: [String] {
        let calls = FileManager.default.contents(atPath: base + "/calls") ?? Data()
        return String(decoding: calls, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func note(_ name: String) throws {
        try Data().write(to: URL(fileURLWithPath: base + "/" + name))
    }

    /// Ends when the folder is gone, so that nothing is left of a test that failed.
    private static let script = """
        #!/bin/sh
        base="${0%/*}"
        printf '+ %s\\n' "$*" >> "$base/calls"
        while [ -d "$base/films" ] && [ ! -e "$base/go" ]; do sleep 0.01; done
        [ -e "$base/fail" ] || printf '1\\n00:00:01,000 --> 00:00:02,000\\nHello\\n\\n'
        [ -d "$base" ] && printf -- '-\\n' >> "$base/calls"
        [ ! -e "$base/fail" ]
        """
}

extension StoredSubtitle {
    /// A stream of text inside the first file.
    static func stream(_ number: Int) -> StoredSubtitle {
        let track = SubtitleTrack(
            source: .stream(number), format: "subrip", language: ("en", false), title: nil,
            flags: (false, false, false))
        return StoredSubtitle(id: SubtitleID(Int32(number)), fileID: MediaFileID(1), track: track)
    }
}
