import TestKit

/// A server that speaks the documented wire format of chat and embedding models, with switches for its faults.
actor ModelServer {
    private var switches: Switches
    private(set) var seen: [SeenRequest] = []
    private let gate = RequestGate()

    init(_ switches: Switches) {
        self.switches = switches
    }

    var mostAtOnce: Int {
        get async { await gate.mostAtOnce }
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
    func releaseOne() async {
        await gate.releaseOne()
    }

    /// Lets every held request go on, and holds no more.
    func releaseAll() async {
        switches.isHolding = false
        await gate.releaseAll()
    }

    /// Returns when so many requests are held at once.
    func untilHeld(_ count: Int) async {
        await gate.untilHeld(count)
    }

    private func chat(_ request: SeenRequest) async -> Reply {
        if switches.isHolding { await gate.hold() }
        await gate.pass()
        return Chats.answer(request, switches)
    }

    private static let models = #"""
        {"object":"list","data":[{"id":"chat-large","object":"model","created":1,"owned_by":"test"},
        {"id":"chat-small","object":"model","created":1,"owned_by":"test"},
        {"id":"embedding","object":"model","created":1,"owned_by":"test"}]}
        """#
}
