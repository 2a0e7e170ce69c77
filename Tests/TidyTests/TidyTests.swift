import Foundation
import Testing

/// The house rules that a machine can check. Every exception is listed here with its reason.
@Suite("House rules")
struct TidyTests {
    private enum Limit {
        static let fileLines = 400
        static let functionLines = 60
        static let parameters = 5
        static let folderFiles = 20
        static let columns = 120
    }

    /// Calls that belong in the named files only, and the reason.
    private static let banned: [(pattern: String, allowed: Set<String>, reason: String)] = [
        (#"\btry!"#, [], "say what happens when it fails"),
        (#"\bfatalError\("#, [], "return or throw"),
        (#"(^|[^\w.])print\("#, ["Sources/kinothek/Terminal.swift"], "the program prints in one place"),
        (#"(^|[^\w.])Date\(\)"#, [], "use World.now"),
        (#"(^|[^\w.])UUID\(\)"#, [], "use World.uuid"),
        (#"\bTask\.detached\b"#, [], "use structured tasks"),
        (#"\bDispatchQueue\b"#, [], "use tasks or an own NIOThreadPool"),
        (#"\.wait\(\)"#, [], "never block a thread on a future"),
        (#"Task\.sleep\(for: \.[a-z]+\(\d"#, [], "name the interval"),
        (#"\{\{\{"#, [], "unescaped output in a template"),
    ]

    @Test func thereIsSomethingToCheck() {
        #expect(SourceTree.productFiles.count > 50)
    }

    @Test func filesAreShort() {
        for file in SourceTree.swiftFiles where file.lines.count > Limit.fileLines {
            Issue.record("\(file.path) has \(file.lines.count) lines; cut it by topic")
        }
    }

    @Test func linesFitTheColumn() {
        for file in SourceTree.swiftFiles where file.path != "Package.swift" {
            for (number, line) in file.lines.enumerated() where line.count > Limit.columns {
                Issue.record("\(file.path):\(number + 1) has \(line.count) columns")
            }
        }
    }

    @Test func foldersAreSmall() {
        let folders = Dictionary(grouping: SourceTree.productFiles, by: \.folder)
        for (folder, files) in folders where files.count > Limit.folderFiles {
            Issue.record("\(folder) holds \(files.count) files; split it by topic")
        }
    }

    @Test func functionsAreShort() {
        for file in SourceTree.productFiles {
            for function in FunctionScan.functions(in: file) where function.lines > Limit.functionLines {
                Issue.record("\(file.path):\(function.line) \(function.name) has \(function.lines) lines")
            }
        }
    }

    @Test func functionsTakeFewParameters() {
        for file in SourceTree.productFiles {
            for function in FunctionScan.functions(in: file)
            where function.name != "init" && function.parameters > Limit.parameters {
                Issue.record("\(file.path):\(function.line) \(function.name) takes \(function.parameters) parameters")
            }
        }
    }

    @Test func bannedCallsStayOut() throws {
        for rule in Self.banned {
            let pattern = try Regex(rule.pattern)
            for file in SourceTree.productFiles where !rule.allowed.contains(file.path) {
                for (number, line) in file.lines.enumerated()
                where !line.drop(while: { $0 == " " }).hasPrefix("//") && line.contains(pattern) {
                    Issue.record("\(file.path):\(number + 1): \(rule.reason)")
                }
            }
        }
    }

    @Test func nothingIsLeftForLater() throws {
        // Spelt in two halves, so that this file does not find itself.
        let marks = ["TO" + "DO", "FIX" + "ME", "X" + "XX:"]
        for file in SourceTree.textFiles {
            for mark in marks where file.text.contains(mark) {
                Issue.record("\(file.path) holds a note for later (\(mark))")
            }
        }
    }

    @Test func everyTargetHasATestTarget() throws {
        let manager = FileManager.default
        let withoutOwnTests: Set<String> = [
            "Basics", "CBLAS", "CFiles", "CHost", "CLibPQ", "CResources", "CZlib", "CEmbeddingKernels",
            "CRecommendationKernels", "CVectorKernels", "Domain", "kinothek", "OpenAPI", "SQLSQLite", "SQLPostgres",
        ]
        for target in try manager.contentsOfDirectory(atPath: SourceTree.root.appending(path: "Sources").path)
        where !withoutOwnTests.contains(target) {
            let tests = SourceTree.root.appending(path: "Tests/\(target)Tests").path
            #expect(manager.fileExists(atPath: tests), "\(target) has no tests of its own")
        }
    }
}
