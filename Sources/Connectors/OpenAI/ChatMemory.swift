/// What is known of one endpoint and model: whether to ask at all, when, and in which dialect.
///
/// It lives as long as the settings that it belongs to; changed settings begin with an empty one.
actor ChatMemory {
    typealias Now = @Sendable () -> ContinuousClock.Instant

    private let now: Now
    private var isRefused = false
    private var failures = 0
    private var closedUntil: ContinuousClock.Instant?
    private var pausedUntil: ContinuousClock.Instant?
    private var dialect = ChatDialect()
    private var dialectUntil: ContinuousClock.Instant?

    init(now: @escaping Now) {
        self.now = now
    }

    /// How to ask now; nil when the endpoint is to be left alone.
    func dialectInForce() -> ChatDialect? {
        if isRefused { return nil }
        if let closedUntil, now() < closedUntil { return nil }
        if let dialectUntil, now() >= dialectUntil {
            dialect = ChatDialect()
            self.dialectUntil = nil
        }
        return dialect
    }

    /// Seconds that all requests wait, because one of them was told that they come too fast.
    func pauseSeconds() -> Double {
        guard let pausedUntil else { return 0 }
        return max(0, (pausedUntil - now()) / .seconds(1))
    }

    func pause(seconds: Double) {
        let until = now() + .seconds(seconds)
        pausedUntil = pausedUntil.map { max($0, until) } ?? until
    }

    func learn(_ dialect: ChatDialect) {
        self.dialect = self.dialect.merged(with: dialect)
        dialectUntil = now() + .seconds(ConnectorsLimits.chatDialectSeconds)
    }

    func noteSuccess() {
        failures = 0
    }

    /// After enough failures in a row the endpoint is left alone for a while; then one more failure is enough.
    func noteFailure() {
        failures += 1
        guard failures >= ConnectorsLimits.circuitFailures else { return }
        closedUntil = now() + .seconds(ConnectorsLimits.circuitSeconds)
    }

    /// Key, permission, model or credit are wrong: only other settings can help.
    func noteRefusal() {
        isRefused = true
    }
}
