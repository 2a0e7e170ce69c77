import Domain
import Foundation
import Storage
import TestKit
import Testing

/// The file of the full-text index lasts, and one that is of no use is made anew.
@Suite struct WordFileTests {
    @Test func `what was put is there after reopening`() async throws {
        try await WordFile.with { file async throws in
            let first = try await SQLWordIndex.open(path: file.path)
            #expect(try await first.revision() == 0)
            #expect(try await first.count() == 0)
            try await first.apply(put: [.test(1, "Heat")], remove: [], revision: 42)
            await first.close()
            let second = try await SQLWordIndex.open(path: file.path)
            #expect(try await second.revision() == 42)
            #expect(try await second.found("heat") == [1])
            await second.close()
        }
    }

    @Test(arguments: Damage.allCases)
    func `a damaged file is made anew`(damage: Damage) async throws {
        try await WordFile.with { file async throws in
            let first = try await SQLWordIndex.open(path: file.path)
            let films = (1...300).map { WordDocument.test(Int32($0), "Film number \($0)") }
            try await first.apply(put: films, remove: [], revision: 42)
            await first.close()
            try damage.apply(to: file.path)
            let second = try await SQLWordIndex.open(path: file.path)
            #expect(try await second.revision() == 0)
            #expect(try await second.count() == 0)
            #expect(try await second.found("film").isEmpty)
            try await second.apply(put: [.test(1, "Heat")], remove: [], revision: 43)
            #expect(try await second.revision() == 43)
            #expect(try await second.found("heat") == [1])
            await second.close()
        }
    }
}

/// What can happen to a file.
enum Damage: String, Sendable, CaseIterable {
    case emptied
    case overwritten
    case noDatabase
    case halved
    case spoiledInTheMiddle

    func apply(to path: String) throws {
        let url = URL(fileURLWithPath: path)
        var bytes = try Data(contentsOf: url)
        switch self {
        case .emptied: bytes = Data()
        case .overwritten: bytes = Data(repeating: 0xA5, count: bytes.count)
        case .noDatabase: bytes = Data("Dear diary.".utf8)
        case .halved: bytes = bytes.prefix(bytes.count / 2)
        case .spoiledInTheMiddle:
            for place in 4096..<bytes.count - 4096 where place % 4096 < 64 { bytes[place] = 0xA5 }
        }
        try bytes.write(to: url)
    }
}
