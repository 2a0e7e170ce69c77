import NIOConcurrencyHelpers

/// Asks an OpenAI-compatible endpoint for vectors: batches, repeats after temporary failures, normalizes.
///
/// Blank texts are never sent, since servers refuse them or answer null; they get the zero vector, which is similar
/// to nothing. When all texts are blank and the dimension is not known yet, the vectors are empty.
package struct RemoteEmbedder: TextEmbedder {
    /// Pauses for some seconds; throws `CancellationError` when cancelled.
    package typealias Sleep = @Sendable (Double) async throws -> Void

    private let settings: RemoteEmbedderSettings
    private let transport: any EmbeddingTransport
    private let sleep: Sleep
    private let jitter: @Sendable () -> Double
    /// 0 until the first answer.
    private let dimension: NIOLockedValueBox<Int>

    /// `knownDimension` is that of stored vectors; an answer of another length is then refused. `jitter` answers
    /// values in -1...1.
    package init(
        settings: RemoteEmbedderSettings, transport: any EmbeddingTransport, knownDimension: Int = 0,
        sleep: @escaping Sleep, jitter: @escaping @Sendable () -> Double = { .random(in: -1...1) }
    ) {
        self.settings = settings
        self.transport = transport
        self.sleep = sleep
        self.jitter = jitter
        dimension = NIOLockedValueBox(knownDimension)
    }

    package var model: EmbeddingModelInfo {
        let id = "remote:\(settings.baseURL):\(settings.model)" + (settings.dimensions.map { ":\($0)" } ?? "")
        return EmbeddingModelInfo(id: id, dimension: dimension.withLockedValue { $0 })
    }

    package func embed(_ texts: [String]) async throws -> [[Float]] {
        try await embed(texts, timeoutSeconds: EmbeddingLimits.remoteTimeoutSeconds)
    }

    private func embed(_ texts: [String], timeoutSeconds: Double) async throws -> [[Float]] {
        let batches = RemoteBatches(texts)
        var vectors = [[Float]](repeating: [], count: texts.count)
        for range in batches.ranges() {
            let entries = batches.entries[range]
            let part = try await request(entries.map(\.text), timeoutSeconds: timeoutSeconds)
            for (entry, vector) in zip(entries, part) { vectors[entry.place] = vector }
        }
        let length = dimension.withLockedValue { $0 }
        return vectors.map { $0.isEmpty ? [Float](repeating: 0, count: length) : $0 }
    }

    /// As `embed`, within 8 s, repetitions included; then `EmbeddingError.timedOut`.
    package func embedQuery(_ text: String) async throws -> [Float] {
        let limit = EmbeddingLimits.queryTimeoutSeconds
        return try await withThrowingTaskGroup(of: [Float].self) { group in
            group.addTask { try await embed([text], timeoutSeconds: limit).first ?? [] }
            group.addTask {
                try await sleep(limit)
                throw EmbeddingError.timedOut(seconds: limit)
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private enum Outcome {
        case vectors([[Float]])
        case tooLarge(RemoteFailure)
    }

    /// One batch; halves it while the server finds it too large.
    private func request(_ texts: [String], timeoutSeconds: Double) async throws -> [[Float]] {
        switch try await attempt(texts, timeoutSeconds: timeoutSeconds) {
        case .vectors(let vectors):
            return vectors
        case .tooLarge(let failure) where texts.count == 1:
            return [try await request(shortening: texts[0], failure, timeoutSeconds: timeoutSeconds)]
        case .tooLarge:
            let middle = texts.count / 2
            let first = try await request(Array(texts[..<middle]), timeoutSeconds: timeoutSeconds)
            return try await first + request(Array(texts[middle...]), timeoutSeconds: timeoutSeconds)
        }
    }

    /// The vector of a text's first half, quarter and so on: some tokens are better than one title that stops all
    /// others behind it. Gives up with the server's own words when even a short text is too long.
    private func request(
        shortening text: String, _ failure: RemoteFailure, timeoutSeconds: Double
    ) async throws -> [Float] {
        let half = text.count / 2
        guard half >= EmbeddingLimits.remoteShortenedCharactersMin else {
            throw EmbeddingError.remoteRefused(status: failure.status, message: failure.message)
        }
        return try await request([String(text.prefix(half))], timeoutSeconds: timeoutSeconds).first ?? []
    }

    /// One request with its repetitions.
    private func attempt(_ texts: [String], timeoutSeconds: Double) async throws -> Outcome {
        var headers = [("content-type", "application/json"), ("accept", "application/json")]
        if let key = settings.key { headers.append(("authorization", "Bearer " + key)) }
        let body = try RemoteEmbeddingExchange.body(texts, settings: settings)
        var reason = ""
        for retry in 0...EmbeddingLimits.remoteRetriesMax {
            try Task.checkCancellation()
            var asked: Double?
            do {
                let answer = try await transport.post(
                    settings.baseURL + "/embeddings", headers: headers, body: body, timeoutSeconds: timeoutSeconds)
                if answer.status == 200 { return .vectors(try accept(answer.body, count: texts.count)) }
                let failure = RemoteFailure(
                    status: answer.status, headers: answer.headers, body: answer.body, key: settings.key)
                if failure.remedy == .halve { return .tooLarge(failure) }
                guard failure.remedy == .wait else {
                    throw EmbeddingError.remoteRefused(status: failure.status, message: failure.message)
                }
                (asked, reason) = (failure.waitSeconds, "status \(failure.status), \(failure.message)")
            } catch let error as EmbeddingError {
                throw error
            } catch let error as CancellationError {
                throw error
            } catch {
                // Only the kind of the error: its description could hold the request's headers.
                reason = "no answer (\(type(of: error)))"
            }
            if retry < EmbeddingLimits.remoteRetriesMax {
                try await sleep(RemoteRetry.seconds(retry: retry, asked: asked, jitter: jitter()))
            }
        }
        throw EmbeddingError.remoteUnavailable(reason)
    }

    private func accept(_ body: [UInt8], count: Int) throws -> [[Float]] {
        let vectors = try RemoteEmbeddingExchange.vectors(body, count: count)
        let length = vectors.first?.count ?? 0
        let known = dimension.withLockedValue { known in
            if known == 0 { known = length }
            return known
        }
        guard length == known else {
            throw EmbeddingError.remoteAnswerInvalid("vectors have \(length) values, earlier ones had \(known)")
        }
        return vectors
    }
}
