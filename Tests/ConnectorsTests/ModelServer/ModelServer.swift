/// A server that speaks the documented wire format of chat and embedding models, with switches for its faults.
actor ModelServer {
    private var switches: Switches
    private(set) var seen: [SeenRequest] = []
    private(set) var mostAtOnce = 0
    private var running = 0
    private var held: [CheckedContinuation<Void, Never>] = []
    private var watchers: [(count: Int, reached: CheckedContinuation<Void, Never>)] = []

    init(_ switches: Switches) {
        self.switches = switches
    }

    var chats: [SeenRequest] { seen.filter { $0.path == "/v1/chat/completions" } }

    func change(_ change: @Sendable (inout Switches) -> Void) {
        change(&switches)
    }

    func answer(_ request: SeenRequest) async -> Reply {
        seen.append(request)
        if let key = switches.key, request.headers["authorization"] != "Bearer \(key)" {
            return .error(401, "invalid_api_key")
        }
        if !switches.replies.isEmpty { return switches.replies.removeFirst() }
        if let always = switches.always { return always }
        switch request.path {
        case "/v1/models": return Reply(200, Self.models)
        case "/v1/embeddings": return Embeddings.answer(request, sendsBase64: switches.sendsBase64)
        case "/v1/chat/completions": return await chat(request)
        default: return .error(404, "unknown_url")
        }
    }

    /// Lets the oldest held request go on.
    func releaseOne() {
        if !held.isEmpty { held.removeFirst().resume() }
    }

    /// Lets every held request go on, and holds no more.
    func releaseAll() {
        switches.isHolding = false
        for one in held { one.resume() }
        held = []
    }

    /// Returns when so many requests are held at once.
    func untilHeld(_ count: Int) async {
        if held.count >= count { return }
        await withCheckedContinuation { watchers.append((count, $0)) }
    }

    private func chat(_ request: SeenRequest) async -> Reply {
        running += 1
        mostAtOnce = max(mostAtOnce, running)
        if switches.isHolding { await hold() }
        running -= 1
        return Chats.answer(request, switches)
    }

    private func hold() async {
        await withCheckedContinuation { turn in
            held.append(turn)
            for watcher in watchers where held.count >= watcher.count { watcher.reached.resume() }
            watchers.removeAll { held.count >= $0.count }
        }
    }

    private static let models = #"""
        {"object":"list","data":[{"id":"chat-large","object":"model","created":1,"owned_by":"test"},
        {"id":"chat-small","object":"model","created":1,"owned_by":"test"},
        {"id":"embedding","object":"model","created":1,"owned_by":"test"}]}
        """#
}
