import Accounts
import Basics
import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SurfaceKit

/// Lets requests in, in the order that clients rely on: the body's type, the session, the role, the token, the rate.
struct PlaybackGate: Sendable {
    let surface: PlaybackSurface
    let action: Route

    static let cookieName = "PHPSESSID"

    /// Fills the context; returns a cookie where the session's end moved on. Throws `PlaybackError` and
    /// `SurfaceFailure`.
    func admit(_ request: inout Request, _ context: inout PlaybackContext) async throws -> Cookie? {
        let isUpload = action.path == "app_update_publish"
        let body = PlaybackBody(request)
        // A release is read by its handler while it arrives.
        if request.method == .post { try isUpload ? body.checkIsParts() : body.checkType() }
        guard action.access != .open, action.access != .signedAddress else {
            try await read(&request, &context, body, withBody: request.method == .post && !isUpload)
            return nil
        }
        let app = try await signedIn(request, context)
        context.app = app
        context.identity = Identity(user: app.user, keyID: nil)
        if action.access.isForAdmins, app.user.role != .admin { throw PlaybackError.forbidden }
        try await read(&request, &context, body, withBody: request.method == .post && !isUpload)
        if action.access.isChange { try await checkToken(request, &context, app, isInBody: isUpload) }
        try await spend(of: app.user)
        return app.isRenewed ? surface.cookie(token(request) ?? "", context) : nil
    }

    private func token(_ request: Request) -> String? { request.cookies[Self.cookieName]?.value }

    private func signedIn(_ request: Request, _ context: PlaybackContext) async throws -> AppSignedIn {
        guard let token = token(request) else { throw PlaybackError.unauthenticated }
        do {
            let found = try await surface.features.people.sessions.verify(
                token, client: AppClient(request, context))
            guard let found else { throw PlaybackError.unauthenticated }
            return found
        } catch let error as PlaybackError {
            throw error
        } catch {
            // A database in trouble must not look like an ended session.
            throw SurfaceFailure.unavailable(reason: "\(error)")
        }
    }

    private func read(
        _ request: inout Request, _ context: inout PlaybackContext, _ body: PlaybackBody, withBody: Bool
    ) async throws {
        // What changes something comes in the body alone: addresses end up in logs.
        guard withBody else {
            for (name, value) in request.queryPairs { context.parameters.set(name, value) }
            return
        }
        for (name, value) in try await body.fields(&request) { context.parameters.set(name, value) }
    }

    private func checkToken(
        _ request: Request, _ context: inout PlaybackContext, _ app: AppSignedIn, isInBody: Bool
    ) async throws {
        if let given = request.headers[.formToken] ?? context.parameters.text("csrf_token") {
            guard app.owns(formToken: given) else { throw PlaybackError.forgedRequest }
            return
        }
        if request.origin(isOwn: surface.settings.publicURL, context.caller) { return }
        guard !isInBody else {
            context.isTokenDue = true
            return
        }
        guard surface.settings.allowsLegacyApps, request.isOfLegacyApp, isOpenToLegacyApps(context) else {
            throw PlaybackError.forgedRequest
        }
        await noteLegacyUse(context, app)
    }

    /// What a wrong hand could do least with. A PIN is never tried without a token.
    private func isOpenToLegacyApps(_ context: PlaybackContext) -> Bool {
        switch action.path {
        case "progress", "watch_list_add", "watch_list_remove": true
        case "profiles_select": (context.parameters.text("pin") ?? "").isEmpty
        default: false
        }
    }

    private func noteLegacyUse(_ context: PlaybackContext, _ app: AppSignedIn) async {
        let people = surface.features.people
        let now = surface.features.world.now()
        try? await people.audit.record(
            AuditEntry(
                at: now, action: PlaybackAudit.legacyUse, userID: app.user.id, address: context.caller.address,
                detail: action.path))
        let first = try? await people.windows.hit(
            "legacy.log:\(app.session.session.id)", limit: 1, windowSeconds: PlaybackLimits.legacyUseSeconds, at: now)
        guard first?.isAllowed == true else { return }
        context.logger.warning(
            "a client changed something without a token", metadata: ["session.id": "\(app.session.session.id)"])
    }

    private func spend(of user: User) async throws {
        let limit =
            action.path == "library"
            ? max(PlaybackLimits.libraryRequestsPerMinute, surface.settings.requestsPerMinute)
            : surface.settings.requestsPerMinute
        let decision: RateDecision
        do {
            decision = try await surface.features.people.windows.hit(
                "app.\(action.path).user:\(user.id)", limit: limit,
                windowSeconds: PlaybackLimits.rateWindowSeconds, at: surface.features.world.now())
        } catch {
            throw SurfaceFailure.unavailable(reason: "\(error)")
        }
        guard decision.isAllowed else { throw SurfaceFailure.rateLimited(decision) }
    }
}

/// Actions of the audit that this surface notes.
enum PlaybackAudit {
    static let legacyUse = "playback.legacy"
    static let signedIn = "signin.app"
    static let refused = "signin.app.refused"
    static let signedOut = "signout.app"
    static let published = "app.published"
    static let seriesEdited = "series.edited"
}

extension Access {
    fileprivate var isForAdmins: Bool { self == .appAdmin || self == .appAdminChange }
    fileprivate var isChange: Bool { self == .appChange || self == .appAdminChange }
}

extension Request {
    var queryPairs: [(String, String)] { FormPairs(uri.query ?? "").all }

    /// Whether the request comes from a page of this server: its origin or, without one, its referrer is the server's.
    fileprivate func origin(isOwn publicURL: String?, _ caller: Caller) -> Bool {
        guard let text = headers[.origin] ?? headers[.referer] else { return false }
        return caller.isOwn(origin: text, publicURL: publicURL)
    }

    /// All marks of the old app at once; each of them can be forged, so they open little.
    fileprivate var isOfLegacyApp: Bool {
        let agent = headers[.userAgent] ?? ""
        return headers[.origin] == nil && headers[.referer] == nil
            && (agent.contains("okhttp/") || agent.contains("ExoPlayer"))
            && headers[.clientPlatform] == "android"
    }
}

extension HTTPField.Name {
    static let formToken = Self("X-CSRF-Token")!
    static let clientPlatform = Self("X-Client-Platform")!
    static let appPackage = Self("X-App-Package")!
    static let appVersionName = Self("X-App-Version-Name")!
    static let appVersionCode = Self("X-App-Version-Code")!
}
