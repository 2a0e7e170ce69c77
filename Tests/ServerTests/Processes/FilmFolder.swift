import Foundation
import Testing

/// A folder with short films that ffmpeg makes, and descriptions beside them.
struct FilmFolder: Sendable {
    /// Whether the programs are there that make films and look into them.
    static var canBeFilled: Bool {
        ["/usr/bin/ffmpeg", "/usr/bin/ffprobe"].allSatisfy { FileManager.default.isExecutableFile(atPath: $0) }
    }

    let root: URL
    private let sandbox: Sandbox
    /// All films have its picture, which is drawn once.
    private let original: URL

    /// An empty folder for films of so many seconds.
    init(in sandbox: Sandbox, seconds: Int) async throws {
        self.sandbox = sandbox
        root = sandbox.folder.appending(path: "media")
        original = sandbox.folder.appending(path: "original.mp4")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let picture = "testsrc=size=64x36:rate=4:duration=\(seconds)"
        try await convert(["-f", "lavfi", "-i", picture, "-c:v", "mpeg4"], to: original)
    }

    /// Adds a film under a path without an ending, with a description where one is given; returns its bytes.
    @discardableResult
    func add(_ path: String, _ description: NFO? = nil) async throws -> Data {
        let film = root.appending(path: path + ".mp4")
        try FileManager.default.createDirectory(
            at: film.deletingLastPathComponent(), withIntermediateDirectories: true)
        // Its path goes into it, so that no two films are the same bytes.
        try await convert(["-i", original.path, "-c", "copy", "-metadata", "title=" + path], to: film)
        if let description { try describe(path + ".nfo", description) }
        return try Data(contentsOf: film)
    }

    /// Writes a description in a folder that is there already.
    func describe(_ path: String, _ description: NFO) throws {
        try Data(description.text.utf8).write(to: root.appending(path: path))
    }

    private func convert(_ arguments: [String], to target: URL) async throws {
        let ffmpeg = Running(
            URL(filePath: "/usr/bin/ffmpeg"), ["-v", "error", "-nostdin", "-y"] + arguments + [target.path],
            environment: ["PATH": "/usr/bin:/bin"], folder: sandbox.folder)
        try ffmpeg.start()
        let ended = await ffmpeg.end()
        try #require(ended.status == 0, "\(ended.errors)")
    }
}

/// A description as media centres keep it beside a file.
struct NFO: Sendable {
    enum Kind: String, Sendable {
        case film = "movie"
        case series = "tvshow"
        case episode = "episodedetails"
    }

    let kind: Kind
    let title: String
    var plot: String?
    var certificate: String?
    var genre: String?
    var minutes: Int?

    var text: String {
        let name = kind.rawValue
        let more = [
            plot.map { "<plot>\($0)</plot>" }, certificate.map { "<mpaa>UK:\($0)</mpaa>" },
            genre.map { "<genre>\($0)</genre>" }, minutes.map { "<runtime>\($0)</runtime>" },
        ]
        return "<\(name)><title>\(title)</title>\(more.compactMap(\.self).joined())</\(name)>\n"
    }
}

extension Sandbox {
    /// Makes libraries of folders and looks through them; returns what the program says of it.
    func scan(
        _ libraries: [(name: String, folder: String, kind: String)], environment: [String: String] = [:]
    ) async throws -> String {
        for library in libraries {
            let added = try await run(
                "library", "add", library.name, library.folder, "--kind", library.kind, environment: environment)
            try #require(added.status == 0, "\(added.errors)")
        }
        let scanned = try await run("library", "scan", environment: environment)
        try #require(scanned.status == 0, "\(scanned.errors)")
        return scanned.output
    }
}
