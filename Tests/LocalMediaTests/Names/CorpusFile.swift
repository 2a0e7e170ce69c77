import Foundation
import Testing

/// A text file of rows that lies beside these tests.
struct CorpusFile {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let expected: String
        var testDescription: String { name }
    }

    /// Several paths and the lines that describe what they are.
    struct Block: Sendable, CustomTestStringConvertible {
        let title: String
        let kind: String
        let paths: [String]
        let expected: [String]
        var testDescription: String { title }
    }

    let lines: [String]

    init(_ name: String) {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus/\(name).txt")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Lines "name => expected". Lines that start with "# " are comments.
    var rows: [Row] {
        lines.compactMap { line in
            guard !line.hasPrefix("# "), let arrow = line.range(of: " => ") else { return nil }
            return Row(name: String(line[..<arrow.lowerBound]), expected: String(line[arrow.upperBound...]))
        }
    }

    /// Paragraphs: "### kind: title", then paths, then lines that start with "> ".
    var blocks: [Block] {
        lines.split { $0.hasPrefix("### ") }.isEmpty ? [] : parsedBlocks()
    }

    private func parsedBlocks() -> [Block] {
        var blocks: [Block] = []
        var head: (kind: String, title: String)?
        var paths: [String] = []
        var expected: [String] = []
        func finish() {
            guard let head else { return }
            blocks.append(Block(title: head.title, kind: head.kind, paths: paths, expected: expected))
        }
        for line in lines {
            if line.hasPrefix("### ") {
                finish()
                let words = line.dropFirst(4).split(separator: ": ", maxSplits: 1)
                head = (String(words.first ?? ""), String(words.last ?? ""))
                (paths, expected) = ([], [])
            } else if line.hasPrefix("> ") {
                expected.append(String(line.dropFirst(2)))
            } else if !line.isEmpty, !line.hasPrefix("# ") {
                paths.append(line)
            }
        }
        finish()
        return blocks
    }
}
