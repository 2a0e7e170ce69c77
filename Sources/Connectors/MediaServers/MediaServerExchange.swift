import Domain
import NIOPosix

/// Sends one call within the shared limits, and again where that is harmless and helps.
struct MediaServerExchange: Sendable {
    let settings: MediaServerSettings
    let dialect: MediaServerDialect
    private let http: OutgoingHTTP
    private let clock: OutgoingClock
    private let threads: NIOThreadPool
    private let slots = RequestSlots(ConnectorsLimits.mediaServerParallel)
    /// Of their own, because a person would have to wait for pages that take a minute.
    private let interactiveSlots = RequestSlots(ConnectorsLimits.mediaServerInteractiveParallel)

    init(settings: MediaServerSettings, http: OutgoingHTTP, clock: OutgoingClock, threads: NIOThreadPool) {
        self.settings = settings
        dialect = MediaServerDialect(kind: settings.kind)
        self.http = http
        self.clock = clock
        self.threads = threads
    }

    private enum Outcome {
        case answered([UInt8])
        /// With the seconds that the server asks to wait.
        case tooFast(Double?)
        case failed(MediaServerFailure)
    }

    /// What `read` makes of a good answer; nil makes it malformed. Throws `MediaServerFailure` or `CancellationError`.
    ///
    /// Pages have megabytes, so they are read where that keeps nobody from being served.
    func answer<Value: Sendable>(
        _ request: MediaServerRequest, _ read: @escaping @Sendable (JSONNode) throws -> Value?
    ) async throws -> Value {
        let body = try await body(request)
        return try await threads.reading {
            guard let value = try JSONNode(json: body).flatMap(read) else { throw MediaServerFailure.malformed }
            return value
        }
    }

    /// The body of a good answer, which may be empty. Throws as `answer` does.
    func body(_ request: MediaServerRequest) async throws -> [UInt8] {
        var waits = ConnectorsLimits.mediaServerRetrySeconds[...]
        var timeouts = 0
        while true {
            switch try await attempt(request) {
            case .answered(let body):
                return body
            case .tooFast(let asked):
                guard request.repetition != .never, waits.popFirst() != nil else {
                    throw MediaServerFailure.rateLimited
                }
                let wait = max(asked ?? 0, ConnectorsLimits.mediaServerTooFastSecondsMin)
                try await clock.sleep(min(wait, ConnectorsLimits.mediaServerTooFastSecondsMax))
            case .failed(.timeout):
                timeouts += 1
                guard request.repetition == .afterTimeouts, timeouts < 2 else { throw MediaServerFailure.timeout }
            case .failed(let failure):
                guard request.repetition != .never, failure.mayPass, let wait = waits.popFirst() else { throw failure }
                try await clock.sleep(wait)
            }
        }
    }

    /// Lets the server come along with something.
    func pause(_ seconds: Double) async throws { try await clock.sleep(seconds) }

    /// Holds a slot while the request is under way, not while it waits to be repeated.
    private func attempt(_ request: MediaServerRequest) async throws -> Outcome {
        let url = settings.baseURL + request.target
        let headers = headers(of: request)
        let bounds = bounds(of: request)
        do {
            let answer = try await (request.isInteractive ? interactiveSlots : slots).use {
                try await http.send(request.method, url, headers: headers, body: request.body, bounds: bounds)
            }
            guard let answer else { throw CancellationError() }
            return outcome(of: answer)
        } catch let failure as OutgoingFailure {
            return .failed(MediaServerFailure(failure))
        } catch {
            // What the connection failed with may name the address, so it goes no further.
            try Task.checkCancellation()
            return .failed(.unreachable)
        }
    }

    private func bounds(of request: MediaServerRequest) -> AnswerBounds {
        let patience = ConnectorsLimits.mediaServerInteractiveSeconds
        return AnswerBounds(
            seconds: request.isInteractive ? min(settings.timeoutSeconds, patience) : settings.timeoutSeconds,
            bytesMax: ConnectorsLimits.mediaServerAnswerBytesMax)
    }

    private func headers(of request: MediaServerRequest) -> [(String, String)] {
        let headers = dialect.headers(
            token: request.isSignIn ? nil : settings.key, deviceID: request.deviceID ?? settings.deviceID)
        // Some builds of Emby refuse the type of a body that is not there.
        return request.body == nil ? headers : headers + [("content-type", "application/json")]
    }

    private func outcome(of answer: OutgoingHTTP.Answer) -> Outcome {
        switch answer.status {
        case 200...299: .answered(answer.body)
        case 401: .failed(.unauthorised)
        case 403: .failed(.forbidden)
        case 404: .failed(.notFound)
        case 429: .tooFast(answer.headers["retry-after"].flatMap(Self.seconds))
        case 500...599: .failed(.server(status: answer.status))
        default: .failed(.rejected(status: answer.status))
        }
    }

    /// Servers may send any text: "nan" is a number to Swift, and no time to wait.
    private static func seconds(_ text: String) -> Double? { Double(text).flatMap { $0.isNaN ? nil : $0 } }
}

extension MediaServerFailure {
    fileprivate init(_ failure: OutgoingFailure) {
        self =
            switch failure {
            case .timedOut: .timeout
            case .answerTooLarge: .tooLarge
            case .answerDamaged: .malformed
            }
    }

    /// Whether the same question may be answered soon.
    fileprivate var mayPass: Bool {
        switch self {
        case .unreachable, .server: true
        default: false
        }
    }
}
