import Domain

/// The one client of a process: its limits and its memory hold for everything that asks TMDB.
struct TMDBClient: Sendable {
    let settings: TMDBSettings
    private let exchange: TMDBExchange
    private let memory: TMDBMemory

    init(settings: TMDBSettings, http: OutgoingHTTP, clock: OutgoingClock) {
        self.settings = settings
        exchange = TMDBExchange(settings: settings, http: http, clock: clock)
        memory = TMDBMemory(clock: clock)
    }

    /// Throws `TMDBFailure` or `CancellationError`.
    func answer<Value>(_ call: TMDBCall<Value>, _ urgency: RequestUrgency) async throws -> Value {
        let answer = try await memory.value(of: call.target) { [exchange] in
            let body = try await exchange.body(of: call.target, urgency)
            guard let value = JSONNode(object: body).flatMap(call.read) else { throw TMDBFailure.unreadable }
            return (value, call.keptSeconds(value))
        }
        guard let value = answer as? Value else { throw TMDBFailure.unreadable }
        return value
    }

    /// Asks without memory whether the key is good. Throws as `answer` does.
    func checkKey() async throws {
        _ = try await exchange.body(of: "/authentication", .interactive)
    }
}
