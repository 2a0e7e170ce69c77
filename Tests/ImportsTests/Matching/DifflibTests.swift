import Foundation
import Imports
import TestKit
import Testing

@Suite("Likeness of titles beside Python")
struct DifflibTests {
    @Test("10,000 drawn pairs are as alike as difflib finds them, as they are and in lower case")
    func pairs() async throws {
        var drawn = DrawnPairs()
        let pairs = (0..<10_000).map { drawn.next($0) }
        let expected = try await PythonRatios.of(pairs)
        try #require(expected.count == pairs.count)
        for (pair, ratios) in zip(pairs, expected) {
            try #require(ratios.count == 2)
            let plain = SequenceMatcher.ratio(pair[0], pair[1])
            let lower = SequenceMatcher.ratio(pair[0], pair[1], .lowered)
            #expect(abs(plain - ratios[0]) < 1e-9 && abs(lower - ratios[1]) < 1e-9, "\(pair)")
        }
    }
}

/// What Python says, in one run of it.
private enum PythonRatios {
    private static let script = """
        import difflib, json, sys
        def ratio(a, b): return difflib.SequenceMatcher(None, a[:1000], b[:1000]).ratio()
        pairs = json.load(open(sys.argv[1], encoding="utf-8"))
        json.dump([[ratio(a, b), ratio(a.lower(), b.lower())] for a, b in pairs], sys.stdout)
        """

    static func of(_ pairs: [[String]]) async throws -> [[Double]] {
        let name = "ratios-\(UInt64.random(in: 0 ... .max))"
        let folder = FileManager.default.temporaryDirectory.appending(path: name, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "pairs.json")
        try JSONEncoder().encode(pairs).write(to: file)
        let output = folder.appending(path: "output")
        let errors = folder.appending(path: "errors")
        let python = try ChildProcess(
            .init(
                URL(filePath: "/usr/bin/env"), ["python3", "-c", script, file.path],
                environment: ProcessInfo.processInfo.environment, folder: folder, output: output, errors: errors))
        let status = await python.end()
        let problem = String(decoding: (try? Data(contentsOf: errors)) ?? Data(), as: UTF8.self)
        try #require(status == 0, "python3 ended with \(status): \(problem)")
        return try JSONDecoder().decode([[Double]].self, from: Data(contentsOf: output))
    }
}
