import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import TestKit

/// An embedding endpoint that stops answering at a chosen point, so that a test can act while a job hangs in it.
actor HeldModel {
    private let holdAfter: Int
    private let mark: String
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private var held = 0
    private(set) var texts: [String] = []
    /// The `Authorization` of the request that was held first.
    private(set) var heldCaller: String?

    /// Holds every request after `holdAfter` texts that contain `mark` have been answered.
    init(holdAfter: Int, ofTextsWith mark: String) {
        self.holdAfter = holdAfter
        self.mark = mark
    }

    var isHolding: Bool { held > 0 }

    func open() {
        isOpen = true
        for continuation in waiting { continuation.resume() }
        waiting = []
    }

    func forgetTexts() { texts = [] }

    fileprivate func answer(_ inputs: [String], to caller: String?) async -> [[Float]] {
        if !isOpen, texts.count(where: { $0.contains(mark) }) >= holdAfter {
            held += 1
            heldCaller = heldCaller ?? caller ?? ""
            await withCheckedContinuation { waiting.append($0) }
        }
        texts += inputs
        return inputs.map { Self.vector(of: $0) }
    }

    /// Texts that share words point in similar directions; enough for a ranking, not for quality.
    private static func vector(of text: String) -> [Float] {
        var vector = [Float](repeating: 0.01, count: 32)
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
            let hash = word.utf8.reduce(UInt32(5381)) { $0 &* 33 &+ UInt32($1) }
            vector[Int(hash % 32)] += 1
        }
        return vector
    }
}

extension HeldModel {
    private struct Request: Decodable {
        let input: [String]
    }

    private struct Answer: Encodable {
        struct Entry: Encodable {
            var object = "embedding"
            let index: Int
            let embedding: [Float]
        }

        var object = "list"
        var model = "held"
        let data: [Entry]
    }

    /// Serves the model on a free port while `test` runs; hands over its base URL.
    nonisolated func serve(_ test: @Sendable (String) async throws -> Void) async throws {
        let router = Router()
        router.post("v1/embeddings") { [self] request, context -> ByteBuffer in
            let inputs = try await request.decode(as: Request.self, context: context).input
            let vectors = await answer(inputs, to: request.headers[.authorization])
            let entries = vectors.enumerated().map { Answer.Entry(index: $0.offset, embedding: $0.element) }
            return ByteBuffer(bytes: try JSONEncoder().encode(Answer(data: entries)))
        }
        try await LocalServer.serve(router) { address in
            try await test(address + "/v1")
            await open()
        }
    }
}
