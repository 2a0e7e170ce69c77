import Domain

/// Sends one question within the shared limits, and again where that helps.
struct TMDBExchange: Sendable {
    let settings: TMDBSettings
    let http: OutgoingHTTP
    let clock: OutgoingClock
    private let slots = RequestSlots(ConnectorsLimits.tmdbParallel)
    private let pace: RequestPace

    init(settings: TMDBSettings, http: OutgoingHTTP, clock: OutgoingClock) {
        self.settings = settings
        self.http = http
        self.clock = clock
        pace = RequestPace(perSecond: ConnectorsLimits.tmdbPerSecond, clock: clock)
    }

    private enum Outcome {
        case answered([UInt8])
        /// With the seconds that TMDB asks to wait.
        case tooFast(Double?)
        case down(TMDBFailure)
    }

    /// The body of a good answer. Throws `TMDBFailure` or `CancellationError`.
    func body(of target: String, _ urgency: RequestUrgency) async throws -> [UInt8] {
        var waits = ConnectorsLimits.tmdbRetrySeconds[...]
        var wasTooFast = false
        while true {
            switch try await attempt(target, urgency) {
            case .answered(let body):
                return body
            case .tooFast(let asked):
                guard !wasTooFast else { throw TMDBFailure.tooManyRequests }
                wasTooFast = true
                let wait = max(asked ?? 0, ConnectorsLimits.tmdbTooFastSecondsMin)
                try await clock.sleep(min(wait, ConnectorsLimits.tmdbTooFastSecondsMax))
            case .down(let failure):
                guard let wait = waits.popFirst() else { throw failure }
                try await clock.sleep(wait)
            }
        }
    }

    /// Holds a slot while the request is under way, not while it waits to be repeated.
    private func attempt(_ target: String, _ urgency: RequestUrgency) async throws -> Outcome {
        do {
            let bounds = AnswerBounds(
                seconds: settings.timeoutSeconds, bytesMax: ConnectorsLimits.tmdbAnswerBytesMax)
            let (url, headers) = request(for: target)
            let answer = try await slots.use(urgency) {
                try await pace.turn()
                return try await http.get(url, headers: headers, bounds: bounds)
            }
            guard let answer else { throw CancellationError() }
            return try outcome(of: answer)
        } catch let failure as TMDBFailure {
            throw failure
        } catch let failure as OutgoingFailure {
            throw TMDBFailure(failure)
        } catch {
            try Task.checkCancellation()
            // The connection failed, which passes as a fault of the other side does.
            return .down(.unreachable)
        }
    }

    private func request(for target: String) -> (url: String, headers: [(String, String)]) {
        let url = settings.baseURL + target
        let headers = [("accept", "application/json")]
        switch settings.credential {
        case .bearer(let token):
            return (url, headers + [("authorization", "Bearer " + token)])
        case .query(let key):
            return (url + (target.contains("?") ? "&" : "?") + "api_key=" + URLText.encode(key), headers)
        }
    }

    private func outcome(of answer: OutgoingHTTP.Answer) throws -> Outcome {
        guard answer.status != 200 else { return .answered(answer.body) }
        switch TMDBFailure(status: answer.status, body: answer.body) {
        case .tooManyRequests:
            let seconds = answer.headers["retry-after"].flatMap { Double($0) }
            return .tooFast(seconds.flatMap { $0.isFinite ? $0 : nil })
        case .unavailable(let status): return .down(.unavailable(status: status))
        case let failure: throw failure
        }
    }
}

extension TMDBFailure {
    fileprivate init(_ failure: OutgoingFailure) {
        self =
            switch failure {
            case .timedOut: .timedOut
            case .answerTooLarge: .tooLarge
            case .answerDamaged: .unreadable
            }
    }
}
