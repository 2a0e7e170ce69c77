import Basics
import Domain
import NIOPosix

/// Sends one call within the shared limits, and again where that is harmless and helps.
struct TraktExchange: Sendable {
    let settings: TraktSettings
    let now: @Sendable () -> Instant
    private let http: OutgoingHTTP
    private let clock: OutgoingClock
    private let threads: NIOThreadPool
    private let paces: TraktPaces
    private let slots = RequestSlots(ConnectorsLimits.traktParallel)
    /// Of their own, because a person would have to wait for lists that take half a minute.
    private let interactiveSlots = RequestSlots(ConnectorsLimits.traktInteractiveParallel)

    init(
        settings: TraktSettings, http: OutgoingHTTP, clock: OutgoingClock, now: @escaping @Sendable () -> Instant,
        threads: NIOThreadPool
    ) {
        self.settings = settings
        self.http = http
        self.clock = clock
        self.now = now
        self.threads = threads
        paces = TraktPaces(clock: clock)
    }

    /// The answer to a call: good, or with a status that time does not help. Throws `TraktFailure` or
    /// `CancellationError`.
    func answer(_ call: TraktCall) async throws -> OutgoingHTTP.Answer {
        var waits = ConnectorsLimits.traktRetrySeconds[...]
        while true {
            if let token = call.token, call.isPaced { try await paces.turn(of: token) }
            do {
                return try await attempt(call)
            } catch let failure as TraktFailure {
                guard let wait = call.wait(after: failure, &waits) else { throw failure }
                try await clock.sleep(wait)
            }
        }
    }

    /// The answer to a call, if it is good. Throws as `answer` does.
    func goodAnswer(_ call: TraktCall) async throws -> OutgoingHTTP.Answer {
        let answer = try await answer(call)
        if let failure = TraktFailure(status: answer.status) { throw failure }
        return answer
    }

    /// What `read` makes of an answer; nil makes it malformed. Throws as `answer` does.
    ///
    /// Lists have megabytes, so they are read where that keeps nobody from being served.
    func read<Value: Sendable>(
        _ answer: OutgoingHTTP.Answer, _ read: @escaping @Sendable (JSONNode) -> Value?
    ) async throws -> Value {
        let body = answer.body
        return try await threads.reading {
            guard let value = JSONNode(json: body).flatMap(read) else { throw TraktFailure.malformed }
            return value
        }
    }

    /// Holds a slot while the request is under way, not while it waits to be repeated.
    private func attempt(_ call: TraktCall) async throws -> OutgoingHTTP.Answer {
        let url = settings.baseURL + call.target
        let (headers, bounds) = (headers(of: call), bounds(of: call))
        let answer: OutgoingHTTP.Answer?
        do {
            answer = try await (call.isInteractive ? interactiveSlots : slots).use {
                try await http.send(call.method, url, headers: headers, body: call.body, bounds: bounds)
            }
        } catch let failure as OutgoingFailure {
            throw TraktFailure(failure)
        } catch {
            // What the connection failed with may name the address, so it goes no further.
            try Task.checkCancellation()
            throw TraktFailure.unreachable
        }
        guard let answer else { throw CancellationError() }
        switch answer.status {
        case 429: throw TraktFailure.rateLimited(seconds: TraktWait.seconds(answer.headers, now: now()))
        case 500...599: throw TraktFailure.server(status: answer.status)
        default: return answer
        }
    }

    private func bounds(of call: TraktCall) -> AnswerBounds {
        // The answer to a call that is not repeated holds what cannot be had again, so it gets all the time there is.
        let isHurried = call.isInteractive && call.repetition != .never
        let patience = isHurried ? settings.interactiveSeconds : settings.timeoutSeconds
        return AnswerBounds(
            seconds: min(settings.timeoutSeconds, patience), bytesMax: ConnectorsLimits.traktAnswerBytesMax)
    }

    /// Requests that do not say who they are from are stopped in front of the API.
    private func headers(of call: TraktCall) -> [(String, String)] {
        var headers = [
            ("trakt-api-version", "2"), ("trakt-api-key", settings.clientID), ("content-type", "application/json"),
            ("accept", "application/json"), ("user-agent", "Kinothek/1.0"),
        ]
        if let token = call.token { headers.append(("authorization", "Bearer " + token.rawValue)) }
        return headers
    }
}

extension TraktFailure {
    /// Nil for a good status.
    init?(status: Int) {
        switch status {
        case 200...299: return nil
        case 401: self = .unauthorised
        case 403: self = .applicationRefused
        case 404: self = .notFound
        case 420: self = .accountLimit
        case 423: self = .accountLocked
        case 426: self = .membersOnly
        default: self = .rejected(status: status)
        }
    }

    fileprivate init(_ failure: OutgoingFailure) {
        self =
            switch failure {
            case .timedOut: .timeout
            case .answerTooLarge: .tooLarge
            case .answerDamaged: .malformed
            }
    }
}
