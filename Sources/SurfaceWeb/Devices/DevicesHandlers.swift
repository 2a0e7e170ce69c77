import Accounts
import Basics
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// The keys of the account, and the browsers that it is signed in with.
    func devices(_ request: Request, _ context: WebContext) async throws -> Response {
        let done = request.parameter("done").flatMap { DevicesNotice(rawValue: $0) }
        return try await devices(request, context, DevicesNews(notice: done?.words))
    }

    /// Makes a pairing code. The page that shows it is the only place where it can ever be read, so there is no
    /// redirect; loading it again makes another one.
    func makeCode(_ request: Request, _ context: WebContext) async throws -> Response {
        let code = try await features.pairing.makeCode(for: context.signedIn.user.id)
        return try await devices(request, context, DevicesNews(code: code))
    }

    /// Names a device anew.
    func relabelKey(_ request: Request, _ context: WebContext) async throws -> Response {
        let label = try await request.form().first("label") ?? ""
        do {
            let isDone = try await features.keys.relabel(
                keyID(context), as: label, owner: context.signedIn.user.id)
            guard isDone else { throw SurfaceFailure.noRoute }
            return .seeOther("/devices?done=renamed")
        } catch AccountError.labelTooLong(let maximum) {
            let problem = "A name can have at most \(maximum) characters."
            return try await devices(request, context, DevicesNews(problem: problem))
        }
    }

    /// Disconnects a device for good.
    func revokeKey(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try await features.keys.revoke(keyID(context), owner: context.signedIn.user.id)
        return .seeOther("/devices?done=disconnected")
    }

    /// Signs a browser out.
    func endBrowser(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let id = context.parameters.get("id", as: Int32.self) else { throw SurfaceFailure.noRoute }
        let signedIn = try context.signedIn
        try await features.people.sessions.end(SessionID(id), owner: signedIn.user.id)
        await features.theatre?.close(SessionID(id), of: signedIn.user.id)
        return .seeOther(id == signedIn.session.id.rawValue ? "/signin" : "/devices?done=ended")
    }

    private func keyID(_ context: WebContext) throws -> APIKeyID {
        guard let id = context.parameters.get("id", as: Int32.self) else { throw SurfaceFailure.noRoute }
        return APIKeyID(id)
    }

    private func devices(
        _ request: Request, _ context: WebContext, _ news: DevicesNews
    ) async throws -> Response {
        let signedIn = try context.signedIn
        let now = features.world.now()
        let keys = try await features.keys.list(of: signedIn.user.id)
        let browsers = try await features.people.sessions.list(of: signedIn.user.id)
        let page = DevicesPage(
            shell: shell(signedIn, request, in: .devices), notice: news.notice, problem: news.problem,
            code: news.code.map { CodePanel($0) },
            devices: keys.filter { $0.revokedAt == nil }.map { DeviceRow($0, now: now) },
            gone: keys.filter { $0.revokedAt != nil }.prefix(WebLimits.revokedShownMax).map {
                DeviceRow($0, now: now)
            },
            browsers: browsers.map { BrowserRow($0, current: signedIn.session.id, now: now) })
        return pages.response("devices", page, status: news.problem == nil ? .ok : .badRequest)
    }
}

/// What there is to say beside the lists.
struct DevicesNews {
    var code: PairingCode?
    var notice: String?
    var problem: String?
}

/// What was done before the page is shown again.
enum DevicesNotice: String {
    case renamed
    case disconnected
    case ended

    var words: String {
        switch self {
        case .renamed: "The device has its new name."
        case .disconnected: "The device is disconnected. Its key does not work any more."
        case .ended: "That browser is signed out."
        }
    }
}
