import Accounts
import Activity
import Basics
import Domain
import HTTPTypes
import Hummingbird
import Streaming
import SurfaceKit

extension PlaybackSurface {
    /// Signs an app in: a new session whatever cookie came, as the account's first profile.
    func login(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        // A foreign page could sign its visitors in under an account of its own.
        if let origin = request.headers[.origin],
            !context.caller.isOwn(origin: origin, publicURL: settings.publicURL)
        {
            throw PlaybackError.forgedRequest
        }
        let name = try context.parameters.required("username")
        let password = try context.parameters.required("password")
        let result = try await features.people.signIn.signIn(
            name: name, password: password, address: context.caller.address)
        switch result {
        case .refused:
            await note(PlaybackAudit.refused, nil, context)
            throw PlaybackError.invalidCredentials
        case .expired: throw PlaybackError.accountExpired
        case .user(let user):
            await note(PlaybackAudit.signedIn, user.id, context)
            return try await begin(for: user, request, context)
        }
    }

    private func begin(
        for user: User, _ request: Request, _ context: PlaybackContext
    ) async throws -> Response {
        let profile = try await features.profiles.standard(of: user.id)
        let begun = try await features.people.sessions.begin(
            for: user, client: AppClient(request, context), profile: profile.id)
        let feed = try await feedURL(user.updateChannel, context)
        var response = try Response.playback(
            LoginResponse(
                user: UserResponse(user), csrfToken: begun.formToken, accountExpiry: user.expiresAt?.databaseText,
                updateFeedURL: feed))
        response.setCookie(cookie(begun.token, context))
        return response
    }

    /// Ends the session with all that hangs on it: tokens, tickets, playback.
    func logout(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        try await features.people.sessions.end(app.session.session.id)
        await note(PlaybackAudit.signedOut, app.user.id, context)
        var response = try Response.playback(DoneResponse(message: "Signed out."))
        response.setCookie(cookie("", context, seconds: 0))
        return response
    }

    /// Who is signed in, as whom, and the token for changes.
    func session(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        let profile = try await features.profiles.active(in: app.session.session.id, of: app.user.id)
        return try .playback(
            SessionResponse(
                user: UserResponse(app.user), activeProfile: ProfileResponse(profile), csrfToken: app.formToken,
                loginTime: Int(app.session.session.createdAt.seconds), clientPlatform: app.session.client.platform,
                appVersionName: app.session.client.versionName, accountExpiry: app.user.expiresAt?.databaseText,
                updateFeedURL: try await feedURL(app.user.updateChannel, context)))
    }

    /// Only marked as secure where the client came by TLS; a client without would never send it back.
    func cookie(_ token: String, _ context: PlaybackContext, seconds: Int? = nil) -> Cookie {
        Cookie(
            name: PlaybackGate.cookieName, value: token,
            maxAge: seconds ?? Int(features.people.sessions.idleSeconds), path: "/",
            secure: context.caller.scheme == "https", httpOnly: true, sameSite: .lax)
    }

    private func note(_ action: String, _ user: UserID?, _ context: PlaybackContext) async {
        // A log that is full must not keep anybody out.
        try? await features.people.audit.record(
            AuditEntry(at: features.world.now(), action: action, userID: user, address: context.caller.address))
    }

    /// Where the app finds its updates; nil while the channel has none.
    private func feedURL(_ channel: UpdateChannel, _ context: PlaybackContext) async throws -> String? {
        guard try await features.administration.updates.latest(channel) != nil else { return nil }
        return address(of: "android/update-\(channel.rawValue).xml", context)
    }

    /// The absolute address of a path below the prefix under which the request came.
    func address(of path: String, _ context: PlaybackContext) -> String {
        let host = settings.publicURL ?? "\(context.caller.scheme)://\(context.caller.host ?? "localhost")"
        return "\(host)\(context.mount)/\(path)"
    }
}

extension AppClient {
    /// What the headers and the fields of a sign-in say of an app, cut where they are too long.
    init(_ request: Request, _ context: PlaybackContext) {
        func told(_ header: HTTPField.Name, _ field: String? = nil) -> String? {
            let text = request.headers[header] ?? field.flatMap { context.parameters.optional($0) }
            let printable = (text ?? "").printable(charactersMax: PlaybackLimits.clientTextCharactersMax)
            return printable.isEmpty ? nil : printable
        }
        self.init(platform: told(.clientPlatform) ?? "web", address: context.caller.address)
        package = told(.appPackage)
        versionName = told(.appVersionName, "app_version_name")
        versionCode = told(.appVersionCode, "app_version_code")
    }
}
