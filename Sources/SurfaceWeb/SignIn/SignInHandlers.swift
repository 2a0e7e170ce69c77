import Accounts
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// The form, or the way on for whoever is signed in already.
    func showSignIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let next = LocalPath.safe(request.parameter("next"))
        if context.session != nil { return .seeOther(next) }
        if try await features.people.setupLink.make() != nil {
            return pages.notice(
                title: "This server is not set up yet",
                message: "Open the set-up link that the server printed when it started.", status: .ok)
        }
        return pages.response("signin", signInPage(request, next: next))
    }

    /// Begins a session for the right password.
    func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let (email, next) = (form.first("email") ?? "", LocalPath.safe(form.first("next")))
        func again(_ problem: String, _ status: HTTPResponse.Status) -> Response {
            pages.response("signin", signInPage(request, next: next, email: email, problem: problem), status: status)
        }
        do {
            let user = try await features.people.signIn.user(
                email: email, password: form.first("password") ?? "", address: context.caller.address)
            guard let user else { return again("This address and password do not belong together.", .forbidden) }
            return try await begin(user, next: next, request, context)
        } catch AccountError.tooManyAttempts(let seconds) {
            let minutes = Moments.count((seconds + 59) / 60, "minute")
            var response = again("There were too many attempts. Try again in \(minutes).", .tooManyRequests)
            response.headers[.retryAfter] = String(seconds)
            return response
        }
    }

    /// A new session, whatever the browser had before, and on to where the person wanted to go.
    func begin(
        _ user: User, next: String, _ request: Request, _ context: WebContext
    ) async throws -> Response {
        var response = Response.seeOther(next)
        try await addSession(of: user, to: &response, request, context)
        return response
    }

    func addSession(
        of user: User, to response: inout Response, _ request: Request, _ context: WebContext
    ) async throws {
        let sessions = features.people.sessions
        if let old = context.session { try await sessions.end(old.session.id, owner: old.user.id) }
        let begun = try await sessions.begin(for: user, device: request.headers[.userAgent] ?? "")
        context.visit.note(user.id)
        response.setCookie(
            SessionCookie.holding(
                begun.token, secondsValid: Int(AccountsLimits.sessionSeconds), secure: isSecure(context)))
    }

    func signInPage(
        _ request: Request, next: String, email: String = "", problem: String? = nil
    ) -> SignInPage {
        SignInPage(
            theme: Theme(request).attribute, next: next, email: email, problem: problem,
            provider: features.people.external?.name, providerNext: LocalPath.encoded(next))
    }
}

/// The form for a local password, and the way to the identity provider.
struct SignInPage: Sendable {
    let theme: String?
    let next: String
    let email: String
    let problem: String?
    let provider: String?
    let providerNext: String
}
