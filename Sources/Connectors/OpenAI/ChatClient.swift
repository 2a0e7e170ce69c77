import Embedding

/// Asks one chat model: repeats after temporary failures, and says it in another way where an endpoint objects.
struct ChatClient: Sendable {
    let settings: ChatSettings
    let transport: any EmbeddingTransport
    let memory: ChatMemory
    let sleep: RemoteEmbedder.Sleep
    let jitter: @Sendable () -> Double

    private enum Outcome {
        case answered(ChatAnswer)
        /// Worth asking again, at the earliest after the wait that the server asked for.
        case failed(askedSeconds: Double?, isTooFast: Bool)
        case objected(ChatDialect)
        case givenUp
    }

    /// nil when the endpoint does not answer, or is not to be asked.
    func answer(_ prompt: ChatPrompt) async -> ChatAnswer? {
        var (retry, wait) = (0, 0.0)
        while let dialect = await dialect(after: wait) {
            wait = 0
            switch await send(prompt, dialect: dialect) {
            case .answered(let answer):
                await memory.noteSuccess()
                return answer
            case .objected(let dialect):
                await memory.learn(dialect)
            case .failed(let asked, let isTooFast):
                let isLast = retry == ConnectorsLimits.chatRetriesMax
                // A busy endpoint is not down: only a title that never gets through counts.
                if !isTooFast || isLast { await memory.noteFailure() }
                wait = RemoteRetry.seconds(retry: retry, asked: asked, jitter: jitter())
                if isTooFast { await memory.pause(seconds: wait) }
                if isLast { return nil }
                retry += 1
            case .givenUp:
                return nil
            }
        }
        return nil
    }

    /// How to ask, when the own wait and everybody's pause are over; nil when that became pointless.
    private func dialect(after ownWait: Double) async -> ChatDialect? {
        guard await memory.dialectInForce() != nil else { return nil }
        let wait = max(ownWait, await memory.pauseSeconds())
        if wait > 0, (try? await sleep(wait)) == nil { return nil }
        return Task.isCancelled ? nil : await memory.dialectInForce()
    }

    private func send(_ prompt: ChatPrompt, dialect: ChatDialect) async -> Outcome {
        var headers = [("content-type", "application/json"), ("accept", "application/json")]
        if let key = settings.key { headers.append(("authorization", "Bearer " + key)) }
        do {
            let body = try ChatRequest(prompt, model: settings.model, dialect: dialect).body()
            let reply = try await transport.post(
                settings.baseURL + "/chat/completions", headers: headers, body: body,
                timeoutSeconds: settings.timeoutSeconds)
            guard reply.status == 200 else {
                let failure = RemoteFailure(
                    status: reply.status, headers: reply.headers, body: reply.body, key: settings.key)
                return await outcome(of: failure, dialect: dialect)
            }
            if let answer = ChatAnswer(body: reply.body) { return .answered(answer) }
        } catch is OutgoingFailure {
            // It had all the time and room there is; asking again would cost the same once more.
        } catch {
            return Task.isCancelled ? .givenUp : .failed(askedSeconds: nil, isTooFast: false)
        }
        await memory.noteFailure()
        return .givenUp
    }

    private func outcome(of failure: RemoteFailure, dialect: ChatDialect) async -> Outcome {
        switch failure.remedy {
        case .wait:
            return .failed(askedSeconds: failure.waitSeconds, isTooFast: failure.status == 429)
        case .stop where ![400, 422].contains(failure.status) || failure.isOutOfCredit:
            await memory.noteRefusal()
            return .givenUp
        case .stop, .halve:
            // A request that cannot be said otherwise fails alone: the next title's may be fine.
            if let dialect = dialect.adapted(to: failure) { return .objected(dialect) }
            return failure.remedy == .halve ? .answered(.tooLong) : .givenUp
        }
    }
}
