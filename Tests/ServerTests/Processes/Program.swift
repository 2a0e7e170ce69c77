import Foundation
import Testing

/// The built `kinothek` beside the test bundle.
enum Program {
    static let url: URL = {
        let here = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: here).deletingLastPathComponent().appending(path: "kinothek")
    }()

    static let repository: URL = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let model = repository.appending(path: ".model/all-MiniLM-L6-v2").path
    static let sample = repository.appending(path: "Sources/SampleCatalogue/films.jsonl").path

    /// Tests that search by meaning need the model that `make test` fetches.
    static var hasModel: Bool { FileManager.default.fileExists(atPath: model + "/model.safetensors") }
}

/// A data folder of its own, and calls of the program on it.
struct Sandbox: Sendable {
    let folder: URL
    /// Nil leaves the server without a model: words only, and fast.
    let model: String?

    init(model: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "kinothek-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.model = model
    }

    var data: String { folder.appending(path: "data").path }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func process(_ arguments: [String], environment: [String: String] = [:]) -> Running {
        let own = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "KINOTHEK_DATA": data,
            "KINOTHEK_EMBEDDING_MODEL_PATH": model ?? folder.appending(path: "no-model").path,
        ]
        return Running(Program.url, arguments, environment: own.merging(environment) { $1 }, folder: folder)
    }

    /// Runs the program to its end.
    @discardableResult
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Ended {
        let running = process(arguments, environment: environment)
        try running.start()
        return await running.end()
    }

    /// An administrator and its key.
    func makeKey() async throws -> String {
        let password = ["KINOTHEK_NEW_PASSWORD": "a long enough password"]
        try await run("user", "add", "anna@example.org", "--role", "admin", environment: password)
        return try await run("user", "key", "anna@example.org").output.trimmingCharacters(in: .newlines)
    }

    /// A file in the format of `catalogue load` with `count` made-up films.
    func films(_ count: Int, startingAt first: Int = 1) throws -> String {
        let path = folder.appending(path: "films-\(first)-\(count).jsonl").path
        let lines = (first..<(first + count)).map { number in
            #"{"title": "Film number \#(number)", "imdb_id": "tt\#(5_000_000 + number)", "genres": ["Drama"], "#
                + #""overview": "A lighthouse keeper counts \#(number) ships."}"#
        }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
        return path
    }
}

/// What a finished call left.
struct Ended: Sendable {
    let status: Int32
    let output: String
    let errors: String
}
