import Basics
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit
import Synchronisation

/// A person's account at Trakt.
extension DiscoverySurface {
    func traktAuthURL(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(TraktAuthURLResponse(authUrl: try await features.trakt.links.authorizeURL(for: context.user.id)))
    }

    /// What a client does with the code that Trakt gave to the browser.
    func connectTrakt(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let body = try await request.discoveryBody()
        let account = try await connect(body["code"]?.text, body["state"]?.text, context)
        return try .json(TraktConnectedResponse(username: account.name))
    }

    /// Where Trakt sends the browser back to: on to the page of settings, which says how it went.
    func returnFromTrakt(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        if let refusal = request.parameter("error") {
            let isDenied = refusal == "access_denied"
            return Self.settingsPage(error: isDenied ? "You did not allow it at Trakt" : "Trakt refused the connection")
        }
        do {
            let account = try await connect(request.parameter("code"), request.parameter("state"), context)
            return Self.settingsPage("success", ("username", account.name))
        } catch let failure as TraktFailure {
            return Self.settingsPage(error: failure.description)
        } catch let error as TraktStateError {
            return Self.settingsPage(error: error.words)
        } catch DiscoveryError.badRequest(let message) {
            return Self.settingsPage(error: message)
        }
    }

    func traktStatus(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(TraktStatusResponse(try await features.trakt.links.standing(of: context.user.id)))
    }

    func syncTrakt(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(TraktSyncResponse(try await features.trakt.sync.synchronise(context.user.id)))
    }

    /// Ratings stay, and so does the end of the connection where Trakt cannot be told.
    func disconnectTrakt(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let isRevoked = try await features.trakt.links.disconnect(context.user.id)
        let message =
            isRevoked
            ? "Trakt is disconnected"
            : "Trakt is disconnected here. It could not be told, so remove this application in its settings, too"
        return try .json(TraktDisconnectedResponse(message: message))
    }

    private func connect(
        _ code: String?, _ state: String?, _ context: DiscoveryContext
    ) async throws -> TraktUser {
        guard let code, let state, !code.isBlank, !state.isBlank else {
            throw DiscoveryError.badRequest("code and state are required")
        }
        return try await features.trakt.links.connect(context.user.id, code: code, state: state)
    }

    private static func settingsPage(error message: String) -> Response {
        settingsPage("error", ("message", message))
    }

    /// The client's page of settings is behind the `#`, and so are its parameters.
    private static func settingsPage(_ outcome: String, _ detail: (name: String, value: String)) -> Response {
        let page = "/#/settings?trakt=\(outcome)&\(detail.name)=\(PercentText.encode(detail.value))"
        return Response(status: .found, headers: [.location: page, .cacheControl: "no-store"])
    }
}

extension TraktStateError {
    /// For the user.
    var words: String {
        switch self {
        case .unknown: "This way from Trakt is not known here: begin again"
        case .otherUser: "Somebody else began to connect Trakt: begin again"
        case .used: "This way from Trakt was used already: begin again"
        case .expired: "It took too long at Trakt: begin again"
        }
    }
}

extension TraktFailure {
    /// What the caller can do something about is their fault, everything else Trakt's.
    var status: HTTPResponse.Status {
        switch self {
        case .notConfigured, .notConnected, .reconnect: .badRequest
        default: .badGateway
        }
    }

    /// When it is worth trying again.
    var headers: HTTPFields {
        guard case .rateLimited(let seconds) = self, let whole = Int(exactly: seconds.rounded(.up)) else { return [:] }
        return [.retryAfter: String(whole)]
    }
}
