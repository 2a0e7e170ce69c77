import Accounts
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// The page behind the link that the server prints while there is no account.
    func showSetup(_ request: Request, _ context: WebContext) async throws -> Response {
        guard try await features.people.setupLink.make() != nil else { return alreadySetUp() }
        return pages.response("setup", SetupPage(token: request.parameter("token") ?? "", email: "", problem: nil))
    }

    /// Makes the administrator's account; apart from the repetition, nothing is checked before the token.
    func setUp(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        guard try await features.people.setupLink.make() != nil else { return alreadySetUp() }
        let (token, email) = (form.first("token") ?? "", form.first("email") ?? "")
        let password = form.first("password") ?? ""
        func again(_ problem: String) -> Response {
            pages.response("setup", SetupPage(token: token, email: email, problem: problem), status: .badRequest)
        }
        guard password == form.first("repeated") ?? "" else { return again("The two passwords are not the same.") }
        do {
            guard let user = try await features.people.setupLink.redeem(token, email: email, password: password) else {
                return wrongLink()
            }
            var response = pages.response("ready", ReadyPage(email: user.email))
            try await addSession(of: user, to: &response, request, context)
            return response
        } catch AccountError.invalidEmail {
            return again("That is not an e-mail address.")
        } catch AccountError.passwordTooShort(let minimum) {
            return again("The password needs at least \(minimum) characters.")
        } catch AccountError.passwordTooLong(let maximum) {
            return again("The password can have at most \(maximum) characters.")
        }
    }

    private func alreadySetUp() -> Response {
        pages.notice(
            title: "This server is set up already",
            message: "It has an administrator. Ask them for an account or a pairing code.", status: .notFound)
    }

    private func wrongLink() -> Response {
        pages.notice(
            title: "This link does not work",
            message: "Copy the whole link that the server printed when it started, and open it again.",
            status: .forbidden)
    }
}

/// The form for the first account.
struct SetupPage: Sendable {
    let token: String
    let email: String
    let problem: String?
    let passwordMin = AccountsLimits.passwordBytesMin
}

/// What to do after set-up.
struct ReadyPage: Sendable {
    let email: String
}
