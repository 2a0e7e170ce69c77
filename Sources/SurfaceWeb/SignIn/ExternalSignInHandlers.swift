import Accounts
import Domain
import HTTPTypes
import Hummingbird
import Logging
import SurfaceKit

extension WebSurface {
    private static let ticketCookie = "kinothek_openid"
    private static let returnPath = "/signin/openid/return"

    /// Sends the browser to the identity provider, with a ticket to bring back.
    func leaveForProvider(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let door = features.people.external else { throw SurfaceFailure.noRoute }
        do {
            let begun = try await door.signIn.begin(
                redirectURL: try publicURL(context) + Self.returnPath,
                next: LocalPath.safe(request.parameter("next")))
            var response = Response.seeOther(begun.url)
            response.setCookie(ticket(begun.ticket, seconds: Int(AccountsLimits.externalSignInSeconds), context))
            return response
        } catch let error as IdentityProviderError {
            return failed(error, request, context)
        }
    }

    /// Takes what the provider sent back. The ticket is used up, whatever comes of it.
    func returnFromProvider(_ request: Request, _ context: WebContext) async throws -> Response {
        guard let door = features.people.external else { throw SurfaceFailure.noRoute }
        var response: Response
        do {
            guard let code = request.parameter("code"), let state = request.parameter("state"),
                let ticket = request.cookies[Self.ticketCookie]?.value
            else { throw ExternalSignInError.stale }
            let person = try await door.signIn.finish(code: code, state: state, ticket: ticket)
            response = try await begin(person.user, next: LocalPath.safe(person.next), request, context)
        } catch let error as ExternalSignInError {
            response = failed(error, request)
        } catch let error as IdentityProviderError {
            response = failed(error, request, context)
        }
        response.setCookie(ticket("", seconds: 0, context))
        return response
    }

    private func failed(_ error: ExternalSignInError, _ request: Request) -> Response {
        let problem =
            switch error {
            case .stale: "That sign-in was not finished in time, or not in this browser. Begin again."
            case .noAccount(let email?): "There is no account for \(email) here. Ask the administrator for one."
            case .noAccount(nil): "There is no account for you here, and no verified address to find one by."
            case .disabled: "Your account is disabled. Ask the administrator."
            }
        return pages.response(
            "signin", signInPage(request, next: LocalPath.home, problem: problem), status: .forbidden)
    }

    private func failed(_ error: IdentityProviderError, _ request: Request, _ context: WebContext) -> Response {
        context.logger.warning("signing in elsewhere failed", metadata: ["error": "\(error)"])
        let name = features.people.external?.name ?? "The other server"
        let problem =
            switch error {
            case .unavailable: "\(name) does not answer as it should. Try again later, or use a password."
            case .refused: "\(name) did not confirm who you are. Try again."
            }
        return pages.response(
            "signin", signInPage(request, next: LocalPath.home, problem: problem), status: .badGateway)
    }

    private func ticket(_ value: String, seconds: Int, _ context: WebContext) -> Cookie {
        Cookie(
            name: Self.ticketCookie, value: value, maxAge: seconds, path: "/signin/openid", secure: isSecure(context),
            httpOnly: true, sameSite: .lax)
    }

    private func publicURL(_ context: WebContext) throws -> String {
        if let url = features.publicURL { return url }
        guard let host = context.caller.host else { throw SurfaceFailure.noRoute }
        return "\(context.caller.scheme)://\(host)"
    }
}
