import Basics
import Domain
import TestKit

extension UploadID {
    static func test(_ number: Int) -> UploadID {
        let digits = String(number, radix: 16)
        return UploadID("u_" + String(repeating: "0", count: 32 - digits.count) + digits)!
    }
}

extension NewUpload {
    static func test(
        _ user: UserID, number: Int, mode: UploadMode = .merge, totalCount: Int = 0, at moment: Instant = .test(0)
    ) -> NewUpload {
        NewUpload(
            id: .test(number), user: user, mode: mode, source: "test", totalCount: totalCount, startedAt: moment)
    }
}

extension UploadChunk {
    static func test(
        _ user: UserID, _ entries: [IMDbID?], of number: Int = 1, index: Int = 0, at moment: Instant = .test(0)
    ) -> UploadChunk {
        UploadChunk(upload: .test(number), user: user, index: index, entries: entries, at: moment)
    }
}

extension UploadBounds {
    static let test = UploadBounds(films: 10_000, chunkEntries: 1_000, chunks: 10_000)
}

extension OnceRequest where Outcome == [EntryVerdict] {
    /// Answers with the verdicts, separated by blanks.
    static func test(
        _ user: UserID, key: String = "k", body: UInt8 = 1, scope: String = "PUT /chunk", at moment: Instant = .test(0)
    ) -> Self {
        let key = OnceKey(user: user, scope: scope, key: key, bodyDigest: [body], at: moment, keptSeconds: 86_400)
        return OnceRequest(key: key) { verdicts in
            KeptAnswer(status: 200, body: Array(verdicts.map(\.rawValue).joined(separator: " ").utf8))
        }
    }
}

func films(_ numbers: Int...) -> [IMDbID] { films(numbers) }

func films(_ numbers: [Int]) -> [IMDbID] { numbers.compactMap { IMDbID("tt\(1_000_000 + $0)") } }
