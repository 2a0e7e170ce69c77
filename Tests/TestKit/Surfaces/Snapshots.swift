import Foundation
package import Testing

/// The stored answers of one suite, in `__Snapshots__` beside the test's file.
///
/// `KINOTHEK_RECORD=1` writes them; look at the difference before it is kept.
package struct Snapshots: Sendable {
    private let folder: URL

    package init(_ suite: String, filePath: String = #filePath) {
        folder = URL(fileURLWithPath: filePath).deletingLastPathComponent()
            .appendingPathComponent("__Snapshots__").appendingPathComponent(suite)
    }

    /// Compares as text; an answer that was never stored is an error.
    package func check(
        _ text: String, named name: String, ending: String = "json",
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appendingPathComponent("\(name).\(ending)")
        if ProcessInfo.processInfo.environment["KINOTHEK_RECORD"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            return
        }
        guard let stored = try? String(contentsOf: file, encoding: .utf8) else {
            Issue.record("\(file.path) is missing; record it", sourceLocation: sourceLocation)
            return
        }
        #expect(text == stored, "differs from \(file.lastPathComponent)", sourceLocation: sourceLocation)
    }
}
